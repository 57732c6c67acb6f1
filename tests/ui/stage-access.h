/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* What a screen reader is told, read as it reads it: over the accessibility bus of
 * at-spi2-core. A test that uses it begins with stage_access_start(). */

typedef struct
{
  char *role;         /* AT-SPI's name for it: "push button" */
  char *name;         /* what is said of it */
  char *description;  /* what is said besides */
  char *text;         /* (nullable): what stands in it, of a label its name */
  char *where;        /* the roles and names above it, for a message */
  gboolean focusable; /* not asked of labels */
} StageAccessible;

void stage_access_start (void);
GPtrArray *stage_access_read (Stage *self, GtkWidget *root);

G_END_DECLS
