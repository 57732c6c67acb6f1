/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/source.h"

#include <sys/stat.h>
#include <zlib.h>

G_BEGIN_DECLS

struct archive;

struct _LtSource
{
  char *path;   /* of the file, also where this is a member of it */
  char *name;   /* for messages */
  char *member; /* (nullable) */
  int fd;
  gboolean folder;  /* a file geodatabase: there is nothing to read in it itself */
  struct stat info; /* when it was opened */
  guint64 at;       /* bytes read of the file itself */
  guint64 given;    /* bytes handed out since the beginning */
  gboolean packed;
  z_stream inflater;
  guint8 *packed_bytes; /* (nullable): what the inflater reads from */
  gboolean packed_end;
  struct archive *archive; /* (nullable): standing in the member */
  GBytes *held;            /* (nullable): the archive, where it lies in an archive itself */
  GBytes *unpacked;        /* (nullable): this member, an archive whose members are wanted */
};

/* source.c */
gboolean lt_source_hold_archive (LtSource *archive, GError **error);

/* archive.c */
gboolean lt_archive_open_member (LtSource *self, GError **error);
void lt_archive_close_member (LtSource *self);
gssize lt_archive_read_member (LtSource *self, gpointer bytes, gsize size, GError **error);

G_END_DECLS
