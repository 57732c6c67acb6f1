/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtPresence:
 *
 * Tells other processes that a WAL file is in use, by locks that this process
 * cannot lose.
 *
 * SQLite's own locks are POSIX locks: they all go when *anything* in the process
 * closes the file, such as a file chooser that looks at what it lists
 * (sqlite.org/howtocorrupt.html, 2.2). The next program then takes itself for the
 * last one and deletes the log under us. Locks of an open file description
 * (fcntl, F_OFD_SETLK) stay, and stand in the way of the same bytes.
 */
typedef struct _LtPresence LtPresence;

LtPresence *lt_presence_keep (const char *path);
void lt_presence_suspend (LtPresence *self);
void lt_presence_drop (LtPresence *self);

G_END_DECLS
