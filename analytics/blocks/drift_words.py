"""The answer on drift of heart rate in long runs, in words."""

from __future__ import annotations

from analytics.blocks import verdict as v
from analytics.blocks import words
from analytics.blocks.drift import HEAT, SLOPE_SD, DriftChange
from analytics.blocks.pace_words import COULD_BE, LEFT_OUT
from analytics.result import Result
from analytics.words import say_number
from data.units import METRIC, Units

WHAT = "Drift is how much less speed a heartbeat gave in the second half of a run of 75 minutes or more."
NO_HEAT = "heat alone can do that, and most of these runs know no temperature"


def say(found: DriftChange, units: Units = METRIC) -> Result:
    """The change in words; `details["runs"]` are the long runs."""
    return Result(
        table=found.table.reset_index(drop=True),
        sentence=sentence(found),
        caveats=_caveats(found, units),
        method=_method(found),
        verdict=found.reading.verdict,
        details={"runs": found.runs},
    )


def sentence(found: DriftChange) -> str:
    """'In long runs your heart rate drifted 3.1 points less (1.0 to 5.2): about 4.2 % instead of 7.3 %.'"""
    estimate, low, high = found.change
    when = "in the block" if found.is_over else "since the block began"
    if found.reading.verdict == v.CANNOT_TELL:
        return _open(found, when)
    side = "less" if estimate < 0 else "more"
    near, far = sorted((abs(low), abs(high)))
    return (
        f"In long runs your heart rate drifted {say_number(abs(estimate))} percentage points {side} {when} "
        f"({say_number(near)} to {say_number(far)}): about {say_number(found.usual + estimate)} % instead of "
        f"{say_number(found.usual)} %."
    )


def _open(found: DriftChange, when: str) -> str:
    _, low, high = found.change
    began = f"Cannot tell whether your heart rate drifted less in long runs {when}: "
    doubt = {"heat": NO_HEAT, **COULD_BE}.get(found.reading.doubt)
    if doubt:
        return f"{began}{doubt}."
    return f"{began}anywhere between {_side(low)} and {_side(high)}."


def _side(points: float) -> str:
    return f"{say_number(abs(points))} percentage points {'less' if points < 0 else 'more'}"


def _caveats(found: DriftChange, units: Units) -> tuple[str, ...]:
    said = [] if found.after_block is None else [words.after_last_block(found.after_block, units)]
    said += [WHAT, f"Adjusted for: {', '.join(found.covariates) or 'nothing'}.", LEFT_OUT]
    said.append(f"Trends of about {SLOPE_SD:g} percentage points a year are taken as usual.")
    if HEAT in found.covariates:
        said.append("Other things than heat that come and go with the year can look like a change with the block.")
    return tuple(said)


def _method(found: DriftChange) -> str:
    terms, row = " + ".join(["1", *found.covariates, "day", "step"]), found.table.iloc[-1]
    return (
        f"drift of long runs (per cent) ~ {terms}, normal prior of sd {SLOPE_SD:g} a year on the day, days -14 to 27 "
        f"left out; AR(1) plus noise, mixture of t over the grid (mode: phi {row['phi']:g}, noise share "
        f"{row['w']:g}), 95 %; seed {found.seed} (not used)"
    )
