/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/datum-question.h"

#include "geo/datum.h"
#include "ui/forms/field-words.h"

#include <glib/gi18n-lib.h>

struct _LtDatumQuestion
{
  GtkWidget parent_instance;

  GtkLabel *words;
  GtkBox *cards;
  GtkCheckButton *other;
  GtkEntry *other_entry;

  char *datum; /* (nullable): what is chosen */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtDatumQuestion, lt_datum_question, GTK_TYPE_WIDGET)

static const struct
{
  const char *datum;
  const char *words;
} known_datums[] = {
  { "wgs84", N_ ("WGS-84 / CGCS2000: GPS, surveys") },
  { "gcj02", N_ ("GCJ-02: Amap, most Chinese web maps") },
  { "bd09", N_ ("BD-09: Baidu maps") },
  { "gk3", N_ ("Gauss-Krüger, zones of 3°") },
  { "gk6", N_ ("Gauss-Krüger, zones of 6°") },
};

/* What it is used for, too. */
static const char *
describe_datum (const char *datum)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_datums); i++)
    if (g_str_equal (known_datums[i].datum, datum))
      return _ (known_datums[i].words);
  return datum;
}

static void
take_datum (LtDatumQuestion *self, const char *datum)
{
  g_free (self->datum);
  self->datum = datum == NULL || *datum == '\0' ? NULL : g_strdup (datum);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_toggled (GtkCheckButton *button, LtDatumQuestion *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  if (button == self->other)
    {
      take_datum (self, gtk_editable_get_text (GTK_EDITABLE (self->other_entry)));
      gtk_widget_grab_focus (GTK_WIDGET (self->other_entry));
    }
  else
    take_datum (self, g_object_get_data (G_OBJECT (button), "datum"));
}

static void
on_typed (LtDatumQuestion *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->other_entry)) == '\0')
    return;
  if (gtk_check_button_get_active (self->other))
    take_datum (self, gtk_editable_get_text (GTK_EDITABLE (self->other_entry)));
  else
    gtk_check_button_set_active (self->other, TRUE);
}

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  LtScene *scene = user_data;
  const LtSceneView *view = lt_scene_get_view (scene);
  LtId id;

  cairo_translate (cr, (width - view->width) / 2.0, (height - view->height) / 2.0);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  lt_scene_paint (scene, cr, view);
  lt_import_spot_id (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "spot")), &id);
  lt_scene_paint_highlight (scene, cr, view, &id);
}

static GtkWidget *
make_map (LtScene *scene, guint spot, const char *spoken)
{
  GtkWidget *area =
      g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), LT_IMPORT_MAP_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), LT_IMPORT_MAP_HEIGHT);
  g_object_set_data (G_OBJECT (area), "spot", GUINT_TO_POINTER (spot));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), on_draw, lt_scene_ref (scene),
                                  (GDestroyNotify) lt_scene_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_frame_set_child (GTK_FRAME (frame), area);
  gtk_widget_set_halign (frame, GTK_ALIGN_START);
  return frame;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  lt_plain_words_show (GTK_LABEL (label), text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static guint
find_spot (const LtImportPreview *preview, const LtImportSpot *spot)
{
  guint place = 0;

  g_ptr_array_find (preview->spots, spot, &place);
  return place;
}

/* How many rows are in another area than with the first datum. */
static guint
count_moved (const LtImportPreview *preview, guint datum)
{
  guint moved = 0;

  for (guint i = 0; i < preview->spots->len; i++)
    {
      const LtImportSpot *spot = g_ptr_array_index (preview->spots, i);

      moved += spot->views[0].shape != NULL && spot->views[datum].shape != NULL
               && g_strcmp0 (spot->views[0].area, spot->views[datum].area) != 0;
    }
  return moved;
}

static void
add_words (GtkBox *card, const LtImportPreview *preview, const LtImportSpot *spot, guint datum)
{
  const LtImportView *view = &spot->views[datum];
  g_autofree char *name = g_strdup_printf ("datum-area-%s", preview->datums[datum]);
  const char *area = view->area != NULL ? view->area : _ ("in no area of this file");
  g_autofree char *where =
      view->shape == NULL
          ? g_strdup (_ ("It cannot be this: the row would be nowhere."))
          : g_strdup_printf (_ ("%s (line %d): %s"), spot->title, (int) spot->line, area);
  g_autofree char *position = g_strdup_printf ("%.5f, %.5f", view->longitude, view->latitude);
  guint moved = count_moved (preview, datum);
  GtkWidget *label = make_label (where, NULL);

  gtk_widget_set_name (label, name);
  gtk_box_append (card, label);
  if (view->shape != NULL)
    gtk_box_append (card, make_label (position, "dim-label"));
  if (moved > 0)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("%u of the first %u rows are in another area than with %s."), moved,
                           preview->spots->len, describe_datum (preview->datums[0]));

      gtk_box_append (card, make_label (text, "dim-label"));
    }
}

/* The whole card is the button: who looks where the row belongs, clicks there. */
static void
on_card_clicked (GtkGestureClick *gesture, int n_press, double x, double y, GtkCheckButton *button)
{
  gtk_check_button_set_active (button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (button));
}

