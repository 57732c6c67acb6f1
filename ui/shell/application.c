/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/application-private.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/language.h"
#include "lantian-config.h"
#include "ui/lantian-resources.h"
#include "ui/preferences/looks.h"
#include "ui/shell/first-map.h"
#include "ui/shell/last-file.h"
#include "ui/shell/spoken-names.h"
#include "work/county.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <malloc.h>

#define LARGE_BLOCK (256 * 1024)

struct _LtApplication
{
  AdwApplication parent_instance;

  char *card;
  gint64 at;
  char *shot;
  gboolean quit_after_first_map;
  int status;
};

G_DEFINE_FINAL_TYPE (LtApplication, lt_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.open-file", { "<Control>o" } },
  { "win.search", { "<Control>k" } },
  { "win.sign-in", { "<Control>l" } },
  { "win.inspect", { "<Control>n" } },
  { "win.back", { "<Alt>Left" } },
  { "win.show::map", { "<Alt>1" } },
  { "win.show::today", { "<Alt>2" } },
  { "win.show::inspections", { "<Alt>3" } },
  { "win.show::orders", { "<Alt>4" } },
  { "win.show::monitoring", { "<Alt>5" } },
  { "win.show::lists", { "<Alt>6" } },
  { "win.show::sync", { "<Alt>7" } },
  { "win.show::import", { "<Alt>8" } },
  { "win.show::targets", { "<Alt>9" } },
  { "win.show::breaches", { "<Alt>0" } },
  { "win.import", { "<Control>i" } },
  { "win.export::", { "<Control><Shift>e" } },
};

static void
fail (LtApplication *self, const GError *error)
{
  g_printerr ("lantian: %s\n", error->message);
  self->status = lt_error_exit_status (error);
}

static gboolean
is_scripted (LtApplication *self)
{
  return self->shot != NULL || self->quit_after_first_map;
}

static void
on_first_map (const GError *error, gpointer user_data)
{
  LtApplication *self = LT_APPLICATION (user_data);

  if (error != NULL)
    fail (self, error);
  if (self->quit_after_first_map || error != NULL)
    g_application_quit (G_APPLICATION (self));
}

static gboolean
sign_in (LtApplication *self, LtSession *session, GError **error)
{
  const char *file = g_getenv ("LANTIAN_PASSPHRASE_FILE");
  g_autofree char *passphrase = NULL;

  if (file == NULL && lt_session_is_sample (session))
    passphrase = g_strdup (LT_SAMPLE_PASSPHRASE);
  else if (file == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--as needs a passphrase: set LANTIAN_PASSPHRASE_FILE to a file that holds "
                      "it, or sign in in the window."));
      return FALSE;
    }
  else if (!g_file_get_contents (file, &passphrase, NULL, error))
    return FALSE;
  return lt_session_sign_in (session, self->card, g_strchomp (passphrase), error);
}

/* Opens a session as the command line asks for it. */
static LtSession *
open_session (LtApplication *self, const char *path, GError **error)
{
  g_autoptr (LtSession) session = lt_session_open (path, error);

  if (session == NULL)
    return NULL;
  if (self->at != 0)
    lt_session_set_now (session, self->at);
  if (self->card != NULL && !sign_in (self, session, error))
    return NULL;
  return g_steal_pointer (&session);
}

/* The notification was clicked. */
static void
on_today (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window == NULL)
    return;
  gtk_window_present (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.go", "s", "today");
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *at = gtk_application_get_windows (GTK_APPLICATION (user_data));
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (; at != NULL; at = at->next)
    if (LT_IS_WINDOW (at->data))
      g_ptr_array_add (windows, g_object_ref (at->data));
  if (windows->len == 0)
    g_application_quit (G_APPLICATION (user_data));
  /* Each asks first where something is not saved, and stays then. */
  for (guint i = 0; i < windows->len; i++)
    gtk_window_close (g_ptr_array_index (windows, i));
}

static void
lt_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", on_quit },
    { "today", on_today },
  };

  G_APPLICATION_CLASS (lt_application_parent_class)->startup (application);
  lt_spoken_names_start ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  lt_application_add_help_actions (LT_APPLICATION (application));
  lt_looks_apply ();
  /* Whoever comes to a text by Tab sees the text; it is chosen when somebody chooses it. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           (const char *const *) accelerators[i].keys);
}

/* A second start without a file comes to the window that is there. */
static void
lt_application_activate (GApplication *application)
{
  LtApplication *self = LT_APPLICATION (application);
  GtkWindow *there = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *last = NULL;

  if (there != NULL)
    {
      gtk_window_present (there);
      return;
    }
  if (!is_scripted (self) && lt_settings_is_on (LT_SETTING_OPEN_LAST, TRUE))
    last = lt_last_file_get ();
  lt_application_show (self, last);
}

static gboolean
is_same_file (const char *path, const char *other)
{
  GStatBuf first, second;

  return g_stat (path, &first) == 0 && g_stat (other, &second) == 0 && first.st_dev == second.st_dev
         && first.st_ino == second.st_ino;
}

/* The window that has the file open; else, where @path is NULL, one without any. */
static LtWindow *
find_window (LtApplication *self, const char *path)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at != NULL; at = at->next)
    {
      LtSession *session = LT_IS_WINDOW (at->data) ? lt_window_get_session (at->data) : NULL;

      if (LT_IS_WINDOW (at->data)
          && (path == NULL ? session == NULL
                           : session != NULL && is_same_file (lt_session_get_path (session), path)))
        return at->data;
    }
  return NULL;
}

