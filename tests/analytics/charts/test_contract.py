"""What every figure keeps: words on hover, both modes, the same twice, nothing moving, room for a phone."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics import charts
from analytics.blocks.else_changed import Change
from analytics.charts import (
    block_panel,
    fifths,
    fortnight,
    lifting,
    next_morning,
    overview,
    pain,
    plot,
    route,
    running,
    theme,
    weekly_distance,
)
from analytics.charts import explore as by_hand
from analytics.charts import flares as flare_charts
from analytics.charts import samples as panels
from analytics.charts import sets as stacks
from analytics.charts.association import lag_chart, scatter, small_multiples
from analytics.charts.axes import axis
from analytics.charts.before_after import before_after
from analytics.charts.block_changes import else_changed
from analytics.charts.day_later import day_later
from analytics.charts.dose_curve import dose_curve
from analytics.explore import both, one_more, over_lags, paired
from analytics.log import samples
from analytics.running.weeks import Weeks
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import (
    LAST,
    blocks,
    daily,
    mornings_drawn,
    paces_drawn,
    runs_drawn,
    thrusts_drawn,
    weeks_drawn,
)
from tests.analytics.charts.test_chart_association import _result
from tests.analytics.charts.test_chart_before_after import _pace, _pain
from tests.analytics.charts.test_log_charts import timed
from tests.analytics.lag.curve.curves import ENOUGH, STEP
from tests.analytics.pain.test_flares import found as lined_up

MARKED = blocks(("Hip thrusts <twice> a week", "2025-11-01", "2026-01-15"), ("Deload", "2026-02-20", "2026-04-01"))
ACROSS, UP = axis("distance_7d_m", IMPERIAL), axis("pain", IMPERIAL)


def _paired() -> pd.DataFrame:
    return paired(daily(800), "distance_7d_m", "pain", 1)


def _weeks(n_weeks: int) -> Weeks:
    starts = pd.date_range(end=LAST - pd.Timedelta(days=1), periods=n_weeks, freq="7D", name="week")
    rows = {"distance_m": 3e4, "is_part": False, "usual_m": 2e4, "low_m": 1e4, "high_m": 3e4, "n_runs": 3}
    return Weeks(pd.DataFrame(rows, starts).assign(longest_m=2e4), 1e4, LAST, LAST)


def _across() -> pd.DataFrame:
    return pd.DataFrame({"across": daily(800)["distance_7d_m"]})


def _curve(mode: theme.Mode) -> plot.Figure:
    lags = over_lags(daily(800), "distance_7d_m", "pain", seed=1)
    return day_later(lags, one_more(daily(800), "distance_7d_m", lags, IMPERIAL), UP, 2, mode)


Draw = Callable[[theme.Mode], plot.Figure]

FIGURES: dict[str, Draw] = {
    "overview of a year": lambda m: overview.training_and_pain(daily(365), MARKED, LAST, IMPERIAL, m),
    "overview of three weeks": lambda m: overview.training_and_pain(daily(21), MARKED, LAST, METRIC, m),
    "overview of seven years": lambda m: overview.training_and_pain(daily(2740), MARKED, LAST, METRIC, m),
    "overview of nothing": lambda m: overview.training_and_pain(daily(9).iloc[:0], blocks(), LAST, METRIC, m),
    "lag chart": lambda m: lag_chart(_result(), m),
    "scatter": lambda m: scatter(_result(), IMPERIAL, m),
    "scatter of flares": lambda m: scatter(_result(outcome="flare"), IMPERIAL, m),
    "all pairs": lambda m: small_multiples(_result(), m),
    "before and after": lambda m: before_after(_pain(), m, block="Hip thrusts <twice>"),
    "pace before and after": lambda m: before_after(_pace(), m, outcome="pace", units=METRIC),
    "calendar": lambda m: pain.calendar(daily(800), m),
    "flares": lambda m: pain.median_with_flares(daily(365), MARKED, LAST, m),
    "flares lined up": lambda m: flare_charts.lined_up(lined_up(30, 60, 90), IMPERIAL, m),
    "mornings": lambda m: next_morning.strips(mornings_drawn(), IMPERIAL, m),
    "weekly distance": lambda m: weekly_distance.weekly_distance(_weeks(40), IMPERIAL, m),
    "weekly distance of years": lambda m: weekly_distance.weekly_distance(_weeks(200), METRIC, m),
    "hip thrusts": lambda m: lifting.thrusts(thrusts_drawn(), IMPERIAL, m),
    "glute sets": lambda m: stacks.glute_sets(weeks_drawn(8), LAST, m),
    "easy pace": lambda m: running.easy_pace(*paces_drawn(), IMPERIAL, m),
    "course by pace": lambda m: route.course(timed(), "pace", IMPERIAL, m),
    "course by climb": lambda m: route.course(timed(), "climb", METRIC, m),
    "samples": lambda m: panels.over_distance(timed(), panels.recorded(timed()), IMPERIAL, m),
    "fortnight": lambda m: fortnight.fortnight(daily(15), "The 14 days before", "Small", IMPERIAL, m),
    "mornings like it": lambda m: fortnight.mornings(pd.Series([0.0, 1.0, 1.0]), 3.0, 0.0, m),
    "zones": lambda m: fortnight.zones(samples.zones(timed(), 190.0), "52 minutes in zone 3", "Small", m),
    "longest runs": lambda m: running.longest_runs(runs_drawn(), IMPERIAL, m),
    "by hand": lambda m: by_hand.scatter(_paired(), ACROSS, UP, m, 1),
    "by hand, few days": lambda m: by_hand.scatter(_paired().tail(40), ACROSS, UP, m, 1),
    "days later": _curve,
    "both over time": lambda m: by_hand.over_time(both(daily(800), "distance_7d_m", "pain"), ACROSS, UP, m),
    "fifths of a card": lambda m: fifths.small(_paired(), ACROSS, UP, m),
    "dose curve": lambda m: dose_curve(STEP, IMPERIAL, m),
    "dose curve of sets": lambda m: dose_curve(ENOUGH, METRIC, m),
    "panel of a block": lambda m: block_panel.panel(_pain(), m, "pain", METRIC),
    "panel of a block's pace": lambda m: block_panel.panel(_pace(), m, "pace", METRIC),
    "what else changed": lambda m: else_changed([Change("Hips <twice>", 3, 4, "h", 1 / 3, is_lifting=False)], m),
}
FORBIDDEN = ("significant", "caused", "proves", "optimal", "risk zone", "injury prediction", "nan", "NaT")


# What every figure is made with, and no figure of its own.
PARTS = {"lay_out", "name_blocks", "nothing", "stacked", "grid"}


@cache
def _drawn(name: str, mode: theme.Mode) -> go.Figure:
    """As plotly's own object: a property that it does not know, or a value it does not take, is an error here."""
    return as_plotly(_made(name, mode))


