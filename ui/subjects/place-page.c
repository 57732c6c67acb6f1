/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/place-page.h"

#include "ui/forms/form-page.h"
#include "ui/forms/page-keys.h"
#include "ui/shell/children.h"
#include "work/outside.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

struct _LtPlacePage
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *saved_label;
  LtForm *form;
  GtkLabel *words_label;

  LtSession *session;
  LtValue *judged; /* (nullable): the shape that @outside is of */
  char *outside;   /* (nullable): how much of it lies outside the county */
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtPlacePage, lt_place_page, GTK_TYPE_WIDGET)

static const char *
get_geometry (LtPlacePage *self)
{
  const LtRecord *seen = lt_form_get_seen (self->form);

  return seen == NULL ? NULL : seen->kind->fields[lt_kind_geometry_field (seen->kind)].name;
}

/* A shape that is as it was in the file has been judged. */
static void
judge_shape (LtPlacePage *self)
{
  const LtRecord *seen = lt_form_get_seen (self->form);
  const LtRecord *wanted = lt_form_get_wanted (self->form);
  int field = wanted == NULL ? -1 : lt_kind_geometry_field (wanted->kind);
  LtValue *value = field < 0 ? NULL : wanted->values[field];
  g_autoptr (LtShape) shape = NULL;

  if (lt_value_equal (value, self->judged))
    return;
  g_clear_pointer (&self->outside, g_free);
  g_clear_pointer (&self->judged, lt_value_unref);
  self->judged = lt_value_ref (value);
  if (value == NULL || lt_value_equal (value, seen->values[field]))
    return;
  shape = lt_value_to_shape (value, NULL);
  if (shape != NULL)
    self->outside = lt_work_describe_outside (self->session, wanted->kind, shape);
}

static void
show_words (LtPlacePage *self)
{
  g_autofree char *missing = lt_form_describe_missing (self->form);
  g_autoptr (GString) words = g_string_new (NULL);

  if (missing != NULL)
    g_string_printf (words, _ ("Still missing: %s"), missing);
  if (self->outside != NULL)
    g_string_append_printf (words, "%s%s", words->len == 0 ? "" : "  ", self->outside);
  lt_form_page_say (self->words_label, words->str, self->outside != NULL);
}

