/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/time-bar.h"

#include "base/civil-time.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_MINUTES   1440
#define NOON          720
#define CHINA_MINUTES 480 /* ahead of UTC */

struct _LtTimeBar
{
  GtkWidget parent_instance;

  GtkAdjustment *place;
  GtkDropDown *interval_choice;
  GtkWidget *back_button;
  GtkEditable *moment_entry;
  GtkWidget *forward_button;
  GtkLabel *first_label;
  GtkWidget *slider;
  GtkLabel *last_label;
  GtkWidget *latest_button;
  GtkLabel *note_label;
  GtkWidget *other_button;

  char *remark; /* (nullable): what else must be known of the values */
  LtMapWish wish;
  const LtMapTimes *times; /* of who set them */
  LtTimeRange range;       /* in steps of the wish's interval */
  char *today;
  gint64 now, minute; /* civil minutes; of the day, of the last hour that was shown */
  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtTimeBar, lt_time_bar, GTK_TYPE_WIDGET)

/* The end of the range where no moment is chosen. */
static gint64
get_time (LtTimeBar *self)
{
  gint64 time = self->range.last;

  if (self->wish.moment[0] != '\0')
    lt_reading_parse_time (self->wish.moment, self->wish.interval, &time);
  return time;
}

static char *
format_words (gint64 time, LtInterval interval)
{
  g_autofree char *moment = lt_reading_format_time (time, interval);

  return lt_moment_in_words (moment, interval);
}

/* Values of an hour are no values of a day, so that a map without any has its reason. */
static char *
describe_lack (const LtMapItem *item, LtInterval interval)
{
  static const char *const words[] = { N_ ("%s: no hourly values"), N_ ("%s: no daily values"),
                                       N_ ("%s: no monthly values") };

  return g_strdup_printf (_ (words[interval]), item->label);
}

/* Nobody shall take the past for the present, nor values for those of this hour that
 * are of another one. */
static char *
describe_moment (LtTimeBar *self)
{
  g_autofree char *words = lt_moment_in_words (self->wish.moment, self->wish.interval);
  const LtMapItem *item =
      self->times == NULL ? NULL : lt_map_times_find_item (self->times, self->wish.item);

  if (self->wish.moment[0] != '\0')
    return g_strdup_printf (_ ("The map shows %s"), words);
  if (item == NULL)
    return g_strdup ("");
  if (!item->values[self->wish.interval].any)
    return describe_lack (item, self->wish.interval);
  g_free (words);
  words = format_words (item->values[self->wish.interval].last, self->wish.interval);
  return g_strdup_printf (_ ("Latest values: %s"), words);
}

/* Whether there may be values of the item at the moment, if it were one of @interval. */
static gboolean
has_values (LtTimeBar *self, const LtMapItem *item, LtInterval interval)
{
  g_autofree char *date = lt_map_wish_get_date (&self->wish);
  gint64 day = 0;

  if (self->wish.moment[0] == '\0' || date == NULL
      || !lt_reading_parse_time (date, LT_INTERVAL_DAY, &day))
    return item->values[interval].any;
  return lt_map_item_may_have (item, interval, day);
}

/* Where the stations are hollow because what was measured is of other intervals, one
 * click leads to those. */
static gboolean
find_other (LtTimeBar *self, LtInterval *other)
{
  const LtMapItem *item =
      self->times == NULL ? NULL : lt_map_times_find_item (self->times, self->wish.item);

  if (item == NULL || has_values (self, item, self->wish.interval))
    return FALSE;
  for (int i = LT_INTERVAL_MONTH; i >= LT_INTERVAL_HOUR; i--)
    if (has_values (self, item, (LtInterval) i))
      {
        *other = (LtInterval) i;
        return TRUE;
      }
  return FALSE;
}

static void
show_other (LtTimeBar *self)
{
  static const char *const words[] = { N_ ("To hourly values"), N_ ("To daily values"),
                                       N_ ("To monthly values") };
  LtInterval other = LT_INTERVAL_HOUR;
  gboolean any = find_other (self, &other);

  gtk_widget_set_visible (self->other_button, any);
  if (any)
    gtk_button_set_label (GTK_BUTTON (self->other_button), _ (words[other]));
}

static gboolean
is_latest_old (LtTimeBar *self)
{
  const LtMapItem *item =
      self->times == NULL ? NULL : lt_map_times_find_item (self->times, self->wish.item);

  return item != NULL && lt_map_item_is_old (item, self->wish.interval, self->now);
}

static void
show_note (LtTimeBar *self)
{
  g_autofree char *moment = describe_moment (self);
  gboolean both = *moment != '\0' && self->remark != NULL;
  g_autofree char *note =
      g_strconcat (moment, both ? _ ("; ") : "", self->remark == NULL ? "" : self->remark, NULL);

  show_other (self);
  gtk_label_set_text (self->note_label, note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note_label), note);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), *note != '\0');
  if (self->wish.moment[0] != '\0' || is_latest_old (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->note_label), "past-note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note_label), "past-note");
}

