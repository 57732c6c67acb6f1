/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a board keeps of a span is what a new one says, whatever became of the values
 * meanwhile; and what stays outside is not read again. */

#include "desk.h"
#include "work/air-board.h"
#include "work/readings.h"
#include "work/standards.h"
#include "work/undoing.h"

#include <string.h>

#define FIRST  "1738A"
#define SECOND "1739A"

typedef struct
{
  Desk *desk;
  LtStandards *standards;
  LtItems *items;
  LtIndexScheme *scheme;
  GPtrArray *stations;
  LtSpan span;
  LtAirBoard *board;
} Fixture;

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  LtStore *store;

  self->desk = desk_new ();
  desk_act_as (self->desk, KEEPER);
  store = lt_session_get_store (self->desk->session);
  self->standards = lt_work_standards (problems, NULL);
  self->items = lt_work_items (NULL);
  g_assert_true (lt_span_parse ("2026-Q1", &self->span));
  self->scheme = lt_standards_make_scheme (self->standards, "2012-equal", "2026-03-31");
  g_assert_nonnull (self->scheme);
  self->stations = lt_store_list (store, lt_kind_by_name ("station"), NULL, NULL);
  g_assert_cmpuint (self->stations->len, >=, 2);
  self->board = lt_air_board_new (self->standards, self->items, &self->span);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  lt_air_board_free (self->board);
  g_ptr_array_unref (self->stations);
  lt_index_scheme_free (self->scheme);
  lt_items_free (self->items);
  lt_standards_free (self->standards);
  desk_free (self->desk);
}

/* Hours of some days of a month, all items; each value follows from its place. */
static void
import_hours (Fixture *self, const char *rank, guint month, guint first, guint last, guint seed)
{
  static const char *const items[] = { "PM2.5", "PM10", "SO2", "NO2", "CO", "O3" };
  static const char *const stations[] = { FIRST, SECOND };
  g_autoptr (GString) text = g_string_new ("站点,监测项目,时间,值\n");

  for (guint s = 0; s < G_N_ELEMENTS (stations); s++)
    for (guint day = first; day <= last; day++)
      for (guint hour = 1; hour <= 24; hour++)
        for (guint i = 0; i < G_N_ELEMENTS (items); i++)
          g_string_append_printf (text, "%s,%s,2026-%02u-%02u %02u:00,%u\n", stations[s], items[i],
                                  month, day, hour,
                                  i == 4 ? (seed + day + hour) % 3
                                         : (seed * 31 + day * 7 + hour * 13 + i * 3 + s) % 150);
  desk_import_values (self->desk, "hours.csv", rank, "hour", text->str);
}

static void
note (GString *out, LtRatio number)
{
  g_string_append_len (out, (const char *) &number, sizeof number);
}

static void
note_tally (GString *out, const LtAirTally *tally, const LtIndexScheme *scheme)
{
  g_autoptr (LtAirEvaluation) evaluation = lt_air_tally_evaluate (tally);
  LtAirClasses classes = lt_air_tally_count_classes (tally);

  for (guint i = 0; i < evaluation->figures->len; i++)
    {
      const LtAirFigure *figure = g_ptr_array_index (evaluation->figures, i);

      if (figure->figure.has_value)
        note (out, figure->figure.value);
      g_string_append_printf (out, " %u %d %s", figure->figure.n, figure->figure.is_valid,
                              figure->short_month);
    }
  g_string_append_len (out, (const char *) classes.by_class, sizeof classes.by_class);
  note (out, lt_air_tally_make_index (tally, scheme).exact);
}

static GString *
write_board (Fixture *self, const LtAirBoard *board)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->stations->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (self->stations, i);
      const LtAirPlace *place = lt_air_board_find (board, &station->id);

      g_assert_nonnull (place);
      g_string_append_printf (out, "%u %u %u %u ", place->days->len, place->n_days,
                              place->n_left_out, place->n_events);
      for (guint k = 0; k < place->days->len; k++)
        {
          const LtAirDay *day = &g_array_index (place->days, LtAirDay, k);

          g_string_append (out, day->date);
          for (guint item = 0; item < LT_AIR_N_ITEMS; item++)
            if (day->values[item].has_value)
              note (out, day->values[item].value);
        }
      note_tally (out, place->tally, self->scheme);
      if (place->without_events != NULL)
        note_tally (out, place->without_events, self->scheme);
    }
  return out;
}

