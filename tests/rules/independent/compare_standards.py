#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says every difference between data/rules/standards and constants.py, and every row that
is not as its vocabulary and README say. Exit 1 if there is one."""

import glob
import json
import os
import re
import sys

import constants as C

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "..", "..", "data", "rules", "standards")
HEAD = ["about", "kind", "code", "title", "issued", "in_force", "ended", "dates_proof_read", "rows"]
TAIL = ["valid_from", "valid_to", "document", "clause", "proof_read", "unsure"]
DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?\Z")
DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?\Z")
TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]\Z")
LISTS = ("items", "index", "concentration", "marks")
NUMBERS = ("value", "minimum", "decimals", "from", "to", "percent", "limit", "weight", "index")


def codes(words):
    return [w["code"] if isinstance(w, dict) else w for w in words]


class Check:
    def __init__(self, vocabulary):
        self.faults, self.ids = [], set()
        v = vocabulary
        self.fields = {r["row"]: r["fields"] for r in v["rows"]}
        self.rules = {r["name"]: r for r in v["rules"]}
        self.kinds = v["kinds"]
        averages, items = codes(v["averages"]), v["items"]
        self.words = {
            "item": items, "average": averages, "limit_average": averages, "class": codes(v["classes"]),
            "stage": codes(v["stages"]), "comparator": v["comparators"], "unit": v["units"],
            "of": v["of"] + v["compared"], "within": v["within"], "report": codes(v["reports"]),
            "counts": ["yes", "no"], "attainment": ["yes", "no"], "default": ["yes", "no"],
            "statistic": v["statistics"], "quantity": v["quantities"], "limits": v["limits"],
            "weights": v["weights"], "mode": codes(v["modes"]), "period": ["year"],
            "sum": ["weighted-sum"], "ties": ["share-rank"], "better": ["smaller"],
            "effect": ["void", "leave-out"], "proof_read": codes(v["proof_read"]), "unsure": [""] + codes(v["unsure"]),
        }
        self.items = items

    def fault(self, where, what):
        self.faults.append("%s: %s" % (where, what))

    def row(self, name, r):
        where = "%s: %s" % (name, r.get("id"))
        if r.get("id") in self.ids:
            self.fault(where, "id twice")
        self.ids.add(r.get("id"))
        sort = r.get("row")
        if list(r) != ["id", "row"] + self.fields.get(sort, []) + TAIL:
            return self.fault(where, "keys %s" % list(r))
        for key, value in r.items():
            if key in LISTS and sort in ("validity", "breakpoints", "event"):
                if not all(isinstance(x, str) for x in value):
                    self.fault(where, "%s is no list of text" % key)
                continue
            if not isinstance(value, str):
                self.fault(where, "%s is no text" % key)
            elif key in self.words and value not in self.words[key]:
                self.fault(where, "%s: %s is no word of the vocabulary" % (key, value))
            elif key in NUMBERS and sort != "rule" and value and not DECIMAL.match(value):
                self.fault(where, "%s: %s is no number" % (key, value))
            elif key in ("valid_from", "valid_to") and not DATE.match(value):
                self.fault(where, "%s: %s is no date" % (key, value))
        if sort in ("validity", "event") and not set(r["items"]) <= set(self.items):
            self.fault(where, "unknown items")
        if sort == "breakpoints":
            for key in ("index", "concentration"):
                numbers = [float(x) for x in r[key]]
                if numbers != sorted(set(numbers)):
                    self.fault(where, key + " does not rise")
            if len(r["index"]) != len(r["concentration"]):
                self.fault(where, "lists of unequal length")
        if sort == "rule":
            rule = self.rules.get(r["name"])
            good = rule and {"decimal": lambda x: DECIMAL.match(x), "time": lambda x: TIME.match(x),
                             "word": lambda x: x in rule["values"]}[rule["type"]](r["value"])
            if not good:
                self.fault(where, "%s %s is not in the vocabulary" % (r["name"], r["value"]))
        if r["proof_read"] not in ("program", "practice") and not r["document"]:
            self.fault(where, "no document")


def in_force(r, day):
    return (r["valid_from"] or "0") <= day and (not r["valid_to"] or day <= r["valid_to"])


def of_data(rows):
    """The rows as a flat table: what is said → value."""
    table = {}

    def put(key, value):
        if key in table and table[key] != value:
            table[key] = "both %s and %s" % (table[key], value)
        else:
            table[key] = value
    for period, day in (("2012", "2020-06-30"), ("2026T", "2028-06-30"), ("2026F", "2032-06-30")):
        standard = period[:4]
        for r in rows:
            if r["row"] == "scheme-item":
                put(("index", r["scheme"], r["item"]),
                    (r["statistic"], r["percent"], r["limit"], r["weight"]))
            elif r["row"] == "reason":
                put(("void", r["code"]), r["effect"])
            if r["row"] == "scheme":
                put(("index", r["id"]), r["decimals"])
                if in_force(r, day) and r["default"] == "yes":
                    put(("index by default", period), r["id"])
            if not in_force(r, day):
                continue
            if r["row"] == "limit":
                put(("limit", period, r["item"], r["average"], r["class"]), r["value"])
            elif r["row"] == "breakpoints":
                put(("points", standard, r["report"], r["item"], r["average"]),
                    (r["counts"], r["decimals"], tuple(r["index"]), tuple(r["concentration"])))
            elif r["row"] == "beyond":
                put(("beyond", standard, r["report"], r["item"], r["average"]), r["index"])
            elif r["row"] == "class":
                put(("class", standard, r["grade"]), (r["to"], r["word"], r["rgb"], r["cmyk"]))
            elif r["row"] == "statistic":
                put(("statistic", standard, r["item"], r["statistic"]), (r["average"], r["percent"]))
            elif r["row"] == "decimals":
                put(("decimals", standard, r["quantity"]), r["decimals"])
            elif r["row"] == "validity":
                for item in r["items"]:
                    put(("validity", standard, item, r["average"], r["of"], r["within"]), r["minimum"])
            elif r["row"] == "event":
                put(("event", standard, r["code"]), tuple(r["items"]))
            elif r["row"] == "rule":
                put(("rule", standard if r["valid_from"] or r["valid_to"] else "", r["name"],
                     "dust" if r["id"].startswith("dust-") else ""), r["value"])
    return table


def of_constants():
    """The same table of what is typed here."""
    table = {}
    for (item, average), _ in C.LIMITS.items():
        for period in C.LIMIT_SETS:
            for cls in (1, 2):
                value = C.limit(item, average, period, cls)
                table["limit", period, item, average, str(cls)] = "1" if value == "1.0" else value
    for (standard, report), columns in C.REPORTS.items():
        for pollutant, average, points, above in columns.values():
            decimals = C.INPUT_DECIMALS[standard]
            places = decimals.get(pollutant, decimals.get("", ""))
            index = tuple(str(i) for i in C.INDEX[:len(points)])
            table["points", standard, report, pollutant, average] = ("yes", str(places), index, points)
            table["beyond", standard, report, pollutant, average] = above
    for (pollutant, average), (points, above) in C.SHOWN_2012.items():
        index = tuple(str(i) for i in C.INDEX[:len(points)])
        table["points", "2012", "hour", pollutant, average] = ("no", "", index, points)
        table["beyond", "2012", "hour", pollutant, average] = above
    for standard in ("2012", "2026"):
        for upper, grade, word, rgb, cmyk in C.CLASSES:
            table["class", standard, grade] = (str(upper or ""), word, rgb, cmyk)
        for item in C.SIX:
            average = "day-max-8h" if item == "O3" else "day"
            table["statistic", standard, item, "percentile"] = (average, str(C.PERCENT[item]))
            if item in C.HAS_MEAN:
                table["statistic", standard, item, "mean"] = ("day", "")
        for quantity, places in C.RESULT_DECIMALS[standard].items():
            for name in ([quantity] if quantity else ["SO2", "NO2", "O3", "PM10", "PM2.5"]):
                table["decimals", standard, name] = str(places)
        table["event", standard, "sand-dust"] = C.TAKEN_OUT
        of_validity(table, standard)
        of_rules(table, standard)
    for limits, bounds in C.INDEX_LIMITS.items():
        for weights, factors in C.INDEX_WEIGHTS.items():
            scheme = "index-%s-%s" % (limits, weights)
            table["index", scheme] = str(C.INDEX_DECIMALS)
            for item, bound, factor in zip(C.INDEX_ITEMS, bounds, factors):
                what = ("mean", "") if item in C.HAS_MEAN else ("percentile", str(C.PERCENT[item]))
                table["index", scheme, item] = (*what, bound, str(factor))
        table["index by default", limits] = "index-%s-equal" % limits
    for code in C.DUST_VOID:
        table["void", code] = "void"
    return table


def of_validity(table, standard):
    def put(items, average, of, within, minimum):
        for item in items.split():
            table["validity", standard, item, average, of, within] = str(minimum)
    year = "SO2 NO2 PM10 PM2.5 NOx CO O3"
    put(year, "year", "day", "year", C.DAYS_OF_YEAR)
    put(year, "year", "day", "month", C.DAYS_OF_MONTH)
    put(year, "year", "day", "february", C.DAYS_OF_FEBRUARY)
    put("SO2 NO2 CO PM10 PM2.5 NOx", "day", "hour", "day", C.HOURS_OF_DAY)
    put("O3", "8h", "hour", "8h", C.HOURS_OF_EIGHT)
    put("SO2 NO2 CO O3 NOx", "hour", "minute", "hour", C.MINUTES_OF_HOUR)
    put("TSP BaP Pb", "year", "day", "year", C.SAMPLED_DAYS_OF_YEAR)
    put("TSP BaP Pb", "year", "day", "month", C.SAMPLED_DAYS_OF_MONTH)
    put("Pb", "season", "day", "season", C.LEAD_DAYS_OF_SEASON)
    if standard == "2012":
        put("O3", "day-max-1h", "hour", "day", C.HOURS_OF_DAY)


def of_rules(table, standard):
    rules = {
        "primary-above": C.PRIMARY_ABOVE, "primary-ties": "all", "index-rounding": "up",
        "o3-8h-first-window-end": C.FIRST_WINDOW, "o3-8h-last-window-end": C.LAST_WINDOW,
        "o3-8h-day-minimum-windows": C.WINDOWS_OF_DAY, "o3-8h-short-day": "valid-if-above-limit",
        "area-points-minimum-percent": C.POINTS_PERCENT, "area-value": "mean-of-points",
        "percentile-method": "linear-1-plus-n-minus-1-p", "statistics-from": "unrounded-values",
        "missing-item": "rest" if standard == "2012" else "na-unless-above",
        "concentration-rounding": "none" if standard == "2012" else "half-even",
    }
    if standard == "2012":
        rules["exceeding-above"] = C.EXCEEDING_ABOVE_2012
    else:
        rules["missing-item-above"] = C.NA_UNLESS_ABOVE_2026
    for name, value in rules.items():
        table["rule", standard, name, ""] = str(value)
    for name, value in (("formula-days", C.DUST_DAYS), ("formula-factor", C.DUST_FACTOR),
                        ("detection-limit", C.DUST_DETECTION),
                        ("determination-limit", C.DUST_DETERMINATION),
                        ("result-decimals", C.DUST_DECIMALS), ("month", "longer-part"),
                        ("change-decimals", C.DUST_CHANGE_DECIMALS), ("month-equal-parts", "earlier"),
                        ("period-days", sum(C.DUST_PERIOD) // 2), ("rank-by", "rounded-value"),
                        ("change-from", "rounded-values"), ("area-mean-from", "unrounded-values"),
                        ("period-days-tolerance", (C.DUST_PERIOD[1] - C.DUST_PERIOD[0]) // 2)):
        table["rule", "", name, "dust"] = str(value)


def main():
    paths = sorted(glob.glob(os.path.join(FOLDER, "*.json")))
    with open(os.path.join(FOLDER, "vocabulary.json"), encoding="utf-8") as file:
        check = Check(json.load(file))
    rows = []
    for path in paths:
        name = os.path.basename(path)
        if name == "vocabulary.json":
            continue
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        if list(data) != HEAD or data["kind"] not in check.kinds:
            check.fault(name, "its head is not as it should be")
        for r in data["rows"]:
            check.row(name, r)
        rows += data["rows"]
    here, there = of_constants(), of_data(rows)
    compared = 0
    for key in sorted(set(here) | set(there), key=str):
        # rules that say nothing that is calculated with stand in the data only
        if key not in here and key[0] == "rule":
            continue
        compared += 1
        if here.get(key) != there.get(key):
            check.fault("/".join(key), "here %s, in the data %s" % (here.get(key), there.get(key)))
    for line in check.faults:
        print(line)
    print("%d rows, %d numbers compared, %d faults" % (len(rows), compared, len(check.faults)))
    return 1 if check.faults or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