@cache
def _made(name: str, mode: theme.Mode) -> plot.Figure:
    return FIGURES[name](mode)


@pytest.fixture(params=sorted(FIGURES))
def draw(request: pytest.FixtureRequest) -> Callable[[theme.Mode], go.Figure]:
    return partial(_drawn, request.param)


def _said(words: object) -> list[str]:
    return [] if words is None else [words] if isinstance(words, str) else list(words)  # type: ignore[call-overload]


def test_each_figure_is_drawn_in_both_modes_and_they_differ(draw):
    light, dark = draw("light"), draw("dark")
    assert light.layout.font.color == theme.TOKENS["light"].text
    assert dark.layout.font.color == theme.TOKENS["dark"].text
    assert light.layout.paper_bgcolor == dark.layout.paper_bgcolor == "rgba(0,0,0,0)"


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_each_figure_is_the_same_twice(name):
    assert FIGURES[name]("light").to_dict() == _made(name, "light").to_dict()


def test_every_figure_of_the_room_is_held_to_this():
    public = {
        name
        for module in pkgutil.iter_modules(charts.__path__, "analytics.charts.")
        for name, made in vars(import_module(module.name)).items()
        if getattr(made, "__annotations__", {}).get("return") == "plot.Figure" and not name.startswith("_")
    }
    drawn = {name for draw in FIGURES.values() for name in draw.__code__.co_names}
    assert public - PARTS == public & drawn


def test_whatever_can_be_hovered_speaks_in_words(draw):
    for trace in draw("light").data:
        if trace.hoverinfo == "skip":
            continue
        assert trace.hovertemplate in ("%{hovertext}<extra></extra>", "%{text}<extra></extra>")
        said = trace.text if trace.type == "heatmap" else trace.hovertext
        assert said is not None


def test_no_figure_says_a_forbidden_word_or_a_missing_number(draw):
    figure = draw("light")
    said = [figure.layout.meta["description"], *(note.text for note in figure.layout.annotations)]
    for trace in figure.data:
        hovered = _said(trace.hovertext if trace.type != "heatmap" else None)
        is_gap = pd.isna(np.asarray(trace.x, dtype=object)) if None in hovered else [False] * len(hovered)
        said += [words for words, none_is_due in zip(hovered, is_gap, strict=True) if not none_is_due]
    for words in said:
        assert not any(word in words for word in FORBIDDEN), words


def test_words_of_the_reader_are_never_markup(draw):
    assert "<twice>" not in json.dumps(json.loads(draw("light").to_json()), ensure_ascii=False)


def test_every_line_of_a_heading_fits_a_phone(draw):
    text = draw("light").layout.title.text
    title, _, small = text.partition("</b>")
    lines = title.removeprefix("<b>").split("<br>")
    assert max(map(len, lines)) <= theme.TITLE_CHARS
    small_lines = small.replace("</span>", "").split(">", 2)[-1].split("<br>")
    assert max(map(len, small_lines)) <= theme.SUBTITLE_CHARS


def test_nothing_moves_and_a_legend_is_the_exception(draw):
    layout = draw("light").layout
    assert layout.transition.duration is None
    assert not layout.updatemenus
    assert not layout.sliders
    assert not layout.showlegend or layout.barmode == "stack"


def test_no_panel_has_two_vertical_axes(draw):
    layout = draw("light").to_dict()["layout"]
    assert not any("overlaying" in axis for name, axis in layout.items() if name.startswith("yaxis"))
