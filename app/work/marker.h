/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/verify.h"
#include "work/session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LtKnown:
 * @time: when, milliseconds since 1970 (UTC); 0 for never
 * @where: (nullable): a file
 * @of: (nullable): of a backup or hub, the county file that it was made of or met
 * @tips: (element-type LtTip): the ends of all streams as they were then
 *
 * What was known of a county file at one time.
 */
typedef struct
{
  gint64 time;
  char *where;
  char *of;
  GArray *tips;
} LtKnown;

/**
 * LtMarkerOrigin:
 * @LT_MARKER_GREW: the file was made here, or came here whole
 * @LT_MARKER_RESTORED: a backup was restored
 * @LT_MARKER_PUT_BACK: an older copy was found in the file's place
 */
typedef enum
{
  LT_MARKER_GREW,
  LT_MARKER_RESTORED,
  LT_MARKER_PUT_BACK,
} LtMarkerOrigin;

/**
 * LtMarker:
 * @own: the file as this machine last wrote or checked it
 * @backup: the last backup
 * @hub: the last hub that held the same
 * @checked: (element-type LtRemembered): signatures checked here
 * @origin: how the file came to the name it works under now
 * @since: when that was
 * @former: what this machine knew of the file under its former names; none
 *   where @own has no former ones
 * @elsewhere: what this machine has seen in another file of the same name, such as
 *   the one that this is a copy of, and is not here
 * @changed: whether somebody else has written what is remembered
 *
 * What this machine remembers of a county file outside of it, in the folder for
 * states (XDG_STATE_HOME), under a key that is kept there too: who changes the
 * county file and nothing else is found by it.
 */
typedef struct
{
  LtKnown own;
  LtKnown backup;
  LtKnown hub;
  GArray *checked;
  LtMarkerOrigin origin;
  gint64 since;
  LtKnown former;
  LtKnown elsewhere;
  gboolean changed;
} LtMarker;

LtMarker *lt_marker_load (LtSession *session);
void lt_marker_free (LtMarker *self);

gint64 lt_marker_get_backup_time (LtStore *store);
gboolean lt_marker_is_restored (LtStore *store);
void lt_marker_forget (LtSession *session);
void lt_marker_note_write (LtSession *session);
void lt_marker_note_state (LtSession *session, const GArray *checked);
void lt_marker_note_hub (LtSession *session, const char *path);
void lt_marker_note_backup (LtSession *session, const char *path, gint64 time);
void lt_marker_note_origin (LtSession *session, LtMarkerOrigin origin, const char *where);
gboolean lt_marker_is_ahead (LtSession *session);
gboolean lt_marker_is_elsewhere (LtSession *session, const char *path);

JsonArray *lt_tips_to_json (const GArray *tips);
GArray *lt_tips_from_json (JsonArray *array);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMarker, lt_marker_free)

G_END_DECLS
