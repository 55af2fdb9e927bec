"""The tokens can be read, in both modes and on every background they meet."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest

from analytics.charts import plot, theme
from analytics.charts.theme import MARK_CONTRAST, TEXT_CONTRAST, TOKENS
from data.units import METRIC
from tests.analytics.charts.as_plotly import as_plotly

TEXTS = ("text", "muted", "running_text", "lifting_text", "pain")
MARKS = ("running", "lifting", "pain", "edge", "pale")
# Streamlit's own backgrounds, and those of .streamlit/config.toml.
PAGES = {"light": ("#FFFFFF",), "dark": ("#0E1117", "#121417")}
MODES = ("light", "dark")
# Viénot, Brettel and Mollon (1999), Color Research & Application 24:243: linear RGB seen without red or green cones.
DICHROMATS = {
    "protan": np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]),
    "deutan": np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]),
}


def test_contrast_agrees_with_the_published_extremes():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    # WCAG's often quoted lightest grey that still passes on white.
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_the_page_and_on_a_block(mode):
    tokens = TOKENS[mode]
    for background in (*PAGES[mode], tokens.page, tokens.block):
        for name in TEXTS:
            assert theme.contrast(getattr(tokens, name), background) >= TEXT_CONTRAST, (name, background)


@pytest.mark.parametrize("mode", MODES)
def test_marks_stand_out_from_the_page_and_from_a_block(mode):
    tokens = TOKENS[mode]
    for background in (*PAGES[mode], tokens.page, tokens.block):
        for colour in (*(getattr(tokens, name) for name in MARKS), *tokens.shades):
            assert theme.contrast(colour, background) >= MARK_CONTRAST, (colour, background)


@pytest.mark.parametrize("mode", MODES)
def test_neighbouring_shades_of_a_stack_can_be_told_apart(mode):
    tokens = TOKENS[mode]
    for lower, upper in pairwise(tokens.shades):
        assert theme.contrast(lower, upper) >= 1.6
        assert theme.contrast(upper, "#000000") > theme.contrast(lower, "#000000")
    assert min(theme.contrast(tokens.other, shade) for shade in tokens.shades) >= 1.6


def _seen(colour: str, matrix: np.ndarray) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return matrix @ channels**2.2


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", sorted(DICHROMATS))
def test_running_lifting_and_pain_stay_apart_without_red_or_green_cones(mode, kind):
    tokens = TOKENS[mode]
    seen = [_seen(c, DICHROMATS[kind]) for c in (tokens.running, tokens.lifting, tokens.pain)]
    for one, other in combinations(seen, 2):
        assert np.abs(one - other).max() > 0.15


def test_both_modes_fill_every_token():
    for mode in MODES:
        assert all(getattr(TOKENS[mode], field.name) for field in fields(TOKENS[mode]))


def test_uncertainty_is_the_same_hue_at_a_fifth():
    assert theme.faint("#0072B2") == "rgba(0, 114, 178, 0.2)"


def test_a_long_title_wraps_and_its_height_is_counted():
    tokens = TOKENS["light"]
    short = as_plotly(theme.lay_out(plot.Figure(), tokens, "Pain fell", "days", 200))
    more = "Pain fell while glute sets rose and mileage held steady"
    long = as_plotly(theme.lay_out(plot.Figure(), tokens, more, "days", 200))
    assert long.layout.title.text.count("<br>") == short.layout.title.text.count("<br>") + 1
    assert long.layout.height > short.layout.height
    assert all(
        len(line) <= theme.TITLE_CHARS for line in theme.wrap("very long " * 9, theme.TITLE_CHARS).split("<br>")
    )


def test_words_from_a_file_cannot_become_markup():
    assert "<i>" not in theme.wrap("Hip <i>thrust</i>", 40)


def test_a_still_figure_lets_the_page_scroll_under_a_finger():
    figure = as_plotly(theme.lay_out(plot.Figure(), TOKENS["light"], "Pain", "days", 200))
    assert figure.layout.dragmode is False
    assert figure.layout.xaxis.fixedrange and figure.layout.yaxis.fixedrange
    assert figure.layout.transition.duration is None


@pytest.mark.parametrize(("is_month_first", "days"), [(False, "%-d %b"), (True, "%b %-d")])
def test_an_axis_of_dates_writes_days_in_the_readers_order(is_month_first, days):
    figure = plot.Figure(plot.bar(x=["2026-11-27"], y=[1]))
    theme.date_axis(figure, replace(METRIC, is_month_first=is_month_first))
    assert as_plotly(figure).layout.xaxis.tickformatstops[0].value == days


@pytest.mark.parametrize(("n_days", "n_dates"), [(1, 1), (4, 4), (40, 0)])
def test_over_few_days_each_date_stands_once_on_the_axis(n_days, n_dates):
    days = pd.date_range("2026-11-27", periods=n_days)
    figure = plot.Figure([plot.scatter(x=days, y=[1] * n_days), plot.scatter(x=[], y=[])])
    theme.date_axis(figure, METRIC)
    dates = as_plotly(figure).layout.xaxis.tickvals
    assert (0 if dates is None else len(dates)) == n_dates
