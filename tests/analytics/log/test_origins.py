"""Where each value of a run came from, in a line."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.log.origins import say_origins

WATCH = {"samples": "garmin_fit", "duration_s": "garmin_fit", "hr_mean_bpm": "garmin_fit"}


def said(kind: str, **found: str) -> str:
    return say_origins(pd.DataFrame(found.items(), columns=["field", "source"]), kind)


def test_a_run_of_one_source_has_nothing_to_tell():
    assert said("road", **WATCH, distance_m="garmin_fit") == ""
    assert said("road") == ""


def test_a_line_names_each_source_with_what_it_gave():
    line = said("treadmill", **WATCH, distance_m="garmin_csv", shoe="strava_csv", title="by hand")
    assert line == (
        "Samples, time and heart rate from Garmin FIT; distance (corrected) from Garmin CSV; "
        "title by hand; shoe from Strava CSV."
    )


@pytest.mark.parametrize(("kind", "samples"), [("road", "garmin_fit"), ("treadmill", "mapped")])
def test_only_the_treadmill_distance_beside_a_recording_is_called_corrected(kind, samples):
    assert "corrected" not in said(kind, samples=samples, distance_m="strava_csv", title="garmin_csv")
