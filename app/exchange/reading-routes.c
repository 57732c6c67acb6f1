/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A column that a shape needs and the file lacks. */
static gboolean
need_column (const LtReadingRoutes *self,
             const char *wanted,
             int *place,
             const char *name,
             GError **error)
{
  g_autofree char *all = NULL;

  *place = lt_row_header_find (self->header, wanted);
  if (wanted == NULL || *place >= 0)
    return TRUE;
  all = g_strjoinv (", ", self->header->columns);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("%s is not of the shape %s: it has no column \"%s\". It has: %s."), name,
               self->shape->name, wanted, all);
  return FALSE;
}

static gboolean
route_time (LtReadingRoutes *self, const char *name, GError **error)
{
  const LtKnownTime *time = &self->shape->readings->time;

  self->first_hour = time->first_hour;
  self->last_hour = time->last_hour;
  self->begin = time->begin;
  return need_column (self, time->whole, &self->columns[LT_READING_TIME], name, error)
         && need_column (self, time->date, &self->columns[LT_READING_DATE], name, error)
         && need_column (self, time->month, &self->month, name, error)
         && need_column (self, time->day, &self->day, name, error)
         && need_column (self, time->hour, &self->columns[LT_READING_HOUR], name, error);
}

/* A city that only the file's name says, or the user. */
static gboolean
find_city (LtReadingRoutes *self, const char *name, GError **error)
{
  GRegex *pattern = self->shape->readings->city_in_file_name;
  g_autoptr (GMatchInfo) match = NULL;

  if (self->city != NULL || pattern == NULL)
    return TRUE;
  if (g_regex_match (pattern, name, 0, &match))
    self->city = g_match_info_fetch (match, 1);
  if (self->city != NULL && *self->city != '\0')
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("%s: neither its columns nor its name say which city it is about. Name it with "
                  "--set city=NAME."),
               name);
  return FALSE;
}

static gboolean
route_place (LtReadingRoutes *self, const char *name, GError **error)
{
  const LtKnownReadings *readings = self->shape->readings;

  return need_column (self, readings->code, &self->columns[LT_READING_PLACE], name, error)
         && need_column (self, readings->place_name, &self->name, name, error)
         && need_column (self, readings->city, &self->columns[LT_READING_CITY], name, error)
         && find_city (self, name, error);
}

/* The columns of values: one for each place, one for each item, or one alone. */
static gboolean
route_values (LtReadingRoutes *self, const char *name, GError **error)
{
  const LtKnownReadings *readings = self->shape->readings;

  if (!need_column (self, readings->item, &self->columns[LT_READING_ITEM], name, error)
      || !need_column (self, readings->value, &self->columns[LT_READING_VALUE], name, error)
      || !need_column (self, readings->quality, &self->columns[LT_READING_QUALITY], name, error))
    return FALSE;
  self->places_across = readings->place_columns != NULL;
  for (guint c = 0; readings->value == NULL && self->header->columns[c] != NULL; c++)
    {
      const char *column = self->header->columns[c];
      const LtKnownItem *item = self->places_across ? NULL : lt_reading_routes_item (self, column);

      if (item != NULL)
        lt_reading_values_add (self, c, item->item, item->factor, item->divisor);
      else if (self->places_across && g_regex_match (readings->place_columns, column, 0, NULL))
        lt_reading_values_add (self, c, column, 1, 1);
    }
  if (self->values->len > 0 || readings->value != NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("%s is of the shape %s, but has none of the columns of values that such a file "
                  "has."),
               name, self->shape->name);
  return FALSE;
}

