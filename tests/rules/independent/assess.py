#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what this calculation makes of a file: see README.md for the forms."""

import argparse
import csv
import json
import re
import sys

import aqi
import constants as C
import dustfall
import evaluate as E
from exact import number, ranks, ratio, rounded, text
import shapes

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def value_of(row, column):
    v = number(row.get(column) or "")
    return v if v is not None and v >= 0 else None


def standard_for(day, options):
    return C.standard_of(day) if options.standard == "auto" else options.standard


def judged(head, report, values, options):
    """A line about an hour or a day."""
    standard = standard_for(head["date"], options)
    value, primary, indices = aqi.aqi(standard, report, values, options.never)
    line = dict(head, standard=standard, aqi="NA" if value is None else str(value),
                level=str(aqi.class_of(value) or ""), word=aqi.word(value), primary=" ".join(primary))
    columns = E.DAY_COLUMNS if report == "day" else C.SIX
    for column in columns:
        index = indices.get(column)
        line["IAQI_" + column] = "" if index is None else str(index)
    return line


def read(options, keys):
    """Rows by place and key; a key told twice with other values is refused."""
    seen, control = {}, {}
    for path in options.files:
        for row in shapes.SHAPES[options.shape](path):
            if options.place and row["place"] not in options.place:
                continue
            place = (row["place"], row.get("area", ""))
            control[place] = row.get("control") == "yes"
            key = tuple(row[k] for k in keys)
            if not DAY.match(row["date"]):
                raise shapes.Refused("%s: %s is no day YYYY-MM-DD" % (path, row["date"]))
            rows = seen.setdefault(place, {})
            if key in rows and rows[key] != row:
                if options.repeats == "refuse":
                    raise shapes.Refused("%s: %s %s is there twice with other values"
                                         % (path, place[0], " ".join(key)))
                if options.repeats == "first":
                    continue
            rows[key] = row
    return seen, control


def hours_of_areas(options):
    """The mean of the area's points in each hour."""
    seen, control = read(options, ("date", "hour"))
    points, times = {}, {}
    for place, rows in seen.items():
        if place[1] and not control[place]:
            points.setdefault(place[1], []).append(rows)
            times.setdefault(place[1], set()).update(rows)
    for area, of in points.items():
        for day, hour in sorted(times[area], key=lambda t: (t[0], int(t[1]))):
            values = {i: E.area_value([value_of(p.get((day, hour), {}), i) for p in of])
                      for i in C.SIX}
            yield judged({"place": area, "date": day, "hour": hour}, "hour", values, options)


def hours(options):
    if options.areas:
        yield from hours_of_areas(options)
        return
    for path in options.files:
        for row in shapes.SHAPES[options.shape](path):
            head = {k: row.get(k, "") for k in ("place", "date", "hour")}
            yield judged(head, "hour", {i: value_of(row, i) for i in C.SIX}, options)


def days_of_hours(options):
    """place → day → {column: (value, n)}."""
    seen, control = read(options, ("date", "hour"))
    found = {}
    for place, rows in seen.items():
        days = {}
        for (day, hour), row in rows.items():
            items = days.setdefault(day, {i: [None] * 24 for i in C.SIX})
            for item in C.SIX:
                items[item][int(hour) - 1] = value_of(row, item)
        found[place] = {day: E.day_values(items, day) for day, items in sorted(days.items())}
    return found, control


def stays(row, column, options):
    return not (options.without_exceptional and row.get("exceptional") == "yes"
                and column in C.TAKEN_OUT)


def days_read(options):
    if options.hours:
        found, control = days_of_hours(options)
    else:
        seen, control = read(options, ("date",))
        found = {}
        for place, rows in seen.items():
            found[place] = {
                key[0]: {c: (value_of(row, c) if stays(row, c, options) else None, None)
                         for c in E.DAY_COLUMNS}
                for key, row in sorted(rows.items())}
    return by_area(found, control) if options.areas else found


def by_area(found, control):
    """Means of the area's points, control points left out."""
    areas = {}
    for place, days in found.items():
        if place[1] and not control[place]:
            areas.setdefault(place[1], []).append(days)
    none = (None, None)
    return {(area, area): {
        day: {c: (E.area_value([p.get(day, {}).get(c, none)[0] for p in points]), None)
              for c in E.DAY_COLUMNS}
        for day in sorted({d for p in points for d in p})} for area, points in areas.items()}


def days(options):
    for place, by_day in days_read(options).items():
        for day, values in by_day.items():
            head = {"place": place[0], "date": day}
            line = judged(head, "day", {c: v for c, (v, _) in values.items()}, options)
            for column, (value, n) in values.items():
                line[column] = ratio(value)
                line["n_" + column] = "" if n is None else str(n)
            yield line


def statistics(line, by_day, period):
    """Adds each item's to the line; returns the statistics."""
    found = {}
    for item in C.SIX:
        column = E.STATISTIC_COLUMN[item]
        s = E.Statistic(item, {d: v[column][0] for d, v in by_day.items()}, period)
        found[item] = s
        line[item + "_n"] = str(s.n)
        line[item + "_valid"] = "yes" if s.valid else "no"
        for name, value in (("mean", s.mean), ("percentile", s.percentile)):
            line["%s_%s" % (item, name)] = "" if value is None else text(value, s.decimals)
            line["%s_%s_exact" % (item, name)] = ratio(value)
        for name, full in (("attains", False), ("attains_full", True)):
            line["%s_%s" % (item, name)] = {None: "", True: "yes", False: "no"}[s.attains(full)]
    return found


