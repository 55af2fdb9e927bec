"""What the reader has chosen and answered, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from data.answers import Answers
from data.store import tables
from data.store.access import Access


class Settings(Access):
    """Settings are JSON values; each belongs to the athlete."""

    def setting(self, name: str, default: Any = None) -> Any:
        """What is kept under `name` for the athlete, or `default`."""
        with self.reading() as connection:
            return get(connection, self.athlete, name, default)

    def settings(self) -> dict[str, Any]:
        """Everything that is kept for the athlete, by name."""
        with self.reading() as connection:
            return all_of(connection, self.athlete)

    def keep_setting(self, name: str, value: Any) -> None:
        """Keeps a JSON value under `name` for the athlete."""
        with self.writing() as connection:
            put(connection, self.athlete, name, value)

    def add_to_setting(self, name: str, given: Mapping[str, Any]) -> None:
        """Adds to the JSON object under `name`; what another program added meanwhile stays."""
        with self.writing() as connection:
            put(connection, self.athlete, name, {**get(connection, self.athlete, name, {}), **given})

    def answers(self, **given: Any) -> Answers:
        """What the reader has answered about ambiguous files; answers in `given` (not None) win."""
        kept = Answers(**self.setting("answers", {}))
        return replace(kept, **{name: value for name, value in given.items() if value is not None})

    def keep_answer(self, option: str, value: Any) -> None:
        """Remembers an answer for later files."""
        self.add_to_setting("answers", {option: value})

    def keep_maps(self, maps: Mapping[str, Any]) -> None:
        """Remembers what the columns of tables of one's own mean, beside those that are known."""
        with self.writing() as connection:
            answers = get(connection, self.athlete, "answers", {})
            known = {**answers.get("maps", {}), **maps}
            put(connection, self.athlete, "answers", {**answers, "maps": known})


def get(connection: sa.Connection, athlete: str, name: str, default: Any = None) -> Any:
    """What is kept under `name` for the athlete, or `default`."""
    table = tables.SETTINGS
    wanted = sa.select(table.c.value).where(table.c.athlete_id == athlete, table.c.name == name)
    found = connection.execute(wanted).first()
    return default if found is None else found[0]


def all_of(connection: sa.Connection, athlete: str) -> dict[str, Any]:
    """Every setting of the athlete, by name."""
    table = tables.SETTINGS
    wanted = sa.select(table.c.name, table.c.value).where(table.c.athlete_id == athlete).order_by(table.c.name)
    return {row.name: row.value for row in connection.execute(wanted)}


def put(connection: sa.Connection, athlete: str, name: str, value: Any) -> None:
    """Keeps the value under `name` in place of what was there."""
    table = tables.SETTINGS
    connection.execute(table.delete().where(table.c.athlete_id == athlete, table.c.name == name))
    connection.execute(table.insert().values(athlete_id=athlete, name=name, value=value))
