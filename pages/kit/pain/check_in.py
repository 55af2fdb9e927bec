"""Today's pain in one tap: eleven scores, the site remembered, the rest afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import sparks
from analytics.words import say_number
from data.store.entries import ENTERED
from pages.kit import faults, say
from pages.kit.pain import backfill, body, places, site_choice
from pages.kit.shell import Page

SCORES = tuple(range(11))
# The hours at which a morning and a day end.
NOON, EVENING = 12, 18
TITLES = {"morning": "Pain this morning", "day": "Pain today", "evening": "Pain this evening"}
MOMENTS = {"morning": "In the morning", "after": "After a run", "day": "Today", "evening": "In the evening"}
FLARE, AGAIN, TRIED = "check_in_flare", "check_in_again", "check_in_tried"
NO, YES = "No", "Yes"


@dataclass(frozen=True)
class Entry:
    """What was kept last today; `pain_id` is "" where it was only tried out in the demo."""

    pain_id: str
    score: float
    place: str
    flare: float | None
    time: str
    moment: str
    note: str


def ask(page: Page) -> None:
    """The card: eleven scores, or what was kept today. The demo shows it and keeps nothing."""
    with st.container(border=True, key="check_in"):
        entry = _last(page)
        if entry is None or st.session_state.get(AGAIN):
            _scores(page)
        else:
            _kept(page, entry)


def moment_of(now: datetime) -> str:
    """'morning' before noon, 'evening' from six on, 'day' between."""
    return "morning" if now.hour < NOON else "evening" if now.hour >= EVENING else "day"


def _last(page: Page) -> Entry | None:
    if page.is_demo:
        tried: Entry | None = st.session_state.get(TRIED)
        return tried
    return page.once(_entered, _today(page))


def _entered(today: pd.DataFrame) -> Entry | None:
    mine = today[today["source"] == ENTERED]
    return None if mine.empty else _entry(mine.iloc[-1].to_dict())


def _today(page: Page) -> pd.DataFrame:
    """What the diary has of today."""
    return page.once(_of_day, page.frames.pain, pd.Timestamp(page.today))


def _of_day(pain: pd.DataFrame, when: pd.Timestamp) -> pd.DataFrame:
    return pain[pain["day"] == when]


def _entry(row: dict[str, Any]) -> Entry:
    known = {name: value for name, value in row.items() if not pd.isna(value)}
    place = places.of(known["site"], known.get("side")) if "site" in known else places.FIRST
    return Entry(
        pain_id=known["pain_id"],
        score=known["score"],
        place=place,
        flare=known.get("flare"),
        **{name: str(known.get(name, "")) for name in ("time", "moment", "note")},
    )


def _scores(page: Page) -> None:
    place = site_choice.chosen(page)
    title = TITLES[moment_of(datetime.now().astimezone())]
    scores, flare = st.columns([4, 1], vertical_alignment="center", gap="medium")
    with scores:
        with st.container(horizontal=True, vertical_alignment="center", key="check_in_site", gap="small"):
            picture = sparks.image(body.picture(place, page.mode), "")
            asked = f"<strong>{title}, {places.say(place)}</strong>"
            st.html(f'<div class="asked">{picture}{asked}</div>', width="content")
            if st.button("Change site", type="tertiary", key="change_site"):
                st.session_state.pop(site_choice.LISTED, None)
                site_choice.open_dialog(page)
        with st.container(key="scores", horizontal=True):
            for score in SCORES:
                st.button(
                    str(score), key=f"score_{score}", width="stretch", on_click=_keep, args=(page, score, place)
                )
        if not page.is_demo:
            _known(page, place)
        st.caption("0 none, 10 worst" + (". In the demo nothing is kept." if page.is_demo else ""))
    with flare, st.container(horizontal=True, vertical_alignment="center", key="check_in_flare_row"):
        st.markdown("Flare?", width="stretch")
        st.segmented_control("Flare?", (NO, YES), default=NO, required=True, key=FLARE, label_visibility="collapsed")


def _known(page: Page, place: str) -> None:
    """What the diary already has today of the place asked for, and of no place by name; a day counts its highest."""
    for line in page.once(_say_known, _today(page), place):
        say.note(line)


def _say_known(today: pd.DataFrame, place: str) -> list[str]:
    today = today[today["score"].notna()]
    lines = []
    for named, scores in today.groupby(places.of_each(today).fillna(""))["score"]:
        if named in ("", place, places.columns(place)["site"]):
            where = f" for {places.say(str(named))}" if named else " without a site"
            said = ", ".join(say_number(score) for score in scores)
            lines.append(f"Your diary has {said}{where} today; a day counts its highest score.")
    return lines


@faults.in_words
def _keep(page: Page, score: int, place: str) -> None:
    now = datetime.now().astimezone()
    told = {
        "score": float(score),
        "flare": float(st.session_state.get(FLARE) == YES),
        "moment": moment_of(now),
        "time": now.strftime("%H:%M"),
    }
    st.session_state[AGAIN] = False
    if page.is_demo:
        st.session_state[TRIED] = Entry("", place=place, note="", **told)  # type: ignore[arg-type]
    else:
        page.store.add_pain(day=page.today, **told, **places.columns(place))


def _kept(page: Page, entry: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="check_in_kept", gap="small"):
        st.markdown(
            f"{_say_kept(entry)}  \n:small[{_say_when(page, entry)}{_say_highest(page, entry)}]", width="stretch"
        )
        st.button("Undo", on_click=_undo, args=(page, entry), key="undo_score")
        if not page.is_demo:
            with st.popover("Add a note", icon=":material/edit_note:"):
                _note(page, entry)
            hint = "Keep a score for another site, or a second one for this"
            st.button("Another", on_click=_again, args=(page,), key="another_score", help=hint)


def _say_kept(entry: Entry) -> str:
    """'Kept 4, low back · no flare'."""
    flare = "" if entry.flare is None else " · a flare" if entry.flare else " · no flare"
    verb = "Kept" if entry.pain_id else "Tried"
    return f"**{verb} {say_number(entry.score)}, {places.say(entry.place)}**{flare}"


def _say_when(page: Page, entry: Entry) -> str:
    if page.is_demo:
        return "This is the demo: nothing is kept."
    note = f" · {say.plain(entry.note)}" if entry.note else ""
    return f"{page.units.say_short_day(page.today)}{f', {entry.time}' if entry.time else ''}{note}"


def _say_highest(page: Page, entry: Entry) -> str:
    """' · highest today 5, which counts': what the numbers of the week use, where it is not the score just kept."""
    highest = _today(page)["score"].max()
    is_other = entry.pain_id and highest > entry.score
    return f" · highest today {say_number(highest)}, which counts" if is_other else ""


@faults.in_words
def _undo(page: Page, entry: Entry) -> None:
    st.session_state.pop(TRIED, None)
    if entry.pain_id:
        page.store.delete_pain(entry.pain_id)
        page.store.uncorrect("pain", entry.pain_id)


def _again(page: Page) -> None:
    st.session_state[AGAIN] = True
    site_choice.ask_another(page)


def _note(page: Page, entry: Entry) -> None:
    key = f"note_{entry.pain_id}"
    with st.form(f"form_{key}", border=False):
        st.text_input("Note", entry.note, key=key)
        options = list(dict.fromkeys([*MOMENTS, entry.moment or "day"]))
        st.selectbox(
            "When",
            options,
            index=options.index(entry.moment or "day"),
            format_func=lambda moment: MOMENTS.get(moment, moment),
            key=f"moment_{key}",
        )
        factors = backfill.ask_factors(key)
        st.form_submit_button(
            "Keep the note", type="primary", width="stretch", on_click=_annotate, args=(page, entry, list(factors))
        )


@faults.in_words
def _annotate(page: Page, entry: Entry, factors: list[str]) -> None:
    key = f"note_{entry.pain_id}"
    page.store.correct("pain", entry.pain_id, note=st.session_state[key], moment=st.session_state[f"moment_{key}"])
    backfill.keep_factors(page.store, page.today, {name: st.session_state[f"{name}_{key}"] for name in factors})