static void
show_state (LtPlacePage *self)
{
  /* While something is drawn on the map nobody looks here. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    judge_shape (self);
  show_words (self);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "place.save",
      lt_form_page_can_write (self->session) && lt_form_is_valid (self->form)
          && (lt_form_is_changed (self->form) || !lt_form_page_is_kept (self->form)));
  lt_form_page_show_draft (self->saved_label, self->form);
}

static void
show_all (LtPlacePage *self)
{
  g_autofree char *subject = lt_place_page_describe (self);
  g_autofree char *title = lt_form_page_is_kept (self->form)
                               ? g_strdup (subject)
                               : g_strdup_printf (_ ("New · %s"), subject);

  gtk_label_set_text (self->title_label, title);
  show_state (self);
}

static void
on_draft_kept (LtPlacePage *self)
{
  lt_form_page_show_draft (self->saved_label, self->form);
}

static void
on_edited (LtPlacePage *self)
{
  if (lt_form_get_seen (self->form) != NULL)
    show_state (self);
}

static void
lt_place_page_map (GtkWidget *widget)
{
  LtPlacePage *self = LT_PLACE_PAGE (widget);

  GTK_WIDGET_CLASS (lt_place_page_parent_class)->map (widget);
  judge_shape (self);
  if (self->outside != NULL)
    show_words (self);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtPlacePage *self = LT_PLACE_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (lt_form_page_put_off (widget, action, self->session, self->saved_label))
    return;
  if (!lt_place_page_save (self, &error))
    lt_form_page_say (self->words_label, error->message, TRUE);
}

static void
lt_place_page_dispose (GObject *object)
{
  g_clear_object (&LT_PLACE_PAGE (object)->session);
  g_clear_pointer (&LT_PLACE_PAGE (object)->judged, lt_value_unref);
  g_clear_pointer (&LT_PLACE_PAGE (object)->outside, g_free);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_PLACE_PAGE);
  G_OBJECT_CLASS (lt_place_page_parent_class)->dispose (object);
}

static void
lt_place_page_class_init (LtPlacePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_place_page_dispose;
  widget_class->map = lt_place_page_map;
  signals[SAVED] = g_signal_new ("saved", LT_TYPE_PLACE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (LT_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/subjects/place-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtPlacePage, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtPlacePage, saved_label);
  gtk_widget_class_bind_template_child (widget_class, LtPlacePage, form);
  gtk_widget_class_bind_template_child (widget_class, LtPlacePage, words_label);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_kept);
  gtk_widget_class_install_action (widget_class, "place.save", NULL, on_save);
}

static void
lt_place_page_init (LtPlacePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_init_template (widget);
  lt_page_keys_add (widget, GDK_KEY_s, GDK_CONTROL_MASK, "place.save");
  lt_page_keys_add (widget, GDK_KEY_Return, GDK_CONTROL_MASK, "place.save");
}

void
lt_place_page_set_session (LtPlacePage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_PLACE_PAGE (self));

  lt_form_close (self->form);
  g_set_object (&self->session, session);
}

/**
 * lt_place_page_begin:
 * @self: a page
 * @kind: of a place
 * @variety: (nullable): the choice of its variety, where it is known
 *
 * Opens the form of a new place; somebody must be signed in.
 */
void
lt_place_page_begin (LtPlacePage *self, const LtKind *kind, const char *variety)
{
  g_autoptr (LtRecord) place = lt_record_new (kind);

  if (variety != NULL)
    lt_record_set_canonical (place, kind->variety, variety);
  lt_form_open (self->form, self->session, place, TRUE);
  show_all (self);
}

/**
 * lt_place_page_open:
 * @self: a page
 * @id: a place of the file
 * @error: return location
 *
 * Returns: whether it is there
 */
gboolean
lt_place_page_open (LtPlacePage *self, const LtId *id, GError **error)
{
  LtStore *store = lt_session_get_store (self->session);
  g_autoptr (LtRecord) found = lt_store_find_place (store, id, error);
  g_autoptr (LtRecord) place = found == NULL ? NULL : lt_store_get (store, found->kind, id, error);

  if (place == NULL)
    return FALSE;
  lt_form_open (self->form, self->session, place, lt_form_page_can_write (self->session));
  gtk_label_set_text (self->saved_label, _ ("Saved"));
  show_all (self);
  return TRUE;
}

/**
 * lt_place_page_restore:
 * @self: a page
 * @draft: a draft of a place
 * @error: return location
 *
 * Opens the form as it was left, with what was typed and drawn.
 */
gboolean
lt_place_page_restore (LtPlacePage *self, const LtDraft *draft, GError **error)
{
  gboolean changed;
  g_autoptr (LtRecord) seen = lt_work_draft_open (self->session, draft, &changed, error);

  if (seen == NULL)
    return FALSE;
  lt_form_open (self->form, self->session, seen, lt_form_page_can_write (self->session));
  lt_form_restore (self->form, draft);
  show_all (self);
  if (changed)
    lt_form_page_say_changed (self->words_label);
  return TRUE;
}

/**
 * lt_place_page_give_up:
 *
 * What was typed and drawn is not wanted any more.
 */
void
lt_place_page_give_up (LtPlacePage *self)
{
  lt_form_drop_draft (self->form);
  lt_form_close (self->form);
}

/**
 * lt_place_page_keep:
 * @self: a page
 * @error: return location
 *
 * Returns: whether all that was typed is in its draft now
 */
gboolean
lt_place_page_keep (LtPlacePage *self, GError **error)
{
  return lt_form_keep_draft (self->form, error);
}

/**
 * lt_place_page_is_changed:
 *
 * Returns: whether something was typed or drawn that is not kept yet
 */
gboolean
lt_place_page_is_changed (LtPlacePage *self)
{
  return lt_form_is_changed (self->form);
}

void
lt_place_page_focus (LtPlacePage *self)
{
  lt_form_focus (self->form);
}

/**
 * lt_place_page_get_seen:
 *
 * Returns: (transfer none) (nullable): the place as it was opened; without an id
 *   where it is new
 */
const LtRecord *
lt_place_page_get_seen (LtPlacePage *self)
{
  return lt_form_get_seen (self->form);
}

/**
 * lt_place_page_describe:
 *
 * Returns: (transfer full): its name, or what kind of place it will be
 */
char *
lt_place_page_describe (LtPlacePage *self)
{
  const LtRecord *wanted = lt_form_get_wanted (self->form);
  int field = lt_kind_find_field (wanted->kind, wanted->kind->variety);

  if (lt_form_page_is_kept (self->form))
    return g_strdup (lt_record_get_title (wanted));
  if (field >= 0 && wanted->values[field] != NULL)
    return lt_field_format (&wanted->kind->fields[field], wanted->values[field]);
  return g_strdup (lt_kind_get_label (wanted->kind));
}

/**
 * lt_place_page_get_drawn:
 *
 * Returns: (transfer full): its shape, whole or not: see lt_sketch_to_text()
 */
char *
lt_place_page_get_drawn (LtPlacePage *self)
{
  return lt_form_get_text (self->form, get_geometry (self));
}

/**
 * lt_place_page_set_drawn:
 * @self: a page with a place
 * @text: what the map gave; it is kept as a draft within a second
 */
void
lt_place_page_set_drawn (LtPlacePage *self, const char *text)
{
  if (get_geometry (self) != NULL)
    lt_form_set_text (self->form, get_geometry (self), text);
}

/**
 * lt_place_page_append:
 * @self: a page with a place
 * @field: name of a text field
 * @words: what is to stand in it, behind what stands there; once
 *
 * Returns: whether the place has such a field
 */
gboolean
lt_place_page_append (LtPlacePage *self, const char *field, const char *words)
{
  g_autofree char *there = NULL;
  g_autofree char *both = NULL;

  if (lt_kind_find_field (lt_form_get_seen (self->form)->kind, field) < 0)
    return FALSE;
  there = lt_form_get_text (self->form, field);
  if (there != NULL && strstr (there, words) != NULL)
    return TRUE;
  both =
      there == NULL || *there == '\0' ? g_strdup (words) : g_strdup_printf ("%s; %s", there, words);
  lt_form_set_text (self->form, field, both);
  return TRUE;
}

/**
 * lt_place_page_save:
 * @self: a page with a place
 * @error: return location; nothing is changed then, and what was typed stays
 *
 * Returns: whether it is in the file
 */
gboolean
lt_place_page_save (LtPlacePage *self, GError **error)
{
  g_autoptr (LtRecord) wanted = lt_form_copy_wanted (self->form);
  g_autofree char *id = NULL;

  if (lt_form_page_is_kept (self->form)
          ? !lt_form_page_set (self->session, self->form, wanted, error)
          : !lt_work_add (self->session, wanted, error))
    return FALSE;
  lt_form_take_saved (self->form, wanted);
  if (!lt_place_page_open (self, &wanted->id, error))
    return FALSE;
  lt_form_page_show_saved (self->saved_label, self->session);
  id = lt_id_to_text (&wanted->id);
  g_signal_emit (self, signals[SAVED], 0, id);
  return TRUE;
}
