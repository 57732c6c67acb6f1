/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk-private.h"

#include "ui/help/help-text.h"
#include "ui/help/help-window.h"
#include "ui/search/search-box.h"
#include "work/casework.h"
#include "work/county.h"
#include "work/records.h"

void
walk_see (const Walk *self, const char *where, GtkWidget *root)
{
  stage_settle (self->stage);
  self->seen (self->stage, where, root, self->user_data);
}

void
walk_act (const Walk *self, const char *action, const char *target)
{
  GtkWidget *window = GTK_WIDGET (self->stage->window);

  if (target == NULL)
    gtk_widget_activate_action (window, action, NULL);
  else
    gtk_widget_activate_action (window, action, "s", target);
}

/* ---- popovers ----------------------------------------------------------------- */

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static gboolean
is_gone (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A menu has its submenus on pages of a stack. */
static void
see_submenus (const Walk *self, const char *where, GtkWidget *popover)
{
  GtkWidget *stack = find_type (popover, GTK_TYPE_STACK);
  GtkWidget *first = stack == NULL ? NULL : gtk_stack_get_visible_child (GTK_STACK (stack));

  for (GtkWidget *page = stack == NULL ? NULL : gtk_widget_get_first_child (stack); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    if (page != first)
      {
        gtk_stack_set_visible_child (GTK_STACK (stack), page);
        walk_see (self, where, popover);
      }
  if (first != NULL)
    gtk_stack_set_visible_child (GTK_STACK (stack), first);
}

/* What is read beside the main loop stands as "…" until it is there. */
static gboolean
is_told (gpointer widget)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (widget), "…"))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!is_told (child))
      return FALSE;
  return TRUE;
}

static void
see_popover (const Walk *self, const char *page, GtkWidget *opener, GtkWidget *popover)
{
  g_autofree char *where = g_strdup_printf ("%s, %s", page, gtk_widget_get_name (opener));

  stage_wait (is_mapped, popover, where);
  stage_wait (is_told, popover, where);
  stage_settle (self->stage);
  walk_see (self, where, popover);
  if (GTK_IS_POPOVER_MENU (popover))
    see_submenus (self, where, popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  stage_wait (is_gone, popover, "the end of a popover");
  stage_settle (self->stage);
}

static void
collect_openers (GtkWidget *widget, GPtrArray *openers)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if ((GTK_IS_MENU_BUTTON (widget) || GTK_IS_DROP_DOWN (widget))
      && gtk_widget_is_sensitive (widget))
    g_ptr_array_add (openers, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_openers (child, openers);
}

/* What opens on a page: one of several that are called alike tells of all. */
void
walk_see_popovers (const Walk *self, const char *page, GtkWidget *root)
{
  g_autoptr (GPtrArray) openers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  collect_openers (root, openers);
  for (guint i = 0; i < openers->len; i++)
    {
      GtkWidget *opener = g_ptr_array_index (openers, i);

      /* The bar above is the same on every page. */
      if (!gtk_widget_get_mapped (opener)
          || (gtk_widget_get_ancestor (opener, ADW_TYPE_HEADER_BAR) != NULL
              && !g_str_equal (page, "today"))
          || (g_str_has_prefix (gtk_widget_get_name (opener), "card-")
              && !g_hash_table_add (names, (gpointer) "card-")))
        continue;
      if (GTK_IS_MENU_BUTTON (opener))
        {
          GtkPopover *popover;

          /* It may be made when it is asked for. */
          gtk_menu_button_popup (GTK_MENU_BUTTON (opener));
          popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (opener));
          if (popover != NULL)
            see_popover (self, page, opener, GTK_WIDGET (popover));
        }
      else
        {
          g_signal_emit_by_name (opener, "activate");
          see_popover (self, page, opener, find_type (opener, GTK_TYPE_POPOVER));
        }
    }
}

static void
see_view (const Walk *self, const char *name)
{
  walk_see (self, name, GTK_WIDGET (self->stage->window));
  walk_see_popovers (self, name, GTK_WIDGET (self->stage->window));
}

void
walk_see_page (const Walk *self, const char *page)
{
  stage_wait_page (self->stage, page);
  see_view (self, page);
}

/* ---- what there is to see ----------------------------------------------------- */

static const char *
get_example (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_POINT:
      return "POINT (113.5 37.9)";
    case LT_TYPE_LINE:
      return "LINESTRING (113.5 37.9, 113.52 37.91)";
    case LT_TYPE_POLYGON:
      return "POLYGON ((113.5 37.9, 113.52 37.9, 113.52 37.92, 113.5 37.9))";
    case LT_TYPE_MINUTE:
      return "2026-11-20T08:00";
    case LT_TYPE_REFERENCE:
      return "14030001";
    case LT_TYPE_CHOICE:
      return field->choices[0].name;
    default:
      return "示例";
    }
}

