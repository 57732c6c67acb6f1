# SPDX-License-Identifier: GPL-3.0-or-later
"""HJ 663: a day of hours, areas of points, months and years of days; the composite index."""

import calendar
from fractions import Fraction

import constants as C
from exact import mean, percentile, rounded

DAY_COLUMNS = ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3_8h", "O3_1h")
POLLUTANT = {"O3_8h": "O3", "O3_1h": "O3"}
# What a year is judged on: its item → column of the day.
STATISTIC_COLUMN = {item: "O3_8h" if item == "O3" else item for item in C.SIX}


def usable(values):
    return [v for v in values if v is not None and v >= 0]


def day_mean(hours):
    """(mean or None, hours): at least 20 of 24."""
    there = usable(hours)
    return (mean(there) if len(there) >= C.HOURS_OF_DAY else None), len(there)


def day_max_8h(hours, day):
    """(largest 8-hour mean or None, windows). hours: 24, by the end of the hour.

    A day with fewer than 14 windows counts if the largest is above the class 2 limit.
    """
    means = []
    for end in range(C.FIRST_WINDOW, C.LAST_WINDOW + 1):
        window = usable(hours[end - 8:end])
        if len(window) >= C.HOURS_OF_EIGHT:
            means.append(mean(window))
    if not means:
        return None, 0
    largest = max(means)
    over = Fraction(C.limit("O3", "day-max-8h", C.limit_set_of(day)))
    return (largest if len(means) >= C.WINDOWS_OF_DAY or largest > over else None), len(means)


def day_max_1h(hours):
    there = usable(hours)
    return (max(there) if len(there) >= C.HOURS_OF_DAY else None), len(there)


def day_values(hours, day):
    """hours: item → 24 values by the end of the hour. Column → (value or None, n)."""
    none = [None] * 24
    found = {i: day_mean(hours.get(i, none)) for i in ("PM2.5", "PM10", "SO2", "NO2", "CO")}
    found["O3_8h"] = day_max_8h(hours.get("O3", none), day)
    found["O3_1h"] = day_max_1h(hours.get("O3", none))
    return found


def area_value(points):
    """Mean of its points' values; at least 75 % of the points must have one [unsure]."""
    there = usable(points)
    if not points or not there or 100 * len(there) < C.POINTS_PERCENT * len(points):
        return None
    return mean(there)


def days_needed(month):
    return C.DAYS_OF_FEBRUARY if month == 2 else C.DAYS_OF_MONTH


def months_of(period):
    """Of YYYY, YYYY-H1, YYYY-Q1 or YYYY-MM."""
    year, part = period[:4], period[5:]
    if not part:
        first, last = 1, 12
    elif part[0] == "H":
        last = 6 * int(part[1])
        first = last - 5
    elif part[0] == "Q":
        last = 3 * int(part[1])
        first = last - 2
    else:
        first = last = int(part)
    return ["%s-%02d" % (year, m) for m in range(first, last + 1)]


def period_of(day, kind):
    month = int(day[5:7])
    return {"year": day[:4], "half": "%s-H%d" % (day[:4], (month + 5) // 6),
            "quarter": "%s-Q%d" % (day[:4], (month + 2) // 3), "month": day[:7]}[kind]


def enough_days(days, period):
    """days: those with a value. Every month enough, and of a year 324."""
    by_month = {}
    for day in days:
        by_month[day[:7]] = by_month.get(day[:7], 0) + 1
    if any(by_month.get(m, 0) < days_needed(int(m[5:])) for m in months_of(period)):
        return False
    return len(period) > 4 or sum(by_month.values()) >= C.DAYS_OF_YEAR


def last_day(period):
    year, month = (int(x) for x in months_of(period)[-1].split("-"))
    return "%04d-%02d-%02d" % (year, month, calendar.monthrange(year, month)[1])


class Statistic:
    """One item in one period: n, valid, mean, percentile; rounded as HJ 663 has it."""

    def __init__(self, item, days, period):
        there = {d: v for d, v in days.items() if v is not None and v >= 0}
        self.item, self.n = item, len(there)
        self.valid = enough_days(there, period)
        self.mean = mean(list(there.values())) if there else None
        self.percentile = percentile(there.values(), C.PERCENT[item]) if there else None
        standard = C.standard_of(last_day(period))
        self.decimals = C.RESULT_DECIMALS[standard].get(item, C.RESULT_DECIMALS[standard][""])
        self.limits = C.limit_set_of(last_day(period))

    def tests(self):
        """(statistic, limit) of class 2 that must hold."""
        pairs = []
        if self.item in C.HAS_MEAN:
            pairs.append((self.mean, C.limit(self.item, "year", self.limits)))
        average = "day-max-8h" if self.item == "O3" else "day"
        pairs.append((self.percentile, C.limit(self.item, average, self.limits)))
        return pairs

    def attains(self, full=False):
        """None if not valid. Rounded first, or by the full value."""
        if not self.valid:
            return None
        return all((value if full else rounded(value, self.decimals)) <= Fraction(bound)
                   for value, bound in self.tests())

    def of_index(self):
        """What the composite index is made of: the mean, of CO and O3 the percentile."""
        return self.mean if self.item in C.HAS_MEAN else self.percentile


def composite_index(values, limits="2012", weights="equal"):
    """values: item → ratio. (sum, {item: weighted part}, [largest unweighted]) or None."""
    parts, shares = {}, {}
    for item, bound, weight in zip(C.INDEX_ITEMS, C.INDEX_LIMITS[limits], C.INDEX_WEIGHTS[weights]):
        if values.get(item) is None:
            return None
        shares[item] = values[item] / Fraction(bound)
        parts[item] = shares[item] * weight
    largest = max(shares.values())
    primary = sorted((i for i in shares if shares[i] == largest), key=C.SIX.index)
    return sum(parts.values()), parts, primary


def over_multiple(value, bound):
    return (value - bound) / bound


def change_percent(now, before):
    """None without a base."""
    return None if now is None or not before else (now - before) / before * 100
