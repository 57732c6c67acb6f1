/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/reading-import.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtReadingPlaces:
 *
 * Finds the records that the places of a file of measured values are: by code, by
 * city and name, an area by its name. A city is 阳泉 as well as 阳泉市; of names
 * the spaces around them do not count, and nothing else is made alike.
 */
typedef struct _LtReadingPlaces LtReadingPlaces;

LtReadingPlaces *lt_reading_places_new (LtSession *session, gboolean create);
void lt_reading_places_free (LtReadingPlaces *self);
gboolean lt_reading_places_find (LtReadingPlaces *self,
                                 const LtReadingPlace *place,
                                 LtId *id,
                                 char **problem);
GPtrArray *lt_reading_places_get_made (const LtReadingPlaces *self);
GPtrArray *lt_reading_places_get_notes (const LtReadingPlaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReadingPlaces, lt_reading_places_free)

G_END_DECLS
