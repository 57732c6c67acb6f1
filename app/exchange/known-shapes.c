/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/known-shapes-private.h"

#include "base/error.h"
#include "base/text.h"
#include "lantian-config.h"

#include <glib/gi18n-lib.h>

struct _LtKnownShapes
{
  GPtrArray *list; /* (element-type LtKnownShape): in the order of their names */
};

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const LtKnownShape *first = *(LtKnownShape *const *) a;
  const LtKnownShape *second = *(LtKnownShape *const *) b;

  return g_strcmp0 (first->name, second->name);
}

/* The later of two shapes of one name is the one that holds. */
static void
add_shape (LtKnownShapes *self, LtKnownShape *shape)
{
  for (guint i = 0; i < self->list->len; i++)
    if (g_str_equal (((LtKnownShape *) g_ptr_array_index (self->list, i))->name, shape->name))
      {
        g_ptr_array_remove_index (self->list, i);
        break;
      }
  g_ptr_array_add (self->list, shape);
}

static GPtrArray *
list_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && *name != '.')
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, lt_text_compare);
  return paths;
}

/* One bad file stops all: it says what is to be done about it. */
static LtKnownShape *
read_one (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LtKnownShape *shape = lt_known_shape_read (path, &problem);

  if (shape == NULL)
    g_set_error (error, problem->domain, problem->code,
                 _ ("%s Mend this file or remove it; until then no foreign file is taken in."),
                 problem->message);
  return shape;
}

/**
 * lt_known_shapes_load_from:
 * @folders: folders with files of shapes, ended by %NULL; one that is not there has none
 * @error: return location; names file and member
 *
 * Of two shapes of one name that of the later folder holds.
 *
 * Returns: (transfer full) (nullable): the shapes
 */
LtKnownShapes *
lt_known_shapes_load_from (const char *const *folders, GError **error)
{
  g_autoptr (LtKnownShapes) self = g_new0 (LtKnownShapes, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_known_shape_free);
  for (int i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) paths = list_files (folders[i]);

      for (guint j = 0; j < paths->len; j++)
        {
          LtKnownShape *shape = read_one (g_ptr_array_index (paths, j), error);

          if (shape == NULL)
            return NULL;
          add_shape (self, shape);
        }
    }
  g_ptr_array_sort (self->list, compare_shapes);
  return g_steal_pointer (&self);
}

/**
 * lt_known_shapes_own_folder:
 *
 * Returns: (transfer full): where the shapes of the bureau lie; it need not be there
 */
char *
lt_known_shapes_own_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "lantian", "shapes", NULL);
}

/**
 * lt_known_shape_is_own:
 *
 * Returns: whether the bureau brought it, and not the program
 */
gboolean
lt_known_shape_is_own (const LtKnownShape *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *own = lt_known_shapes_own_folder ();

  return g_str_equal (folder, own);
}

/**
 * lt_known_shapes_load:
 * @error: return location; names file and member
 *
 * Returns: (transfer full) (nullable): the shapes of the program (the folder `shapes`
 *   of LANTIAN_DATA_DIR, else of the program's own data) and the bureau's own (the
 *   folder `lantian/shapes` of the user's data)
 */
LtKnownShapes *
lt_known_shapes_load (GError **error)
{
  const char *data = g_getenv ("LANTIAN_DATA_DIR");
  g_autofree char *ours =
      g_build_filename (data != NULL && *data != '\0' ? data : LT_DATA_DIR, "shapes", NULL);
  g_autofree char *theirs = lt_known_shapes_own_folder ();
  const char *folders[] = { ours, theirs, NULL };

  return lt_known_shapes_load_from (folders, error);
}

void
lt_known_shapes_free (LtKnownShapes *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->list);
  g_free (self);
}

/**
 * lt_known_shapes_list:
 *
 * Returns: (transfer none) (element-type LtKnownShape): all, by name
 */
GPtrArray *
lt_known_shapes_list (const LtKnownShapes *self)
{
  return self->list;
}

/**
 * lt_known_shapes_by_name:
 *
 * Returns: (transfer none) (nullable): the shape called @name
 */
