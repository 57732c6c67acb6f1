/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From records to paper: what is printed is what was seen. An issued paper is
 * kept to the letter in the order itself, and nothing else is asked for it. */

#include "base/civil-time.h"
#include "base/error.h"
#include "report/order-paper.h"
#include "store/beside.h"
#include "work/casework.h"
#include "work/paper.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

typedef struct
{
  LtOrderPaper paper;
  LtRecord *inspection;
  LtRecord *place;
  char *inspected_on;
  char *deadline;
  char *date;
  char *officers;
  JsonNode *frozen; /* owns the texts of an issued paper */
} Sheet;

/* The texts of a paper by their names in a frozen one. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "bureau", G_STRUCT_OFFSET (LtOrderPaper, bureau) },
  { "number", G_STRUCT_OFFSET (LtOrderPaper, number) },
  { "party", G_STRUCT_OFFSET (LtOrderPaper, party) },
  { "party_code", G_STRUCT_OFFSET (LtOrderPaper, party_code) },
  { "party_address", G_STRUCT_OFFSET (LtOrderPaper, party_address) },
  { "inspected_on", G_STRUCT_OFFSET (LtOrderPaper, inspected_on) },
  { "place", G_STRUCT_OFFSET (LtOrderPaper, place) },
  { "facts", G_STRUCT_OFFSET (LtOrderPaper, facts) },
  { "evidence", G_STRUCT_OFFSET (LtOrderPaper, evidence) },
  { "measures", G_STRUCT_OFFSET (LtOrderPaper, measures) },
  { "deadline", G_STRUCT_OFFSET (LtOrderPaper, deadline) },
  { "reconsideration", G_STRUCT_OFFSET (LtOrderPaper, reconsideration) },
  { "court", G_STRUCT_OFFSET (LtOrderPaper, court) },
  { "officers", G_STRUCT_OFFSET (LtOrderPaper, officers) },
  { "date", G_STRUCT_OFFSET (LtOrderPaper, date) },
};

static void
clear_sheet (Sheet *sheet)
{
  g_clear_pointer (&sheet->inspection, lt_record_free);
  g_clear_pointer (&sheet->place, lt_record_free);
  g_free (sheet->inspected_on);
  g_free (sheet->deadline);
  g_free (sheet->date);
  g_free (sheet->officers);
  g_clear_pointer (&sheet->frozen, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, clear_sheet)

static char *
date_in_words (const char *time)
{
  g_autofree char *date = time == NULL ? NULL : g_strndup (time, 10);

  return date == NULL || !lt_date_is_valid (date) ? NULL : lt_date_in_words (date);
}

static char *
name_officers (LtSession *session, const LtRecord *inspection)
{
  static const char *const fields[] = { "lead_officer", "assisting_officer" };
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (LtRecord) officer = lt_work_get_reference (session, inspection, fields[i], NULL);

      if (officer != NULL)
        g_string_append_printf (names, "%s%s（%s）", names->len == 0 ? "" : "、",
                                lt_record_get_title (officer), lt_record_get (officer, "card"));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
fill_from_records (Sheet *sheet, LtSession *session, const LtRecord *order, GError **error)
{
  const LtRecord *bureau = lt_session_get_bureau (session);
  gboolean issued = g_strcmp0 (lt_record_get (order, "state"), "issued") == 0;

  sheet->inspection = lt_work_get_reference (session, order, "inspection", error);
  sheet->place =
      sheet->inspection == NULL ? NULL : lt_work_get_reference (session, order, "place", error);
  if (sheet->place == NULL)
    return FALSE;
  sheet->inspected_on = date_in_words (lt_record_get (sheet->inspection, "started"));
  sheet->deadline = date_in_words (lt_record_get (order, "deadline"));
  sheet->date = date_in_words (lt_record_get (order, "issued_on"));
  sheet->officers = name_officers (session, sheet->inspection);
  sheet->paper = (LtOrderPaper){
    .bureau = bureau == NULL ? "" : lt_record_get (bureau, "name"),
    .number = lt_record_get (order, issued ? "number" : "provisional_number"),
    .party = lt_record_get (order, "party"),
    .party_code = lt_record_get (order, "party_code"),
    .party_address = lt_record_get (order, "party_address"),
    .inspected_on = sheet->inspected_on,
    .place = lt_record_get_title (sheet->place),
    .facts = lt_record_get (order, "facts"),
    .measures = lt_record_get (order, "measures"),
    .deadline = sheet->deadline,
    .reconsideration = bureau == NULL ? NULL : lt_record_get (bureau, "reconsideration"),
    .court = bureau == NULL ? NULL : lt_record_get (bureau, "court"),
    .officers = sheet->officers,
    .date = sheet->date,
    .draft = !issued,
    .sample = lt_session_is_sample (session),
  };
  return TRUE;
}

static gboolean
fill_from_frozen (Sheet *sheet, LtSession *session, const LtRecord *order, GError **error)
{
  const char *text = lt_record_get (order, "frozen");
  JsonObject *object = NULL;

  sheet->frozen = text == NULL ? NULL : json_from_string (text, NULL);
  if (sheet->frozen != NULL && JSON_NODE_HOLDS_OBJECT (sheet->frozen))
    object = json_node_get_object (sheet->frozen);
  if (object == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                   _ ("Order %s was issued, but what it says has several values. Resolve the "
                      "conflict first."),
                   lt_record_get_title (order));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (const char *, &sheet->paper, texts[i].offset) =
        json_object_get_string_member_with_default (object, texts[i].name, NULL);
  sheet->paper.sample = lt_session_is_sample (session);
  return TRUE;
}

/* Issued as far as any colleague knows: then nothing but the frozen text counts. */
static gboolean
was_issued (const LtRecord *order)
{
  int field = lt_kind_find_field (order->kind, "state");
  GPtrArray *heads = order->heads == NULL ? NULL : order->heads[field];

  for (guint i = 0; heads != NULL && i < heads->len; i++)
    if (g_strcmp0 (lt_value_text (((LtHead *) g_ptr_array_index (heads, i))->value), "issued") == 0)
      return TRUE;
  return g_strcmp0 (lt_record_get (order, "state"), "issued") == 0;
}

