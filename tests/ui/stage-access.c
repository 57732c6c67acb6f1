/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage-access.h"

#include <unistd.h>

#define ACCESSIBLE      "org.a11y.atspi.Accessible"
#define TEXT            "org.a11y.atspi.Text"
#define ROOT            "/org/a11y/atspi/accessible/root"
#define PATIENCE_MS     60000
#define DEEPEST         80
#define STATE_FOCUSABLE 11 /* bits of AtspiStateType */

typedef struct
{
  GDBusConnection *bus;
  GPtrArray *found;
  const char *left_out; /* title of a window */
  GError *error;
  GThread *thread;
  gint done; /* atomic */
} Reading;

static void
accessible_free (StageAccessible *self)
{
  g_free (self->role);
  g_free (self->name);
  g_free (self->description);
  g_free (self->text);
  g_free (self->where);
  g_free (self);
}

static GVariant *
ask (Reading *reading,
     const char *owner,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *arguments,
     GError **error)
{
  return g_dbus_connection_call_sync (reading->bus, owner, path, interface, method, arguments, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, error);
}

/* Name, description and how many children, in one answer: there are thousands to ask. */
static gint32
get_properties (Reading *reading, const char *owner, const char *path, StageAccessible *item)
{
  g_autoptr (GVariant) answer = ask (reading, owner, path, "org.freedesktop.DBus.Properties",
                                     "GetAll", g_variant_new ("(s)", ACCESSIBLE), &reading->error);
  g_autoptr (GVariant) all = NULL;
  gint32 children = 0;

  if (answer == NULL)
    return 0;
  all = g_variant_get_child_value (answer, 0);
  g_variant_lookup (all, "Name", "s", &item->name);
  g_variant_lookup (all, "Description", "s", &item->description);
  g_variant_lookup (all, "ChildCount", "i", &children);
  g_assert_nonnull (item->name);
  g_assert_nonnull (item->description);
  return children;
}

static char *
get_role (Reading *reading, const char *owner, const char *path)
{
  g_autoptr (GVariant) answer =
      ask (reading, owner, path, ACCESSIBLE, "GetRoleName", NULL, &reading->error);
  const char *role;

  if (answer == NULL)
    return NULL;
  g_variant_get (answer, "(&s)", &role);
  return g_strdup (role);
}

static guint64
get_states (Reading *reading, const char *owner, const char *path)
{
  g_autoptr (GVariant) answer =
      ask (reading, owner, path, ACCESSIBLE, "GetState", NULL, &reading->error);
  g_autoptr (GVariant) words = NULL;
  guint32 low = 0, high = 0;

  if (answer == NULL)
    return 0;
  words = g_variant_get_child_value (answer, 0);
  g_variant_get_child (words, 0, "u", &low);
  g_variant_get_child (words, 1, "u", &high);
  return low | (guint64) high << 32;
}

/* Of an entry and the like only; who has no text does not answer. */
static char *
get_text (Reading *reading, const char *owner, const char *path)
{
  g_autoptr (GVariant) answer =
      ask (reading, owner, path, TEXT, "GetText", g_variant_new ("(ii)", 0, -1), NULL);
  const char *text;

  if (answer == NULL)
    return NULL;
  g_variant_get (answer, "(&s)", &text);
  return g_strdup (text);
}

static void
read_below (Reading *reading, const char *owner, const char *path, const char *above, int depth)
{
  StageAccessible *item = g_new0 (StageAccessible, 1);
  gint32 n_children;
  g_autoptr (GVariant) children = NULL;
  g_autofree char *where = NULL;
  g_autoptr (GVariantIter) each = NULL;
  const char *child_owner, *child;

  g_ptr_array_add (reading->found, item);
  n_children = get_properties (reading, owner, path, item);
  item->role = get_role (reading, owner, path);
  item->where = g_strdup (above);
  if (reading->error != NULL || (depth == 1 && g_strcmp0 (item->name, reading->left_out) == 0))
    return;
  if (!g_str_equal (item->role, "label"))
    {
      item->text = get_text (reading, owner, path);
      item->focusable = (get_states (reading, owner, path) >> STATE_FOCUSABLE) & 1;
    }
  if (n_children == 0 || depth == DEEPEST)
    return;
  where = g_strdup_printf ("%s/%s “%s”", above, item->role, item->name);
  children = ask (reading, owner, path, ACCESSIBLE, "GetChildren", NULL, &reading->error);
  if (children == NULL)
    return;
  g_variant_get (children, "(a(so))", &each);
  while (reading->error == NULL && g_variant_iter_next (each, "(&s&o)", &child_owner, &child))
    read_below (reading, child_owner, child, where, depth + 1);
}

/* The address of the bus is asked of the session's. */
static GDBusConnection *
connect_to_bus (GError **error)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  g_autoptr (GVariant) answer = NULL;
  const char *address;

  if (session == NULL)
    return NULL;
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                                        PATIENCE_MS, NULL, error);
  if (answer == NULL)
    return NULL;
  g_variant_get (answer, "(&s)", &address);
  return g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, error);
}

static gboolean
is_ours (Reading *reading, const char *owner)
{
  g_autoptr (GVariant) answer =
      ask (reading, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
           "GetConnectionUnixProcessID", g_variant_new ("(s)", owner), NULL);
  guint32 pid = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);
  return pid == (guint32) getpid ();
}

/* In a thread of its own, as the reader is in a process of its own: the main loop answers. */
static gpointer
read_all (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GVariant) programs = NULL;
  g_autoptr (GVariantIter) each = NULL;
  const char *owner, *path;

  reading->bus = connect_to_bus (&reading->error);
  if (reading->bus != NULL)
    programs = ask (reading, "org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren", NULL,
                    &reading->error);
  if (programs != NULL)
    g_variant_get (programs, "(a(so))", &each);
  while (each != NULL && g_variant_iter_next (each, "(&s&o)", &owner, &path))
    if (is_ours (reading, owner))
      read_below (reading, owner, path, "", 0);
  g_clear_object (&reading->bus);
  g_atomic_int_set (&reading->done, TRUE);
  return NULL;
}

static void
begin (Reading *reading)
{
  g_atomic_int_set (&reading->done, FALSE);
  reading->thread = g_thread_new ("reader", read_all, reading);
}

/* The program makes itself known at the registry by and by: it is looked for until it is there. */
static gboolean
is_read (gpointer user_data)
{
  Reading *reading = user_data;

  if (!g_atomic_int_get (&reading->done))
    return FALSE;
  g_thread_join (g_steal_pointer (&reading->thread));
  if (reading->found->len > 0 || reading->error != NULL)
    return TRUE;
  begin (reading);
  return FALSE;
}

/* Before anything of GTK: tells it to speak to the bus. */
void
stage_access_start (void)
{
  g_setenv ("GTK_A11Y", "atspi", TRUE);
  g_unsetenv ("NO_AT_BRIDGE");
}

/**
 * stage_access_read:
 * @root: one of the program's windows; of others than the county's that is not read, which
 *   has so much more
 *
 * Returns: (transfer full) (element-type StageAccessible): everything that the program
 *   tells, in order, also what is not showing
 */
GPtrArray *
stage_access_read (Stage *self, GtkWidget *root)
{
  GtkWidget *county = GTK_WIDGET (self->window);
  Reading reading = { .found = g_ptr_array_new_with_free_func ((GDestroyNotify) accessible_free),
                      .left_out =
                          root == county ? NULL : gtk_window_get_title (GTK_WINDOW (county)) };

  begin (&reading);
  stage_wait (is_read, &reading, "what a screen reader is told");
  g_assert_no_error (reading.error);
  return reading.found;
}
