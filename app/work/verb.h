/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LtCall:
 * @session: (nullable): the county file, for verbs that need one
 * @words: what stands after the verb's name, without the options
 * @options: name of an option, without `--` → its value; "" for a bare one.
 *   An option given several times has its values with line breaks between
 * @now: the time given by `--at`; 0 for the device's clock
 * @as_of: the time of which the file is shown, by `--as-of`; 0: as it is
 * @db: (nullable): the county file that was named, for verbs that open it themselves
 * @card: (nullable): the card of who is to act
 * @passphrase: (nullable): what the passphrase file holds
 * @new_passphrase: (nullable): what the file for a new passphrase holds
 * @ask: (nullable): asks who sits at the terminal for a passphrase, for a new one
 *   twice; answers %NULL without an error where nobody does. What it returns lives
 *   as long as the call
 * @ask_data: for @ask
 * @progress: (nullable): called by verbs that take long: how much is done, 0 to 1
 * @progress_data: for @progress and @say
 * @say: (nullable): called by verbs that take long and know no end: how far they are
 * @warn: (nullable): called with a line that whoever asked must read beside the answer
 * @cancellable: (nullable): stops verbs that can be stopped
 * @wanting: (out): whether what was checked was found wanting (status 1)
 *
 * One call of a verb.
 */
typedef struct
{
  LtSession *session;
  const char *const *words;
  GHashTable *options;
  gint64 now;
  gint64 as_of;
  const char *db;
  const char *card;
  const char *passphrase;
  const char *new_passphrase;
  const char *(*ask) (const char *prompt, gboolean twice, gpointer user_data, GError **error);
  gpointer ask_data;
  void (*progress) (double part, gpointer user_data);
  gpointer progress_data;
  void (*say) (const char *words, gpointer user_data);
  void (*warn) (const char *words);
  GCancellable *cancellable;
  gboolean wanting;
} LtCall;

typedef JsonNode *(*LtVerbFunc) (LtCall *call, GError **error);

typedef enum
{
  LT_VERB_NONE = 0,
  LT_VERB_FILE = 1 << 0,     /* works in a county file */
  LT_VERB_WRITES = 1 << 1,   /* needs somebody signed in */
  LT_VERB_RECEIVES = 1 << 2, /* writes in the file what others have signed */
  LT_VERB_NOW = 1 << 3,      /* of the file as it lies there: it has no past */
  LT_VERB_CONFIRMS = 1 << 4, /* asks for the passphrase for this very act */
  LT_VERB_PERSONAL = 1 << 5, /* who asks decides what is shown: he signs in */
} LtVerbFlags;

/* The option with which `export` needs no county file that can be opened. */
#define LT_VERB_EVERYTHING "everything"

/* The word for measured values where a kind of records may stand. */
#define LT_VERB_READING "reading"

/**
 * LtVerb:
 * @name: as it is typed; two words for some ("order draft")
 * @usage: what follows the name
 * @summary: what it does; translate with gettext
 * @flags: what it needs
 * @min_words: how many words at the least
 * @options: (nullable): options it takes, with spaces between
 * @run: what is called
 *
 * A verb: what makes or changes data by a click, this table has too.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  LtVerbFlags flags;
  guint min_words;
  const char *options;
  LtVerbFunc run;
} LtVerb;

const LtVerb *lt_verbs (guint *n_verbs);
const LtVerb *lt_verb_find (const char *const *words, guint *n_used);
gboolean lt_verb_opens_file (const LtVerb *verb, GHashTable *options);
gboolean lt_verb_has_past (const LtVerb *verb, const char *const *words, GHashTable *options);

gboolean lt_call_sign_in (LtCall *call, GError **error);
gboolean lt_call_need_passphrase (LtCall *call, const char *prompt, gboolean fresh, GError **error);
gboolean lt_call_need_new_passphrase (LtCall *call, GError **error);
const char *lt_call_option (const LtCall *call, const char *name);

G_END_DECLS
