/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What files are chosen for: each has a folder of its own that was used last. */
#define LT_FOLDER_PICTURES "folder_pictures"
#define LT_FOLDER_IMPORT   "folder_import"
#define LT_FOLDER_EXPORT   "folder_export"
#define LT_FOLDER_HUB      "folder_hub"
#define LT_FOLDER_BACKUP   "folder_backup"

/**
 * LtFileQuestion:
 * @title: of the chooser
 * @accept: what its button says, with a mnemonic
 * @action: whether a file is opened, made, or a folder is taken
 * @several: whether more than one file may be chosen
 * @filter: (nullable): what the files are called that are offered
 * @pattern: (nullable): what their names end with, such as "*.gpkg"
 * @folder: (nullable): where it begins
 * @folder_key: (nullable): one of `LT_FOLDER_…`: it begins in the folder that was used for the
 *   same last, if it is still there, and keeps the one that is used now
 * @name: (nullable): of the file that is made, to be changed
 * @about: (nullable): handed to the answer as it is
 *
 * A question for a file, or for a place for one.
 */
typedef struct
{
  const char *title;
  const char *accept;
  GtkFileChooserAction action;
  gboolean several;
  const char *filter;
  const char *pattern;
  GFile *folder;
  const char *folder_key;
  const char *name;
  const char *about;
} LtFileQuestion;

/**
 * LtFilesChosenFunc:
 * @owner: who asked
 * @files: (element-type GFile): what was chosen; at least one
 * @about: (nullable): of the question
 */
typedef void (*LtFilesChosenFunc) (GtkWidget *owner, GListModel *files, const char *about);

void
lt_file_choice_ask (GtkWidget *owner, const LtFileQuestion *question, LtFilesChosenFunc answer);
GFile *lt_file_choice_find_other_disk (const char *county);
GFile *lt_file_choice_get_folder (const char *key, const char *county);
char *lt_file_choice_make_name (GFile *folder, const char *stem, const char *ending);
char *lt_file_choice_get_path (GListModel *files, GError **error);
gboolean lt_file_choice_check_all (GListModel *files, GError **error);

G_END_DECLS