const LtKnownShape *
lt_known_shapes_by_name (const LtKnownShapes *self, const char *name)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const LtKnownShape *shape = g_ptr_array_index (self->list, i);

      if (g_str_equal (shape->name, name))
        return shape;
    }
  return NULL;
}

/**
 * lt_known_shape_count_signs:
 *
 * Returns: how much a shape asks for: the more, the surer it is
 */
guint
lt_known_shape_count_signs (const LtKnownShape *self)
{
  return self->signs->len + self->absent->len + self->cells->len + (self->n_columns > 0);
}

/**
 * lt_known_shapes_find:
 * @self: the shapes
 * @kind: name of the kind wanted, or "reading"
 * @columns: the file's columns, ended by %NULL
 * @cells: (nullable): its first row
 *
 * Returns: (transfer none) (nullable): the shape that such a file has; of several
 *   the one that asks for most
 */
const LtKnownShape *
lt_known_shapes_find (const LtKnownShapes *self,
                      const char *kind,
                      const char *const *columns,
                      const char *const *cells)
{
  const LtKnownShape *found = NULL;

  for (guint i = 0; i < self->list->len; i++)
    {
      const LtKnownShape *shape = g_ptr_array_index (self->list, i);

      if (g_str_equal (shape->kind, kind) && lt_known_shape_fits (shape, columns, cells, NULL)
          && (found == NULL
              || lt_known_shape_count_signs (shape) > lt_known_shape_count_signs (found)))
        found = shape;
    }
  return found;
}

/**
 * lt_column_name_find:
 *
 * Returns: the place in @columns of the first that is called so; -1 for none
 */
int
lt_column_name_find (const LtColumnName *self, const char *const *columns)
{
  for (int i = 0; columns[i] != NULL; i++)
    if (self->name != NULL ? g_str_equal (self->name, columns[i])
                           : g_regex_match (self->pattern, columns[i], 0, NULL))
      return i;
  return -1;
}

static gboolean
cells_fit (const LtKnownShape *self, const char *const *columns, const char *const *cells)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const LtKnownCell *cell = g_ptr_array_index (self->cells, i);
      LtColumnName column = { .name = cell->column };
      int place = lt_column_name_find (&column, columns);

      if (place < 0 || cells == NULL || cells[place] == NULL
          || !g_regex_match (cell->pattern, cells[place], 0, NULL))
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_known_shape_fits:
 * @self: a shape
 * @columns: a file's columns, ended by %NULL
 * @cells: (nullable): its first row
 * @missing: (out) (optional) (nullable): the first column that is not there
 *
 * Returns: whether a file with these columns has the shape
 */
gboolean
lt_known_shape_fits (const LtKnownShape *self,
                     const char *const *columns,
                     const char *const *cells,
                     const char **missing)
{
  if (missing != NULL)
    *missing = NULL;
  for (guint i = 0; i < self->signs->len; i++)
    {
      const LtColumnName *sign = g_ptr_array_index (self->signs, i);

      if (lt_column_name_find (sign, columns) >= 0)
        continue;
      if (missing != NULL)
        *missing = sign->name != NULL ? sign->name : g_regex_get_pattern (sign->pattern);
      return FALSE;
    }
  for (guint i = 0; i < self->absent->len; i++)
    if (lt_column_name_find (g_ptr_array_index (self->absent, i), columns) >= 0)
      return FALSE;
  if (self->n_columns > 0 && g_strv_length ((char **) columns) != self->n_columns)
    return FALSE;
  return cells_fit (self, columns, cells);
}

/**
 * lt_known_column_translate:
 *
 * Returns: (transfer none): what @value is called here; itself where the shape does
 *   not know it
 */
const char *
lt_known_column_translate (const LtKnownColumn *self, const char *value)
{
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      const LtKnownValue *known = g_ptr_array_index (self->values, i);

      if (known->there != NULL ? g_ascii_strcasecmp (known->there, value) == 0
                               : g_regex_match (known->pattern, value, 0, NULL))
        return known->here;
    }
  return value;
}
