/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/file-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LtFilePage
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *recognised;
  GtkLabel *details;
  GtkDropDown *kind;
  GtkDropDown *encoding;
  GtkDropDown *rank;
  GtkDropDown *source;
  GtkEntry *city;
  GtkWidget *rank_row;
  GtkWidget *city_row;
  GtkWidget *source_row;
  GtkWidget *encoding_row;
  GtkWidget *parts_title;
  GtkBox *parts;

  GPtrArray *kinds; /* (element-type utf8): names, as the drop-down list has them */
  char *chosen;     /* (nullable): name of the kind that the officer has chosen */
  gboolean showing; /* what is chosen is chosen by the program */
};

enum
{
  LOOK_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const encodings[] = { "auto", "utf-8", "gb18030", NULL };

G_DEFINE_FINAL_TYPE (LtFilePage, lt_file_page, GTK_TYPE_WIDGET)

static const char *
get_kind_label (const char *name)
{
  return g_str_equal (name, LT_KNOWN_READING) ? _ ("Measured values")
                                              : lt_kind_get_label (lt_kind_by_name (name));
}

static const char *
get_kind (LtFilePage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->kind);

  return chosen < self->kinds->len ? g_ptr_array_index (self->kinds, chosen) : NULL;
}

static void
show_options (LtFilePage *self)
{
  const char *kind = get_kind (self);
  gboolean readings = kind != NULL && g_str_equal (kind, LT_KNOWN_READING);

  gtk_widget_set_visible (self->rank_row, readings);
  gtk_widget_set_visible (self->source_row, readings);
  gtk_widget_set_visible (self->city_row, readings);
}

static void
on_kind (LtFilePage *self)
{
  show_options (self);
  if (self->showing)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (get_kind (self));
}

static void
on_look_again (LtFilePage *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[LOOK_AGAIN], 0);
}

static GtkLabel *
add_label (LtFilePage *self, const char *name, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_name (label, name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static GtkWidget *
add_row (LtFilePage *self, const char *words, GtkWidget *choice, const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_name (choice, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), choice);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  return row;
}

static const LtField *
get_batch_field (const char *name)
{
  const LtKind *batch = lt_kind_by_name ("batch");

  return &batch->fields[lt_kind_find_field (batch, name)];
}

/* The choices of a field of the batch, after what the file's shape says. */
static GtkDropDown *
make_choices (const char *name)
{
  const LtField *field = get_batch_field (name);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("As such files are"));
  for (const LtChoice *choice = field->choices; choice->name != NULL; choice++)
    gtk_string_list_append (list, lt_field_choice_label (field, choice->name));
  return GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL));
}

static GtkDropDown *
make_encodings (void)
{
  const char *const labels[] = { _ ("Found by itself"), "UTF-8", "GB18030 / GBK", NULL };

  return GTK_DROP_DOWN (gtk_drop_down_new_from_strings (labels));
}

static void
lt_file_page_dispose (GObject *object)
{
  LtFilePage *self = LT_FILE_PAGE (object);
  GtkWidget *child;

  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_file_page_parent_class)->dispose (object);
}

static void
lt_file_page_class_init (LtFilePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_file_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[LOOK_AGAIN] = g_signal_new ("look-again", LT_TYPE_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_file_page_init (LtFilePage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 10);
  self->kinds = g_ptr_array_new_with_free_func (g_free);
  self->name = add_label (self, "import-file", "page-title");
  self->recognised = add_label (self, "import-recognised", NULL);
  self->details = add_label (self, "import-details", "dim-label");
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->rank = make_choices ("rank");
  self->source = make_choices ("source");
  self->encoding = make_encodings ();
  add_row (self, _ ("Its rows are"), GTK_WIDGET (self->kind), "import-kind");
  self->rank_row = add_row (self, _ ("Rank"), GTK_WIDGET (self->rank), "import-rank");
  self->source_row = add_row (self, _ ("Source"), GTK_WIDGET (self->source), "import-source");
  self->city = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->city, _ ("As such files are"));
  self->city_row =
      add_row (self, _ ("City of its stations"), GTK_WIDGET (self->city), "import-city");
  self->encoding_row =
      add_row (self, _ ("Its text is"), GTK_WIDGET (self->encoding), "import-encoding");
  self->parts_title = GTK_WIDGET (add_label (self, "import-parts-title", "section-title"));
  gtk_label_set_text (GTK_LABEL (self->parts_title), _ ("Parts of the file that are wanted"));
  self->parts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_parent (GTK_WIDGET (self->parts), GTK_WIDGET (self));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind), self);
  g_signal_connect_swapped (self->encoding, "notify::selected", G_CALLBACK (on_look_again), self);
}

