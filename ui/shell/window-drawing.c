/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shape of a place, from the map into its form and back: what is drawn is
 * the form's draft from the first corner on. */

#include "ui/shell/window-private.h"

#include "geo/measure.h"
#include "geo/shape-build.h"
#include "work/outside.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

static LtShapeClass
get_class (const LtKind *kind)
{
  switch (kind->fields[lt_kind_geometry_field (kind)].type)
    {
    case LT_TYPE_POINT:
      return LT_SHAPE_POINT;
    case LT_TYPE_LINE:
      return LT_SHAPE_LINE;
    default:
      return LT_SHAPE_POLYGON;
    }
}

static gboolean
is_new (LtWindow *self)
{
  return lt_id_is_zero (&lt_place_page_get_seen (self->place_page)->id);
}

/* Goes to the map with what the form has of a shape. */
static void
draw_on (LtWindow *self)
{
  const LtRecord *seen = lt_place_page_get_seen (self->place_page);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (seen == NULL)
    return;
  subject = lt_place_page_describe (self->place_page);
  text = lt_place_page_get_drawn (self->place_page);
  gtk_stack_set_visible_child_name (self->stack, "map");
  if (!lt_map_view_draw (self->map_view, get_class (seen->kind), text, subject,
                         is_new (self) ? NULL : &seen->id, &error))
    lt_window_show_problem (self, error->message);
}

/* @words: (nullable): what has happened, or why something cannot be done; %NULL for
 * nothing any more */
static void
set_notice (LtWindow *self, const char *words)
{
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_TOLD, words, NULL,
                           NULL, words == NULL ? NULL : _ ("Close"), "win.close-notice");
}

/* Another place is in the form now: what is in hand is not of it. */
void
lt_window_let_go (LtWindow *self)
{
  lt_map_view_let_go (self->map_view);
  lt_window_forget_cut (self);
  set_notice (self, NULL);
}

/* What was cut off is saved, or given up. */
void
lt_window_forget_cut (LtWindow *self)
{
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->cut_off, g_free);
  g_clear_pointer (&self->cut_target, g_free);
}

/* What of @piece is not in @saved; nothing where that is less than rounding leaves. */
static LtShape *
take_rest (const LtShape *piece, const LtShape *saved)
{
  g_autoptr (LtShape) rest = lt_shape_build_minus (piece, saved, NULL);
  double of_piece, of_rest;

  return rest != NULL && lt_measure_surface (piece, &of_piece)
                 && lt_measure_surface (rest, &of_rest) && of_rest > 1e-6 * of_piece
             ? g_steal_pointer (&rest)
             : NULL;
}

/* Of all pieces that were cut off, undone and done again or not, what the outline
 * that is saved now has not. */
static void
find_cut_off (LtWindow *self)
{
  g_autofree char *drawn = lt_place_page_get_drawn (self->place_page);
  g_autoptr (LtShape) saved = lt_shape_from_text (drawn, NULL);
  g_autoptr (GPtrArray) rests = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  g_autoptr (LtShape) all = NULL;

  g_clear_pointer (&self->cut_off, g_free);
  for (guint i = 0; saved != NULL && self->pieces != NULL && i < self->pieces->len; i++)
    {
      LtShape *rest = take_rest (g_ptr_array_index (self->pieces, i), saved);

      if (rest != NULL)
        g_ptr_array_add (rests, rest);
    }
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  if (rests->len == 0)
    return;
  all = lt_shape_build_union ((const LtShape *const *) rests->pdata, rests->len, NULL);
  if (all != NULL)
    self->cut_off = lt_shape_to_geojson (all);
}

/* Opens the form of a new place whose shape is there already. */
static void
begin_built (LtWindow *self, const char *target, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (target, ":", 2);

  lt_window_forget_cut (self);
  lt_window_close_pane (self);
  set_notice (self, NULL);
  lt_place_page_begin (self->place_page, lt_kind_by_name (parts[0]), parts[1]);
  lt_place_page_set_drawn (self->place_page, text);
  lt_window_go_to_page (self, "place");
  lt_place_page_focus (self->place_page);
}

