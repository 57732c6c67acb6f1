/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked for before a county file begins, and what each line takes. */

#include "ui/beginning/beginning-lines.h"

#include "base/error.h"
#include "work/invitation.h"
#include "work/keys.h"
#include "work/making.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LtBeginForm forms[] = {
  { "new",
    LT_BEGIN_NEW,
    N_ ("New county file"),
    N_ ("For a bureau that has none yet. Who makes it is its keeper: he enters the other officers "
        "and gives each an invitation to join."),
    N_ ("_Make the county file"),
    {
        { "new-bureau", LT_BEGIN_TEXT, N_ ("Bureau"),
          N_ ("Its full name, as it stands on notices and orders."), NULL, NULL, FALSE },
        { "new-area", LT_BEGIN_TEXT, N_ ("Division code"),
          N_ ("Six figures of the county (GB/T 2260): by them the action plans are judged. May "
              "stay empty."),
          NULL, NULL, TRUE },
        { "new-prefix", LT_BEGIN_TEXT, N_ ("Order prefix"),
          N_ ("What stands before the year in document numbers. Without it orders can be drafted "
              "and not issued."),
          NULL, NULL, TRUE },
        { "new-card", LT_BEGIN_TEXT, N_ ("Your card number"),
          N_ ("Of your enforcement card; you sign in with it."), NULL, NULL, FALSE },
        { "new-name", LT_BEGIN_TEXT, N_ ("Your name"), N_ ("As it stands on the card."), NULL, NULL,
          FALSE },
        { "new-passphrase", LT_BEGIN_SECRET, N_ ("Passphrase"),
          N_ ("It seals your key, at least 8 characters. Nobody can look it up or reset it."), NULL,
          NULL, FALSE },
        { "new-again", LT_BEGIN_SECRET, N_ ("Passphrase again"),
          N_ ("The same once more, so that a slip of the finger locks nobody out."), NULL, NULL,
          FALSE },
        { "new-file", LT_BEGIN_PLACE, N_ ("County file"),
          N_ ("Where it is kept, best on this machine's own disk. Colleagues join and sync; they "
              "do not copy it."),
          N_ ("County files"), "*.gpkg", FALSE },
    } },
  { "join",
    LT_BEGIN_JOIN,
    N_ ("Join by an invitation"),
    N_ ("For colleagues: the keeper has given you an invitation, and the bureau has a hub file on "
        "a stick or a shared folder."),
    N_ ("_Join"),
    {
        { "join-invite", LT_BEGIN_SOURCE, N_ ("Invitation"),
          N_ ("The file that the keeper made for you. It can be used once."), N_ ("Invitations"),
          "*", FALSE },
        { "join-hub", LT_BEGIN_SOURCE, N_ ("Hub file"),
          N_ ("The file through which the bureau exchanges its changes."), N_ ("Hub files"),
          "*.hub", FALSE },
        { "join-passphrase", LT_BEGIN_SECRET, N_ ("Passphrase"),
          N_ ("Your own, at least 8 characters: it seals your key. Nobody can look it up or reset "
              "it."),
          NULL, NULL, FALSE },
        { "join-again", LT_BEGIN_SECRET, N_ ("Passphrase again"),
          N_ ("The same once more, so that a slip of the finger locks nobody out."), NULL, NULL,
          FALSE },
        { "join-file", LT_BEGIN_PLACE, N_ ("County file"),
          N_ ("Your own copy, best on this machine's own disk."), N_ ("County files"), "*.gpkg",
          FALSE },
    } },
  { "restore",
    LT_BEGIN_RESTORE,
    N_ ("Restore a backup"),
    N_ ("The backup becomes a county file of its own. No file that is there is changed."),
    N_ ("_Restore"),
    {
        { "restore-backup", LT_BEGIN_SOURCE, N_ ("Backup"),
          N_ ("A file that “Export and backup” has made."), N_ ("Backups"), "*.tar", FALSE },
        { "restore-file", LT_BEGIN_PLACE, N_ ("County file"),
          N_ ("Where it shall be; nothing may be there yet."), N_ ("County files"), "*.gpkg",
          FALSE },
    } },
};

const LtBeginForm *
lt_begin_form_get (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (forms[i].name, name) == 0)
      return &forms[i];
  return NULL;
}

