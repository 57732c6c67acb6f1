# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact numbers: decimals in, ratios between, one rounding at the end (GB/T 8170)."""

from fractions import Fraction
from functools import lru_cache
import re

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?\Z")


@lru_cache(maxsize=None)
def number(text):
    """A decimal or p/q as a ratio; None where the text is none (empty, NA, NaN, -)."""
    text = text.strip()
    return Fraction(text) if PLAIN.match(text) else None


def floor(x):
    return x.numerator // x.denominator


def ceiling(x):
    return -(-x.numerator // x.denominator)


def rounded(x, decimals):
    """Half to even, in one step, as a ratio."""
    scaled = x * 10**decimals
    whole = floor(scaled)
    rest = scaled - whole
    if rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2):
        whole += 1
    return Fraction(whole, 10**decimals)


def text(x, decimals):
    """Rounded, with all its decimals; what rounds to nothing has no sign."""
    whole = rounded(x, decimals) * 10**decimals
    assert whole.denominator == 1
    digits = str(abs(whole.numerator)).rjust(decimals + 1, "0")
    sign = "-" if whole < 0 else ""
    return sign + (digits if not decimals else digits[:-decimals] + "." + digits[-decimals:])


def ratio(x):
    return "" if x is None else str(x)


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def percentile(values, percent):
    """HJ 663 appendix A [unsure]: k = 1 + (n - 1) p between the ordered values."""
    ordered = sorted(values)
    k = Fraction((len(ordered) - 1) * percent, 100)
    s = floor(k)
    if s + 1 >= len(ordered):
        return ordered[-1]
    return ordered[s] + (ordered[s + 1] - ordered[s]) * (k - s)


def ranks(values):
    """Rank of each, the smallest first; equal ones share it and the next is skipped; None: none."""
    ordered = sorted(v for v in values if v is not None)
    first = {}
    for place, v in enumerate(ordered, 1):
        first.setdefault(v, place)
    return [None if v is None else first[v] for v in values]
