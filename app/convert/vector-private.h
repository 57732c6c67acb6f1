/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/reading.h"

#include <gdal.h>
#include <ogr_api.h>

G_BEGIN_DECLS

/**
 * LtVector:
 * @source: the file
 * @format: see #LtFormat
 *
 * A file that GDAL has opened.
 */
typedef struct
{
  LtSource *source;
  const char *format;
  char *path; /* as GDAL is told it */
  gboolean in_memory;
  GPtrArray *held; /* (element-type GBytes): what GDAL reads from memory */
  GDALDatasetH dataset;
} LtVector;

/* vector-open.c */
gboolean lt_vector_open (LtVector *self, LtSource *source, const char *format, GError **error);
void lt_vector_close (LtVector *self);
const char *lt_vector_message (void);
void lt_vector_start_gdal (void);
gboolean lt_vector_fail (LtVector *self, GError **error);

/* vector-datum.c */
gboolean lt_vector_datum (OGRLayerH layer, const char *name, char **datum, GError **error);

/**
 * LtVectorText:
 *
 * Turns the texts of a layer into UTF-8. Those of a DBF may be in anything, and
 * may be cut in the middle of a character, since its fields have a width in bytes.
 */
typedef struct
{
  const char *encoding; /* for the header */
  char *iconv;          /* (nullable): what they are in, if not UTF-8 */
  gboolean plain_times; /* the format has no dates without a time, and no zones */
  GArray *cut;          /* (element-type guint): texts cut in each field */
  GArray *first_cut;    /* (element-type guint64): feature of the first of them */
} LtVectorText;

/* vector-text.c */
gboolean lt_vector_text_init (LtVectorText *self,
                              const LtVector *vector,
                              OGRLayerH layer,
                              const char *wanted,
                              GError **error);
void lt_vector_text_clear (LtVectorText *self);
char *lt_vector_text_read (LtVectorText *self, const char *raw, guint field, guint64 feature);

/* vector-cell.c */
char *
lt_vector_cell (LtVectorText *text, OGRFeatureH feature, int field, guint64 number, gboolean *good);
const char *lt_vector_class (OGRLayerH layer);
OGRGeometryH lt_vector_shape (OGRFeatureH feature, gboolean *is_mixed);

G_END_DECLS
