/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage-attach.h"

#include "work/attaching.h"
#include "work/county.h"

LtSession *
attach_stage_session (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

void
attach_stage_sign_in (Stage *stage)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (attach_stage_session (stage), "14030001", LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

void
attach_stage_click_mine (Stage *stage)
{
  LtMapView *map = lt_window_get_map (stage->window);
  g_autoptr (LtRecord) mine = lt_store_find (lt_session_get_store (attach_stage_session (stage)),
                                             lt_kind_by_name ("mine"), "SL-K01", NULL);
  double x, y;

  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "detail-title");
}

GPtrArray *
attach_stage_list (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = lt_work_attachments (attach_stage_session (stage), NULL, &error);

  g_assert_no_error (error);
  return list;
}

/* As a file manager would: XTEST cannot drag between programs. */
void
attach_stage_drop_file (GtkWidget *widget, GFile *file)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_value_unset (&value);
  g_assert_true (taken);
}

void
attach_stage_drop (GtkWidget *widget, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  attach_stage_drop_file (widget, file);
}