static void
show_wish (LtTimeBar *self)
{
  LtInterval interval = self->wish.interval;
  gint64 time;
  g_autofree char *words = lt_moment_in_words (self->wish.moment, interval);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  self->range = (LtTimeRange){ 0 };
  if (self->times != NULL)
    self->range = lt_map_times_get_range (self->times, interval, self->wish.item, self->now);
  gtk_widget_set_visible (GTK_WIDGET (self), self->range.any);
  if (!self->range.any)
    return;
  time = get_time (self);
  if (interval == LT_INTERVAL_HOUR && self->wish.moment[0] != '\0')
    self->minute = time - lt_interval_floor (LT_INTERVAL_DAY, time);
  first = format_words (self->range.first, interval);
  last = format_words (self->range.last, interval);

  self->setting = TRUE;
  gtk_drop_down_set_selected (self->interval_choice, interval);
  gtk_editable_set_text (self->moment_entry, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->moment_entry), "error");
  gtk_label_set_text (self->first_label, first);
  gtk_label_set_text (self->last_label, last);
  gtk_adjustment_set_upper (self->place, (double) lt_interval_count (interval, self->range.first,
                                                                     self->range.last));
  gtk_adjustment_set_value (self->place,
                            (double) lt_interval_count (interval, self->range.first, time));
  gtk_widget_set_sensitive (self->latest_button, self->wish.moment[0] != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  *words == '\0' ? _ ("Latest") : words, -1);
  show_note (self);
  self->setting = FALSE;
}

static void
take_time (LtTimeBar *self, gint64 time)
{
  g_autofree char *moment = lt_reading_format_time (time, self->wish.interval);

  if (g_str_equal (moment, self->wish.moment))
    return;
  g_strlcpy (self->wish.moment, moment, sizeof self->wish.moment);
  show_wish (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_back (LtTimeBar *self)
{
  lt_time_bar_step (self, -1);
}

static void
on_forward (LtTimeBar *self)
{
  lt_time_bar_step (self, 1);
}

/* An hour of which there are values of the item, if there are any. */
static gint64
find_hour (LtTimeBar *self, gint64 day)
{
  const LtMapItem *item =
      self->times == NULL ? NULL : lt_map_times_find_item (self->times, self->wish.item);
  gint64 hour = self->minute == 0 ? day + DAY_MINUTES : day + self->minute;

  if (item != NULL && has_values (self, item, LT_INTERVAL_HOUR))
    hour = CLAMP (hour, item->values[LT_INTERVAL_HOUR].first, item->values[LT_INTERVAL_HOUR].last);
  return hour;
}

/* A moment stays as near as it can to what it was: an hour's day, the day's noon or the
 * hour that was looked at last, the end of a month. */
static void
on_interval_chosen (LtTimeBar *self)
{
  LtInterval interval = (LtInterval) gtk_drop_down_get_selected (self->interval_choice);
  g_autofree char *date = lt_map_wish_get_date (&self->wish);
  g_autofree char *moment = NULL;
  gint64 day = 0;

  if (self->setting || interval > LT_INTERVAL_MONTH || interval == self->wish.interval)
    return;
  self->wish.interval = interval;
  if (date != NULL && lt_reading_parse_time (date, LT_INTERVAL_DAY, &day))
    {
      moment = lt_reading_format_time (interval == LT_INTERVAL_HOUR ? find_hour (self, day) : day,
                                       interval);
      g_strlcpy (self->wish.moment, moment, sizeof self->wish.moment);
    }
  show_wish (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_other (LtTimeBar *self)
{
  LtInterval other;

  if (find_other (self, &other))
    gtk_drop_down_set_selected (self->interval_choice, other);
}

/* What is no moment stays there to be mended. */
static void
on_typed (LtTimeBar *self)
{
  g_autofree char *text =
      g_utf8_normalize (gtk_editable_get_text (self->moment_entry), -1, G_NORMALIZE_NFKC);
  g_autofree char *typed = NULL;

  if (text == NULL)
    return;
  g_strstrip (text);
  if (!lt_map_wish_set_moment (&self->wish, text, NULL))
    {
      typed = lt_time_from_typed (text, self->today);
      if (typed == NULL || !lt_map_wish_set_moment (&self->wish, typed, NULL))
        {
          gtk_widget_add_css_class (GTK_WIDGET (self->moment_entry), "error");
          gtk_widget_error_bell (GTK_WIDGET (self->moment_entry));
          return;
        }
    }
  show_wish (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_dragged (LtTimeBar *self, GtkScrollType scroll, double value)
{
  gint64 steps = (gint64) CLAMP (value + 0.5, 0, gtk_adjustment_get_upper (self->place));

  if (!self->setting && self->range.any)
    take_time (self, lt_interval_step (self->wish.interval, self->range.first, steps));
  return GDK_EVENT_STOP;
}

static void
lt_time_bar_dispose (GObject *object)
{
  LT_TIME_BAR (object)->setting = TRUE;
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_TIME_BAR);
  G_OBJECT_CLASS (lt_time_bar_parent_class)->dispose (object);
}

static void
lt_time_bar_finalize (GObject *object)
{
  g_free (LT_TIME_BAR (object)->today);
  g_free (LT_TIME_BAR (object)->remark);
  G_OBJECT_CLASS (lt_time_bar_parent_class)->finalize (object);
}

static void
lt_time_bar_class_init (LtTimeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_time_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_time_bar_finalize;

  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_TIME_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/time-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, place);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, interval_choice);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, back_button);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, moment_entry);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, forward_button);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, first_label);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, slider);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, last_label);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, latest_button);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_interval_chosen);
  gtk_widget_class_bind_template_child (widget_class, LtTimeBar, other_button);
  gtk_widget_class_bind_template_callback (widget_class, on_other);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_dragged);
  gtk_widget_class_bind_template_callback (widget_class, lt_time_bar_show_latest);
}

