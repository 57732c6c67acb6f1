/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order's page, read back from its PDF by poppler's tools. */

#include "usual-order.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MM  (72.0 / 25.4)
#define NOW G_GINT64_CONSTANT (1795161600000)

typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
  guint page;
} Word;

static char *folder;

static char *
run (const char *tool, const char *option, const char *path)
{
  const char *argv[] = { tool, option, path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *out;
  int status;

  if (option == NULL)
    {
      argv[1] = path;
      argv[2] = NULL;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static char *
make_pdf (const LtOrderPaper *paper, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_order_paper_to_pdf (paper, path, NOW, &error));
  g_assert_no_error (error);
  return path;
}

static guint
count_pages (const char *path)
{
  g_autofree char *info = run ("pdfinfo", NULL, path);
  const char *pages = strstr (info, "Pages:");

  g_assert_nonnull (pages);
  return (guint) atoi (pages + strlen ("Pages:"));
}

static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (squeezed, g_utf8_get_char (p));
  return g_string_free (squeezed, FALSE);
}

/* Without spaces, line ends and page numbers */
static char *
read_text (const char *path)
{
  g_autofree char *text = run ("pdftotext", "-raw", path);
  g_autoptr (GRegex) number = g_regex_new ("— *[0-9]+ *—", 0, 0, NULL);
  g_autofree char *without = g_regex_replace_literal (number, text, -1, 0, "", 0, NULL);

  return squeeze (without);
}

static GArray *
read_words (const char *path)
{
  g_autofree char *html = run ("pdftotext", "-bbox", path);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  guint page = 0;

  for (const char *p = html; p != NULL && *p != '\0';
       p = strchr (p, '\n') != NULL ? strchr (p, '\n') + 1 : NULL)
    {
      Word word = { .page = page };
      const char *at = p + strspn (p, " ");

      if (g_str_has_prefix (at, "<page "))
        page++;
      else if (sscanf (at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &word.left,
                       &word.top, &word.right, &word.bottom)
               == 4)
        g_array_append_val (words, word);
    }
  g_assert_cmpuint (words->len, >, 0);
  return words;
}

static void
assert_in_order (const char *text, const char *const *parts)
{
  const char *at = text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = squeeze (parts[i]);

      at = strstr (at, part);
      if (at == NULL)
        g_error ("\"%s\" is not in the paper, or not in its place: %s", part, text);
      at += strlen (part);
    }
}

static void
test_fields_in_order (void)
{
  g_autofree char *path = make_pdf (&usual_order, "usual.pdf");
  g_autofree char *text = read_text (path);
  g_autofree char *info = run ("pdfinfo", NULL, path);
  const char *parts[] = { usual_order.bureau,
                          "责令改正违法行为决定书",
                          usual_order.number,
                          "示例建材有限公司：",
                          usual_order.party_code,
                          usual_order.party_address,
                          "一、违法事实和证据",
                          usual_order.inspected_on,
                          usual_order.place,
                          usual_order.facts,
                          usual_order.evidence,
                          "二、责令改正的内容",
                          usual_order.deadline,
                          usual_order.measures,
                          "三、申请行政复议或者提起行政诉讼的途径和期限",
                          usual_order.reconsideration,
                          usual_order.court,
                          usual_order.officers,
                          usual_order.bureau,
                          usual_order.date,
                          NULL };

  g_assert_cmpuint (count_pages (path), ==, 1);
  assert_in_order (text, parts);
  g_assert_null (strstr (text, "草稿"));
  g_assert_null (strstr (text, "示例数据"));
  /* No article is cited on a paper of this state. */
  g_assert_false (g_regex_match_simple ("第[一二三四五六七八九十百千0-9]+条|《", text, 0, 0));
  g_assert_nonnull (strstr (info, "595.276 x 841.89 pts (A4)"));
}

