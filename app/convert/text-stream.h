/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/output.h"
#include "convert/source.h"

G_BEGIN_DECLS

/**
 * LtTextStream:
 *
 * A file as UTF-8 text, piece by piece, without a byte order mark. It is read
 * twice: first to find out what it is written in and that all of it can be read
 * as that, then to be given. No piece ends inside of a character.
 */
typedef struct _LtTextStream LtTextStream;

LtTextStream *lt_text_stream_open (LtSource *source,
                                   const char *encoding,
                                   gboolean beginning_only,
                                   guint64 longest_line,
                                   LtOutput *output,
                                   GError **error);
void lt_text_stream_close (LtTextStream *self);
const char *lt_text_stream_encoding (const LtTextStream *self);
LtSource *lt_text_stream_source (const LtTextStream *self);
gboolean lt_text_stream_next (LtTextStream *self, const char **text, gsize *size, GError **error);
gboolean lt_text_stream_rewind (LtTextStream *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtTextStream, lt_text_stream_close)

G_END_DECLS