/* What the user says stands above the shape, and what nobody says is as it mostly is. */
static void
settle_settings (LtReadingRoutes *self)
{
  GHashTable *settings = self->plan->settings;
  const char *interval = g_hash_table_lookup (settings, "interval");
  const char *hours = g_hash_table_lookup (settings, "hours");
  const char *decimal = g_hash_table_lookup (settings, "decimal");

  if (interval == NULL && self->shape != NULL)
    interval = self->shape->readings->interval;
  for (LtInterval i = LT_INTERVAL_HOUR; interval != NULL && i <= LT_INTERVAL_MONTH; i++)
    if (g_str_equal (interval, lt_interval_name (i)))
      self->interval = i;
  if (hours != NULL)
    self->begin = g_str_equal (hours, "begin");
  self->decimal_comma = decimal != NULL ? g_str_equal (decimal, "comma")
                                        : self->shape != NULL && self->shape->decimal_comma;
}

static gboolean
find_shape (LtReadingRoutes *self, const LtRow *first, const char *name, GError **error)
{
  const LtKnownShapes *shapes = lt_import_plan_get_shapes (self->plan->file, error);
  const char *const *columns = (const char *const *) self->header->columns;
  const char *const *cells = (const char *const *) first->cells;
  const char *missing = NULL;

  if (shapes == NULL)
    return FALSE;
  self->shape = self->plan->file->wanted;
  /* where the user says what columns are for, he is believed */
  if (self->shape == NULL && g_hash_table_size (self->plan->map) == 0)
    self->shape = lt_known_shapes_find (shapes, LT_KNOWN_READING, columns, cells);
  if (self->plan->file->wanted == NULL
      || lt_known_shape_fits (self->shape, columns, cells, &missing) || missing == NULL)
    return TRUE;
  return need_column (self, missing, &self->name, name, error);
}

/*
 * lt_reading_routes_find:
 *
 * Applies @plan to the columns of the file called @name, of which @first is the
 * first row.
 */
gboolean
lt_reading_routes_find (LtReadingRoutes *self,
                        LtReadingPlan *plan,
                        const LtRowHeader *header,
                        const LtRow *first,
                        const char *name,
                        GError **error)
{
  *self = (LtReadingRoutes){ .plan = plan,
                             .header = header,
                             .name = -1,
                             .month = -1,
                             .day = -1,
                             .last_hour = 24,
                             .values = g_array_new (FALSE, FALSE, sizeof (LtReadingValues)),
                             .city = g_strdup (g_hash_table_lookup (plan->settings, "city")) };
  for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
    self->columns[i] = -1;
  if (!find_shape (self, first, name, error))
    return FALSE;
  if (self->shape == NULL)
    {
      settle_settings (self);
      return lt_reading_names_route (self, name, error);
    }
  if (!route_time (self, name, error) || !route_place (self, name, error)
      || !route_values (self, name, error))
    return FALSE;
  settle_settings (self);
  return TRUE;
}

void
lt_reading_routes_clear (LtReadingRoutes *self)
{
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    g_free (g_array_index (self->values, LtReadingValues, i).there);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->city, g_free);
}

/* What the shape says that the file's name for an item means; NULL for none. */
const LtKnownItem *
lt_reading_routes_item (const LtReadingRoutes *self, const char *there)
{
  GPtrArray *items = self->shape == NULL ? NULL : self->shape->readings->items;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const LtKnownItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->there, there))
        return item;
    }
  return NULL;
}

gboolean
lt_reading_routes_leaves_out (const LtReadingRoutes *self, const char *there)
{
  GPtrArray *names = self->shape == NULL ? NULL : self->shape->readings->left_out;

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (g_str_equal (g_ptr_array_index (names, i), there))
      return TRUE;
  return FALSE;
}

static const char *
label_choice (const char *field, const char *choice)
{
  const LtKind *kind = lt_kind_by_name ("batch");

  return lt_field_choice_label (&kind->fields[lt_kind_find_field (kind, field)], choice);
}

