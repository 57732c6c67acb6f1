/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exporting/export-page-private.h"

#include "model/reading.h"
#include "ui/shell/children.h"
#include "work/exporting.h"
#include "work/verb.h"

#include <glib/gi18n-lib.h>

#define PULSE 150 /* ms between two steps of a bar that knows no end */

G_DEFINE_FINAL_TYPE (LtExportPage, lt_export_page, GTK_TYPE_WIDGET)

/* It stands below what is scrolled: always in sight, and no button moves for it. */
static void
show_foot (LtExportPage *self)
{
  gtk_widget_set_visible (self->foot,
                          gtk_widget_get_visible (self->busy_box)
                              || gtk_widget_get_visible (GTK_WIDGET (self->report_label)));
}

void
lt_export_page_say (LtExportPage *self, const char *words, gboolean is_problem)
{
  gtk_label_set_text (self->report_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->report_label), *words != '\0');
  show_foot (self);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->report_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->report_label), "problem");
}

static const char *
get_kind_name (LtExportPage *self)
{
  return lt_export_choices_get (&self->kinds, self->kind_list);
}

static gboolean
has_good_times (LtExportPage *self)
{
  return !gtk_widget_get_visible (self->time_row)
         || (!gtk_widget_has_css_class (GTK_WIDGET (self->from_entry), "error")
             && !gtk_widget_has_css_class (GTK_WIDGET (self->to_entry), "error"));
}

/* What can be begun, and whether something is going on. */
static void
show_state (LtExportPage *self)
{
  gboolean busy = lt_long_work_is_running (self->work);
  gboolean ready = self->session != NULL && !busy;

  gtk_widget_set_visible (self->busy_box, busy);
  show_foot (self);
  if (!busy)
    g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.file", ready && has_good_times (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.backup", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.everything", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.stop", busy && self->pulse == 0);
}

/* What will be in the file, as the switch stands. */
static void
show_masking_words (LtExportPage *self)
{
  gboolean may_see = self->session != NULL && lt_work_sees_personal (self->session);
  gboolean signed_in = self->session != NULL && lt_session_get_officer (self->session) != NULL;
  const char *words;

  if (!signed_in)
    words = _ ("Nobody is signed in: names, identity numbers and addresses of people are masked.");
  else if (gtk_switch_get_active (self->masked_switch))
    words = _ ("Names, identity numbers and addresses of people are masked: for others' hands.");
  else if (may_see)
    words = _ ("Names, identity numbers and addresses of people will stand in the file in clear.");
  else
    words = _ ("Names, identity numbers and addresses of people are masked, but for your own "
               "work. Switch on to mask them there too.");
  adw_action_row_set_subtitle (self->masked_row, words);
}

/* Who is signed in decides what may be seen. */
static void
show_masking (LtExportPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->masked_switch),
                            self->session != NULL
                                && lt_session_get_officer (self->session) != NULL);
  gtk_switch_set_active (self->masked_switch,
                         !gtk_widget_get_sensitive (GTK_WIDGET (self->masked_switch)));
  show_masking_words (self);
}

/* A list of this kind was left for here. */
static gboolean
comes_from_list (LtExportPage *self)
{
  return self->rows != NULL && g_strcmp0 (self->rows->kind->name, get_kind_name (self)) == 0;
}

/* What a list leaves out counts for its own kind only. */
static gboolean
has_words (LtExportPage *self)
{
  return comes_from_list (self)
         && (*self->rows->words != '\0' || self->rows->filters->len > 0
             || self->rows->keys != NULL);
}

static void
on_kind_chosen (LtExportPage *self)
{
  const char *name = get_kind_name (self);
  const LtKind *kind = name == NULL ? NULL : lt_kind_by_name (name);
  g_autofree char *format = g_strdup (lt_export_choices_get (&self->formats, self->format_list));

  if (name == NULL)
    return;
  lt_export_choices_list_formats (&self->formats, kind);
  lt_export_choices_select (&self->formats, self->format_list, format);
  gtk_widget_set_visible (self->datum_row, kind != NULL && lt_kind_geometry_field (kind) >= 0);
  gtk_widget_set_visible (self->time_row, kind == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->words_row), has_words (self));
  gtk_widget_set_visible (self->columns_row, comes_from_list (self));
  gtk_widget_set_visible (GTK_WIDGET (self->masked_row), kind != NULL);
  show_state (self);
}

static gboolean
read_day (GtkEditable *entry, gboolean end, gint64 *time)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text == '\0')
    return TRUE;
  if (!lt_reading_parse_time (text, LT_INTERVAL_DAY, time))
    return FALSE;
  *time += end ? 24 * 60 : 0;
  return TRUE;
}

static void
on_time_changed (LtExportPage *self, GtkEditable *entry)
{
  gint64 time;

  if (read_day (entry, FALSE, &time))
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  show_state (self);
}

static void
on_progress (LtExportPage *self, guint step, guint64 done, guint64 total)
{
  double part = total == 0 ? 0 : (double) done / (double) total;
  g_autofree char *words = g_strdup_printf ("%d %%", (int) (100 * part));

  gtk_progress_bar_set_fraction (self->progress_bar, part);
  gtk_progress_bar_set_text (self->progress_bar, words);
}

