"""What a page says before there is anything to show."""

from __future__ import annotations

import streamlit as st

BRINGS = (
    "a zip of your whole Garmin account, single FIT files, or the list Garmin Connect exports (Activities.csv)",
    "the workouts that Hevy exports",
    "a table of pain scores with a date and a score from 0 to 10",
)


def invite(first: str) -> None:
    """One sentence, what can be brought, and the two ways on."""
    st.markdown(f"## {first}")
    st.markdown("You can bring, all at once:\n" + "\n".join(f"- {what}" for what in BRINGS))
    bring, look = st.columns(2)
    with bring:
        st.page_link("pages/9_Import.py", label="Import files", icon=":material/upload_file:")
    with look:
        st.button("Look at the demo athlete", on_click=show_demo)


def show_demo() -> None:
    """From here on the demo athlete is shown."""
    st.session_state["whose"] = "demo"
