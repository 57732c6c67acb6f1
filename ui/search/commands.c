/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done in the window, by its words: each action that needs nothing but
 * to be wanted. Those that are about a row, a member or a file are offered where it
 * is shown. */

#include "ui/search/commands.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  ALWAYS,
  COUNTY, /* a county is open */
  PLACE,  /* a place is selected on the map */
  THERE,  /* its page is shown */
} Need;

typedef struct
{
  const char *action;
  const char *target;
  const char *title;
  const char *key; /* where it is no key of the program, see application.c */
  Need need;
} Offer;

static const Offer offers[] = {
  { "win.open-file", NULL, N_ ("Open a county file"), NULL, ALWAYS },
  { "win.new-county", NULL, N_ ("New county file"), NULL, ALWAYS },
  { "win.join", NULL, N_ ("Join by an invitation"), NULL, ALWAYS },
  { "win.restore", NULL, N_ ("Restore a backup"), NULL, ALWAYS },
  { "win.make-sample", NULL, N_ ("Make the sample county"), NULL, ALWAYS },
  { "win.sign-in", NULL, N_ ("Sign in or out"), NULL, COUNTY },
  { "win.bureau", NULL, N_ ("The bureau's settings"), NULL, COUNTY },
  { "win.back", NULL, N_ ("Back"), NULL, COUNTY },
  { "win.find-place", NULL, N_ ("Find a place on the map"), "<Control>f", COUNTY },
  { "win.import", NULL, N_ ("Import a file"), NULL, COUNTY },
  { "win.export", "", N_ ("Export and backup"), NULL, COUNTY },
  { "export.file", NULL, N_ ("Export to a file"), NULL, THERE },
  { "export.backup", NULL, N_ ("Back up the county file"), NULL, COUNTY },
  { "export.everything", NULL, N_ ("Export everything in open forms"), NULL, COUNTY },
  { "win.officers", NULL, N_ ("Officers, roles and keys"), NULL, COUNTY },
  { "officers.enrol", NULL, N_ ("Enter an officer"), NULL, COUNTY },
  { "officers.passphrase", NULL, N_ ("Change your passphrase"), NULL, COUNTY },
  { "sync.do", NULL, N_ ("Sync now"), NULL, COUNTY },
  { "sync.choose", NULL, N_ ("Choose the hub file"), NULL, COUNTY },
  { "sync.new", NULL, N_ ("Make a new hub file"), NULL, COUNTY },
  { "targets.add-plan", NULL, N_ ("Add a plan of the bureau's own"), NULL, COUNTY },
  { "targets.save", NULL, N_ ("Save the table of the targets"), NULL, THERE },
  { "breaches.save", NULL, N_ ("Save the table of the breaches"), NULL, THERE },
  { "win.basemaps", NULL, N_ ("Choose a base map"), NULL, COUNTY },
  { "win.print-map", NULL, N_ ("Print the map"), "<Control>p", COUNTY },
  { "win.save-map", NULL, N_ ("Save the map"), NULL, COUNTY },
  { "win.drafts", NULL, N_ ("Unsaved forms"), NULL, COUNTY },
  { "win.inspect", NULL, N_ ("New inspection of the selected place"), NULL, PLACE },
  { "win.place-beside", NULL, N_ ("The selected place in a window of its own"), "<Control>Return",
    PLACE },
  { "win.change-place", NULL, N_ ("Change what is known of the selected place"), "F2", PLACE },
  { "win.remove-place", NULL, N_ ("Remove the selected place"), "Delete", PLACE },
  { "win.edit-shape", NULL, N_ ("Edit the shape of the selected place"), "e", PLACE },
  { "win.show-values", NULL, N_ ("Measured values of the selected place"), NULL, PLACE },
  { "map.do", "whole", N_ ("Whole county"), "Home", COUNTY },
  { "map.do", "distance", N_ ("Measure a distance"), "d", COUNTY },
  { "map.do", "surface", N_ ("Measure a surface"), "s", COUNTY },
  { "map.do", "draw", N_ ("Draw a new place"), "n", COUNTY },
  { "map.do", "along", N_ ("Zone along a line"), "l", COUNTY },
  { "map.do", "box", N_ ("Pick by a box"), "b", COUNTY },
  { "map.do", "inside", N_ ("List what lies inside"), "i", PLACE },
  { "map.do", "near", N_ ("List what lies near"), "r", COUNTY },
  { "map.do", "go", N_ ("Go to a coordinate"), "g", COUNTY },
  { "map.do", "me", N_ ("Where I am"), "w", COUNTY },
  { "win.patrol", NULL, N_ ("Record or end a patrol"), "t", COUNTY },
  { "map.do", "copy", N_ ("Copy the coordinate"), "<Control>c", COUNTY },
  { "monitor.save", NULL, N_ ("Save the diagram or the table"), "<Control><Shift>s", THERE },
  { "inspection.save", NULL, N_ ("Save the inspection"), "<Control>s", THERE },
  { "win.insert-position", NULL, N_ ("Insert my position"), NULL, THERE },
  { "inspection.order", NULL, N_ ("Draft an order"), "<Control>d", THERE },
  { "order.save", NULL, N_ ("Save the order"), "<Control>s", THERE },
  { "order.next", NULL, N_ ("Next step of an order"), "<Control>Return", THERE },
  { "order.re-inspect", NULL, N_ ("Re-inspection of the order"), "<Control>n", THERE },
  { "order.pdf", NULL, N_ ("Save the order as PDF"), "<Control>e", THERE },
  { "order.print", NULL, N_ ("Print the order"), "<Control>p", THERE },
  { "place.save", NULL, N_ ("Save the place"), "<Control>s", THERE },
  { "app.help", NULL, N_ ("Help"), NULL, ALWAYS },
  { "app.preferences", NULL, N_ ("Preferences"), NULL, ALWAYS },
  { "app.field-mode", NULL, N_ ("Field mode"), NULL, ALWAYS },
  { "win.show-help-overlay", NULL, N_ ("Keyboard shortcuts"), NULL, ALWAYS },
  { "app.about", NULL, N_ ("About Lantian"), NULL, ALWAYS },
  { "app.quit", NULL, N_ ("Quit"), NULL, ALWAYS },
};

