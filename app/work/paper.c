/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From records to paper: what is printed is what was seen. */

#include "base/civil-time.h"
#include "report/order-paper.h"
#include "work/casework.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtOrderPaper paper;
  LtRecord *inspection;
  LtRecord *place;
  char *inspected_on;
  char *deadline;
  char *date;
  char *officers;
  char *evidence;
} Sheet;

static void
clear_sheet (Sheet *sheet)
{
  g_clear_pointer (&sheet->inspection, lt_record_free);
  g_clear_pointer (&sheet->place, lt_record_free);
  g_free (sheet->inspected_on);
  g_free (sheet->deadline);
  g_free (sheet->date);
  g_free (sheet->officers);
  g_free (sheet->evidence);
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
fill_sheet (Sheet *sheet, LtSession *session, const LtRecord *order, GError **error)
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
  /* The papers of record are in Chinese, whatever the screen's language. */
  sheet->evidence = g_strdup_printf ("《现场检查（勘察）笔录》1份，%s。", sheet->inspected_on);
  sheet->paper = (LtOrderPaper){
    .bureau = bureau == NULL ? "" : lt_record_get (bureau, "name"),
    .number = lt_record_get (order, issued ? "number" : "provisional_number"),
    .party = lt_record_get (order, "party"),
    .party_code = lt_record_get (order, "party_code"),
    .party_address = lt_record_get (order, "party_address"),
    .inspected_on = sheet->inspected_on,
    .place = lt_record_get_title (sheet->place),
    .facts = lt_record_get (order, "facts"),
    .evidence = sheet->evidence,
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

  return fill_sheet (&sheet, session, order, error)
         && lt_order_paper_to_pdf (&sheet.paper, pdf_path, lt_session_get_now (session), error);
}
