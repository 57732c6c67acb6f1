/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In what condition an open county file is: whole, at its place, of which program. */

#include "store/store-private.h"

/**
 * lt_store_is_damaged:
 * @self: a county file
 * @error: return location, set where it is
 *
 * Returns: whether what was read from it was found damaged, or could not be read:
 *   it cannot be written
 */
gboolean
lt_store_is_damaged (LtStore *self, GError **error)
{
  return lt_db_is_damaged (self->db, error);
}

/**
 * lt_store_is_faulty:
 * @self: a county file
 * @error: return location, set where it is
 *
 * Returns: whether the disk gave an error since it was opened: what was read from
 *   it may lack something, and it cannot be written until it is opened again
 */
gboolean
lt_store_is_faulty (LtStore *self, GError **error)
{
  return lt_db_is_faulty (self->db, error);
}

/**
 * lt_store_is_in_place:
 * @self: a county file
 * @error: return location, set where it is not
 *
 * Returns: whether it still lies where it was opened; where it does not, nothing is
 *   written into it
 */
gboolean
lt_store_is_in_place (LtStore *self, GError **error)
{
  return lt_db_is_in_place (self->db, error);
}

/**
 * lt_store_is_older:
 *
 * Returns: whether an older program made it and it was left so: what that one
 *   did not keep is empty here
 */
gboolean
lt_store_is_older (LtStore *self)
{
  return self->schema < LT_SCHEMA;
}

/**
 * lt_store_is_newer:
 *
 * Returns: whether a newer program made it
 */
gboolean
lt_store_is_newer (LtStore *self)
{
  return self->schema > LT_SCHEMA;
}
