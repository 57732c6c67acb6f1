/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/monitor-places.h"

#include "base/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many are chosen where nobody has chosen yet. */
#define AT_FIRST 5

#define MOST_INITIALS 64

#define PLACE_KEY "place"

struct _LtMonitorPlaces
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *note;
  GHashTable *chosen; /* ids as text: stay chosen when another item is looked at */
  gboolean showing;   /* boxes are being set, not clicked on */
};

G_DEFINE_FINAL_TYPE (LtMonitorPlaces, lt_monitor_places, GTK_TYPE_WIDGET)

static guint changed_signal;

static const LtSeriesPlace *
get_place (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), PLACE_KEY);
}

static GtkWidget *
get_box_at (LtMonitorPlaces *self, int number)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, number);

  return row == NULL ? NULL : gtk_list_box_row_get_child (row);
}

static gboolean
is_chosen (GtkWidget *box)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (box));
}

static guint
count_chosen (LtMonitorPlaces *self)
{
  guint n = 0;
  GtkWidget *box;

  for (int i = 0; (box = get_box_at (self, i)) != NULL; i++)
    n += is_chosen (box);
  return n;
}

/* More lines than a person can tell apart are not offered; why is said. */
static void
limit (LtMonitorPlaces *self)
{
  gboolean full = count_chosen (self) >= LT_CHART_MOST_SERIES;
  g_autofree char *note = g_strdup_printf (_ ("No more than %d at once"), LT_CHART_MOST_SERIES);
  GtkWidget *box;

  for (int i = 0; (box = get_box_at (self, i)) != NULL; i++)
    gtk_widget_set_sensitive (box, !full || is_chosen (box));
  gtk_label_set_text (self->note, full ? note : "");
}

static void
on_toggled (LtMonitorPlaces *self, GtkCheckButton *box)
{
  GtkWidget *one;

  if (self->showing)
    return;
  /* Those that were chosen at first are somebody's choice from now on. */
  for (int i = 0; (one = get_box_at (self, i)) != NULL; i++)
    {
      g_autofree char *id = lt_id_to_text (&get_place (one)->id);

      if (is_chosen (one))
        g_hash_table_add (self->chosen, g_steal_pointer (&id));
      else
        g_hash_table_remove (self->chosen, id);
    }
  limit (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_activated (LtMonitorPlaces *self, GtkListBoxRow *row)
{
  GtkCheckButton *box = GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row));

  if (gtk_widget_is_sensitive (GTK_WIDGET (box)))
    gtk_check_button_set_active (box, !gtk_check_button_get_active (box));
}

static void
add_row (LtMonitorPlaces *self, const LtSeriesPlace *place)
{
  GtkWidget *box = gtk_check_button_new_with_label (place->label);
  GtkWidget *label = gtk_widget_get_last_child (box);
  g_autofree char *id = lt_id_to_text (&place->id);

  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (box, place->label);
    }
  g_object_set_data_full (G_OBJECT (box), PLACE_KEY,
                          lt_series_place_new (place->kind, &place->id, place->label),
                          (GDestroyNotify) lt_series_place_free);
  gtk_widget_set_can_focus (box, FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box),
                               g_hash_table_contains (self->chosen, id)
                                   && count_chosen (self) < LT_CHART_MOST_SERIES);
  g_signal_connect_object (box, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, place->label, -1);
}

/* By a piece of its name, or by the first letters of how it is read. */
static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  LtMonitorPlaces *self = LT_MONITOR_PLACES (user_data);
  g_autofree char *words = lt_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autofree char *name = lt_fold (get_place (gtk_list_box_row_get_child (row))->label);
  g_autofree char *initials = lt_fold_read (name, MOST_INITIALS);

  g_strstrip (words);
  return strstr (name, words) != NULL || (initials != NULL && strstr (initials, words) != NULL);
}

/* Of those that nobody chose among, the ones that measured last. */
static void
choose_first (LtMonitorPlaces *self, const GArray *lasts)
{
  for (guint n = 0; n < MIN (AT_FIRST, lasts->len); n++)
    {
      GtkWidget *latest = NULL;
      gint64 last = 0;

      for (guint i = 0; i < lasts->len; i++)
        {
          GtkWidget *box = get_box_at (self, (int) i);

          if (is_chosen (box) || (latest != NULL && g_array_index (lasts, gint64, i) <= last))
            continue;
          latest = box;
          last = g_array_index (lasts, gint64, i);
        }
      gtk_check_button_set_active (GTK_CHECK_BUTTON (latest), TRUE);
    }
}

