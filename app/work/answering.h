/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtCommand:
 * @group: heading under which it stands, such as "Pages"
 * @title: what it is called on the screen
 * @english: what it is called in English
 * @key: (nullable): its key, as it is shown
 * @action: (nullable): what does it; for whoever shows it
 * @target: (nullable): the same
 *
 * Something that can be done or gone to, found by its words.
 */
typedef struct
{
  char *group;
  char *title;
  char *english;
  char *key;
  char *action;
  char *target;
} LtCommand;

/**
 * LtAnswerType:
 * @LT_ANSWER_RECORD: a record: its `target` is KIND/ID
 * @LT_ANSWER_SPOT: a position: its `target` is LONGITUDE,LATITUDE
 * @LT_ANSWER_COMMAND: one of the commands
 * @LT_ANSWER_RULE: a rule of a plan that concerns the county: its `target` is the rule's number
 * @LT_ANSWER_LIST: all records of a kind that hold the words: its `target` is KIND/WORDS
 */
typedef enum
{
  LT_ANSWER_RECORD,
  LT_ANSWER_SPOT,
  LT_ANSWER_COMMAND,
  LT_ANSWER_RULE,
  LT_ANSWER_LIST,
} LtAnswerType;

/**
 * LtAnswer:
 * @type: what it is
 * @title: what it is called
 * @detail: (nullable): what tells it from others of that name, or why it was found
 * @target: (nullable): see #LtAnswerType
 * @command: (nullable): the command
 */
typedef struct
{
  LtAnswerType type;
  char *title;
  char *detail;
  char *target;
  const LtCommand *command;
} LtAnswer;

/**
 * LtAnswerGroup:
 * @title: what they are
 * @n: how many there are
 * @more: whether there are more than @n
 * @kind: (nullable): of which kind its records are
 * @answers: (element-type LtAnswer): the best of them; behind them, where there are more and
 *   a list can show them, the way to it
 */
typedef struct
{
  char *title;
  guint n;
  gboolean more;
  const LtKind *kind;
  GPtrArray *answers;
} LtAnswerGroup;

/**
 * LtKnownRules:
 *
 * The rules of the plans that concern a county, for the questions that follow one another.
 */
typedef struct _LtKnownRules LtKnownRules;

/**
 * LtQuestion:
 * @text: what was typed
 * @places: nothing but places and positions are asked for
 * @commands: (element-type LtCommand): what can be done
 * @rules: of the county that is open
 */
typedef struct
{
  char *text;
  gboolean places;
  GPtrArray *commands;
  LtKnownRules *rules;
} LtQuestion;

LtCommand *lt_command_new (const char *group,
                           const char *title,
                           const char *english,
                           const char *key,
                           const char *action,
                           const char *target);
void lt_command_free (LtCommand *self);
guint lt_command_rate (const LtCommand *self, const char *text);

LtKnownRules *lt_known_rules_new (void);
LtKnownRules *lt_known_rules_ref (LtKnownRules *self);
void lt_known_rules_unref (LtKnownRules *self);

LtQuestion *
lt_question_new (const char *text, gboolean places, GPtrArray *commands, LtKnownRules *rules);
void lt_question_free (LtQuestion *self);
GPtrArray *lt_work_answer (LtStore *store, const LtQuestion *question, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtCommand, lt_command_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtKnownRules, lt_known_rules_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtQuestion, lt_question_free)

G_END_DECLS