/* @target: "KIND" or "KIND:VARIETY" */
static void
begin_drawing (LtWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, ":", 2);
  const LtKind *kind = lt_kind_by_name (parts[0]);

  g_return_if_fail (kind != NULL && lt_kind_is_place (kind));

  lt_window_forget_cut (self);
  lt_window_close_pane (self);
  lt_place_page_begin (self->place_page, kind, parts[1]);
  draw_on (self);
}

static void
begin_editing (LtWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  LtId id;

  if (!lt_id_from_text (&id, target))
    return;
  lt_window_forget_cut (self);
  if (lt_place_page_open (self->place_page, &id, &error))
    draw_on (self);
  else
    lt_window_show_problem (self, error->message);
}

/* What is saved is seen on the map, with the way back. */
static void
on_place_saved (LtWindow *self, const char *text)
{
  g_autofree char *words = NULL;
  LtId id;

  if (!lt_id_from_text (&id, text))
    return;
  lt_map_view_let_go (self->map_view);
  gtk_stack_set_visible_child_name (self->stack, "map");
  lt_window_show_place (self, &id, FALSE);
  words = g_strdup_printf (_ ("Saved: %s"),
                           lt_record_get_title (lt_place_page_get_seen (self->place_page)));
  find_cut_off (self);
  g_clear_pointer (&self->told_outside, g_free);
  lt_window_tell_undoable (self, words, _ ("Undo the saving"), &id);
  if (self->cut_off != NULL)
    lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_OPEN, words,
                             _ ("Keep what was cut off as a new one"), "win.keep-cut",
                             self->can_unsave ? _ ("Undo the saving") : NULL, "win.unsave");
  gtk_widget_grab_focus (lt_map_view_get_map (self->map_view));
}

/* What lies outside the county may be meant: it is said once, and saved when that is
 * asked for again. */
static gboolean
tell_outside (LtWindow *self, const LtKind *kind, const char *text)
{
  g_autoptr (LtShape) shape = lt_shape_from_text (text, NULL);
  g_autofree char *outside = NULL;
  g_autofree char *words = NULL;

  if (shape == NULL || g_strcmp0 (text, self->told_outside) == 0)
    return FALSE;
  g_free (self->told_outside);
  self->told_outside = g_strdup (text);
  outside = lt_work_describe_outside (self->session, kind, shape);
  if (outside == NULL)
    return FALSE;
  words = g_strdup_printf (_ ("%s Save once more if that is meant."), outside);
  lt_map_view_say (self->map_view, words);
  return TRUE;
}

/* Each corner goes into the form, and with it into the draft. */
static void
on_sketched (LtWindow *self, const char *text, gboolean whole)
{
  const LtRecord *seen = lt_place_page_get_seen (self->place_page);
  g_autoptr (GError) error = NULL;

  /* Never into the form of another place. */
  if (seen == NULL || !lt_id_equal (&seen->id, lt_map_view_get_drawn (self->map_view)))
    return;
  lt_place_page_set_drawn (self->place_page, text);
  lt_window_note_position (self, text);
  if (!whole)
    return;
  if (is_new (self))
    {
      lt_map_view_put_down (self->map_view);
      set_notice (self, NULL);
      lt_window_go_to_page (self, "place");
      lt_place_page_focus (self->place_page);
    }
  else if (!lt_place_page_is_changed (self->place_page))
    lt_map_view_put_down (self->map_view);
  else if (!tell_outside (self, seen->kind, text) && !lt_place_page_save (self->place_page, &error))
    lt_map_view_say (self->map_view, error->message);
}

/* What was drawn and is not saved stays in the form. */
static void
on_left (LtWindow *self)
{
  const LtRecord *seen = lt_place_page_get_seen (self->place_page);
  g_autofree char *subject = NULL;
  g_autofree char *words = NULL;

  if (self->session == NULL || seen == NULL || !lt_place_page_is_changed (self->place_page))
    return;
  subject = lt_place_page_describe (self->place_page);
  words = g_strdup_printf (_ ("Not saved, kept as a draft: %s"), subject);
  lt_map_tools_set_notice (lt_map_view_get_tools (self->map_view), LT_NOTICE_OPEN, words,
                           _ ("Go on drawing"), "win.draw-on", _ ("Give it up"),
                           "win.give-up-drawing");
  /* The notice waits for the bare hand; where another tool was taken it is said now. */
  if (lt_map_hand_get_tool (lt_map_view_get_hand (self->map_view)) != LT_TOOL_CHOOSE)
    lt_map_view_say (self->map_view, words);
}

