/* SPDX-License-Identifier: GPL-3.0-or-later */

/* On 1366 × 768 nothing is cut off: at 100 to 200 % of the text's size and in field mode no
 * window asks for more than the screen has, no popover reaches beyond it, and no word ends
 * in dots without its whole text in a tip. Light, dark and with high contrast every word
 * stands out. In field mode all that is pressed is large enough. */

#include "fit.h"
#include "walk.h"

#include "ui/preferences/looks.h"

#include <string.h>

typedef struct
{
  const char *name;
  LtLooks looks;
  gboolean ink;
  gboolean pictures;
} Case;

static const Case cases[] = {
  { "size/100", { "light", NULL, 100, FALSE }, TRUE, FALSE },
  { "size/125", { NULL, NULL, 125, FALSE }, FALSE, FALSE },
  { "size/150", { NULL, NULL, 150, FALSE }, FALSE, FALSE },
  { "size/200", { NULL, NULL, 200, FALSE }, FALSE, TRUE },
  { "look/field", { NULL, NULL, 100, TRUE }, TRUE, FALSE },
  { "look/dark", { "dark", NULL, 100, FALSE }, TRUE, TRUE },
  { "look/high", { "light", "high", 100, FALSE }, TRUE, FALSE },
  { "look/dark-high", { "dark", "high", 100, FALSE }, TRUE, FALSE },
};

/* What is begun and what is asked. */
static const Case acts[] = {
  { "size/100", { "light", NULL, 100, FALSE }, TRUE, FALSE },
  { "size/200", { NULL, NULL, 200, FALSE }, FALSE, TRUE },
  { "look/field", { NULL, NULL, 100, TRUE }, TRUE, FALSE },
  { "look/dark-high", { "dark", "high", 100, FALSE }, TRUE, FALSE },
};

typedef struct
{
  Fit fit;
  const Case *which;
  guint n;
} Looking;

static void
on_seen (Stage *stage, const char *where, GtkWidget *root, gpointer user_data)
{
  Looking *self = user_data;
  g_autofree char *picture =
      g_strdup_printf ("fit-%s-%03u", strchr (self->which->name, '/') + 1, self->n++);
  guint before = self->fit.faults->len;

  fit_look (&self->fit, root, where);
  fit_look_at_keys (&self->fit, root, where);
  if (self->which->looks.field)
    fit_look_at_targets (&self->fit, root, where);
  if (self->which->ink)
    fit_look_at_ink (&self->fit, root, where);
  if (self->which->pictures || self->fit.faults->len > before)
    stage_picture_of (stage, root, picture);
}

static void
test_case (gconstpointer data)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  Looking looking = { .which = data };
  Walk walk = { stage, on_seen, &looking };
  LtLooks plain = { NULL, NULL, 100, FALSE };

  fit_init (&looking.fit);
  lt_looks_show (&looking.which->looks);
  walk_prepare (stage);
  walk_pages (&walk);
  walk_forms (&walk);
  walk_windows (&walk);
  lt_looks_show (&plain);
  /* Nobody could say that nothing was found, had nothing been looked at. */
  g_assert_cmpuint (looking.fit.labels, >, 1000);
  g_assert_cmpuint (looking.fit.keys, >, 30);
  if (looking.which->ink)
    g_assert_cmpuint (looking.fit.inked, >, 700);
  if (looking.which->looks.field)
    g_assert_cmpuint (looking.fit.targets, >, 300);
  fit_end (&looking.fit);
}

static void
look_at_beginning (Looking *looking)
{
  g_autoptr (Stage) stage = stage_new (NULL);
  Walk walk = { stage, on_seen, looking };

  lt_looks_show (&looking->which->looks);
  walk_beginning (&walk);
}

static void
test_acts (gconstpointer data)
{
  g_autoptr (Stage) stage = NULL;
  Looking looking = { .which = data, .n = 500 };
  LtLooks plain = { NULL, NULL, 100, FALSE };

  fit_init (&looking.fit);
  look_at_beginning (&looking);
  stage = stage_new_sample ();
  {
    Walk walk = { stage, on_seen, &looking };

    walk_prepare (stage);
    walk_lists (&walk);
    walk_questions (&walk);
    walk_import (&walk);
    walk_officers (&walk);
  }
  lt_looks_show (&plain);
  g_assert_cmpuint (looking.fit.labels, >, 500);
  fit_end (&looking.fit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/fit/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/acts/", acts[i].name, NULL);

      g_test_add_data_func (path, &acts[i], test_acts);
    }
  return g_test_run ();
}
