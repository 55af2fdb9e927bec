"""Pain over time and as a calendar: the latest years, and folded the ones before."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analytics.charts import pain as charts
from analytics.charts.pain_calendar import since_first_score
from analytics.pain.diary import Kept
from analytics.recent import say_recent_pain
from pages.kit import folded, say
from pages.kit.shell import Page

# A screen high; ten years would be two, and take a browser as long as the rest of the page.
YEARS_SHOWN = 3


def section(page: Page, kept: Kept, today: pd.Timestamp) -> None:
    """The line with its flares, one sentence on pain of late, the calendar."""
    days, blocks = page.days_in_range, page.frames.blocks
    line = page.drawn(
        charts.median_with_flares, days, blocks, today, page.mode, units=page.units, first_weekday=page.first_weekday
    )
    say.chart(
        line,
        partial(
            page.once,
            charts.median_with_flares_table,
            days,
            today,
            units=page.units,
            first_weekday=page.first_weekday,
        ),
        "pain",
    )
    say.block_letters(line)
    if kept.lately:
        say.text(say_recent_pain(kept.lately, page.units).sentence)
    latest, earlier = page.once(latest_and_earlier, days)
    _years(page, latest, "calendar", goes_on=True)
    if len(earlier):
        first, last = earlier.index[0].year, earlier.index[-1].year
        label = f"Earlier years: {first}" if first == last else f"Earlier years: {first} to {last}"
        folded.one(label, "calendar_earlier", partial(_years, page, earlier, "calendar_earlier", goes_on=False))


def latest_and_earlier(days: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The daily frame `days` from its first pain score on, in two: the latest `YEARS_SHOWN` years that have a score,
    and the ones before, none where that would be one year alone."""
    scored = since_first_score(days)
    year = pd.DatetimeIndex(scored.index).year
    with_score = sorted(set(year[scored["pain"].notna()]), reverse=True)
    if len(with_score) <= YEARS_SHOWN + 1:
        return scored, scored.iloc[:0]
    is_late = year >= with_score[YEARS_SHOWN - 1]
    return scored[is_late], scored[~is_late]


def _years(page: Page, days: pd.DataFrame, key: str, goes_on: bool) -> None:
    figure = page.drawn(
        charts.calendar,
        days,
        page.mode,
        units=page.units,
        n_years=None,
        first_weekday=page.first_weekday,
        goes_on=goes_on,
    )
    say.chart(figure, partial(page.once, charts.calendar_table, days), key)
