# SPDX-License-Identifier: GPL-3.0-or-later
"""HJ 633-2012 and HJ 633-2026: IAQI, AQI, primary pollutants, class."""

from fractions import Fraction

import constants as C
from exact import ceiling, rounded

BREAKPOINTS = {}


def breakpoints(standard, report, column):
    key = (standard, report, column)
    if key not in BREAKPOINTS:
        pollutant, _, concentrations, above = C.REPORTS[standard, report][column]
        decimals = C.INPUT_DECIMALS[standard]
        BREAKPOINTS[key] = ([Fraction(c) for c in concentrations], above,
                            decimals.get(pollutant, decimals.get("")))
    return BREAKPOINTS[key]


def iaqi_on(points, above, value):
    """Of a value on breakpoints; None above the last where there is no index."""
    for i in range(1, len(points)):
        if value <= points[i]:
            low, high = C.INDEX[i - 1], C.INDEX[i]
            return ceiling(Fraction(high - low) / (points[i] - points[i - 1])
                           * (value - points[i - 1]) + low)
    return int(above) if above else None


KNOWN = {}


def iaqi(standard, report, column, value):
    """None without a value (missing or negative), and above the last breakpoint without index."""
    if value is None or value < 0:
        return None
    key = (standard, report, column, value)
    if key not in KNOWN:
        points, above, decimals = breakpoints(standard, report, column)
        KNOWN[key] = iaqi_on(points, above, value if decimals is None else rounded(value, decimals))
    return KNOWN[key]


def aqi(standard, report, values, never=()):
    """values: column → ratio or None. Returns (AQI or None, [primary], {column: IAQI}).

    never: pollutants that are never monitored by plan and need not be there (2026).
    In 2012 a missing item leaves the rest; in 2026 the AQI is NA unless the rest is above 100.
    """
    indices = {c: iaqi(standard, report, c, values.get(c)) for c in C.REPORTS[standard, report]}
    known = {c: i for c, i in indices.items() if i is not None}
    if not known:
        return None, [], indices
    value = max(known.values())
    if standard == "2026" and value <= C.NA_UNLESS_ABOVE_2026:
        if any(i is None and C.REPORTS[standard, report][c][0] not in never
               for c, i in indices.items()):
            return None, [], indices
    primary = []
    if value > C.PRIMARY_ABOVE:
        for c, i in known.items():
            pollutant = C.REPORTS[standard, report][c][0]
            if i == value and pollutant not in primary:
                primary.append(pollutant)
    return value, sorted(primary, key=C.SIX.index), indices


def exceeding(indices, standard, report):
    """超标污染物 of HJ 633-2012: IAQI above 100."""
    found = {C.REPORTS[standard, report][c][0] for c, i in indices.items()
             if i is not None and i > C.EXCEEDING_ABOVE_2012}
    return sorted(found, key=C.SIX.index)


def class_of(value):
    """1 to 6, or None."""
    if value is None:
        return None
    for n, (upper, *_) in enumerate(C.CLASSES, 1):
        if upper is None or value <= upper:
            return n


def word(value):
    return "" if value is None else C.CLASSES[class_of(value) - 1][2]
