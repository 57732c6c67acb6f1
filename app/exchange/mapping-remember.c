/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mapping that was confirmed becomes a shape of the bureau's own, by which the next
 * file with the same header is known. */

#include "exchange/mapping-private.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "exchange/known-shapes-private.h"
#include "exchange/refused-rows.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_CHARACTERS 60

/* What a shape keeps that stands on another of the same table. */
static const char *const kept_members[] = { "decimal_comma", "rows",       "point_inside",
                                            "repeats",       "datum_note", NULL };

/* It becomes the name of a file, and is typed. */
static gboolean
is_good_name (const char *name)
{
  g_autofree char *bare = g_strstrip (g_strdup (name));

  if (*name == '\0' || !g_str_equal (bare, name) || !g_utf8_validate (name, -1, NULL)
      || g_utf8_strlen (name, -1) > MOST_CHARACTERS || strchr (".-", *name) != NULL)
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)) || strchr ("/\\:*?\"<>|", *at) != NULL)
      return FALSE;
  return TRUE;
}

/* A shape that asks for exactly these columns. */
static gboolean
has_header (const LtKnownShape *shape, const LtMapping *self)
{
  if (!g_str_equal (shape->kind, self->kind->name) || shape->n_columns != self->columns->len
      || shape->signs->len != self->columns->len)
    return FALSE;
  for (guint i = 0; i < shape->signs->len; i++)
    {
      const LtColumnName *sign = g_ptr_array_index (shape->signs, i);
      gboolean found = FALSE;

      for (guint j = 0; sign->name != NULL && !found && j < self->columns->len; j++)
        found = g_str_equal (lt_mapping_get_column (self, j)->name, sign->name);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static char *
make_path (const char *name)
{
  g_autofree char *folder = lt_known_shapes_own_folder ();
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  return g_build_filename (folder, file, NULL);
}

static gboolean
refuse (GError **error, const char *format, const char *name)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, format, name);
  return FALSE;
}

/* Of a table without names of columns another one cannot be told. */
static gboolean
check_header (const LtMapping *self, GError **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (lt_mapping_get_column (self, i)->name[0] != '#')
      return TRUE;
  return refuse (error,
                 _ ("%s has no names of columns by which such a file could be known again; nothing "
                    "was remembered."),
                 self->file);
}

static gboolean
check_others (const LtMapping *self, const char *name, char **path, GError **error)
{
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (error);
  const LtKnownShape *same = shapes == NULL ? NULL : lt_known_shapes_by_name (shapes, name);
  GPtrArray *list;

  if (shapes == NULL)
    return FALSE;
  if (same != NULL && !lt_known_shape_is_own (same))
    return refuse (error,
                   _ ("\"%s\" is a shape that came with the program. Choose another name; nothing "
                      "was remembered."),
                   name);
  if (same != NULL && !has_header (same, self))
    return refuse (error,
                   _ ("\"%s\" is a table with another header already. Choose another name, or "
                      "forget that one first (shapes --forget); nothing was remembered."),
                   name);
  list = lt_known_shapes_list (shapes);
  for (guint i = 0; i < list->len; i++)
    {
      const LtKnownShape *shape = g_ptr_array_index (list, i);

      if (shape != same && lt_known_shape_is_own (shape) && has_header (shape, self))
        return refuse (error,
                       _ ("Files with this header are known as \"%s\" already. Use that name, or "
                          "forget it first (shapes --forget); nothing was remembered."),
                       shape->name);
    }
  *path = same != NULL ? g_strdup (same->path) : make_path (name);
  if (same == NULL && g_file_test (*path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return refuse (error,
                   _ ("The file %s is there already. Choose another name; nothing was remembered."),
                   *path);
  return TRUE;
}

static gboolean
check_name (const LtMapping *self, const char *name, char **path, GError **error)
{
  if (!is_good_name (name))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("\"%s\" cannot be the name of a table: take letters and figures, at most %d, "
                      "none of / \\ : * ? \" < > |, and no dot or hyphen in front. Nothing was "
                      "remembered."),
                   name, MOST_CHARACTERS);
      return FALSE;
    }
  return check_header (self, error) && check_others (self, name, path, error);
}

/**
 * lt_mapping_check_name:
 * @self: a mapping
 * @name: under which it is to be remembered
 * @error: return location; says which name is in the way
 *
 * Returns: whether lt_mapping_remember() may take it
 */
