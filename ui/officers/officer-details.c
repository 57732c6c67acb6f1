/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the county file knows of an officer: his card, roles with their periods, the
 * devices he works on, and his keys. */

#include "ui/officers/officer-details.h"

#include "base/civil-time.h"
#include "store/key-streams.h"
#include "work/officers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtSession *session;
  const LtRecord *officer;
  gboolean can_change;
  GtkBox *box;
} Details;

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_heading (Details *self, const char *text)
{
  gtk_box_append (self->box, make_label (text, "section-title"));
}

static GtkWidget *
make_button (const char *name, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  return button;
}

static char *
get_today (LtSession *session)
{
  return lt_date_of (lt_session_get_now (session));
}

/* "2026-01-01 to 2026-12-31", as far as it is known. */
static char *
describe_period (const char *from, const char *to)
{
  if (from != NULL && to != NULL)
    return g_strdup_printf (_ ("%s to %s"), from, to);
  if (from != NULL)
    return g_strdup_printf (_ ("from %s"), from);
  return to != NULL ? g_strdup_printf (_ ("until %s"), to) : g_strdup (_ ("without an end"));
}

static const char *
get_role_label (const char *role)
{
  const LtKind *kind = lt_kind_by_name ("officer");
  const LtChoice *roles = kind->fields[lt_kind_find_field (kind, "roles")].choices;

  for (guint i = 0; roles[i].name != NULL; i++)
    if (g_str_equal (roles[i].name, role))
      return _ (roles[i].label);
  return role;
}

/**
 * lt_officer_is_keeper:
 * @session: the open county
 * @officer: an officer's id
 *
 * Returns: whether he may change what is known of people, today
 */
gboolean
lt_officer_is_keeper (LtSession *session, const LtId *officer)
{
  g_autofree char *today = get_today (session);
  g_autofree char *roles =
      lt_store_get_roles (lt_session_get_store (session), officer, today, NULL);
  g_auto (GStrv) parts = roles == NULL ? NULL : g_strsplit (roles, ",", -1);

  return parts != NULL && g_strv_contains ((const char *const *) parts, "keeper");
}

/**
 * lt_officer_describe_roles:
 *
 * Returns: (transfer full): what he may do today, in words
 */
char *
lt_officer_describe_roles (LtSession *session, const LtRecord *officer)
{
  g_autofree char *today = get_today (session);
  g_autofree char *roles =
      lt_store_get_roles (lt_session_get_store (session), &officer->id, today, NULL);
  g_auto (GStrv) parts = g_strsplit (roles == NULL ? "" : roles, ",", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (int i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? _ (", ") : "",
                              get_role_label (parts[i]));
  return words->len == 0 ? g_strdup (_ ("no role today")) : g_strdup (words->str);
}

/* A role stands as many times as it was given; it is taken as one. */
static void
add_role (Details *self, const char *role, const char *words, gboolean first)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *text = g_strdup_printf ("%s  %s", get_role_label (role), words);

  gtk_box_append (GTK_BOX (line), make_label (text, NULL));
  if (self->can_change && first)
    {
      g_autofree char *name = g_strdup_printf ("take-%s", role);
      g_autofree char *spoken = g_strdup_printf (_ ("Take the role: %s"), get_role_label (role));
      GtkWidget *take = make_button (name, _ ("Take"), "officers.ask-take", role);

      gtk_accessible_update_property (GTK_ACCESSIBLE (take), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
      gtk_box_append (GTK_BOX (line), take);
    }
  gtk_box_append (self->box, line);
}

static char *
describe_appointment (const LtRecord *appointment)
{
  const char *document = lt_record_get (appointment, "document");
  g_autofree char *period = describe_period (lt_record_get (appointment, "valid_from"),
                                             lt_record_get (appointment, "valid_to"));

  return document == NULL ? g_steal_pointer (&period)
                          : g_strdup_printf ("%s  %s", period, document);
}

static void
add_roles (Details *self)
{
  const char *standing = lt_record_get (self->officer, "roles");
  g_auto (GStrv) parts = g_strsplit (standing == NULL ? "" : standing, ",", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) appointments =
      lt_work_officer_list (self->session, self->officer, "appointment", NULL);

  add_heading (self, _ ("Roles"));
  for (int i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      add_role (self, parts[i], _ ("until it is taken"),
                g_hash_table_add (seen, g_strdup (parts[i])));
  for (guint i = 0; appointments != NULL && i < appointments->len; i++)
    {
      const LtRecord *appointment = g_ptr_array_index (appointments, i);
      const char *role = lt_record_get (appointment, "role");
      g_autofree char *words = describe_appointment (appointment);

      if (role != NULL)
        add_role (self, role, words, g_hash_table_add (seen, g_strdup (role)));
    }
}

static void
add_devices (Details *self, GPtrArray *devices)
{
  const char *card = lt_record_get (self->officer, "card");
  guint n = 0;

  add_heading (self, _ ("Devices"));
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const LtDevice *device = g_ptr_array_index (devices, i);
      g_auto (GStrv) cards = g_strsplit (device->cards, ",", -1);
      g_autofree char *last = lt_second_of (device->last);
      g_autofree char *words = NULL;

      if (card == NULL || !g_strv_contains ((const char *const *) cards, card))
        continue;
      g_strdelimit (last, "T", ' ');
      words = g_strdup_printf (_ ("%s  %s, last at work %s"), device->device, device->label, last);
      gtk_box_append (self->box, make_label (words, NULL));
      n++;
    }
  if (n == 0)
    gtk_box_append (self->box,
                    make_label (devices == NULL ? _ ("The devices are being looked up…")
                                                : _ ("Has not worked on any device yet."),
                                "dim-label"));
}

static char *
describe_key (LtSession *session, const LtRecord *key)
{
  const char *hex = lt_record_get (key, "public_key");
  const char *purpose = lt_record_get (key, "purpose");
  g_autofree char *why =
      hex == NULL ? NULL : lt_store_find_revocation (lt_session_get_store (session), hex);
  g_autofree char *brief = g_ascii_strup (hex == NULL ? "" : hex, 8);

  if (why != NULL)
    return g_strdup_printf (_ ("%s  revoked: %s"), brief, why);
  return g_strdup_printf ("%s  %s", brief,
                          g_strcmp0 (purpose, "invitation") == 0 ? _ ("invitation, not used yet")
                                                                 : _ ("in use"));
}

static void
add_keys (Details *self)
{
  g_autoptr (GPtrArray) keys = lt_work_officer_list (self->session, self->officer, "key", NULL);

  add_heading (self, _ ("Keys"));
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      g_autofree char *words = describe_key (self->session, g_ptr_array_index (keys, i));

      gtk_box_append (self->box, make_label (words, NULL));
    }
}

