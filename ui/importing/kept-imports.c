/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/kept-imports.h"

#include "ui/forms/field-words.h"
#include "base/civil-time.h"
#include "geo/datum.h"
#include "store/half-imports.h"
#include "work/records.h"
#include "work/undoing.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Of each kind, the latest. */
#define MOST 40

struct _LtKeptImports
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkLabel *none;

  LtSession *session;
  gboolean stale; /* since it was shown last */
};

G_DEFINE_FINAL_TYPE (LtKeptImports, lt_kept_imports, GTK_TYPE_WIDGET)

static void
add_words (LtKeptImports *self, GString *words, const LtRecord *record, const char *name)
{
  guint place = (guint) lt_kind_find_field (record->kind, name);
  const LtField *field = &record->kind->fields[place];
  g_autofree char *value = record->values[place] == NULL
                               ? NULL
                               : lt_work_format_field (self->session, field, record->values[place]);

  if (value != NULL && *value != '\0' && !g_str_equal (value, "0"))
    g_string_append_printf (words, "%s%s %s", words->len == 0 ? "" : " · ",
                            lt_field_get_label (field), value);
}

static GtkWidget *
make_undo_button (const LtRecord *record)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Undo it…"));
  g_autofree char *id = lt_id_to_text (&record->id);

  gtk_widget_set_name (button, "kept-undo");
  gtk_widget_set_tooltip_text (button, _ ("Take back all that this import wrote"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "import.undo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

/* Returns: (transfer full) (nullable): as people write it */
static char *
write_time (gint64 time)
{
  char *minute = time == 0 ? NULL : lt_minute_of (time);

  return minute == NULL ? NULL : g_strdelimit (minute, "T", ' ');
}

/* When it was done and by whom, and the same of its undoing. */
static void
add_times (GString *words, const LtKeptImport *kept)
{
  g_autofree char *made = write_time (kept->made);
  g_autofree char *undone = write_time (kept->undone);

  if (made != NULL)
    g_string_append_printf (words, " · %s", made);
  if (kept->officer != NULL)
    g_string_append_printf (words, " %s", kept->officer);
  if (undone == NULL)
    return;
  g_string_prepend (words, " · ");
  g_string_prepend (words, _ ("Undone"));
  g_string_append_printf (words, _ (" · undone %s %s"), undone,
                          kept->undone_by == NULL ? "" : kept->undone_by);
}

/* Also before it is first shown, and where it is folded. */
static void
name_row (GtkWidget *row, const char *file, const char *subtitle)
{
  g_autofree char *name =
      g_strjoin (", ", file == NULL ? subtitle : file, file == NULL ? NULL : subtitle, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_row (LtKeptImports *self, const LtKeptImport *kept, const char *subtitle, const char *text)
{
  const char *file = lt_record_get (kept->record, "file");
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), file == NULL ? "" : file);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_name (row, "kept-import");
  gtk_widget_set_name (label, "kept-report");
  gtk_widget_add_css_class (label, "kept-report");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), label);
  name_row (row, file, subtitle);
  name_row (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW), file, subtitle);
  if (kept->undone != 0)
    gtk_widget_add_css_class (row, "undone");
  else if (lt_store_is_writable (lt_session_get_store (self->session)))
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_undo_button (kept->record));
  gtk_list_box_append (self->list, row);
}

/* What is kept as names, in words. */
static void
add_how (GString *text, const LtKeptImport *kept)
{
  const LtRecord *record = kept->record;
  const char *shape = kept->shape != NULL ? kept->shape : lt_record_get (record, "shape");
  const char *datum = lt_record_get (record, "datum");
  g_autofree char *described = datum == NULL ? NULL : lt_datum_describe (datum);

  if (shape != NULL && *shape != '\0')
    g_string_append_printf (text, _ (" · known as %s"), shape);
  if (described != NULL)
    g_string_append_printf (text, _ (" · coordinates %s"), described);
}

