"""Everything one athlete has at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.schema import Frames


@dataclass(frozen=True)
class Snapshot:
    """Frames as `Store.load` gives them; samples as run_id -> Parquet blob (see data.streams).

    `corrections` has frame, row_id, column, value, made_at; `settings` are JSON values by name.
    """

    frames: Frames
    samples: dict[str, bytes]
    corrections: pd.DataFrame
    settings: dict[str, Any]
