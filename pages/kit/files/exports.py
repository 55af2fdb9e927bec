"""Where each app keeps its export, by what it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st


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


def say_steps(words: str) -> None:
    """'A → B. Import the zip.' as a numbered list of where to go, and what to do then."""
    path, _, then = words.partition(". ")
    places = path.split(" → ")
    if len(places) == 1:
        st.markdown(words)
        return
    st.markdown("\n".join(f"{number}. {place}" for number, place in enumerate(places, start=1)))
    st.markdown(then)


def where() -> None:
    """One app's steps at a time, chosen from all that are known."""
    apps = {app: words for step in STEPS[:2] for app, words in step.exports.items()}
    app = st.selectbox("Where is the export?", list(apps), index=None, placeholder="Choose your app", key="where")
    if app:
        say_steps(apps[app])
