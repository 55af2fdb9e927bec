"""Jefit's data export (CSV): several tables in one file, each below a line `### NAME`.

    ### SETTING
    ...,mass,...
    ...," kg",...
    ### EXERCISE LOGS
    USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,...
    1,...,1,"44.10x5,44.10x5",7,51.4,2026-03-01,24,Barbell Squat,3,1772352000,1772352600,...

`logs` holds the sets of one exercise, load x repetitions; `belongsession` and `logTime` are seconds since 1970. The
unit of loads is `mass` of the settings, else asked for. Cardio and body measures are counted and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from data import errors
from data.answers import Answers
from data.importers.reading import dates, numbers, quantities, records, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import KG_PER, Session, SetLog
from data.importers.source import Parsed, SourceFile

NAME = "Jefit CSV"
SOURCE = "jefit"

LOGS, SETTINGS = "EXERCISE LOGS", ("SETTING", "SETTINGS")
# Seconds since 1970 below this are no time of an app that began in 2010.
FIRST_TIME = 1_262_304_000
_BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*#{2,}\s*[A-Z][A-Z ]+")
_MARK = re.compile(r"#{2,}\s*([A-Z][A-Z _]+?)\s*#*\s*")
_SET = re.compile(r"([\d.,]+)\s*x\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """One table of the file: its rows' lines count from the line `at` of the file."""

    name: str
    at: int
    sheet: table.Table


def matches(source: SourceFile) -> bool:
    """Text that begins with a line `### NAME` in capitals."""
    return _BEGINS.match(source.head[:200]) is not None


def read(source: SourceFile, answers: Answers) -> Parsed:
    """The sets of the exercise logs. Raises errors.NotTraining where the file has none, errors.Asks for the unit."""
    sections = list(_sections(source))
    logs = next((each for each in sections if each.name == LOGS), None)
    if logs is None or not logs.sheet.rows:
        raise errors.NotTraining("Jefit's export has no exercise logs: nothing was trained yet.")
    others = [f"{each.name.lower()} ({len(each.sheet.rows)})" for each in sections if each is not logs]
    ledger = Ledger([f"Other tables of the file are not read: {', '.join(others)}."] if others else [])
    log = SetLog(SOURCE, answers, ledger)
    kg_per_load = _kg_per_load(sections, logs, answers)
    columns = {name: logs.sheet.column(name) for name in ("logs", "mydate", "ename", "belongsession", "logTime")}
    for row in logs.sheet.rows:
        line = row.line + logs.at
        session = _session(log, {name: column.of(row) for name, column in columns.items()}, answers)
        sets = [part.strip() for part in columns["logs"].of(row).split(",") if part.strip()]
        if session is None:
            ledger.skip(line, f"{columns['mydate'].of(row)!r} is no date")
        elif not columns["ename"].of(row):
            ledger.skip(line, "no exercise is named")
        elif not sets:
            ledger.group(line, "an exercise without sets: not done")
        else:
            for text in sets:
                _add(log, session, columns["ename"].of(row), line, text, kg_per_load)
    return ledger.parsed()


def _sections(source: SourceFile) -> Iterator[Section]:
    text, _ = records.decode(source.data)
    lines = text.splitlines()
    marks = [(i, found[1]) for i, line in enumerate(lines) if (found := _MARK.fullmatch(line.strip()))]
    for n, (at, name) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(lines)
        part = "\n".join(lines[at + 1 : end])
        if part.strip():
            yield Section(name.strip(), at + 1, table.read(SourceFile(source.name, part.encode())))


def _kg_per_load(sections: list[Section], logs: Section, answers: Answers) -> float:
    """Kilograms in a unit of load, by the settings, else by the answer; asked for only where there are loads."""
    for each in sections:
        mass = each.sheet.column("mass")
        said = [quantities.unit(mass.of(row)) for row in each.sheet.rows] if each.name in SETTINGS and mass else []
        if said and said[-1] in KG_PER:
            return KG_PER[said[-1]]
    texts = (logs.sheet.column("logs").of(row) for row in logs.sheet.rows)
    if answers.load_unit in ("kg", "lb"):
        return KG_PER[str(answers.load_unit)]
    if any(numbers.number(found[1]) > 0 for text in texts for found in _SET.finditer(text)):
        raise errors.Asks("Are the weights of this log in kilograms or pounds?", "load_unit", ("kg", "lb"))
    return 1.0


def _session(log: SetLog, cell: dict[str, str], answers: Answers) -> Session | None:
    """The session by its id, which is when it began, else by the day; None without a day."""
    day = dates.parse(cell["mydate"])
    times = [numbers.number(cell[name]) for name in ("belongsession", "logTime")]
    begun = next((seconds for seconds in times if FIRST_TIME <= seconds < 2**32), None)
    if begun is not None and (day is None or cell["belongsession"]):
        local = dates.wall_clock(datetime.fromtimestamp(begun, UTC), answers)
        if day is None or local.date() == day.day:
            return log.session(dates.Stamp(local), cell["belongsession"])
    return log.session(day, cell["belongsession"]) if day is not None else None


def _add(log: SetLog, session: Session, exercise: str, line: int, text: str, kg_per_load: float) -> None:
    found = _SET.fullmatch(text)
    if found is None:
        log.ledger.skip(line, f"the set {text[:40]!r} is no load x repetitions")
        return
    load_kg = numbers.number(found[1]) * kg_per_load
    log.add(session, exercise, line=line, reps=float(found[2]), load_kg=load_kg)
