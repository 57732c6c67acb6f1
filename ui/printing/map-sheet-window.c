/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/printing/map-sheet-window.h"

#include "base/civil-time.h"
#include "geo/mercator.h"
#include "ui/printing/map-sheet-job.h"
#include "ui/printing/print-pages.h"
#include "ui/shell/file-choice.h"
#include "ui/shell/last-file.h"
#include "work/picture.h"

#include <glib/gi18n-lib.h>

/* After a letter of the heading, before the page is made anew. */
#define TYPING_MS 400

struct _LtMapSheetWindow
{
  AdwWindow parent_instance;

  GtkPicture *picture;
  GtkSpinner *spinner;
  GtkDropDown *paper_choice;
  GtkDropDown *part_choice;
  GtkEditable *title_entry;
  GtkCheckButton *plain_check;
  GtkWidget *print_button;
  GtkWidget *save_button;
  GtkLabel *facts;
  GtkLabel *words;

  LtSession *session;
  LtMapSeen seen;
  GCancellable *making; /* (nullable): of the page that is being made */
  LtMapPrint *print;    /* (nullable): the page that is shown */
  guint typing;         /* source; 0 while nobody types */
  gboolean paper_is_chosen;
  gboolean setting;
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtMapSheetWindow, lt_map_sheet_window, ADW_TYPE_WINDOW)

enum
{
  PART_SEEN,
  PART_COUNTY,
};

static void
say (LtMapSheetWindow *self, const char *words)
{
  gtk_label_set_text (self->words, words == NULL ? "" : words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
}

static void
set_busy (LtMapSheetWindow *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.print", !busy && self->print != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.save", !busy && self->print != NULL);
}

static void
stop (LtMapSheetWindow *self)
{
  g_clear_handle_id (&self->typing, g_source_remove);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
}

static void
show_facts (LtMapSheetWindow *self)
{
  g_autoptr (GPtrArray) lines = lt_map_print_tell (self->print);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i + 1 < lines->len; i += 2)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      /* Translators: what a line is about, and the line */
      g_string_append_printf (text, _ ("%s: %s"), (char *) g_ptr_array_index (lines, i),
                              (char *) g_ptr_array_index (lines, i + 1));
    }
  if (lt_map_print_has_gaps (self->print))
    g_string_append_printf (text, "\n%s",
                            _ ("Parts of the base map are missing: the tile service did not "
                               "answer."));
  gtk_label_set_text (self->facts, text->str);
}

/* What the program chose is shown where it can be changed. */
static void
show_choices (LtMapSheetWindow *self)
{
  self->setting = TRUE;
  gtk_drop_down_set_selected (self->paper_choice, lt_map_print_get_paper (self->print) - 1);
  if (*gtk_editable_get_text (self->title_entry) == '\0')
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->title_entry),
                                    lt_map_print_get_heading (self->print));
  self->setting = FALSE;
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMapSheetWindow) self = LT_MAP_SHEET_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtMapSheetMade) made = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->making);
  g_clear_pointer (&self->print, lt_map_print_free);
  if (made != NULL)
    self->print = g_steal_pointer (&made->print);
  set_busy (self, FALSE);
  say (self, made == NULL ? error->message : NULL);
  gtk_picture_set_paintable (self->picture, made == NULL ? NULL : GDK_PAINTABLE (made->texture));
  if (self->print == NULL)
    return;
  show_choices (self);
  show_facts (self);
}

static LtMapSheetWanted *
want (LtMapSheetWindow *self)
{
  gboolean whole = gtk_drop_down_get_selected (self->part_choice) == PART_COUNTY;
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_entry)));
  LtMapSheetWanted *wanted = g_new0 (LtMapSheetWanted, 1);

  wanted->wish = self->seen.wish;
  wanted->wish.style =
      gtk_check_button_get_active (self->plain_check) ? LT_INK_PLAIN : LT_INK_LIGHT;
  wanted->title = *title == '\0' ? NULL : g_steal_pointer (&title);
  wanted->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  wanted->sheet = (LtMapSheet){
    .degrees = whole ? LT_BOX_EMPTY : lt_mercator_degrees (&self->seen.world),
    .paper = self->paper_is_chosen
                 ? (LtMapPaper) (gtk_drop_down_get_selected (self->paper_choice) + 1)
                 : LT_MAP_NO_PAPER,
    .basemap = self->seen.basemap == NULL ? NULL : lt_basemap_ref (self->seen.basemap),
    .title = wanted->title,
    .made = lt_session_get_now (self->session),
  };
  return wanted;
}

