"""What every analysis gives back: an answer with its uncertainty, or a refusal that says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from data.units import METRIC, Units

Numbers = TypeVar("Numbers")


@dataclass(frozen=True)
class Result:
    """An answer.

    `table` has fixed, documented columns: one tidy row per answer, interval ends in `low` and `high`, `n` after
    missing days were removed. `sentence` is what a page says first, `caveats` what must be said with it.
    `method` names the analysis, its settings and its seed. `verdict` is a short word where the analysis gives one.
    `details` are further frames by name, for charts and the fold-out below them.
    """

    table: pd.DataFrame
    sentence: str
    caveats: tuple[str, ...]
    method: str
    verdict: str = ""
    details: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of the command line; missing values are null."""
        rows = self.table.astype(object).where(self.table.notna(), None).to_dict("records")
        return {
            "answer": "result",
            "sentence": self.sentence,
            "verdict": self.verdict,
            "caveats": list(self.caveats),
            "method": self.method,
            "table": [{str(k): _plain(v) for k, v in row.items()} for row in rows],
            "have": None,
            "need": None,
        }


@dataclass(frozen=True)
class NotEnough:
    """A refusal: `what` is missing; there is `have` of it and the analysis needs `need` (both in words).

    `what` may be empty where `have` says it all.
    """

    have: str
    need: str
    what: str
    caveats: tuple[str, ...] = ()
    method: str = ""

    @property
    def sentence(self) -> str:
        """'Cannot tell yet: 3 weeks of pain scores before the block; this needs 8 weeks.'"""
        return self.about("")

    def about(self, question: str) -> str:
        """'Cannot tell yet whether pain changed: 3 weeks of pain scores before the block; this needs 8 weeks.'"""
        have = f"{self.have} of {self.what}" if self.what else self.have
        return f"Cannot tell yet{f' {question}' if question else ''}: {have}; this needs {self.need}."

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of the command line."""
        return {
            "answer": "not_enough",
            "sentence": self.sentence,
            "verdict": "cannot tell",
            "caveats": list(self.caveats),
            "method": self.method,
            "table": [],
            "have": self.have,
            "need": self.need,
        }


def said(
    answer: Numbers | NotEnough, say: Callable[[Numbers, Units], Result], units: Units = METRIC
) -> Result | NotEnough:
    """What `say` makes of an analysis's numbers in the reader's units; a refusal is in words already."""
    return answer if isinstance(answer, NotEnough) else say(answer, units)


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value