/* Another county has a window of its own: what is open stays, with what was typed. */
static void
open_file (LtApplication *self, GFile *file)
{
  const char *path = g_file_peek_path (file);
  LtWindow *there = path == NULL ? find_window (self, NULL) : find_window (self, path);
  LtWindow *empty = there == NULL ? find_window (self, NULL) : NULL;
  g_autofree char *words = NULL;

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      words =
          g_strdup_printf (_ ("%s is not on a disk of this machine. Copy it there first."), uri);
      there = there == NULL ? lt_application_show (self, NULL) : there;
      lt_window_show_problem (there, words);
    }
  else if (there == NULL && empty == NULL)
    there = lt_application_show (self, path);
  else if (there == NULL)
    {
      lt_window_open (empty, path);
      there = empty;
    }
  gtk_window_present (GTK_WINDOW (there));
}

static void
lt_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (LT_APPLICATION (application), files[i]);
}

static void
lt_application_finalize (GObject *object)
{
  LtApplication *self = LT_APPLICATION (object);

  g_free (self->card);
  g_free (self->shot);
  G_OBJECT_CLASS (lt_application_parent_class)->finalize (object);
}

static void
lt_application_class_init (LtApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lt_application_finalize;
  application_class->startup = lt_application_startup;
  application_class->activate = lt_application_activate;
  application_class->open = lt_application_open;
}

static void
lt_application_init (LtApplication *self)
{
}

/**
 * lt_ui_start:
 *
 * Before anything of GTK: the language of the screen, and what is compiled in; and how
 * memory is taken.
 */
void
lt_ui_start (void)
{
  /* A scene that was painted goes back to the system at once: by itself glibc takes ever
   * larger blocks from heaps, which one small block that stays keeps from shrinking. */
  mallopt (M_MMAP_THRESHOLD, LARGE_BLOCK);
  lt_looks_start ();
  lt_language_start ();
  gtk_disable_setlocale ();
  g_resources_register (lt_ui_get_resource ());
}

/**
 * lt_application_new:
 * @options: what the command line asks for
 */
LtApplication *
lt_application_new (const LtApplicationOptions *options)
{
  gboolean scripted = options->shot != NULL || options->quit_after_first_map
                      || options->card != NULL || options->at != 0;
  LtApplication *self =
      g_object_new (LT_TYPE_APPLICATION, "application-id", "org.lantian.Lantian", "flags",
                    G_APPLICATION_HANDLES_OPEN | (scripted ? G_APPLICATION_NON_UNIQUE : 0),
                    "resource-base-path", "/org/lantian/Lantian", NULL);

  self->card = g_strdup (options->card);
  self->at = options->at;
  self->shot = g_strdup (options->shot);
  self->quit_after_first_map = options->quit_after_first_map;
  return self;
}

/**
 * lt_application_show:
 * @self: the application
 * @path: (nullable): a county file; %NULL to ask which
 *
 * Returns: (transfer none): the window, with what is wrong with the file in it
 */
LtWindow *
lt_application_show (LtApplication *self, const char *path)
{
  LtWindow *window = lt_window_new (ADW_APPLICATION (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) session = path == NULL ? NULL : open_session (self, path, &error);

  if (session != NULL)
    {
      lt_window_set_session (window, session);
      if (!is_scripted (self))
        lt_window_note_file (window, path);
    }
  else if (error != NULL)
    lt_window_show_problem (window, error->message);
  gtk_window_present (GTK_WINDOW (window));
  if (session != NULL && is_scripted (self))
    lt_first_map_await (window, self->shot, on_first_map, self);
  else if (is_scripted (self))
    {
      if (error == NULL)
        g_set_error (&error, LT_ERROR, LT_ERROR_USAGE,
                     _ ("--shot and --quit-after-first-map need a county file. Name one."));
      fail (self, error);
      g_application_quit (G_APPLICATION (self));
    }
  return window;
}

/* Reads the command line into @options, whose texts live in the static entries. */
static gboolean
read_options (int *argc, char ***argv, LtApplicationOptions *options, char **path, gboolean *done)
{
  static char *db, *at, *card, *shot;
  static gboolean quit, version;
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &db, N_ ("the county file"), N_ ("FILE") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &card, N_ ("sign in as this officer"), N_ ("CARD") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("what the clock shall say"), N_ ("TIME") },
    { "shot", 0, 0, G_OPTION_ARG_FILENAME, &shot,
      N_ ("save a picture of the window, and of the map, when it is painted"), N_ ("FILE") },
    { "quit-after-first-map", 0, 0, G_OPTION_ARG_NONE, &quit, N_ ("end when the map is painted"),
      NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("show the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[FILE]"));
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ ("lantian shows a county on a map; officers log "
                                            "inspections and orders in it."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_printerr ("lantian: %s\n", error->message);
      return FALSE;
    }
  *done = version;
  if (version)
    g_print ("lantian %s\n", LT_VERSION);
  *path = *argc > 1 ? (*argv)[1] : db;
  options->card = card;
  options->shot = shot;
  options->quit_after_first_map = quit;
  if (at == NULL)
    return TRUE;
  options->at = lt_time_parse (at, &error);
  if (error != NULL)
    g_printerr ("lantian: %s\n", error->message);
  return error == NULL;
}

/**
 * lt_application_main:
 *
 * Returns: the exit status of the program
 */
int
lt_application_main (int argc, char **argv)
{
  LtApplicationOptions options = { NULL };
  g_autoptr (LtApplication) self = NULL;
  gboolean done = FALSE;
  char *file[3] = { NULL };
  int status;

  lt_ui_start ();
  if (!read_options (&argc, &argv, &options, &file[1], &done))
    return LT_ERROR_USAGE;
  if (done)
    return 0;
  self = lt_application_new (&options);
  /* The program that runs already is handed the file, and this one ends. */
  file[0] = argv[0];
  status = g_application_run (G_APPLICATION (self), file[1] == NULL ? 1 : 2, file);
  return self->status != 0 ? self->status : status;
}
