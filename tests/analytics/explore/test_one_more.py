"""The step that the curve of days later is drawn for: that of findings, or a round one, in the reader's words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import explore
from data.units import IMPERIAL, METRIC, Units


def one(column: str, sd: float, units: Units = IMPERIAL, values: tuple[float, ...] = (0.0, 3.0)) -> explore.OneMore:
    table = pd.DataFrame({"lag": [0, 1], "r": 0.5, "slope": 0.5, "sd_across": [np.nan, sd], "sd_up": 1.0, "n": 90})
    return explore.one_more(pd.DataFrame({column: values}), column, explore.Lags(table, 0.2), units)


@pytest.mark.parametrize(
    ("column", "sd", "size", "words"),
    [
        ("distance_7d_m", 18_000, 16_093.44, "10 more miles a week"),
        ("distance_7d_m", 2_000, 3_218.688, "2 more miles a week"),
        ("longest_run_7d_m", 6_600, 8_046.72, "a longest run 5 miles longer"),
        ("glute_sets_28d", 34, 60, "15 more glute sets a week"),
        ("glute_sets", 3.7, 5, "5 more glute sets"),
        ("hard_s", 1_375, 600, "10 more hard minutes"),
        ("thrust_sets", 1.2, 1, "1 more hip thrust sets in a day"),
        ("thrust_sets", 2.2, 2, "2 more hip thrust sets in a day"),
        ("tonnage_kg", 2_000, 2_000 * 0.45359237, "2,000 lb more lifted in a day"),
        ("pain", 2.7, 2, "2 more points of pain"),
        ("pain_at_low_back", 1.2, 1, "1 more point of low back pain"),
        ("easy_pace", 0.0081, 10 / 1609.344, "an easy pace 10 s/mi slower"),
        ("sets_of_Deadlift", 1.9, 1, "1 more set of Deadlift in 7 days"),
        ("factor_sleep_h", 0.7, 1, "1 more hour of sleep"),
        ("factor_sleep_h", 0.3, 0.2, "0.2 more hours of sleep"),
        ("factor_stress", 1.4, 1, "stress 1 higher"),
    ],
)
def test_the_step_is_that_of_findings_or_a_round_one_near_a_standard_deviation(column, sd, size, words):
    found = one(column, sd)
    assert found.size == pytest.approx(size)
    assert found.words == words


def test_metric_readers_get_kilometres_and_kilograms():
    assert one("distance_7d_m", 18_000, METRIC) == explore.OneMore(10_000, "10 more km a week")
    assert one("tonnage_kg", 1_100, METRIC).words == "1,000 kg more lifted in a day"


def test_a_yes_or_no_is_read_from_no_to_yes():
    assert one("flare", 0.3, values=(0.0, 1.0)) == explore.OneMore(1.0, "days with flares against days without")
    assert one("factor_alcohol", 0.4, values=(0.0, 1.0)).words == "days with alcohol against days without"


def test_without_a_curve_there_is_no_step():
    with pytest.raises(ValueError, match="needs a curve"):
        one("pain", float("nan"))
