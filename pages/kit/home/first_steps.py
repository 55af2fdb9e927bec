"""Before there is anything to show: three steps, each ticked when it is taken, and the demo one click away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from pages.kit import empty
from pages.kit.pain import check_in
from pages.kit.shell import IMPORT, Page


@dataclass(frozen=True)
class Step:
    """One source of the log: the frame it fills, what it is called, and where each app's export is found."""

    frame: str
    title: str
    exports: Mapping[str, str]


STEPS = (
    Step(
        "runs",
        "Your runs",
        {
            "Garmin": "garmin.com → Account → Export Your Data. The zip comes by mail; import it whole: "
            "runs, sleep, resting heart rate, HRV.",
            "Strava": "strava.com → Settings → My Account → Download or Delete Your Account → Get Started → "
            "Request Your Archive. Import the zip.",
            "Apple Health": "Health app → your picture → Export All Health Data. Import the zip: runs, sleep, "
            "resting heart rate.",
            "Polar": "account.polar.com → Download your data. Import the zip: runs, sleep, HRV.",
            "Fitbit": "takeout.google.com → Fitbit only. Import the zip: runs, sleep, resting heart rate.",
            "Whoop": "App settings → Data export. The zip comes by mail: runs, sleep, resting heart rate, HRV.",
            "COROS, Suunto": "Export each activity as a FIT file, or all by way of Strava. Import the files.",
        },
    ),
    Step(
        "sets",
        "Your lifts",
        {
            "Hevy": "Profile → Settings → Export & Import Data → Export workouts. Import the CSV.",
            "Strong": "Profile → Settings → Export Strong Data. Import the CSV.",
            "Liftosaur": "Me → Export history to CSV. Import the CSV.",
            "StrongLifts": "Settings → Export Data. Import the CSV.",
            "Jefit": "jefit.com → My Jefit → Settings → Export. Import the CSV as it is.",
            "FitNotes": "Settings → Spreadsheet Export → Save Export. Import the CSV.",
        },
    ),
    Step(
        "pain",
        "Your pain",
        {
            "Here": "Tap a score below, once a day.",
            "A diary": "Any table (CSV or Excel) with a date and a score from 0 to 10. Import it as it is.",
        },
    ),
)


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
            st.markdown(step.exports[str(app)])
