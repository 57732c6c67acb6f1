/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a screen reader is told of everything that the program shows: every control has a
 * role and a name, and nothing is said in English in a Chinese window. */

#include "stage-access.h"
#include "walk.h"

#include "work/county.h"

/* What may stand in Latin letters: units and what is measured, datums, formats and names
 * of programs, keys. */
static const char allowed[] =
    "^(km|mm|cm|kg|mg|km²|"
    "SO|NO|CO|PM|TSP|VOCs?|AQI|NA|CODE|GB|HJ|"
    "CGCS2000|WGS84|WGS|GCJ|BD|EPSG|epsg|gk3|gk6|GPS|NMEA|gpsd|GeoClue|"
    "GeoPackage|GeoJSON|Shapefile|DXF|GPX|KML|KMZ|CSV|JSON|Excel|PDF|PNG|UTF|GB18030|XLSX|xlsx|"
    "MBTiles|"
    "QGIS|WPS|ID|GNOME|"
    "GNU|Debian|GTK|libadwaita|libshumate|GLib|GIO|libsoup|libarchive|zlib|SQLite|GEOS|PROJ|GDAL|"
    "cairo|Pango|fontconfig|GdkPixbuf|gexiv2|OpenSSL|libcsv|YAJL|libxml2|libxlsxwriter|Noto|CJK|"
    "Ctrl|Alt|Shift|Esc|Enter|Tab|Page|Down|Up|End|Home|Delete|Backspace|Insert|"
    /* codes of the plans, and what stands in their words */
    "[A-Z]{2}[0-9]{2}|AB|SCR|SNCR|"
    /* marks of machines, in hexadecimal digits */
    "[0-9A-F]{4}|"
    /* ends of files' names; the sample county's codes and passphrase; the file on the stage,
     * and what is searched there */
    "csv|json|tar|utf|SL|lantian|sample|county|gpkg|kc)$";

typedef struct
{
  GHashTable *seen; /* of what was told, each once */
  GPtrArray *faults;
  GRegex *word;
  GRegex *allowed;
  guint controls;
} Findings;

static gboolean
is_control (const StageAccessible *item)
{
  static const char *const roles[] = { "button",
                                       "toggle button",
                                       "checkbox",
                                       "radio",
                                       "combo box",
                                       "text box",
                                       "search box",
                                       "switch",
                                       "slider",
                                       "spin button",
                                       "link",
                                       "menu item",
                                       "menu item checkbox",
                                       "menu item radio",
                                       "tab",
                                       "list item",
                                       "row",
                                       "tree grid",
                                       "column header",
                                       NULL };

  return g_strv_contains (roles, item->role);
}

/* GTK 4.8 says the type of what has no name. */
static gboolean
is_type (const char *name)
{
  return g_type_from_name (name) != 0;
}

/* GTK's own parts are named when they come onto the screen, and AT-SPI does not say
 * which are there: assert_parts_have_names() does. Of a menu button the part within it is
 * what takes the keyboard. */
static gboolean
is_part (const StageAccessible *item)
{
  /* The last two are libadwaita's, in preferences and about, where they never show. */
  static const char *const parts[] = { "GtkListItemWidget", "GtkColumnViewTitle", "GtkToggleButton",
                                       "GtkSearchEntry",    "GtkTextView",        NULL };

  return g_strv_contains (parts, item->name)
         || (!item->focusable && g_str_equal (item->name, "GtkMenuButton"));
}

/* The row of the headers and what a drop-down list shows closed are none that are gone to. */
static gboolean
is_row (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget")
         && !g_str_equal (G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), "GtkColumnView")
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
                != GTK_ACCESSIBLE_ROLE_WIDGET;
}

static void
assert_parts_have_names (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_row (widget) || g_str_equal (type, "GtkColumnViewTitle")
      || g_str_equal (type, "GtkToggleButton") || g_str_equal (type, "GtkTextView"))
    if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
        && !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_RELATION_LABELLED_BY))
      g_error ("%s %s in %s has no name", type, gtk_widget_get_name (widget),
               gtk_widget_get_name (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_parts_have_names (child);
}

static void
note_fault (Findings *self, const char *page, const StageAccessible *item, const char *what)
{
  g_autofree char *fault =
      g_strdup_printf ("%s: %s “%s” in %s", what, item->role, item->name, item->where);

  if (g_ptr_array_find_with_equal_func (self->faults, fault, g_str_equal, NULL))
    return;
  g_test_message ("%s: %s", page, fault);
  g_ptr_array_add (self->faults, g_steal_pointer (&fault));
}

static void
look_for_english (Findings *self, const char *page, const StageAccessible *item, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (g_path_is_absolute (text))
    return;
  g_regex_match (self->word, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);

      if (g_ascii_isalpha (word[0]) && !g_regex_match (self->allowed, word, 0, NULL))
        {
          g_autofree char *what = g_strdup_printf ("“%s” in “%s”", word, text);

          note_fault (self, page, item, what);
        }
    }
}