GtkWidget *
lt_file_page_new (void)
{
  return g_object_new (LT_TYPE_FILE_PAGE, NULL);
}

static guint
find_kind (LtFilePage *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->kinds->len; i++)
    if (g_str_equal (g_ptr_array_index (self->kinds, i), name))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
add_kind (LtFilePage *self, GtkStringList *list, const char *name)
{
  if (find_kind (self, name) != GTK_INVALID_LIST_POSITION)
    return;
  g_ptr_array_add (self->kinds, g_strdup (name));
  gtk_string_list_append (list, get_kind_label (name));
}

/* The likely ones first; any other can be chosen too, and stays chosen when the file is
 * looked at in another way. */
static void
show_kinds (LtFilePage *self, const LtRecognition *found)
{
  g_autofree const LtKind **kinds = lt_work_importable_kinds ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint chosen;

  g_ptr_array_set_size (self->kinds, 0);
  for (guint i = 0; i < found->kinds->len; i++)
    {
      const LtLikelyKind *likely = g_ptr_array_index (found->kinds, i);

      add_kind (self, list, likely->name);
    }
  for (guint i = 0; kinds[i] != NULL; i++)
    add_kind (self, list, kinds[i]->name);
  add_kind (self, list, LT_KNOWN_READING);
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (list));
  chosen = find_kind (self, self->chosen);
  if (chosen == GTK_INVALID_LIST_POSITION && found->kinds->len > 0)
    chosen = 0;
  gtk_drop_down_set_selected (self->kind, chosen);
}

static char *
describe_rows (const LtRecognition *found)
{
  return found->more ? g_strdup_printf (_ ("more than %u rows"), found->rows)
                     : g_strdup_printf (ngettext ("%u row", "%u rows", found->rows), found->rows);
}

static void
show_recognised (LtFilePage *self, const LtRecognition *found)
{
  g_autofree char *rows = describe_rows (found);
  const LtLikelyKind *first = found->kinds->len == 0 ? NULL : g_ptr_array_index (found->kinds, 0);
  g_autofree char *words = NULL;
  g_autofree char *columns = g_strjoinv (", ", found->columns);
  g_autofree char *details = NULL;

  if (first == NULL)
    words = g_strdup_printf (_ ("Not recognised — %s. Choose what they are."), rows);
  else if (first->known_as != NULL)
    words = g_strdup_printf (_ ("Recognised as: %s — %s"), first->known_as, rows);
  else
    words = g_strdup_printf (_ ("By the names of its columns these are likely: %s — %s. Choose "
                                "another kind where that is wrong."),
                             get_kind_label (first->name), rows);
  gtk_label_set_text (self->recognised, words);
  details = g_strdup_printf (_ ("%s, %s. Columns: %s"), found->format, found->encoding, columns);
  gtk_label_set_text (self->details, details);
  gtk_label_set_lines (self->details, 3);
  gtk_label_set_ellipsize (self->details, PANGO_ELLIPSIZE_END);
}

static gboolean
has_part (const LtImportWish *wish, const char *name)
{
  return g_ptr_array_find_with_equal_func (wish->parts, name, g_str_equal, NULL);
}

/* Members of an archive are mostly alike; sheets and layers mostly are not. */
static void
choose_parts (const LtImportLooked *looked, LtImportWish *wish)
{
  for (guint i = 0; wish->parts->len == 0 && i < looked->parts->len; i++)
    {
      const LtImportPart *part = g_ptr_array_index (looked->parts, i);

      if (part->rows != 0 && !part->hidden && looked->parts->len > 1)
        g_ptr_array_add (wish->parts, g_strdup (part->name));
    }
  if (wish->parts->len > 1 && !g_str_equal (looked->recognition->format, "csv"))
    g_ptr_array_set_size (wish->parts, 1);
}

/* The parts of a GPX file have fixed names; all others are called as somebody called them. */
static const char *
name_part (const LtImportPart *part, const char *format)
{
  static const char *const gpx[][2] = {
    { "waypoints", NC_ ("part of a GPX file", "waypoints") },
    { "routes", NC_ ("part of a GPX file", "routes") },
    { "tracks", NC_ ("part of a GPX file", "tracks") },
  };

  for (guint i = 0; g_str_equal (format, "gpx") && i < G_N_ELEMENTS (gpx); i++)
    if (g_str_equal (part->name, gpx[i][0]))
      return g_dpgettext2 (GETTEXT_PACKAGE, "part of a GPX file", gpx[i][1]);
  return part->name;
}

