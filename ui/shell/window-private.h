/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/breaches/breaches-page.h"
#include "ui/beginning/beginning-page.h"
#include "ui/casework/inspection-page.h"
#include "ui/casework/order-page.h"
#include "ui/exporting/export-page.h"
#include "ui/importing/import-page.h"
#include "ui/lists/record-list.h"
#include "ui/monitoring/monitor-page.h"
#include "ui/officers/officers-page.h"
#include "ui/search/search-box.h"
#include "ui/shell/recent-list.h"
#include "ui/shell/sign-in.h"
#include "ui/shell/status-bar.h"
#include "ui/shell/undo-bar.h"
#include "ui/shell/work-bar.h"
#include "ui/shell/window.h"
#include "ui/subjects/sketch-window.h"
#include "ui/subjects/detail-pane.h"
#include "ui/subjects/place-page.h"
#include "ui/syncing/sync-page.h"
#include "ui/targets/targets-page.h"
#include "work/patrol.h"
#include "ui/today/today-page.h"

G_BEGIN_DECLS

/* For window.c and its window-….c only. */

typedef enum
{
  LT_UNSAVE_PLACE,
  LT_UNSAVE_INSPECTION,
  LT_UNSAVE_ORDER,
  LT_UNSAVE_MANY,
} LtUnsave;

struct _LtWindow
{
  AdwApplicationWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *sample_mark;
  LtSignIn *sign_in;
  GtkWidget *problem_bar;
  GtkLabel *problem_label;
  GtkWidget *away_bar;
  GtkWidget *read_only_bar;
  GtkStack *outer_stack;
  GtkBox *welcome_offers;
  GtkWidget *welcome_open; /* the first of them */
  GtkWidget *next_bar;
  GtkLabel *next_label;
  GtkWidget *next_import;
  GtkWidget *next_basemap;
  GtkWidget *next_officers;
  LtRecentList *recent_list;
  GMenu *recent_menu;
  GtkBox *rail;
  GtkStack *stack;
  LtMapView *map_view;
  LtDetailPane *detail_pane;
  LtTodayPage *today_page;
  GtkWidget *today_button; /* of the rail */
  guint told_overdue;      /* how many were overdue when that was last looked at */
  LtRecordList *inspection_list;
  LtRecordList *order_list;
  LtMonitorPage *monitor_page;
  LtTargetsPage *targets_page;
  LtBreachesPage *breaches_page;
  LtRecordList *any_list;
  LtSyncPage *sync_page;
  LtExportPage *export_page;
  LtImportPage *import_page;
  LtOfficersPage *officers_page;
  LtInspectionPage *inspection_page;
  LtOrderPage *order_page;
  LtPlacePage *place_page;
  LtUndoBar *undo_bar;
  LtWorkBar *work_bar;
  LtStatusBar *status_bar;
  LtSearchBox *search_box;

  LtSession *session;
  GQueue back;                   /* names of the pages to go back to, the latest first */
  GCancellable *checking;        /* of the check of the open file */
  char *saved_map;               /* (nullable): where the map was saved last */
  gboolean check_is_due;         /* after the first picture of the map */
  LtDigest saved_group;          /* what the last saving wrote */
  GPtrArray *pieces;             /* (nullable) (element-type LtShape): cut off what is edited */
  char *cut_off;                 /* (nullable): what the place that was saved has lost so */
  char *cut_target;              /* what kind it is, as in win.draw */
  gboolean can_unsave;           /* whether there is one to be undone */
  LtUnsave unsave;               /* where it was saved */
  LtId unsave_record;            /* of which record it is; of many none */
  char *told_outside;            /* (nullable): the shape of which was said that it lies outside */
  gboolean closing;              /* what is not saved has been given up */
  LtSketchWindow *sketch_window; /* (nullable): weak: a photo that is drawn on */
  GPtrArray *record_windows;     /* (element-type LtRecordWindow): of this county */
  LtPatrol *patrol;              /* (nullable): that is recorded */
  GHashTable *opened;            /* (nullable): digest → folder with the copy of an original that
                                    was opened; gone with the window */
  LtLongWork *opening;           /* (nullable): that copies one out */
  char **work_names;             /* (nullable): of the files that are attached or opened */
};

typedef void (*LtWindowThen) (LtWindow *self, const char *target);

