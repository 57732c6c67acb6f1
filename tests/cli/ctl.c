/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* What a developer's own environment must not decide. */
static const char *const unset[] = { "LANTIAN_DB", "LANTIAN_AS",   "LANTIAN_PASSPHRASE_FILE",
                                     "LANGUAGE",   "LC_ALL",       "LANG",
                                     "TZ",         "SQLITE_TMPDIR" };

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }
  g_remove (path);
}

Ctl *
ctl_new (void)
{
  Ctl *self = g_new0 (Ctl, 1);
  g_autoptr (GError) error = NULL;

  /* Or GLib tells Chinese words as question marks. */
  setlocale (LC_ALL, "C.UTF-8");
  self->folder = g_dir_make_tmp ("lantian-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (self->launcher, self->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (unset); i++)
    g_subprocess_launcher_unsetenv (self->launcher, unset[i]);
  ctl_set (self, "LANTIAN_LANGUAGE", "en");
  ctl_set (self, "HOME", self->folder);
  /* A machine that remembers nothing: tests put old copies of files in their place. */
  ctl_set (self, "XDG_STATE_HOME", "/dev/null");
  return self;
}

static void
forget_answer (Ctl *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_clear_pointer (&self->json, json_node_unref);
}

void
ctl_free (Ctl *self)
{
  forget_answer (self);
  remove_tree (self->folder);
  g_free (self->folder);
  g_object_unref (self->launcher);
  g_free (self);
}

void
ctl_set (Ctl *self, const char *variable, const char *value)
{
  if (value == NULL)
    g_subprocess_launcher_unsetenv (self->launcher, variable);
  else
    g_subprocess_launcher_setenv (self->launcher, variable, value, TRUE);
}

char *
ctl_path (const Ctl *self, const char *name)
{
  return g_path_is_absolute (name) ? g_strdup (name) : g_build_filename (self->folder, name, NULL);
}

void
ctl_write (const Ctl *self, const char *name, const char *text, gssize size)
{
  g_autofree char *path = ctl_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
}

void
ctl_copy (const Ctl *self, const char *from, const char *to)
{
  g_autofree char *path = ctl_path (self, from);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  ctl_write (self, to, bytes, (gssize) size);
}

gboolean
ctl_has (const Ctl *self, const char *name)
{
  g_autofree char *path = ctl_path (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * ctl_shared:
 *
 * Returns: (transfer full) (nullable): the path of a real file; %NULL, and the
 *   test is skipped, where there are none
 */
char *
ctl_shared (const char *first, const char *second)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder != NULL)
    return g_build_filename (folder, first, second, NULL);
  g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return NULL;
}

/* The words of a command line, as a shell takes them apart. */
static char **
split_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  char **words = NULL;

  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  return words;
}

/* Bytes without any are NULL, and so is their copy. */
static char *
copy_text (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return g_strndup (text == NULL ? "" : text, size);
}