static void
add_part (LtFilePage *self,
          const LtImportPart *part,
          const char *shown,
          const LtImportWish *wish,
          guint number)
{
  g_autofree char *name = g_strdup_printf ("import-part-%u", number);
  g_autofree char *rows = part->rows < 0
                              ? NULL
                              : g_strdup_printf (ngettext ("%u row", "%u rows", (guint) part->rows),
                                                 (guint) part->rows);
  g_autofree char *words =
      rows == NULL ? g_strdup (shown) : g_strdup_printf ("%s — %s", shown, rows);
  g_autofree char *hidden = part->hidden ? g_strdup_printf (_ ("%s (hidden sheet)"), words) : NULL;
  GtkWidget *button = gtk_check_button_new_with_label (hidden != NULL ? hidden : words);

  gtk_widget_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "part", g_strdup (part->name), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), has_part (wish, part->name));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_look_again), self);
  gtk_box_append (self->parts, button);
}

/* The keyboard stays on a list that is the same. */
static void
show_parts (LtFilePage *self, const LtImportLooked *looked, LtImportWish *wish)
{
  GtkWidget *child;

  gtk_widget_set_visible (self->parts_title, looked->parts->len > 1);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->parts)) != NULL)
    return;
  choose_parts (looked, wish);
  for (guint i = 0; looked->parts->len > 1 && i < looked->parts->len; i++)
    {
      const LtImportPart *part = g_ptr_array_index (looked->parts, i);

      add_part (self, part, name_part (part, looked->recognition->format), wish, i + 1);
    }
  child = gtk_widget_get_first_child (GTK_WIDGET (self->parts));
  gtk_widget_set_visible (GTK_WIDGET (self->parts), child != NULL);
}

/**
 * lt_file_page_begin:
 * @self: a page
 * @path: a file that is about to be looked at
 *
 * Forgets what was chosen for the one before.
 */
void
lt_file_page_begin (LtFilePage *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  GtkWidget *child;

  self->showing = TRUE;
  g_clear_pointer (&self->chosen, g_free);
  gtk_label_set_text (self->name, name);
  gtk_drop_down_set_selected (self->rank, 0);
  gtk_drop_down_set_selected (self->source, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->city), "");
  gtk_drop_down_set_selected (self->encoding, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_box_remove (self->parts, child);
  self->showing = FALSE;
}

/**
 * lt_file_page_show:
 * @self: a page
 * @looked: what was found
 * @wish: what was looked at; gets the parts that are proposed where it names none
 */
void
lt_file_page_show (LtFilePage *self, const LtImportLooked *looked, LtImportWish *wish)
{
  const char *format = looked->recognition->format;

  self->showing = TRUE;
  show_kinds (self, looked->recognition);
  show_recognised (self, looked->recognition);
  show_parts (self, looked, wish);
  gtk_widget_set_visible (self->encoding_row, g_str_equal (format, "csv"));
  show_options (self);
  self->showing = FALSE;
}

static void
read_choice (GtkDropDown *choice, const char *name, LtImportWish *wish)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
    return;
  g_ptr_array_add (wish->set, g_strdup (name));
  g_ptr_array_add (wish->set, g_strdup (get_batch_field (name)->choices[chosen - 1].name));
}

static void
read_city (LtFilePage *self, LtImportWish *wish)
{
  g_autofree char *city = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->city))));

  if (*city == '\0')
    return;
  g_ptr_array_add (wish->set, g_strdup ("city"));
  g_ptr_array_add (wish->set, g_steal_pointer (&city));
}

/**
 * lt_file_page_read:
 * @self: a page
 * @wish: gets what is chosen
 */
void
lt_file_page_read (LtFilePage *self, LtImportWish *wish)
{
  const char *kind = get_kind (self);
  guint encoding = gtk_drop_down_get_selected (self->encoding);

  g_ptr_array_set_size (wish->set, 0);
  g_ptr_array_set_size (wish->parts, 0);
  g_free (wish->encoding);
  wish->encoding = encoding == 0 ? NULL : g_strdup (encodings[encoding]);
  wish->kind = kind == NULL ? NULL : lt_kind_by_name (kind);
  if (wish->kind == NULL && kind != NULL)
    {
      read_choice (self->rank, "rank", wish);
      read_choice (self->source, "source", wish);
      read_city (self, wish);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_ptr_array_add (wish->parts, g_strdup (g_object_get_data (G_OBJECT (child), "part")));
}

/**
 * lt_file_page_get_problem:
 *
 * Returns: (nullable): what has still to be chosen
 */
const char *
lt_file_page_get_problem (LtFilePage *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->parts));

  if (get_kind (self) == NULL)
    return _ ("Choose what the rows of this file are.");
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      return NULL;
  return gtk_widget_get_first_child (GTK_WIDGET (self->parts)) == NULL
             ? NULL
             : _ ("Choose at least one part of this file.");
}
