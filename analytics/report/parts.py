"""The sections of the report, each as HTML; '' where a section has nothing to say. Every text is escaped here."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from html import escape

import pandas as pd

from analytics.blocks import PainChange
from analytics.findings import Finding
from analytics.lag.answer import Association
from analytics.lag.pairs import outcome
from analytics.lag.verdict import effect
from analytics.pain import red_flags as flags
from analytics.report import svg, words
from analytics.report.build import Report
from analytics.report.load import Mean
from analytics.report.sites import MOST_DRAWN, Place
from analytics.result import NotEnough
from analytics.words import counted, say_date, say_number
from data.units import Units

# What fits on two pages.
FLARES_LISTED, FINDINGS_LISTED, OPEN_LISTED = 6, 8, 4
UNKNOWN = "–"
DRAWN_WEEKS = "The last half year, week by week"


def story(report: Report) -> str:
    """The chart of the whole period, and its chapters."""
    told = "; ".join(f"{each.number} {each.words}, {each.when}" for each in report.chapters)
    label = f"Distance, glute sets and pain, {words.period(report)}. {told}"
    figure = svg.stack(report.periods, list(svg.PANELS), report.units, label, report.chapters)
    chapters = "".join(
        f"<li>{escape(each.words)}, {escape(words.lower_first(each.when))}</li>" for each in report.chapters
    )
    listed = f'<ol class="chapters">{chapters}</ol>' if chapters else ""
    return f"{figure}{_note(words.story(report))}{listed}"


def load(report: Report) -> str:
    """The mean weeks as a table, the last half year as bars."""
    units = report.units
    head = ("Mean week", f"Distance, {units.distance}", "Runs", f"Longest run, {units.distance}", "Glute sets")
    rows = [_mean(row, units) for row in report.load.rows]
    figure = svg.stack(report.load.weeks, ("distance_m", "glute_sets"), units, DRAWN_WEEKS)
    return _table(head, rows) + (_note(f"{DRAWN_WEEKS}:") + figure if figure else "")


def _mean(row: Mean, units: Units) -> tuple[str, ...]:
    numbers = (units.to_distance(row.distance_m), row.n_runs, units.to_distance(row.longest_m), row.glute_sets)
    return row.term, *(_number(value) for value in numbers)


def pain(report: Report) -> str:
    """The places as a table, and the course at the four scored most; one alone is in the story already."""
    if not report.places:
        return _paragraph("No pain score in this period.")
    head = ("Place", "Days scored", "Usually", "Highest", "Last 4 weeks", "Flares", "Last scored")
    label = "Median pain over time at " + ", ".join(place.name for place in report.places[:MOST_DRAWN])
    note = _note("Usually: the median of the days scored. Last 4 weeks: their median, from three scores on.")
    drawn = svg.sites(report.places, label) if len(report.places) > 1 else ""
    return _table(head, [_place(place) for place in report.places]) + note + drawn


def _place(place: Place) -> tuple[str, ...]:
    name = place.name[:1].upper() + place.name[1:]
    numbers = (_number(value) for value in (place.median, place.highest, place.lately))
    return name, f"{place.n_days:,}", *numbers, f"{place.n_flares:,}", say_date(place.last_day)


def flares(report: Report) -> str:
    """How many a year, and the latest with the training that went before."""
    if isinstance(report.diary, NotEnough):
        return ""
    found = report.diary.flares
    if found.empty:
        is_said = report.diary.calendar["flare"].notna().any()
        return _paragraph("No flare in this period." if is_said else "The diary does not say which days were flares.")
    years = found["start"].dt.year.value_counts().sort_index()
    said = ", ".join(f"{n} in {year}" for year, n in years.items())
    latest = found.tail(FLARES_LISTED)[::-1]
    units = report.units
    head = (
        "Latest",
        "Days",
        "Highest",
        "Where",
        f"{units.distance} in the week before",
        "Glute sets in the 4 weeks before",
    )
    rows = [
        (
            words.when(row["start"], row["end"]),
            f"{row['n_days']:,}",
            _number(row["highest"]),
            str(row["sites"]) or UNKNOWN,
            *_before(report, row["start"]),
        )
        for row in latest.to_dict("records")
    ]
    return _paragraph(f"{counted(len(found), 'flare')}: {said}.") + _table(head, rows, of_words=(0, 3))


def _before(report: Report, start: pd.Timestamp) -> tuple[str, str]:
    """The distance and the glute sets known on the day before a flare."""
    row = report.before.reindex([start - pd.Timedelta(days=1)]).iloc[0]
    return _number(report.units.to_distance(row["distance_7d_m"])), _number(row["glute_sets_28d"])


def findings(report: Report) -> str:
    """The answered questions with their intervals, then what is open."""
    cards = report.cards[:FINDINGS_LISTED]
    drawn = [_interval(card, report.units) for card in cards]
    limit = max((abs(end) for each in drawn if each for end in each), default=1.0) or 1.0
    rows = "".join(
        f'<tr><td class="sure">{escape(card.badge)}</td><td>{escape(card.headline)} '
        f'<span class="note">{escape(card.rests_on)}</span></td>'
        f"<td>{svg.interval(*each, limit) if each else ''}</td></tr>"
        for card, each in zip(cards, drawn, strict=True)
    )
    scale = f"Points of pain, −{say_number(limit)} to {say_number(limit)}"
    head = f"<tr><th>How sure</th><th>What was seen</th><th>{escape(scale if any(drawn) else '')}</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""
    return _note(" ".join(report.look)) + table + _open(report)


def _open(report: Report) -> str:
    said = words.unanswered(report)
    nearest = "; ".join(f"{each.name}: {each.needs}" for each in report.open[:OPEN_LISTED])
    more = len(report.open) - OPEN_LISTED
    also = f"; and {more} more" if more > 0 else ""
    return _paragraph(said) + (_note(f"{nearest}{also}.") if nearest else "")


def _interval(card: Finding, units: Units) -> tuple[float, float, float] | None:
    """The estimate and its ends in points of pain; None for what is measured in something else."""
    numbers = card.numbers
    if isinstance(numbers, PainChange):
        return _finite(*numbers.change)
    if isinstance(numbers, Association) and not outcome(numbers.outcome).is_yes_no:
        per_step = effect(numbers, units)
        return _finite(per_step.value, per_step.low, per_step.high)
    return None


def _finite(value: float, low: float, high: float) -> tuple[float, float, float] | None:
    return (value, low, high) if all(math.isfinite(end) for end in (value, low, high)) else None


def quality(report: Report) -> str:
    """What is on record, how complete it is, and what was left out."""
    head = ("On record", "Rows", "From and to", "With a value left out")
    rows = [words.held(row) for row in report.quality.held]
    left_out = words.left_out(report)
    return (
        _paragraph(words.scored(report))
        + _table(head, rows, of_words=(0, 2))
        + (_paragraph(left_out) if left_out else "")
    )


def methods(_report: Report) -> str:
    """Five lines."""
    return f"<ol>{_items(words.METHOD)}</ol>"


def red_flags(_report: Report) -> str:
    """The signs that no report may delay."""
    lead = flags.LEAD.replace("this page", "this report")
    return f'{_paragraph(lead)}<ul class="signs">{_items(flags.SIGNS)}</ul>{_note(flags.NOT_LOOKED_FOR)}'


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>' if text else ""


def _number(value: float) -> str:
    return UNKNOWN if pd.isna(value) else say_number(float(value))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], of_words: Collection[int] = (0,)) -> str:
    """Columns named in `of_words` hold words and stand left, the others numbers and stand right."""

    def row(cells: Sequence[str], tag: str) -> str:
        return "".join(
            f"<{tag}{'' if at in of_words else ' class=n'}>{escape(cell)}</{tag}>" for at, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in rows)
    return f"<table><thead><tr>{row(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"


OF: Mapping[str, Callable[[Report], str]] = {
    "story": story,
    "load": load,
    "pain": pain,
    "flares": flares,
    "findings": findings,
    "quality": quality,
    "methods": methods,
    "red-flags": red_flags,
}
