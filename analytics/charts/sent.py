"""A figure as the browser is sent it: drawn once there, where one as plotly's Python writes it is drawn twice.

Streamlit hands every figure to `Plotly.react` a second time, as a copy of the first. Plotly compares the two, and
draws anew where it finds a difference: in arrays in base64, in a template and in `meta` it always does, in a list
where no `datarevision` says that its numbers are the same.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure

from analytics.charts.plain import Plain, plain
from analytics.charts.plot import Figure, Trace

# Of a template, what stands for every annotation, shape or axis of a figure, by where these stand.
_OF_EACH = {"annotations": "annotationdefaults", "shapes": "shapedefaults"}
_AXES = ("xaxis", "yaxis")
# Parts of a template for what a figure without them does not draw.
_OWN_PLOTS = ("coloraxis", "geo", "map", "mapbox", "polar", "scene", "smith", "ternary")


class Sent(BaseFigure):  # type: ignore[misc]
    """A figure that is not changed any more, with what the template says written out.

    Streamlit asks plotly's Python to check a dictionary property by property each time a page draws it, but takes the
    `to_dict` of plotly's own class as it is. So this is one, in name: of what it inherits nothing is used, and
    nothing is prepared for it. What is sent is checked by the tests.
    """

    def __init__(self, figure: Figure) -> None:
        self._meta = figure.meta
        self._sent = _written_out(figure)

    @property
    def meta(self) -> Plain:
        """What a page says beside the figure."""
        said: Plain = self._meta
        return said

    def to_dict(self) -> Plain:
        """Data and layout in plain lists; the same object every time."""
        sent: Plain = self._sent
        return sent


@cache
def _template(name: str) -> Plain:
    """One of plotly's templates: "data", a list by type of trace, and "layout"."""
    says: Plain = plain(plotly.io.templates[name].to_plotly_json())
    return says


def _written_out(figure: Figure) -> Plain:
    # What plotly's own figures have: Streamlit makes a template of its own the default.
    below = _template(plotly.io.templates.default)
    layout = _laid_out(dict(figure.layout), below["layout"])
    sent = {"data": [_traced(trace, below["data"]) for trace in figure.data], "layout": layout}
    written = json.dumps(sent, separators=(",", ":"))
    layout["datarevision"] = hashlib.sha256(written.encode()).hexdigest()[:16]
    return sent


def _traced(trace: Trace, templates: dict[str, Any]) -> Trace:
    of_its_type = templates.get(trace["type"], [])
    return _over(trace, of_its_type[0]) if of_its_type else trace


def _laid_out(layout: Plain, template: Plain) -> Plain:
    for name, of_each in _OF_EACH.items():
        if name in layout:
            layout[name] = [_over(each, template.get(of_each, {})) for each in layout[name]]
    for name in layout:
        if name.startswith(_AXES):
            layout[name] = _over(layout[name], template.get(name[: len("xaxis")], {}))
    beside = (*_OF_EACH.values(), *_AXES, *(part for part in _OWN_PLOTS if part not in layout))
    return _over(layout, {name: says for name, says in template.items() if name not in beside})


def _over(given: Plain, below: Plain) -> Plain:
    """What is given, and below it what is not."""
    found = {**below, **given}
    for name, says in below.items():
        if isinstance(says, dict) and isinstance(given.get(name), dict):
            found[name] = _over(given[name], says)
    return found