def index_of(line, found, period, options):
    scheme = options.scheme
    if scheme == "auto":
        scheme = C.limit_set_of(E.last_day(period)) + "-equal"
    made = E.composite_index({i: s.of_index() for i, s in found.items()}, *scheme.split("-"))
    whole, parts, primary = made or (None, {}, [])
    line.update(scheme=scheme, index="" if made is None else text(whole, C.INDEX_DECIMALS),
                index_exact=ratio(whole), index_primary=" ".join(primary))
    for item in C.SIX:
        line["I_" + item] = ratio(parts.get(item))
    return None if made is None else rounded(whole, C.INDEX_DECIMALS)


def periods(options):
    lines, published = [], []
    for place, by_day in days_read(options).items():
        split = {}
        for day, values in by_day.items():
            split.setdefault(E.period_of(day, options.period), {})[day] = values
        for period, part in sorted(split.items()):
            line = {"place": place[0], "period": period}
            found = statistics(line, part, period)
            valid = all(s.valid for s in found.values())
            indices = [aqi.aqi(standard_for(d, options), "day", {c: x for c, (x, _) in v.items()},
                               options.never)[0] for d, v in part.items()]
            counted = [i for i in indices if i is not None]
            line.update(valid="yes" if valid else "no",
                        attains="" if not valid else
                        "yes" if all(s.attains() for s in found.values()) else "no",
                        days=str(len(counted)), good_days=str(sum(i <= 100 for i in counted)),
                        heavy_days=str(sum(i > 200 for i in counted)))
            whole = index_of(line, found, period, options)
            lines.append(line)
            published.append((period, whole if valid else None))
    for period in sorted({p for p, _ in published}):
        places = [n for n, (p, _) in enumerate(published) if p == period]
        given = ranks([published[n][1] for n in places])
        last = sum(r is not None for r in given) + 1
        for n, r in zip(places, given):
            if r is None and options.invalid == "last":
                r = last
            lines[n]["rank"] = "" if r is None else str(r)
    return lines


def dust(options):
    samples = [dustfall.sample(row) for path in options.files for row in shapes.simple(path)]
    if options.sites:
        for s in samples:
            value = s["value"]
            yield {"site": s["site"], "area": s["area"], "month": s["month"] or "",
                   "days": "" if s["days"] is None else text(s["days"], 1),
                   "value": "" if value is None else text(value, 1),
                   "value_2": "" if value is None else text(value, 2), "value_exact": ratio(value),
                   "why": s["why"], "below_detection": "yes" if s["below_detection"] else "no",
                   "odd_period": "yes" if s["odd_period"] else "no"}
        return
    for (area, month), e in sorted(dustfall.areas(samples).items(), key=lambda x: (x[0][1] or "", x[0][0])):
        yield {"area": area, "month": month or "", "valid": str(len(e["values"])),
               "void": str(e["void"]), "control": str(e["control"]),
               "mean": "" if e["mean"] is None else text(e["mean"], 1),
               "mean_exact": ratio(e["mean"]), "max": "" if e["max"] is None else text(e["max"], 1),
               "max_exact": ratio(e["max"]), "rank": "" if e["rank"] is None else str(e["rank"]),
               "change": "" if e["change"] is None else text(e["change"], C.DUST_CHANGE_DECIMALS)}


def write(lines, as_json):
    if as_json:
        json.dump(list(lines), sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    table = None
    for line in lines:
        if table is None:
            table = csv.DictWriter(sys.stdout, list(line), lineterminator="\n")
            table.writeheader()
        table.writerow(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = {"hours": hours, "days": days, "periods": periods, "dust": dust}
    parser.add_argument("verb", choices=verbs)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--shape", choices=shapes.SHAPES, default="simple")
    parser.add_argument("--standard", choices=("auto", "2012", "2026"), default="auto")
    parser.add_argument("--never", action="append", default=[], help="item never monitored by plan")
    parser.add_argument("--hours", action="store_true", help="the files have hours")
    parser.add_argument("--areas", action="store_true", help="areas instead of places")
    parser.add_argument("--place", action="append")
    parser.add_argument("--period", choices=("month", "quarter", "half", "year"), default="year")
    parser.add_argument("--scheme", choices=["auto"] + [l + "-" + w for l in C.INDEX_LIMITS
                                                        for w in C.INDEX_WEIGHTS], default="auto")
    parser.add_argument("--invalid", choices=("unranked", "last"), default="unranked")
    parser.add_argument("--without-exceptional", action="store_true")
    parser.add_argument("--repeats", choices=("refuse", "first", "last"), default="refuse")
    parser.add_argument("--sites", action="store_true", help="dust: samples, not areas")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        write(verbs[options.verb](options), options.json)
    except shapes.Refused as why:
        print(why, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
