/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"

G_BEGIN_DECLS

/**
 * LtBeginWhat:
 * @LT_BEGIN_NEW: a bureau's first file, with its keeper
 * @LT_BEGIN_JOIN: an officer's file, by the keeper's invitation
 * @LT_BEGIN_RESTORE: a file of a backup
 */
typedef enum
{
  LT_BEGIN_NEW,
  LT_BEGIN_JOIN,
  LT_BEGIN_RESTORE,
} LtBeginWhat;

/**
 * LtBeginWish:
 * @what: how the county file begins
 * @path: where it shall be; not there yet
 * @bureau: (nullable): name of the bureau
 * @area: (nullable): its division code
 * @prefix: (nullable): its order prefix
 * @card: (nullable): card number of the keeper
 * @name: (nullable): his name
 * @hub: (nullable): the bureau's hub file
 * @invite: (nullable): the keeper's invitation
 * @backup: (nullable): a backup
 * @passphrase: (nullable): seals the key of who begins; wiped at the end
 *
 * How somebody wants to have his county file.
 */
typedef struct
{
  LtBeginWhat what;
  char *path;
  char *bureau;
  char *area;
  char *prefix;
  char *card;
  char *name;
  char *hub;
  char *invite;
  char *backup;
  char *passphrase;
} LtBeginWish;

/**
 * LtBeginOutcome:
 * @path: the file that was made
 * @card: (nullable): of whose key is in it
 * @words: what is to be known of it, in the screen's language
 */
typedef struct
{
  char *path;
  char *card;
  char *words;
} LtBeginOutcome;

void lt_begin_wish_free (LtBeginWish *self);
LtLongWork *lt_begin_job_start (LtBeginWish *wish, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBeginWish, lt_begin_wish_free)

G_END_DECLS