/* One page at a time: what lies beneath is fetched tile by tile, in one of few readers. */
static void
make (LtMapSheetWindow *self)
{
  stop (self);
  set_busy (self, TRUE);
  self->making = g_cancellable_new ();
  lt_map_sheet_ask (self->session, want (self), self->making, on_made, g_object_ref (self));
}

static void
on_part (LtMapSheetWindow *self)
{
  if (!self->setting)
    make (self);
}

static void
on_paper (LtMapSheetWindow *self)
{
  g_autofree char *paper = NULL;

  if (self->setting)
    return;
  self->paper_is_chosen = TRUE;
  paper = g_strdup_printf ("%u", gtk_drop_down_get_selected (self->paper_choice));
  lt_settings_set (LT_SETTING_MAP_PAPER, paper);
  make (self);
}

static void
on_plain (LtMapSheetWindow *self)
{
  if (self->setting)
    return;
  lt_settings_set (LT_SETTING_MAP_PLAIN,
                   gtk_check_button_get_active (self->plain_check) ? "true" : "false");
  make (self);
}

static gboolean
on_typed (gpointer user_data)
{
  LtMapSheetWindow *self = user_data;

  self->typing = 0;
  make (self);
  return G_SOURCE_REMOVE;
}

static void
on_title (LtMapSheetWindow *self)
{
  stop (self);
  set_busy (self, TRUE);
  self->typing = g_timeout_add (TYPING_MS, on_typed, self);
}

static void
on_printed (const GError *error, gpointer user_data)
{
  say (user_data, error == NULL ? NULL : error->message);
}

/* Of an inch a page has 72 points and the sheet 96 pixels. */
static void
paint_sheet (cairo_t *cr, guint page, gpointer print)
{
  cairo_scale (cr, 0.75, 0.75);
  lt_map_print_paint (cr, print);
}

static void
free_print (gpointer print)
{
  lt_map_print_free (print);
}

static void
on_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMapSheetWindow *self = LT_MAP_SHEET_WINDOW (widget);
  LtMapPaper paper = lt_map_print_get_paper (self->print);
  const LtPrintPaper printed = {
    .size =
        paper == LT_MAP_A3 || paper == LT_MAP_A3_UPRIGHT ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4,
    .lying = paper == LT_MAP_A4 || paper == LT_MAP_A3,
    .n_pages = 1,
    .paint = paint_sheet,
    .paper = lt_map_print_ref (self->print),
    .free_paper = free_print,
  };

  lt_print_paper (GTK_WINDOW (self), lt_map_print_get_heading (self->print), &printed, on_printed,
                  G_OBJECT (self));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtMapSheetWindow) self = LT_MAP_SHEET_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtMapSheetMade) made = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->making);
  set_busy (self, FALSE);
  say (self, made == NULL ? error->message : NULL);
  if (made == NULL)
    return;
  g_signal_emit (self, signals[SAVED], 0, made->path, lt_map_print_has_gaps (made->print));
  gtk_window_close (GTK_WINDOW (self));
}

