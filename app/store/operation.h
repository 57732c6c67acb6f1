/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/canon.h"
#include "base/clock.h"
#include "base/signature.h"
#include "model/record.h"

G_BEGIN_DECLS

/* An operation from a stranger must not make us allocate without end. */
#define LT_OPERATION_MAX_PARENTS 10000

#define LT_FORMAT_VERSION 1 /* of the bytes; 1 means SHA-256 and Ed25519 */

/**
 * LtStream:
 * @replica: one installation's file
 * @epoch: renewed whenever that file may have gone back
 *
 * One device's operations for one bureau, numbered from 1 without gaps.
 */
typedef struct
{
  guint8 replica[16];
  guint8 epoch[8];
} LtStream;

/**
 * LtAction:
 * @LT_ACTION_CREATE: the record is there; the value is its image
 * @LT_ACTION_SET: a field has this value
 * @LT_ACTION_REMOVE: the record is gone; the parents are all heads that were seen
 * @LT_ACTION_REVIVE: a removed record is there again
 * @LT_ACTION_ADD: a field that is a set has this member
 * @LT_ACTION_DROP: a set has this member no more; the parents are the additions
 *   that were seen
 */
typedef enum
{
  LT_ACTION_CREATE = 1,
  LT_ACTION_SET = 2,
  LT_ACTION_REMOVE = 3,
  LT_ACTION_REVIVE = 4,
  LT_ACTION_ADD = 5,
  LT_ACTION_DROP = 6,
} LtAction;

/**
 * LtClockSource:
 * @LT_CLOCK_BY_HAND: the time was given by hand (`--at`), not by the device's clock
 * @LT_CLOCK_SUSPECT: it lies before what was written here already
 *
 * What is known of a time, as bits; none for the device's clock.
 */
typedef enum
{
  LT_CLOCK_BY_HAND = 1,
  LT_CLOCK_SUSPECT = 0x80,
} LtClockSource;

/**
 * LtOperation:
 * @id: digest of its canonical bytes
 * @prev: digest of the operation before it in its stream; zeros for the first
 * @seq: its number in the stream
 * @time: hybrid time, for the order of display
 * @wall: what the device's clock said, milliseconds since 1970 (UTC)
 * @clock_source: an #LtClockSource
 * @kind: number of the record's kind
 * @record: the record
 * @field: number of the field; 0 for the record as a whole
 * @action: what it does
 * @value: (nullable): what it says
 * @parents: (element-type LtDigest): the heads its author saw, sorted
 *
 * One entry of the log.
 */
typedef struct
{
  LtDigest id;
  LtDigest prev;
  guint64 seq;
  LtHybridTime time;
  gint64 wall;
  guint8 clock_source;
  guint32 kind;
  LtId record;
  guint32 field;
  guint8 action;
  LtValue *value;
  GArray *parents;
} LtOperation;

LtOperation *lt_operation_new (guint32 kind, const LtId *record, guint32 field, LtAction action);
void lt_operation_free (LtOperation *self);
void lt_operation_add_parent (LtOperation *self, const LtDigest *parent);
void lt_operation_seal (LtOperation *self, const LtStream *stream);
void lt_operation_write (const LtOperation *self, const LtStream *stream, GByteArray *out);
LtOperation *lt_operation_read (LtCanonReader *reader, LtStream *stream);

LtValue *lt_image_new (const LtRecord *record);
gboolean lt_image_check (const LtValue *image);
void lt_image_read (const LtValue *image, LtCanonReader *reader);
gboolean lt_image_next (LtCanonReader *reader, guint32 *field, LtValue **value);
LtValue *lt_image_get (const LtValue *image, guint32 field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtOperation, lt_operation_free)

G_END_DECLS
