#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-check-plans.py data/rules: check-plans.py finds what is broken. A plan of two
made-up rows is good; then one word at a time is changed, and the fault must be named."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = "第一行\n示例县二氧化硫年均值不高于20微克，2021年6月底前完成。\n"
ROW = {"id": "YQ21-01", "plan": "YQ21", "line": 2, "title": "示例", "quote": "二氧化硫年均值不高于20微克",
       "derived_how": "", "hardness": "binding", "effect": "target", "per": "area", "areas": ["140300"],
       "subject": "示例单位", "responsible": [], "quantity": "SO2", "statistic": "year-mean", "unit": "µg/m³",
       "comparator": "<=", "limit": "20", "rounding": "", "valid_from": "2021-01-01", "valid_to": "2021-12-31",
       "period": "year", "due": "", "evaluation": "threshold", "parameters": {}, "measured_by": "readings",
       "unsure": ""}
TASK = {**ROW, "id": "YQ21-02.1", "quote": "2021年6月底前完成", "derived_how": "月末", "quantity": "retrofit-plan",
        "statistic": "completed-on", "unit": "日期", "limit": "2021-06-30", "period": "once",
        "evaluation": "date", "measured_by": "entered"}
BROKEN = [  # what is changed in the first row, and what must be said of it
    ({"quote": "二氧化硫年均值不高于20毫克"}, "line 2 has no"),
    ({"line": 1}, "line 1 has no"), ({"line": 9}, "the text has no line 9"), ({"line": "2"}, "not of type int"),
    ({"limit": "21"}, "21 is not in the quote"), ({"limit": "2"}, "2 is not in the quote"),
    ({"limit": "twenty"}, "no decimal"), ({"limit": "-20"}, "outside of 0 to 20000"), ({"limit": 20}, "not of type str"),
    ({"quantity": "SO3"}, "SO3 is not in the vocabulary"), ({"unit": "ppm"}, "ppm is not in the vocabulary"),
    ({"unit": "mg/m³"}, "but µg/m³ follows"), ({"comparator": "≤"}, "≤ is not in the vocabulary"),
    ({"evaluation": "guess"}, "guess is not in the vocabulary"), ({"hardness": "hard"}, "hard is not in"),
    ({"statistic": "mean"}, "mean is not in"), ({"areas": ["999999"]}, "areas"), ({"areas": []}, "areas"),
    ({"valid_to": "2021-02-30"}, "valid_to is no date"), ({"valid_to": "2020-12-31"}, "valid from"),
    ({"due": "2022-01-01"}, "due 2022-01-01"), ({"title": "Sulphur"}, "title is not Chinese"),
    ({"title": "长" * 25}, "25 characters"), ({"id": "YQ21-02.1"}, "the id is there twice"),
    ({"id": "XX21-01"}, "id or plan"), ({"rounding": "3"}, "rounding"), ({"surprise": ""}, "surprise"),
    ({"parameters": {"scale": "performance"}}, "has no parameter scale"),
    ({"parameters": {"standard_class": "3"}}, "parameter standard_class"),
    ({"parameters": {"near": "built-up"}}, "go together"), ({"measured_by": "places"}, "places are named when"),
    ({"evaluation": "change"}, "needs the parameter base"),
    ({"evaluation": "rolling", "parameters": {"months": "0"}}, "parameter months"),
    ({"evaluation": "date", "limit": "2021-13-01"}, "limit of a date"),
]


def check(folder, rows, with_text=True):
    """What check-plans.py says of these rows as YQ21, and its status."""
    head = {"about": "", "plan": "YQ21", "title": "", "number": "", "issued": "", "file": "YQ21.txt",
            "area": "140300", "valid_from": "2021-01-01", "valid_to": "2021-12-31"}
    for plan in ("LL23", "SX20", "TY24", "YQ19", "YQ21"):
        with open(os.path.join(folder, "rules", "plans", plan + ".json"), "w", encoding="utf-8") as file:
            json.dump({**head, "plan": plan, "rows": rows if plan == "YQ21" else []}, file)
    env = {**os.environ, "LANTIAN_SHARED_DATA": os.path.join(folder, "data") if with_text else ""}
    run = subprocess.run([sys.executable, os.path.join(HERE, "check-plans.py"), os.path.join(folder, "rules")],
                         env=env, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def main(rules):
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for inner in ("data", "plans", os.path.join("rules", "plans")):
            os.makedirs(os.path.join(folder, inner))
        with open(os.path.join(rules, "vocabulary.json"), encoding="utf-8") as file:
            words = file.read()
        with open(os.path.join(folder, "rules", "vocabulary.json"), "w", encoding="utf-8") as file:
            file.write(words)
        with open(os.path.join(folder, "plans", "YQ21.txt"), "w", encoding="utf-8") as file:
            file.write(TEXT)
        status, said = check(folder, [ROW, TASK])
        cases.append(("two good rows", status == 0, said))
        status, said = check(folder, [ROW, TASK], with_text=False)
        cases.append(("without the texts", status == 77, said))
        status, said = check(folder, [{**ROW, "unit": "ppm"}], with_text=False)
        cases.append(("a fault without the texts", status == 1, said))
        for change, words in BROKEN:
            status, said = check(folder, [{**ROW, **change}, TASK])
            cases.append(("%s: %s" % (json.dumps(change, ensure_ascii=False), words),
                          status == 1 and words in said, said))
        status, said = check(folder, [ROW, {**TASK, "derived_how": ""}])
        cases.append(("a date that is not in the quote", status == 1 and "2021-06-30 is not in the quote" in said, said))
    for number, (name, good, said) in enumerate(cases, 1):
        if not good:
            print("\n".join("# " + line for line in said.splitlines()))
        print("%sok %d %s" % ("" if good else "not ", number, name.replace("#", "")))
    print("1..%d" % len(cases))
    return 0 if all(good for _, good, _ in cases) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
