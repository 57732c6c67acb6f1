/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which records lie where a list asks for. The boxes of the R*Tree are a first
 * sieve; what passes it is looked at as it is. */

#include "store/reach.h"

#include "geo/distance.h"
#include "geo/mercator.h"
#include "geo/shape-index.h"
#include "store/query.h"

#include <math.h>

typedef struct
{
  const LtReach *reach;
  LtShapeIndex *within; /* (nullable) */
  LtShapeIndex *touching;
  LtShapeIndex *box;
  LtShape *box_shape;
  GArray *numbers;
} Sieve;

typedef struct
{
  gint64 key;
  double metres;
} Found;

LtReach *
lt_reach_new (void)
{
  LtReach *self = g_new0 (LtReach, 1);

  self->box = LT_BOX_EMPTY;
  self->metres = INFINITY;
  return self;
}

void
lt_reach_free (LtReach *self)
{
  if (self == NULL)
    return;
  lt_shape_free (self->within);
  lt_shape_free (self->touching);
  g_free (self);
}

static void
narrow (LtBox *box, const LtBox *other)
{
  box->min_x = MAX (box->min_x, other->min_x);
  box->min_y = MAX (box->min_y, other->min_y);
  box->max_x = MIN (box->max_x, other->max_x);
  box->max_y = MIN (box->max_y, other->max_y);
}

static LtBox
find_box (const LtReach *reach)
{
  LtBox box = { -180, -90, 180, 90 };

  if (!lt_box_is_empty (&reach->box))
    narrow (&box, &reach->box);
  if (reach->near && isfinite (reach->metres))
    {
      LtBox around = lt_distance_box (reach->longitude, reach->latitude, reach->metres);

      narrow (&box, &around);
    }
  if (reach->within != NULL)
    {
      LtBox area = lt_shape_get_box (reach->within);

      narrow (&box, &area);
    }
  if (reach->touching != NULL)
    {
      LtBox area = lt_shape_get_box (reach->touching);

      narrow (&box, &area);
    }
  return box;
}

static LtShapeIndex *
index_of (const LtShape *polygon)
{
  LtShapeIndex *index;

  if (polygon == NULL)
    return NULL;
  index = lt_shape_index_new ();
  lt_shape_index_add (index, polygon, 0);
  return index;
}

static LtShape *
make_rectangle (const LtBox *box)
{
  char figures[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double values[] = { box->min_x, box->min_y, box->max_x, box->max_y };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_ascii_dtostr (figures[i], sizeof figures[i], values[i]);
  text = g_strdup_printf ("POLYGON ((%s %s, %s %s, %s %s, %s %s, %s %s))", figures[0], figures[1],
                          figures[2], figures[1], figures[2], figures[3], figures[0], figures[3],
                          figures[0], figures[1]);
  return lt_shape_from_text (text, NULL);
}

static void
open_sieve (Sieve *sieve, const LtReach *reach)
{
  *sieve = (Sieve){ .reach = reach };
  sieve->within = index_of (reach->within);
  sieve->touching = index_of (reach->touching);
  if (!lt_box_is_empty (&reach->box))
    sieve->box_shape = make_rectangle (&reach->box);
  sieve->box = index_of (sieve->box_shape);
  sieve->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
close_sieve (Sieve *sieve)
{
  lt_shape_index_free (sieve->within);
  lt_shape_index_free (sieve->touching);
  lt_shape_index_free (sieve->box);
  lt_shape_free (sieve->box_shape);
  g_array_unref (sieve->numbers);
}

/* One point is the same to both questions, and quicker to answer. */
static gboolean
lies_in (Sieve *sieve, LtShapeIndex *index, const LtShape *shape, gboolean wholly)
{
  LtBox box = lt_shape_get_box (shape);

  if (index == NULL)
    return TRUE;
  if (box.min_x == box.max_x && box.min_y == box.max_y)
    {
      lt_shape_index_find (index, box.min_x, box.min_y, sieve->numbers);
      return sieve->numbers->len > 0;
    }
  return wholly ? lt_shape_index_covers (index, shape) : lt_shape_index_touches (index, shape);
}

static gboolean
passes (Sieve *sieve, const LtShape *shape, double *metres)
{
  const LtReach *reach = sieve->reach;

  *metres = 0;
  if (lt_shape_is_empty (shape) || !lies_in (sieve, sieve->box, shape, FALSE)
      || !lies_in (sieve, sieve->touching, shape, FALSE)
      || !lies_in (sieve, sieve->within, shape, TRUE))
    return FALSE;
  if (reach->near)
    *metres = lt_distance_to_shape (shape, reach->longitude, reach->latitude);
  return *metres <= reach->metres;
}

/* All records of the kind that are anywhere, or those whose boxes the R*Tree gives. */
static LtRows *
query_shapes (LtDb *db, const LtKind *kind, const LtReach *reach, GError **error)
{
  const char *geometry = kind->fields[lt_kind_geometry_field (kind)].name;
  LtBox degrees = find_box (reach);
  LtBox world = lt_mercator_box (&degrees);
  g_autofree char *sql = NULL;

  if (degrees.min_x <= -180 && degrees.max_x >= 180)
    {
      sql = g_strdup_printf ("SELECT fid, \"%s\" FROM \"%s\" WHERE \"%s\" NOT NULL ORDER BY fid",
                             geometry, kind->table, geometry);
      return lt_db_query (db, error, sql, "");
    }
  if (lt_box_is_empty (&degrees))
    world = (LtBox){ 2, 2, -2, -2 };
  sql = g_strdup_printf ("SELECT t.fid, t.\"%s\" FROM lt_place_box b "
                         "CROSS JOIN lt_place p ON p.number=b.number "
                         "CROSS JOIN lt_record r ON r.id=p.record "
                         "CROSS JOIN \"%s\" t ON t.fid=r.key WHERE b.max_x>=? AND b.min_x<=? "
                         "AND b.max_y>=? AND b.min_y<=? AND p.kind=?",
                         geometry, kind->table);
  return lt_db_query (db, error, sql, "ddddi", world.min_x, world.max_x, world.min_y, world.max_y,
                      (gint64) kind->number);
}

static int
on_compare (gconstpointer a, gconstpointer b)
{
  const Found *first = a;
  const Found *second = b;

  if (first->metres != second->metres)
    return first->metres < second->metres ? -1 : 1;
  return first->key < second->key ? -1 : first->key > second->key;
}

static char *
write_keys (GArray *found)
{
  g_autoptr (GString) text = g_string_new ("[");

  g_array_sort (found, on_compare);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",",
                            g_array_index (found, Found, i).key);
  g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_reach_find_keys:
 * @db: a county file
 * @kind: a kind that is a place
 * @reach: where
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the local numbers of the records that are
 *   there, the nearest first where a distance is asked for, as a JSON array
 */
char *
lt_reach_find_keys (LtDb *db, const LtKind *kind, const LtReach *reach, GError **error)
{
  g_autoptr (LtRows) rows = query_shapes (db, kind, reach, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GError) problem = NULL;
  Sieve sieve;

  if (rows == NULL)
    return NULL;
  open_sieve (&sieve, reach);
  while (lt_rows_next (rows, &problem))
    {
      gsize size;
      gconstpointer blob = lt_rows_blob (rows, 1, &size);
      g_autoptr (LtShape) shape = lt_shape_from_gpkg (blob, size, NULL);
      Found one = { lt_rows_int (rows, 0), 0 };

      if (shape != NULL && passes (&sieve, shape, &one.metres))
        g_array_append_val (found, one);
    }
  close_sieve (&sieve);
  if (problem == NULL)
    return write_keys (found);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
