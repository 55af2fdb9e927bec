"""What a table says of each set: the same as pandas' own `map`, exercise by exercise."""

import pandas as pd
import pytest

from analytics.strength.lookup import of_each

NAMES = ["Hip Thrust", "Squat", None, "Hip Thrust", "Nobody's Lift", "Squat"]


@pytest.mark.parametrize(
    "known",
    [
        pd.Series({"Hip Thrust": 1.0, "Squat": 0.5, "Plank": 0.0}),
        pd.Series({"Hip Thrust": 1, "Squat": 0}),
        pd.Series({"Hip Thrust": "barbell", "Squat": None}, dtype="str"),
        pd.Series({"Hip Thrust": True, "Squat": False}),
    ],
    ids=["share", "whole", "word", "mark"],
)
@pytest.mark.parametrize(
    "names", [NAMES, NAMES[:2], [None, None], []], ids=["mixed", "known", "none known", "no sets"]
)
def test_each_set_is_told_what_the_table_says_of_its_exercise(known, names):
    exercise = pd.Series(names, index=range(7, 7 + len(names)), name="exercise", dtype="str")
    got, expected = of_each(exercise, known), exercise.map(known)
    pd.testing.assert_series_equal(got, expected, check_dtype=bool(len(names)) and exercise.notna().any())
