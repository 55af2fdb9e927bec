"""The disc that shows a pain score: from the page's own colour at 0 to ink at 10."""

from __future__ import annotations

from analytics.charts.theme import TOKENS, Mode, contrast

WHITE, BLACK = "#FFFFFF", "#000000"
HIGHEST = 10.0


def colours(score: float, mode: Mode) -> tuple[str, str]:
    """The fill of the disc of a score 0 to 10, and black or white for the number on it, whichever reads better."""
    tokens = TOKENS[mode]
    share = min(max(score / HIGHEST, 0.0), 1.0)
    parts = zip(_channels(tokens.page), _channels(tokens.pain), strict=True)
    fill = "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in parts)
    return fill, max((WHITE, BLACK), key=lambda ink: contrast(ink, fill))


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