static void
test_marks (void)
{
  LtOrderPaper paper = usual_order;
  g_autofree char *path = NULL, *text = NULL;
  const char *parts[] = { "责令改正违法行为决定书", "〔草稿〕", "草-LT03-17", "示例建材有限公司：",
                          "示例数据不作执法依据",   NULL };

  paper.draft = paper.sample = TRUE;
  paper.number = "草-LT03-17";
  paper.date = NULL;
  path = make_pdf (&paper, "draft.pdf");
  text = read_text (path);
  assert_in_order (text, parts);
  g_assert_nonnull (strstr (text, "年月日"));
}

/* What is not known leaves no empty label behind. */
static void
test_missing_fields (void)
{
  LtOrderPaper paper = usual_order;
  g_autofree char *path = NULL, *text = NULL;

  paper.party_code = NULL;
  paper.party_address = "";
  paper.evidence = paper.officers = paper.place = paper.court = NULL;
  path = make_pdf (&paper, "missing.pdf");
  text = read_text (path);
  g_assert_null (strstr (text, "统一社会信用代码"));
  g_assert_null (strstr (text, "地址："));
  /* The record of the inspection is evidence of every order. */
  g_assert_nonnull (strstr (text, "《现场检查（勘察）笔录》1份"));
  g_assert_null (strstr (text, "执法人员"));
  g_assert_null (strchr (text, '{'));
  g_assert_nonnull (strstr (text, "对你（单位）进行了现场检查"));
  g_assert_nonnull (strstr (text, "＿＿＿＿提起行政诉讼"));
}

static char *
make_long_facts (guint n)
{
  GString *facts = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (facts, "第%04u处堆场未覆盖。", i);
  return g_string_free (facts, FALSE);
}

static void
test_long_paper (void)
{
  LtOrderPaper paper = usual_order;
  g_autofree char *facts = make_long_facts (420);
  g_autofree char *path = NULL, *text = NULL;
  guint pages;

  /* 420 times 12 characters; a page of the standard holds 22 · 28 = 616. */
  g_assert_cmpint (g_utf8_strlen (facts, -1), >=, 5000);
  paper.facts = facts;
  paper.sample = TRUE;
  path = make_pdf (&paper, "long.pdf");
  pages = count_pages (path);
  g_assert_cmpuint (pages, >=, 9);
  g_assert_cmpuint (pages, <=, 12);
  text = read_text (path);
  for (guint i = 0; i < 420; i++)
    {
      g_autofree char *piece = g_strdup_printf ("第%04u处", i);

      /* A piece can be cut by a page's end: the footer then stands within it. */
      if (strstr (text, piece) == NULL)
        {
          g_autoptr (GRegex) footer = g_regex_new ("示例数据不作执法依据", 0, 0, NULL);
          g_autofree char *joined = g_regex_replace_literal (footer, text, -1, 0, "", 0, NULL);

          g_assert_nonnull (strstr (joined, piece));
        }
    }
  g_assert_true (g_str_has_suffix (text, "2026年11月21日示例数据不作执法依据"));
}

/* Margins 28 mm and 26 mm, 37 mm above; the footer stands below the 225 mm of text. */
static void
test_margins (void)
{
  LtOrderPaper paper = usual_order;
  g_autofree char *facts = make_long_facts (200);
  g_autofree char *path = NULL;
  g_autoptr (GArray) words = NULL;
  double leftmost = G_MAXDOUBLE, rightmost = 0;

  paper.facts = facts;
  path = make_pdf (&paper, "margins.pdf");
  words = read_words (path);
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      double middle = (word->top + word->bottom) / 2;

      g_assert_cmpfloat (word->left, >=, 28 * MM - 1);
      g_assert_cmpfloat (word->right, <=, 184 * MM + 1);
      g_assert_cmpfloat (middle, >=, 37 * MM);
      if (middle > 262 * MM)
        g_assert_cmpfloat (middle, >, 268 * MM);
      leftmost = MIN (leftmost, word->left);
      rightmost = MAX (rightmost, word->right);
    }
  g_assert_cmpfloat_with_epsilon (leftmost, 28 * MM, 1.5);
  g_assert_cmpfloat (rightmost, >, 184 * MM - 17);
}