gboolean lt_window_can_write (LtWindow *self);
void lt_window_show_place (LtWindow *self, const LtId *id, gboolean focus);
void lt_window_close_pane (LtWindow *self);
void lt_window_open_county (LtWindow *self, const char *path);
gboolean lt_window_is_signed_in (LtWindow *self, const char *why);
void lt_window_watch_idle (LtWindow *self);
void lt_window_install_actions (GtkWidgetClass *widget_class);
void lt_window_go_to_page (LtWindow *self, const char *page);

/* window-attachments.c */
void lt_window_forget_opened (LtWindow *self);
void lt_window_install_attachment_actions (GtkWidgetClass *widget_class);

/* window-away.c */
void lt_window_watch_place (LtWindow *self);
void lt_window_install_away_actions (GtkWidgetClass *widget_class);

/* window-importing.c */
gboolean lt_window_import (LtWindow *self, const char *path);
void lt_window_install_import_actions (GtkWidgetClass *widget_class);
void lt_window_take_drops (LtWindow *self);

/* window-drawing.c */
void lt_window_let_go (LtWindow *self);
void lt_window_forget_cut (LtWindow *self);
void lt_window_connect_drawing (LtWindow *self);
void lt_window_install_drawing_actions (GtkWidgetClass *widget_class);

/* window-undo.c */
void lt_window_tell_undoable (LtWindow *self,
                              const char *words,
                              const char *undo_label,
                              const LtId *place);
void lt_window_on_list_written (LtWindow *self, const char *words, const char *group);
void lt_window_forget_undo (LtWindow *self);
void lt_window_connect_undo (LtWindow *self);
void lt_window_install_undo_actions (GtkWidgetClass *widget_class);

/* window-beginning.c */
void lt_window_fill_welcome (LtWindow *self);
const char *lt_window_get_beginning (LtWindow *self);
gboolean lt_window_leave_beginning (LtWindow *self);
void lt_window_on_beginning_left (LtWindow *self);
void lt_window_on_made (LtWindow *self, LtSession *session, const char *words);
void lt_window_on_next_closed (LtWindow *self);
void lt_window_install_beginning_actions (GtkWidgetClass *widget_class);

/* window-changing.c */
void lt_window_install_changing_actions (GtkWidgetClass *widget_class);

/* window-leaving.c */
gboolean lt_window_has_unsaved (LtWindow *self, const char *page);
void
lt_window_give_up_first (LtWindow *self, const char *page, LtWindowThen then, const char *target);

/* window-drafts.c */
gboolean lt_window_offer_drafts (LtWindow *self, gboolean asked);
void lt_window_install_draft_actions (GtkWidgetClass *widget_class);

/* window-half-imports.c */
void lt_window_offer_half_imports (LtWindow *self);

/* window-export.c */
void lt_window_export_rows (LtWindow *self, const LtListRows *rows);
void lt_window_show_rows (LtWindow *self, const LtListRows *rows);
void lt_window_install_export_actions (GtkWidgetClass *widget_class);

/* window-notice.c */
void lt_window_notify_today (LtWindow *self, const LtToday *today);

/* window-officers.c */
void lt_window_install_officer_actions (GtkWidgetClass *widget_class);

/* window-recent.c */
void lt_window_renew_recent (LtWindow *self);
void lt_window_watch_recent (LtWindow *self);
void lt_window_add_recent (GPtrArray *commands);
void lt_window_install_recent_actions (GtkWidgetClass *widget_class);

/* window-rail.c */
void lt_window_fill_rail (LtWindow *self);
const char *lt_window_get_rail_of (const char *page);
void lt_window_show_today_count (LtWindow *self);
void lt_window_install_today_actions (GtkWidgetClass *widget_class);

/* window-records.c */
void lt_window_open_beside (LtWindow *self, const char *target);
void lt_window_close_records (LtWindow *self);
void lt_window_install_record_actions (GtkWidgetClass *widget_class);

/* window-search.c */
void lt_window_install_search_actions (GtkWidgetClass *widget_class);
void lt_window_add_pages (GPtrArray *commands);
void lt_window_on_search_chosen (LtWindow *self,
                                 guint type,
                                 const char *action,
                                 const char *target,
                                 gboolean beside);

/* window-patrol.c */
void lt_window_note_position (LtWindow *self, const char *drawn);
void lt_window_hand_over_patrol (LtWindow *self);
void lt_window_leave_patrol (LtWindow *self);
void lt_window_connect_position (LtWindow *self);
void lt_window_install_patrol_actions (GtkWidgetClass *widget_class);

/* window-paper.c */
void lt_window_close_sheets (LtWindow *self);
void lt_window_install_paper_actions (GtkWidgetClass *widget_class);

G_END_DECLS