/* The chooser has asked whether a file that is there may go. */
static void
on_place_chosen (GtkWidget *widget, GListModel *files, const char *about)
{
  LtMapSheetWindow *self = LT_MAP_SHEET_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  gboolean named =
      path != NULL && (g_str_has_suffix (path, ".pdf") || g_str_has_suffix (path, ".png"));
  g_autofree char *whole =
      path == NULL || named ? g_strdup (path) : g_strconcat (path, ".pdf", NULL);
  LtMapSheetWanted *wanted;

  if (whole == NULL || self->print == NULL || !lt_work_check_picture (whole, named, &error))
    {
      say (self, error == NULL ? NULL : error->message);
      return;
    }
  wanted = g_new0 (LtMapSheetWanted, 1);
  wanted->print = lt_map_print_ref (self->print);
  wanted->path = g_steal_pointer (&whole);
  stop (self);
  set_busy (self, TRUE);
  self->making = g_cancellable_new ();
  lt_map_sheet_ask (self->session, wanted, self->making, on_written, g_object_ref (self));
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMapSheetWindow *self = LT_MAP_SHEET_WINDOW (widget);
  g_autofree char *today = lt_date_of (lt_session_get_now (self->session));
  g_autofree char *stem = g_strdup_printf ("%s %s", lt_map_print_get_heading (self->print), today);
  g_autoptr (GFile) folder =
      lt_file_choice_get_folder (LT_FOLDER_PICTURES, lt_session_get_path (self->session));
  g_autofree char *name = lt_file_choice_make_name (folder, stem, ".pdf");
  LtFileQuestion question = { .title = _ ("Save the map: a page (.pdf) or a picture (.png)"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = folder,
                              .folder_key = LT_FOLDER_PICTURES,
                              .name = name };

  lt_file_choice_ask (widget, &question, on_place_chosen);
}

static gboolean
lt_map_sheet_window_close_request (GtkWindow *window)
{
  stop (LT_MAP_SHEET_WINDOW (window));
  return GTK_WINDOW_CLASS (lt_map_sheet_window_parent_class)->close_request (window);
}

static void
lt_map_sheet_window_dispose (GObject *object)
{
  LtMapSheetWindow *self = LT_MAP_SHEET_WINDOW (object);

  stop (self);
  g_clear_pointer (&self->print, lt_map_print_free);
  g_clear_pointer (&self->seen.basemap, lt_basemap_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_map_sheet_window_parent_class)->dispose (object);
}

static void
lt_map_sheet_window_class_init (LtMapSheetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_map_sheet_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = lt_map_sheet_window_close_request;

  signals[SAVED] = g_signal_new ("saved", LT_TYPE_MAP_SHEET_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/lantian/Lantian/ui/printing/map-sheet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, paper_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, part_choice);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, title_entry);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, plain_check);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, print_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, facts);
  gtk_widget_class_bind_template_child (widget_class, LtMapSheetWindow, words);
  gtk_widget_class_bind_template_callback (widget_class, on_paper);
  gtk_widget_class_bind_template_callback (widget_class, on_part);
  gtk_widget_class_bind_template_callback (widget_class, on_title);
  gtk_widget_class_bind_template_callback (widget_class, on_plain);
  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, on_print);
  gtk_widget_class_install_action (widget_class, "sheet.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "sheet.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sheet.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lt_map_sheet_window_init (LtMapSheetWindow *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
}

/* A map that was never on the screen shows nothing yet: then it is the county, too. */
static gboolean
sees_county (LtMapSheetWindow *self)
{
  const LtBox *seen = &self->seen.world;

  return !(seen->min_x < seen->max_x)
         || lt_work_map_sees_all (lt_session_get_store (self->session), seen);
}

/* As it was chosen the last time. */
static void
recall (LtMapSheetWindow *self)
{
  g_autofree char *paper = lt_settings_get (LT_SETTING_MAP_PAPER);
  guint64 chosen;

  self->setting = TRUE;
  self->paper_is_chosen =
      paper != NULL && g_ascii_string_to_unsigned (paper, 10, 0, 3, &chosen, NULL);
  if (self->paper_is_chosen)
    gtk_drop_down_set_selected (self->paper_choice, (guint) chosen);
  gtk_check_button_set_active (self->plain_check, lt_settings_is_on (LT_SETTING_MAP_PLAIN, FALSE));
  gtk_drop_down_set_selected (self->part_choice, sees_county (self) ? PART_COUNTY : PART_SEEN);
  self->setting = FALSE;
}

/**
 * lt_map_sheet_window_new:
 * @parent: the window over which it stands
 * @session: the open county
 * @seen: what is on the screen; copied
 *
 * Returns: (transfer none): a window that makes its page at once
 */
LtMapSheetWindow *
lt_map_sheet_window_new (GtkWindow *parent, LtSession *session, const LtMapSeen *seen)
{
  LtMapSheetWindow *self = g_object_new (LT_TYPE_MAP_SHEET_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);
  GtkWidget *meant = seen->saving ? self->save_button : self->print_button;

  gtk_widget_add_css_class (meant, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), meant);
  self->session = g_object_ref (session);
  self->seen = *seen;
  if (seen->basemap != NULL)
    lt_basemap_ref (seen->basemap);
  recall (self);
  make (self);
  return self;
}

/**
 * lt_map_sheet_window_is_settled:
 *
 * Returns: whether the page that is shown is the one that was asked for
 */
gboolean
lt_map_sheet_window_is_settled (LtMapSheetWindow *self)
{
  return self->making == NULL && self->typing == 0;
}