/* 22 lines on 225 mm: 10.227 mm from line to line. */
static void
test_line_pitch (void)
{
  LtOrderPaper paper = usual_order;
  g_autofree char *facts = make_long_facts (200);
  g_autofree char *path = NULL;
  g_autoptr (GArray) words = NULL;
  double last = 0;
  guint steps = 0;

  paper.facts = facts;
  path = make_pdf (&paper, "pitch.pdf");
  words = read_words (path);
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      double middle = (word->top + word->bottom) / 2, step = middle - last;

      if (word->page != 2 || middle > 262 * MM)
        continue;
      /* The second page is text only, each line on the grid. */
      if (last > 0 && step > 1)
        {
          g_assert_cmpfloat_with_epsilon (step, 225 * MM / 22, 0.2);
          steps++;
        }
      last = middle;
    }
  g_assert_cmpuint (steps, ==, 21);
}

/* The page that bears the signature bears text, wherever the paper ends. */
static void
test_signature_has_text (void)
{
  for (guint n = 24; n < 72; n += 2)
    {
      LtOrderPaper paper = usual_order;
      g_autofree char *facts = make_long_facts (n);
      g_autofree char *path = NULL;
      g_autoptr (GArray) words = NULL;
      guint page, lines = 0;
      double last = 0;

      paper.facts = facts;
      path = make_pdf (&paper, "signature.pdf");
      words = read_words (path);
      page = g_array_index (words, Word, words->len - 1).page;
      for (guint i = 0; i < words->len; i++)
        {
          const Word *word = &g_array_index (words, Word, i);
          double middle = (word->top + word->bottom) / 2;

          if (word->page != page || middle > 262 * MM)
            continue;
          lines += fabs (middle - last) > 5;
          last = middle;
        }
      g_assert_cmpuint (lines, >=, 4);
    }
}

static void
test_same_bytes (void)
{
  g_autofree char *first = make_pdf (&usual_order, "first.pdf");
  g_autofree char *second = make_pdf (&usual_order, "second.pdf");
  g_autofree char *later = g_build_filename (folder, "later.pdf", NULL);
  g_autofree char *a = NULL, *b = NULL, *c = NULL;
  gsize a_size, b_size, c_size;

  g_assert_true (lt_order_paper_to_pdf (&usual_order, later, NOW + 1000, NULL));
  g_assert_true (g_file_get_contents (first, &a, &a_size, NULL));
  g_assert_true (g_file_get_contents (second, &b, &b_size, NULL));
  g_assert_true (g_file_get_contents (later, &c, &c_size, NULL));
  g_assert_cmpmem (a, a_size, b, b_size);
  g_assert_false (a_size == c_size && memcmp (a, c, a_size) == 0);
}

static void
test_unwritable (void)
{
  g_autofree char *path = g_build_filename (folder, "no-such-folder", "order.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_order_paper_to_pdf (&usual_order, path, NOW, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_rare_characters (void)
{
  LtOrderPaper paper = usual_order;
  g_autofree char *path = NULL, *text = NULL;

  /* Outside GB 2312, but in the last font of the chain */
  paper.party = "喆堃镕犇建材有限公司";
  paper.facts = "堆场约300㎡，PM₁₀超标，{facts}不再展开。";
  path = make_pdf (&paper, "rare.pdf");
  text = read_text (path);
  g_assert_nonnull (strstr (text, "喆堃镕犇建材有限公司："));
  g_assert_nonnull (strstr (text, "{facts}不再展开。"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lantian-report-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/report/order/fields-in-order", test_fields_in_order);
  g_test_add_func ("/report/order/marks", test_marks);
  g_test_add_func ("/report/order/missing-fields", test_missing_fields);
  g_test_add_func ("/report/order/long", test_long_paper);
  g_test_add_func ("/report/order/margins", test_margins);
  g_test_add_func ("/report/order/line-pitch", test_line_pitch);
  g_test_add_func ("/report/order/signature-has-text", test_signature_has_text);
  g_test_add_func ("/report/order/same-bytes", test_same_bytes);
  g_test_add_func ("/report/order/unwritable", test_unwritable);
  g_test_add_func ("/report/order/rare-characters", test_rare_characters);
  status = g_test_run ();
  {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
  }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
