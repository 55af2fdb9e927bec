"""The figure of the next morning after a run: strips, groups, the largest circle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.charts import next_morning
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import (
    mornings_drawn,
)


def test_a_strip_draws_each_known_morning_once():
    rows = mornings_drawn()
    rows.loc[:4, "delta"] = np.nan
    rows.loc[5, "is_longest"] = False
    figure = as_plotly(next_morning.strips(rows, IMPERIAL, "light"))
    assert len(figure.data[0].x) == 54
    assert next_morning.strips_table(rows, IMPERIAL)["Mornings"].sum() == 54


def test_strips_name_the_group_that_differs():
    title = as_plotly(next_morning.strips(mornings_drawn(), IMPERIAL, "light")).layout.meta["description"]
    assert title.startswith("Mornings after trail runs: mostly 2 points above usual")
    few = as_plotly(next_morning.strips(mornings_drawn(12), IMPERIAL, "light")).layout.meta["description"]
    assert few.startswith("Pain on the morning after") or "clearly different" in few


def test_the_largest_circle_of_each_strip_is_as_large_as_any_other_strips():
    circles = as_plotly(next_morning.strips(mornings_drawn(600).iloc[:570], IMPERIAL, "light", by="distance")).data[0]
    sizes = pd.Series(circles.marker.size).groupby(list(circles.y)).max()
    assert sizes.tolist() == [next_morning.LARGEST_CIRCLE_PX] * 2


def test_strips_are_cut_in_the_readers_units():
    names = next_morning.strips_table(mornings_drawn(), IMPERIAL, by="distance")["Runs"].tolist()
    assert names == ["Runs up to 5 mi", "Runs 12 to 18 mi"]
    names = next_morning.strips_table(mornings_drawn(), METRIC, by="distance")["Runs"].tolist()
    assert names == ["Runs up to 8 km", "Runs 20 to 30 km"]


def test_an_unknown_grouping_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="kind, distance"):
        as_plotly(next_morning.strips(mornings_drawn(), IMPERIAL, "light", by="shoe"))


def test_no_known_morning_says_so():
    figure = as_plotly(next_morning.strips(mornings_drawn().assign(delta=np.nan), IMPERIAL, "dark"))
    assert "No run has a scored morning" in figure.layout.meta["description"]