static gboolean
on_pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (LT_EXPORT_PAGE (user_data)->progress_bar);
  return G_SOURCE_CONTINUE;
}

static void
on_ended (LtExportPage *self, const LtExportOutcome *outcome, const GError *error)
{
  g_autofree char *words =
      outcome == NULL ? NULL
                      : g_strdup_printf (_ ("Written: %s\n%s"), outcome->path, outcome->words);

  lt_export_page_say (self, outcome == NULL ? error->message : words, outcome == NULL);
  show_state (self);
  if (self->pressed != NULL && gtk_root_get_focus (gtk_widget_get_root (self->pressed)) == NULL)
    gtk_widget_grab_focus (self->pressed);
  /* A backup changes what the status line and 待办 say of the last one. */
  if (self->session != NULL)
    lt_session_refresh (self->session);
}

/* An export of the county before goes on by itself; nobody listens any more. */
static void
forget_work (LtExportPage *self)
{
  if (self->work != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->work, on_progress, self);
      g_signal_handlers_disconnect_by_func (self->work, on_ended, self);
    }
  g_clear_object (&self->work);
  g_clear_handle_id (&self->pulse, g_source_remove);
}

/* What the wish still waited for is known. */
void
lt_export_page_begin (LtExportPage *self)
{
  gboolean knows_end =
      self->wish->what == LT_EXPORT_RECORDS || self->wish->what == LT_EXPORT_READINGS;
  g_autoptr (GError) error = NULL;

  forget_work (self);
  /* What cannot be pressed while it runs loses the keyboard. */
  g_set_weak_pointer (&self->pressed, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  lt_export_page_say (self, "", FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_progress_bar_set_text (self->progress_bar, _ ("Exporting…"));
  self->work = lt_export_job_start (self->session, g_steal_pointer (&self->wish), &error);
  if (self->work == NULL)
    lt_export_page_say (self, error->message, TRUE);
  else
    {
      g_signal_connect_object (self->work, "progress", G_CALLBACK (on_progress), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->work, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
      if (!knows_end)
        self->pulse = g_timeout_add (PULSE, on_pulse, self);
    }
  show_state (self);
}

static void
take_wish (LtExportPage *self, LtExportWhat what)
{
  g_clear_pointer (&self->wish, lt_export_wish_free);
  self->wish = lt_export_wish_new (what, "");
}

/* As the list has it, from which it came. */
static void
take_order (LtExportPage *self, const LtKind *kind)
{
  if (self->rows != NULL && self->rows->kind == kind)
    self->wish->sort = g_strdup (self->rows->sort);
  else
    self->wish->sort = g_strconcat (kind->key == NULL ? "-" : "",
                                    kind->key == NULL ? kind->title : kind->key, NULL);
}

/* Only what the list shows, or what is selected in it. */
static void
take_rows (LtExportPage *self)
{
  self->wish->words = g_strdup (self->rows->words);
  self->wish->filters = g_ptr_array_ref (self->rows->filters);
  if (self->rows->keys != NULL)
    self->wish->keys = g_array_ref (self->rows->keys);
}

static void
on_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtExportPage *self = LT_EXPORT_PAGE (widget);
  const LtKind *kind = lt_kind_by_name (get_kind_name (self));
  const char *format = lt_export_choices_get (&self->formats, self->format_list);

  take_wish (self, kind == NULL ? LT_EXPORT_READINGS : LT_EXPORT_RECORDS);
  self->wish->kind = kind;
  self->wish->plain = gtk_drop_down_get_selected (self->heading_list) == 1;
  self->wish->masked = gtk_switch_get_active (self->masked_switch);
  if (kind == NULL)
    {
      read_day (self->from_entry, FALSE, &self->wish->from);
      read_day (self->to_entry, TRUE, &self->wish->to);
    }
  else
    {
      take_order (self, kind);
      if (has_words (self) && gtk_switch_get_active (self->words_switch))
        take_rows (self);
      if (comes_from_list (self) && gtk_switch_get_active (self->columns_switch))
        self->wish->columns = self->rows->columns;
      if (lt_kind_geometry_field (kind) >= 0)
        self->wish->datum = g_strdup (lt_export_choices_get (&self->datums, self->datum_list));
    }
  lt_export_page_choose_place (self, _ ("Where the file shall stand"),
                               kind == NULL ? _ ("Measured values") : lt_kind_get_label (kind),
                               lt_export_choices_ending (format), _ ("_Export"));
}

/* Without its ending, for the names of what is made of it. */
static char *
get_county_name (LtExportPage *self)
{
  g_autofree char *name = g_path_get_basename (lt_session_get_path (self->session));

  if (g_str_has_suffix (name, ".gpkg"))
    name[strlen (name) - strlen (".gpkg")] = '\0';
  return g_steal_pointer (&name);
}

static void
on_backup (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtExportPage *self = LT_EXPORT_PAGE (widget);
  g_autofree char *name = get_county_name (self);

  take_wish (self, LT_EXPORT_BACKUP);
  lt_export_page_choose_place (self, _ ("Where the backup shall stand"), name, ".tar",
                               _ ("_Back up"));
}

static void
on_everything (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtExportPage *self = LT_EXPORT_PAGE (widget);
  g_autofree char *name = get_county_name (self);

  take_wish (self, LT_EXPORT_EVERYTHING);
  if (lt_export_page_needs_passphrase (self) && lt_session_get_officer (self->session) == NULL)
    gtk_widget_activate_action (widget, "win.sign-in", NULL);
  else
    lt_export_page_choose_place (self, _ ("Name of a new folder"), name, "", _ ("_Export"));
}

static void
on_stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtExportPage *self = LT_EXPORT_PAGE (widget);

  if (lt_long_work_is_running (self->work))
    lt_long_work_cancel (self->work);
}

static void
lt_export_page_dispose (GObject *object)
{
  LtExportPage *self = LT_EXPORT_PAGE (object);

  forget_work (self);
  g_clear_weak_pointer (&self->pressed);
  g_clear_object (&self->folder);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wish, lt_export_wish_free);
  g_clear_pointer (&self->rows, lt_list_rows_free);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_EXPORT_PAGE);
  lt_export_choices_clear (&self->kinds);
  lt_export_choices_clear (&self->formats);
  lt_export_choices_clear (&self->datums);
  G_OBJECT_CLASS (lt_export_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, kind_list);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, words_row);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, words_switch);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, columns_row);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, columns_switch);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, time_row);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, from_entry);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, to_entry);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, format_list);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, datum_row);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, datum_list);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, heading_list);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, masked_row);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, masked_switch);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, foot);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LtExportPage, report_label);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_time_changed);
  gtk_widget_class_bind_template_callback (widget_class, show_masking_words);
}

