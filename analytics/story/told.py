"""The chapters as the reader has them: numbered, renamed where he renamed them, without those he hid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.story.chapters import PAIN_NONE, Chapter, Chapters, is_from, say
from data.units import METRIC, Units

# More letters than this do not fit in a row on a phone.
LONGEST_NAME = 40


@dataclass(frozen=True)
class Told:
    """A chapter as it is shown: its `number` from 1, `words`, `when` ('From Jan 2021') and `day`."""

    number: int
    words: str
    when: str
    day: pd.Timestamp


def tell(chapters: Chapters, edits: Mapping[str, Any], units: Units = METRIC) -> tuple[Told, ...]:
    """The chapters to show, oldest first; `edits` has "hidden" (names of chapters) and "names" (name -> words)."""
    hidden, names = set(edits.get("hidden", ())), edits.get("names", {})
    seen = [chapter for chapter in chapters.told if chapter.name not in hidden]
    return tuple(
        Told(number, names.get(chapter.name) or say(chapter, units), say_when(chapter), chapter.day)
        for number, chapter in enumerate(seen, start=1)
    )


def say_when(chapter: Chapter) -> str:
    """'Nov 2021', 'From Jan 2021'."""
    month = f"{chapter.day:%b} {chapter.day.year}"
    return f"From {month}" if is_from(chapter) else month


def edited(
    chapters: Sequence[Chapter], names: Mapping[str, str], shown: Mapping[str, bool], units: Units
) -> dict[str, Any]:
    """What to keep of a form: chapters that are not `shown`, and `names` that differ from the drafted ones."""
    drafted = {chapter.name: say(chapter, units) for chapter in chapters}
    kept = {name: words.strip()[:LONGEST_NAME] for name, words in names.items() if name in drafted}
    return {
        "hidden": [name for name in drafted if not shown.get(name, True)],
        "names": {name: words for name, words in kept.items() if words and words != drafted[name]},
    }


def title(chapters: Chapters) -> str:
    """'Your story: pain 0 on most days since March 2026' where pain last came to that, else 'Your story'."""
    ends = [chapter for chapter in chapters.told if chapter.kind == PAIN_NONE]
    if not ends:
        return "Your story"
    words = say(ends[-1])
    return f"Your story: {words[:1].lower()}{words[1:]} since {ends[-1].day:%B} {ends[-1].day.year}"
