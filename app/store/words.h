/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-private.h"

G_BEGIN_DECLS

/* What `find` looks in: derived from a record like its row, and kept in lt_words. */

/* Files of older schemas have no words. */
#define LT_WORDS_SCHEMA 2

/* Around each title, so that its beginning and its end can be looked for. */
#define LT_WORDS_BEGIN 0xe001
#define LT_WORDS_END   0xe000

/**
 * LtWords:
 * @title: of the fields that name the record
 * @body: of its other texts
 * @initials: first letters of the readings of its short texts
 */
typedef struct
{
  char *title;
  char *body;
  char *initials;
} LtWords;

gboolean lt_words_init (LtWords *self, const LtRecordState *state);
void lt_words_clear (LtWords *self);
void lt_words_add_pairs (GString *out, const char *run, gsize size, gboolean whole);
gboolean lt_words_is_title (const LtKind *kind, const LtField *field);
gboolean lt_words_is_searched (const LtKind *kind, const LtField *field);
char *lt_words_initials (const char *folded);
char *lt_words_join (const char *folded);
gint64 lt_words_row (const LtKind *kind, gint64 key);

gboolean
lt_words_write (LtDb *db, const LtRecordState *state, gint64 key, gboolean is_new, GError **error);
gboolean lt_words_remove (LtDb *db, const LtKind *kind, gint64 key, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtWords, lt_words_clear)

G_END_DECLS
