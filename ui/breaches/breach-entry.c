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

/**
 * lt_breach_entry_make_key:
 * @self: a row
 *
 * Returns: (transfer full): which limit, of whom and when; not by how much
 */
char *
lt_breach_entry_make_key (LtBreachEntry *self)
{
  const LtBreach *breach = self->breach;
  g_autofree char *id = lt_id_to_text (&breach->id);

  return g_strdup_printf ("%u\n%s\n%s\n%s\n%u\n%s\n%s\n%s", breach->unit, id, breach->place,
                          breach->item, breach->interval, breach->from, breach->to, breach->rule);
}
