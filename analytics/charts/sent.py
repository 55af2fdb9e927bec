"""A figure as the browser is sent it: text that is written once, and the name of what it says."""

from __future__ import annotations

import hashlib
import json

from analytics.charts.plain import Plain
from analytics.charts.plot import Figure


class Sent:
    """A figure that is not changed any more: `written` in JSON as the browser is sent it, `digest` of what is
    written, `height` in px, and in `meta` what a page says beside it."""

    def __init__(self, figure: Figure) -> None:
        self.meta: Plain = figure.meta
        drawn = {"data": figure.data, "layout": figure.layout}
        self.written = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
        self.digest = hashlib.sha256(self.written.encode()).hexdigest()[:16]
        self.height: int = figure.layout["height"]
