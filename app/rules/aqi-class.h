/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/standards.h"

G_BEGIN_DECLS

/**
 * LtAqiClass:
 * @cited: where it stands
 * @from: the least index of it
 * @to: the greatest; G_MAXUINT where there is none
 * @grade: 一级 to 六级
 * @word: 优, 良, 轻度污染 …
 * @colour: 0xRRGGBB
 *
 * A class of the air quality index.
 */
typedef struct
{
  LtCitation cited;
  guint from;
  guint to;
  char *grade;
  char *word;
  guint32 colour;
} LtAqiClass;

const LtAqiClass *lt_standards_find_class (const LtStandards *self, int index, const char *date);
gboolean
lt_standards_place_class (const LtStandards *self, int index, const char *date, guint *place);
GPtrArray *lt_standards_list_classes (const LtStandards *self, const char *date);

G_END_DECLS
