/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shape-index.h"

#include "geo/shape-private.h"

#include <math.h>

/* The box around all polygons is divided into cells. One that no edge of a polygon
 * touches lies wholly in it or wholly outside, and which of both, its middle says: a
 * place there is answered without a look at any outline. In cells that an outline goes
 * through GEOS is asked, and its answer is the one that holds. */
#define MOST_CELLS 1024 /* in a row */
/* What is so near to a cell, in degrees, is treated as touching it: far more than what
 * rounding does to the figures, so that no place comes into the wrong cell. */
#define SLACK 1e-11

/* What a cell holds: 0 nothing; SURE and an entry: all of it lies in that one; else
 * one more than the place of the first of its items. */
#define SURE 0x80000000u

typedef struct
{
  guint number;
  LtBox box;
  const LtShape *shape;                 /* (unowned) */
  const GEOSPreparedGeometry *prepared; /* built as it is asked */
} Entry;

typedef struct
{
  guint entry; /* with SURE: the whole cell lies in it; without: it may */
  guint next;  /* one more than the place of the next, or 0 */
} Item;

struct _LtShapeIndex
{
  GArray *entries; /* (element-type Entry) */
  guint n_corners;
  LtBox box;
  guint n;       /* cells in a row and in a column; 0: not yet divided */
  double cell_x; /* degrees */
  double cell_y;
  guint32 *cells; /* by rows */
  GArray *items;  /* (element-type Item) */
};

/* While one polygon's edges are laid over the cells. */
typedef struct
{
  const LtShapeIndex *index;
  guint8 *touched; /* by rows, as the cells */
} Marking;

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  GEOSPreparedGeom_destroy_r (lt_geos (), entry->prepared);
}

static gboolean
is_in (const Entry *entry, double x, double y)
{
  GEOSGeometry *point;
  gboolean inside;

  if (!(x >= entry->box.min_x && x <= entry->box.max_x && y >= entry->box.min_y
        && y <= entry->box.max_y))
    return FALSE;
  point = GEOSGeom_createPointFromXY_r (lt_geos (), x, y);
  inside = GEOSPreparedIntersects_r (lt_geos (), entry->prepared, point) == 1;
  GEOSGeom_destroy_r (lt_geos (), point);
  return inside;
}

static guint
find_column (const LtShapeIndex *self, double x)
{
  return (guint) CLAMP ((x - self->box.min_x) / self->cell_x, 0, self->n - 1);
}

static guint
find_row (const LtShapeIndex *self, double y)
{
  return (guint) CLAMP ((y - self->box.min_y) / self->cell_y, 0, self->n - 1);
}

static double
middle_x (const LtShapeIndex *self, guint column)
{
  return self->box.min_x + (column + 0.5) * self->cell_x;
}

static double
middle_y (const LtShapeIndex *self, guint row)
{
  return self->box.min_y + (row + 0.5) * self->cell_y;
}

/* The edge and the cell share a column and a row; seen along the edge, the cell
 * must not lie beside it. */
static gboolean
may_touch (const LtShapeIndex *self, const double *ends, guint column, guint row)
{
  double dx = ends[2] - ends[0];
  double dy = ends[3] - ends[1];
  double side = dx * (middle_y (self, row) - ends[1]) - dy * (middle_x (self, column) - ends[0]);
  double reach = fabs (dx) * (self->cell_y / 2 + SLACK) + fabs (dy) * (self->cell_x / 2 + SLACK);

  return fabs (side) <= reach;
}

static void
on_path_mark (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  const Marking *marking = user_data;
  const LtShapeIndex *self = marking->index;

  for (guint i = 0; i + 1 < n; i++)
    {
      const double *ends = xy + 2 * i;
      guint first = find_column (self, MIN (ends[0], ends[2]) - SLACK);
      guint last = find_column (self, MAX (ends[0], ends[2]) + SLACK);
      guint top = find_row (self, MAX (ends[1], ends[3]) + SLACK);

      for (guint row = find_row (self, MIN (ends[1], ends[3]) - SLACK); row <= top; row++)
        for (guint column = first; column <= last; column++)
          if (may_touch (self, ends, column, row))
            marking->touched[row * self->n + column] = 1;
    }
}

static void
add_item (LtShapeIndex *self, guint32 *cell, guint entry)
{
  Item item = { entry, 0 };

  if (*cell == 0 && (entry & SURE) != 0)
    {
      *cell = entry;
      return;
    }
  if ((*cell & SURE) != 0)
    {
      Item alone = { *cell, 0 };

      g_array_append_val (self->items, alone);
      *cell = self->items->len;
    }
  item.next = *cell;
  g_array_append_val (self->items, item);
  *cell = self->items->len;
}

/* Cells side by side that no edge touches have all of them the same answer. */
static void
fill_row (LtShapeIndex *self, const guint8 *touched, guint i, guint row)
{
  const Entry *entry = &g_array_index (self->entries, Entry, i);
  guint last = find_column (self, entry->box.max_x);
  gboolean known = FALSE;
  gboolean inside = FALSE;

  for (guint column = find_column (self, entry->box.min_x); column <= last; column++)
    {
      guint at = row * self->n + column;

      if (touched[at])
        {
          known = FALSE;
          add_item (self, &self->cells[at], i);
          continue;
        }
      if (!known)
        inside = is_in (entry, middle_x (self, column), middle_y (self, row));
      known = TRUE;
      if (inside)
        add_item (self, &self->cells[at], i | SURE);
    }
}

