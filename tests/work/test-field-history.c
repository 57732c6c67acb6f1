/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was ever said of one field of a record. */

#include "desk.h"
#include "work/field-history.h"

static void
say (Desk *desk, const char *card, const LtRecord *record, const char *field, const char *text)
{
  g_autoptr (LtRecord) seen = desk_again (desk, record);
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, card);
  desk_set (desk, seen, field, text, &error);
  g_assert_no_error (error);
}

static void
test_field (void)
{
  static const char *const values[] = { "code",       "HX-1",      "name", "后乡石料厂",
                                        "mine_state", "operating", NULL };
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) untouched = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const said[] = { "", "村东", "村西", "" };

  desk_act_as (desk, OFFICER);
  mine = desk_add (desk, "mine", values);
  lt_session_set_now (desk->session, DESK_NOW + DESK_DAY_MS);
  say (desk, OFFICER, mine, "location", "村西");
  lt_session_set_now (desk->session, DESK_NOW + 2 * DESK_DAY_MS);
  say (desk, OTHER, mine, "location", "村东");
  say (desk, OFFICER, mine, "name", "后乡二厂");
  lt_session_set_now (desk->session, DESK_NOW + 3 * DESK_DAY_MS);
  say (desk, OTHER, mine, "location", NULL);

  history =
      lt_work_list_field_history (desk->session, mine,
                                  (guint) lt_kind_find_field (mine->kind, "location"), &error);
  g_assert_no_error (error);
  /* It was not named when the mine was added. */
  g_assert_cmpuint (history->len, ==, 3);
  for (guint i = 0; i < history->len; i++)
    {
      const LtFieldChange *change = g_ptr_array_index (history, i);

      g_assert_cmpstr (change->value, ==, said[i]);
      g_assert_cmpint (change->wall, ==, DESK_NOW + (3 - i) * DESK_DAY_MS);
    }
  g_assert_cmpstr (((LtFieldChange *) g_ptr_array_index (history, 0))->officer, ==, "执法员乙");
  g_assert_cmpstr (((LtFieldChange *) g_ptr_array_index (history, 2))->officer, ==, "执法员甲");

  /* What was said at the making counts too. */
  untouched = lt_work_list_field_history (desk->session, mine,
                                          (guint) lt_kind_find_field (mine->kind, "name"), &error);
  g_assert_cmpuint (untouched->len, ==, 2);
  g_assert_cmpstr (((LtFieldChange *) g_ptr_array_index (untouched, 1))->value, ==, "后乡石料厂");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/field-history/field", test_field);
  return g_test_run ();
}