static void
on_cut_off (LtWindow *self, const char *text)
{
  const LtRecord *seen = lt_place_page_get_seen (self->place_page);
  const char *variety = seen == NULL || seen->kind->variety == NULL
                            ? NULL
                            : lt_record_get (seen, seen->kind->variety);

  g_autoptr (LtShape) piece = lt_shape_from_text (text, NULL);

  if (seen == NULL || piece == NULL)
    return;
  if (self->pieces == NULL)
    self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  g_ptr_array_add (self->pieces, g_steal_pointer (&piece));
  g_free (self->cut_target);
  self->cut_target = variety == NULL ? g_strdup (seen->kind->name)
                                     : g_strdup_printf ("%s:%s", seen->kind->name, variety);
}

static void
on_built (LtWindow *self, const char *text)
{
  begin_built (self, "zone", text);
}

static void
keep_cut (LtWindow *self, const char *target)
{
  g_autofree char *text = g_steal_pointer (&self->cut_off);
  g_autofree char *of = g_steal_pointer (&self->cut_target);

  if (text != NULL)
    begin_built (self, of, text);
}

static void
begin_along (LtWindow *self, const char *target)
{
  lt_map_view_take_along (self->map_view);
}

static gboolean
is_signed_in (LtWindow *self)
{
  return lt_window_is_signed_in (self, _ ("Sign in to draw on the map."));
}

static void
on_draw (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (lt_window_can_write (self) && is_signed_in (self))
    lt_window_give_up_first (self, "place", begin_drawing, g_variant_get_string (parameter, NULL));
}

static void
on_edit_shape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);
  const LtId *selected = lt_map_view_get_selected (self->map_view);
  g_autofree char *id = NULL;

  if (!lt_window_can_write (self))
    return;
  if (lt_id_is_zero (selected))
    {
      set_notice (self, _ ("Select the place first whose shape shall be changed."));
      return;
    }
  if (!is_signed_in (self))
    return;
  id = lt_id_to_text (selected);
  lt_window_give_up_first (self, "place", begin_editing, id);
}

static void
on_draw_on (GtkWidget *widget, const char *action, GVariant *parameter)
{
  draw_on (LT_WINDOW (widget));
}

static void
on_give_up_drawing (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  lt_place_page_give_up (self->place_page);
  lt_window_forget_cut (self);
  set_notice (self, NULL);
}

static void
on_draw_along (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (lt_window_can_write (self) && is_signed_in (self))
    lt_window_give_up_first (self, "place", begin_along, NULL);
}

static void
on_keep_cut (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_window_give_up_first (LT_WINDOW (widget), "place", keep_cut, NULL);
}

static void
on_close_notice (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_notice (LT_WINDOW (widget), NULL);
}

/* Between the map and the form of a place. */
void
lt_window_connect_drawing (LtWindow *self)
{
  g_signal_connect_object (self->map_view, "sketched", G_CALLBACK (on_sketched), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "cut-off", G_CALLBACK (on_cut_off), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map_view, "built", G_CALLBACK (on_built), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->place_page, "saved", G_CALLBACK (on_place_saved), self,
                           G_CONNECT_SWAPPED);
}

void
lt_window_install_drawing_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.draw", "s", on_draw);
  gtk_widget_class_install_action (widget_class, "win.edit-shape", NULL, on_edit_shape);
  gtk_widget_class_install_action (widget_class, "win.draw-on", NULL, on_draw_on);
  gtk_widget_class_install_action (widget_class, "win.give-up-drawing", NULL, on_give_up_drawing);
  gtk_widget_class_install_action (widget_class, "win.draw-along", NULL, on_draw_along);
  gtk_widget_class_install_action (widget_class, "win.keep-cut", NULL, on_keep_cut);
  gtk_widget_class_install_action (widget_class, "win.close-notice", NULL, on_close_notice);
}
