"""Words of a figure that stand only on a wide screen, or only on a narrow one.

A figure is made without knowing how wide it will be drawn. So it holds both, each marked in its style, and the pages'
style sheet (and the buttons that take a picture) leave out those of the other width.
"""

from __future__ import annotations

# The plot of a page on a screen of 1,200 px; the style sheet's limit.
WIDE_PLOT_PX = 780
WIDE_PX = 1200
# Mean width of a letter at 12 px, and of a bold one.
LETTER_PX, BOLD_PX = 6.6, 7.0


def only_wide(markup: str) -> str:
    """The text of an annotation for screens of `WIDE_PX` and more."""
    return f'<span style="--at:wide">{markup}</span>'


def only_narrow(markup: str) -> str:
    """The text of an annotation for screens below `WIDE_PX`."""
    return f'<span style="--at:narrow">{markup}</span>'
