#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""This calculation on the real files (LANTIAN_SHARED_DATA; without them exit 77): where they
print an AQI, a mean or a rank of their own, how often it is ours, and what the others are."""

from collections import Counter
import csv
from datetime import date
from fractions import Fraction
import glob
import json
import os
import sqlite3
import statistics
import sys

import aqi
import constants as C
import evaluate as E
from exact import mean, number, percentile, ranks, rounded, text
import shapes

NAMES = {"细颗粒物(PM2.5)": "PM2.5", "颗粒物(PM10)": "PM10", "二氧化硫": "SO2", "二氧化氮": "NO2",
         "一氧化碳": "CO", "臭氧1小时": "O3", "臭氧8小时": "O3"}
FAULTS = []


def expect(what, found, expected):
    """A figure that was counted before and by other means."""
    print("  %s: %s%s" % (what, found, "" if found == expected else ", expected %s" % (expected,)))
    if found != expected:
        FAULTS.append(what)


def tell(what, n, of):
    print("  %s: %d of %d (%.2f %%)" % (what, n, of, 100 * n / of if of else 0))


def hour_of(row):
    """(AQI, primaries, IAQIs, complete) by the 2012 hour formula."""
    values = {i: number(row.get(i) or "") for i in C.SIX}
    value, primary, indices = aqi.aqi("2012", "hour", values)
    return value, primary, indices, None not in values.values()


def names(printed):
    """Pollutants of a printed text, the longest names first; None if a word is left."""
    found = set()
    for name in sorted(NAMES, key=len, reverse=True):
        if name in printed:
            found.add(NAMES[name])
            printed = printed.replace(name, "")
    return None if printed.strip(" ,，、") else found


def printed_hours(path, shape):
    """Complete rows, those with our AQI, the others by what they say."""
    complete = same = primaries = same_primaries = 0
    others = Counter()
    for row in shapes.SHAPES[shape](path):
        printed = row.get("printed_aqi", "")
        if not printed.isdigit():
            continue
        value, primary, indices, whole = hour_of(row)
        if not whole:
            continue
        complete += 1
        if value != int(printed):
            others[row["place"], row["date"], int(row["hour"]), int(printed), value] += 1
            continue
        same += 1
        told = names(row.get("printed_primary", ""))
        if told:
            primaries += 1
            same_primaries += told == set(primary)
    return complete, same, others, primaries, same_primaries


def pm25in(folder):
    print("pm25.in, 2020-04-02 to 08")
    path = os.path.join(folder, "hourly", "pm25in_all_20200402-08.csv.gz")
    complete, same, others, primaries, same_primaries = printed_hours(path, "pm25in")
    expect("rows with AQI and six one-hour items", complete, 138658)
    expect("AQI as printed", same, 138559)
    tell("primary pollutants as printed, where there are", same_primaries, primaries)
    for (place, day, hour, printed, value), n in sorted(others.items()):
        print("    %d × %s %s %02d: printed %d, ours %s" % (n, place, day, hour, printed, value))


def other_hours(folder):
    for name, shape in (("cnemc_2022-01-01T00_format_sample.csv", "cnemc"),
                        ("china_sites_20140604.csv", "china-sites"),
                        ("china_sites_20140605.csv", "china-sites"),
                        ("china_sites_20140606.csv", "china-sites")):
        print(name)
        complete, same, others, primaries, same_primaries = printed_hours(
            os.path.join(folder, "hourly", name), shape)
        tell("AQI as printed", same, complete)
        tell("less by one or more by one", sum(n for (*_, p, v), n in others.items()
                                               if abs(p - v) == 1), complete)
        if primaries:
            tell("primary pollutants as printed", same_primaries, primaries)


def airnow(folder):
    print("airnow_20180220T07.geojson")
    with open(os.path.join(folder, "hourly", "airnow_20180220T07.geojson"), encoding="utf-8") as file:
        features = json.load(file)["features"]
    for ozone in ("O3", "O3_24H"):
        complete = same = 0
        for feature in features:
            p = {k.upper().replace(".", "_"): str(v) for k, v in feature["properties"].items()}
            row = {"PM2.5": p.get("PM2_5"), "PM10": p.get("PM10"), "SO2": p.get("SO2"),
                   "NO2": p.get("NO2"), "CO": p.get("CO"), "O3": p.get(ozone)}
            value, _, _, whole = hour_of(row)
            if whole and p.get("AQI", "").isdigit():
                complete += 1
                same += value == int(p["AQI"])
        tell("AQI as printed, the hour's ozone from the column %s" % ozone.lower(), same, complete)


def sliding_means(folder):
    """The 2014 files print sliding means: which hours an 8-hour mean is of."""
    print("china_sites: sliding means, whole windows only")
    values = {}
    for path in sorted(glob.glob(os.path.join(folder, "hourly", "china_sites_*.csv"))):
        for row in shapes.china_sites(path):
            day = (date.fromisoformat(row["date"]) - date(2014, 6, 3)).days
            for kind in ("O3", "O3_8h", "PM10", "PM10_24h", "SO2", "SO2_24h"):
                v = number(row.get(kind, ""))
                if v is not None:
                    values.setdefault((kind, row["place"]), {})[24 * day + int(row["hour"])] = v
    for printed, of, length in (("O3_8h", "O3", 8), ("PM10_24h", "PM10", 24), ("SO2_24h", "SO2", 24)):
        n = same = 0
        for (kind, place), series in values.items():
            hours = values.get((of, place), {})
            if kind != printed:
                continue
            for hour, value in series.items():
                window = [hours.get(h) for h in range(hour - length + 1, hour + 1)]
                if None not in window:
                    n += 1
                    same += abs(mean(window) - value) <= Fraction(1, 2)
        tell("%s is the mean of the %d hours that end with it" % (printed, length), same, n)


def daily(folder):
    print("aqistudy, 11 cities by day: no oracle, its AQI is not of its means")
    for shape in ("aqistudy-8h", "aqistudy"):
        n = same = 0
        for path in sorted(glob.glob(os.path.join(folder, "daily", "*.csv"))):
            for row in shapes.SHAPES[shape](path):
                n += 1
                values = {c: number(row.get(c, "")) for c in E.DAY_COLUMNS}
                same += aqi.aqi("2012", "day", values)[0] == int(row["printed_aqi"])
        tell("AQI as printed, O3 taken as %s" % (shape[9:] or "1h"), same, n)
    expect("days", n, 10363)


def second_way(folder):
    """Means by SQL, percentiles by the library, over the same days."""
    print("means and percentiles, once more by sqlite3 and statistics")
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE day (place, year, item, value REAL)")
    days = {}
    for path in sorted(glob.glob(os.path.join(folder, "daily", "*.csv"))):
        for row in shapes.aqistudy_8h(path):
            for item in C.SIX:
                value = row[E.STATISTIC_COLUMN[item]]
                base.execute("INSERT INTO day VALUES (?,?,?,?)",
                             (row["place"], row["date"][:4], item, float(value)))
                days.setdefault((row["place"], row["date"][:4], item), []).append(number(value))
    n = off = 0
    for place, year, item, average in base.execute(
            "SELECT place, year, item, avg(value) FROM day GROUP BY 1, 2, 3"):
        values = days[place, year, item]
        n += 1
        off += abs(float(mean(values)) - average) > 1e-9
        if len(values) == 1:
            continue
        cuts = statistics.quantiles(values, n=100, method="inclusive")
        off += percentile(values, C.PERCENT[item]) != cuts[C.PERCENT[item] - 1]
    expect("place-year-items that differ", off, 0)
    print("  of %d" % n)


def hours_to_days(folder):
    """Four years of one station: day means once more by SQL."""
    print("PRSA, four years of hours")
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE hour (place, day, item, value REAL)")
    names_of = [n for n in os.listdir(os.path.join(folder, "hourly")) if n.startswith("PRSA")]
    found = {}
    for name in sorted(names_of):
        for row in shapes.prsa(os.path.join(folder, "hourly", name)):
            for item in C.SIX:
                value = number(row[item])
                if value is not None:
                    base.execute("INSERT INTO hour VALUES (?,?,?,?)",
                                 (row["place"], row["date"], item, float(value)))
                    hours = found.setdefault((row["place"], row["date"]), {})
                    hours.setdefault(item, [None] * 24)[int(row["hour"]) - 1] = value
    off = n = short = 0
    for place, day, item, average, count in base.execute(
            "SELECT place, day, item, avg(value), count(*) FROM hour GROUP BY 1, 2, 3"):
        value, hours = E.day_mean(found[place, day][item])
        n += 1
        short += value is None
        off += hours != count or (value is None) != (count < 20)
        off += value is not None and abs(float(value) - average) > 1e-9
    expect("station-day-items that differ", off, 0)
    print("  of %d, %d with too few hours" % (n, short))
    eight = [E.day_max_8h(i["O3"], d) for (_, d), i in found.items() if "O3" in i]
    print("  ozone days: %d, of them %d valid, %d of these with fewer than 14 windows"
          % (len(eight), sum(v is not None for v, _ in eight),
             sum(v is not None and w < 14 for v, w in eight)))
    expect("ozone days that differ, tried plainly", plain_ozone(found), 0)


def plain_ozone(found):
    """The 17 windows once more, in floats and written out."""
    off = 0
    for (_, day), items in found.items():
        if "O3" not in items:
            continue
        o = [None if v is None else float(v) for v in items["O3"]]
        means = []
        for start in range(0, 17):
            there = [v for v in o[start:start + 8] if v is not None]
            if len(there) > 5:
                means.append(sum(there) / len(there))
        value = E.day_max_8h(items["O3"], day)[0]
        top = max(means, default=0)
        if value is None:
            off += len(means) > 13 or top > 160
        else:
            off += abs(float(value) - top) > 1e-9 or (len(means) < 14 and top <= 160)
    return off


def dust(folder):
    print("dust fall of 长治, 2021-10")
    path = os.path.join(folder, "dust", "changzhi_county_dustfall_2021-10.csv")
    with open(path, encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    values = [number(r["降尘量_t_km2_month"]) for r in rows]
    expect("ranks", ranks(values), [int(r["排名"]) for r in rows])
    from_tenths = 0
    for row, value in zip(rows, values):
        base = rounded(value / (1 + number(row["同比_pct"]) / 100), 1)
        from_tenths += text(E.change_percent(value, base), 1) == row["同比_pct"]
    expect("changes that are of a base of one decimal", from_tenths, len(rows))
    print("bulletins: shares of counties")
    for part, of, printed in ((96, 116, "82.8"), (20, 116, "17.2"), (106, 117, "90.6"),
                              (1, 117, "0.9"), (10, 117, "8.5")):
        expect("%d of %d" % (part, of), text(Fraction(100 * part, of), 1), printed)


def main():
    folder = os.environ.get("LANTIAN_SHARED_DATA", "")
    if not os.path.isdir(os.path.join(folder, "hourly")):
        print("LANTIAN_SHARED_DATA is not set: no real files")
        return 77
    for part in (pm25in, other_hours, airnow, sliding_means, daily, second_way, hours_to_days, dust):
        part(folder)
    print("%d figures are not as expected: %s" % (len(FAULTS), ", ".join(FAULTS))
          if FAULTS else "all as expected")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
