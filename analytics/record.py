"""What an athlete has on record up to a day, and the daily frame as it stood on any day before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from analytics import days, reviews
from analytics.fingerprint import fingerprint
from analytics.kept import Kept
from analytics.meanwhile import Recurring
from analytics.once import Once
from analytics.reviews import Look
from data import schema
from data.schema import Frames

# Any fixed number will do; with it the same data give the same answer on every visit.
SEED = 20240611
# Free words and the store's own bookkeeping enter no statistic.
NOT_READ = ("note", "import_id", "duplicate_of")
# From so many days on an answer takes longer than a page should: below, most questions are refused.
LONG_DAYS = 84
# Settings of the store under which the reader's declarations are kept.
LIFTED_FROM, BLOCK_COVARIATES = "lifted_from", "block_covariates"
# Where the samples of runs come from: their ids in, a frame a run out.
Streams = Callable[[pd.Series], Mapping[str, pd.DataFrame]]


# Seven parts a log, and what its sets gave, of the latest logs: shared by a log, its sites, and the log after the
# next score.
_PARTS = Once(most=60)


@dataclass(frozen=True)
class Declared:
    """What the reader declares about the log: nothing was lifted before `lifted_from`, and blocks are to be adjusted
    for `covariates`, columns of the daily frame."""

    lifted_from: pd.Timestamp | None = None
    covariates: tuple[str, ...] = ()


def declared(settings: Mapping[str, Any]) -> Declared:
    """From the store's settings."""
    first = settings.get(LIFTED_FROM)
    return Declared(None if first is None else pd.Timestamp(first), tuple(settings.get(BLOCK_COVARIATES) or ()))


@dataclass(frozen=True)
class Log:
    """What an athlete has on record up to `today` (later rows are left out), where answers are kept, and what was
    worked out from it already (`once`). `whose` names the log however it grows; "": an answer from before is not
    looked for."""

    frames: Frames
    today: pd.Timestamp
    kept: Kept
    seed: int = SEED
    declared: Declared = Declared()
    whose: str = ""
    once: Once = field(init=False, default_factory=Once)
    _until: dict[pd.Timestamp, pd.DataFrame] = field(init=False, default_factory=dict)
    _names: dict[str, str] = field(init=False, default_factory=dict)

    @property
    def first_day(self) -> pd.Timestamp:
        """The first day of the log, from which its review dates count; today where it is empty."""
        return self.once(reviews.first_day, self.daily, self.today)

    @property
    def daily(self) -> pd.DataFrame:
        """The daily frame up to today."""
        return self.as_of(self.today)

    def as_of(self, last: pd.Timestamp) -> pd.DataFrame:
        """The daily frame as it stood on `last`: no later row of the log is known to it.

        The same frame for all who ask. Two who ask at once both make it, and neither waits for the other: who makes
        pages ready stops in the middle of it (`meanwhile.give_way`).
        """
        if last not in self._until:
            made = days.daily(self.frames, last, lifted_from=self.declared.lifted_from, once=_PARTS)
            return self._until.setdefault(last, made)
        return self._until[last]

    @property
    def parts(self) -> Once:
        """Asks a function of some frames once, whatever else is on record: what the sets gave is given again to the
        log after the next score."""
        return _PARTS

    def at_site(self, is_there: pd.Series) -> Log:
        """The log as if the diary held those entries of the frame `pain` alone."""
        pain = self.frames.pain[is_there].reset_index(drop=True)
        return Log(replace(self.frames, pain=pain), self.today, self.kept, self.seed, self.declared)

    def rows(self, name: str) -> pd.DataFrame:
        """The rows of a frame up to today."""
        frame = self.frames[name]
        return schema.those(frame, frame["day"] <= self.today)

    def recurring(self, look: Look, *what: object, since: pd.Timestamp | None = None) -> Recurring | None:
        """How a question about this log is known again when the log has grown: by `what` it asks, whether its look is
        interim, and how many days it has in view. None for a log without a name, or too short to take long."""
        if not self.whose or len(self.daily) < LONG_DAYS:
            return None
        n_days = None if since is None else (self.today - since).days
        return Recurring(self.whose, (*what, look.is_interim, n_days), self.today)

    def name_of(self, *frames: str) -> str:
        """A fingerprint of whole frames; read once for all questions."""
        for name in frames:
            if name not in self._names:
                self._names[name] = fingerprint(read(self.frames[name]))
        return " ".join(self._names[name] for name in frames)


def read(rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of a frame that a statistic may read."""
    return rows.drop(columns=[column for column in NOT_READ if column in rows])
