#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-plans.py data/rules: every row of the plans has the keys and closed words
that data/rules/README.md tells, and its quote stands at its line of the plan's text.

The texts are beside LANTIAN_SHARED_DATA, in ../plans, and are not in the repository:
without them the rest is checked and the exit status is 77. A fault is 1."""
import datetime
import decimal
import json
import os
import re
import sys
import unicodedata

HEAD = ["about", "plan", "title", "number", "issued", "file", "area", "valid_from", "valid_to", "rows"]
KEYS = ["id", "plan", "line", "title", "quote", "derived_how", "hardness", "effect", "per", "areas",
        "subject", "responsible", "quantity", "statistic", "unit", "comparator", "limit", "rounding",
        "valid_from", "valid_to", "period", "due", "evaluation", "parameters", "measured_by", "unsure"]
LISTS = {"areas", "responsible"}
PLANS = ["LL23", "SX20", "TY24", "YQ19", "YQ21"]
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?$")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")
MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}$")
HOUR = re.compile(r"([01][0-9]|2[0-4]):[0-5][0-9]$")
HAN = re.compile(r"[一-鿿]")
LONGEST_TITLE = 24
# Traditional characters of grades and dates that a limit may have.
SIMPLIFIED = str.maketrans("國級", "国级")


def is_date(words):
    if not DATE.match(words):
        return False
    try:
        datetime.date.fromisoformat(words)
    except ValueError:
        return False
    return True


def is_month_day(words):
    return bool(MONTH_DAY.match(words)) and is_date("2001-" + words)


class Words:
    """vocabulary.json, by code."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.all = json.load(file)
        self.faults = []
        for name in ("comparators", "hardness", "effects", "per", "periods", "measured_by", "statistics",
                     "evaluations", "parameters", "scales", "places", "quantities"):
            setattr(self, name, self.by(name, "code"))
        self.areas = self.by("areas", "area")
        for quantity in self.quantities.values():
            if quantity["unit"] not in self.all["units"]:
                self.faults.append("%(code)s: unit %(unit)s is not among the units" % quantity)
            if not decimal.Decimal(quantity["min"]) < decimal.Decimal(quantity["max"]):
                self.faults.append("%(code)s: its range is empty" % quantity)
        for area in self.areas.values():
            for other in [area["parent"]] * bool(area["parent"]) + area["members"]:
                if other not in self.areas:
                    self.faults.append("%s: there is no area %s" % (area["area"], other))
        for kind in self.evaluations.values():
            for name in kind["required"] + kind["optional"]:
                if name not in self.parameters:
                    self.faults.append("%s: there is no parameter %s" % (kind["code"], name))

    def by(self, name, key):
        found = {}
        for entry in self.all[name]:
            if entry[key] in found:
                self.faults.append("%s: %s is there twice" % (name, entry[key]))
            found[entry[key]] = entry
        return found

    def unit(self, row):
        """The unit that follows from quantity, statistic and kind; see README.md."""
        statistic, quantity = self.statistics[row["statistic"]], self.quantities[row["quantity"]]
        unit = statistic["unit"] or quantity["unit"]
        if row["evaluation"] == "change":
            relative = row["parameters"]["difference"] == "relative"
            return "%" if relative else "百分点" if unit == "%" else unit
        if row["evaluation"] == "recurring-date":
            return "月内日" if row["parameters"]["every"] == "month" else "月日"
        return unit


