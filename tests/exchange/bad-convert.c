/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes wrong as the name of the file says that it shall read; two good rows come
 * first where that is possible. */
#include "base/row-stream.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static void
put (GByteArray *bytes)
{
  gsize at = 0;

  while (at < bytes->len)
    {
      gssize n = write (STDOUT_FILENO, bytes->data + at, bytes->len - at);

      if (n <= 0)
        _exit (9);
      at += (gsize) n;
    }
  g_byte_array_set_size (bytes, 0);
}

static void
put_rows (GByteArray *bytes, guint n_cells)
{
  static const char *const columns[] = { "code", "name", NULL };
  static const char *const cells[] = { "140302", "城区", "more" };

  lt_row_put_start (bytes);
  lt_row_put_header (bytes, "csv", "utf-8", "", "none", NULL, columns);
  lt_row_put_row (bytes, 2, cells, n_cells, NULL, 0);
  lt_row_put_row (bytes, 3, cells, n_cells, NULL, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *how = g_path_get_basename (argc > 3 ? argv[3] : "nothing");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (g_str_equal (how, "nothing"))
    return 0;
  if (g_str_equal (how, "text"))
    g_byte_array_append (bytes, (const guint8 *) "code,name\n140302,x\n", 19);
  else
    put_rows (bytes, g_str_equal (how, "cells") ? 3 : 2);
  if (g_str_equal (how, "count"))
    lt_row_put_end (bytes, 5);
  else if (g_str_equal (how, "after"))
    {
      lt_row_put_end (bytes, 2);
      g_byte_array_append (bytes, (const guint8 *) "!", 1);
    }
  else if (g_str_equal (how, "huge"))
    g_byte_array_append (bytes, (const guint8 *) "R\xff\xff\xff\xff", 5);
  else if (g_str_equal (how, "utf-8"))
    {
      static const char *const cells[] = { "1", "\xc3\x28" };

      lt_row_put_row (bytes, 4, cells, 2, NULL, 0);
    }
  else if (g_str_equal (how, "twice"))
    {
      static const char *const columns[] = { "code", NULL };

      lt_row_put_header (bytes, "csv", "utf-8", "", "none", NULL, columns);
    }
  else if (g_str_equal (how, "failure"))
    lt_row_put_failure (bytes, "told in words", FALSE);
  put (bytes);
  if (g_str_equal (how, "crash"))
    raise (SIGABRT);
  if (g_str_equal (how, "hang"))
    pause ();
  if (g_str_equal (how, "close"))
    {
      close (STDOUT_FILENO);
      pause ();
    }
  if (g_str_equal (how, "flood"))
    for (;;)
      {
        static const char *const cells[] = { "1", "x" };

        lt_row_put_row (bytes, 4, cells, 2, NULL, 0);
        put (bytes);
      }
  return 4;
}
