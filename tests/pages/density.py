"""How much a page says before it shows: words before the first chart, expanders in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node

# What stands for a chart: a component (a figure, the calendar of the Log), a picture (spark lines).
CHARTS = ("image", "bidi_component", "arrow_vega_lite_chart", "vega_lite_chart")
# In the check-in stands a figure of the body, which shows nothing of the log.
NO_CHART = "check_in"
CLOSED = ("expander", "popover")
MOST_WORDS, MOST_EXPANDERS = 60, 2
# Read by nobody before the chart: the places at the foot of a phone.
AT_THE_FOOT = "places"
# Words that are read out, not drawn (pages/kit/style/page.css): of a plus or cross, and before an open card's name.
UNDRAWN, UNDRAWN_BEFORE = "-beside_", r":gray-background\[Open:\]"


def words_before_the_first_chart(app: AppTest) -> int | None:
    """Words (with a letter) that a reader meets in the page before its first chart; None where it has none."""
    said: list[str] = []
    for kind, words in _walk(app.main):
        if kind in CHARTS:
            return len([word for word in re.findall(r"\w+", " ".join(said)) if re.search(r"[^\W\d_]", word)])
        said.append(words)
    return None


def most_expanders_in_a_row(app: AppTest) -> int:
    """The longest run of expanders with nothing between them."""
    most = run = 0
    for kind, words in _walk(app.main):
        run = run + 1 if kind == "expander" else 0 if kind or words else run
        most = max(most, run)
    return most


def _walk(node: Node) -> Iterator[tuple[str, str]]:
    """Every part in order of reading: its kind and its words; what is closed gives its label alone."""
    if not isinstance(node, Block):
        yield from _of(node)
        return
    proto = getattr(node, "proto", None)
    if node.type in CLOSED:
        yield node.type, str(getattr(proto, node.type).label if hasattr(proto, node.type) else proto.label)
        return
    if AT_THE_FOOT in str(getattr(proto, "id", "")):
        return
    is_form = NO_CHART in str(getattr(proto, "id", ""))
    for child in node.children.values():
        yield from (("" if is_form and kind in CHARTS else kind, words) for kind, words in _walk(child))


def _of(element: Node) -> Iterator[tuple[str, str]]:
    kind, proto = element.type, element.proto
    is_hidden = str(getattr(proto, "label_visibility", "")).strip().endswith(("HIDDEN", "COLLAPSED"))
    is_hidden = is_hidden or UNDRAWN in str(getattr(proto, "id", ""))
    parts = [
        "" if is_hidden else getattr(proto, "label", ""),
        getattr(proto, "body", ""),
        getattr(proto, "delta", ""),
    ]
    parts += [option.content for option in getattr(proto, "options", []) if hasattr(option, "content")]
    text = " ".join(str(part) for part in parts if isinstance(part, str))
    before, picture, _ = text.partition("<img")
    yield kind, _visible(before)
    if picture:
        yield "image", ""


def _visible(text: str) -> str:
    """Without markup, icons and links."""
    text = re.sub(UNDRAWN_BEFORE, " ", text)
    text = re.sub(r"<[^>]*>|:material/\w+:|:\w+\[|\(#[^)]*\)", " ", text)
    return re.sub(r"[*_`#\\\]\[|]", " ", text)