def parameter_faults(row, words):
    kind = words.evaluations[row["evaluation"]]
    given = row["parameters"]
    for name in kind["required"]:
        if name not in given:
            yield "kind %s needs the parameter %s" % (kind["code"], name)
    for name, value in given.items():
        if name not in kind["required"] + kind["optional"]:
            yield "kind %s has no parameter %s" % (kind["code"], name)
            continue
        checks = {
            "places": lambda: value in words.places,
            "inside": lambda: isinstance(value, list) and value and not set(value) - set(words.all["zones"]),
            "except_areas": lambda: isinstance(value, list) and value and not set(value) - set(words.areas),
            "near": lambda: value in words.all["zones"] or value in words.places,
            "distance_km": lambda: DECIMAL.match(value) and decimal.Decimal(value) > 0,
            "base": lambda: value == "previous-year" or re.match("[0-9]{4}$", value),
            "of_zone": lambda: value in words.all["zones"], "in_zone": lambda: value in words.all["zones"],
            "season_from": lambda: is_month_day(value), "season_to": lambda: is_month_day(value),
            "hours_from": lambda: HOUR.match(value), "hours_to": lambda: HOUR.match(value),
            "months": lambda: re.match("[1-9][0-9]*$", value), "scale": lambda: value in words.scales,
        }
        closed = words.parameters[name].get("values")
        if not (value in closed if closed else checks[name]()):
            yield "parameter %s: %s" % (name, value)
    if len({"near", "distance_km", "side"} & set(given)) not in (0, 3):
        yield "near, distance_km and side go together"


def limit_faults(row, words):
    limit, kind = row["limit"], row["evaluation"]
    if kind == "date":
        if not is_date(limit) or row["due"]:
            yield "limit of a date: %s, due %s" % (limit, row["due"])
    elif kind == "recurring-date":
        monthly = row["parameters"]["every"] == "month"
        if not (limit in map(str, range(1, 32)) if monthly else is_month_day(limit)):
            yield "limit of a recurring date: " + limit
    elif kind == "grade":
        if limit not in words.scales[row["parameters"]["scale"]]["grades"]:
            yield "grade %s is not of the scale" % limit
    elif not DECIMAL.match(limit):
        yield "limit is no decimal: " + limit
    elif kind != "change":
        statistic, quantity = words.statistics[row["statistic"]], words.quantities[row["quantity"]]
        within = statistic if statistic["unit"] else quantity
        if not decimal.Decimal(within["min"]) <= decimal.Decimal(limit) <= decimal.Decimal(within["max"]):
            yield "limit %s is outside of %s to %s" % (limit, within["min"], within["max"])


def row_faults(row, head, words):
    if list(row) != KEYS:
        yield "its keys are not those of README.md in their order: %s" % sorted(set(row) ^ set(KEYS))
        return
    for key, value in row.items():
        kind = int if key == "line" else list if key in LISTS else dict if key == "parameters" else str
        if type(value) is not kind:
            yield "%s is not of type %s" % (key, kind.__name__)
            return
    closed = [("hardness", words.hardness), ("effect", words.effects), ("per", words.per),
              ("quantity", words.quantities), ("statistic", words.statistics), ("unit", words.all["units"]),
              ("comparator", words.comparators), ("period", words.periods),
              ("evaluation", words.evaluations), ("measured_by", words.measured_by)]
    unknown = ["%s: %s is not in the vocabulary" % (key, row[key]) for key, known in closed if row[key] not in known]
    yield from unknown
    if not re.match(re.escape(head["plan"]) + r"-[0-9]{2}(\.[1-9][0-9]?)?$", row["id"]) or row["plan"] != head["plan"]:
        yield "id or plan is not that of the file"
    if not row["areas"] or set(row["areas"]) - set(words.areas) or len(set(row["areas"])) < len(row["areas"]):
        yield "areas: %s" % row["areas"]
    for key in ("title", "subject"):
        if not HAN.search(row[key]):
            yield key + " is not Chinese"
    if len(row["title"]) > LONGEST_TITLE:
        yield "the title has %d characters" % len(row["title"])
    if not all(HAN.search(name) for name in row["responsible"]):
        yield "responsible: %s" % row["responsible"]
    if row["rounding"] not in ("", "0", "1", "2"):
        yield "rounding: " + row["rounding"]
    for key in ("valid_from", "valid_to", "due"):
        if not is_date(row[key]) and (key != "due" or row[key]):
            yield "%s is no date: %s" % (key, row[key])
    if row["valid_from"] > row["valid_to"] or row["due"] > row["valid_to"]:
        yield "valid from %(valid_from)s to %(valid_to)s, due %(due)s" % row
    if row["evaluation"] == "date" and row["limit"] > row["valid_to"]:
        yield "it ends before its date"
    if unknown:
        return
    parameters = list(parameter_faults(row, words))
    yield from parameters
    if parameters:
        return
    yield from limit_faults(row, words)
    if row["unit"] != words.unit(row):
        yield "unit %s, but %s follows" % (row["unit"], words.unit(row))
    if (row["measured_by"] in ("places", "candidates", "entered")
            and (row["measured_by"] != "entered") != ("places" in row["parameters"])):
        yield "places are named when it is measured by places or candidates, and not when it is entered"


