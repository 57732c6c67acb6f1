/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/second-look.h"
#include "work/session.h"

G_BEGIN_DECLS

/* For session.c, session-….c and ticket.c only. */
struct _LtSession
{
  GObject parent_instance;

  LtStore *store;
  LtRecord *bureau;
  guint64 bureau_version; /* of the file, when the bureau was read */
  LtRecord *officer;
  LtKeyPair key;
  gint64 now;           /* 0: the device's clock */
  gboolean looked_back; /* whether it is known that the file has not gone back */
  gint64 confirmed;     /* when the passphrase was given; 0: used up, or never */
  gboolean wants_passphrase;
  gint64 last_action; /* by the device's clock */
  LtRandom *random;
  GArray *marks;         /* (nullable) (element-type guint32): that were drawn, in turn */
  LtSecondLook look;     /* at what is there, before a long write is made ready */
  gboolean looks_again;  /* whether that is going on */
  guint looks;           /* how often it began, */
  guint kept;            /* and how much of it was written */
  LtReaders *readers;    /* from the first use on */
  guint64 shown_version; /* of the file, as of the last `changed` */
  guint64 changed_kinds; /* what that told of */
  gboolean is_away;      /* the file has left its place, as of the last look */
  guint watch_source;
  LtDigest last_group; /* that was written; zero for none that was not taken */
};

/* What verbs need of a session and screens do not. */

LtSession *lt_session_new_for_store (LtStore *store);
void lt_session_use_key (LtSession *self, const LtRecord *officer, const LtKeyPair *key);
const LtKeyPair *lt_session_get_key (LtSession *self);
gboolean lt_session_check_signed_in (LtSession *self, GError **error);
gboolean lt_session_make_author (LtSession *self, LtAuthor *author, GError **error);
gboolean lt_session_append (LtSession *self, LtChange *change, const char *note, GError **error);
typedef void (*LtPagesFunc) (guint kept, guint pages, gpointer user_data);

guint lt_session_append_pages (LtSession *self,
                               GPtrArray *changes,
                               GPtrArray *notes,
                               LtPagesFunc on_kept,
                               gpointer user_data,
                               GError **error);
void lt_session_begin_look (LtSession *self);
gboolean lt_session_reads_again (LtSession *self, gboolean done, GError **error);
typedef struct _LtImportRun LtImportRun;

guint32 lt_session_draw_mark (LtSession *self);
void lt_session_take_mark (LtSession *self, guint32 mark);
guint lt_session_count_marks (LtSession *self);
gboolean lt_session_has_drawn (LtSession *self, guint32 mark, guint since);
guint lt_session_append_spool (LtSession *self,
                               LtChangeSpool *spool,
                               const LtImportRun *run,
                               LtPagesFunc on_kept,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);
gboolean lt_session_take_confirmation (LtSession *self, GError **error);
void lt_session_emit_changed (LtSession *self);
void lt_session_make_id (LtSession *self, LtRecord *record);

G_END_DECLS