static void
divide (LtShapeIndex *self)
{
  g_autofree guint8 *touched = NULL;

  self->n = (guint) CLAMP (4 * sqrt (self->n_corners), 8, MOST_CELLS);
  self->cell_x = MAX ((self->box.max_x - self->box.min_x) / self->n, SLACK);
  self->cell_y = MAX ((self->box.max_y - self->box.min_y) / self->n, SLACK);
  self->cells = g_new0 (guint32, self->n * self->n);
  touched = g_new (guint8, self->n * self->n);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      Marking marking = { self, touched };
      guint first;
      guint last;

      if (lt_box_is_empty (&entry->box))
        continue;
      first = find_row (self, entry->box.min_y);
      last = find_row (self, entry->box.max_y);
      memset (touched + first * self->n, 0, (last - first + 1) * self->n);
      lt_shape_foreach_path (entry->shape, on_path_mark, &marking);
      for (guint row = first; row <= last; row++)
        fill_row (self, touched, i, row);
    }
}

static void
on_path_count (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  *(guint *) user_data += n;
}

static int
on_compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

LtShapeIndex *
lt_shape_index_new (void)
{
  LtShapeIndex *self = g_new0 (LtShapeIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->box = LT_BOX_EMPTY;
  g_array_set_clear_func (self->entries, clear_entry);
  return self;
}

void
lt_shape_index_free (LtShapeIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->items);
  g_free (self->cells);
  g_free (self);
}

/**
 * lt_shape_index_add:
 * @self: an index that was not asked lt_shape_index_find() yet
 * @polygon: a valid polygon, see lt_shape_check(); it lives as long as the index. An
 *   empty one holds nothing
 * @number: what lt_shape_index_find() calls it
 */
void
lt_shape_index_add (LtShapeIndex *self, const LtShape *polygon, guint number)
{
  Entry entry = { number, lt_shape_get_box (polygon), polygon, NULL };

  g_return_if_fail (lt_shape_get_class (polygon) == LT_SHAPE_POLYGON);
  g_return_if_fail (self->n == 0);

  entry.prepared = GEOSPrepare_r (lt_geos (), polygon->geometry);
  g_array_append_val (self->entries, entry);
  lt_box_unite (&self->box, &entry.box);
  lt_shape_foreach_path (polygon, on_path_count, &self->n_corners);
}

static void
find_in_items (const LtShapeIndex *self, guint first, double x, double y, GArray *numbers)
{
  for (guint at = first; at != 0;)
    {
      Item item = g_array_index (self->items, Item, at - 1);
      const Entry *entry = &g_array_index (self->entries, Entry, item.entry & ~SURE);

      if ((item.entry & SURE) != 0 || is_in (entry, x, y))
        g_array_append_val (numbers, entry->number);
      at = item.next;
    }
  if (numbers->len > 1)
    g_array_sort (numbers, on_compare_numbers);
}

/**
 * lt_shape_index_find:
 * @self: an index
 * @longitude: of a place, degrees
 * @latitude: degrees
 * @numbers: (element-type guint): set to the numbers of the polygons that it lies in
 *   or on the edge of, rising
 *
 * Gives what lt_shape_contains() would say of each polygon. The first time costs a
 * walk along all outlines.
 */
void
lt_shape_index_find (LtShapeIndex *self, double longitude, double latitude, GArray *numbers)
{
  guint32 cell;

  g_array_set_size (numbers, 0);
  if (!(longitude >= self->box.min_x && longitude <= self->box.max_x && latitude >= self->box.min_y
        && latitude <= self->box.max_y))
    return;
  if (self->n == 0)
    divide (self);
  cell = self->cells[find_row (self, latitude) * self->n + find_column (self, longitude)];
  if ((cell & SURE) == 0)
    find_in_items (self, cell, longitude, latitude, numbers);
  else
    g_array_append_val (numbers, g_array_index (self->entries, Entry, cell & ~SURE).number);
}

/**
 * lt_shape_index_covers:
 * @self: an index
 * @shape: any valid shape
 *
 * Returns: whether one of the polygons holds all of @shape; its edge belongs to it
 */
gboolean
lt_shape_index_covers (LtShapeIndex *self, const LtShape *shape)
{
  LtBox box = lt_shape_get_box (shape);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (lt_box_contains (&entry->box, &box)
          && GEOSPreparedCovers_r (lt_geos (), entry->prepared, shape->geometry) == 1)
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_shape_index_touches:
 * @self: an index
 * @shape: any valid shape
 *
 * Returns: whether any of @shape lies in one of the polygons or on its edge
 */
gboolean
lt_shape_index_touches (LtShapeIndex *self, const LtShape *shape)
{
  LtBox box = lt_shape_get_box (shape);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (lt_box_intersects (&entry->box, &box)
          && GEOSPreparedIntersects_r (lt_geos (), entry->prepared, shape->geometry) == 1)
        return TRUE;
    }
  return FALSE;
}
