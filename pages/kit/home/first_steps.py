"""Before there is anything to show: three steps, each ticked when it is taken, and the demo one click away."""

from __future__ import annotations

import streamlit as st

from pages.kit import empty
from pages.kit.files.exports import STEPS, Step, say_steps
from pages.kit.links import IMPORT
from pages.kit.pain import check_in
from pages.kit.shell import Page


def show(page: Page) -> None:
    """The three steps, the check-in of today, and the two ways on."""
    st.markdown("Your page is empty until you bring a file or tap a score. Nothing leaves this computer.")
    for number, step in enumerate(STEPS, start=1):
        _step(page, number, step)
    with st.container(horizontal=True):
        st.page_link(IMPORT, label="Import files", icon=":material/upload_file:")
        st.button("Look at the demo", on_click=empty.show_demo, icon=":material/visibility:")
    check_in.ask(page)


def left(page: Page) -> None:
    """The steps not yet taken, until there are none; closed, below what the log already shows."""
    steps = [(number, step) for number, step in enumerate(STEPS, start=1) if page.frames[step.frame].empty]
    if steps:
        with st.expander(
            f"{len(steps)} of {len(STEPS)} steps left: {' and '.join(s.title.lower() for _, s in steps)}"
        ):
            for number, step in steps:
                _step(page, number, step)


def _step(page: Page, number: int, step: Step) -> None:
    is_done = not page.frames[step.frame].empty
    with st.container(border=True, key=f"step_{step.frame}"):
        icon = ":material/check_circle:" if is_done else ":material/radio_button_unchecked:"
        st.markdown(f"{icon} **{number}. {step.title}**{' (here)' if is_done else ''}")
        if not is_done:
            app = st.segmented_control(
                f"From which app? {step.title}",
                list(step.exports),
                default=next(iter(step.exports)),
                required=True,
                key=f"app_{step.frame}",
                label_visibility="collapsed",
            )
            say_steps(step.exports[str(app)])
