"""The figures of every analysis on the demo athletes, for a file that must not change when code only moves."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd

from analytics import blocks, lag, recent, strength
from analytics.days import daily
from analytics.lag import curve, false_positives
from analytics.pain import mornings
from analytics.result import NotEnough, said
from analytics.running import easy_pace, spikes
from analytics.strength import dose
from data import demo_store
from data import store as stores
from data.schema import Frames
from tests.places import FIXTURES

TODAY = date(2026, 11, 5)
SEED = 20240611
N_SURROGATES = 399
ROUNDED_TO = 7
ATHLETES = ("story", "null", "short")
FILE = FIXTURES / "answers.json"


def answers_of(name: str) -> dict[str, Any]:
    """Question -> its figures, for the demo athlete `name` (some 10 s)."""
    store = stores.open("sqlite://", name)
    demo_store.put(store, name, TODAY)
    frames, today = store.load(), pd.Timestamp(TODAY)
    days = daily(frames, today)
    found = {
        "daily": _sums(days),
        "associations": lag.associations(days, seed=SEED, n_surrogates=N_SURROGATES),
        "own_null": false_positives.say(false_positives.measure(days, seed=SEED, n_series=40, n_surrogates=99)),
        "easy_pace": said(easy_pace.trend(frames.runs, frames.sets, frames.exercises, today), easy_pace.say),
        "spikes": said(spikes.spikes(frames.runs, days, today), spikes.say),
        "thrusts": said(strength.story(frames.sets, today), strength.say_story),
        "dose": said(dose.dose(frames.sets, frames.exercises, today), dose.say_dose),
        "mornings": _by_kind(frames),
        "this_week": said(recent.this_week(days, today), recent.say_this_week),
        "recent_pain": said(recent.recent_pain(days, today), recent.say_recent_pain),
        **_curves(days),
        **_blocks(frames, days),
    }
    return {question: figures(answer) for question, answer in found.items()}


def _curves(days: pd.DataFrame) -> dict[str, Any]:
    """The middle of each curve: its band is drawn by chance, which another machine rounds in another way."""
    made = {}
    for pair in lag.DEFAULT_PAIRS:
        if pair.exposure in curve.WEEKLY and pair.outcome == "pain":
            found = lag.measure_one(days, pair, seed=SEED, n_surrogates=19)
            drawn = found if isinstance(found, NotEnough) else curve.measure(days, found, seed=SEED)
            middle = drawn if isinstance(drawn, NotEnough) else drawn.points[["dose", "change", "n"]]
            made[f"curve of {pair.exposure}"] = middle
    return made


def _blocks(frames: Frames, days: pd.DataFrame) -> dict[str, Any]:
    return {
        f"{row['name']}: {outcome}": blocks.before_after(
            frames.runs if outcome == "pace" else days,
            row["start"],
            row["end"],
            outcome,
            seed=SEED,
            others=frames.blocks,
            daily=days,
        )
        for row in frames.blocks.to_dict("records")
        for outcome in ("pain", "pace")
    }


def _by_kind(frames: Frames) -> Any:
    found = mornings.response(frames.runs, frames.pain, frames.sets, frames.exercises)
    return found if isinstance(found, NotEnough) else mornings.say_response(found).details["kind"]


def _sums(days: pd.DataFrame) -> pd.DataFrame:
    told = days.select_dtypes("number")
    return pd.DataFrame({"sum": told.sum(), "n": told.count()}).reset_index(names="column")


def figures(answer: Any) -> Any:
    """An answer's verdict and its table as plain rounded values, or what is missing."""
    if isinstance(answer, NotEnough):
        return {"not_enough": answer.what, "verdict": "cannot tell"}
    table = answer if isinstance(answer, pd.DataFrame) else answer.table
    rows = [{str(k): _plain(v) for k, v in row.items()} for row in table.to_dict("records")]
    return {"verdict": getattr(answer, "verdict", ""), "table": rows}


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    if not isinstance(value, str) and pd.isna(value):
        return None
    value = value.item() if hasattr(value, "item") else value
    return float(f"{value:.{ROUNDED_TO}g}") if isinstance(value, float) else value


if __name__ == "__main__":
    FILE.write_text(json.dumps({name: answers_of(name) for name in ATHLETES}, indent=1, sort_keys=True) + "\n")