static char *
propose (const char *name, const char *ending)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *folder = documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR)
                           ? documents
                           : g_get_home_dir ();
  g_autofree char *plain = g_strstrip (g_strdup (name));
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *file = NULL;

  g_strdelimit (plain, "/\\:*?\"<>|", '-');
  file = g_strconcat (plain, ending, NULL);
  return g_build_filename (shown, file, NULL);
}

/**
 * lt_begin_form_propose_place:
 * @name: what the county file might be called, as people say it; may be empty
 *
 * Returns: (transfer full): a path among the documents, or in the home folder where
 *   there are none
 */
char *
lt_begin_form_propose_place (const char *name)
{
  return propose (*name == '\0' ? _ ("county") : name, ".gpkg");
}

/**
 * lt_begin_form_propose_invitation:
 * @card: (nullable): of who is invited
 *
 * Returns: (transfer full): a path for his invitation
 */
char *
lt_begin_form_propose_invitation (const char *card)
{
  g_autofree char *name =
      card == NULL ? g_strdup (_ ("invitation")) : g_strconcat (_ ("invitation"), "-", card, NULL);

  return propose (name, ".invite");
}

/**
 * lt_begin_form_describe_strength:
 * @passphrase: what was typed
 * @card: (nullable): whose key it would seal
 *
 * Returns: (transfer full) (nullable): how hard it is to guess; %NULL where nothing was
 *   typed
 */
char *
lt_begin_form_describe_strength (const char *passphrase, const char *card)
{
  if (*passphrase == '\0')
    return NULL;
  switch (lt_work_rate_passphrase (passphrase, card))
    {
    case LT_PASSPHRASE_REFUSED:
      return g_strdup (_ ("Strength: not enough. At least 8 characters, and not the card number."));
    case LT_PASSPHRASE_WEAK:
      return g_strdup (_ ("Strength: weak, soon guessed. Several words that do not belong together "
                          "are better."));
    case LT_PASSPHRASE_FAIR:
      return g_strdup (_ ("Strength: fair. Some characters more make it strong."));
    case LT_PASSPHRASE_STRONG:
      return g_strdup (_ ("Strength: strong."));
    }
  g_return_val_if_reached (NULL);
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, words);
  return FALSE;
}

static gboolean
check_source (LtBeginLine *line, GError **error)
{
  g_autofree char *path = lt_begin_line_read_path (line);
  g_auto (LtInvitation) invitation = { 0 };

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse (error, _ ("There is no such file. Plug in the stick or connect the share, or "
                             "choose another file."));
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse (error, _ ("This is a folder. Choose a file in it."));
  return !g_str_equal (lt_begin_line_get_spec (line)->name, "join-invite")
         || lt_invitation_load (&invitation, path, error);
}

static gboolean
check_place (LtBeginLine *line, GError **error)
{
  g_autofree char *path = lt_begin_line_read_path (line);
  g_autofree char *folder = path == NULL ? NULL : g_path_get_dirname (path);

  if (path == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return refuse (error, _ ("There is no such folder. Choose another place, or make the folder "
                             "first."));
  return lt_making_check_place (path, error);
}

/* Letters in it are a name that was typed in the wrong line. */
static gboolean
check_area (const char *code, GError **error)
{
  if (*code == '\0' || (strlen (code) == 6 && strspn (code, "0123456789") == 6))
    return TRUE;
  return refuse (error, _ ("A division code has six figures."));
}

/**
 * lt_begin_form_check_line:
 * @line: a line
 * @error: return location, in words for its reader
 *
 * Returns: whether what stands in it can be taken, as far as it alone tells
 */
gboolean
lt_begin_form_check_line (LtBeginLine *line, GError **error)
{
  const LtBeginLineSpec *spec = lt_begin_line_get_spec (line);
  g_autofree char *text = g_strstrip (g_strdup (lt_begin_line_get_text (line)));

  if (*text == '\0' && !spec->optional)
    return refuse (error, spec->sort == LT_BEGIN_TEXT || spec->sort == LT_BEGIN_SECRET
                              ? _ ("This is needed. Type it.")
                              : _ ("This is needed. Choose a file."));
  if (spec->sort == LT_BEGIN_SOURCE)
    return check_source (line, error);
  if (spec->sort == LT_BEGIN_PLACE)
    return check_place (line, error);
  return !g_str_equal (spec->name, "new-area") || check_area (text, error);
}
