# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the simple form (README.md) and the real files into it: rows as dicts of text.

Hours are named by their end, 1 to 24: what a platform calls 00:00 is the hour 24 of the day
before.
"""

import csv
from datetime import date, timedelta
from fractions import Fraction
import gzip
import io
import os
import re
import sys

SIX = ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3")
MARK = re.compile(r"\(对照点\)")


class Refused(Exception):
    pass


def opened(path):
    if path == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
    if path.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return open(path, encoding="utf-8-sig", newline="")


def by_end(day, hour):
    """(YYYY-MM-DD, 0-23 by the end of the hour) → (day, 1-24)."""
    if hour:
        return day, str(hour)
    return (date.fromisoformat(day) - timedelta(1)).isoformat(), "24"


def dashed(day):
    return "%s-%s-%s" % (day[:4], day[4:6], day[6:8])


def simple(path):
    with opened(path) as file:
        for row in csv.DictReader(file):
            yield {k: v or "" for k, v in row.items() if k}


def pm25in(path):
    city = re.match(r"(?:pm25in_)?([^_.]+)", os.path.basename(path)).group(1)
    with opened(path) as file:
        for row in csv.DictReader(file):
            day, hour = by_end(dashed(row["Date"]), int(row["Hour"]))
            area = row.get("City") or city
            yield {"place": area + " " + row["WatchPoint"], "area": area, "date": day, "hour": hour,
                   "control": "yes" if MARK.search(row["WatchPoint"]) else "",
                   "O3": row["O3_1h"], "O3_8h": row["O3_8h"], "printed_aqi": row["AQI"],
                   "printed_primary": " ".join(row["PrimaryPollution"].split()),
                   **{i: row[i] for i in SIX if i != "O3"}}


def china_sites(path):
    with opened(path) as file:
        lines = csv.reader(file)
        stations = next(lines)[3:]
        found = {}
        for line in lines:
            if line:
                found.setdefault((line[0], line[1]), {})[line[2]] = line[3:]
    for (day, hour), types in found.items():
        name, end = by_end(dashed(day), int(hour))
        for n, station in enumerate(stations):
            row = {"place": station, "area": "", "date": name, "hour": end}
            for kind, values in types.items():
                row["printed_aqi" if kind == "AQI" else kind] = values[n] if n < len(values) else ""
            if any(row.get(k) for k in types):
                yield row


def prsa(path):
    with opened(path) as file:
        for row in csv.DictReader(file):
            day = "%04d-%02d-%02d" % (int(row["year"]), int(row["month"]), int(row["day"]))
            day, hour = by_end(day, int(row["hour"]))
            carbon = row["CO"]
            if carbon not in ("", "NA"):
                carbon = str(Fraction(carbon) / 1000)
            yield {"place": row["station"], "area": "", "date": day, "hour": hour, "CO": carbon,
                   **{i: row[i] for i in SIX if i != "CO"}}


def cnemc(path):
    with opened(path) as file:
        for row in csv.DictReader(file):
            day, hour = by_end(row["timepoint"][:10], int(row["timepoint"][11:13]))
            yield {"place": row["stationcode"], "area": row["area"], "date": day, "hour": hour,
                   "PM2.5": row["pm2_5"], "PM10": row["pm10"], "SO2": row["so2"],
                   "NO2": row["no2"], "CO": row["co"], "O3": row["o3_24h"],
                   "printed_aqi": row["aqi"], "printed_primary": row["primarypollutant"]}


def aqistudy(path, ozone="O3_1h"):
    """Ten columns without names. Whether its O3 is of 1 or 8 hours it does not say."""
    with opened(path) as file:
        for row in csv.reader(file):
            yield {"place": row[0], "area": row[0], "date": row[1], "printed_aqi": row[2],
                   "PM2.5": row[5], "PM10": row[6], "SO2": row[7], "CO": row[8], "NO2": row[9],
                   ozone: row[10]}


def aqistudy_8h(path):
    return aqistudy(path, "O3_8h")


SHAPES = {"simple": simple, "pm25in": pm25in, "china-sites": china_sites, "prsa": prsa,
          "cnemc": cnemc, "aqistudy": aqistudy, "aqistudy-8h": aqistudy_8h}
