/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the map reads, and how it follows from a record. */

#include "geo/mercator.h"
#include "store/store-private.h"

#include <math.h>
#include <string.h>

/* Above this part of all places a scan of the slim table is faster than the
 * R*Tree (measured on 200 000 places). */
#define SCAN_PART 0.035

static const char *
text_of (const LtRecordState *self, const char *field)
{
  int i = field == NULL ? -1 : lt_kind_find_field (self->kind, field);

  return i < 0 ? NULL : lt_value_text (lt_record_state_shown (self, (guint) i));
}

static int
variety_of (const LtRecordState *self)
{
  const char *field = self->kind->variety;
  int i = field == NULL ? -1 : lt_kind_find_field (self->kind, field);

  return i < 0 ? -1 : lt_field_choice_index (&self->kind->fields[i], text_of (self, field));
}

/**
 * lt_record_state_to_place:
 * @self: a state with a kind
 * @place: (out caller-allocates): its row on the map, without a number; the title
 *   lives as long as @self
 *
 * Returns: whether the record is anywhere
 */
gboolean
lt_record_state_to_place (const LtRecordState *self, LtPlace *place)
{
  int geometry = lt_kind_geometry_field (self->kind);
  const LtValue *value = geometry < 0 ? NULL : lt_record_state_shown (self, (guint) geometry);
  g_autoptr (LtShape) shape = lt_value_to_shape (value, NULL);
  LtBox degrees;

  if (shape == NULL || lt_shape_is_empty (shape))
    return FALSE;
  degrees = lt_shape_get_box (shape);
  *place = (LtPlace){ .kind = self->kind->number,
                      .record = self->id,
                      .world = lt_mercator_box (&degrees),
                      .variety = variety_of (self),
                      .title = text_of (self, self->kind->title) };
  return TRUE;
}

static gboolean
covers_much (LtStore *self, const LtBox *world, GError **error)
{
  LtBox all = lt_store_get_extent (self);
  double part;

  if (lt_box_is_empty (&all) || all.max_x == all.min_x || all.max_y == all.min_y)
    return TRUE;
  part = (MIN (world->max_x, all.max_x) - MAX (world->min_x, all.min_x))
         * (MIN (world->max_y, all.max_y) - MAX (world->min_y, all.min_y))
         / ((all.max_x - all.min_x) * (all.max_y - all.min_y));
  return part > SCAN_PART;
}

static LtRows *
query_places (LtStore *self, const LtBox *world, GError **error)
{
  if (world == NULL)
    return lt_db_query (self->db, error,
                        "SELECT number, kind, record, min_x, min_y, max_x, max_y, variety, title "
                        "FROM lt_place ORDER BY number",
                        "");
  if (covers_much (self, world, error))
    return lt_db_query (self->db, error,
                        "SELECT number, kind, record, min_x, min_y, max_x, max_y, variety, title "
                        "FROM lt_place WHERE max_x>=? AND min_x<=? AND max_y>=? AND min_y<=? "
                        "ORDER BY number",
                        "dddd", world->min_x, world->max_x, world->min_y, world->max_y);
  return lt_db_query (self->db, error,
                      "SELECT p.number, p.kind, p.record, p.min_x, p.min_y, p.max_x, p.max_y, "
                      "p.variety, p.title FROM lt_place_box b JOIN lt_place p ON p.number=b.number "
                      "WHERE b.max_x>=? AND b.min_x<=? AND b.max_y>=? AND b.min_y<=? "
                      "ORDER BY p.number",
                      "dddd", world->min_x, world->max_x, world->min_y, world->max_y);
}

/**
 * lt_store_each_place:
 * @self: a county file
 * @world: (nullable): a box in world coordinates; %NULL for all
 * @func: called for each place whose box touches it, in the order of their numbers
 * @user_data: for @func
 * @error: return location
 *
 * Returns: whether all of them were read
 */
