"""The sections of the report, each as HTML; '' where a section has nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from html import escape

import pandas as pd

from analytics import findings as cards
from analytics.pain import red_flags as flags
from analytics.report import summary as in_short
from analytics.report import svg, words
from analytics.report.build import Report
from analytics.report.load import WEEKS_DRAWN
from analytics.report.markup import UNKNOWN, items, note, number, paragraph, table
from analytics.report.sites import MOST_SHOWN, Place
from analytics.result import NotEnough
from data.units import Units

# What fits on two pages.
FLARES_LISTED, FINDINGS_LISTED, OPEN_LISTED = 4, 5, 4
# The same where one place alone hurts, and its section takes two lines.
FLARES_OF_ONE_PLACE = 8
DRAWN_WEEKS = "The last half year, week by week"


def of(key: str, report: Report, without: Collection[str]) -> str:
    """The section `key` of `SECTIONS`, in a report without those sections."""
    if key == "summary":
        return paragraph(" ".join(in_short.sentences(report, without)))
    if key == "load":
        return load(report, has_story="story" not in without)
    return OF[key](report)


def story(report: Report) -> str:
    """The chart of the whole period, and its chapters."""
    told = "; ".join(f"{each.number} {each.words}, {each.when}" for each in report.chapters)
    label = f"Distance, glute sets and pain, {words.period(report)}. {told}"
    figure = svg.both(
        lambda width: svg.stack(report.periods, list(svg.PANELS), report.units, label, report.chapters, width)
    )
    chapters = items(f"{each.words}, {words.lower_first(each.when)}" for each in report.chapters)
    return f"{figure}{note(words.story(report))}" + (f'<ol class="chapters">{chapters}</ol>' if chapters else "")


def load(report: Report, *, has_story: bool = True) -> str:
    """The mean weeks as a table; the last half year as bars, unless the story has drawn the same weeks."""
    rows, units = report.load.rows, report.units
    columns = {
        units.distance: [number(units.to_distance(row.distance_m)) for row in rows],
        "Runs": [number(row.n_runs) for row in rows],
        "Glute sets": [number(row.glute_sets) for row in rows],
        f"Longest run, {units.distance}": [number(units.to_distance(row.longest_m)) for row in rows],
    }
    known = {name: cells for name, cells in columns.items() if set(cells) != {UNKNOWN}}
    if not known:
        return paragraph(in_short.trained(report))
    listed = table(("A week of", *known), zip((row.term for row in rows), *known.values(), strict=True))
    panels, label = ("distance_m", "glute_sets"), f"{DRAWN_WEEKS}: distance and glute sets"
    figure = svg.both(lambda width: svg.stack(report.load.weeks, panels, units, label, width=width))
    is_drawn = has_story and not report.is_monthly and len(report.periods) <= WEEKS_DRAWN + 1
    if is_drawn or not figure:
        return listed + note(words.MEANS)
    return listed + note(f"{words.MEANS} {DRAWN_WEEKS}:") + figure


def pain(report: Report) -> str:
    """The places as a table, and the course at the four scored most; one alone is in the story already."""
    if not report.places:
        return paragraph("No pain score in this period.")
    head = ("Place", "Usually", "Last 4 weeks", "Highest", "Flares", "Days scored", "Last scored")
    label = "Median pain over time at " + ", ".join(place.name for place in report.places[:MOST_SHOWN])
    drawn = (
        svg.both(lambda width: svg.sites(report.places, label, report.units, width)) if len(report.places) > 1 else ""
    )
    rows = [_place(place, report.units) for place in report.places[:MOST_SHOWN]]
    return table(head, rows) + note(words.USUALLY + words.and_more(len(report.places), len(rows), "place")) + drawn


def _place(place: Place, units: Units) -> tuple[str, ...]:
    name = place.name[:1].upper() + place.name[1:]
    numbers = (number(value) for value in (place.median, place.lately, place.highest))
    return name, *numbers, f"{place.n_flares:,}", f"{place.n_days:,}", units.say_date(place.last_day)


def flares(report: Report) -> str:
    """How many a year, and the latest with the training that went before."""
    if isinstance(report.diary, NotEnough):
        return ""
    found = report.diary.flares
    if found.empty:
        is_said = report.diary.calendar["flare"].notna().any()
        return paragraph("No flare in this period." if is_said else "The diary does not say which days were flares.")
    n_listed = FLARES_LISTED if len(report.places) > 1 else FLARES_OF_ONE_PLACE
    latest = found.tail(n_listed)[::-1].to_dict("records")
    trained = [_before(report, row["start"]) for row in latest]
    columns = {
        "Latest": [report.units.say_days(row["start"], row["end"]) for row in latest],
        "Highest": [number(row["highest"]) for row in latest],
        "Where": [str(row["sites"]) or UNKNOWN for row in latest],
        f"{report.units.distance} in the week before": [distance for distance, _ in trained],
        "Glute sets in the 4 weeks before": [sets for _, sets in trained],
    }
    known = {name: cells for name, cells in columns.items() if set(cells) != {UNKNOWN}}
    of_words = [place for place, name in enumerate(known) if name in ("Latest", "Where")]
    return paragraph(words.by_year(found)) + table(tuple(known), zip(*known.values(), strict=True), of_words=of_words)


def _before(report: Report, start: pd.Timestamp) -> tuple[str, str]:
    """The distance and the glute sets known on the day before a flare."""
    row = report.before.reindex([start - pd.Timedelta(days=1)]).iloc[0]
    return number(report.units.to_distance(row["distance_7d_m"])), number(row["glute_sets_28d"])


def findings(report: Report) -> str:
    """The answered questions with their intervals, then what is open."""
    shown = report.cards[:FINDINGS_LISTED]
    drawn = [cards.points(card, report.units) for card in shown]
    limit = max((abs(end) for each in drawn if each for end in each), default=1.0) or 1.0
    rows = "".join(
        f'<tr><td class="sure">{escape(card.badge)}</td><td>{escape(card.headline)} '
        f'<span class="note">{escape(card.rests_on)}</span></td>'
        f'<td class="range">{svg.interval(*each, limit) if each else ""}</td></tr>'
        for card, each in zip(shown, drawn, strict=True)
    )
    scale = "Less | more pain" if any(drawn) else ""
    head = f'<tr><th>How sure</th><th>What was seen</th><th class="range">{escape(scale)}</th></tr>'
    listed = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""
    more = words.and_more(len(report.cards), len(shown), "finding")
    return note(" ".join(report.look) + more) + listed + _open(report)


def _open(report: Report) -> str:
    nearest = "; ".join(f"{each.name}: {each.needs}" for each in report.open[:OPEN_LISTED])
    more = len(report.open) - OPEN_LISTED
    return paragraph(words.unanswered(report)) + note(
        f"{nearest}{f'; and {more} more' if more > 0 else ''}." if nearest else ""
    )


def quality(report: Report) -> str:
    """How complete the log is, what is on record, and what was left out."""
    return paragraph(" ".join([words.scored(report), words.on_record(report), words.left_out(report)]))


def methods(_report: Report) -> str:
    """Five lines."""
    return f"<ol>{items(words.METHOD)}</ol>"


def red_flags(_report: Report) -> str:
    """The signs that no report may delay."""
    lead = flags.LEAD.replace("this page", "this report")
    return f'{paragraph(lead)}<ul class="signs">{items([*flags.SIGNS, flags.NOT_LOOKED_FOR])}</ul>'


OF: Mapping[str, Callable[[Report], str]] = {
    "story": story,
    "pain": pain,
    "flares": flares,
    "findings": findings,
    "quality": quality,
    "methods": methods,
    "red-flags": red_flags,
}
