/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses of tiles: `https://{s}.example.org/{z}/{x}/{y}.png?tk={key}`. */

#include "basemap/tile-address.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define USUAL_SERVERS "abc"

/* Which of a service's names is asked for a tile: always the same, so that it is
 * in the caches on the way. "0-7" are eight. */
static char
choose_server (const char *servers, int x, int y)
{
  guint sum = (guint) x + (guint) y;

  if (strlen (servers) == 3 && servers[1] == '-' && servers[2] >= servers[0])
    return (char) (servers[0] + (int) (sum % (guint) (servers[2] - servers[0] + 1)));
  return servers[sum % strlen (servers)];
}

/* Returns: whether @word, what stands between the braces, is known. */
static gboolean
fill_word (GString *text, const char *word, const char *key, int z, int x, int y)
{
  if (g_str_equal (word, "z"))
    g_string_append_printf (text, "%d", z);
  else if (g_str_equal (word, "x"))
    g_string_append_printf (text, "%d", x);
  else if (g_str_equal (word, "y"))
    g_string_append_printf (text, "%d", y);
  else if (g_str_equal (word, "-y"))
    g_string_append_printf (text, "%d", (int) ((1u << z) - 1u - (guint) y));
  else if (g_str_equal (word, "s"))
    g_string_append_c (text, choose_server (USUAL_SERVERS, x, y));
  else if (g_str_has_prefix (word, "s:") && word[2] != '\0')
    g_string_append_c (text, choose_server (word + 2, x, y));
  else if (g_str_equal (word, "key"))
    {
      g_autofree char *escaped = g_uri_escape_string (key == NULL ? "" : key, NULL, FALSE);

      g_string_append (text, escaped);
    }
  else
    return FALSE;
  return TRUE;
}

/* @unknown: (out): a word in braces that is not known; the caller frees it */
static char *
fill (const char *address, const char *key, int z, int x, int y, char **unknown)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = address; *at != '\0'; at++)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      g_autofree char *word = end == NULL ? NULL : g_strndup (at + 1, (gsize) (end - at - 1));

      if (word == NULL)
        g_string_append_c (text, *at);
      else if (!fill_word (text, word, key, z, x, y))
        {
          *unknown = g_steal_pointer (&word);
          return NULL;
        }
      at = end != NULL ? end : at;
    }
  return g_strdup (text->str);
}

/* Returns: how many bytes the name of a parameter for a key takes, with its "="; 0 where
 * another begins at @at. The names are those of the services there are. */
static gsize
skip_key_name (const char *at)
{
  static const char *const names[] = { "tk",     "key",     "token",  "ak",
                                       "apikey", "api_key", "appkey", "access_token" };
  gsize length = strcspn (at, "=& #");

  for (gsize i = 0; at[length] == '=' && i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (at, names[i], length) == 0)
      return length + 1;
  return 0;
}

static char *
hide_typed_keys (const char *text)
{
  g_autoptr (GString) hidden = g_string_new (NULL);
  gsize length = 0;

  for (const char *at = text; *at != '\0'; at += length)
    {
      length = 1 + (*at == '?' || *at == '&' ? skip_key_name (at + 1) : 0);
      g_string_append_len (hidden, at, (gssize) length);
      if (length == 1)
        continue;
      at += length;
      length = strcspn (at, "& #");
      if (length == 0 || g_strstr_len (at, (gssize) length, "{key}") != NULL)
        g_string_append_len (hidden, at, (gssize) length);
      else
        g_string_append (hidden, "…");
    }
  return g_strdup (hidden->str);
}

/* Returns: how many bytes of @authority, up to its end, are who asks and by which word:
 * "user:word@"; a word may have an "@" in it */
static gsize
skip_user (const char *authority)
{
  gsize length = strcspn (authority, "/?# ");
  const char *user = g_strrstr_len (authority, (gssize) length, "@");

  return user == NULL ? 0 : (gsize) (user + 1 - authority);
}

