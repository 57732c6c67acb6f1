# SPDX-License-Identifier: GPL-3.0-or-later
"""Dust fall: a sample's value and month, a county's mean and largest, ranks and change."""

from datetime import datetime
from fractions import Fraction

import constants as C
from exact import mean, number, ranks, rounded


def dust(m1, m0, m2, mouth, days):
    """t/(km²·30d) of masses in g, a mouth in cm² and days."""
    return (m1 - m0 - m2) / (mouth * days) * C.DUST_DAYS * C.DUST_FACTOR


def days_between(begin, end):
    """To a tenth of a day."""
    seconds = (end - begin).days * 86400 + (end - begin).seconds
    return rounded(Fraction(seconds, 86400), 1)


def month_of(begin, end):
    """The month with the longer part; of equal ones the earlier."""
    best, longest, first = None, None, begin
    while first < end:
        following = datetime(first.year + first.month // 12, first.month % 12 + 1, 1)
        part = min(following, end) - first
        if longest is None or part > longest:
            best, longest = "%04d-%02d" % (first.year, first.month), part
        first = following
    return best


def sample(row):
    """One line of the input → site, area, month, value or None, why, warnings."""
    begin = datetime.fromisoformat(row["from"]) if row.get("from") else None
    end = datetime.fromisoformat(row["to"]) if row.get("to") else None
    period = begin is not None and end is not None and begin < end
    month = row.get("month") or (month_of(begin, end) if period else None)
    days = number(row.get("days", "")) or (days_between(begin, end) if period else None)
    masses = [number(row.get(k, "")) for k in ("m1", "m0", "m2")]
    mouth = number(row.get("mouth_cm2", ""))
    reported = number(row.get("reported", ""))
    value, why = None, ""
    if row.get("void"):
        why = row["void"]
    elif None not in masses and mouth and days:
        value = dust(*masses, mouth, days)
        if value < 0:
            value, why = None, "negative"
    elif reported is not None:
        value = reported
    else:
        why = "no-value"
    return {"site": row["site"], "area": row["area"], "control": row.get("control") == "yes",
            "month": month, "days": days, "value": value, "why": why,
            "below_detection": value is not None and value < Fraction(C.DUST_DETECTION),
            "odd_period": days is not None
            and not C.DUST_PERIOD[0] <= days <= C.DUST_PERIOD[1]}


def areas(samples, decimals=C.DUST_DECIMALS):
    """(area, month) → mean, largest, rank, change on the same month a year before.

    Ranks and changes are of the published, that is rounded means.
    """
    found = {}
    for s in samples:
        entry = found.setdefault((s["area"], s["month"]), {"values": [], "void": 0, "control": 0})
        if s["control"]:
            entry["control"] += 1
        elif s["value"] is None:
            entry["void"] += 1
        else:
            entry["values"].append(s["value"])
    for entry in found.values():
        values = entry["values"]
        entry["mean"] = mean(values) if values else None
        entry["max"] = max(values) if values else None
        entry["published"] = rounded(entry["mean"], decimals) if values else None
    for month in {m for _, m in found}:
        keys = [k for k in found if k[1] == month]
        for k, r in zip(keys, ranks([found[k]["published"] for k in keys])):
            found[k]["rank"] = r
    for (area, month), entry in found.items():
        before = found.get((area, "%04d%s" % (int(month[:4]) - 1, month[4:]))) if month else None
        base = before and before["published"]
        entry["change"] = None
        if base and entry["published"] is not None:
            entry["change"] = (entry["published"] - base) / base * 100
    return found
