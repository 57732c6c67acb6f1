/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does while somebody types into a form, without the screen:
 *
 *   typist FILE CARD KIND RECORD STEP…
 *
 * FIELD=TEXT is typed and kept in the form's draft, which is the one that was left
 * behind, if there is one; `save` saves the form and drops the draft; `-` goes on
 * with the lines of stdin. The county file is open all the while. What is done is
 * told on stdout, and how many steps there were so far in the file `kept`. */

#include "base/error.h"
#include "work/county.h"
#include "work/drafting.h"
#include "work/records.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

typedef struct
{
  LtSession *session;
  LtRecord *seen;
  LtDraft *draft;
  int steps;
} Form;

static LtDraft *
find_draft (LtSession *session, const LtRecord *seen, GError **error)
{
  g_autoptr (GPtrArray) drafts = lt_work_drafts (session, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    if (lt_id_equal (&((LtDraft *) g_ptr_array_index (drafts, i))->seen->id, &seen->id))
      return g_ptr_array_steal_index (drafts, i);
  return drafts == NULL ? NULL : lt_work_draft_new (session, seen);
}

static gboolean
open_form (Form *form, char **words, GError **error)
{
  const LtKind *kind = lt_kind_by_name (words[2]);

  g_assert (kind != NULL);
  form->session = lt_session_open (words[0], error);
  if (form->session == NULL)
    return FALSE;
  lt_session_set_now (form->session, NOW);
  if (!lt_session_sign_in (form->session, words[1], LT_SAMPLE_PASSPHRASE, error))
    return FALSE;
  form->seen = lt_work_show (form->session, kind, words[3], error);
  if (form->seen != NULL)
    form->draft = find_draft (form->session, form->seen, error);
  return form->draft != NULL;
}

static gboolean
type (Form *form, const char *step, GError **error)
{
  const char *text = strchr (step, '=');
  g_autofree char *field = NULL;
  int at;

  g_assert (text != NULL);
  field = g_strndup (step, (gsize) (text - step));
  at = lt_kind_find_field (form->draft->seen->kind, field);
  g_assert (at >= 0);
  g_free (form->draft->texts[at]);
  form->draft->texts[at] = g_strdup (text + 1);
  return lt_work_draft_keep (form->session, form->draft, error);
}

static gboolean
save (Form *form, GError **error)
{
  g_autoptr (LtRecord) wanted = lt_record_copy (form->draft->seen);

  for (guint i = 0; i < wanted->kind->n_fields; i++)
    if (form->draft->texts[i] != NULL
        && !lt_record_set (wanted, wanted->kind->fields[i].name, form->draft->texts[i], error))
      return FALSE;
  if (!lt_work_set (form->session, form->draft->seen, wanted, error)
      || !lt_work_draft_drop (form->session, &form->draft->id, error))
    return FALSE;
  lt_draft_free (form->draft);
  lt_record_free (form->seen);
  form->seen = lt_store_get (lt_session_get_store (form->session), NULL, &wanted->id, error);
  form->draft = form->seen == NULL ? NULL : lt_work_draft_new (form->session, form->seen);
  return form->draft != NULL;
}

static gboolean
do_step (Form *form, const char *step, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", form->steps + 1);

  if (!(g_str_equal (step, "save") ? save (form, error) : type (form, step, error)))
    return FALSE;
  g_file_set_contents ("kept", number, -1, NULL);
  form->steps++;
  printf ("%s\n", step);
  fflush (stdout);
  return TRUE;
}

/* The one who types is told of each step, and of its failure, and goes on. */
static void
do_lines (Form *form)
{
  char line[1000];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (!do_step (form, g_strchomp (line), &error))
        printf ("%s\n", error->message);
      fflush (stdout);
    }
}

static void
clear_form (Form *form)
{
  g_clear_pointer (&form->draft, lt_draft_free);
  g_clear_pointer (&form->seen, lt_record_free);
  g_clear_pointer (&form->session, lt_session_close);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Form form = { 0 };
  gboolean done;

  g_assert (argc > 5);
  done = open_form (&form, argv + 1, &error);
  for (int i = 5; done && i < argc; i++)
    if (g_str_equal (argv[i], "-"))
      do_lines (&form);
    else
      done = do_step (&form, argv[i], &error);
  clear_form (&form);
  if (!done)
    fprintf (stderr, "typist: %s\n", error->message);
  return done ? 0 : lt_error_exit_status (error);
}