static void
tell_what_is_left_out (const LtReadingRoutes *self, LtReadingTally *tally)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GPtrArray *left_out = self->shape->readings->left_out;

  for (guint i = 0; i < left_out->len; i++)
    {
      const char *name = g_ptr_array_index (left_out, i);

      if (self->columns[LT_READING_ITEM] >= 0 || lt_row_header_find (self->header, name) >= 0)
        g_string_append_printf (names, "%s%s", names->len == 0 ? "" : ", ", name);
    }
  if (names->len > 0)
    g_ptr_array_add (tally->notes,
                     g_strdup_printf (_ ("Left out, since it follows from the rest or is no "
                                         "measured item: %s."),
                                      names->str));
}

/* Of a table that nobody knows, what nothing is made of. */
static void
tell_what_is_not_used (const LtReadingRoutes *self, LtReadingTally *tally)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (int c = 0; self->header->columns[c] != NULL; c++)
    {
      gboolean used = self->name == c || self->month == c || self->day == c;

      for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
        used = used || self->columns[i] == c;
      for (guint i = 0; i < self->values->len; i++)
        used = used || g_array_index (self->values, LtReadingValues, i).column == (guint) c;
      if (!used)
        g_string_append_printf (names, "%s%s", names->len == 0 ? "" : ", ",
                                self->header->columns[c]);
    }
  if (names->len > 0)
    g_ptr_array_add (tally->notes, g_strdup_printf (_ ("Columns not used: %s."), names->str));
}

static void
tell_how (const LtReadingRoutes *self, LtReadingTally *tally)
{
  const char *interval = label_choice ("interval", lt_interval_name (self->interval));
  const char *rank = label_choice ("rank", tally->rank);
  const char *source = label_choice ("source", tally->source);
  char *note;

  if (self->shape != NULL)
    note = g_strdup_printf (_ ("Read as \"%s\" (%s): interval %s, rank %s, source %s."),
                            self->shape->label, self->shape->name, interval, rank, source);
  else
    note = g_strdup_printf (_ ("Read by the names of its columns: interval %s, rank %s, source "
                               "%s."),
                            interval, rank, source);
  g_ptr_array_add (tally->notes, note);
  if (self->interval == LT_INTERVAL_HOUR)
    g_ptr_array_add (tally->notes, g_strdup (self->begin ? _ ("Its hours stand under their "
                                                              "beginning; they are kept under "
                                                              "their end.")
                                                         : _ ("Its hours stand under their "
                                                              "end.")));
}

/* A wrong city is seen by nobody: its stations are simply not known. */
static void
tell_city (const LtReadingRoutes *self, LtReadingTally *tally)
{
  if (self->shape != NULL && self->shape->readings->city_in_file_name != NULL)
    g_ptr_array_add (tally->notes,
                     g_strdup_printf (g_hash_table_contains (self->plan->settings, "city")
                                          ? _ ("City of its stations: %s, as was said.")
                                          : _ ("City of its stations: %s, as the file's name says. "
                                               "Where that is wrong, name it (--set city=NAME)."),
                                      self->city));
}

static char *
choose_setting (const LtReadingRoutes *self, const char *name, const char *shape, const char *usual)
{
  const char *told = g_hash_table_lookup (self->plan->settings, name);

  return g_strdup (told != NULL ? told : shape != NULL ? shape : usual);
}

/*
 * lt_reading_routes_tell:
 *
 * Says what is assumed of the file.
 */
void
lt_reading_routes_tell (const LtReadingRoutes *self, LtReadingTally *tally)
{
  const LtKnownReadings *readings = self->shape == NULL ? NULL : self->shape->readings;

  tally->interval = self->interval;
  tally->row_values = MAX (self->values->len, 1);
  tally->rank =
      choose_setting (self, "rank", readings == NULL ? NULL : readings->rank, "real-time");
  tally->source =
      choose_setting (self, "source", readings == NULL ? NULL : readings->source, "unknown");
  tell_how (self, tally);
  if (readings == NULL)
    {
      tell_what_is_not_used (self, tally);
      return;
    }
  tally->shape = g_strdup (self->shape->name);
  tell_what_is_left_out (self, tally);
  tell_city (self, tally);
}