static void
judge (Findings *self, const char *page, const StageAccessible *item)
{
  gboolean nameless = item->name[0] == '\0' || is_type (item->name);

  if (is_control (item) && nameless && !is_part (item))
    note_fault (self, page, item, "has no name");
  if (g_str_equal (item->role, "widget") && !nameless)
    note_fault (self, page, item, "has no role");
  self->controls += is_control (item);
  if (!nameless)
    look_for_english (self, page, item, item->name);
  look_for_english (self, page, item, item->description);
  if (item->text != NULL)
    look_for_english (self, page, item, item->text);
}

static void
listen (Stage *stage, Findings *self, const char *page, GtkWidget *root)
{
  g_autoptr (GPtrArray) told = stage_access_read (stage, root);

  g_assert_cmpuint (told->len, >, 5);
  /* The program itself is named after its file. */
  for (guint i = 1; i < told->len; i++)
    judge (self, page, g_ptr_array_index (told, i));
}

static void
findings_init (Findings *self)
{
  self->faults = g_ptr_array_new_with_free_func (g_free);
  /* Where a file lies is its name, and no word; nor is the mark of a machine. */
  self->word = g_regex_new ("(?<![^ ，])/[^ ，]+|(?<![A-Za-z0-9])[0-9A-F]{4}(?![A-Za-z0-9])|"
                            "[A-Za-z]{2,}[A-Za-z0-9²]*",
                            0, 0, NULL);
  self->allowed = g_regex_new (allowed, 0, 0, NULL);
  g_assert_nonnull (self->allowed);
}

static void
findings_end (Findings *self)
{
  g_assert_cmpuint (self->faults->len, ==, 0);
  g_ptr_array_unref (self->faults);
  g_regex_unref (self->word);
  g_regex_unref (self->allowed);
}

/* A popover stays where it was opened, and is heard with the next page: all that is there
 * is told, also what does not show. */
static void
on_seen (Stage *stage, const char *where, GtkWidget *root, gpointer user_data)
{
  assert_parts_have_names (root);
  if (!GTK_IS_POPOVER (root))
    listen (stage, user_data, where, root);
}

typedef void (*Way) (const Walk *walk);

static void
walk_through (const Way *ways)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  Findings findings = { NULL };
  Walk walk = { stage, on_seen, &findings };

  findings_init (&findings);
  walk_prepare (stage);
  for (; *ways != NULL; ways++)
    (*ways) (&walk);
  listen (stage, &findings, "the end", GTK_WIDGET (stage->window));
  /* Nobody could say that nothing was found, had nothing been read. */
  g_assert_cmpuint (findings.controls, >, 200);
  findings_end (&findings);
}

static void
test_pages (void)
{
  walk_through ((const Way[]){ walk_pages, NULL });
}

static void
test_lists (void)
{
  walk_through ((const Way[]){ walk_lists, NULL });
}

static void
test_forms (void)
{
  walk_through ((const Way[]){ walk_forms, NULL });
}

static void
test_windows (void)
{
  walk_through ((const Way[]){ walk_windows, walk_questions, NULL });
}

static void
test_acts (void)
{
  walk_through ((const Way[]){ walk_import, walk_officers, NULL });
}

static void
test_beginning (void)
{
  g_autoptr (Stage) stage = stage_new (NULL);
  Findings findings = { NULL };
  Walk walk = { stage, on_seen, &findings };

  findings_init (&findings);
  walk_beginning (&walk);
  findings_end (&findings);
}

int
main (int argc, char **argv)
{
  stage_access_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/names/begun/pages", test_pages);
  g_test_add_func ("/ui/names/opened/lists", test_lists);
  g_test_add_func ("/ui/names/asked/forms", test_forms);
  g_test_add_func ("/ui/names/opened/windows", test_windows);
  g_test_add_func ("/ui/names/asked/acts", test_acts);
  g_test_add_func ("/ui/names/begun/beginning", test_beginning);
  return g_test_run ();
}