static void
clear (LtMonitorPlaces *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
lt_monitor_places_dispose (GObject *object)
{
  LtMonitorPlaces *self = LT_MONITOR_PLACES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  G_OBJECT_CLASS (lt_monitor_places_parent_class)->dispose (object);
}

static void
lt_monitor_places_class_init (LtMonitorPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_monitor_places_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", LT_TYPE_MONITOR_PLACES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
make_search (LtMonitorPlaces *self)
{
  self->search = GTK_SEARCH_ENTRY (g_object_new (GTK_TYPE_SEARCH_ENTRY, "name", "monitor-find",
                                                 "placeholder-text", _ ("Name or initials"),
                                                 "margin-start", 6, "margin-end", 6, NULL));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a place by its name or initials"), -1);
  g_signal_connect_object (self->search, "search-changed",
                           G_CALLBACK (gtk_list_box_invalidate_filter), self->list,
                           G_CONNECT_SWAPPED);
}

static void
lt_monitor_places_init (LtMonitorPlaces *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *heading = gtk_label_new (_ ("Places"));

  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->note = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_name (GTK_WIDGET (self->list), "monitor-places");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "place-list");
  gtk_widget_add_css_class (heading, "field-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "mapping-hint");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_margin_start (heading, 10);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Places that are compared"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  make_search (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (self->box, 190, -1);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * lt_monitor_places_show:
 * @self: the places
 * @measured: (element-type LtMeasured): what is measured where
 * @item: code of an item
 * @interval: of its values
 *
 * Shows those that have such values. Those that were chosen stay it; where none of them
 * is, those are that measured last.
 */
void
lt_monitor_places_show (LtMonitorPlaces *self,
                        GPtrArray *measured,
                        const char *item,
                        LtInterval interval)
{
  g_autoptr (GArray) lasts = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_if_fail (LT_IS_MONITOR_PLACES (self));

  self->showing = TRUE;
  clear (self);
  for (guint i = 0; i < measured->len; i++)
    {
      const LtMeasured *one = g_ptr_array_index (measured, i);

      if (!g_str_equal (one->item, item) || !one->values[interval].any)
        continue;
      add_row (self, one->place);
      g_array_append_val (lasts, one->values[interval].last);
    }
  if (count_chosen (self) == 0)
    choose_first (self, lasts);
  limit (self);
  self->showing = FALSE;
}

/**
 * lt_monitor_places_fill:
 * @self: the places
 * @wish: gets those that are chosen
 */
void
lt_monitor_places_fill (LtMonitorPlaces *self, LtSeriesWish *wish)
{
  GtkWidget *box;

  g_ptr_array_set_size (wish->places, 0);
  for (int i = 0; (box = get_box_at (self, i)) != NULL; i++)
    if (is_chosen (box))
      {
        const LtSeriesPlace *place = get_place (box);

        g_ptr_array_add (wish->places, lt_series_place_new (place->kind, &place->id, place->label));
      }
}

/**
 * lt_monitor_places_choose_only:
 * @self: the places
 * @place: id of one; it is shown the next time
 */
void
lt_monitor_places_choose_only (LtMonitorPlaces *self, const LtId *place)
{
  g_hash_table_remove_all (self->chosen);
  g_hash_table_add (self->chosen, lt_id_to_text (place));
}

/**
 * lt_monitor_places_choose:
 * @self: the places
 * @place: id of one that is chosen too, wherever it is shown
 */
void
lt_monitor_places_choose (LtMonitorPlaces *self, const LtId *place)
{
  g_hash_table_add (self->chosen, lt_id_to_text (place));
}

/**
 * lt_monitor_places_write:
 * @self: the places
 * @builder: in an array, which gets the ids of those that somebody chose
 */
void
lt_monitor_places_write (LtMonitorPlaces *self, JsonBuilder *builder)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->chosen), (GCompareFunc) strcmp);

  for (GList *at = ids; at != NULL; at = at->next)
    json_builder_add_string_value (builder, at->data);
}
