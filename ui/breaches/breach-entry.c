/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/breaches/breach-entry.h"

struct _LtBreachEntry
{
  GObject parent_instance;

  const LtBreach *breach;
};

G_DEFINE_FINAL_TYPE (LtBreachEntry, lt_breach_entry, G_TYPE_OBJECT)

static void
lt_breach_entry_class_init (LtBreachEntryClass *klass)
{
}

static void
lt_breach_entry_init (LtBreachEntry *self)
{
}

/**
 * lt_breach_entry_new:
 * @breach: a breach; must outlive the row
 *
 * Returns: (transfer full): a row
 */
LtBreachEntry *
lt_breach_entry_new (const LtBreach *breach)
{
  LtBreachEntry *self = g_object_new (LT_TYPE_BREACH_ENTRY, NULL);

  self->breach = breach;
  return self;
}

const LtBreach *
lt_breach_entry_get_breach (LtBreachEntry *self)
{
  return self->breach;
}