gboolean
lt_mapping_check_name (const LtMapping *self, const char *name, GError **error)
{
  g_autofree char *path = NULL;

  return check_name (self, name, &path, error);
}

/**
 * lt_mapping_propose_name:
 * @self: a mapping
 *
 * Returns: (transfer full): the name by which the bureau knows such files, else that
 *   of the file, as far as it can be one
 */
char *
lt_mapping_propose_name (const LtMapping *self)
{
  g_autofree char *own = lt_known_shapes_own_folder ();
  g_autofree char *folder = self->shape_path == NULL ? NULL : g_path_get_dirname (self->shape_path);
  g_autofree char *stem = g_strdup (self->file);
  g_autofree char *name = NULL;

  if (g_strcmp0 (folder, own) == 0)
    return g_strdup (self->shape);
  if (strchr (stem, '.') != NULL)
    *strchr (stem, '.') = '\0';
  name = g_utf8_make_valid (stem, -1);
  if (g_utf8_strlen (name, -1) > MOST_CHARACTERS)
    *g_utf8_offset_to_pointer (name, MOST_CHARACTERS) = '\0';
  g_strstrip (name);
  return is_good_name (name) ? g_steal_pointer (&name) : g_strdup ("");
}

static JsonObject *
read_base (const LtMapping *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) root = lt_json_load (self->shape_path, &problem);

  if (root != NULL)
    return json_node_dup_object (root);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Shape file %s: %s"), self->shape_path,
               problem->message);
  return NULL;
}

static void
add_entry (JsonArray *fields, const char *column, const char *field)
{
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "column", column);
  json_object_set_string_member (entry, "field", field);
  json_array_add_object_element (fields, entry);
}

/* What the known shape says of columns that were left as it says, its translations and
 * its order of preference with it. */
static void
copy_entries (const LtMapping *self, const LtKnownShape *known, JsonArray *base, JsonArray *fields)
{
  for (guint i = 0; i < known->columns->len; i++)
    {
      const LtKnownColumn *column = g_ptr_array_index (known->columns, i);

      for (guint j = 0; j < self->columns->len; j++)
        {
          const LtMappingColumn *there = lt_mapping_get_column (self, j);
          const char *name[] = { there->name, NULL };
          g_autoptr (JsonNode) node = NULL;

          if (lt_column_name_find (&column->column, name) < 0)
            continue;
          if (lt_mapping_is_by_shape (self, there)
              && !g_hash_table_contains (self->constants, column->field))
            {
              node = json_node_copy (json_array_get_element (base, i));
              json_object_remove_member (json_node_get_object (node), "matches");
              json_object_set_string_member (json_node_get_object (node), "column", there->name);
              json_array_add_element (fields, g_steal_pointer (&node));
            }
          break;
        }
    }
}

static void
add_kept (const LtMapping *self, JsonObject *base, JsonObject *shape)
{
  for (int i = 0; kept_members[i] != NULL; i++)
    if (json_object_has_member (base, kept_members[i]))
      json_object_set_member (shape, kept_members[i],
                              json_node_copy (json_object_get_member (base, kept_members[i])));
  if (self->datum == NULL && json_object_has_member (base, "datum"))
    json_object_set_member (shape, "datum",
                            json_node_copy (json_object_get_member (base, "datum")));
}

static gboolean
add_fields (const LtMapping *self, JsonObject *shape, JsonObject *base, GError **error)
{
  g_autoptr (JsonArray) fields = json_array_new ();
  LtKnownShape *known = NULL;

  if (base != NULL)
    {
      known = lt_known_shape_read (self->shape_path, error);
      if (known == NULL)
        return FALSE;
      copy_entries (self, known, json_object_get_array_member (base, "fields"), fields);
      lt_known_shape_free (known);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LtMappingColumn *column = lt_mapping_get_column (self, i);

      /* a value that every record has holds over what stands in a column */
      if (column->field != NULL && !lt_mapping_is_by_shape (self, column)
          && !g_hash_table_contains (self->constants, column->field))
        add_entry (fields, column->name, column->field);
    }
  json_object_set_array_member (shape, "fields", g_steal_pointer (&fields));
  return TRUE;
}

static gboolean
goes_anywhere (const LtMapping *self, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (lt_mapping_get_column (self, i)->field, field) == 0)
      return TRUE;
  return FALSE;
}

