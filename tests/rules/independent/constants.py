# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers of the standards, typed from their tables and not from data/rules.

compare_standards.py says where the two differ. Numbers are text: a decimal is exact
only as such. Concentrations in µg/m³, CO in mg/m³.
"""

SIX = ("PM2.5", "PM10", "SO2", "NO2", "CO", "O3")

START_2026 = "2026-03-01"
START_FINAL = "2031-01-01"

# GB 3095 tables 1 and 2: (item, average): (2012 class 1, class 2, transition 1, 2, final 1, 2).
LIMITS = {
    ("SO2", "year"): ("20", "60", "20", "60", "20", "20"),
    ("SO2", "day"): ("50", "150", "50", "150", "50", "50"),
    ("SO2", "hour"): ("150", "500", "150", "500", "150", "150"),
    ("NO2", "year"): ("40", "40", "40", "40", "30", "30"),
    ("NO2", "day"): ("80", "80", "80", "80", "50", "50"),
    ("NO2", "hour"): ("200",) * 6,
    ("CO", "day"): ("4",) * 6,
    ("CO", "hour"): ("10",) * 6,
    ("O3", "day-max-8h"): ("100", "160", "100", "160", "100", "160"),
    ("O3", "hour"): ("160", "200", "160", "200", "160", "200"),
    ("PM10", "year"): ("40", "70", "40", "60", "20", "50"),
    ("PM10", "day"): ("50", "150", "50", "120", "50", "100"),
    ("PM2.5", "year"): ("15", "35", "15", "30", "10", "25"),
    ("PM2.5", "day"): ("35", "75", "35", "60", "25", "50"),
    ("TSP", "year"): ("80", "200", "80", "200", "80", "200"),
    ("TSP", "day"): ("120", "300", "120", "300", "120", "300"),
    ("NOx", "year"): ("50", "50", "50", "50", "40", "40"),
    ("NOx", "day"): ("100", "100", "100", "100", "70", "70"),
    ("NOx", "hour"): ("250",) * 6,
    ("Pb", "year"): ("0.5",) * 6,
    ("Pb", "season"): ("1", "1", "1.0", "1.0", "1.0", "1.0"),
    ("BaP", "year"): ("0.001",) * 6,
    ("BaP", "day"): ("0.0025",) * 6,
}
LIMIT_SETS = ("2012", "2026T", "2026F")

# GB 3095 table 4 and, for CO and O3 in a year, HJ 663 [unsure].
DAYS_OF_YEAR = 324
DAYS_OF_MONTH = 27
DAYS_OF_FEBRUARY = 25
HOURS_OF_DAY = 20
HOURS_OF_EIGHT = 6
MINUTES_OF_HOUR = 45
SAMPLED_DAYS_OF_YEAR = 60
SAMPLED_DAYS_OF_MONTH = 5
LEAD_DAYS_OF_SEASON = 15

# HJ 663: the 8-hour means of a day end with its hours 8 to 24 [unsure].
FIRST_WINDOW, LAST_WINDOW = 8, 24
WINDOWS_OF_DAY = 14
POINTS_PERCENT = 75  # [unsure]

# HJ 633 table of IAQI.
INDEX = (0, 50, 100, 150, 200, 300, 400, 500)
SO2_24H = ("0", "50", "150", "475", "800", "1600", "2100", "2620")
SO2_1H = ("0", "150", "500", "650", "800")
NO2_24H = ("0", "40", "80", "180", "280", "565", "750", "940")
NO2_1H = ("0", "100", "200", "700", "1200", "2340", "3090", "3840")
CO_24H = ("0", "2", "4", "14", "24", "36", "48", "60")
CO_1H = ("0", "5", "10", "35", "60", "90", "120", "150")
O3_8H = ("0", "100", "160", "215", "265", "800")
O3_1H = ("0", "160", "200", "300", "400", "800", "1000", "1200")
PM10_2026 = ("0", "50", "120", "250", "350", "420", "500", "600")
PM25_2026 = ("0", "35", "60", "115", "150", "250", "350", "500")
PM10_2012 = ("0", "50", "150", "250", "350", "420", "500", "600")
PM25_2012 = ("0", "35", "75", "115", "150", "250", "350", "500")

# standard, report: column of the report → (pollutant, average, breakpoints, what is above).
# 500 above the last is ours; "" no index.
DAY_2012 = {
    "PM2.5": ("PM2.5", "day", PM25_2012, "500"),
    "PM10": ("PM10", "day", PM10_2012, "500"),
    "SO2": ("SO2", "day", SO2_24H, "500"),
    "NO2": ("NO2", "day", NO2_24H, "500"),
    "CO": ("CO", "day", CO_24H, "500"),
    "O3_8h": ("O3", "day-max-8h", O3_8H, ""),
    "O3_1h": ("O3", "day-max-1h", O3_1H, "500"),
}
HOUR_2012 = {
    "PM2.5": ("PM2.5", "hour", PM25_2012, "500"),
    "PM10": ("PM10", "hour", PM10_2012, "500"),
    "SO2": ("SO2", "hour", SO2_1H, ""),
    "NO2": ("NO2", "hour", NO2_1H, "500"),
    "CO": ("CO", "hour", CO_1H, "500"),
    "O3": ("O3", "hour", O3_1H, "500"),
}
DAY_2026 = {
    "PM2.5": ("PM2.5", "day", PM25_2026, "500"),
    "PM10": ("PM10", "day", PM10_2026, "500"),
    "SO2": ("SO2", "day", SO2_24H, "500"),
    "NO2": ("NO2", "day", NO2_24H, "500"),
    "CO": ("CO", "day", CO_24H, "500"),
    "O3_8h": ("O3", "day-max-8h", O3_8H, "300"),
}
HOUR_2026 = {
    "PM2.5": ("PM2.5", "hour", PM25_2026, "500"),
    "PM10": ("PM10", "hour", PM10_2026, "500"),
    "SO2": ("SO2", "hour", SO2_1H, "200"),
    "NO2": ("NO2", "hour", NO2_1H, "500"),
    "CO": ("CO", "hour", CO_1H, "500"),
    "O3": ("O3", "hour", O3_1H, "500"),
}
REPORTS = {
    ("2012", "day"): DAY_2012,
    ("2012", "hour"): HOUR_2012,
    ("2026", "day"): DAY_2026,
    ("2026", "hour"): HOUR_2026,
}
# Shown by HJ 633-2012, but by practice not in the hour's AQI.
SHOWN_2012 = {
    ("O3", "8h"): (O3_8H, ""),
    ("PM10", "24h"): (PM10_2012, "500"),
    ("PM2.5", "24h"): (PM25_2012, "500"),
}
# To how many decimals a concentration is rounded before its IAQI; 2012 does not say.
INPUT_DECIMALS = {"2012": {}, "2026": {"CO": 1, "": 0}}

PRIMARY_ABOVE = 50
EXCEEDING_ABOVE_2012 = 100
NA_UNLESS_ABOVE_2026 = 100

# upper end of the class, word, colour on the screen, on paper (C/M/Y/K)
CLASSES = (
    (50, "一级", "优", "#00E400", "40/0/100/0"),
    (100, "二级", "良", "#FFFF00", "0/0/100/0"),
    (150, "三级", "轻度污染", "#FF7E00", "0/52/100/0"),
    (200, "四级", "中度污染", "#FF0000", "0/100/100/0"),
    (300, "五级", "重度污染", "#99004C", "10/100/40/30"),
    (None, "六级", "严重污染", "#7E0023", "30/100/100/30"),
)

# HJ 663: which percentile of the day values.
PERCENT = {"SO2": 98, "NO2": 98, "PM10": 95, "PM2.5": 95, "CO": 95, "O3": 90}
HAS_MEAN = ("SO2", "NO2", "PM10", "PM2.5")
# Decimals of results: 2013; 2026 [unsure: one vendor's code].
RESULT_DECIMALS = {
    "2012": {"": 0, "CO": 1, "Pb": 2, "BaP": 4, "over-multiple": 2, "attainment-rate": 1},
    "2026": {"": 1, "CO": 2, "over-multiple": 2, "attainment-rate": 1},
}

# Composite index: limits in the order SO2 NO2 CO O3 PM10 PM2.5, and weights.
INDEX_ITEMS = ("SO2", "NO2", "CO", "O3", "PM10", "PM2.5")
INDEX_LIMITS = {
    "2012": ("60", "40", "4", "160", "70", "35"),
    "2026T": ("60", "40", "4", "160", "60", "30"),
    "2026F": ("20", "30", "4", "160", "50", "25"),
}
INDEX_WEIGHTS = {"equal": (1, 1, 1, 1, 1, 1), "weighted": (1, 2, 1, 2, 1, 3)}
INDEX_DECIMALS = 2

# Dust fall.
DUST_DAYS = 30
DUST_FACTOR = 10**4
DUST_DETECTION = "0.3"
DUST_DETERMINATION = "1.2"
DUST_DECIMALS = 1
DUST_CHANGE_DECIMALS = 1
DUST_PERIOD = (28, 32)
# What sand-dust is taken out of (环办监测〔2016〕120号: 颗粒物浓度扣除).
TAKEN_OUT = ("PM10", "PM2.5")

DUST_VOID = ("lost", "broken", "frozen", "overflowed", "tipped-over", "bird-droppings",
             "tampered", "not-sampled", "lab-error")


def standard_of(day):
    """The pair HJ 633 and HJ 663 that a day (YYYY-MM-DD) is judged by."""
    return "2026" if day >= START_2026 else "2012"


def limit_set_of(day):
    """The limits of GB 3095 in force on a day."""
    return "2026F" if day >= START_FINAL else "2026T" if day >= START_2026 else "2012"


def limit(item, average, limits, cls=2):
    """A limit as text, or None where there is none."""
    row = LIMITS.get((item, average))
    return row and row[2 * LIMIT_SETS.index(limits) + cls - 1]
