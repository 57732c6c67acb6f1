/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes onto the screen only when something is begun: the beginnings of a county, the
 * acts of officers, filters and the box that sets a field, what the tools of the map say,
 * an import, and every question that is asked. */

#include "walk-private.h"

#include "stage-import.h"
#include "ui/forms/form.h"
#include "ui/lists/record-list.h"
#include "ui/lists/set-box.h"
#include "work/county.h"

static void
press (const Walk *self, const char *name)
{
  GtkWidget *button = stage_find (self->stage, name);

  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  stage_settle (self->stage);
}

static void
show_page (const Walk *self, const char *page)
{
  walk_act (self, "win.show", page);
  stage_wait_page (self->stage, page);
  stage_settle (self->stage);
}

static void
see_part (const Walk *self, const char *where, const char *part)
{
  stage_wait_shown (self->stage, part);
  walk_see (self, where, GTK_WIDGET (self->stage->window));
  walk_see_popovers (self, where, stage_find (self->stage, part));
}

/* ---- a county begins ---------------------------------------------------------- */

/**
 * walk_beginning:
 *
 * The page of a window without a county, and the three ways to one; what is wrong in them
 * stands beneath its line.
 */
void
walk_beginning (const Walk *self)
{
  static const char *const ways[][2] = { { "win.new-county", "new" },
                                         { "win.join", "join" },
                                         { "win.restore", "restore" } };

  walk_see (self, "welcome", GTK_WIDGET (self->stage->window));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *go = g_strconcat (ways[i][1], "-go", NULL);

      walk_act (self, ways[i][0], NULL);
      walk_see_page (self, ways[i][1]);
      press (self, go);
      walk_see (self, ways[i][1], GTK_WIDGET (self->stage->window));
      walk_act (self, "win.back", NULL);
      stage_settle (self->stage);
    }
}

/* ---- lists -------------------------------------------------------------------- */

static gboolean
is_list_settled (gpointer list)
{
  return lt_record_list_is_settled (list);
}

static gboolean
is_box_settled (gpointer box)
{
  return lt_set_box_is_settled (box);
}

static void
settle_list (const Walk *self)
{
  stage_wait (is_list_settled, stage_find (self->stage, "any-list"), "the list");
  stage_settle (self->stage);
}

static void
toggle (const Walk *self, const char *name, gboolean on)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (stage_find (self->stage, name)), on);
  settle_list (self);
}

/**
 * walk_lists:
 *
 * The list of each kind, its conditions and totals, and the box that sets a field in many.
 */
void
walk_lists (const Walk *self)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  show_page (self, "lists");
  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & LT_KIND_INNER) == 0)
      {
        lt_record_list_show_kind (LT_RECORD_LIST (stage_find (self->stage, "any-list")), kinds[i]);
        settle_list (self);
        walk_see (self, kinds[i]->name, GTK_WIDGET (self->stage->window));
      }
  lt_record_list_show_kind (LT_RECORD_LIST (stage_find (self->stage, "any-list")),
                            lt_kind_by_name ("mine"));
  settle_list (self);
  toggle (self, "list-conditions", TRUE);
  press (self, "filter-add");
  see_part (self, "conditions", "list-filter-box");
  toggle (self, "list-totals", TRUE);
  see_part (self, "totals", "totals-box");
  toggle (self, "list-totals", FALSE);
  press (self, "filter-clear");
  toggle (self, "list-conditions", FALSE);
  stage_tab_to (self->stage, "record-list");
  stage_key (self->stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_key (self->stage, GDK_KEY_F2, 0);
  stage_wait_shown (self->stage, "set-field");
  stage_wait (is_box_settled, stage_find (self->stage, "set-box"), "the look at them");
  see_part (self, "setting many", "set-box");
  stage_key (self->stage, GDK_KEY_Escape, 0);
  settle_list (self);
}

/* ---- officers ----------------------------------------------------------------- */

static gboolean
is_other_dialog (gpointer user_data)
{
  gpointer *both = user_data;

  return (gpointer) stage_wait_dialog (both[0]) != both[1];
}

/* The keeper is the last of them. */
static void
choose_officer (const Walk *self, guint key)
{
  stage_tab_to (self->stage, "officers-list");
  stage_key (self->stage, key, 0);
  stage_settle (self->stage);
}

