/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

#include "work/readings.h"

#include <glib/gstdio.h>

Desk *
desk_new (void)
{
  Desk *self = g_new0 (Desk, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("lantian-desk-XXXXXX", &error);
  g_assert_no_error (error);
  path = desk_path (self, "county.gpkg");
  self->session = lt_work_new_sample (path, DESK_NOW, &error);
  g_assert_no_error (error);
  return self;
}

void
desk_free (Desk *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  lt_session_close (self->session);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = desk_path (self, name);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
desk_path (Desk *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
desk_act_as (Desk *self, const char *card)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (self->session, card, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

/* The first record of a kind, with its heads. */
LtRecord *
desk_first (Desk *self, const char *kind)
{
  g_autoptr (GError) error = NULL;
  LtStore *store = lt_session_get_store (self->session);
  g_autoptr (GPtrArray) list = lt_store_list (store, lt_kind_by_name (kind), NULL, &error);
  LtRecord *record;

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 0);
  record = lt_store_get (store, NULL, &((LtRecord *) g_ptr_array_index (list, 0))->id, &error);
  g_assert_no_error (error);
  return record;
}

LtRecord *
desk_again (Desk *self, const LtRecord *record)
{
  return lt_store_get (lt_session_get_store (self->session), NULL, &record->id, NULL);
}

LtRecord *
desk_officer (Desk *self, const char *card)
{
  LtRecord *officer = lt_work_show (self->session, lt_kind_by_name ("officer"), card, NULL);

  g_assert_nonnull (officer);
  return officer;
}

/* A good inspection, not yet kept. */
LtRecord *
desk_inspection (Desk *self)
{
  g_autoptr (LtRecord) place = desk_first (self, "mine");
  g_autoptr (LtRecord) other = desk_officer (self, OTHER);
  g_autofree char *id = lt_id_to_text (&other->id);
  LtRecord *inspection;

  desk_act_as (self, OFFICER);
  inspection = lt_work_inspection_new (self->session, place);
  g_assert_true (lt_record_set (inspection, "assisting_officer", id, NULL));
  g_assert_true (lt_record_set (inspection, "finding", "采场未洒水。", NULL));
  return inspection;
}

/* A good order, kept as a draft. */
LtRecord *
desk_order (Desk *self)
{
  g_autoptr (LtRecord) inspection = desk_inspection (self);
  g_autoptr (LtRecord) order = NULL;
  g_autoptr (GError) error = NULL;

  lt_work_inspection_record (self->session, inspection, &error);
  g_assert_no_error (error);
  order = lt_work_order_new (self->session, inspection, &error);
  g_assert_no_error (error);
  g_assert_true (lt_record_set (order, "measures", "立即洒水。", NULL));
  lt_work_order_draft (self->session, order, &error);
  g_assert_no_error (error);
  return desk_again (self, order);
}

/* An order on its whole way; the signatory stays signed in. */
LtRecord *
desk_issued (Desk *self)
{
  g_autoptr (LtRecord) draft = desk_order (self);
  g_autoptr (LtRecord) submitted = NULL;
  g_autoptr (GError) error = NULL;

  lt_work_order_submit (self->session, draft, &error);
  g_assert_no_error (error);
  submitted = desk_again (self, draft);
  desk_act_as (self, SIGNATORY);
  lt_work_order_issue (self->session, submitted, &error);
  g_assert_no_error (error);
  return desk_again (self, draft);
}

gboolean
desk_set (Desk *self, const LtRecord *seen, const char *field, const char *text, GError **error)
{
  g_autoptr (LtRecord) wanted = lt_record_copy (seen);

  g_assert_true (lt_record_set (wanted, field, text, NULL));
  return lt_work_set (self->session, seen, wanted, error);
}

gint64
desk_operations (Desk *self)
{
  return lt_store_count_operations (lt_session_get_store (self->session));
}

void
desk_assert_sound (Desk *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) result =
      lt_store_verify (lt_session_get_store (self->session), &error);

  g_assert_no_error (error);
  if (result->problems->len > 0)
    g_error ("%s", (char *) g_ptr_array_index (result->problems, 0));
}

/* A record with these fields; pairs of a name and a text. */
LtRecord *
desk_add (Desk *desk, const char *kind, const char *const *values)
{
  LtRecord *record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  for (; values[0] != NULL; values += 2)
    g_assert_true (lt_record_set (record, values[0], values[1], &error));
  lt_work_add (desk->session, record, &error);
  g_assert_no_error (error);
  return record;
}

/* A table of measured values, as one batch. */
void
desk_import_values (Desk *desk,
                    const char *name,
                    const char *rank,
                    const char *interval,
                    const char *text)
{
  g_autofree char *path = desk_path (desk, name);
  g_autoptr (LtReadingPlan) plan = lt_reading_plan_new ();
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) batch = lt_work_batch_new (desk->session, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_nonnull (lt_work_plan_items (plan, &error));
  g_assert_true (lt_reading_plan_set (plan, "rank", rank, &error));
  g_assert_true (lt_reading_plan_set (plan, "interval", interval, &error));
  report = lt_work_import_readings (desk->session, batch, plan, path, LT_IMPORT_NONE, NULL, &error);
  g_assert_no_error (error);
}