static void
refresh (Fixture *self, LtAirBoard *board)
{
  g_autoptr (GError) error = NULL;

  lt_air_board_refresh (board, lt_session_get_store (self->desk->session), self->stations, &error);
  g_assert_no_error (error);
}

/* Brings the board up to date; answers how many days that has cost. */
static guint
assert_as_new (Fixture *self)
{
  g_autoptr (LtAirBoard) anew = lt_air_board_new (self->standards, self->items, &self->span);
  GString *kept, *made;

  refresh (self, self->board);
  refresh (self, anew);
  kept = write_board (self, self->board);
  made = write_board (self, anew);
  g_assert_cmpmem (kept->str, kept->len, made->str, made->len);
  g_string_free (kept, TRUE);
  g_string_free (made, TRUE);
  return lt_air_board_count_read (self->board);
}

static const LtAirPlace *
look_at (Fixture *self, const char *code)
{
  for (guint i = 0; i < self->stations->len; i++)
    {
      const LtRecord *station = g_ptr_array_index (self->stations, i);

      if (g_strcmp0 (lt_record_get (station, "code"), code) == 0)
        return lt_air_board_find (self->board, &station->id);
    }
  g_error ("no station %s", code);
}

static LtRecord *
get_batch (Fixture *self, guint place)
{
  g_autoptr (GPtrArray) batches = lt_store_list (lt_session_get_store (self->desk->session),
                                                 lt_kind_by_name ("batch"), NULL, NULL);

  g_assert_cmpuint (batches->len, >, place);
  return lt_record_copy (g_ptr_array_index (batches, batches->len - 1 - place));
}

/* Two days more of two stations are four days; what holds over them is as many. */
static void
test_imports (Fixture *self, gconstpointer data)
{
  guint days;

  import_hours (self, "real-time", 1, 1, 31, 1);
  assert_as_new (self);
  days = look_at (self, FIRST)->n_days;
  import_hours (self, "real-time", 2, 1, 2, 2);
  g_assert_cmpuint (assert_as_new (self), <=, 2 * 4);
  g_assert_cmpuint (look_at (self, FIRST)->n_days, ==, days + 2);
  import_hours (self, "reviewed", 1, 10, 11, 3);
  g_assert_cmpuint (assert_as_new (self), <=, 2 * 4);
  g_assert_cmpuint (look_at (self, FIRST)->n_days, ==, days + 2);
  g_assert_cmpuint (assert_as_new (self), ==, 0);
  /* Outside the span. */
  import_hours (self, "real-time", 5, 1, 2, 2);
  g_assert_cmpuint (assert_as_new (self), ==, 0);
}

/* An import that is undone leaves what was there before it. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (LtRecord) batch = NULL;
  g_autoptr (GError) error = NULL;
  GString *before, *after;

  import_hours (self, "real-time", 1, 1, 31, 1);
  assert_as_new (self);
  before = write_board (self, self->board);
  import_hours (self, "reviewed", 1, 20, 21, 4);
  g_assert_cmpuint (assert_as_new (self), >, 0);
  after = write_board (self, self->board);
  g_assert_false (g_string_equal (before, after));
  g_string_free (after, TRUE);
  batch = get_batch (self, 0);
  lt_work_undo_import (self->desk->session, &batch->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assert_as_new (self), <=, 2 * 4);
  after = write_board (self, self->board);
  g_assert_true (g_string_equal (before, after));
  g_string_free (before, TRUE);
  g_string_free (after, TRUE);
}

/* Somebody says which of two batches holds: nothing short can be said of that. */
static void
test_choice (Fixture *self, gconstpointer data)
{
  g_autoptr (LtRecord) second = NULL, first = NULL;
  g_autoptr (GError) error = NULL;
  GString *before, *after;

  import_hours (self, "real-time", 1, 1, 5, 1);
  import_hours (self, "real-time", 1, 3, 4, 5);
  assert_as_new (self);
  before = write_board (self, self->board);
  second = get_batch (self, 0);
  first = get_batch (self, 1);
  /* That with the greater id holds where nobody has chosen. */
  if (memcmp (&first->id, &second->id, sizeof first->id) > 0)
    {
      LtRecord *greater = g_steal_pointer (&first);

      first = g_steal_pointer (&second);
      second = greater;
    }
  lt_work_choose_batch (self->desk->session, first, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assert_as_new (self), >, 0);
  after = write_board (self, self->board);
  g_assert_false (g_string_equal (before, after));
  g_string_free (before, TRUE);
  g_string_free (after, TRUE);
}

