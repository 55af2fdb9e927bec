"""Figures as plain dictionaries, under Plotly's own names for what is in them and what is done with them.

Plotly's Python checks every property of a figure when it is set, which takes longer than to work out what is drawn
(`docs/speed.md`). Here nothing is checked: the tests give every figure to Plotly's own checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analytics.charts.plain import Plain, merge, plain

Trace = Plain
# The names of a panel's two axes in a figure's layout, by its row and column from 1.
Panels = Mapping[tuple[int, int], tuple[str, str]]


def scatter(**properties: Any) -> Trace:
    """Marks or a line: a trace with Plotly's properties of `scatter`; what is None is not set."""
    return {"type": "scatter", **plain(properties)}


def bar(**properties: Any) -> Trace:
    """Bars: a trace with Plotly's properties of `bar`; what is None is not set."""
    return {"type": "bar", **plain(properties)}


def heatmap(**properties: Any) -> Trace:
    """Cells: a trace with Plotly's properties of `heatmap`; what is None is not set."""
    return {"type": "heatmap", **plain(properties)}


class Figure:
    """What is drawn: `data`, a list of traces, and `layout`; `meta` is what a page says of it beside it.

    Values may come as pandas or numpy have them, and are held in plain types. What is given as a mapping is laid over
    what is there, None takes a property away. `row` and `col` among the properties of an axis, an annotation or a
    shape name one of the `panels`, counted from 1 (ValueError where there is none): all axes, or the paper, without.
    """

    def __init__(self, data: Trace | Iterable[Trace] = (), panels: Panels | None = None) -> None:
        self.data: list[Trace] = [data] if isinstance(data, dict) else list(data)
        self.layout: Plain = {}
        self.meta: Plain = {}
        self._panels = panels or {}

    def to_dict(self) -> Plain:
        """Data and layout, as Plotly has them."""
        return {"data": self.data, "layout": self.layout}

    def add_trace(self, trace: Trace, row: int | None = None, col: int | None = None) -> None:
        """Adds a trace, on the axes of a panel where one is named."""
        self.add_traces([trace], row, col)

    def add_traces(self, traces: Iterable[Trace], rows: int | None = None, cols: int | None = None) -> None:
        """Adds traces, all to one panel where one is named."""
        axes = {name.rstrip("0123456789"): _ref(name) for name in self._axes_of(rows, cols)}
        self.data += [trace | axes for trace in traces]

    def update_layout(self, given: Mapping[str, Any] | None = None, /, **named: Any) -> Figure:
        """Lays properties over the layout; the same figure."""
        merge(self.layout, {**(given or {}), **named})
        return self

    def update_xaxes(self, given: Mapping[str, Any] | None = None, /, **named: Any) -> Figure:
        """Lays properties over all horizontal axes, or that of one panel; the same figure."""
        return self._update_axes("xaxis", {**(given or {}), **named})

    def update_yaxes(self, given: Mapping[str, Any] | None = None, /, **named: Any) -> Figure:
        """Lays properties over all vertical axes, or that of one panel; the same figure."""
        return self._update_axes("yaxis", {**(given or {}), **named})

    def _update_axes(self, which: str, given: Plain) -> Figure:
        of_panel = self._axes_of(given.pop("row", None), given.pop("col", None))
        for name in of_panel or dict.fromkeys((which, *self.layout)):
            if name.startswith(which):
                merge(self.layout.setdefault(name, {}), given)
        return self

    def _axes_of(self, row: int | None, col: int | None) -> tuple[str, ...]:
        """The names of a panel's axes; none where no panel is asked for."""
        if row is None and col is None:
            return ()
        if row is None or col is None or (row, col) not in self._panels:
            raise ValueError(f"No panel in row {row}, column {col}. Panels are {', '.join(map(str, self._panels))}.")
        return self._panels[row, col]

    def add_annotation(self, **properties: Any) -> None:
        """Writes something, placed by the axes of a panel where one is named."""
        self._place("annotations", properties)

    def add_shape(self, **properties: Any) -> None:
        """Draws a line, a rectangle or a circle, placed by the axes of a panel where one is named."""
        self._place("shapes", properties)

    def _place(self, among: str, properties: Plain) -> None:
        axes = self._axes_of(properties.pop("row", None), properties.pop("col", None))
        placed: Plain = plain(properties)
        for name, axis in zip(("xref", "yref"), axes, strict=False):
            placed[name] = f"{_ref(axis)} domain" if "domain" in placed.get(name, "") else _ref(axis)
        self.layout.setdefault(among, []).append(placed)

    def add_hline(self, y: float, **properties: Any) -> None:
        """A line across the whole width at `y`, for a figure of one panel."""
        self.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=y, y1=y, yref="y", **properties)

    def add_vline(self, x: float, **properties: Any) -> None:
        """A line over the whole height at `x`, for a figure of one panel."""
        self.add_shape(type="line", x0=x, x1=x, xref="x", y0=0, y1=1, yref="y domain", **properties)


def _ref(axis: str) -> str:
    """How traces and shapes name an axis: 'x2' for "xaxis2"."""
    return axis.replace("axis", "")
