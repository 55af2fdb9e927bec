"""When to see a doctor: the one static box."""

import streamlit as st

from analytics.pain.red_flags import LEAD, NOT_LOOKED_FOR, SIGNS


def box() -> None:
    """One static box."""
    with st.expander("When to see a doctor now", icon=":material/medical_services:"):
        signs = "\n".join(f"- {sign}" for sign in SIGNS)
        st.markdown(f"{LEAD}\n\n{signs}\n\n:small[{NOT_LOOKED_FOR}]")