/* What was broken off says so first, with how much of it is there. */
static void
add_half (LtKeptImports *self, GString *words, const LtRecord *record, GPtrArray *halves)
{
  for (guint i = 0; halves != NULL && i < halves->len; i++)
    {
      const LtHalfImport *half = g_ptr_array_index (halves, i);
      g_autofree char *here = NULL;

      if (!lt_half_import_has_report (half, &record->id))
        continue;
      here = lt_half_import_count_words (half, lt_session_get_store (self->session));
      g_string_append_printf (words, "%s · ", here);
    }
}

static void
add_import (LtKeptImports *self, const LtKeptImport *kept, GPtrArray *halves)
{
  static const char *const counts[] = { "read",    "added",      "updated", "unchanged",
                                        "refused", "candidates", "skipped" };
  static const char *const ways[] = { "part", "format", "encoding" };
  const LtRecord *record = kept->record;
  const LtKind *kind = lt_kind_by_name (lt_record_get (record, "record_kind"));
  const char *problems = lt_record_get (record, "problems");
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  add_half (self, subtitle, record, halves);
  g_string_append (subtitle, kind == NULL ? "" : lt_kind_get_label (kind));
  add_times (subtitle, kept);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    add_words (self, subtitle, record, counts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    add_words (self, text, record, ways[i]);
  add_how (text, kept);
  g_string_append_printf (text, "\n%s", problems == NULL ? _ ("No problems.") : problems);
  add_row (self, kept, subtitle->str, text->str);
}

static void
add_batch (LtKeptImports *self, const LtKeptImport *kept)
{
  static const char *const fields[] = { "interval", "rank", "source", "first", "last", "rows" };
  g_autoptr (GString) subtitle = g_string_new (_ ("Measured values"));
  g_autoptr (GString) text = g_string_new (NULL);

  add_times (subtitle, kept);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    add_words (self, subtitle, kept->record, fields[i]);
  add_words (self, text, kept->record, "file_digest");
  add_row (self, kept, subtitle->str, text->str);
}

static void
show_all (LtKeptImports *self)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) halves = NULL;
  GtkWidget *child;

  self->stale = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (self->session != NULL)
    {
      list = lt_work_list_kept_imports (self->session, MOST, NULL);
      halves = lt_store_list_half_imports (lt_session_get_store (self->session), NULL, FALSE, NULL);
    }
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const LtKeptImport *kept = g_ptr_array_index (list, i);

      if (g_str_equal (kept->record->kind->name, "import"))
        add_import (self, kept, halves);
      else
        add_batch (self, kept);
    }
  child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->list), child != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->none), child == NULL);
}

static void
on_changed (LtKeptImports *self)
{
  guint64 kinds = LT_KINDS_OF (lt_kind_by_name ("import")->number)
                  | LT_KINDS_OF (lt_kind_by_name ("batch")->number);

  if ((lt_session_get_changed_kinds (self->session) & kinds) == 0)
    return;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}

static void
lt_kept_imports_map (GtkWidget *widget)
{
  if (LT_KEPT_IMPORTS (widget)->stale)
    show_all (LT_KEPT_IMPORTS (widget));
  GTK_WIDGET_CLASS (lt_kept_imports_parent_class)->map (widget);
}

static void
lt_kept_imports_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&LT_KEPT_IMPORTS (object)->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_kept_imports_parent_class)->dispose (object);
}

static void
lt_kept_imports_class_init (LtKeptImportsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_kept_imports_dispose;
  GTK_WIDGET_CLASS (klass)->map = lt_kept_imports_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
lt_kept_imports_init (LtKeptImports *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_name (GTK_WIDGET (self->list), "kept-imports");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  self->none = GTK_LABEL (gtk_label_new (_ ("Nothing was imported yet.")));
  gtk_label_set_xalign (self->none, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->none), GTK_WIDGET (self));
}

GtkWidget *
lt_kept_imports_new (void)
{
  return g_object_new (LT_TYPE_KEPT_IMPORTS, NULL);
}

/**
 * lt_kept_imports_set_session:
 * @self: a list
 * @session: (nullable): the open county
 */
void
lt_kept_imports_set_session (LtKeptImports *self, LtSession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  self->stale = TRUE;
  if (session == NULL || gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}
