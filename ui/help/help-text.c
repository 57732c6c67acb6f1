/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of help: `help/LANGUAGE/PAGE.md` in the program's data, one for each task, in a
 * handful of Markdown: `# title`, `## heading`, `1. step`, `- point`, `![picture]`, and
 * paragraphs of one line. A picture that is not there leaves nothing. */

#include "ui/help/help-text.h"

#include "lantian-config.h"

#include <adwaita.h>

#define PICTURE_HEIGHT 360

/* Every page, in the order of the list. */
static const char *const pages[] = { "start",      "begin",  "map",    "today",      "search",
                                     "inspection", "order",  "lists",  "monitoring", "targets",
                                     "breaches",   "import", "export", "sync",       "officers",
                                     "field",      NULL };

/* Which page of help belongs to what is shown. */
static const char *const shown_pages[][2] = {
  { "new", "begin" },         { "join", "begin" },
  { "restore", "begin" },     { "map", "map" },
  { "place", "map" },         { "inspection", "inspection" },
  { "today", "today" },       { "inspections", "inspection" },
  { "order", "order" },       { "orders", "order" },
  { "lists", "lists" },       { "monitoring", "monitoring" },
  { "targets", "targets" },   { "breaches", "breaches" },
  { "import", "import" },     { "export", "export" },
  { "officers", "officers" }, { "sync", "sync" },
  { "preferences", "field" },
};

static char *
get_path (const char *folder, const char *name, const char *ending)
{
  const char *data = g_getenv ("LANTIAN_DATA_DIR");
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_build_filename (data != NULL && data[0] != '\0' ? data : LT_DATA_DIR, "help", folder,
                           file, NULL);
}

/* In the language of the screen, as gettext takes it. */
static const char *
get_language (void)
{
  const char *language = g_getenv ("LANGUAGE");

  return language != NULL && g_str_has_prefix (language, "zh") ? "zh_CN" : "en";
}

/**
 * lt_help_get_pages:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all pages, in order
 */
const char *const *
lt_help_get_pages (void)
{
  return pages;
}

/**
 * lt_help_find_page:
 * @shown: what the window shows, as lt_window_get_page() says it
 *
 * Returns: (transfer none): the page of help about it; the first where there is none
 */
const char *
lt_help_find_page (const char *shown)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown_pages); i++)
    if (g_str_equal (shown, shown_pages[i][0]))
      return shown_pages[i][1];
  return pages[0];
}

/**
 * lt_help_read:
 * @page: one of lt_help_get_pages()
 *
 * Returns: (transfer full) (nullable): its text; %NULL where the program was not installed
 *   as a whole
 */
char *
lt_help_read (const char *page)
{
  g_autofree char *path = get_path (get_language (), page, ".md");
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/**
 * lt_help_get_title:
 * @text: of a page
 *
 * Returns: (transfer full): its title
 */
char *
lt_help_get_title (const char *text)
{
  const char *end = strchrnul (text, '\n');

  return g_str_has_prefix (text, "# ") ? g_strndup (text + 2, (gsize) (end - text - 2))
                                       : g_strdup ("");
}

static GtkWidget *
make_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "3. words" or "- words": the mark stands before all lines of the words. */
static GtkWidget *
make_point (const char *mark, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *sign = gtk_label_new (mark);

  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (sign), 2);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), make_label (words, NULL));
  return box;
}

static GtkWidget *
make_picture (const char *line)
{
  g_autofree char *name = g_strndup (line + 2, strcspn (line + 2, "]"));
  g_autofree char *path = get_path ("pictures", name, ".png");
  GtkWidget *picture;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  picture = gtk_picture_new_for_filename (path);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_size_request (picture, -1, PICTURE_HEIGHT);
  gtk_widget_set_margin_top (picture, 12);
  gtk_accessible_update_state (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return picture;
}

static GtkWidget *
make_line (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  if (g_str_has_prefix (line, "# "))
    return make_label (line + 2, "title-2");
  if (g_str_has_prefix (line, "## "))
    return make_label (line + 3, "help-heading");
  if (g_str_has_prefix (line, "- "))
    return make_point ("•", line + 2);
  if (g_str_has_prefix (line, "!["))
    return make_picture (line);
  if (digits > 0 && g_str_has_prefix (line + digits, ". "))
    {
      g_autofree char *mark = g_strndup (line, digits + 1);

      return make_point (mark, line + digits + 2);
    }
  return make_label (line, NULL);
}

/**
 * lt_help_make_body:
 * @text: of a page
 *
 * Returns: (transfer floating): it, to be read
 */
GtkWidget *
lt_help_make_body (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *line = lines[i][0] == '\0' ? NULL : make_line (lines[i]);

      if (line != NULL)
        gtk_box_append (GTK_BOX (box), line);
    }
  return box;
}
