/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is meant by some words that are typed into the one box of the window: a
 * position, a record, a page, something to be done. */

#include "work/answering-private.h"

#include "base/error.h"
#include "base/fold.h"
#include "geo/datum.h"
#include "store/search.h"
#include "work/spot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST          500 /* as many are counted */
#define MOST_INITIALS 64

/* How well a command is what was typed. */
#define BEGINS       4
#define HOLDS        3
#define READS        2
#define READS_INSIDE 1

static void
answer_free (LtAnswer *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->target);
  g_free (self);
}

static void
group_free (LtAnswerGroup *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->answers);
  g_free (self);
}

LtAnswerGroup *
lt_answer_add_group (GPtrArray *groups, const char *title)
{
  LtAnswerGroup *group = g_new0 (LtAnswerGroup, 1);

  group->title = g_strdup (title);
  group->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  g_ptr_array_add (groups, group);
  return group;
}

LtAnswer *
lt_answer_add (LtAnswerGroup *group, LtAnswerType type, const char *title)
{
  LtAnswer *answer = g_new0 (LtAnswer, 1);

  answer->type = type;
  answer->title = g_strdup (title);
  g_ptr_array_add (group->answers, answer);
  return answer;
}

gboolean
lt_answer_holds_all (const char *text, char **words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) == NULL)
      return FALSE;
  return TRUE;
}

/* Folded, without the blanks at its ends. */
static char *
fold_typed (const char *text)
{
  return g_strstrip (lt_fold (text));
}

static guint
rate_folded (const LtCommand *self, const char *typed)
{
  g_autofree char *title = lt_fold (self->title);
  g_autofree char *english = lt_fold (self->english);
  g_autofree char *both = g_strconcat (title, " ", english, NULL);
  g_autofree char *initials = lt_fold_read (title, MOST_INITIALS);
  g_auto (GStrv) words = g_strsplit (typed, " ", -1);

  if (g_str_has_prefix (title, typed) || g_str_has_prefix (english, typed))
    return BEGINS;
  if (lt_answer_holds_all (both, words))
    return HOLDS;
  if (initials != NULL && g_str_has_prefix (initials, typed))
    return READS;
  /* One letter is somewhere in almost all of them. */
  if (initials != NULL && typed[1] != '\0' && strstr (initials, typed) != NULL)
    return READS_INSIDE;
  return 0;
}

/* Positions: what was typed, in every datum in which it is one. */
static void
add_spots (GPtrArray *groups, const char *text)
{
  static const char *const datums[] = { "cgcs2000", "gcj02", "bd09", "gk3", "gk6" };
  LtAnswerGroup *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (datums); i++)
    {
      double longitude, latitude;
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *title = NULL;
      LtAnswer *answer;

      if (!lt_work_read_spot (text, datums[i], &longitude, &latitude, NULL))
        continue;
      if (group == NULL)
        group = lt_answer_add_group (groups, _ ("Go to a coordinate"));
      title = g_strdup_printf (_ ("Longitude %.6f, latitude %.6f"), longitude, latitude);
      answer = lt_answer_add (group, LT_ANSWER_SPOT, title);
      answer->detail = i == 0 ? g_strdup (_ ("CGCS2000 or WGS-84")) : lt_datum_describe (datums[i]);
      answer->target = g_strdup_printf ("%s,%s", g_ascii_formatd (x, sizeof x, "%.9f", longitude),
                                        g_ascii_formatd (y, sizeof y, "%.9f", latitude));
      group->n++;
    }
}

/* "示例石料厂   SL-K01 · Location: …" */
static char *
describe_finding (const LtFinding *finding)
{
  gboolean by_title = g_str_equal (finding->field->name, finding->kind->title);
  gboolean by_code =
      finding->kind->key != NULL && g_str_equal (finding->field->name, finding->kind->key);
  gboolean says_more = !by_title && !by_code && finding->snippet != NULL;
  g_autofree char *why =
      says_more
          ? g_strdup_printf (_ ("%s: %s"), lt_field_get_label (finding->field), finding->snippet)
          : NULL;

  if (finding->code == NULL || why == NULL)
    return g_strdup (finding->code == NULL ? why : finding->code);
  return g_strdup_printf ("%s · %s", finding->code, why);
}

/* A list looks for what was typed as it stands. That is the same for one word in Chinese or
 * with a figure; first letters of a reading, or several words, it would not find. */
static gboolean
can_be_listed (const LtQuestion *question)
{
  g_autofree char *folded = fold_typed (question->text);
  g_autofree char *plain = g_strstrip (g_ascii_strdown (question->text, -1));
  gboolean letters = TRUE;

  if (question->places || !g_str_equal (folded, plain))
    return FALSE;
  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isalnum (g_utf8_get_char (at)))
        return FALSE;
      letters = letters && g_ascii_isalpha (*at);
    }
  return !letters;
}

static void
add_way_to_list (LtAnswerGroup *group, const LtQuestion *question)
{
  g_autofree char *words = g_strstrip (g_strdup (question->text));
  g_autofree char *title = group->more ? g_strdup (_ ("Show all of them in the list…"))
                                       : g_strdup_printf (_ ("Show all %u in the list…"), group->n);

  if (group->n > group->answers->len && (group->kind->flags & LT_KIND_INNER) == 0
      && can_be_listed (question))
    lt_answer_add (group, LT_ANSWER_LIST, title)->target =
        g_strdup_printf ("%s/%s", group->kind->name, words);
}