gboolean
lt_store_each_place (LtStore *self,
                     const LtBox *world,
                     LtPlaceFunc func,
                     gpointer user_data,
                     GError **error)
{
  g_autoptr (LtRows) rows = query_places (self, world, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      LtPlace place = { .number = lt_rows_int (rows, 0),
                        .kind = (guint) lt_rows_int (rows, 1),
                        .world = { lt_rows_double (rows, 3), lt_rows_double (rows, 4),
                                   lt_rows_double (rows, 5), lt_rows_double (rows, 6) },
                        .variety = (int) lt_rows_int (rows, 7),
                        .title = lt_rows_text (rows, 8) };

      lt_rows_fixed (rows, 2, &place.record, sizeof place.record);
      /* The R*Tree's boxes are rounded outward to 32 bits; these are not. */
      if (world == NULL || lt_box_intersects (&place.world, world))
        func (&place, user_data);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/* What the R*Tree's root says of all boxes: the least or greatest of each column,
 * rounded outward to 32 bits. The root is node 1; a node is its depth and the number
 * of its entries, two bytes each, then the entries, each a number of eight bytes and
 * the columns as floats of four, all with the highest byte first (SQLite's
 * ext/rtree/rtree.c, "Database Format of R-Tree Tables"). */
static gboolean
read_root (LtDb *db, double around[4])
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, NULL, "SELECT data FROM lt_place_box_node WHERE nodeno=1", "");
  const guint8 *bytes;
  gsize size = 0;
  guint n;

  if (rows == NULL || !lt_rows_next (rows, NULL))
    return FALSE;
  bytes = lt_rows_blob (rows, 0, &size);
  n = size < 4 ? 0 : (guint) bytes[2] << 8 | bytes[3];
  if (n == 0 || size < 4 + n * 24u)
    return FALSE;
  for (guint i = 0; i < n * 4; i++)
    {
      const guint8 *at = bytes + 4 + i / 4 * 24 + 8 + i % 4 * 4;
      guint32 bits = (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
      guint column = i % 4;
      float value;

      memcpy (&value, &bits, sizeof value);
      if (i < 4)
        around[column] = value;
      else
        around[column] =
            column % 2 == 0 ? MIN (around[column], value) : MAX (around[column], value);
    }
  return TRUE;
}

/* Only the places whose rounded boxes reach the edge can be those that make it. */
static gboolean
read_edge (LtDb *db, const char *sql, double around, double outward, double *edge)
{
  /* The R*Tree rounds by two units of the last of 24 bits at the most. */
  double slack = fabs (around) * 0x1p-21;
  g_autoptr (LtRows) rows = lt_db_query (db, NULL, sql, "d", around - outward * slack);

  if (rows == NULL || !lt_rows_next (rows, NULL) || lt_rows_is_null (rows, 0))
    return FALSE;
  *edge = lt_rows_double (rows, 0);
  return TRUE;
}

#define AT_EDGE "FROM lt_place_box b CROSS JOIN lt_place p ON p.number=b.number WHERE "

static gboolean
read_extent (LtDb *db, LtBox *extent)
{
  double around[4]; /* as the columns are: min_x, max_x, min_y, max_y */

  return read_root (db, around)
         && read_edge (db, "SELECT min(p.min_x) " AT_EDGE "b.min_x<=?", around[0], -1,
                       &extent->min_x)
         && read_edge (db, "SELECT max(p.max_x) " AT_EDGE "b.max_x>=?", around[1], 1,
                       &extent->max_x)
         && read_edge (db, "SELECT min(p.min_y) " AT_EDGE "b.min_y<=?", around[2], -1,
                       &extent->min_y)
         && read_edge (db, "SELECT max(p.max_y) " AT_EDGE "b.max_y>=?", around[3], 1,
                       &extent->max_y);
}

/* @kind: its number, 0 for all */
static void
scan_extent (LtDb *db, guint kind, LtBox *extent)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, NULL,
                   "SELECT min(min_x), min(min_y), max(max_x), max(max_y) FROM lt_place "
                   "WHERE ?1=0 OR kind=?1",
                   "i", (gint64) kind);

  *extent = LT_BOX_EMPTY;
  if (rows != NULL && lt_rows_next (rows, NULL) && !lt_rows_is_null (rows, 0))
    *extent = (LtBox){ lt_rows_double (rows, 0), lt_rows_double (rows, 1), lt_rows_double (rows, 2),
                       lt_rows_double (rows, 3) };
}

/**
 * lt_store_get_extent:
 *
 * Returns: the box around all places, in world coordinates; empty without any. It
 *   costs a look at its edges, not at all places
 */
LtBox
lt_store_get_extent (LtStore *self)
{
  guint64 version = lt_store_get_version (self);

  if (version != 0 && version == self->extent_version)
    return self->extent;
  if (!read_extent (self->db, &self->extent))
    scan_extent (self->db, 0, &self->extent);
  self->extent_version = version;
  return self->extent;
}

/**
 * lt_store_get_extent_of:
 * @self: a county file
 * @kind: a kind that is a place
 *
 * Returns: the box around the places of the kind, in world coordinates; empty without
 *   any. It costs a look at all places
 */
LtBox
lt_store_get_extent_of (LtStore *self, const LtKind *kind)
{
  LtBox extent;

  scan_extent (self->db, kind->number, &extent);
  return extent;
}

/**
 * lt_store_get_shape:
 * @self: a county file
 * @kind: a kind that is a place
 * @id: a record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): where it is, in degrees of CGCS2000; %NULL
 *   without @error where it has no geometry
 */
LtShape *
lt_store_get_shape (LtStore *self, const LtKind *kind, const LtId *id, GError **error)
{
  int geometry = lt_kind_geometry_field (kind);
  g_autofree char *sql = NULL;
  g_autoptr (LtRows) rows = NULL;
  gsize size;
  gconstpointer blob;

  g_return_val_if_fail (geometry >= 0, NULL);

  sql = g_strdup_printf (
      "SELECT t.\"%s\" FROM lt_record r JOIN \"%s\" t ON t.fid=r.key WHERE r.id=? AND r.kind=?",
      kind->fields[geometry].name, kind->table);
  rows = lt_db_query (self->db, error, sql, "bi", id, sizeof *id, (gint64) kind->number);
  if (rows == NULL || !lt_rows_next (rows, error) || lt_rows_is_null (rows, 0))
    return NULL;
  blob = lt_rows_blob (rows, 0, &size);
  return lt_shape_from_gpkg (blob, size, error);
}
