"""A figure as the browser is sent it: drawn once there, where one as plotly's Python writes it is drawn twice.

Streamlit hands every figure to `Plotly.react` a second time, as a copy of the first. Plotly compares the two, and
draws anew where it finds a difference: in arrays in base64, in a template and in `meta` it always does, in a list
where no `datarevision` says that its numbers are the same.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import plotly.graph_objects as go
import plotly.io

Plain = dict[str, Any]
# Of a template, what stands for every annotation, shape or axis of a figure, by where these stand.
_OF_EACH = {"annotations": "annotationdefaults", "shapes": "shapedefaults"}
_AXES = ("xaxis", "yaxis")
# Parts of a template for what a figure without them does not draw.
_OWN_PLOTS = ("coloraxis", "geo", "map", "mapbox", "polar", "scene", "smith", "ternary")


class Sent(go.Figure):  # type: ignore[misc]
    """A figure that is not changed any more: `to_dict`, which Streamlit asks for, is worked out once."""

    def to_dict(self) -> Plain:
        """Data and layout in plain lists, with what the template says written out; the same object every time."""
        if "_sent" not in self.__dict__:
            self.__dict__["_sent"] = _plain(self)
        sent: Plain = self.__dict__["_sent"]
        return sent


def _plain(figure: go.Figure) -> Plain:
    parts = {
        "data": [trace.to_plotly_json() for trace in figure.data],
        "layout": figure.layout.to_plotly_json(),
    }
    written = plotly.io.to_json(parts, validate=False)
    sent: Plain = json.loads(written)
    sent["layout"].pop("meta", None)
    template = sent["layout"].pop("template", {})
    sent["data"] = [_traced(trace, template.get("data", {})) for trace in sent["data"]]
    sent["layout"] = _laid_out(sent["layout"], template.get("layout", {}))
    sent["layout"]["datarevision"] = hashlib.sha256(written.encode()).hexdigest()[:16]
    return sent


def _traced(trace: Plain, templates: Plain) -> Plain:
    of_its_type = templates.get(trace.get("type", "scatter"), [])
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
