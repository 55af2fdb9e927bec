"""What the reader has told lbsdrop about files that do not say it themselves; every answer can be changed."""

from __future__ import annotations

import json
import zoneinfo
from functools import cache

import streamlit as st

from data.store import Store

WORDS: dict[str, tuple[str, dict[str | None, str]]] = {
    "distance_unit": ("Lists that do not name a unit of distance are in", {"km": "kilometres", "mi": "miles"}),
    "load_unit": ("Logs that do not name a unit of load are in", {"kg": "kilograms", "lb": "pounds"}),
    "date_order": ("Dates like 3/4/2026 begin with", {"dmy": "the day", "mdy": "the month"}),
}
ASK = "ask me"
THIS_COMPUTER = "this computer's"


def section(store: Store) -> None:
    """The answers, the home time zone, and the mappings of own tables."""
    with st.expander("How your files are read"):
        kept = store.setting("answers", {})
        for option, (label, choices) in WORDS.items():
            words: dict[str | None, str] = {None: ASK, **choices}
            now = kept.get(option)
            given = st.radio(
                label, list(words), index=list(words).index(now), format_func=words.__getitem__, horizontal=True
            )
            if given != now:
                store.keep_answer(option, given)
        _zone(store, kept.get("timezone"))
        maps = kept.get("maps", {})
        if maps:
            st.caption(f"{len(maps)} tables of your own are read as you explained them.")
            st.download_button(
                "Download what you explained", json.dumps(list(maps.values()), indent=1), "lbsdrop-tables.json"
            )
            says = {key: f"{made['kind']}: {', '.join(made['header'])[:60]}" for key, made in maps.items()}
            key = st.selectbox("Explain one anew", list(says), index=None, format_func=says.__getitem__)
            if key and st.button("Forget how this table is read"):
                store.keep_answer("maps", {each: made for each, made in maps.items() if each != key})
                st.rerun()
        st.caption(
            "Changes apply to what is imported from now on. Undo an import and import it again to read it anew."
        )


@cache
def _zones() -> tuple[str, ...]:
    """Every time zone that this computer knows: read from hundreds of files, so once."""
    return tuple(sorted(zoneinfo.available_timezones()))


def _zone(store: Store, now: str | None) -> None:
    zones = [None, *_zones()]
    given = st.selectbox(
        "Home time zone, for lists that only know the time on the wall",
        zones,
        index=zones.index(now) if now in zones else 0,
        format_func=lambda zone: zone or THIS_COMPUTER,
    )
    if given != now:
        store.keep_answer("timezone", given)
