"""The rows of a frame that a made table gives, and words with their meanings."""

from __future__ import annotations

from data.importers import Answers, read
from tests.data.importers.sheets import source

BERLIN = Answers(timezone="Europe/Berlin")
KM = Answers(distance_unit="km", timezone="Europe/Berlin")


def rows(text, frame, answers=BERLIN, encoding="utf-8"):
    batch = read(source(text, encoding=encoding), answers)
    assert batch.files[0].status == "imported", batch.files[0].reason
    return batch.frames[frame]


def pairs(table):
    """(word, what it means) of a table of words."""
    return [(word, meaning) for meaning, words in table.items() for word in words.split("|")]
