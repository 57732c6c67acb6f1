/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * Ctl:
 * @folder: a folder of its own, in which everything runs
 * @status: exit status of what ran last; 128 and the signal where one ended it
 * @out: its stdout
 * @err: its stderr
 * @json: (nullable): its stdout, where that is JSON
 *
 * A machine on which somebody types: a folder, an environment, and what the
 * last command answered. The language is English unless set otherwise.
 */
typedef struct
{
  char *folder;
  GSubprocessLauncher *launcher;
  int status;
  char *out;
  char *err;
  JsonNode *json;
} Ctl;

Ctl *ctl_new (void);
void ctl_free (Ctl *self);
void ctl_set (Ctl *self, const char *variable, const char *value);
char *ctl_path (const Ctl *self, const char *name);
void ctl_write (const Ctl *self, const char *name, const char *text, gssize size);
void ctl_copy (const Ctl *self, const char *from, const char *to);
gboolean ctl_has (const Ctl *self, const char *name);
char *ctl_shared (const char *first, const char *second);

void ctl_run (Ctl *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void ctl_do (Ctl *self, int status, const char *format, ...) G_GNUC_PRINTF (3, 4);
void ctl_refuse (Ctl *self, int status, const char *words, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void ctl_sql (Ctl *self, const char *file, const char *sql);
GSubprocess *ctl_start (Ctl *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

void ctl_sample (Ctl *self, const char *name);
const char *ctl_get (const Ctl *self, const char *path);
gint64 ctl_int (const Ctl *self, const char *path);
guint ctl_count (const Ctl *self, const char *path);
gboolean ctl_verify (Ctl *self);
char *ctl_state (Ctl *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ctl, ctl_free)

G_END_DECLS
