/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office.h"
#include "store/batch.h"
#include "store/readings.h"

G_BEGIN_DECLS

/* Batches for tests. */

/**
 * MadeRow:
 * @place: id of a station
 * @item: code
 * @hour: hours after 2026-01-01T00:00
 * @value: (nullable): exact text; %NULL for a value reported as missing
 * @quality: (nullable): code
 */
typedef struct
{
  LtId place;
  const char *item;
  int hour;
  const char *value;
  const char *quality;
} MadeRow;

/**
 * MadeBatch:
 *
 * What a batch says of itself; %NULL for what is usual.
 */
typedef struct
{
  const char *file;
  const char *rank;
  const char *source;
  const char *interval;
  const LtId *corrects;
} MadeBatch;

#define MADE_START G_GINT64_CONSTANT (29453760) /* 2026-01-01T00:00 in minutes */

LtBatchWriter *batch_write (LtStore *store, const MadeRow *rows, guint n, guint *twice);
LtRecord *batch_record (Office *self, const MadeBatch *about);
LtId batch_publish (Office *self,
                    LtStore *store,
                    const LtAuthor *author,
                    LtBatchWriter *writer,
                    const MadeBatch *about);
LtId batch_add (Office *self,
                LtStore *store,
                const LtAuthor *author,
                const MadeBatch *about,
                const MadeRow *rows,
                guint n);
LtId batch_choose (Office *self,
                   LtStore *store,
                   const LtAuthor *author,
                   const LtId *holds,
                   const LtId *yields);
char *batch_series (LtStore *store, const LtId *place, const char *item);
char *batch_conflicts (LtStore *store);
void batch_carry (LtStore *from, LtStore *to, const char *digest);
GPtrArray *batch_digests (LtStore *store);

G_END_DECLS
