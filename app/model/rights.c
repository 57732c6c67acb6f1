/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rights.h"

#include <string.h>

/* Who may do what. The first row that fits a change decides; a field of %NULL
 * fits every field, a kind of %NULL every kind,
 * a value of %NULL every value. Roles are names of choices of
 * the officer's field `roles`. */
static const struct
{
  const char *kind;
  const char *field;
  const char *value;
  const char *roles;
} rights[] = {
  { "bureau", NULL, NULL, "keeper" },
  { "officer", NULL, NULL, "keeper" },
  { "key", NULL, NULL, "keeper" },
  { "appointment", NULL, NULL, "keeper" },
  { "revocation", NULL, NULL, "keeper" },
  /* 签发: number, date and name are given by the signatory alone. */
  { "order", "state", "issued", "signatory" },
  { "order", "number", NULL, "signatory" },
  { "order", "issued_by", NULL, "signatory" },
  { "order", "issued_on", NULL, "signatory" },
  { "order", "frozen", NULL, "signatory" },
  { "order", NULL, NULL, "inspector,reviewer,signatory" },
  { "inspection", NULL, NULL, "inspector" },
  /* By what the county is judged is not laid down by who goes out to look. */
  { "own-rule", NULL, NULL, "keeper,reviewer,signatory" },
  { "override", NULL, NULL, "keeper,reviewer,signatory" },
  { NULL, NULL, NULL, "inspector,keeper,reviewer,signatory" },
};

/* These serve the file and the log, not enforcement: they need no card (执法证). */
static const char *const free_of_card[] = { "auditor", "keeper", NULL };

/* Who sees personal data that are not of his own work. */
static const char personal[] = "auditor,keeper";

static const LtOwnWork own_work[] = {
  { "order", "state", "issued", "drafted_by" },
};

/**
 * lt_rights_needed:
 * @kind: kind of the record that is to be changed
 * @field: (nullable): the field; %NULL for making or removing the record
 * @value: (nullable): canonical text it is to have
 *
 * Returns: (transfer none): the roles of which one is needed, with commas between
 */
const char *
lt_rights_needed (const LtKind *kind, const LtField *field, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      if (rights[i].kind != NULL && !g_str_equal (rights[i].kind, kind->name))
        continue;
      if (rights[i].field != NULL && (field == NULL || !g_str_equal (rights[i].field, field->name)))
        continue;
      if (rights[i].value != NULL && g_strcmp0 (rights[i].value, value) != 0)
        continue;
      return rights[i].roles;
    }
  g_return_val_if_reached ("");
}

/* Both have commas between; this is asked of every field of every operation. */
static gboolean
share_word (const char *have, const char *need)
{
  for (const char *word = need; *word != '\0';)
    {
      gsize length = strcspn (word, ",");

      for (const char *at = have; *at != '\0';)
        {
          gsize size = strcspn (at, ",");

          if (size == length && size > 0 && memcmp (at, word, size) == 0)
            return TRUE;
          at += size + (at[size] == ',');
        }
      word += length + (word[length] == ',');
    }
  return FALSE;
}

/**
 * lt_rights_allow:
 * @roles: (nullable): the officer's roles, with commas between
 * @kind: kind of the record that is to be changed
 * @field: (nullable): the field; %NULL for making or removing the record
 * @value: (nullable): canonical text it is to have
 *
 * Returns: whether one of @roles may do it
 */
gboolean
lt_rights_allow (const char *roles, const LtKind *kind, const LtField *field, const char *value)
{
  return roles != NULL && share_word (roles, lt_rights_needed (kind, field, value));
}

/**
 * lt_rights_see_personal:
 * @roles: (nullable): the officer's roles, with commas between
 *
 * Returns: whether he may take personal data out of the file that are not of his own work
 */
gboolean
lt_rights_see_personal (const char *roles)
{
  return roles != NULL && share_word (roles, personal);
}

/**
 * lt_rights_covers:
 * @from: (nullable): first day; %NULL for no beginning
 * @to: (nullable): last day; %NULL for no end
 * @date: a day
 *
 * Returns: whether the period has that day in it
 */
gboolean
lt_rights_covers (const char *from, const char *to, const char *date)
{
  return (from == NULL || strcmp (from, date) <= 0) && (to == NULL || strcmp (date, to) <= 0);
}

/**
 * lt_rights_without_card:
 * @roles: roles, with commas between
 *
 * Returns: (transfer full): those of them that hold without a valid card
 */
char *
lt_rights_without_card (const char *roles)
{
  g_auto (GStrv) have = g_strsplit (roles, ",", -1);
  GString *left = g_string_new (NULL);

  for (int i = 0; have[i] != NULL; i++)
    if (g_strv_contains (free_of_card, have[i]))
      g_string_append_printf (left, "%s%s", left->len > 0 ? "," : "", have[i]);
  return g_string_free (left, FALSE);
}

/**
 * lt_rights_own_work:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): what is not signed off by its author
 */
const LtOwnWork *
lt_rights_own_work (guint *n)
{
  *n = G_N_ELEMENTS (own_work);
  return own_work;
}

/**
 * lt_rights_author_field:
 * @kind: kind of a record
 * @field: name of a field
 * @value: canonical text it is to have
 *
 * Returns: (transfer none) (nullable): name of the field that names the officer
 *   who may not make this change; %NULL where everybody with the role may
 */
const char *
lt_rights_author_field (const LtKind *kind, const char *field, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_work); i++)
    if (g_str_equal (own_work[i].kind, kind->name) && g_str_equal (own_work[i].field, field)
        && g_strcmp0 (own_work[i].value, value) == 0)
      return own_work[i].author;
  return NULL;
}
