"""The report in short: how much was trained, how much it hurt, what goes together, what strength work goes with."""

from __future__ import annotations

import math
from collections.abc import Collection

from analytics import certainty, findings
from analytics.findings import Finding
from analytics.lag import Found
from analytics.lag.pairs import exposure
from analytics.report.build import Report
from analytics.report.load import QUARTER, WHOLE, YEAR_BEFORE, Stretch
from analytics.report.sites import NOT_NAMED
from analytics.result import NotEnough
from analytics.words import counted, listed, say_number
from data.units import Units

SETS = "sets"
SURE = {certainty.CLEAR: "clear, but no proof of a cause", certainty.LIKELY: "likely, but no proof of a cause"}


def sentences(report: Report, without: Collection[str] = ()) -> tuple[str, ...]:
    """At most four; nothing of a section (`SECTIONS`) that is left out."""
    said = (
        "" if "load" in without else trained(report),
        "" if "pain" in without else hurt(report, has_flares="flares" not in without),
        "" if "findings" in without else found(report),
        "" if "findings" in without else of_strength(report),
    )
    return tuple(sentence for sentence in said if sentence)


def trained(report: Report) -> str:
    """'The last 12 weeks averaged 37.7 mi in 4.6 runs and 16.1 glute sets a week; … a year before, 33 mi.'"""
    if not any(held.n for held in report.quality.held if held.frame != "pain"):
        return "No running or lifting is on record in this period."
    now = report.load.row(QUARTER) or report.load.row(WHOLE)
    week = _week(now, report.units, with_runs=True) if now else ""
    if now is None or not week:
        return "Running and lifting are on record for less than a week."
    before = report.load.row(YEAR_BEFORE) if now.term == QUARTER else None
    earlier = _week(before, report.units) if before else ""
    beside = f"; the same weeks a year before, {earlier}" if earlier else ""
    return f"{now.term} averaged {week} a week{beside}."


def _week(row: Stretch, units: Units, *, with_runs: bool = False) -> str:
    parts = []
    if not math.isnan(row.distance_m):
        distance = f"{say_number(units.to_distance(row.distance_m))} {units.distance}"
        parts.append(f"{distance} in {counted(row.n_runs, 'run')}" if with_runs else distance)
    if not math.isnan(row.glute_sets):
        parts.append(counted(row.glute_sets, "glute set"))
    return listed(parts)


def hurt(report: Report, *, has_flares: bool = True) -> str:
    """'Low back pain was usually 4 of 10 and at most 10 over the whole period, in the last four weeks 0; …'"""
    if not report.places:
        return "No pain score is on record in this period."
    place = report.places[0]
    name = "Pain" if place.name == NOT_NAMED else f"{place.name[:1].upper()}{place.name[1:]} pain"
    which = f", the most often scored of {len(report.places)} places," if len(report.places) > 1 else ""
    lately = "" if math.isnan(place.lately) else f", in the last four weeks usually {say_number(place.lately)}"
    usual = f"usually {say_number(place.median)} of 10 and at most {say_number(place.highest)} over the whole period"
    return f"{name}{which} was {usual}{lately}{_flares(report) if has_flares else ''}."


def _flares(report: Report) -> str:
    if isinstance(report.diary, NotEnough) or report.diary.flares.empty:
        return ""
    n, last = len(report.diary.flares), report.units.say_date(report.diary.flares["start"].iloc[-1])
    return f"; the last of {n:,} flares began on {last}" if n > 1 else f"; the one flare began on {last}"


def found(report: Report) -> str:
    """The surest card with how sure it is; what is open where there is none."""
    if not report.cards:
        return findings.headline(list(report.open)) if report.open else ""
    card = report.cards[0]
    if card.badge not in SURE:
        return card.headline
    return f"The surest finding: {card.headline.removesuffix('.')} ({SURE[card.badge]})."


def of_strength(report: Report) -> str:
    """The surest card on strength work, where it is clear or likely and not the one that `found` says."""
    if not report.cards or _is_of_strength(report.cards[0]):
        return ""
    card = next((card for card in report.cards[1:] if _is_of_strength(card) and card.badge in SURE), None)
    return "" if card is None else f"Of strength work: {card.headline.removesuffix('.')} ({card.badge.lower()})."


def _is_of_strength(card: Finding) -> bool:
    return isinstance(card.numbers, Found) and exposure(card.numbers.exposure).kind == SETS
