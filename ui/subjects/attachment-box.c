/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/attachment-box.h"

#include "model/rights.h"
#include "work/attaching.h"
#include "work/attachment-place.h"
#include "work/sketching.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_AT_ONCE 60
#define PICTURE_EDGE  72

struct _LtAttachmentBox
{
  GtkWidget parent_instance;

  GtkWidget *add_button;
  GtkWidget *list;

  LtSession *session;
  LtId record;
  guint most;   /* how many are shown */
  char *shown;  /* (nullable): all that is, in one text */
  char *target; /* "KIND/ID"; NULL while nothing can be attached */
};

G_DEFINE_FINAL_TYPE (LtAttachmentBox, lt_attachment_box, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_picture (const LtRecord *attachment)
{
  g_autoptr (GBytes) bytes = lt_work_attachment_thumbnail (attachment);
  g_autoptr (GdkTexture) texture = bytes == NULL ? NULL : gdk_texture_new_from_bytes (bytes, NULL);
  g_autoptr (GIcon) icon = NULL;
  g_autofree char *type = NULL;
  GtkWidget *image;

  if (texture != NULL)
    image = gtk_image_new_from_paintable (GDK_PAINTABLE (texture));
  else
    {
      const char *media = lt_record_get (attachment, "media_type");

      type = g_content_type_from_mime_type (media == NULL ? "application/octet-stream" : media);
      icon = g_content_type_get_symbolic_icon (type == NULL ? "application/octet-stream" : type);
      image = gtk_image_new_from_gicon (icon);
    }
  gtk_image_set_pixel_size (GTK_IMAGE (image), PICTURE_EDGE);
  return image;
}

static void
append_words (GString *words, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s", words->len == 0 ? "" : " · ", text);
}

/* Size, when and where taken. */
static char *
describe_facts (LtSession *session, const LtRecord *attachment)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *size = lt_record_get (attachment, "size");
  const char *taken = lt_record_get (attachment, "taken");
  g_autofree char *bytes = size == NULL ? NULL : g_format_size (g_ascii_strtoull (size, NULL, 10));
  g_autofree char *minute = g_strdup (taken);
  g_autofree char *away = lt_work_attachment_say_away (session, attachment);
  double metres, most;

  if (minute != NULL)
    g_strdelimit (minute, "T", ' ');
  append_words (words, minute);
  append_words (words, bytes);
  append_words (words, lt_record_get (attachment, "note"));
  /* Too far is among the remarks. */
  if (lt_work_attachment_away (session, attachment, &metres, &most) && metres <= most)
    append_words (words, away);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
describe_odd (LtSession *session, const LtRecord *attachment)
{
  g_autoptr (GPtrArray) remarks = lt_work_attachment_remarks (session, attachment);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    append_words (words, g_ptr_array_index (remarks, i));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* With nobody signed in the button is there, and asks who it is. */
static gboolean
may_attach (LtSession *session)
{
  const LtRecord *officer = lt_session_get_officer (session);

  return lt_store_is_writable (lt_session_get_store (session))
         && (officer == NULL
             || lt_rights_allow (lt_record_get (officer, "roles"), lt_kind_by_name ("attachment"),
                                 NULL, NULL));
}

/* Beside the photo, which is opened by a click on it. */
static GtkWidget *
make_sketch_button (const LtRecord *attachment, const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *words =
      g_strdup_printf (_ ("Draw on a copy of %s"), lt_record_get_title (attachment));

  gtk_widget_set_name (button, "sketch");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sketch-attachment");
  return button;
}

static GtkWidget *
make_row (LtAttachmentBox *self, const LtRecord *attachment)
{
  g_autoptr (LtAttached) attached = lt_work_attachment_look (self->session, attachment);
  g_autofree char *facts = describe_facts (self->session, attachment);
  g_autofree char *odd = describe_odd (self->session, attachment);
  g_autofree char *where = lt_attached_describe (attached);
  g_autofree char *id = lt_id_to_text (&attachment->id);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (words), make_label (lt_record_get_title (attachment), NULL));
  gtk_box_append (GTK_BOX (words), make_label (facts, "field-name"));
  if (*odd != '\0')
    {
      GtkWidget *label = make_label (odd, "problem");

      gtk_widget_set_name (label, "attachment-odd");
      gtk_box_append (GTK_BOX (words), label);
    }
  if (attached->state != LT_ORIGINAL_HERE)
    gtk_box_append (GTK_BOX (words),
                    make_label (where, attached->device != NULL ? "field-name" : "problem"));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), make_picture (attachment));
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, "attachment");
  gtk_widget_set_tooltip_text (button, where);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "attachment");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lt_record_get_title (attachment), -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-attachment");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (row), button);
  if (attached->state == LT_ORIGINAL_HERE && lt_work_may_sketch (attachment)
      && may_attach (self->session))
    gtk_box_append (GTK_BOX (row), make_sketch_button (attachment, id));
  return row;
}

static void fill (LtAttachmentBox *self);

