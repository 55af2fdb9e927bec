"""Hard sets a week by muscle, glutes first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.theme import TOKENS
from analytics.strength import muscles
from analytics.strength.counting import Setting
from analytics.words import say_number
from pages.kit.drawn import small_table
from pages.kit.shell import Page


def section(page: Page, setting: Setting) -> None:
    """A row a muscle: this week, the usual week, the twelve weeks to this one."""
    rows = page.log.parts(
        muscles.by_muscle,
        page.frames.sets,
        page.frames.exercises,
        page.log.today,
        setting,
        first_weekday=page.first_weekday,
    )
    st.header("Hard sets a week by muscle", anchor=False)
    if rows.empty:
        st.markdown("No hard set of a known exercise in the last twelve weeks.")
        return
    table = page.once(muscles_table, rows)
    table = table if (table["Usual"] != "").any() else table.drop(columns="Usual")
    small_table.show(table, "Hard sets a week by muscle", "Last 12 weeks", TOKENS[page.mode].lifting)
    st.caption("A set counts for each muscle it trains: whole where directly, half where not.")


def muscles_table(rows: pd.DataFrame) -> pd.DataFrame:
    """`muscles.by_muscle` as the reader sees it."""
    return pd.DataFrame(
        {
            "Muscle": rows.index,
            "This week": [say_number(n) for n in rows["this_week"]],
            "Usual": ["" if n != n else say_number(n) for n in rows["usual"]],
            "Last 12 weeks": rows["weeks"].to_numpy(),
        }
    )
