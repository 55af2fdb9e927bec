"""How far can I trust this? What was measured on made-up runners, and the same on the reader's own log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analytics import ask
from analytics.lag import false_positives, pairs
from analytics.result import NotEnough
from analytics.reviews import Look
from pages.kit import folded, say
from pages.kit.shell import Page

MEASURED = Path(__file__).parents[3] / "docs" / "calibration.json"
LENGTHS = {182: "half a year", 365: "a year", 730: "two years"}
PLANTED = {"distance_7d_m": "1 point per 10 km a week", "glute_sets_28d": "2 points per 60 glute sets"}
TRY_IT = "Try it on my own log"


def section(page: Page, look: Look) -> None:
    """Plain words, the measured shares, and the reader's own false-positive rate at a button."""
    measured = _measured()
    if "joint" in measured:
        st.markdown(_words(measured))
        folded.one(
            "How often it is wrong, and how often it finds what is there", "calibration", lambda: _shares(measured)
        )
    st.markdown(
        "Your own training may be unlike theirs. Try it on 200 made-up pain diaries that have nothing to do with it:"
    )
    if st.button(TRY_IT, icon=":material/science:") or st.session_state.get("false_positives"):
        st.session_state["false_positives"] = True
        _own(page, look)


def _shares(measured: dict[str, Any]) -> None:
    st.dataframe(_table(measured["joint"]["cells"]), hide_index=True)
    st.caption("Made-up runners whose truth is known; docs/calibration.md has every number and how it was made.")


@st.cache_data(show_spinner=False)
def _measured() -> dict[str, Any]:
    return dict(json.loads(MEASURED.read_text())) if MEASURED.exists() else {}


def _words(measured: dict[str, Any]) -> str:
    shares = [cell["related"] for cell in measured["joint"]["cells"] if _is_null(cell)]
    told = (
        f"In {len(shares)} kinds of made-up logs in which training does nothing to pain, a pair was said to go "
        f"together in **{_percent(float(np.mean(shares)))}** of them ({_percent(max(shares))} for the worst kind)."
        f"{_real(measured['joint'].get('real', []))}"
    )
    if "blocks" not in measured:
        return told
    starts = measured["blocks"]["selected_starts"]
    naive, said = ([row[key] for row in starts] for key in ("naive_helped", "said_lower"))
    return (
        f"{told} A block that does nothing but begins when pain is high seems to help in "
        f"{100 * min(naive):.0f}–{_percent(max(naive), 0)} of logs if you compare the weeks before with the block; "
        f"the page Blocks says *lower* in {_at_most(max(said))}."
    )


def _real(rows: list[dict[str, Any]]) -> str:
    """On a real diary: one person's steps beside the same person's pain of another year."""
    n = sum(row["n"] for row in rows)
    if not n:
        return ""
    share = sum(row["related"] * row["n"] for row in rows) / n
    return (
        f" On one real person's diary, steps beside pain of another year, which cannot be related: {_percent(share)} "
        f"of {n} draws."
    )


def _is_null(cell: dict[str, Any]) -> bool:
    return bool(cell["is_null"] and cell["is_seeable"])


def _at_most(share: float) -> str:
    return f"at most {_percent(share)}" if share else "none of them"


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f} %"


def _table(cells: list[dict[str, Any]]) -> pd.DataFrame:
    """A row per exposure and length of log: false positives on average and at worst, and what is there and found."""
    rows = []
    for column, words in PLANTED.items():
        for n_days, length in LENGTHS.items():
            own = [cell for cell in cells if cell["exposure"] == column and cell["days"] == n_days]
            false = [cell["related"] for cell in own if _is_null(cell)]
            found = [cell["related"] for cell in own if not cell["is_null"]]
            rows.append({
                "Asked": pairs.exposure(column).words.capitalize(), "Log": length,
                "Said though nothing is there": _percent(float(np.mean(false))) if false else "–",
                "At worst": _percent(max(false)) if false else "–",
                "Planted": words, "Found": f"{100 * min(found):.0f}–{_percent(max(found), 0)}",
            })  # fmt: skip
    return pd.DataFrame(rows)


def _own(page: Page, look: Look) -> None:
    with st.spinner("Making up 200 diaries and asking each of them"):
        found = ask.false_positive_rate(page.log, look, page.first_day)
    if isinstance(found, NotEnough):
        say.refusal(found, page.units)
        return
    answer = false_positives.say(found)
    say.sentence(answer.sentence)
    st.dataframe(_own_table(answer.table), hide_index=True)
    say.details(answer, "false_positives")


def _own_table(rows: pd.DataFrame) -> pd.DataFrame:
    ends = [f"{_percent(low)} – {_percent(high)}" for low, high in zip(rows["low"], rows["high"], strict=True)]
    return pd.DataFrame({
        "Asked": [pairs.exposure(column).words.capitalize() for column in rows["exposure"]],
        "False positives": [_percent(share) for share in rows["related"]],
        "Between": ends,
        "Textbook test": [_percent(share, 0) for share in rows["textbook"]],
        "Days": rows["n"],
    })  # fmt: skip