static void
lt_export_page_class_init (LtExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_export_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/exporting/export-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "export.file", NULL, on_file);
  gtk_widget_class_install_action (widget_class, "export.backup", NULL, on_backup);
  gtk_widget_class_install_action (widget_class, "export.everything", NULL, on_everything);
  gtk_widget_class_install_action (widget_class, "export.stop", NULL, on_stop);
}

static void
lt_export_page_init (LtExportPage *self)
{
  lt_export_choices_init (&self->kinds);
  lt_export_choices_init (&self->formats);
  lt_export_choices_init (&self->datums);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->words_row), FALSE);
  lt_export_choices_list_kinds (&self->kinds);
  lt_export_choices_list_datums (&self->datums);
  lt_export_choices_show (&self->formats, self->format_list);
  lt_export_choices_show (&self->datums, self->datum_list);
  lt_export_choices_show (&self->kinds, self->kind_list);
  on_kind_chosen (self);
  show_masking (self);
}

/**
 * lt_export_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_export_page_set_session (LtExportPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_EXPORT_PAGE (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, show_masking, self);
  if (g_set_object (&self->session, session))
    g_clear_pointer (&self->rows, lt_list_rows_free);
  forget_work (self);
  g_clear_pointer (&self->wish, lt_export_wish_free);
  lt_export_page_say (self, "", FALSE);
  g_clear_object (&self->folder);
  if (session != NULL)
    {
      g_autoptr (GFile) county = g_file_new_for_path (lt_session_get_path (session));

      self->folder = g_file_get_parent (county);
      g_signal_connect_object (session, "officer-changed", G_CALLBACK (show_masking), self,
                               G_CONNECT_SWAPPED);
    }
  show_masking (self);
  show_state (self);
}

static char *
describe_rows (const LtListRows *rows)
{
  if (rows->keys == NULL && rows->filters->len == 0)
    return g_strdup_printf (_ ("Only those that contain “%s”, as in the list"), rows->words);
  if (rows->keys != NULL)
    return g_strdup_printf (ngettext ("Only the %u record that is selected in the list",
                                      "Only the %u records that are selected in the list", rows->n),
                            rows->n);
  return g_strdup_printf (ngettext ("Only the %u record that the list shows",
                                    "Only the %u records that the list shows", rows->n),
                          rows->n);
}

/**
 * lt_export_page_offer:
 * @self: a page
 * @rows: what a list shows
 *
 * Chooses what is to be exported.
 */
void
lt_export_page_offer (LtExportPage *self, const LtListRows *rows)
{
  g_autofree char *title = NULL;

  g_return_if_fail (LT_IS_EXPORT_PAGE (self));

  lt_list_rows_free (self->rows);
  self->rows = lt_list_rows_copy (rows);
  title = describe_rows (rows);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words_row), title);
  gtk_switch_set_active (self->words_switch, TRUE);
  lt_export_choices_select (&self->kinds, self->kind_list, rows->kind->name);
  on_kind_chosen (self);
  if (!lt_long_work_is_running (self->work))
    lt_export_page_say (self, "", FALSE);
}

/**
 * lt_export_page_focus:
 *
 * Gives the keyboard to the first choice.
 */
void
lt_export_page_focus (LtExportPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_list));
}