/* A batch that corrects another holds over it, whatever its rank. */
static void
test_correction (Fixture *self, gconstpointer data)
{
  g_autoptr (LtRecord) audited = NULL, correction = NULL;
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = desk_path (self->desk, "correction.csv");

  import_hours (self, "audited", 1, 1, 5, 1);
  audited = get_batch (self, 0);
  assert_as_new (self);
  correction = lt_work_batch_new (self->desk->session, audited);
  g_assert_true (g_file_set_contents (path,
                                      "站点,监测项目,时间,值\n" FIRST
                                      ",PM10,2026-01-03 05:00,149\n" FIRST
                                      ",PM10,2026-01-03 06:00,\n",
                                      -1, NULL));
  g_assert_nonnull (lt_work_plan_items (plan, &error));
  g_assert_true (lt_reading_plan_set (plan, "rank", "audited", &error));
  report = lt_work_import_readings (self->desk->session, correction, plan, path, LT_IMPORT_NONE,
                                    NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assert_as_new (self), >, 0);
}

/* Values that cannot be so and values of a sandstorm are counted up and down like any. */
static void
test_left_out (Fixture *self, gconstpointer data)
{
  import_hours (self, "real-time", 1, 1, 5, 1);
  desk_import_values (self->desk, "odd.csv", "audited", "hour",
                      "站点,监测项目,时间,值,质量标识\n" FIRST ",PM10,2026-01-03 05:00,-4,\n" FIRST
                      ",PM10,2026-01-03 06:00,900,沙尘\n" FIRST ",PM10,2026-01-20 06:00,-9,\n");
  assert_as_new (self);
  g_assert_cmpuint (look_at (self, FIRST)->n_left_out, ==, 2);
  /* That of 20 January is alone on its day, which has nothing then. */
  g_assert_cmpuint (look_at (self, FIRST)->days->len, ==, look_at (self, FIRST)->n_days + 1);
  import_hours (self, "reviewed", 1, 3, 3, 8);
  assert_as_new (self);
  g_assert_cmpuint (look_at (self, FIRST)->n_left_out, ==, 1);
  g_assert_cmpuint (look_at (self, FIRST)->n_events, ==, 0);
}

/* A station that is new is read whole, one that is gone is forgotten. */
static void
test_stations (Fixture *self, gconstpointer data)
{
  g_autoptr (LtRecord) last = g_ptr_array_steal_index (self->stations, self->stations->len - 1);
  LtId id = last->id;

  import_hours (self, "real-time", 1, 1, 5, 1);
  assert_as_new (self);
  g_assert_null (lt_air_board_find (self->board, &id));
  g_ptr_array_add (self->stations, g_steal_pointer (&last));
  assert_as_new (self);
  g_assert_nonnull (lt_air_board_find (self->board, &id));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/work/air-board/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("imports", test_imports);
  ADD ("undo", test_undo);
  ADD ("choice", test_choice);
  ADD ("correction", test_correction);
  ADD ("left-out", test_left_out);
  ADD ("stations", test_stations);
  return g_test_run ();
}
