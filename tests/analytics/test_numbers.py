"""Numbers first, words later: what the measuring functions give back holds plain facts in SI, and no words."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

from analytics import recent, strength
from analytics.pain import diary, mornings
from analytics.strength import dose

MEASURED: dict[type, tuple[Callable[..., Any], Callable[..., Any]]] = {
    recent.ThisWeek: (recent.this_week, recent.say_this_week),
    recent.RecentPain: (recent.recent_pain, recent.say_recent_pain),
    diary.Kept: (diary.kept, diary.say_kept),
    mornings.Response: (mornings.response, mornings.say_response),
    strength.Story: (strength.story, strength.say_story),
    strength.Milestone: (strength.milestone, strength.say_milestone),
    dose.Dose: (dose.dose, dose.say_dose),
}
PLAIN = (str, int, float, bool, type(None), pd.Timestamp, pd.DataFrame, pd.Series)
UNITS = ("Units", "units")


def strangers(hint: Any) -> Iterator[str]:
    """The kinds within `hint` that could not be written down and read again."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN or hint is np.ndarray or origin is np.ndarray or hint is Ellipsis:
        return
    if dataclasses.is_dataclass(hint) and hint.__dataclass_params__.frozen:
        for field, of in typing.get_type_hints(hint).items():
            if typing.get_origin(of) is not ClassVar:
                yield from (f"{hint.__name__}.{field}: {found}" for found in strangers(of))
    elif origin in (tuple, dict, Mapping) or (origin in (types.UnionType, typing.Union) and type(None) in inside):
        for part in inside:
            yield from strangers(part)
    else:
        yield str(hint)


@pytest.mark.parametrize("numbers", MEASURED)
def test_a_result_holds_only_what_can_be_kept_and_read_again(numbers):
    assert numbers.__dataclass_params__.frozen
    assert list(strangers(numbers)) == []
    assert isinstance(numbers.VERSION, int)
    assert "VERSION" not in {field.name for field in dataclasses.fields(numbers)}


@pytest.mark.parametrize("numbers", MEASURED)
def test_measuring_knows_no_units_and_saying_takes_numbers_and_units(numbers):
    measure, say = MEASURED[numbers]
    assert not set(inspect.signature(measure).parameters) & set(UNITS)
    assert numbers in typing.get_args(typing.get_type_hints(measure)["return"])
    assert next(iter(typing.get_type_hints(say).values())) is numbers
    assert list(inspect.signature(say).parameters)[1] == "units"


@dataclasses.dataclass(frozen=True)
class Careless:
    figure: float
    said: set[str]
    either: int | str
    seen: tuple[dict[str, Callable[[], int]], ...]


def test_a_careless_result_would_be_noticed():
    assert [found.split(":")[0] for found in strangers(Careless)] == [
        "Careless.said",
        "Careless.either",
        "Careless.seen",
    ]
