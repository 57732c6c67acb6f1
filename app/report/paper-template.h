/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtPaperTemplate:
 *
 * The fixed wording of a paper: blocks of text with a style each and with
 * {fields} that are filled in. Kept as data in `data/papers/`, so that a bureau
 * can change a sentence without a programmer.
 */
typedef struct _LtPaperTemplate LtPaperTemplate;

/**
 * LtPaperStyle: how a block stands on the page (GB/T 9704-2012, body rules)
 *
 * @LT_PAPER_TITLE: 二号 小标宋, in the middle
 * @LT_PAPER_STAMP: 三号 仿宋, in the middle, below the title: 〔草  稿〕
 * @LT_PAPER_NUMBER: 三号 仿宋, in the middle, the document's number
 * @LT_PAPER_ADDRESSEE: flush left
 * @LT_PAPER_HEADING: 三号 黑体, indented by two characters
 * @LT_PAPER_BODY: 三号 仿宋, indented by two characters
 * @LT_PAPER_SIGNATURE: on the right, its middle over that of the date
 * @LT_PAPER_DATE: on the right, four characters in
 */
typedef enum
{
  LT_PAPER_TITLE,
  LT_PAPER_STAMP,
  LT_PAPER_NUMBER,
  LT_PAPER_ADDRESSEE,
  LT_PAPER_HEADING,
  LT_PAPER_BODY,
  LT_PAPER_SIGNATURE,
  LT_PAPER_DATE,
} LtPaperStyle;

/**
 * LtPaperBlock:
 * @style: how it stands on the page
 * @space_before: empty lines above it
 * @text: filled in; a line break begins a new paragraph
 */
typedef struct
{
  LtPaperStyle style;
  double space_before;
  char *text;
} LtPaperBlock;

LtPaperTemplate *lt_paper_template_load (const char *name, GError **error);
LtPaperTemplate *
lt_paper_template_parse (const char *json, gssize size, const char *file, GError **error);
void lt_paper_template_free (LtPaperTemplate *self);
GPtrArray *lt_paper_template_fill (const LtPaperTemplate *self, GHashTable *fields);
const char *lt_paper_template_get_phrase (const LtPaperTemplate *self, const char *name);

void lt_paper_block_free (LtPaperBlock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPaperTemplate, lt_paper_template_free)

G_END_DECLS