/* Of a kind that the sample lacks. */
static void
make_place (LtSession *session, const LtKind *kind)
{
  int geometry = lt_kind_geometry_field (kind);
  g_autoptr (LtRecord) place = lt_record_new (kind);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    if ((int) i == geometry || (kind->fields[i].flags & LT_FIELD_REQUIRED) != 0)
      {
        place->values[i] =
            lt_work_parse_field (session, &kind->fields[i], get_example (&kind->fields[i]), &error);
        g_assert_no_error (error);
      }
  lt_work_add (session, place, &error);
  g_assert_no_error (error);
}

static LtRecord *
find_any (LtSession *session, const LtKind *kind)
{
  LtQuery query = { .limit = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      lt_store_list (lt_session_get_store (session), kind, &query, &error);

  g_assert_no_error (error);
  return found->len == 0 ? NULL : lt_record_copy (g_ptr_array_index (found, 0));
}

/* An inspection of a mine, and the order that follows from it. */
static void
make_case (LtSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) mine = lt_work_show (session, lt_kind_by_name ("mine"), "SL-K01", &error);
  g_autoptr (LtRecord) second =
      lt_work_show (session, lt_kind_by_name ("officer"), "14030002", &error);
  g_autofree char *second_id = lt_id_to_text (&second->id);
  g_autoptr (LtRecord) inspection = lt_work_inspection_new (session, mine);
  g_autoptr (LtRecord) order = NULL;

  lt_record_set_canonical (inspection, "assisting_officer", second_id);
  lt_record_set_text (inspection, "finding", "采场未洒水");
  lt_record_set_canonical (inspection, "result", "order");
  lt_work_inspection_record (session, inspection, &error);
  g_assert_no_error (error);
  order = lt_work_order_new (session, inspection, &error);
  g_assert_no_error (error);
  lt_record_set_text (order, "measures", "洒水");
  lt_work_order_draft (session, order, &error);
  g_assert_no_error (error);
}

/**
 * walk_prepare:
 *
 * Somebody is signed in, there is an inspection and an order, and a place of every kind.
 */
void
walk_prepare (Stage *stage)
{
  LtSession *session = lt_window_get_session (stage->window);
  g_autoptr (GError) error = NULL;
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  lt_session_sign_in (session, "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
  make_case (session);
  for (guint i = 0; i < n; i++)
    if (lt_kind_is_place (kinds[i])
        && lt_store_count (lt_session_get_store (session), kinds[i], NULL, NULL) == 0)
      make_place (session, kinds[i]);
  stage_wait_map (stage);
}

/* The other views of the measured values, and the values as a table in place of the diagram. */
static void
see_monitoring (const Walk *self)
{
  static const char *const views[] = { "latest", "dust", "ranks", "time" };
  GtkDropDown *forms = GTK_DROP_DOWN (stage_find (self->stage, "monitor-form"));

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *button = g_strconcat ("monitor-", views[i], NULL);
      g_autofree char *name = g_strconcat ("monitoring-", views[i], NULL);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (stage_find (self->stage, button)), TRUE);
      stage_settle (self->stage);
      see_view (self, name);
    }
  gtk_drop_down_set_selected (forms,
                              g_list_model_get_n_items (gtk_drop_down_get_model (forms)) - 1);
  stage_wait_shown (self->stage, "value-table");
  see_view (self, "monitoring-values");
  gtk_drop_down_set_selected (forms, 0);
  stage_wait_shown (self->stage, "chart");
}

static gboolean
search_is_settled (gpointer stage)
{
  return lt_search_box_is_settled (LT_SEARCH_BOX (stage_find (stage, "search-box")));
}

/**
 * walk_pages:
 *
 * The pages of the rail, the map with a place, export, the box of Ctrl+K, and what opens
 * on them.
 */
void
walk_pages (const Walk *self)
{
  static const char *const pages[] = { "today", "inspections", "orders",  "monitoring", "lists",
                                       "sync",  "import",      "targets", "breaches" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      walk_act (self, "win.show", pages[i]);
      walk_see_page (self, pages[i]);
      if (g_str_equal (pages[i], "monitoring"))
        see_monitoring (self);
    }
  walk_act (self, "win.export", "");
  walk_see_page (self, "export");
  walk_act (self, "win.show", "map");
  stage_wait_map (self->stage);
  stage_key (self->stage, GDK_KEY_Page_Down, 0);
  stage_wait_shown (self->stage, "detail-title");
  walk_see_page (self, "map");
  walk_act (self, "win.search", NULL);
  stage_type (self->stage, "kc");
  stage_wait (search_is_settled, self->stage, "the answer");
  walk_see (self, "search", GTK_WIDGET (self->stage->window));
  stage_key (self->stage, GDK_KEY_Escape, 0);
}

