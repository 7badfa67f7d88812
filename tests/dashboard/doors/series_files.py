"""Files of figures as care organisations have them: a year and a half of small counts, with or without an effect."""

import csv
from datetime import date, timedelta

import numpy as np

FIRST = date(2024, 7, 1)
START = date(2025, 10, 6)
LAST = date(2025, 11, 16)


def applications(lift=0.0, base=8.0):
    """Return daily counts from FIRST to LAST, ``lift`` more from START on: invented, the same every time."""
    random = np.random.default_rng(7)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    return {day: int(random.poisson(base * (1 + lift * (day >= START)))) for day in days}


def others(base=40.0):
    """Return daily counts of a group that the campaign cannot move."""
    random = np.random.default_rng(11)
    return {day: int(random.poisson(base)) for day in applications()}


def by_week(counts):
    weeks = {}
    for day, count in counts.items():
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + count
    return weeks


def write_rows(path, header, rows, delimiter=",", encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_days(path, lift=0.0, base=8.0):
    """Write a file with ``day``, ``applications`` and ``nurses`` (a control)."""
    control = others()
    rows = [(day, count, control[day]) for day, count in applications(lift, base).items()]
    return write_rows(path, ("day", "applications", "nurses"), rows)