static void
add_constants (const LtMapping *self, JsonObject *shape, JsonObject *base)
{
  JsonObject *known = base != NULL && json_object_has_member (base, "constants")
                          ? json_object_get_object_member (base, "constants")
                          : NULL;
  g_autoptr (GList) members = known == NULL ? NULL : json_object_get_members (known);
  g_autoptr (GList) told = g_hash_table_get_keys (self->constants);
  g_autoptr (JsonObject) constants = json_object_new ();

  for (GList *i = members; i != NULL; i = i->next)
    if (!goes_anywhere (self, i->data))
      json_object_set_string_member (constants, i->data,
                                     json_object_get_string_member (known, i->data));
  told = g_list_sort (told, (GCompareFunc) g_strcmp0);
  for (GList *i = told; i != NULL; i = i->next)
    {
      const char *value = g_hash_table_lookup (self->constants, i->data);

      if (*value != '\0')
        json_object_set_string_member (constants, i->data, value);
    }
  if (json_object_get_size (constants) > 0)
    json_object_set_object_member (shape, "constants", g_steal_pointer (&constants));
}

static void
add_signs (const LtMapping *self, JsonObject *shape)
{
  JsonObject *signs = json_object_new ();
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    if (!lt_refused_rows_is_reason (lt_mapping_get_column (self, i)->name))
      json_array_add_string_element (columns, lt_mapping_get_column (self, i)->name);
  json_object_set_array_member (signs, "columns", columns);
  json_object_set_int_member (signs, "count", self->columns->len);
  json_object_set_object_member (shape, "signs", signs);
}

static char *
describe (const LtMapping *self, const char *name, GError **error)
{
  g_autoptr (JsonObject) base = NULL;
  g_autoptr (JsonObject) shape = json_object_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *origin = g_strdup_printf (_ ("Remembered from %s"), self->file);
  JsonObject *label = json_object_new ();

  json_object_set_string_member (shape, "name", name);
  json_object_set_string_member (label, "en", name);
  json_object_set_object_member (shape, "label", label);
  json_object_set_string_member (shape, "origin", origin);
  json_object_set_string_member (shape, "kind", self->kind->name);
  if (self->shape_path != NULL)
    {
      base = read_base (self, error);
      if (base == NULL)
        return NULL;
      add_kept (self, base, shape);
    }
  add_signs (self, shape);
  if (!add_fields (self, shape, base, error))
    return NULL;
  add_constants (self, shape, base);
  if (self->datum != NULL)
    json_object_set_string_member (shape, "datum", self->datum);
  json_node_set_object (root, shape);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

/**
 * lt_mapping_remember:
 * @self: a mapping that was confirmed
 * @name: of the shape that it becomes
 * @error: return location; nothing was remembered then
 *
 * Makes a shape of the bureau's own of it: a file with exactly this header is then read
 * as here, with the values that every record has, and in the datum where the user named
 * it. What the file was known as before is kept as far as it was not changed. Under a
 * name that such files have already it replaces what was remembered.
 *
 * Returns: whether it was remembered
 */
gboolean
lt_mapping_remember (const LtMapping *self, const char *name, GError **error)
{
  g_autofree char *folder = lt_known_shapes_own_folder ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  if (!check_name (self, name, &path, error))
    return FALSE;
  text = describe (self, name, error);
  if (text == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("Folder %s cannot be made: %s. Nothing was remembered."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  whole = g_strconcat (text, "\n", NULL);
  return lt_file_write (path, whole, -1, 0644, error);
}

static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("File %s cannot be removed: %s."), path,
               g_strerror (errno));
  return FALSE;
}

/**
 * lt_mapping_forget:
 * @name: of a shape of the bureau's own
 * @error: return location; %LT_ERROR_REFUSED where it came with the program
 *
 * Removes the file that describes it; one that cannot be read is known by the file's
 * name.
 *
 * Returns: whether it is gone
 */
gboolean
lt_mapping_forget (const char *name, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (&problem);
  const LtKnownShape *shape = shapes == NULL ? NULL : lt_known_shapes_by_name (shapes, name);
  g_autofree char *path = is_good_name (name) ? make_path (name) : NULL;

  if (shapes == NULL && path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return remove_file (path, error);
  if (shapes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (shape == NULL)
    return refuse (error, _ ("No table is remembered as \"%s\". See shapes for those there are."),
                   name);
  if (!lt_known_shape_is_own (shape))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                   _ ("\"%s\" came with the program and cannot be forgotten; nothing was changed."),
                   name);
      return FALSE;
    }
  return remove_file (shape->path, error);
}
