"""Choices that hold on every page and stand in the address: reload, share and the back button keep them.

Streamlit's own binding of a widget to the address (`bind`) lets go of it on the first page opened after a load, so
the address is read and written here. It holds what is not as it would be anyhow: every write is a step for the back
button, so a page that is only opened writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import streamlit as st

Option = TypeVar("Option", str, int)

NOW, BEFORE, KEPT = "page_now", "page_before", "kept_in_address"


def on_page(title: str) -> None:
    """Says which page is being drawn; to be called before its first choice."""
    st.session_state[BEFORE] = st.session_state.get(NOW)
    st.session_state[NOW] = title


def is_on(title: str) -> bool:
    """Whether the page `title` is being drawn."""
    return bool(st.session_state.get(NOW) == title)


def start_with(
    name: str, options: Sequence[Option], default: Callable[[], Option], says: Callable[[Option], str] = str
) -> Option:
    """The choice `name` of this visit, one of `options`; `default()` until one is made.

    What the address newly asks for wins, as `says` has it. One that no longer asks, on the same page, asks for the
    default; one that asks nothing on another page leaves the choice as it was.
    """
    asked = st.query_params.get(name)
    by_label: dict[str | None, Any] = {says(option): option for option in options}
    made: Any = st.session_state[name] if name in st.session_state else st.session_state.get(f"{name}_last")
    if asked != st.session_state.get(f"{name}_written"):
        is_same_page = st.session_state.get(NOW) == st.session_state.get(BEFORE)
        made = by_label.get(asked, None if is_same_page else made)
    usual = default()
    st.session_state[f"{name}_usual"] = says(usual)
    chosen: Option = made if made in options else usual
    st.session_state[name] = chosen
    return chosen


def keep(name: str, value: str | int) -> None:
    """Makes the choice `name` for the reader; to be called before its widget is drawn, or in a callback."""
    st.session_state[name] = value


def buttons(
    label: str, name: str, options: Sequence[str], says: Callable[[str], str], *, is_named: bool = True
) -> str:
    """A row of buttons for the choice `name`, which must have been started; its label is drawn where `is_named`."""
    made = st.segmented_control(
        label,
        options,
        format_func=says,
        key=name,
        required=True,
        label_visibility="visible" if is_named else "collapsed",
    )
    return _noted(name, str(made or options[0]), says)


def at_most_one(label: str, name: str, options: Sequence[str]) -> str:
    """A row of buttons of which none need be pressed, for the choice `name`, which is started here; '' for none."""
    start_with(name, ("", *options), lambda: "")
    st.session_state[name] = st.session_state[name] or None
    return _noted(name, st.segmented_control(label, options, key=name) or "", str)


def menu(
    label: str,
    name: str,
    options: Sequence[str],
    says: Callable[[str], str],
    hint: str | None = None,
    *,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A drop-down for the choice `name`, which must have been started."""
    made = st.selectbox(label, options, format_func=says, key=name, help=hint, width=width)
    return _noted(name, str(made), says)


def is_ticked(name: str) -> bool:
    """Whether the box `name` is ticked, which starts it; unless the address or the reader ticks it, it is not."""
    return bool(start_with(name, (False, True), lambda: False, _ticked))


def tick(label: str, name: str) -> bool:
    """The box for `name`, which must have been started."""
    return bool(_noted(name, bool(st.checkbox(label, key=name)), _ticked))


def _ticked(is_so: int) -> str:
    return "yes" if is_so else ""


def number(label: str, name: str, options: range, *, width: int) -> int:
    """A whole number, one of `options`, for the choice `name`, which must have been started."""
    return _noted(name, st.number_input(label, options[0], options[-1], step=1, key=name, width=width), str)


def words(label: str, name: str) -> str:
    """Free text for the choice `name`, which is started here; '' until something is written."""
    known = (st.query_params.get(name), st.session_state.get(name), st.session_state.get(f"{name}_last"))
    start_with(name, ["", *(str(each) for each in known if each)], str)
    return _noted(name, st.text_input(label, key=name, placeholder=label, label_visibility="collapsed"), str)


def written(name: str) -> str | None:
    """The choice `name` as the address has it; None where it has it not."""
    said: str | None = st.session_state.get(f"{name}_written")
    return said


def kept_of(title: str) -> dict[str, str]:
    """What the address of the page `title` held when it was last looked at, for the way back to it."""
    return dict(st.session_state.get(KEPT, {}).get(title, {}))


def note(**said: str) -> None:
    """Puts into the address what a page opens, in one step for the back button, and keeps it for the way back.

    Said also where it is there already: the browser does not follow a link from a page to itself by its own.
    """
    remember(said)
    st.query_params.update(said)


def forget(*names: str) -> None:
    """Takes out of the address what a page opened."""
    remember(dict.fromkeys(names, ""))
    for name in names:
        st.query_params.pop(name, None)


def _noted(name: str, value: Option, says: Callable[[Option], str]) -> Option:
    """Remembers the choice, and writes it where the address has another."""
    label, asked = says(value), st.query_params.get(name)
    is_usual = label == st.session_state.get(f"{name}_usual")
    st.session_state[f"{name}_last"] = value
    if is_usual and asked not in (None, label):
        del st.query_params[name]
    elif not is_usual and asked != label:
        st.query_params[name] = label
    st.session_state[f"{name}_written"] = st.query_params.get(name)
    remember({name: st.session_state[f"{name}_written"] or ""})
    return value


def remember(said: Mapping[str, str]) -> None:
    """Keeps for the way back what the address of the page that is being drawn holds; an empty text forgets."""
    of_pages = st.session_state.setdefault(KEPT, {})
    kept = of_pages.get(st.session_state.get(NOW), {}) | said
    of_pages[st.session_state.get(NOW)] = {name: text for name, text in kept.items() if text}
