/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/order-paper.h"

/* An order as they are usually: what fits on one page. */
static const LtOrderPaper usual_order = {
  .bureau = "阳泉市生态环境局示例分局",
  .number = "阳环示责改〔2026〕7号",
  .party = "示例建材有限公司",
  .party_code = "91140300MA0EXAMPLE",
  .party_address = "示例镇示例路8号",
  .inspected_on = "2026年11月20日",
  .place = "示例石料厂",
  .facts = "露天堆放砂石约300立方米，未密闭、未围挡、未覆盖；装卸作业时未采取喷淋等抑尘措施，"
           "场区道路积尘。",
  .evidence = "现场检查笔录1份，现场照片4张。",
  .measures = "1.对露天堆放的砂石采取密闭、围挡或者覆盖措施；\n2.装卸作业时喷淋抑尘；\n"
              "3.清扫场区道路，保持路面清洁。",
  .deadline = "2026年12月7日",
  .reconsideration = "示例市人民政府",
  .court = "示例市示例区人民法院",
  .officers = "执法员甲（14030023）、执法员乙（14030024）",
  .date = "2026年11月21日",
};