static gboolean
add_records (GPtrArray *groups, LtStore *store, const LtQuestion *question, GError **error)
{
  gboolean more = FALSE;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) found = lt_store_search_kinds (store, question->text, question->places,
                                                       LT_ANSWER_EACH, MOST, &more, &problem);

  /* Nothing but strokes was typed: no record is called so. */
  if (g_error_matches (problem, LT_ERROR, LT_ERROR_USAGE))
    return TRUE;
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const LtFindingGroup *of = g_ptr_array_index (found, i);
      LtAnswerGroup *group = lt_answer_add_group (groups, lt_kind_get_label (of->kind));

      group->kind = of->kind;
      group->n = of->n;
      group->more = more;
      for (guint k = 0; k < of->findings->len; k++)
        {
          const LtFinding *finding = g_ptr_array_index (of->findings, k);
          LtAnswer *answer = lt_answer_add (group, LT_ANSWER_RECORD, finding->title);
          g_autofree char *id = lt_id_to_text (&finding->id);

          answer->detail = describe_finding (finding);
          answer->target = g_strdup_printf ("%s/%s", finding->kind->name, id);
        }
      add_way_to_list (group, question);
    }
  return TRUE;
}

static guint
rate_best (const LtQuestion *question, const char *typed)
{
  guint best = 0;

  for (guint i = 0; i < question->commands->len; i++)
    best = MAX (best, rate_folded (g_ptr_array_index (question->commands, i), typed));
  return best;
}

static LtAnswerGroup *
find_group (GPtrArray *groups, guint from, const char *title)
{
  for (guint i = from; i < groups->len; i++)
    if (g_str_equal (((LtAnswerGroup *) g_ptr_array_index (groups, i))->title, title))
      return g_ptr_array_index (groups, i);
  return NULL;
}

/* The better ones first, and the group of the best; all of them where nothing was typed. */
static void
add_commands (GPtrArray *groups, const LtQuestion *question, const char *typed)
{
  guint from = groups->len;

  for (guint rate = BEGINS; rate > 0; rate--)
    for (guint i = 0; i < question->commands->len; i++)
      {
        const LtCommand *command = g_ptr_array_index (question->commands, i);
        LtAnswerGroup *group = find_group (groups, from, command->group);

        if (rate_folded (command, typed) != rate)
          continue;
        if (group == NULL)
          group = lt_answer_add_group (groups, command->group);
        group->n++;
        lt_answer_add (group, LT_ANSWER_COMMAND, command->title)->command = command;
      }
}

/**
 * lt_command_new:
 * @group: see #LtCommand
 * @title: the same
 * @english: the same
 * @key: (nullable): the same
 * @action: (nullable): the same
 * @target: (nullable): the same
 */
LtCommand *
lt_command_new (const char *group,
                const char *title,
                const char *english,
                const char *key,
                const char *action,
                const char *target)
{
  LtCommand *self = g_new0 (LtCommand, 1);

  self->group = g_strdup (group);
  self->title = g_strdup (title);
  self->english = g_strdup (english);
  self->key = g_strdup (key);
  self->action = g_strdup (action);
  self->target = g_strdup (target);
  return self;
}

void
lt_command_free (LtCommand *self)
{
  g_free (self->group);
  g_free (self->title);
  g_free (self->english);
  g_free (self->key);
  g_free (self->action);
  g_free (self->target);
  g_free (self);
}

/**
 * lt_command_rate:
 * @self: a command
 * @text: what was typed
 *
 * Returns: how well it is what was typed: 4 where it begins so, in Chinese or in
 *   English, 3 where it holds all of the words, 2 where the first letters of its
 *   reading begin so, 1 where they hold it, 0 where it is another
 */
guint
lt_command_rate (const LtCommand *self, const char *text)
{
  g_autofree char *typed = fold_typed (text);

  return rate_folded (self, typed);
}

/**
 * lt_question_new:
 * @text: what was typed
 * @places: whether nothing but places and positions are asked for
 * @commands: (element-type LtCommand): what can be done, those of a group together; they
 *   are not changed any more, for the question is answered by another thread
 * @rules: of the county that is open, the same for questions that follow one another
 */
LtQuestion *
lt_question_new (const char *text, gboolean places, GPtrArray *commands, LtKnownRules *rules)
{
  LtQuestion *self = g_new0 (LtQuestion, 1);

  self->text = g_strdup (text);
  self->places = places;
  self->commands = g_ptr_array_ref (commands);
  self->rules = lt_known_rules_ref (rules);
  return self;
}

void
lt_question_free (LtQuestion *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->commands);
  lt_known_rules_unref (self->rules);
  g_free (self);
}

/**
 * lt_work_answer:
 * @store: (nullable): the open county
 * @question: what is asked
 * @error: return location
 *
 * What is meant: positions first, then commands that are called so, then records by
 * their kinds, then rules of the plans, then commands whose reading has these first letters. Where
 * nothing was typed, all commands.
 *
 * Returns: (transfer full) (nullable) (element-type LtAnswerGroup): what is not empty
 */
GPtrArray *
lt_work_answer (LtStore *store, const LtQuestion *question, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  g_autofree char *typed = fold_typed (question->text);
  gboolean called_so = rate_best (question, typed) >= HOLDS;
  gboolean looks = store != NULL && *typed != '\0';

  if (looks)
    add_spots (groups, question->text);
  if (!question->places && called_so)
    add_commands (groups, question, typed);
  if (looks && !add_records (groups, store, question, error))
    return NULL;
  if (looks && !question->places
      && !lt_answer_add_rules (groups, store, question->rules, typed, error))
    return NULL;
  if (!question->places && !called_so)
    add_commands (groups, question, typed);
  return g_steal_pointer (&groups);
}