static void
keep_answer (Ctl *self, GSubprocess *child)
{
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate (child, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  forget_answer (self);
  self->out = copy_text (out);
  self->err = copy_text (err);
  self->status = g_subprocess_get_if_exited (child) ? g_subprocess_get_exit_status (child)
                                                    : 128 + g_subprocess_get_term_sig (child);
  if (*self->out == '{' || *self->out == '[')
    self->json = json_from_string (self->out, NULL);
  g_test_message ("status %d %.4000s", self->status, self->err);
}

static GSubprocess *
spawn (Ctl *self, const char *line)
{
  g_auto (GStrv) words = split_line (line);
  g_autoptr (GError) error = NULL;
  GSubprocess *child;

  /* Whoever reads the protocol takes lines of 64 KiB. */
  g_test_message ("$ %.4000s", line);
  child = g_subprocess_launcher_spawnv (self->launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  return child;
}

static GSubprocess *
spawn_ctl (Ctl *self, const char *rest)
{
  g_autofree char *line = NULL;

  g_assert_nonnull (g_getenv ("LANTIANCTL"));
  line = g_strdup_printf ("'%s' %s", g_getenv ("LANTIANCTL"), rest);
  return spawn (self, line);
}

/**
 * ctl_run:
 * @self: a machine
 * @format: a command line of any program
 *
 * Runs it to its end; what it answered is in @self.
 */
void
ctl_run (Ctl *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GSubprocess) child = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  child = spawn (self, line);
  keep_answer (self, child);
}

static void
run_ctl (Ctl *self, int status, const char *rest)
{
  g_autoptr (GSubprocess) child = spawn_ctl (self, rest);

  keep_answer (self, child);
  if (self->status != status)
    g_error ("lantianctl %s: status %d instead of %d\n%s%s", rest, self->status, status, self->out,
             self->err);
}

/**
 * ctl_do:
 * @self: a machine
 * @status: the exit status it must have
 * @format: what follows `lantianctl`
 */
void
ctl_do (Ctl *self, int status, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  run_ctl (self, status, line);
}

/**
 * ctl_refuse:
 * @self: a machine
 * @status: the exit status it must have
 * @words: what stderr must tell, and stdout says nothing
 * @format: what follows `lantianctl`
 */
void
ctl_refuse (Ctl *self, int status, const char *words, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  run_ctl (self, status, line);
  if (strstr (self->err, words) == NULL)
    g_error ("lantianctl %s: it does not say \"%s\" but: %s", line, words, self->err);
  g_assert_cmpstr (self->out, ==, "");
}

/**
 * ctl_start:
 * @self: a machine
 * @format: what follows `lantianctl`
 *
 * Returns: (transfer full): the running program
 */
GSubprocess *
ctl_start (Ctl *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  return spawn_ctl (self, line);
}

/**
 * ctl_sql:
 *
 * Lets SQLite's own shell loose on a file.
 */
void
ctl_sql (Ctl *self, const char *file, const char *sql)
{
  const char *const words[] = { "sqlite3", file, sql, NULL };
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("$ sqlite3 %s \"%s\"", file, sql);
  child = g_subprocess_launcher_spawnv (self->launcher, words, &error);
  g_assert_no_error (error);
  keep_answer (self, child);
}

/**
 * ctl_sample:
 *
 * Makes the sample county of 2026-11-20, 09:00, and works on it from now on.
 */
void
ctl_sample (Ctl *self, const char *name)
{
  ctl_do (self, 0, "--at 2026-11-20T09:00 --json new %s --sample", name);
  ctl_set (self, "LANTIAN_DB", name);
}

static JsonNode *
find (const Ctl *self, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = self->json;

  for (int i = 0; steps[i] != NULL && *path != '\0' && node != NULL; i++)
    if (JSON_NODE_HOLDS_OBJECT (node))
      node = json_object_get_member (json_node_get_object (node), steps[i]);
    else if (JSON_NODE_HOLDS_ARRAY (node)
             && strtoul (steps[i], NULL, 10) < json_array_get_length (json_node_get_array (node)))
      node =
          json_array_get_element (json_node_get_array (node), (guint) strtoul (steps[i], NULL, 10));
    else
      node = NULL;
  return node;
}

/**
 * ctl_get:
 * @self: a machine
 * @path: members and places of the last answer, such as `0.conflicts.name.1`
 *
 * Returns: (transfer none) (nullable): the text there; other things as JSON
 */
const char *
ctl_get (const Ctl *self, const char *path)
{
  JsonNode *node = find (self, path);
  g_autofree char *text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : json_to_string (node, FALSE);
  return g_intern_string (text);
}

gint64
ctl_int (const Ctl *self, const char *path)
{
  JsonNode *node = find (self, path);

  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_VALUE (node));
  return json_node_get_int (node);
}

guint
ctl_count (const Ctl *self, const char *path)
{
  JsonNode *node = find (self, path);

  g_assert_nonnull (node);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}

/**
 * ctl_verify:
 *
 * Returns: whether `verify` finds the file sound, in words, status and JSON alike
 */
gboolean
ctl_verify (Ctl *self)
{
  gboolean sound;

  ctl_run (self, "'%s' --json verify", g_getenv ("LANTIANCTL"));
  g_assert_nonnull (self->json);
  sound = g_strcmp0 (ctl_get (self, "ok"), "true") == 0;
  g_assert_cmpint (self->status, ==, sound ? 0 : 1);
  g_assert_cmpuint (ctl_count (self, "problems") == 0, ==, sound);
  return sound;
}

/**
 * ctl_state:
 *
 * Returns: (transfer full): what must be the same where nothing was changed: the
 *   state of the records and the number of operations
 */
char *
ctl_state (Ctl *self)
{
  if (!ctl_verify (self))
    g_error ("verify finds it wanting: %s", self->out);
  return g_strdup_printf ("%s %s", ctl_get (self, "state"), ctl_get (self, "operations"));
}