def plain(words):
    """Full-width digits and signs as plain ones, no spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).translate(SIMPLIFIED)


def stands_in_quote(row):
    quote, limit = plain(row["quote"]), row["limit"]
    if row["evaluation"] == "date":
        day = datetime.date.fromisoformat(limit)
        return "%d年%d月%d日" % (day.year, day.month, day.day) in quote
    if row["evaluation"] == "grade":
        return limit in quote
    return bool(re.search(r"(?<![0-9.-])%s(?![0-9.])" % re.escape(limit), quote))


def quote_faults(row, lines):
    if not 1 <= row["line"] <= len(lines):
        yield "the text has no line %d" % row["line"]
    elif not row["quote"] or row["quote"] not in lines[row["line"] - 1]:
        yield "line %d has no: %s" % (row["line"], row["quote"])


def tell(name, faults):
    for fault in faults:
        print("# " + fault)
    tell.cases += 1
    print("%sok %d %s" % ("not " if faults else "", tell.cases, name))
    tell.bad = tell.bad or bool(faults)


def read_plan(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_float=str)


def main(folder):
    tell.cases, tell.bad = 0, False
    words = Words(os.path.join(folder, "vocabulary.json"))
    tell("the vocabulary", words.faults)
    names = sorted(os.listdir(os.path.join(folder, "plans")))
    shared = os.environ.get("LANTIAN_SHARED_DATA", "")
    texts = os.path.join(os.path.dirname(os.path.abspath(shared)), "plans") if shared else ""
    has_texts = os.path.isdir(texts)
    seen = set()
    for name in names:
        plan = read_plan(os.path.join(folder, "plans", name))
        head = []
        if list(plan) != HEAD or plan["plan"] + ".json" != name or plan["area"] not in words.areas:
            head.append("its head is not that of README.md")
        head += ["%s is no date: %s" % (key, plan[key]) for key in ("issued", "valid_from", "valid_to")
                 if not is_date(plan[key]) and (key != "issued" or plan[key])]
        faults = {"rows": [], "quotes": [], "limits": []}
        lines = []
        if has_texts:
            with open(os.path.join(texts, plan["file"]), encoding="utf-8") as file:
                lines = file.read().split("\n")
        for row in plan["rows"]:
            label = row.get("id", "?") + ": "
            wrong = list(row_faults(row, plan, words))
            if row.get("id") in seen:
                wrong.append("the id is there twice")
            seen.add(row.get("id"))
            faults["rows"] += [label + fault for fault in wrong]
            if wrong:
                continue
            if not row["derived_how"] and not stands_in_quote(row):
                faults["limits"].append("%s%s is not in the quote, and derived_how is empty" % (label, row["limit"]))
            if has_texts:
                faults["quotes"] += [label + fault for fault in quote_faults(row, lines)]
        print("# %s: %d rows" % (plan["plan"], len(plan["rows"])))
        tell(plan["plan"] + ": rows", head + faults["rows"])
        tell(plan["plan"] + ": limits", faults["limits"])
        if has_texts:
            tell(plan["plan"] + ": quotes", faults["quotes"])
    tell("all five plans", ["no " + plan for plan in PLANS if plan + ".json" not in names])
    if not has_texts:
        print("ok %d the quotes # SKIP LANTIAN_SHARED_DATA has no ../plans" % (tell.cases + 1))
        tell.cases += 1
    print("1..%d" % tell.cases)
    return 1 if tell.bad else 0 if has_texts else 77


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