static GtkCheckButton *
add_card (LtDatumQuestion *self, const LtImportTried *tried, guint datum, GtkCheckButton *group)
{
  const LtImportPreview *preview = tried->preview;
  const LtImportSpot *spot = lt_import_preview_choose (preview);
  const char *words = describe_datum (preview->datums[datum]);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *name = g_strconcat ("datum-", preview->datums[datum], NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (on_card_clicked), button);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_name (button, name);
  /* In large letters three of them are beside each other only in several lines. */
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), make_label (words, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "datum", g_strdup (preview->datums[datum]), g_free);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (card), button);
  if (tried->scenes != NULL && datum < tried->scenes->len && spot != NULL)
    gtk_box_append (GTK_BOX (card), make_map (g_ptr_array_index (tried->scenes, datum),
                                              find_spot (preview, spot), words));
  if (spot != NULL)
    add_words (GTK_BOX (card), preview, spot, datum);
  gtk_box_append (self->cards, card);
  return GTK_CHECK_BUTTON (button);
}

static void
lt_datum_question_dispose (GObject *object)
{
  LtDatumQuestion *self = LT_DATUM_QUESTION (object);
  GtkWidget *child;

  g_clear_pointer (&self->datum, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_datum_question_parent_class)->dispose (object);
}

static void
lt_datum_question_class_init (LtDatumQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_datum_question_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", LT_TYPE_DATUM_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_other (LtDatumQuestion *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *hint = make_label (
      _ ("gk3:38 is Gauss-Krüger, zone 38 of 3° (gk6:19 of 6°); gk3 or gk6 where the zone "
         "stands before each easting; epsg:4549 a number of EPSG."),
      "dim-label");

  self->other = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Another:")));
  self->other_entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_name (GTK_WIDGET (self->other), "datum-other");
  gtk_widget_set_name (GTK_WIDGET (self->other_entry), "datum-entry");
  gtk_entry_set_placeholder_text (self->other_entry, "gk3:38");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->other_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Another datum"), -1);
  g_signal_connect (self->other, "toggled", G_CALLBACK (on_toggled), self);
  g_signal_connect_swapped (self->other_entry, "changed", G_CALLBACK (on_typed), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->other));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->other_entry));
  gtk_box_append (GTK_BOX (box), hint);
  return box;
}

static void
lt_datum_question_init (LtDatumQuestion *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->words = GTK_LABEL (make_label ("", NULL));
  gtk_label_set_max_width_chars (self->words, -1);
  gtk_widget_set_name (GTK_WIDGET (self->words), "datum-words");
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16));
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->cards), GTK_WIDGET (self));
  gtk_widget_set_parent (make_other (self), GTK_WIDGET (self));
}

GtkWidget *
lt_datum_question_new (void)
{
  return g_object_new (LT_TYPE_DATUM_QUESTION, NULL);
}

static void
show_words (LtDatumQuestion *self, const LtImportTried *tried)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_autofree char *said = tried->look == NULL || tried->look->file_datum == NULL
                              ? NULL
                              : lt_datum_describe (tried->look->file_datum);

  if (said != NULL)
    g_string_append_printf (words, _ ("The file itself says: %s."), said);
  else if (tried->look != NULL && !tried->look->needs_datum)
    g_string_append (words, _ ("What these coordinates are in is known of files of this kind, or "
                               "was remembered with this header; for this import it can be chosen "
                               "otherwise."));
  if (words->len > 0)
    g_string_append_printf (words,
                            _ (" Read in one way or another the same row lies up to %.0f metres "
                               "apart: look where it belongs, and choose."),
                            tried->preview->shift);
  else
    g_string_append_printf (
        words,
        _ ("The file does not say what its coordinates are in. Read in one way or another "
           "the same row lies up to %.0f metres apart: look where it belongs, and choose."),
        tried->preview->shift);
  if (tried->look != NULL && tried->look->datum_note != NULL)
    g_string_append_printf (words, "\n%s", tried->look->datum_note);
  if (tried->preview->spots->len == 0 && tried->preview->problem != NULL)
    g_string_append_printf (words, "\n%s", tried->preview->problem);
  lt_plain_words_show (self->words, words->str);
}

/**
 * lt_datum_question_show:
 * @self: a question
 * @tried: with a preview
 *
 * Asks anew; nothing is chosen.
 */
void
lt_datum_question_show (LtDatumQuestion *self, const LtImportTried *tried)
{
  GtkCheckButton *group = NULL;
  GtkWidget *child;

  g_clear_pointer (&self->datum, g_free);
  gtk_check_button_set_group (self->other, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  gtk_check_button_set_active (self->other, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->other_entry), "");
  show_words (self, tried);
  for (guint i = 0; tried->preview->datums[i] != NULL; i++)
    group = add_card (self, tried, i, group);
  gtk_check_button_set_group (self->other, group);
}

/**
 * lt_datum_question_get_datum:
 *
 * Returns: (transfer none) (nullable): what the officer chose; %NULL before he did
 */
const char *
lt_datum_question_get_datum (LtDatumQuestion *self)
{
  return self->datum;
}
