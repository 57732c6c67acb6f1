/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fold.h"

static void
assert_folds (const char *text, const char *expected)
{
  g_autofree char *folded = lt_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

/* Width, case and compatibility forms: Unicode's tables; simplified forms: 简化字总表 (1986). */
static void
test_fold (void)
{
  assert_folds ("", "");
  assert_folds ("ＳＬ－Ｋ０１", "sl-k01");
  assert_folds ("〔２０２６〕第１２号", "〔2026〕第12号");
  assert_folds ("陽泉市郊區環境監測站", "阳泉市郊区环境监测站");
  assert_folds ("盂縣礦業鐵廠", "盂县矿业铁厂");
  assert_folds ("郊区", "郊区");
  assert_folds ("m²", "m2");
  assert_folds ("Ａｂ①", "ab1");
  /* U+F95F is compatible with U+5BE7 寧, whose simplified form is 宁. */
  assert_folds ("\357\245\237", "宁");
  /* Beyond the tables: as it is. */
  assert_folds ("𡒄", "𡒄");
}

static void
assert_initials (const char *text, const char *expected)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (lt_fold_initial (g_utf8_get_char (at)) != 0)
      g_string_append_c (letters, lt_fold_initial (g_utf8_get_char (at)));
  g_assert_cmpstr (letters->str, ==, expected);
}

/* Readings: 现代汉语词典. */
static void
test_initials (void)
{
  assert_initials ("郊区", "jq");
  assert_initials ("阳泉市盂县", "yqsyx");
  assert_initials ("平定县娘子关镇", "pdxnzgz");
  assert_initials ("1号采石场", "1hcsc");
  assert_initials ("，。", "");
  assert_initials ("喆堃镕犇", "zkrb");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/fold/fold", test_fold);
  g_test_add_func ("/base/fold/initials", test_initials);
  return g_test_run ();
}