/* On which page the actions of a group are done. */
static const struct
{
  const char *prefix;
  const char *page;
} pages[] = {
  { "map.", "map" },
  { "export.", "export" },
  { "sync.", "sync" },
  { "officers.", "officers" },
  { "targets.", "targets" },
  { "breaches.", "breaches" },
  { "monitor.", "monitoring" },
  { "inspection.", "inspection" },
  { "win.insert-position", "inspection" },
  { "order.", "order" },
  { "place.", "place" },
};

/* It could be done with a place, and none is selected: the way there is to choose one. */
static gboolean
lacks_place (const Offer *offer, const LtWhen *when)
{
  return offer->need == PLACE && when->page != NULL && !when->has_place;
}

static gboolean
is_possible (const Offer *offer, const LtWhen *when)
{
  const char *page = lt_command_get_page (offer->action);

  if (offer->need == ALWAYS)
    return TRUE;
  if (when->page == NULL)
    return FALSE;
  if (offer->need == THERE)
    return g_str_equal (page, when->page);
  return offer->need != PLACE || when->has_place;
}

static char *
describe_accelerator (const char *accelerator)
{
  GdkModifierType modifiers;
  guint key;

  return gtk_accelerator_parse (accelerator, &key, &modifiers)
             ? gtk_accelerator_get_label (key, modifiers)
             : NULL;
}

/**
 * lt_command_describe_key:
 * @action: an action
 * @target: (nullable): what it is done with
 *
 * Returns: (transfer full) (nullable): the key of the program for it, as it is shown
 */
char *
lt_command_describe_key (const char *action, const char *target)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autofree char *detailed =
      target == NULL ? g_strdup (action) : g_strdup_printf ("%s::%s", action, target);
  g_auto (GStrv) keys =
      application == NULL ? NULL : gtk_application_get_accels_for_action (application, detailed);

  return keys == NULL || keys[0] == NULL ? NULL : describe_accelerator (keys[0]);
}

/**
 * lt_commands_add:
 * @commands: (element-type LtCommand): what can be done
 * @when: what is shown
 *
 * Adds what can be done now. What needs a place where none is selected stands under a heading
 * that says so, and leads to the choice of one.
 */
void
lt_commands_add (GPtrArray *commands, const LtWhen *when)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      const Offer *offer = &offers[i];
      g_autofree char *key = offer->key == NULL
                                 ? lt_command_describe_key (offer->action, offer->target)
                                 : describe_accelerator (offer->key);

      if (is_possible (offer, when))
        g_ptr_array_add (commands, lt_command_new (_ ("Commands"), _ (offer->title), offer->title,
                                                   key, offer->action, offer->target));
    }
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (lacks_place (&offers[i], when))
      g_ptr_array_add (commands, lt_command_new (_ ("First choose a place"), _ (offers[i].title),
                                                 offers[i].title, NULL, "win.find-place", NULL));
}

/**
 * lt_command_get_page:
 * @action: an action
 *
 * Returns: (transfer none) (nullable): name of the page on which it is done; %NULL for
 *   any
 */
const char *
lt_command_get_page (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_has_prefix (action, pages[i].prefix))
      return pages[i].page;
  return NULL;
}

/**
 * lt_command_is_known:
 * @action: an action, without what it is done with
 *
 * Returns: whether it is among the commands, at some time
 */
gboolean
lt_command_is_known (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (g_str_equal (offers[i].action, action))
      return TRUE;
  return FALSE;
}
