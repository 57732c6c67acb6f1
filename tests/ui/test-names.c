/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a screen reader is told of the whole window: every control has a role and a name,
 * and nothing is said in English in a Chinese window. */

#include "stage-access.h"

#include "work/county.h"

/* What may stand in Latin letters: units and what is measured, datums, formats and names
 * of programs, keys. */
static const char allowed[] =
    "^(km|mm|cm|kg|mg|km²|"
    "SO|NO|CO|PM|TSP|VOCs?|AQI|CODE|GB|HJ|"
    "CGCS2000|WGS84|WGS|GCJ|BD|EPSG|epsg|gk3|gk6|GPS|NMEA|gpsd|GeoClue|"
    "GeoPackage|GeoJSON|Shapefile|DXF|GPX|KML|KMZ|CSV|JSON|Excel|PDF|PNG|UTF|GB18030|XLSX|xlsx|"
    "MBTiles|"
    "QGIS|WPS|ID|GNOME|"
    "Ctrl|Alt|Shift|Esc|Enter|Tab|Page|Down|Up|End|Home|Delete|Backspace|Insert|"
    /* codes of mines in the sample county; the file's name on the stage */
    "SL|county|gpkg)$";

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
  /* The last is libadwaita's in preferences, where it never shows. */
  static const char *const parts[] = { "GtkListItemWidget", "GtkColumnViewTitle", "GtkToggleButton",
                                       "GtkSearchEntry", NULL };

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
      || g_str_equal (type, "GtkToggleButton"))
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
      g_strdup_printf ("%s: %s: %s “%s” in %s", page, what, item->role, item->name, item->where);

  if (!g_ptr_array_find_with_equal_func (self->faults, fault, g_str_equal, NULL))
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

      if (word[0] != '/' && !g_regex_match (self->allowed, word, 0, NULL))
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
listen (Stage *stage, Findings *self, const char *page)
{
  g_autoptr (GPtrArray) told = stage_access_read (stage);

  /* The program itself is named after its file. */
  for (guint i = 1; i < told->len; i++)
    judge (self, page, g_ptr_array_index (told, i));
}

static void
findings_init (Findings *self)
{
  self->faults = g_ptr_array_new_with_free_func (g_free);
  /* Where a file lies is its name, and no word. */
  self->word = g_regex_new ("(?<![^ ，])/[^ ，]+|[A-Za-z]{2,}[A-Za-z0-9²]*", 0, 0, NULL);
  self->allowed = g_regex_new (allowed, 0, 0, NULL);
  g_assert_nonnull (self->allowed);
}

static void
findings_end (Findings *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (self->faults, i));
  g_assert_cmpuint (self->faults->len, ==, 0);
  g_ptr_array_unref (self->faults);
  g_regex_unref (self->word);
  g_regex_unref (self->allowed);
}

static void
test_pages (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  Findings findings = { NULL };

  findings_init (&findings);
  for (guint key = GDK_KEY_2; key <= GDK_KEY_8; key++)
    {
      stage_key (stage, key, GDK_ALT_MASK);
      assert_parts_have_names (GTK_WIDGET (stage->window));
    }
  stage_key (stage, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_page (stage, "export");
  assert_parts_have_names (GTK_WIDGET (stage->window));
  stage_key (stage, GDK_KEY_1, GDK_ALT_MASK);
  stage_wait_map (stage);
  listen (stage, &findings, "pages");
  /* Nobody could say that nothing was found, had nothing been read. */
  g_assert_cmpuint (findings.controls, >, 200);
  findings_end (&findings);
}

/* The forms, with somebody signed in, and the list of places. */
static void
test_forms (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  Findings findings = { NULL };
  g_autoptr (GError) error = NULL;

  findings_init (&findings);
  lt_session_sign_in (lt_window_get_session (stage->window), "14030001", LT_SAMPLE_PASSPHRASE,
                      &error);
  g_assert_no_error (error);
  stage_key (stage, GDK_KEY_Page_Down, 0);
  stage_wait_shown (stage, "detail-title");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  assert_parts_have_names (GTK_WIDGET (stage->window));
  stage_key (stage, GDK_KEY_1, GDK_ALT_MASK);
  stage_key (stage, GDK_KEY_F2, 0);
  stage_wait_page (stage, "place");
  assert_parts_have_names (GTK_WIDGET (stage->window));
  listen (stage, &findings, "forms");
  findings_end (&findings);
}

static void
test_preferences (void)
{
  g_autoptr (Stage) stage = stage_new (NULL);
  Findings findings = { NULL };

  findings_init (&findings);
  stage_key (stage, GDK_KEY_comma, GDK_CONTROL_MASK);
  assert_parts_have_names (GTK_WIDGET (stage_wait_dialog (stage)));
  listen (stage, &findings, "preferences");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  findings_end (&findings);
}

static void
test_welcome (void)
{
  g_autoptr (Stage) stage = stage_new (NULL);
  Findings findings = { NULL };

  findings_init (&findings);
  listen (stage, &findings, "welcome");
  findings_end (&findings);
}

int
main (int argc, char **argv)
{
  stage_access_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/names/pages", test_pages);
  g_test_add_func ("/ui/names/forms", test_forms);
  g_test_add_func ("/ui/names/welcome", test_welcome);
  g_test_add_func ("/ui/names/preferences", test_preferences);
  return g_test_run ();
}