/* As many again; the keyboard goes to the first of them. */
static void
on_more (LtAttachmentBox *self)
{
  guint from = self->most;
  GtkWidget *row;

  self->most += SHOWN_AT_ONCE;
  fill (self);
  row = gtk_widget_get_first_child (self->list);
  for (guint i = 0; i < from && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_more_button (LtAttachmentBox *self, guint left)
{
  g_autofree char *words = g_strdup_printf (ngettext ("Show %u more", "Show %u more", left), left);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_set_name (button, "attachments-more");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  return button;
}

/* All that is seen of them, by which it is known whether it is another: pictures are
 * unfolded, and rows made, only where it is. */
static char *
write_down (LtAttachmentBox *self, const GPtrArray *attachments)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u %u %d\n", attachments->len, self->most, may_attach (self->session));
  for (guint i = 0; i < MIN (attachments->len, self->most); i++)
    {
      const LtRecord *attachment = g_ptr_array_index (attachments, i);
      g_autoptr (LtAttached) attached = lt_work_attachment_look (self->session, attachment);
      g_autofree char *id = lt_id_to_text (&attachment->id);
      g_autofree char *where = lt_attached_describe (attached);
      g_autofree char *facts = describe_facts (self->session, attachment);
      g_autofree char *odd = describe_odd (self->session, attachment);

      g_string_append_printf (text, "%s\t%s\t%s\t%s\t%s\n", id, lt_record_get_title (attachment),
                              where, facts, odd);
    }
  return g_string_free (text, FALSE);
}

static void
clear_list (LtAttachmentBox *self)
{
  GtkWidget *child;

  g_clear_pointer (&self->shown, g_free);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
}

static void
fill (LtAttachmentBox *self)
{
  g_autoptr (GPtrArray) attachments = NULL;
  g_autofree char *text = NULL;

  if (self->session == NULL)
    {
      clear_list (self);
      return;
    }
  gtk_widget_set_visible (self->add_button, may_attach (self->session));
  attachments = lt_work_attachments (self->session, &self->record, NULL);
  text = attachments == NULL ? NULL : write_down (self, attachments);
  if (text != NULL && g_strcmp0 (text, self->shown) == 0)
    return;
  clear_list (self);
  if (attachments == NULL)
    return;
  self->shown = g_steal_pointer (&text);
  for (guint i = 0; i < MIN (attachments->len, self->most); i++)
    gtk_box_append (GTK_BOX (self->list), make_row (self, g_ptr_array_index (attachments, i)));
  if (attachments->len > self->most)
    gtk_box_append (GTK_BOX (self->list), make_more_button (self, attachments->len - self->most));
}

/* What is said of an attachment hangs on its record, the place of that, and the device that
 * has the original; where nothing is told of (originals may have gone) all is looked at. */
static gboolean
may_tell (const LtKind *kind, const char *target)
{
  return lt_kind_is_place (kind) || g_str_equal (kind->name, "attachment")
         || g_str_equal (kind->name, "device")
         || (g_str_has_prefix (target, kind->name) && target[strlen (kind->name)] == '/');
}

static void
on_changed (LtAttachmentBox *self)
{
  guint64 changed = lt_session_get_changed_kinds (self->session);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  gboolean tells = changed == 0;

  for (guint i = 0; i < n && !tells; i++)
    tells = (changed & LT_KINDS_OF (kinds[i]->number)) != 0 && may_tell (kinds[i], self->target);
  if (tells)
    fill (self);
}

/* Files that are dropped here belong to this record, and are not imported. */
static gboolean
on_drop (LtAttachmentBox *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_auto (GVariantBuilder) paths = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));
  guint n = 0;

  for (GSList *at = files; at != NULL; at = at->next)
    {
      g_autofree char *uri = g_file_get_uri (at->data);

      g_variant_builder_add (&paths, "s", uri);
      n++;
    }
  if (n == 0 || self->target == NULL)
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.attach-files", "(sas)", self->target,
                                     &paths);
}

static void
lt_attachment_box_dispose (GObject *object)
{
  LtAttachmentBox *self = LT_ATTACHMENT_BOX (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->shown, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_attachment_box_parent_class)->dispose (object);
}

static void
lt_attachment_box_class_init (LtAttachmentBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_attachment_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
lt_attachment_box_init (LtAttachmentBox *self)
{
  GtkDropTarget *drops = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title =
      make_label (lt_kind_get_label (lt_kind_by_name ("attachment")), "section-title");

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (title, TRUE);
  self->add_button = gtk_button_new_with_label (_ ("Attach…"));
  gtk_widget_set_name (self->add_button, "attach");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Attach photos and other files"));
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->add_button);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_object (drops, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drops));
}

/**
 * lt_attachment_box_show:
 * @self: a box
 * @session: the open county
 * @record: (nullable): whose attachments; for one that is not kept yet nothing
 *   is shown
 */
void
lt_attachment_box_show (LtAttachmentBox *self, LtSession *session, const LtRecord *record)
{
  gboolean kept = session != NULL && record != NULL && !lt_id_is_zero (&record->id);
  g_autofree char *id = kept ? lt_id_to_text (&record->id) : NULL;
  g_autofree char *target = kept ? g_strdup_printf ("%s/%s", record->kind->name, id) : NULL;

  g_return_if_fail (LT_IS_ATTACHMENT_BOX (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_set_visible (GTK_WIDGET (self), kept);
  g_clear_object (&self->session);
  g_free (self->target);
  self->target = g_strdup (target);
  if (kept)
    {
      self->session = g_object_ref (session);
      self->record = record->id;
      self->most = SHOWN_AT_ONCE;
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add_button), "s", target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "win.attach");
      g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "officer-changed", G_CALLBACK (fill), self,
                               G_CONNECT_SWAPPED);
    }
  fill (self);
}
