"""Which part of the page Pain is in view; the choice stands in the address."""

from __future__ import annotations

from pages.kit import choices

VIEW = "pain_view"
CALENDAR, FLARES, MORNINGS, SITES = "Calendar", "Flares", "Morning after", "By site"
VIEWS = (CALENDAR, FLARES, MORNINGS, SITES)


def choose() -> str:
    """The view of the address, else the calendar."""
    choices.start_with(VIEW, VIEWS, lambda: CALENDAR)
    return choices.buttons("Look at", VIEW, VIEWS, str, is_named=False)