static void
lt_time_bar_init (LtTimeBar *self)
{
  lt_map_wish_init (&self->wish);
  self->minute = NOON;
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->setting = FALSE;
}

/**
 * lt_time_bar_set_wish:
 * @self: a time bar
 * @wish: what it shows; copied, no signal is emitted
 */
void
lt_time_bar_set_wish (LtTimeBar *self, const LtMapWish *wish)
{
  g_return_if_fail (LT_IS_TIME_BAR (self));

  self->wish = *wish;
  show_wish (self);
}

/**
 * lt_time_bar_get_wish:
 *
 * Returns: (transfer none): what it shows
 */
const LtMapWish *
lt_time_bar_get_wish (LtTimeBar *self)
{
  return &self->wish;
}

/**
 * lt_time_bar_set_times:
 * @self: a time bar
 * @times: (nullable): what of the county is of some time; must live until the next call
 */
void
lt_time_bar_set_times (LtTimeBar *self, const LtMapTimes *times)
{
  g_return_if_fail (LT_IS_TIME_BAR (self));

  self->times = times;
  show_wish (self);
}

/**
 * lt_time_bar_set_now:
 * @self: a time bar
 * @now: what time it is, milliseconds since 1970: where the bar ends, and the year of what is
 *   typed without one
 */
void
lt_time_bar_set_now (LtTimeBar *self, gint64 now)
{
  g_return_if_fail (LT_IS_TIME_BAR (self));

  g_free (self->today);
  self->today = lt_date_of (now);
  self->now = now / 60000 + CHINA_MINUTES;
}

/* Where the first step from the latest leads to: the time of the values that are shown, or
 * the present. */
static gint64
get_latest (LtTimeBar *self)
{
  const LtMapItem *item =
      self->times == NULL ? NULL : lt_map_times_find_item (self->times, self->wish.item);

  return item != NULL && item->values[self->wish.interval].any
             ? item->values[self->wish.interval].last
             : self->range.last;
}

/**
 * lt_time_bar_step:
 * @self: a time bar
 * @steps: how many hours, days or months to go, backward where it is negative
 *
 * Goes through time, from the first that the county has to the present. From the latest the
 * first step leads to the time of the values that are shown.
 */
void
lt_time_bar_step (LtTimeBar *self, int steps)
{
  gint64 time = get_time (self);
  gint64 to = lt_interval_step (self->wish.interval, time, steps);

  if (!self->range.any || (self->wish.moment[0] == '\0' && steps > 0))
    return;
  if (self->wish.moment[0] == '\0')
    {
      take_time (self, get_latest (self));
      return;
    }
  /* Who has typed what lies outside goes back by steps too. */
  if (steps > 0 ? time < self->range.last : time > self->range.first)
    to = CLAMP (to, MIN (time, self->range.first), MAX (time, self->range.last));
  else
    return;
  take_time (self, to);
}

/**
 * lt_time_bar_show_latest:
 *
 * Leaves the moment that was chosen.
 */
void
lt_time_bar_show_latest (LtTimeBar *self)
{
  if (self->wish.moment[0] == '\0')
    return;
  self->wish.moment[0] = '\0';
  show_wish (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lt_time_bar_set_remark:
 * @self: a time bar
 * @remark: (nullable): what else must be known of the values that are on the screen, such as
 *   of what other month the dust fall is
 */
void
lt_time_bar_set_remark (LtTimeBar *self, const char *remark)
{
  g_return_if_fail (LT_IS_TIME_BAR (self));

  if (g_strcmp0 (self->remark, remark) == 0)
    return;
  g_free (self->remark);
  self->remark = g_strdup (remark);
  show_note (self);
}
