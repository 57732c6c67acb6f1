/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/history.h"

#include "ui/subjects/station-air.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

#define MAX_ROWS   20
#define MAX_MONTHS 12

static GPtrArray *
list_of (LtSession *session,
         const char *kind,
         const char *field,
         const LtId *id,
         const char *sort,
         guint limit)
{
  g_autofree char *text = lt_id_to_text (id);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .sort = sort, .limit = limit };

  g_ptr_array_add (filters, lt_filter_new (field, "=", text));
  return lt_store_list (lt_session_get_store (session), lt_kind_by_name (kind), &query, NULL);
}

static void
add_title (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-title");
  gtk_box_append (box, label);
}

static void
append_field (GString *words, LtSession *session, const LtRecord *record, const char *name)
{
  int field = lt_kind_find_field (record->kind, name);
  g_autofree char *text =
      lt_work_format_field (session, &record->kind->fields[field], record->values[field]);

  if (*text != '\0')
    g_string_append_printf (words, "%s%s", words->len == 0 ? "" : "  ", text);
}

static void
add_row (GtkBox *box, LtSession *session, const LtRecord *record, const char *const *fields)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *target = g_strdup_printf ("%s/%s", record->kind->name, id);
  g_autofree char *name = g_strdup_printf ("history-%s", record->kind->name);

  for (guint i = 0; fields[i] != NULL; i++)
    append_field (words, session, record, fields[i]);
  gtk_label_set_text (GTK_LABEL (label), words->str);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, words->str);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (box, button);
}

static void
fill_cases (GtkBox *box, LtSession *session, const LtRecord *place)
{
  static const char *const of_inspection[] = { "started", "inspection_type", "result", NULL };
  static const char *const of_order[] = { "number", "provisional_number", "state", NULL };
  g_autoptr (GPtrArray) inspections =
      list_of (session, "inspection", "place", &place->id, "-started", MAX_ROWS);
  g_autoptr (GPtrArray) orders =
      list_of (session, "order", "place", &place->id, "-provisional_number", MAX_ROWS);

  add_title (box, lt_kind_get_label (lt_kind_by_name ("inspection")));
  if (inspections == NULL || inspections->len == 0)
    {
      GtkWidget *none = gtk_label_new (_ ("Never inspected"));

      gtk_label_set_xalign (GTK_LABEL (none), 0);
      gtk_widget_add_css_class (none, "dim-label");
      gtk_box_append (box, none);
    }
  for (guint i = 0; inspections != NULL && i < inspections->len; i++)
    add_row (box, session, g_ptr_array_index (inspections, i), of_inspection);
  if (orders != NULL && orders->len > 0)
    add_title (box, lt_kind_get_label (lt_kind_by_name ("order")));
  for (guint i = 0; orders != NULL && i < orders->len; i++)
    add_row (box, session, g_ptr_array_index (orders, i), of_order);
}

static void
fill_months (GtkBox *box, LtSession *session, const LtRecord *site)
{
  g_autoptr (GPtrArray) samples =
      list_of (session, "dust-fall", "site", &site->id, "-month", MAX_MONTHS);
  GtkWidget *grid = gtk_grid_new ();

  if (samples == NULL || samples->len == 0)
    return;
  add_title (box, _ ("Dust fall, latest months"));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 14);
  for (guint i = 0; i < samples->len; i++)
    {
      static const char *const columns[] = { "month", "value", "validity" };
      LtRecord *sample = g_ptr_array_index (samples, i);

      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        {
          int field = lt_kind_find_field (sample->kind, columns[c]);
          g_autofree char *text =
              lt_work_format_field (session, &sample->kind->fields[field], sample->values[field]);
          GtkWidget *label = gtk_label_new (text);

          gtk_label_set_xalign (GTK_LABEL (label), c == 1 ? 1 : 0);
          gtk_widget_add_css_class (label, "numeric");
          gtk_grid_attach (GTK_GRID (grid), label, (int) c, (int) i, 1, 1);
        }
    }
  gtk_box_append (box, grid);
}

/**
 * lt_history_fill:
 * @box: where it is put
 * @session: the open county
 * @place: a place
 *
 * What has happened at the place: its inspections and orders, newest first; of a
 * dust-fall site its samples, of a station its latest air quality index.
 */
void
lt_history_fill (GtkBox *box, LtSession *session, const LtRecord *place)
{
  if (g_str_equal (place->kind->name, "dust-site"))
    fill_months (box, session, place);
  else if (g_str_equal (place->kind->name, "station"))
    gtk_box_append (box, lt_station_air_new (session, place));
  fill_cases (box, session, place);
}
