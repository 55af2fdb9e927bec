"""Words that were made without a reader in mind, as the reader's locale writes dates."""

from __future__ import annotations

from data import units
from pages.kit import say

MADE = "Your last run here is 3 Jan 2026; import newer ones. Hip thrust 27 Nov 2026: 100 kg x 8."


def test_a_date_in_a_refusal_or_a_receipt_is_in_the_readers_order():
    read = say.dated(MADE, units.of("imperial", "en-US"))
    assert read == "Your last run here is Jan 3, 2026; import newer ones. Hip thrust Nov 27, 2026: 100 kg x 8."
    assert say.dated(MADE, units.of("imperial", "en-GB")) == MADE


def test_what_only_looks_like_a_date_stays():
    said = "Sets of 12 Mar, 3 x 8 2026 and 3 March 2026."
    assert say.dated(said, units.of("metric", "en-US")) == said
