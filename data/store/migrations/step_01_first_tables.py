"""Version 1: the tables of the first release."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

_METADATA = sa.MetaData()

_NUMBERS = {
    "runs": "duration_s moving_s distance_m ascent_m descent_m hr_mean_bpm hr_max_bpm cadence_spm power_w "
    "temperature_c rpe",
    "sets": "set_no reps load_kg rir rpe duration_s distance_m",
    "pain": "score flare",
    "factors": "value",
    "blocks": "declared",
}
# Every column of a frame in its order; those not in _NUMBERS or _WHOLE are text.
_COLUMNS = {
    "runs": "run_id source start day duration_s moving_s distance_m ascent_m descent_m hr_mean_bpm hr_max_bpm "
    "cadence_spm power_w temperature_c rpe kind surface shoe title note flag duplicate_of",
    "sets": "set_id source workout_id start day exercise_raw exercise set_no kind reps load_kg load_basis rir rpe "
    "duration_s distance_m side note flag duplicate_of",
    "pain": "pain_id source day time moment site side score flare note flag duplicate_of",
    "factors": "factor_id source day name value unit flag duplicate_of",
    "blocks": "block_id start end name kind declared note",
}
_IDS = {"runs": "run_id", "sets": "set_id", "pain": "pain_id", "factors": "factor_id", "blocks": "block_id"}


def _type(frame: str, column: str) -> type[sa.types.TypeEngine[Any]]:
    if column in _NUMBERS[frame].split():
        return sa.Double
    if column == "start" and frame != "blocks":
        return sa.BigInteger
    return sa.Integer if column in ("day", "start", "end") else sa.Text


for _frame, _columns in _COLUMNS.items():
    sa.Table(
        _frame,
        _METADATA,
        sa.Column("row_no", sa.Integer, primary_key=True),
        sa.Column("athlete_id", sa.Text, nullable=False),
        sa.Column("import_id", sa.Text, index=True),
        *(sa.Column(column, _type(_frame, column)) for column in _columns.split()),
        sa.Index(f"{_frame}_by_athlete", "athlete_id", _IDS[_frame]),
    )

sa.Table(
    "streams",
    _METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False),
    sa.Column("import_id", sa.Text, index=True),
    sa.Column("run_id", sa.Text, index=True),
    sa.Column("blob", sa.LargeBinary, nullable=False),
)
sa.Table(
    "imports",
    _METADATA,
    sa.Column("import_id", sa.Text, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False, index=True),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("receipt", sa.JSON, nullable=False),
)
sa.Table(
    "files",
    _METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False),
    sa.Column("import_id", sa.Text, index=True),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
)
sa.Table(
    "settings",
    _METADATA,
    sa.Column("athlete_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON),
)
sa.Table(
    "corrections",
    _METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False),
    sa.Column("frame", sa.Text, nullable=False),
    sa.Column("row_id", sa.Text, nullable=False),
    sa.Column("column", sa.Text, nullable=False),
    sa.Column("value", sa.JSON),
    sa.Column("made_at", sa.Text, nullable=False),
)
sa.Table(
    "meta",
    _METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)


def migrate(connection: sa.Connection) -> None:
    """Makes the tables; those that an interrupted first start left behind stay."""
    _METADATA.create_all(connection)
