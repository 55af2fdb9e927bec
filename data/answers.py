"""What only the reader knows about their files: the answers given, and the question where one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Answers:
    """What the reader has told lbsdrop about files that do not say it themselves; None is not answered."""

    distance_unit: str | None = None  # "km" or "mi"
    load_unit: str | None = None  # "kg" or "lb"
    date_order: str | None = None  # "dmy" or "mdy"
    timezone: str | None = None  # IANA name of the home zone; None: this computer's zone
    maps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # header key -> column mapping

    @cached_property
    def zone(self) -> tzinfo:
        """The zone in which wall-clock times without an offset are read."""
        if self.timezone:
            return ZoneInfo(self.timezone)
        return datetime.now(UTC).astimezone().tzinfo or UTC


@dataclass(frozen=True)
class Question:
    """What must be known before the file can be read, and which `Answers` field takes the answer."""

    text: str
    option: str
    choices: tuple[str, ...]