static gboolean
fill_sheet (Sheet *sheet, LtSession *session, const LtRecord *order, GError **error)
{
  return was_issued (order) ? fill_from_frozen (sheet, session, order, error)
                            : fill_from_records (sheet, session, order, error);
}

/**
 * lt_work_freeze_order:
 * @session: a session
 * @order: an order with its number and date, about to be issued
 * @error: return location
 *
 * Returns: (transfer full) (nullable): all that its paper says, as JSON
 */
char *
lt_work_freeze_order (LtSession *session, const LtRecord *order, GError **error)
{
  g_auto (Sheet) sheet = { 0 };
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  if (!fill_from_records (&sheet, session, order, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, &sheet.paper, texts[i].offset);

      if (text != NULL)
        json_object_set_string_member (object, texts[i].name, text);
    }
  return json_to_string (root, FALSE);
}

LtPages *
lt_work_order_pages (LtSession *session, const LtRecord *order, GError **error)
{
  g_auto (Sheet) sheet = { 0 };
  g_autoptr (LtPaperTemplate) wording = lt_paper_template_load (LT_ORDER_PAPER_TEMPLATE, error);

  if (wording == NULL || !fill_sheet (&sheet, session, order, error))
    return NULL;
  return lt_order_paper_lay_out (&sheet.paper, wording);
}

/**
 * lt_work_name_pdf:
 * @chosen: (nullable): a path as it was chosen for a PDF that may replace what is there;
 *   %NULL where the place has none on this machine
 * @error: return location; %LT_ERROR_BAD_INPUT where there is no such place, or the ending
 *   has to be added and that file is there already, which nobody agreed to replace
 *
 * Returns: (transfer full) (nullable): the path with the ending of a PDF
 */
char *
lt_work_name_pdf (const char *chosen, GError **error)
{
  g_autofree char *lower = chosen == NULL ? NULL : g_ascii_strdown (chosen, -1);
  g_autofree char *named = NULL;

  if (chosen == NULL)
    {
      g_set_error_literal (
          error, LT_ERROR, LT_ERROR_BAD_INPUT,
          _ ("This place is not on this machine. Choose a folder of this machine."));
      return NULL;
    }
  if (g_str_has_suffix (lower, ".pdf"))
    return g_strdup (chosen);
  named = g_strconcat (chosen, ".pdf", NULL);
  if (!g_file_test (named, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&named);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s is there already. Choose it by its whole name to replace it."), named);
  return NULL;
}

/**
 * lt_work_print_order:
 * @session: a session
 * @order: an order
 * @pdf_path: where the PDF goes; a file that is there is replaced when the new one is whole
 * @error: return location
 */
gboolean
lt_work_print_order (LtSession *session,
                     const LtRecord *order,
                     const char *pdf_path,
                     GError **error)
{
  g_auto (Sheet) sheet = { 0 };

  return lt_path_check_replaced (pdf_path, error) && fill_sheet (&sheet, session, order, error)
         && lt_order_paper_to_pdf (&sheet.paper, pdf_path, lt_session_get_now (session), error);
}
