"""What a page says before there is anything to show."""

from __future__ import annotations

import streamlit as st

RUNS, LIFTS, PAIN = "runs", "lifts", "pain"
BRINGS = {
    RUNS: "your whole Garmin, Strava or Apple Health export as a zip; FIT, GPX or TCX files; or a list of activities",
    LIFTS: "the log of Hevy, Strong, FitNotes or another lifting app",
    PAIN: "a table of pain scores with a date and a score from 0 to 10",
}


def invite(first: str, *kinds: str) -> None:
    """One sentence, what can be brought (of `kinds`; none: of all three), and the two ways on."""
    st.markdown(f"## {first}")
    shown = [BRINGS[kind] for kind in kinds or BRINGS]
    several = "You can bring, all at once:\n" + "\n".join(f"- {what}" for what in shown)
    st.markdown(several if len(shown) > 1 else f"Bring {shown[0]}.")
    bring, look = st.columns(2)
    with bring:
        st.page_link("pages/9_Import.py", label="Import files", icon=":material/upload_file:")
    with look:
        st.button("Look at the demo athlete", on_click=show_demo)


def show_demo() -> None:
    """From here on the demo athlete is shown."""
    st.session_state["whose"] = "demo"
