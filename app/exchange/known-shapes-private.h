/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/known-shapes.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LtShapeSource:
 * @path: of the file that is read
 * @error: (nullable): where to say what is wrong with it
 *
 * A description that is being read. Every function that reads a part of it gives
 * %FALSE or %NULL after the first thing that is wrong.
 */
typedef struct
{
  const char *path;
  GError **error;
} LtShapeSource;

/* known-shape-json.c: members of an object, each of its type */
gboolean lt_shape_source_fail (const LtShapeSource *self, const char *member, const char *problem);
gboolean lt_shape_source_check_members (const LtShapeSource *self,
                                        JsonObject *object,
                                        const char *where,
                                        const char *const *known);
gboolean lt_shape_source_get_text (const LtShapeSource *self,
                                   JsonObject *object,
                                   const char *member,
                                   gboolean needed,
                                   char **text);
gboolean lt_shape_source_get_flag (const LtShapeSource *self,
                                   JsonObject *object,
                                   const char *member,
                                   gboolean *flag);
gboolean lt_shape_source_get_object (const LtShapeSource *self,
                                     JsonObject *object,
                                     const char *member,
                                     gboolean needed,
                                     JsonObject **value);
gboolean lt_shape_source_get_texts (const LtShapeSource *self,
                                    JsonObject *object,
                                    const char *member,
                                    GPtrArray **texts);
gboolean lt_shape_source_get_pattern (const LtShapeSource *self,
                                      JsonObject *object,
                                      const char *member,
                                      GRegex **pattern);
gboolean lt_shape_source_get_choice (const LtShapeSource *self,
                                     JsonObject *object,
                                     const char *member,
                                     const char *kind,
                                     const char *field,
                                     char **choice);
GRegex *lt_shape_source_compile (const LtShapeSource *self, const char *where, const char *text);

/* known-shape-read.c */
LtKnownShape *lt_known_shape_read (const char *path, GError **error);
void lt_known_shape_free (LtKnownShape *self);

/* known-shape-readings.c */
LtKnownReadings *lt_known_readings_read (const LtShapeSource *source, JsonObject *object);
void lt_known_readings_free (LtKnownReadings *self);

G_END_DECLS
