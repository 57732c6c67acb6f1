/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is an address of a tile service, and what of it may be shown. */

#include "base/error.h"
#include "basemap/tile-address.h"

#include <string.h>

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    const char *filled; /* of tile 4/3/5; NULL where it is refused */
  } cases[] = {
    { "https://a.example/{z}/{x}/{y}.png", "https://a.example/4/3/5.png" },
    { "https://a.example/{z}/{x}/{-y}.png", "https://a.example/4/3/10.png" },
    { "https://{s}.example/{z}/{x}/{y}", "https://c.example/4/3/5" },
    { "https://t{s:0-7}.example/{z}/{x}/{y}", "https://t0.example/4/3/5" },
    { "https://t{s:0-6}.example/{z}/{x}/{y}", "https://t1.example/4/3/5" },
    { "https://a.example/{z}/{x}/{y}?k={key}", "https://a.example/4/3/5?k=a%26b" },
    { "https://a.example/{z}/{x}.png", NULL },
    { "https://a.example/{z}/{x}/{y}/{colour}", NULL },
    { "a.example/{z}/{x}/{y}", NULL },
    { "https:///{z}/{x}/{y}", NULL },
    { "https://:443/{z}/{x}/{y}", NULL },
    { "https://a.example:port/{z}/{x}/{y}", NULL },
    { "b.example.cn:8080/{z}/{x}/{y}.png", NULL },
    { "mailto:{z}/{x}/{y}", NULL },
    { "ftp://a.example/{z}/{x}/{y}", NULL },
    { "HTTPS://a.example/{z}/{x}/{y}", "HTTPS://a.example/4/3/5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = lt_tile_address_check (cases[i].address, "a&b", &error);
      g_autofree char *filled =
          good ? lt_tile_address_fill (cases[i].address, "a&b", 4, 3, 5) : NULL;

      g_assert_cmpstr (filled, ==, cases[i].filled);
      if (!good)
        g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
    }
}

static void
test_key_wanted (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = lt_tile_address_host ("https://user:word@a.example:80/x?y@z");

  g_assert_false (lt_tile_address_check ("https://a.example/{z}/{x}/{y}?k={key}", NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "a.example"));
  g_assert_cmpstr (host, ==, "a.example:80");
}

/* A key is given by itself, so that it is in nothing that is shown. */
static void
test_typed_key (void)
{
  static const char *const addresses[] = {
    "https://a.example/{z}/{x}/{y}?tk=s3cr3t",
    "https://a.example/{z}/{x}/{y}?v=1&KEY=s3cr3t&w=2",
    "https://a.example/{z}/{x}/{y}?ak=s3cr3t#x",
    "https://a.example/{z}/{x}/{y}?access_token=s3cr3t",
    "https://a.example/{z}/{x}/{y}/{colour}?token=s3cr3t",
    "https:///{z}/{x}/{y}?token=s3cr3t",
    "https://a.example/s3cr3t/{z}/{x}",
  };
  static const char *const good[] = { "https://a.example/{z}/{x}/{y}?tk={key}&v=1",
                                      "https://a.example/{z}/{x}/{y}?tk=",
                                      "https://a.example/{z}/{x}/{y}?keys=1&task=2" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lt_tile_address_check (addresses[i], "s3cr3t", &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
      g_assert_null (strstr (error->message, "s3cr3t"));
      g_assert_true (i > 3 || strstr (error->message, "{key}") != NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (lt_tile_address_check (good[i], "s3cr3t", NULL));
}

static void
test_hide (void)
{
  static const struct
  {
    const char *text;
    const char *key;
    const char *hidden;
  } cases[] = {
    { "https://a.example/{z}?tk=s3cr3t&x=1 https://b.example/{z}?x=1&ak=s3cr3t", NULL,
      "https://a.example/{z}?tk=…&x=1 https://b.example/{z}?x=1&ak=…" },
    { "https://a.example/{z}?tk={key}", "s3cr3t", "https://a.example/{z}?tk={key}" },
    { "no a&b, no a%26b", "a&b", "no …, no …" },
    { "密.example: %E5%AF%86", "密", "….example: …" },
    { "nothing", "", "nothing" },
    { "?&&tk", NULL, "?&&tk" },
    { "https://li:s3cr3t@a.example:8080/{z}?tk={key} http://b.example/@{x}", NULL,
      "https://…@a.example:8080/{z}?tk={key} http://b.example/@{x}" },
    { "at http://li@a.example", NULL, "at http://…@a.example" },
    { "http://li:s3@cr3t@a.example", "", "http://…@a.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hidden = lt_tile_address_hide (cases[i].text, cases[i].key);

      g_assert_cmpstr (hidden, ==, cases[i].hidden);
    }
}

/* Who asks, and by which password, is no part of the machine's name. */
static void
test_host (void)
{
  static const char *const addresses[] = { "https://a.example:8080/{z}",
                                           "https://li@a.example:8080",
                                           "http://li:s3@cr3t@a.example:8080/@{x}?{y}" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *host = lt_tile_address_host (addresses[i]);

      g_assert_cmpstr (host, ==, "a.example:8080");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-address/addresses", test_addresses);
  g_test_add_func ("/tile-address/key-wanted", test_key_wanted);
  g_test_add_func ("/tile-address/typed-key", test_typed_key);
  g_test_add_func ("/tile-address/hide", test_hide);
  g_test_add_func ("/tile-address/host", test_host);
  return g_test_run ();
}