static void
add_acts (Details *self, gboolean is_own)
{
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_top (acts, 12);
  if (self->can_change)
    {
      GtkWidget *revoke =
          make_button ("officer-revoke", _ ("Re_voke the keys…"), "officers.ask-revoke", NULL);

      gtk_widget_add_css_class (revoke, "destructive-action");
      gtk_box_append (GTK_BOX (acts),
                      make_button ("officer-give", _ ("_Give a role…"), "officers.give", NULL));
      gtk_box_append (GTK_BOX (acts), make_button ("officer-invite", _ ("Another _invitation…"),
                                                   "officers.invite", NULL));
      gtk_box_append (GTK_BOX (acts), revoke);
    }
  if (is_own)
    gtk_box_append (GTK_BOX (acts),
                    make_button ("officer-passphrase", _ ("Change your _passphrase…"),
                                 "officers.passphrase", NULL));
  gtk_box_append (self->box, acts);
}

/**
 * lt_officer_details_new:
 * @session: the open county
 * @officer: an officer
 * @devices: (nullable) (element-type LtDevice): all that have written; %NULL as long as
 *   they are being looked up
 * @can_change: whether who is signed in may change it
 * @is_own: whether it is he
 */
GtkWidget *
lt_officer_details_new (LtSession *session,
                        const LtRecord *officer,
                        GPtrArray *devices,
                        gboolean can_change,
                        gboolean is_own)
{
  Details self = { session, officer, can_change,
                   GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4)) };
  const char *from = lt_record_get (officer, "card_from");
  const char *to = lt_record_get (officer, "card_to");
  g_autofree char *roles = lt_officer_describe_roles (session, officer);
  g_autofree char *period = describe_period (from, to);
  g_autofree char *card =
      g_strdup_printf (_ ("Card %s, valid %s"), lt_record_get (officer, "card"), period);
  g_autofree char *today = g_strdup_printf (_ ("Today: %s"), roles);

  gtk_widget_add_css_class (GTK_WIDGET (self.box), "form");
  gtk_box_append (self.box, make_label (lt_record_get (officer, "name"), "page-title"));
  gtk_box_append (self.box, make_label (card, NULL));
  gtk_box_append (self.box, make_label (today, NULL));
  add_roles (&self);
  add_devices (&self, devices);
  add_keys (&self);
  add_acts (&self, is_own);
  return GTK_WIDGET (self.box);
}
