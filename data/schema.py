"""The frames: what every importer fills, the store keeps and every analysis reads.

One line a column: its type, its unit, the range in which it is plausible, and a sentence. A value outside the
plausible range is kept as it came; the row's `flag` names it and analyses see it as missing (`plausible`).
Missing is NaN/NaT, never 0. `day` is the local calendar day at naive midnight, `start` an instant in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.contract import Column, Frame

# pandas is imported where a frame is made: processes that read files start in half the time without it.
if TYPE_CHECKING:
    import pandas as pd

RUN_KINDS = ("road", "trail", "treadmill", "track", "race", "unknown")
SET_KINDS = ("work", "warmup", "drop", "failure")
MOMENTS = ("morning", "before", "during", "after", "evening", "day")
SITES = ("low_back", "hip", "glute", "hamstring", "knee", "shin", "calf", "ankle", "foot", "other")
LOAD_BASES = ("total", "barbell_total", "per_hand", "machine", "band", "assisted", "bodyweight", "unknown")

# A watch's clock starts in 1989 and wraps in the 2100s; nobody's log reaches either end.
FIRST_PLAUSIBLE_DAY = datetime(1990, 1, 1)
LAST_PLAUSIBLE_DAY = datetime(2100, 1, 1)


def _number(
    unit: str,
    low: float,
    high: float,
    says: str,
    *,
    within: tuple[float, float] | None = None,
    among: tuple[float, ...] = (),
) -> Column:
    return Column("number", says, unit, (low, high), within, among)


def _text(says: str, among: tuple[str, ...] = ()) -> Column:
    return Column("text", says, among=among)


def _key(says: str) -> Column:
    return Column("text", says, nullable=False)


def _day(says: str) -> Column:
    return Column("day", says, nullable=False)


def _instant(says: str) -> Column:
    return Column("instant", says)


RUNS = Frame(
    "runs",
    "One row a run, as its source tells it.",
    {
        "run_id": _key("identity: the same source telling of the same run gives the same id"),
        "source": _key("where the row came from, such as garmin_fit"),
        "import_id": _text("the import that brought it; set by the store"),
        "start": _instant("the first second of the run, UTC"),
        "day": _day("local calendar day of the start"),
        "duration_s": _number("s", 1, 360_000, "timer time: pauses left out"),
        "moving_s": _number("s", 1, 360_000, "time in motion, where the source tells it apart"),
        "distance_m": _number("m", 0, 300_000, "distance"),
        "ascent_m": _number("m", 0, 20_000, "metres climbed"),
        "descent_m": _number("m", 0, 20_000, "metres descended"),
        "hr_mean_bpm": _number("1/min", 30, 230, "mean heart rate"),
        "hr_max_bpm": _number("1/min", 30, 240, "highest heart rate"),
        "cadence_spm": _number("1/min", 20, 300, "steps a minute, both feet"),
        "power_w": _number("W", 0, 2_000, "mean power"),
        "temperature_c": _number("°C", -50, 60, "mean temperature"),
        "rpe": _number("1", 0, 10, "effort, 0-10, in the runner's own judgement"),
        "kind": _text("what sort of run", among=RUN_KINDS),
        "surface": _text("what it was run on, in the source's words"),
        "shoe": _text("shoe or gear, in the runner's words"),
        "title": _text("title, in the runner's words"),
        "note": _text("note, in the runner's words"),
        "flag": _text("which of its values statistics leave out, and why; missing where none"),
        "duplicate_of": _text("run_id of the row that is kept in its place; set by the store"),
    },
)


SETS = Frame(
    "sets",
    "One row a set of a strength exercise; rests are not sets.",
    {
        "set_id": _key("identity: the same source telling of the same set gives the same id"),
        "source": _key("where the row came from, such as hevy"),
        "import_id": _text("the import that brought it; set by the store"),
        "workout_id": _key("the session it belongs to"),
        "start": _instant("start of the session (or of the set where known), UTC"),
        "day": _day("local calendar day of the session"),
        "exercise_raw": _text("the exercise as its source names it"),
        "exercise": _text("canonical name (frame `exercises`); missing where the name is not surely known"),
        "set_no": _number("1", 0, 500, "place of the set within its exercise, from 1"),
        "kind": _text("what sort of set", among=SET_KINDS),
        "reps": _number("1", 0, 500, "repetitions done"),
        "load_kg": _number("kg", 0, 450, "load as entered; missing where none was entered"),
        "load_basis": _text("what the load counts", among=LOAD_BASES),
        "rir": _number("1", 0, 20, "repetitions left in reserve"),
        "rpe": _number("1", 0, 10, "effort of the set, 0-10"),
        "duration_s": _number("s", 0, 36_000, "length of a timed set"),
        "distance_m": _number("m", 0, 100_000, "distance of a carry or a cardio row"),
        "side": _text("left, right or both"),
        "note": _text("note, in the lifter's words"),
        "flag": _text("which of its values statistics leave out, and why; missing where none"),
        "duplicate_of": _text("set_id of the row that is kept in its place; set by the store"),
    },
)


PAIN = Frame(
    "pain",
    "One row a pain score: no row means nobody wrote one down, not 0.",
    {
        "pain_id": _key("identity: the same source telling of the same entry gives the same id"),
        "source": _key("where the row came from"),
        "import_id": _text("the import that brought it; set by the store"),
        "day": _day("local calendar day the score speaks of"),
        "time": _text("HH:MM, local, where known"),
        "moment": _text("when in the day or around the run", among=MOMENTS),
        "site": _text("where it hurts", among=SITES),
        "side": _text("left, right or both"),
        "score": _number("1", 0, 10, "0-10 numeric rating scale", within=(0, 10)),
        "flare": _number("1", 0, 1, "the person's own word: 1 a flare, 0 none", among=(0.0, 1.0)),
        "note": _text("note, in the person's words"),
        "flag": _text("which of its values statistics leave out, and why; missing where none"),
        "duplicate_of": _text("pain_id of the row that is kept in its place; set by the store"),
    },
)


FACTORS = Frame(
    "factors",
    "Whatever else a diary holds, one named number a day.",
    {
        "factor_id": _key("identity: the same source telling of the same entry gives the same id"),
        "source": _key("where the row came from"),
        "import_id": _text("the import that brought it; set by the store"),
        "day": _day("local calendar day"),
        "name": _key("what was measured: sleep, stress, sitting ..."),
        "value": _number("see `unit`", -1e9, 1e9, "the number, in `unit`"),
        "unit": _text("unit of the number, in the source's words"),
        "flag": _text("which of its values statistics leave out, and why; missing where none"),
        "duplicate_of": _text("factor_id of the row that is kept in its place; set by the store"),
    },
)


BLOCKS = Frame(
    "blocks",
    "One row a training block; first and last day both belong to it.",
    {
        "block_id": _key("identity"),
        "start": _day("first day"),
        "end": _day("last day, inclusive"),
        "name": _key("the reader's name for it"),
        "kind": _text("what the block was made of: strength, rest, other"),
        "declared": _number("1", 0, 1, "1 the reader's own, 0 proposed", among=(0.0, 1.0)),
        "note": _text("note"),
    },
)


STREAMS = Frame(
    "streams",
    "The samples of one run, in time order; watches do not sample evenly.",
    {
        "run_id": _key("the run"),
        "t_s": _number("s", 0, 360_000, "seconds since the run's start"),
        "distance_m": _number("m", 0, 1e6, "distance so far"),
        "speed_m_s": _number("m/s", 0, 12, "speed"),
        "hr_bpm": _number("1/min", 30, 240, "heart rate"),
        "cadence_spm": _number("1/min", 0, 300, "steps a minute, both feet"),
        "elevation_m": _number("m", -500, 9_000, "elevation"),
        "power_w": _number("W", 0, 3_000, "power"),
        "temperature_c": _number("°C", -50, 60, "temperature"),
        "lat": _number("°", -90, 90, "latitude, WGS84"),
        "lon": _number("°", -180, 180, "longitude, WGS84"),
    },
)

SCHEMAS: dict[str, Frame] = {s.name: s for s in (RUNS, SETS, PAIN, FACTORS, BLOCKS, STREAMS)}
ID_COLUMNS = {
    "runs": "run_id",
    "sets": "set_id",
    "pain": "pain_id",
    "factors": "factor_id",
    "blocks": "block_id",
}


@cache
def columns(name: str) -> dict[str, str]:
    """Column -> 'text', 'number', 'day' or 'instant' for the frame `name`, in declared order."""
    return {column: spec.kind for column, spec in SCHEMAS[name].columns.items()}


@cache
def plausible_ranges(name: str) -> dict[str, tuple[float, float]]:
    """Column -> (low, high), inclusive, for the columns of frame `name` that declare one."""
    return {c: spec.plausible for c, spec in SCHEMAS[name].columns.items() if spec.plausible}


def empty(name: str) -> pd.DataFrame:
    """The frame `name` with no rows and every column typed."""
    return _empty(name).copy()


@cache
def _empty(name: str) -> pd.DataFrame:
    import pandas as pd

    return conform(name, pd.DataFrame())


def conform(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with exactly the columns of frame `name`, in order and typed; absent ones are missing values.

    Raises KeyError for a column the frame does not have. The input is not changed.
    """
    return SCHEMAS[name].conform(rows)


