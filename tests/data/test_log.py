"""The log tells where something failed and nothing of anybody."""

from __future__ import annotations

import pytest

from data import errors, log
from data.units import SYSTEMS


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(log.platformdirs, "user_log_dir", lambda *_, **__: str(tmp_path / "logs"))
    return tmp_path / "logs"


def failed(words: str) -> Exception:
    try:
        SYSTEMS["metric"].say_distance(words)
    except Exception as error:  # noqa: BLE001 (whichever it is)
        return error
    raise AssertionError("A word was taken for a distance.")


def test_an_error_is_a_line_with_its_place_and_without_its_words(folder):
    log.keep(failed("pain 7 of Ada Lovelace"))
    content = log.content()
    assert "data/units.py:" in content
    assert "Ada" not in content and "pain 7" not in content
    assert content.count("\n") == 1


def test_the_words_of_our_own_errors_are_left_out_too(folder):
    log.keep(errors.StoreError("There is no /home/ada/own.sqlite."))
    assert "StoreError" in log.content()
    assert "ada" not in log.content()


def test_the_log_does_not_grow_for_ever(folder, monkeypatch):
    monkeypatch.setattr(log, "BYTES", 2_000)
    log._logger.cache_clear()
    for _ in range(200):
        log.keep(errors.StoreError("x"))
    written = sorted(folder.iterdir())
    assert len(written) == log.FILES
    assert sum(each.stat().st_size for each in written) <= log.FILES * 2_000


def test_a_log_that_cannot_be_written_is_no_second_error(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(log.platformdirs, "user_log_dir", lambda *_, **__: str(blocked / "logs"))
    log.keep(errors.StoreError("x"))
    assert log.content() == ""