static char *
hide_users (const char *text)
{
  g_autoptr (GString) hidden = g_string_new (NULL);
  const char *begin;

  while ((begin = strstr (text, "://")) != NULL)
    {
      gsize user = skip_user (begin + 3);

      g_string_append_len (hidden, text, begin + 3 - text);
      if (user > 0)
        g_string_append (hidden, "…@");
      text = begin + 3 + user;
    }
  g_string_append (hidden, text);
  return g_string_free (g_steal_pointer (&hidden), FALSE);
}

/* As the library sees it that asks for the tiles: it takes nothing else. */
static gboolean
is_web_address (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);

  return parsed != NULL
         && (g_str_equal (g_uri_get_scheme (parsed), "http")
             || g_str_equal (g_uri_get_scheme (parsed), "https"))
         && g_uri_get_host (parsed) != NULL && *g_uri_get_host (parsed) != '\0';
}

/**
 * lt_tile_address_check:
 * @address: of a tile service
 * @key: (nullable): what stands for `{key}`
 * @error: return location
 *
 * Returns: whether tiles can be asked for by it
 */
gboolean
lt_tile_address_check (const char *address, const char *key, GError **error)
{
  g_autofree char *unknown = NULL;
  g_autofree char *filled = fill (address, key, 12, 3, 5, &unknown);
  g_autofree char *host = lt_tile_address_host (filled != NULL ? filled : address);
  g_autofree char *without = hide_typed_keys (address);
  g_autofree char *shown = lt_tile_address_hide (address, key);
  gboolean whole = strstr (address, "{z}") != NULL && strstr (address, "{x}") != NULL
                   && (strstr (address, "{y}") != NULL || strstr (address, "{-y}") != NULL);

  if (filled == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("Address %s: {%s} is not known. Known are {z} {x} {y}, {-y} for rows from the "
                    "south, {s} or {s:0-7} for servers and {key}."),
                 shown, unknown);
  else if (!whole || !is_web_address (filled))
    g_set_error (
        error, LT_ERROR, LT_ERROR_USAGE,
        _ ("\"%s\" is no address of a tile service. Give it with https:// or http://, the "
           "machine's name, {z}, {x} and {y}, such as https://tiles.example.org/{z}/{x}/{y}.png."),
        shown);
  else if (!g_str_equal (without, address))
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("The address %s has a key in it, where everybody would see it. Write {key} in "
                    "its place and give the key by itself, with --key."),
                 shown);
  else if (strstr (address, "{key}") != NULL && (key == NULL || *key == '\0'))
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("The tile service %s wants a key of your own. Ask for one where the service is "
                    "offered, and give it with --key."),
                 host);
  else
    return TRUE;
  return FALSE;
}

/**
 * lt_tile_address_fill:
 * @address: of a tile service
 * @key: (nullable): the officer's
 * @z: zoom level
 * @x: column
 * @y: row, from the north
 *
 * Returns: (transfer full): where that tile is
 */
char *
lt_tile_address_fill (const char *address, const char *key, int z, int x, int y)
{
  g_autofree char *unknown = NULL;

  return fill (address, key, z, x, y, &unknown);
}

/**
 * lt_tile_address_hide:
 * @text: addresses, or a message that may have one in it
 * @key: (nullable): the officer's
 *
 * Returns: (transfer full): the same without the key, as it is or as it is sent,
 *   without the value of any parameter that is for keys, and without who asks and his
 *   password
 */
char *
lt_tile_address_hide (const char *text, const char *key)
{
  g_autofree char *without_users = hide_users (text);
  g_autofree char *without = hide_typed_keys (without_users);
  g_autoptr (GString) hidden = g_string_new (without);
  g_autofree char *escaped = g_uri_escape_string (key == NULL ? "" : key, NULL, FALSE);

  if (key == NULL || *key == '\0')
    return g_strdup (without);
  g_string_replace (hidden, key, "…", 0);
  g_string_replace (hidden, escaped, "…", 0);
  return g_strdup (hidden->str);
}

/**
 * lt_tile_address_host:
 *
 * Returns: (transfer full): the machine's name in an address, which may be said
 *   aloud: it has no key in it
 */
char *
lt_tile_address_host (const char *address)
{
  const char *begin = strstr (address, "://");
  const char *at = begin == NULL ? address : begin + 3;

  at += skip_user (at);
  return g_strndup (at, strcspn (at, "/?#"));
}
