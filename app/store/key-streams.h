/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtStreamInfo:
 * @stream: a device's file and its epoch
 * @operations: how many there are here
 * @wall: what the device's clock said at the last of them
 * @keys: (element-type utf8): the public keys that have signed in it, hex
 *
 * What one device has written.
 */
typedef struct
{
  LtStream stream;
  guint64 operations;
  gint64 wall;
  GPtrArray *keys;
} LtStreamInfo;

GPtrArray *lt_store_list_streams (LtStore *self, GError **error);
char **lt_store_list_public_keys (LtStore *self, const LtId *key, GError **error);
char *lt_store_list_accepted (LtStore *self, const char *const *keys, gint64 until, GError **error);
char **lt_store_list_double_keys (LtStore *self, const LtId *officer);
char *lt_store_find_revocation (LtStore *self, const char *public_key);
char *lt_store_get_roles (LtStore *self, const LtId *officer, const char *date, GError **error);
gboolean lt_store_get_card (LtStore *self, const LtId *officer, char **from, char **to);

G_END_DECLS
