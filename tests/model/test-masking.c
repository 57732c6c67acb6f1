/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/masking.h"

/* People's names are masked, those of firms and offices are public (政府信息公开). */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *masked;
  } names[] = {
    { "张三", "张**" },
    { "张三丰", "张**" },
    { "欧阳小明", "欧**" },
    { "买买提·艾力", "买**" },
    { "晋东煤业有限公司", NULL },
    { "石料厂", NULL },
    { "平定县", NULL },
    { "李家庄村", NULL },
    { "王记饭店", NULL },
    { "A矿", NULL },
    { "张", NULL },
    { "John Smith", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *masked = lt_mask_name (names[i].name);

      g_assert_cmpstr (masked, ==, names[i].masked);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *masked;
  } texts[] = {
    { "", NULL },
    { "无", NULL },
    { "13812345678", "138****5678" },
    { "电话：19912345678。", "电话：199****5678。" },
    { "13812345678/13987654321", "138****5678/139****4321" },
    /* Not mobile numbers: too short, too long, another beginning. */
    { "1381234567", NULL },
    { "138123456789", NULL },
    { "12812345678", NULL },
    { "0351-4042345", NULL },
    /* The examples of GB 11643-1999. */
    { "11010519491231002X", "110105************" },
    { "身份证440524188001010014号", "身份证440524************号" },
    /* The check character is wrong: somebody's number all the same. */
    { "110105194912310021", "110105************" },
    { "440524188001010015", "440524************" },
    /* No day of birth, or no division: another number of eighteen figures. */
    { "110105194902310021", NULL },
    { "110105164912310021", NULL },
    { "990105194912310021", NULL },
    /* A firm's code (GB 32100) and a document's number stay. */
    { "91140300MA0GT5UH4Q", NULL },
    { "20261120123456789012", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *masked = lt_mask_numbers (texts[i].text);

      g_assert_cmpstr (masked, ==, texts[i].masked);
    }
}

static char *
mask (const LtRecord *record, const char *field)
{
  return lt_mask_field (record, (guint) lt_kind_find_field (record->kind, field));
}

/* A person's address is his own, a firm's is not. */
static void
test_address (void)
{
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("mine"));
  g_autofree char *persons = NULL;
  g_autofree char *firms = NULL;
  g_autofree char *short_one = NULL;

  g_assert_true (lt_record_set (record, "party", "张三", NULL));
  g_assert_true (lt_record_set (record, "party_address", "阳泉市平定县冠山镇1号", NULL));
  persons = mask (record, "party_address");
  g_assert_cmpstr (persons, ==, "阳泉市平定县**");
  g_assert_true (lt_mask_is_masked (
      &record->kind->fields[lt_kind_find_field (record->kind, "party_address")], persons));
  g_assert_true (lt_record_set (record, "party_address", "平定县", NULL));
  short_one = mask (record, "party_address");
  g_assert_null (short_one);
  g_assert_true (lt_record_set (record, "party", "晋东煤业有限公司", NULL));
  g_assert_true (lt_record_set (record, "party_address", "平定县东山1号", NULL));
  firms = mask (record, "party_address");
  g_assert_null (firms);
  g_assert_null (mask (record, "mineral"));
}

/* Every name and number of a person that the kinds have is known as such. */
static void
test_table (void)
{
  static const struct
  {
    const char *kind;
    const char *field;
  } personal[] = {
    { "officer", "name" },       { "mine", "party" },          { "mine", "party_code" },
    { "mine", "party_address" }, { "order", "party" },         { "order", "party_code" },
    { "order", "facts" },        { "order", "party_address" }, { "inspection", "finding" },
    { "attachment", "note" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (personal); i++)
    {
      const LtKind *kind = lt_kind_by_name (personal[i].kind);

      g_assert_cmpint (kind->fields[lt_kind_find_field (kind, personal[i].field)].personal, !=,
                       LT_PERSONAL_NONE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/masking/names", test_names);
  g_test_add_func ("/masking/numbers", test_numbers);
  g_test_add_func ("/masking/address", test_address);
  g_test_add_func ("/masking/table", test_table);
  return g_test_run ();
}
