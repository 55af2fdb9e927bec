"""Fitbit's tables of days in Google Takeout (CSV), as factors.

    sleep_score.csv                                        sleep score (0-100)
        sleep_log_entry_id,timestamp,overall_score,...     2026-03-14T06:31:30Z is when the night ended, by the wrist
    Daily Heart Rate Variability Summary - 2026-03-01.csv  HRV (ms, RMSSD of the night)
        timestamp,rmssd,nremhr,entropy
    daily_resting_heart_rate.csv                           resting heart rate (1/min)
        timestamp,beats per minute,data source

The day is that of the time as written; where it says Z, it still is the wrist's clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.answers import Answers
from data.importers.reading import dates, table
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile

NAME = "Fitbit days"
HRV_SAYS = "HRV is the night's as Fitbit measures it (RMSSD); Apple's, SDNN, is another measure and stands apart."


@dataclass(frozen=True)
class Kind:
    """One of the tables: the columns it is known by, the one that is read, and its factor."""

    source: str
    columns: tuple[str, ...]
    value: str
    name: str
    unit: str


KINDS = (
    Kind("fitbit_scores", ("sleep_log_entry_id", "timestamp"), "overall_score", "sleep score", "0-100"),
    Kind("fitbit_hrv", ("timestamp", "nremhr", "entropy"), "rmssd", "HRV", "ms"),
    Kind("fitbit_resting", ("timestamp", "data source"), "beats per minute", "resting heart rate", "1/min"),
)


def matches(source: SourceFile) -> bool:
    """The columns of one of the three tables."""
    return _kind(table.head(source)) is not None


def _kind(sheet: table.Table) -> Kind | None:
    """The resting heart rate has a line a day; the beats by the second, in a table of the same columns, have many."""
    kind = next((each for each in KINDS if sheet.has(*each.columns, each.value)), None)
    return None if kind is KINDS[-1] and _is_by_the_second(sheet) else kind


def _is_by_the_second(sheet: table.Table) -> bool:
    times = [dates.parse(sheet.column("timestamp").of(row)) for row in sheet.rows[:2]]
    return len({stamp.day for stamp in times if stamp}) < len(times)


def read(source: SourceFile, answers: Answers) -> Parsed:  # noqa: ARG001 (its times are the wrist's)
    """Factors. Raises errors.NotTraining for a table without rows."""
    sheet = table.read(source)
    kind = _kind(sheet) or KINDS[0]
    columns = sheet.numeric({"value": sheet.column(kind.value)})
    ledger = Ledger(list(sheet.warnings))
    days = DayNumbers(kind.source)
    for row in sheet.rows:
        stamp = dates.parse(sheet.column("timestamp").of(row))
        value = columns["value"].number(row)
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif stamp is None:
            ledger.skip(row.line, f"{sheet.column('timestamp').of(row)!r} is no date")
        elif not value > 0:
            ledger.group(row.line, f"a day without {kind.name}")
        else:
            days.add(datetime(stamp.day.year, stamp.day.month, stamp.day.day), kind.name, value, kind.unit)
    days.keep(ledger)
    unread = [name for name in sheet.header if name not in (kind.value, "timestamp", "sleep_log_entry_id")]
    ledger.warnings += [f"Columns that are not read: {', '.join(unread)}."] if unread and days.values else []
    ledger.warnings += [HRV_SAYS] if kind.name == "HRV" and days.values else []
    return ledger.parsed()