/* What the county adds to the plans: its own limit of a rule, and a plan that is no plan. */
static void
see_own_rules (const Walk *self)
{
  g_autofree char *path = g_build_filename (self->stage->folder, "计划.json", NULL);

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  show_page (self, "targets");
  stage_wait_shown (self->stage, "targets-override");
  walk_see_page (self, "targets");
  press (self, "targets-add-plan");
  see_part (self, "what is to be done for a plan", "plan-adding-words");
  press (self, "plan-adding-rows");
  stage_choose_path (self->stage, stage_wait_dialog (self->stage), path);
  stage_key (self->stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (self->stage);
  see_part (self, "adding a plan", "plan-adding-problem");
  press (self, "plan-adding-cancel");
}

/**
 * walk_officers:
 *
 * What a keeper adds to the plans; the page of the officers as he sees it, what is done there,
 * the question before a role is taken, and the two before keys are revoked. Somebody else is
 * signed in afterwards.
 */
void
walk_officers (const Walk *self)
{
  static const char *const acts[] = { "officer-give", "officer-invite", "officers-enrol",
                                      "officer-passphrase" };
  LtSession *session = lt_window_get_session (self->stage->window);
  g_autoptr (GError) error = NULL;
  GtkWindow *question;

  lt_session_sign_in (session, "14030005", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  see_own_rules (self);
  walk_act (self, "win.officers", NULL);
  stage_wait_page (self->stage, "officers");
  choose_officer (self, GDK_KEY_Home);
  walk_see_page (self, "officers");
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      choose_officer (self, i < 3 ? GDK_KEY_Home : GDK_KEY_End);
      press (self, acts[i]);
      see_part (self, acts[i], "officer-form-go");
      /* Who says nothing is told what is missing; the others would be done. */
      if (g_str_equal (acts[i], "officers-enrol"))
        {
          press (self, "officer-form-go");
          walk_see (self, acts[i], GTK_WIDGET (self->stage->window));
        }
      press (self, "officer-form-cancel");
    }
  choose_officer (self, GDK_KEY_End);
  press (self, "take-keeper");
  walk_see_window (self, "taking a role");
  stage_key (self->stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (self->stage);
  choose_officer (self, GDK_KEY_Home);
  press (self, "officer-revoke");
  question = stage_wait_dialog (self->stage);
  walk_see (self, "reason", GTK_WIDGET (question));
  stage_type (self->stage, "1");
  walk_see (self, "reason given", GTK_WIDGET (question));
  stage_key (self->stage, GDK_KEY_Return, 0);
  stage_wait (is_other_dialog, (gpointer[]){ self->stage, question }, "the second question");
  walk_see_window (self, "passphrase again");
}

/* ---- questions ---------------------------------------------------------------- */

static gboolean
is_kept (gpointer form)
{
  return lt_form_is_draft_kept (form);
}

static void
answer (const Walk *self, const char *response)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (stage_wait_dialog (self->stage));

  adw_message_dialog_response (dialog, response);
  gtk_window_close (GTK_WINDOW (dialog));
  stage_wait_no_dialog (self->stage);
}

/* A form that is left, and the question for what was kept of it. */
static void
see_drafts (const Walk *self)
{
  Stage *stage = self->stage;

  show_page (self, "map");
  for (int i = 0; i < 60 && !gtk_widget_get_mapped (stage_find (stage, "inspect")); i++)
    stage_key (stage, GDK_KEY_Page_Down, 0);
  walk_act (self, "win.inspect", NULL);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-finding");
  stage_type (stage, "1");
  stage_wait (is_kept, stage_find (stage, "inspection-form"), "the draft");
  show_page (self, "map");
  walk_act (self, "win.inspect", NULL);
  walk_see (self, "leaving a form", GTK_WIDGET (stage_wait_dialog (stage)));
  answer (self, "keep");
  stage_wait_page (stage, "inspection");
  walk_act (self, "win.drafts", NULL);
  walk_see (self, "drafts", GTK_WIDGET (stage_wait_dialog (stage)));
  answer (self, "discard");
  show_page (self, "map");
}

/**
 * walk_questions:
 *
 * The bureau's settings, a new base map, forms that are left and found again, and what the
 * tools of the map say while they are in hand.
 */
void
walk_questions (const Walk *self)
{
  static const char *const tools[] = { "distance", "surface", "box", "along" };

  walk_act (self, "win.bureau", NULL);
  walk_see_window (self, "bureau");
  walk_act (self, "win.print-map", NULL);
  walk_see_window (self, "map on paper");
  see_drafts (self);
  stage_wait_map (self->stage);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (lt_window_get_map (self->stage->window)), "map.do",
                                  "s", tools[i]);
      see_part (self, tools[i], "tool-bar");
      stage_key (self->stage, GDK_KEY_Escape, 0);
    }
  walk_act (self, "win.basemaps", NULL);
  stage_wait_shown (self->stage, "basemap-add-service");
  press (self, "basemap-add-service");
  walk_see_window (self, "base map");
}

/* ---- an import ---------------------------------------------------------------- */

/* A line that is a mine and one that is refused, through to the list of what was imported. */
static void
import_mine (const Walk *self)
{
  g_autofree char *path = g_build_filename (self->stage->folder, "2.csv", NULL);
  const LtKind *kind = lt_kind_by_name ("mine");
  g_autofree char *text = g_strdup_printf (
      "%s,%s,%s,经度,纬度\nK901,东山一号露天矿,甲,113.58,37.86\n,东山二号露天矿,乙,113.59,37.87\n",
      lt_field_get_label (&kind->fields[lt_kind_find_field (kind, "code")]),
      lt_field_get_label (&kind->fields[lt_kind_find_field (kind, "name")]),
      lt_field_get_label (&kind->fields[lt_kind_find_field (kind, "party")]));

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  stage_drop_one (self->stage, path);
  stage_choose_kind (self->stage, "矿山");
  stage_press_next (self->stage);
  see_part (self, "its coordinates", "datum-wgs84");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (stage_find (self->stage, "datum-wgs84")), TRUE);
  stage_press_next (self->stage);
  see_part (self, "what would be done", "import-counts");
  stage_press_next (self->stage);
  see_part (self, "what was done", "import-undo");
  press (self, "import-undo");
  walk_see_window (self, "undoing an import");
  stage_press_next (self->stage);
  see_part (self, "what was imported", "kept-import");
}

/**
 * walk_import:
 *
 * A table that nobody knows: what it is asked for, its columns; and one of mines, to its end.
 */
void
walk_import (const Walk *self)
{
  g_autofree char *path = g_build_filename (self->stage->folder, "1.csv", NULL);

  g_assert_true (g_file_set_contents (path,
                                      "矿山编号,某列,采坑（公顷）,经度,纬度,备忘\n"
                                      "901,东山一号露天矿,1.2,113.58,37.86,甲\n"
                                      "902,东山二号露天矿,3,113.68,37.87,乙\n",
                                      -1, NULL));
  stage_drop_one (self->stage, path);
  walk_see_page (self, "import");
  stage_choose_kind (self->stage, "矿山");
  walk_see (self, "import", GTK_WIDGET (self->stage->window));
  import_mine (self);
}
