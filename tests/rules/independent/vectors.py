#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The vectors of the standards, as the domain notes have them (DOMAIN.md §4, §8, §9), against
this calculation. What those notes mark unsure is tested as a convention only ("unsure" in the
name of the test)."""

from datetime import date, datetime, timedelta
from fractions import Fraction as F
import random
import statistics
import unittest

import aqi
import constants as C
import dustfall
import evaluate as E
from exact import number, percentile, ranks, rounded, text

DAY12, DAY26, HOUR12, HOUR26 = ("2012", "day"), ("2026", "day"), ("2012", "hour"), ("2026", "hour")


def one(report, column, value):
    return aqi.iaqi(*report, column, F(value))


class Rounding(unittest.TestCase):
    def test_half_to_even(self):
        for value, decimals, expected in (
                ("6.949", 1, "6.9"), ("6.95", 1, "7.0"), ("7.05", 1, "7.0"), ("34.5", 0, "34"),
                ("35.5", 0, "36"), ("60.5", 0, "60"), ("5.175", 2, "5.18"), ("15.4546", 0, "15"),
                ("7.04", 1, "7.0"), ("0.5", 0, "0"), ("1.5", 0, "2"), ("2.50001", 0, "3"),
                ("-0.5", 0, "0"), ("-1.5", 0, "-2"), ("-2.5", 0, "-2"), ("9.95", 1, "10.0")):
            self.assertEqual(text(F(value), decimals), expected, value)

    def test_one_step(self):
        repeatedly = F("15.4546")
        for decimals in (3, 2, 1, 0):
            repeatedly = rounded(repeatedly, decimals)
        self.assertEqual((repeatedly, rounded(F("15.4546"), 0)), (16, 15))

    def test_no_numbers(self):
        for word in ("", "NA", "NaN", "-", "-;", "&mdash;", "1e3", "+5", ".5", "5.", "∞", "１"):
            self.assertIsNone(number(word), word)
        self.assertEqual(number(" 0.60 "), F(3, 5))


class Aqi(unittest.TestCase):
    def test_iaqi_2026(self):
        for column, value, expected in (
                ("PM2.5", "35", 50), ("PM2.5", "36", 52), ("PM2.5", "60", 100), ("PM2.5", "61", 101),
                ("PM2.5", "75", 114), ("PM2.5", "150", 200), ("PM2.5", "500", 500),
                ("PM2.5", "60.5", 100), ("PM10", "120", 100), ("PM10", "121", 101),
                ("PM10", "150", 112), ("O3_8h", "161", 101), ("O3_8h", "215", 150),
                ("NO2", "81", 101), ("SO2", "60", 55), ("CO", "1.6", 40), ("CO", "4.1", 101)):
            self.assertEqual(one(DAY26, column, value), expected, (column, value))

    def test_iaqi_2012(self):
        for column, value, expected in (("PM2.5", "75", 100), ("PM10", "150", 100),
                                        ("PM2.5", "35", 50), ("O3_8h", "160", 100),
                                        ("PM2.5", "500", 500), ("CO", "1.6", 40)):
            self.assertEqual(one(DAY12, column, value), expected, (column, value))

    def test_all_breakpoints_give_their_index(self):
        for (standard, report), columns in C.REPORTS.items():
            for column, (_, _, points, _) in columns.items():
                for index, value in zip(C.INDEX, points):
                    self.assertEqual(aqi.iaqi(standard, report, column, F(value)), index)

    def test_not_the_widely_copied_wrong_table(self):
        self.assertEqual(one(DAY12, "SO2", "475"), 150)
        self.assertEqual(one(DAY12, "SO2", "500"), 154)

    def test_always_up(self):
        self.assertEqual(one(DAY26, "SO2", "51"), 51)
        self.assertEqual(one(DAY12, "SO2", "50.0001"), 51)
        self.assertEqual(one(DAY26, "SO2", "1"), 1)

    def test_rounded_before_the_index_in_2026(self):
        self.assertEqual(one(DAY26, "PM2.5", "60.5"), 100)
        self.assertEqual(one(DAY26, "PM2.5", "60.51"), 101)
        self.assertEqual(one(DAY26, "CO", "4.05"), 100)
        self.assertEqual(one(DAY26, "CO", "4.06"), 101)

    def test_unsure_2012_takes_the_value_as_it_is(self):
        self.assertEqual(one(DAY12, "PM2.5", "75.1"), 101)

    def test_above_the_last_breakpoint(self):
        self.assertEqual(one(HOUR26, "SO2", "801"), 200)
        self.assertEqual(one(HOUR26, "SO2", "5000"), 200)
        self.assertIsNone(one(HOUR12, "SO2", "801"))
        self.assertEqual(one(HOUR12, "SO2", "800"), 200)
        self.assertEqual(one(DAY26, "O3_8h", "801"), 300)
        self.assertIsNone(one(DAY12, "O3_8h", "801"))
        self.assertEqual(aqi.aqi(*DAY12, {"O3_8h": F(801), "O3_1h": F(900)})[:2], (350, ["O3"]))

    def test_unsure_cap_of_500(self):
        self.assertEqual(one(DAY26, "PM2.5", "501"), 500)
        self.assertEqual(one(HOUR12, "PM10", "1600"), 500)
        self.assertEqual(one(DAY26, "CO", "61"), 500)

    def test_hour_takes_particles_on_the_breakpoints_of_the_day(self):
        self.assertEqual(one(HOUR26, "PM2.5", "60"), 100)
        self.assertEqual(one(HOUR26, "PM10", "121"), 101)
        self.assertEqual(one(HOUR12, "PM10", "102"), 76)
        self.assertEqual(one(HOUR12, "PM2.5", "72"), 97)

    def test_which_items(self):
        self.assertEqual(sorted(C.DAY_2012), sorted(["SO2", "NO2", "CO", "PM10", "PM2.5", "O3_8h",
                                                     "O3_1h"]))
        self.assertEqual(len(C.DAY_2026), 6)
        self.assertEqual(len(C.HOUR_2026), 6)
        self.assertEqual(len(C.HOUR_2012) + len(C.SHOWN_2012), 9)

    def six(self, **values):
        base = {"PM2.5": F(20), "PM10": F(30), "SO2": F(5), "NO2": F(10), "CO": F(1), "O3_8h": F(50)}
        base.update({k.replace("PM25", "PM2.5"): v for k, v in values.items()})
        return base

    def test_missing_item(self):
        low, high = self.six(SO2=None), self.six(SO2=None, PM25=F(61))
        self.assertEqual(aqi.aqi(*DAY12, low)[0], 30)
        self.assertEqual(aqi.aqi(*DAY26, low)[:2], (None, []))
        self.assertEqual(aqi.aqi(*DAY26, low)[2]["PM10"], 30)
        self.assertEqual(aqi.aqi(*DAY26, high)[:2], (101, ["PM2.5"]))
        self.assertIsNone(aqi.aqi(*DAY26, self.six(SO2=None, PM25=F(60)))[0])
        self.assertEqual(aqi.aqi(*DAY26, low, never=("SO2",))[0], 30)
        self.assertEqual(aqi.aqi(*DAY12, {})[0], None)
        self.assertEqual(aqi.aqi(*DAY26, {})[0], None)

    def test_negative_is_missing(self):
        self.assertIsNone(aqi.aqi(*DAY26, self.six(CO=F(-1)))[0])

    def test_primary_pollutants(self):
        self.assertEqual(aqi.aqi(*DAY26, self.six(PM25=F(35)))[:2], (50, []))
        self.assertEqual(aqi.aqi(*DAY26, self.six(PM25=F(36)))[:2], (52, ["PM2.5"]))
        self.assertEqual(aqi.aqi(*DAY26, self.six(PM10=F(51)))[:2], (51, ["PM10"]))
        tie = self.six(PM25=F(60), PM10=F(120), O3_8h=F(160))
        self.assertEqual(aqi.aqi(*DAY26, tie)[:2], (100, ["PM2.5", "PM10", "O3"]))
        both = self.six(O3_8h=F(160), O3_1h=F(200))
        self.assertEqual(aqi.aqi(*DAY12, both)[:2], (100, ["O3"]))

    def test_exceeding_of_2012(self):
        indices = aqi.aqi(*DAY12, self.six(PM25=F(76), PM10=F(150)))[2]
        self.assertEqual(aqi.exceeding(indices, *DAY12), ["PM2.5"])

    def test_classes(self):
        for value, cls, word in ((1, 1, "优"), (50, 1, "优"), (51, 2, "良"), (100, 2, "良"),
                                 (101, 3, "轻度污染"), (150, 3, "轻度污染"), (151, 4, "中度污染"),
                                 (200, 4, "中度污染"), (201, 5, "重度污染"), (300, 5, "重度污染"),
                                 (301, 6, "严重污染"), (500, 6, "严重污染")):
            self.assertEqual((aqi.class_of(value), aqi.word(value)), (cls, word))
        self.assertEqual([c[3] for c in C.CLASSES], "#00E400 #FFFF00 #FF7E00 #FF0000 #99004C "
                         "#7E0023".split())

    def test_a_day_takes_the_standard_of_its_date(self):
        self.assertEqual([C.standard_of(d) for d in ("2026-02-28", "2026-03-01")], ["2012", "2026"])
        self.assertEqual([C.limit_set_of(d) for d in ("2026-02-28", "2026-03-01", "2030-12-31",
                                                      "2031-01-01")],
                         ["2012", "2026T", "2026T", "2026F"])
        seventy = [aqi.aqi(C.standard_of(d), "day", self.six(PM25=F(70)))[0]
                   for d in ("2026-02-28", "2026-03-01")]
        self.assertEqual([aqi.word(v) for v in seventy], ["良", "轻度污染"])


class Limits(unittest.TestCase):
    def test_only_particles_differ_in_the_transition(self):
        basic = [k for k in C.LIMITS if k[0] in C.SIX]
        differ = {(i, a): (C.limit(i, a, "2012"), C.limit(i, a, "2026T")) for i, a in basic
                  if C.limit(i, a, "2012") != C.limit(i, a, "2026T")}
        self.assertEqual(differ, {("PM10", "year"): ("70", "60"), ("PM10", "day"): ("150", "120"),
                                  ("PM2.5", "year"): ("35", "30"), ("PM2.5", "day"): ("75", "60")})

    def test_final(self):
        for item, year, day in (("SO2", "20", "50"), ("NO2", "30", "50"), ("PM10", "50", "100"),
                                ("PM2.5", "25", "50")):
            self.assertEqual((C.limit(item, "year", "2026F"), C.limit(item, "day", "2026F")),
                             (year, day))


def days_of(year, month, n):
    return ["%04d-%02d-%02d" % (year, month, d) for d in range(1, n + 1)]


def whole_year(year, leave_out=()):
    day, found = date(year, 1, 1), []
    while day.year == year:
        if day.isoformat() not in leave_out:
            found.append(day.isoformat())
        day += timedelta(1)
    return found


class Validity(unittest.TestCase):
    def test_day(self):
        hours = [F(10)] * 20 + [None] * 4
        self.assertEqual(E.day_mean(hours), (10, 20))
        self.assertEqual(E.day_mean(hours[1:] + [None]), (None, 19))
        self.assertEqual(E.day_mean([F(-1)] + hours[1:])[0], None)

    def test_month(self):
        self.assertTrue(E.enough_days(days_of(2025, 4, 27), "2025-04"))
        self.assertFalse(E.enough_days(days_of(2025, 4, 26), "2025-04"))
        self.assertTrue(E.enough_days(days_of(2025, 2, 25), "2025-02"))
        self.assertFalse(E.enough_days(days_of(2025, 2, 24), "2025-02"))

    def test_year(self):
        self.assertTrue(E.enough_days(whole_year(2025), "2025"))
        self.assertFalse(E.enough_days(whole_year(2025, days_of(2025, 7, 5)), "2025"))
        left = [d for m in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) for d in days_of(2025, m, 3)]
        self.assertEqual(len(whole_year(2025, left)), 332)
        self.assertTrue(E.enough_days(whole_year(2025, left), "2025"))
        more = left + [d for m in (1, 3, 5, 7, 8, 10, 12) for d in days_of(2025, m, 4)]
        self.assertEqual(len(whole_year(2025, more)), 325)
        self.assertTrue(E.enough_days(whole_year(2025, more), "2025"))
        more += days_of(2025, 2, 2)
        self.assertEqual(len(whole_year(2025, more)), 323)
        self.assertFalse(E.enough_days(whole_year(2025, more), "2025"))

    def test_ozone_window_needs_six_hours(self):
        six = [F(100)] * 6 + [None] * 18
        self.assertEqual(E.day_max_8h(six, "2025-06-01")[1], 1)
        self.assertEqual(E.day_max_8h([None] + six[1:], "2025-06-01")[1], 0)

    def test_ozone_day_needs_fourteen_windows(self):
        full = [F(100)] * 24
        self.assertEqual(E.day_max_8h(full, "2025-06-01"), (100, 17))
        fourteen = [None] * 5 + full[5:]
        self.assertEqual(E.day_max_8h(fourteen, "2025-06-01"), (100, 14))
        thirteen = [None] * 6 + full[6:]
        self.assertEqual(E.day_max_8h(thirteen, "2025-06-01"), (None, 13))
        over = [None] * 6 + [F(161)] * 18
        self.assertEqual(E.day_max_8h(over, "2025-06-01"), (161, 13))
        at = [None] * 6 + [F(160)] * 18
        self.assertEqual(E.day_max_8h(at, "2025-06-01"), (None, 13))

    def test_unsure_windows_do_not_reach_into_the_day_before(self):
        early = [F(200)] * 4 + [F(0)] * 20
        self.assertEqual(E.day_max_8h(early, "2025-06-01"), (100, 17))

    def test_unsure_area_needs_three_quarters_of_its_points(self):
        self.assertEqual(E.area_value([F(1), F(2), F(6), None]), 3)
        self.assertIsNone(E.area_value([F(1), F(2), None]))
        self.assertIsNone(E.area_value([]))


class Statistics(unittest.TestCase):
    def test_unsure_percentile(self):
        self.assertEqual(percentile([F(v) for v in range(1, 102)], 95), 96)
        self.assertEqual(percentile([F(10), F(20)], 90), 19)
        self.assertEqual(percentile([F(7)], 98), 7)
        self.assertEqual(percentile([F(3), F(1), F(2), F(4)], 95), F("3.85"))

    def test_unsure_percentile_is_the_libraries_inclusive_one(self):
        drawn = random.Random(7)
        for n in (2, 27, 100, 324, 365, 366):
            values = [F(drawn.randrange(0, 5000), 10) for _ in range(n)]
            cuts = statistics.quantiles(values, n=100, method="inclusive")
            for p in (90, 95, 98):
                self.assertEqual(percentile(values, p), cuts[p - 1])

    def test_which_percentile(self):
        self.assertEqual(C.PERCENT, {"SO2": 98, "NO2": 98, "PM10": 95, "PM2.5": 95, "CO": 95,
                                     "O3": 90})

    def test_attainment_needs_both(self):
        days = {d: F(30) for d in whole_year(2025)}
        self.assertTrue(E.Statistic("PM2.5", days, "2025").attains())
        for d in whole_year(2025)[:30]:
            days[d] = F(76)
        s = E.Statistic("PM2.5", days, "2025")
        self.assertEqual((s.mean < 35, s.percentile, s.attains()), (True, 76, False))
        self.assertIsNone(E.Statistic("PM2.5", {"2025-01-01": F(1)}, "2025").attains())

    def test_limits_of_the_last_day(self):
        days = {d: F(32) for d in whole_year(2026)}
        self.assertFalse(E.Statistic("PM2.5", days, "2026").attains())
        days = {d: F(32) for d in whole_year(2025)}
        self.assertTrue(E.Statistic("PM2.5", days, "2025").attains())

    def test_rounded_and_full_comparison(self):
        days = {d: F("35.4") for d in whole_year(2025)}
        s = E.Statistic("PM2.5", days, "2025")
        self.assertEqual((s.attains(), s.attains(full=True)), (True, False))

    def test_over_multiple(self):
        self.assertEqual(text(E.over_multiple(F(90), F(75)), 2), "0.20")

    def test_index(self):
        values = {"SO2": F(15), "NO2": F(38), "PM10": F(85), "PM2.5": F(45), "CO": F("1.6"),
                  "O3": F(172)}
        whole = E.composite_index(values)[0]
        self.assertEqual((whole, text(whole, 2)), (F("5.175"), "5.18"))
        self.assertEqual(text(E.composite_index(values, "2026T")[0], 2), "5.59")
        self.assertEqual(text(E.composite_index(values, "2026T")[0], 6), "5.591667")
        self.assertEqual(text(E.composite_index(values, "2026T", "weighted")[0], 2), "10.62")
        self.assertEqual(E.composite_index(values, "2026T", "weighted")[0], F("10.6") + F(1, 60))
        self.assertEqual(E.composite_index(values)[2], ["PM2.5"])
        self.assertIsNone(E.composite_index({**values, "CO": None}))

    def test_ranks(self):
        self.assertEqual(ranks([F(1), F("1.2"), F("1.2"), F("1.3"), None]), [1, 2, 2, 4, None])


class DustFall(unittest.TestCase):
    def test_vectors(self):
        for mass, days, expected in (("0.1000", "30.0", "5.66"), ("0.1250", "29.8", "7.12"),
                                     ("0.1590", "31.2", "8.65")):
            value = dustfall.dust(F(mass), F(0), F(0), F("176.71"), F(days))
            self.assertEqual(text(value, 2), expected)

    def test_blank_and_crucible(self):
        row = {"site": "a", "area": "x", "m1": "30.1012", "m0": "30.0000", "m2": "0.0012",
               "mouth_cm2": "176.71", "days": "30.0", "from": "2021-09-01T09:00",
               "to": "2021-10-01T09:00"}
        self.assertEqual(text(dustfall.sample(row)["value"], 2), "5.66")
        self.assertEqual(dustfall.sample({**row, "void": "bird-droppings"})["value"], None)
        self.assertEqual(dustfall.sample({**row, "m1": "29"})["why"], "negative")

    def test_month_by_the_longer_part(self):
        for begin, end, month in (("2021-09-28", "2021-10-29", "2021-10"),
                                  ("2021-09-03", "2021-10-04", "2021-09"),
                                  ("2021-12-20", "2022-01-19", "2022-01"),
                                  ("2021-09-16", "2021-10-16", "2021-09"),
                                  ("2021-09-15T09:00", "2021-10-16T08:00", "2021-09"),
                                  ("2021-01-31", "2021-03-02", "2021-02")):
            self.assertEqual(dustfall.month_of(datetime.fromisoformat(begin),
                                               datetime.fromisoformat(end)), month, begin)

    def test_days_to_a_tenth(self):
        days = dustfall.days_between(datetime(2021, 9, 1, 9), datetime(2021, 10, 1, 14))
        self.assertEqual(text(days, 1), "30.2")

    def test_odd_periods(self):
        for days, odd in (("27", True), ("28", False), ("32", False), ("34", True)):
            self.assertEqual(dustfall.sample({"site": "", "area": "", "days": days,
                                              "reported": "5"})["odd_period"], odd)

    def row(self, area, month, value, control="", void=""):
        return dustfall.sample({"site": "", "area": area, "month": month, "reported": value,
                                "control": control, "void": void})

    def test_county(self):
        found = dustfall.areas([
            self.row("A", "2021-10", "6.0"), self.row("A", "2021-10", "8.08"),
            self.row("A", "2021-10", "30", control="yes"), self.row("A", "2021-10", "99", void="lost"),
            self.row("B", "2021-10", "7.0"), self.row("C", "2021-10", "3.1"),
            self.row("D", "2021-10", "", void="broken"), self.row("A", "2020-10", "8.8"),
            self.row("E", "2021-10", "9.1")])
        a = found["A", "2021-10"]
        self.assertEqual((a["mean"], a["max"], a["void"], a["control"]), (F("7.04"), F("8.08"), 1, 1))
        self.assertEqual(text(a["change"], 1), "-20.5")
        self.assertEqual({k[0]: v["rank"] for k, v in found.items() if k[1] == "2021-10"},
                         {"C": 1, "A": 2, "B": 2, "E": 4, "D": None})
        self.assertIsNone(found["B", "2021-10"]["change"])

    def test_seven_and_seven_point_nought_four(self):
        self.assertTrue(F("7.04") > 7)
        self.assertFalse(rounded(F("7.04"), 1) > 7)
        self.assertFalse(F("9.0") > 9 or F("9.0") < 9)

    def test_detection_limit(self):
        self.assertTrue(self.row("A", "2021-10", "0.29")["below_detection"])
        self.assertFalse(self.row("A", "2021-10", "0.3")["below_detection"])


if __name__ == "__main__":
    unittest.main()