static char *
name_record (const Walk *self, const char *kind)
{
  g_autoptr (LtRecord) record =
      find_any (lt_window_get_session (self->stage->window), lt_kind_by_name (kind));
  g_autofree char *id = lt_id_to_text (&record->id);

  return g_strdup_printf ("%s/%s", kind, id);
}

static void
open_record (const Walk *self, const char *kind, const char *page)
{
  g_autofree char *target = name_record (self, kind);

  walk_act (self, "win.open-record", target);
  stage_wait_page (self->stage, page);
}

static void
sign_in (LtSession *session, const char *card)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (session, card, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

/* The order is handed to the signatory and issued; then who drafted it is there again. */
static void
issue_order (LtSession *session)
{
  g_autoptr (LtRecord) order = find_any (session, lt_kind_by_name ("order"));
  g_autoptr (LtRecord) draft = NULL;
  g_autoptr (LtRecord) submitted = NULL;
  g_autoptr (GError) error = NULL;
  LtStore *store = lt_session_get_store (session);

  draft = lt_store_get (store, order->kind, &order->id, NULL);
  lt_work_order_submit (session, draft, &error);
  g_assert_no_error (error);
  submitted = lt_store_get (store, order->kind, &order->id, NULL);
  sign_in (session, "14030004");
  lt_work_order_issue (session, submitted, &error);
  g_assert_no_error (error);
  sign_in (session, "14030001");
}

/**
 * walk_forms:
 *
 * The form of each kind of place, the inspection's and the order's, before it is issued and
 * after.
 */
void
walk_forms (const Walk *self)
{
  LtSession *session = lt_window_get_session (self->stage->window);
  LtMapView *map = lt_window_get_map (self->stage->window);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (lt_kind_is_place (kinds[i]))
      {
        g_autoptr (LtRecord) place = find_any (session, kinds[i]);

        walk_act (self, "win.show", "map");
        stage_wait_page (self->stage, "map");
        lt_map_view_select (map, &place->id);
        walk_act (self, "win.change-place", NULL);
        walk_see_page (self, "place");
      }
  open_record (self, "inspection", "inspection");
  walk_see_page (self, "inspection");
  open_record (self, "order", "order");
  stage_wait_preview (self->stage);
  walk_see_page (self, "order");
  walk_act (self, "win.show", "map");
  stage_wait_map (self->stage);
  issue_order (session);
  open_record (self, "order", "order");
  stage_wait_preview (self->stage);
  walk_see_page (self, "order");
  walk_act (self, "win.show", "map");
  stage_wait_map (self->stage);
}

/* ---- windows beside ----------------------------------------------------------- */

void
walk_see_window (const Walk *self, const char *name)
{
  GtkWindow *window = stage_wait_dialog (self->stage);

  walk_see (self, name, GTK_WIDGET (window));
  walk_see_popovers (self, name, GTK_WIDGET (window));
  if (LT_IS_HELP_WINDOW (window))
    for (const char *const *page = lt_help_get_pages (); *page != NULL; page++)
      {
        g_autofree char *where = g_strdup_printf ("help, %s", *page);

        lt_help_window_show (LT_HELP_WINDOW (window), *page);
        walk_see (self, where, GTK_WIDGET (window));
      }
  gtk_window_close (window);
  stage_wait_no_dialog (self->stage);
}

/**
 * walk_windows:
 *
 * Preferences, help, shortcuts, about, a record's own window, and what is asked before
 * something is done.
 */
void
walk_windows (const Walk *self)
{
  static const char *const actions[] = { "app.preferences", "app.help", "win.show-help-overlay",
                                         "app.about" };
  static const char *const beside[] = { "mine", "inspection", "order", "officer", "zone" };

  GLogLevelFlags fatal;

  /* GTK 4.8 warns of a label of its own among the shortcuts, "min width -3". */
  fatal = g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      walk_act (self, actions[i], NULL);
      walk_see_window (self, actions[i]);
    }
  g_log_set_always_fatal (fatal);
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *target = name_record (self, beside[i]);

      walk_act (self, "win.open-beside", target);
      walk_see_window (self, beside[i]);
    }
  walk_act (self, "win.show", "map");
  stage_wait_map (self->stage);
  stage_key (self->stage, GDK_KEY_Page_Down, 0);
  stage_wait_shown (self->stage, "detail-title");
  walk_act (self, "win.remove-place", NULL);
  walk_see_window (self, "removal");
}
