"""Small pieces of HTML; every text is escaped here, so that what a file holds is shown as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape

import pandas as pd

from analytics.words import say_number

UNKNOWN = "–"


def items(texts: Iterable[str]) -> str:
    """The entries of a list."""
    return "".join(f"<li>{escape(text)}</li>" for text in texts)


def paragraph(text: str) -> str:
    """A paragraph; '' without words."""
    return f"<p>{escape(text)}</p>" if text else ""


def note(text: str) -> str:
    """A small grey paragraph; '' without words."""
    return f'<p class="note">{escape(text)}</p>' if text else ""


def number(value: float) -> str:
    """'37.7'; a dash for what is not known."""
    return UNKNOWN if pd.isna(value) else say_number(float(value))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], of_words: Collection[int] = (0,)) -> str:
    """Columns named in `of_words` hold words and stand left, the others numbers and stand right."""

    def row(cells: Sequence[str], tag: str) -> str:
        return "".join(
            f"<{tag}{'' if at in of_words else ' class=n'}>{escape(cell)}</{tag}>" for at, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in rows)
    return f"<table><thead><tr>{row(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"
