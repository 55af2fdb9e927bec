"""Garmin Connect's report of nights (Sleep, 7 Days or 4 Weeks, Export CSV): one line a night, as factors.

    Sleep Score 4 Weeks,Score,Resting Heart Rate,Body Battery,Pulse Ox,Respiration,HRV Status,Quality,Duration,...
    2026-05-07,83,49,61,97.1,14.2,41,Good,7h 30min,...

The first column is called after the report and holds the date. `HRV Status`, or `7 Day Average HRV` in other exports,
is a number of ms. The report of a whole year has a line a week and no year in its dates; it is refused by name.
"""

from __future__ import annotations

import math
import re
from datetime import datetime

from data import errors
from data.answers import Answers
from data.importers.reading import dates, durations, quantities, table
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile

NAME = "Garmin sleep report"
SOURCE = "garmin_sleep_csv"

# Column -> the factor's name and unit. Temperatures stand without their scale.
FACTORS = {
    "Score": ("sleep score", "0-100"),
    "Resting Heart Rate": ("resting heart rate", "1/min"),
    "HRV Status": ("HRV", "ms"),
    "7 Day Average HRV": ("HRV, mean of 7 days", "ms"),
    "Body Battery": ("body battery", "0-100"),
    "Body Battery Charge": ("body battery", "0-100"),
    "Pulse Ox": ("pulse ox", "%"),
    "Respiration": ("respiration", "1/min"),
    "Skin Temp Change": ("skin temperature change", "°"),
    "Duration": ("sleep", "h"),
    "Sleep Need": ("sleep need", "h"),
}
HOURS = ("Duration", "Sleep Need")
# Words and clock times, which are no numbers of a day.
NOT_READ = ("Quality", "Bedtime", "Wake Time")
_REPORT = re.compile(r"sleepscore(\d+days|\d+weeks?|1day)")


def matches(source: SourceFile) -> bool:
    """A first column named after the report, or the columns of the report of a year."""
    sheet = table.head(source)
    is_report = bool(sheet.header) and _REPORT.fullmatch(table.fold(sheet.header[0])) is not None
    return is_report or sheet.has("Date", "Avg Score", "Avg Duration")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Factors. Raises errors.Refused for reports that have no line a night."""
    sheet = table.read(source)
    if not sheet.has("Score", "Duration"):
        raise errors.Refused(
            "This is Garmin's sleep report of one day or of a year, which has no line a night. In Garmin Connect "
            "choose Sleep, 7 Days or 4 Weeks, and export that; or import the whole account export, which has all."
        )
    day_column = sheet.column(sheet.header[0])
    columns = {name: sheet.column(name) for name in FACTORS}
    order = dates.order((day_column.of(row) for row in sheet.rows), answers)
    ledger = Ledger(list(sheet.warnings))
    days = DayNumbers(SOURCE)
    for row in sheet.rows:
        stamp = dates.parse(day_column.of(row), order)
        values = {name: _value(name, column.of(row)) for name, column in columns.items() if column}
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif stamp is None:
            ledger.skip(row.line, f"{day_column.of(row)!r} is no date with a year")
        elif all(map(math.isnan, values.values())):
            ledger.group(row.line, "a night without values")
        else:
            day = datetime(stamp.day.year, stamp.day.month, stamp.day.day)
            for name, value in values.items():
                if not math.isnan(value):
                    days.add(day, *_named(name, value))
                elif columns[name].of(row):
                    ledger.notice(row.line, f"{name} {columns[name].of(row)!r} is no number; left out.")
    days.keep(ledger)
    known = {table.fold(name) for name in (*FACTORS, *NOT_READ, sheet.header[0])}
    unknown = [name for name in sheet.header if name and table.fold(name) not in known]
    ledger.warnings += [f"Columns that are not known and not read: {', '.join(unknown)}."] if unknown else []
    return ledger.parsed()


def _value(name: str, text: str) -> float:
    return durations.seconds(text) / 3600 if name in HOURS else quantities.quantity(text).value


def _named(column: str, value: float) -> tuple[str, float, str]:
    name, unit = FACTORS[column]
    return name, value, unit
