/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/exporting/export-choices.h"

#include "work/exporting.h"
#include "work/verb.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *words;
} datums[] = {
  { "cgcs2000", N_ ("CGCS2000 (and GPS)") },
  { "gcj02", N_ ("GCJ-02 (phone maps)") },
  { "bd09", N_ ("BD-09 (Baidu maps)") },
  { "gk3:37", N_ ("Gauss-Krüger metres, 3° zone 37 (111°)") },
  { "gk3:38", N_ ("Gauss-Krüger metres, 3° zone 38 (114°)") },
};

void
lt_export_choices_init (LtExportChoices *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->words = gtk_string_list_new (NULL);
}

void
lt_export_choices_clear (LtExportChoices *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_object (&self->words);
}

static void
empty (LtExportChoices *self)
{
  g_ptr_array_set_size (self->names, 0);
  gtk_string_list_splice (self->words, 0, g_list_model_get_n_items (G_LIST_MODEL (self->words)),
                          NULL);
}

static void
add (LtExportChoices *self, const char *name, const char *words)
{
  g_ptr_array_add (self->names, g_strdup (name));
  gtk_string_list_append (self->words, words);
}

/* Shows the choices in a drop-down list. */
void
lt_export_choices_show (const LtExportChoices *self, GtkDropDown *list)
{
  gtk_drop_down_set_model (list, G_LIST_MODEL (self->words));
}

/* The name of what is chosen. */
const char *
lt_export_choices_get (const LtExportChoices *self, GtkDropDown *list)
{
  guint chosen = gtk_drop_down_get_selected (list);

  return chosen < self->names->len ? g_ptr_array_index (self->names, chosen) : NULL;
}

/* Chooses @name where it is there, else the first. */
void
lt_export_choices_select (const LtExportChoices *self, GtkDropDown *list, const char *name)
{
  guint place = 0;

  for (guint i = 0; name != NULL && i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), name))
      place = i;
  gtk_drop_down_set_selected (list, place);
}

static gboolean
has (const LtExportChoices *self, const char *name)
{
  return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL);
}

/* Those of @kinds that are there and wanted. */
static void
add_kinds (LtExportChoices *self, gboolean places)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & LT_KIND_INNER) == 0 && !has (self, kinds[i]->name)
        && lt_kind_is_place (kinds[i]) == places && (kinds[i]->flags & LT_KIND_PEOPLE) == 0)
      add (self, kinds[i]->name, lt_kind_get_label (kinds[i]));
}

/* What can be in a file: what is asked for most first, then other places, measured
 * values, other records, and people last. */
void
lt_export_choices_list_kinds (LtExportChoices *self)
{
  static const char *const first[] = { "mine", "inspection", "order", "station", "zone" };
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  empty (self);
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    add (self, first[i], lt_kind_get_label (lt_kind_by_name (first[i])));
  add (self, LT_VERB_READING, _ ("Measured values"));
  add_kinds (self, TRUE);
  add_kinds (self, FALSE);
  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & LT_KIND_INNER) == 0 && !has (self, kinds[i]->name))
      add (self, kinds[i]->name, lt_kind_get_label (kinds[i]));
}

static void
add_format (LtExportChoices *self, const LtExportFormat *format)
{
  g_autofree char *words = g_strdup_printf ("%s (%s)", _ (format->label), format->endings[0]);

  if (!has (self, format->name))
    add (self, format->name, words);
}

/* The formats that fit: those of map programs where there are places. A workbook
 * comes first, but of measured values, of which it may not hold all.
 * @kind: (nullable): %NULL for measured values */
void
lt_export_choices_list_formats (LtExportChoices *self, const LtKind *kind)
{
  gboolean has_places = kind != NULL && lt_kind_geometry_field (kind) >= 0;
  guint n;
  const LtExportFormat *formats = lt_export_formats (&n);

  empty (self);
  for (guint i = 0; kind != NULL && i < n; i++)
    if (g_str_equal (formats[i].name, "xlsx"))
      add_format (self, &formats[i]);
  for (guint i = 0; i < n; i++)
    if (has_places || !formats[i].is_map)
      add_format (self, &formats[i]);
}

void
lt_export_choices_list_datums (LtExportChoices *self)
{
  empty (self);
  for (gsize i = 0; i < G_N_ELEMENTS (datums); i++)
    add (self, datums[i].name, _ (datums[i].words));
}

/* The usual ending of files of @format. */
const char *
lt_export_choices_ending (const char *format)
{
  guint n;
  const LtExportFormat *formats = lt_export_formats (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (formats[i].name, format))
      return formats[i].endings[0];
  g_return_val_if_reached ("");
}
