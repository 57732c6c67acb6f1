/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/pages.h"
#include "report/paper-template.h"

G_BEGIN_DECLS

/**
 * LtOrderPaper:
 * @bureau: the issuing bureau's full name
 * @number: (nullable): the document's number; the provisional one on a draft
 * @party: who has to correct
 * @party_code: (nullable): unified social credit code
 * @party_address: (nullable)
 * @inspected_on: (nullable): day of the inspection, in words ("2026年11月20日")
 * @place: (nullable): name of the place inspected
 * @facts: what was found; may have several lines
 * @evidence: (nullable): one line
 * @measures: what has to be done; may have several lines
 * @deadline: last day, in words
 * @reconsideration: (nullable): the body that reconsiders
 * @court: (nullable): the court
 * @officers: (nullable): names and cards of the officers, in one line
 * @date: (nullable): day of issue, in words; none on a draft
 * @draft: whether it is marked 〔草  稿〕
 * @sample: whether it is marked 示例数据
 *
 * What a rectification order (责令改正违法行为决定书) says. Plain texts, owned by
 * the caller; %NULL leaves the line out.
 */
typedef struct
{
  const char *bureau;
  const char *number;
  const char *party;
  const char *party_code;
  const char *party_address;
  const char *inspected_on;
  const char *place;
  const char *facts;
  const char *evidence;
  const char *measures;
  const char *deadline;
  const char *reconsideration;
  const char *court;
  const char *officers;
  const char *date;
  gboolean draft;
  gboolean sample;
} LtOrderPaper;

/* File name, without ending, of its wording in data/papers/. */
#define LT_ORDER_PAPER_TEMPLATE "order-to-correct"

LtPages *lt_order_paper_lay_out (const LtOrderPaper *self, const LtPaperTemplate *wording);
gboolean
lt_order_paper_to_pdf (const LtOrderPaper *self, const char *path, gint64 now, GError **error);

G_END_DECLS
