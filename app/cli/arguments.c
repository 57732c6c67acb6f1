/* SPDX-License-Identifier: GPL-3.0-or-later */

/* lantianctl [--db FILE] [--as CARD] [--at TIME] [--as-of TIME] [--json] VERB …
 *
 * GOption cannot read this: options of a verb may take three words, and words
 * that look like options may be values after `--`. */

#include "cli/arguments.h"

#include "base/civil-time.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lt_arguments_free (LtArguments *self)
{
  if (self == NULL)
    return;
  g_free (self->db);
  g_free (self->card);
  g_ptr_array_unref (self->words);
  g_hash_table_unref (self->options);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *format, const char *text)
{
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE, format, text);
  return FALSE;
}

/* How many words an option of the verb takes; -1 for one it has not. */
static int
count_words (const LtVerb *verb, const char *name)
{
  g_auto (GStrv) options =
      g_strsplit (verb == NULL || verb->options == NULL ? "" : verb->options, " ", -1);

  for (int i = 0; options[i] != NULL; i++)
    {
      char *colon = strchr (options[i], ':');

      if (colon != NULL)
        *colon = '\0';
      if (g_str_equal (options[i], name))
        return colon == NULL ? 1 : colon[1] - '0';
    }
  return -1;
}

static gboolean
take_option (LtArguments *self, const char *name, char ***rest, GError **error)
{
  int n = count_words (self->verb, name);
  g_autoptr (GString) value = g_string_new (g_hash_table_lookup (self->options, name));

  if (n < 0)
    return refuse (error, _ ("There is no option --%s here. See `lantianctl --help`."), name);
  for (int i = 0; i < n; i++)
    {
      (*rest)++;
      if (**rest == NULL)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("Option --%s lacks its value. Usage: lantianctl %s %s"), name,
                       self->verb->name, self->verb->usage);
          return FALSE;
        }
      g_string_append_printf (value, "%s%s", value->len == 0 ? "" : "\n", **rest);
    }
  g_hash_table_insert (self->options, g_strdup (name),
                       g_string_free (g_steal_pointer (&value), FALSE));
  return TRUE;
}

/* Zero would be the device's own clock, and nobody here writes before 1970. */
static gboolean
take_time (gint64 *time, const char *text, GError **error)
{
  *time = lt_time_parse (text, NULL);
  return *time > 0
         || refuse (error, _ ("\"%s\" is not a time. Write it as 2026-11-20 or 2026-11-20T15:42."),
                    text);
}

static gboolean
take_common (LtArguments *self, const char *name, char ***rest, gboolean *taken, GError **error)
{
  gboolean wants_word = g_str_equal (name, "db") || g_str_equal (name, "as")
                        || g_str_equal (name, "at") || g_str_equal (name, "as-of");

  *taken = TRUE;
  if (wants_word && *++*rest == NULL)
    return refuse (error, _ ("Option --%s lacks its value."), name);
  if (g_str_equal (name, "db"))
    {
      g_free (self->db);
      self->db = g_strdup (**rest);
    }
  else if (g_str_equal (name, "as"))
    {
      g_free (self->card);
      self->card = g_strdup (**rest);
    }
  else if (g_str_equal (name, "at"))
    return take_time (&self->now, **rest, error);
  else if (g_str_equal (name, "as-of"))
    return take_time (&self->as_of, **rest, error);
  else if (g_str_equal (name, "json"))
    self->json = TRUE;
  else if (g_str_equal (name, "help"))
    self->help = TRUE;
  else if (g_str_equal (name, "version"))
    self->version = TRUE;
  else
    *taken = FALSE;
  return TRUE;
}

static gboolean
find_verb (LtArguments *self, char ***rest, GError **error)
{
  guint used = 0;

  self->verb = lt_verb_find ((const char *const *) *rest, &used);
  if (self->verb == NULL)
    return refuse (error, _ ("There is no verb \"%s\". See `lantianctl --help`."), **rest);
  *rest += used - 1;
  return TRUE;
}

static gboolean
read_all (LtArguments *self, char **argv, GError **error)
{
  gboolean only_words = FALSE;

  for (char **rest = argv + 1; *rest != NULL; rest++)
    {
      gboolean taken = FALSE;

      if (!only_words && g_str_equal (*rest, "--"))
        only_words = TRUE;
      else if (!only_words && g_str_has_prefix (*rest, "--"))
        {
          const char *name = *rest + 2;

          if (!take_common (self, name, &rest, &taken, error)
              || (!taken && !take_option (self, name, &rest, error)))
            return FALSE;
        }
      else if (self->verb == NULL)
        {
          if (!find_verb (self, &rest, error))
            return FALSE;
        }
      else
        g_ptr_array_add (self->words, *rest);
    }
  return TRUE;
}

/**
 * lt_arguments_read:
 * @argv: (array zero-terminated=1): the command line; must outlive the answer
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it asks for
 */
LtArguments *
lt_arguments_read (char **argv, GError **error)
{
  g_autoptr (LtArguments) self = g_new0 (LtArguments, 1);

  self->words = g_ptr_array_new ();
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_all (self, argv, error))
    return NULL;
  if (self->verb != NULL && !self->help && self->words->len < self->verb->min_words)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("Something is missing. Usage: lantianctl %s %s"), self->verb->name,
                   self->verb->usage);
      return NULL;
    }
  g_ptr_array_add (self->words, NULL);
  if (self->as_of != 0 && self->verb != NULL && g_str_equal (self->verb->name, "series"))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Measured values are not replayed: `series` shows those that hold "
                              "now, whatever --as-of says. `list batch --as-of TIME` shows which "
                              "batches there were at that time. Leave --as-of out."));
      return NULL;
    }
  if (self->as_of != 0 && self->verb != NULL && g_str_equal (self->verb->name, "map")
      && (g_hash_table_contains (self->options, "item")
          || g_strcmp0 (g_hash_table_lookup (self->options, "shade"), "mean") == 0))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Measured values are not replayed, so that with --as-of a map has "
                              "none: leave out --item and --shade mean, or leave out --as-of and "
                              "give the moment whose values are wanted with --date."));
      return NULL;
    }
  if (self->as_of != 0 && self->verb != NULL
      && !lt_verb_has_past (self->verb, (const char *const *) self->words->pdata, self->options))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--as-of shows the past, and \"%s\" does not: what was written then stays as "
                      "it is. Leave --as-of out."),
                   self->verb->name);
      return NULL;
    }
  return g_steal_pointer (&self);
}