def check(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` if they keep the frame's contract; raises pandera's SchemaErrors, listing all breaches."""
    return SCHEMAS[name].check(rows)


def flag_implausible(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with `flag` naming the values that `plausible` will leave out; earlier flags are kept."""
    flags = rows["flag"].fillna("").astype(object)
    for column, (low, high) in plausible_ranges(name).items():
        is_outside = (rows[column] < low) | (rows[column] > high)
        flags = flags.where(~is_outside, flags + f"; {column} outside {low:g}-{high:g}")
    is_outside = (rows["day"] < FIRST_PLAUSIBLE_DAY) | (rows["day"] >= LAST_PLAUSIBLE_DAY)
    flags = flags.where(~is_outside, flags + "; date not believable").str.removeprefix("; ")
    return rows.assign(flag=flags.where(flags != "").astype("str"))


def plausible(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` as statistics see them: values outside their plausible range missing, unbelievable days gone.

    `rows` itself where none is: nobody may change what this gives.
    """
    inside = {}
    for column, (low, high) in plausible_ranges(name).items():
        is_outside = (rows[column] < low) | (rows[column] > high)
        if is_outside.any():
            inside[column] = rows[column].mask(is_outside)
    is_believable = (rows["day"] >= FIRST_PLAUSIBLE_DAY) & (rows["day"] < LAST_PLAUSIBLE_DAY)
    return those(rows.assign(**inside) if inside else rows, is_believable)


def those(rows: pd.DataFrame, is_wanted: pd.Series) -> pd.DataFrame:
    """`rows[is_wanted]`; where all of them are wanted, `rows` itself: the words of a long frame take long to copy."""
    return rows if is_wanted.all() else rows[is_wanted]


EXERCISE_TABLE = Path(__file__).parent / "tables" / "exercises.csv"


@cache
def _exercise_table() -> pd.DataFrame:
    import pandas as pd

    table = pd.read_csv(EXERCISE_TABLE).rename(columns={"canonical_name": "exercise"})
    return table.set_index("exercise", drop=False)


def exercises() -> pd.DataFrame:
    """The canonical exercises, one row each, indexed by `exercise`: shares per hard set and load basis."""
    return _exercise_table().copy()


@dataclass(frozen=True)
class Frames:
    """Everything one athlete has, each frame by its declared name."""

    runs: pd.DataFrame = field(default_factory=lambda: empty("runs"))
    sets: pd.DataFrame = field(default_factory=lambda: empty("sets"))
    pain: pd.DataFrame = field(default_factory=lambda: empty("pain"))
    factors: pd.DataFrame = field(default_factory=lambda: empty("factors"))
    blocks: pd.DataFrame = field(default_factory=lambda: empty("blocks"))
    exercises: pd.DataFrame = field(default_factory=exercises)

    def __getitem__(self, name: str) -> pd.DataFrame:
        return getattr(self, name)

    def items(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """(name, frame) of each frame that the store keeps."""
        return ((f.name, self[f.name]) for f in fields(self) if f.name in SCHEMAS)

    def is_empty(self) -> bool:
        """True where there is nothing to look at: no run, no set, no pain score."""
        return bool(self.runs.empty and self.sets.empty and self.pain.empty)
