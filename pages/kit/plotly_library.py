"""Plotly's library of charts as the browser is sent it: what no chart of ours needs is not run.

It comes with plotly's Python: 4.8 MB of JavaScript, which a browser reads twice and which make 46 kinds of charts
ready, 0.9 s of the thread that draws. Its smaller builds are packaged for JavaScript alone; what is sent is as small.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path

from data import folders
from pages.kit import plotly_modules

# The kinds that `analytics.charts.plot` makes; lines and dots (scatter) are always there.
DRAWN = ("bar", "heatmap")
_PLOTLY = distribution("plotly")
# Goes up with what `for_charts` makes of the library: a browser keeps what it was once sent under an address.
_MADE = 3
ADDRESS = f"/plotly-{_PLOTLY.version}-{'-'.join(DRAWN)}-{_MADE}.js"
_WHOLE = Path(str(_PLOTLY.locate_file("plotly/package_data/plotly.min.js")))
_OPENS, _CLOSES = b"? self : this, () => {\n", b"return Plotly;\n}));"
# The last module (`plotly_modules`) calls those of all kinds. Some only hand on another one.
_ALL = re.compile(rb"\.register\(\[([\w$(),]+)\]\)")
# What else is in the list: the calendars of other peoples, which no figure asks for.
_KIND = re.compile(rb'moduleType:"(?:trace|component)",name:"(\w+)"')
_HANDS_ON = re.compile(rb'(?<==>\{)"use strict";(?:[\w$]+\.exports=|var [\w$]+=)([\w$]+)\(\)(?:\}|;[\w$]+\.\w+=)')
# From its head to what tells its kind, and from the last module to the end, are fewer bytes.
_FAR, _END = 4000, 20_000


def sent() -> bytes:
    """The library as it is sent. Made once for a version of plotly and kept in the cache: it takes as long as a dozen
    of Streamlit's files."""
    kept = folders.cache() / ADDRESS.removeprefix("/")
    with contextlib.suppress(OSError):
        return kept.read_bytes()
    made = for_charts(_WHOLE.read_bytes())
    with contextlib.suppress(OSError):  # sent all the same where nothing can be kept
        folders.write(kept, made)
    return made


def for_charts(library: bytes) -> bytes:
    """The library without the function around it, with the kinds of chart that are drawn here and without the modules
    that only others need; as it is in any of these where it is written otherwise."""
    return plotly_modules.reached(lean(bare(library), DRAWN))


def bare(library: bytes) -> bytes:
    """The library without the function around it, which is for other ways of loading. A browser reads what stands in
    a function a second time: 0.8 s in place of 0.55."""
    begin, end = library.find(_OPENS, 0, 1000), library.rfind(_CLOSES)
    return library[begin + len(_OPENS) : end] if begin >= 0 and end >= 0 else library


def lean(library: bytes, kinds: Iterable[str]) -> bytes:
    """The library without the kinds of chart (and the calendars) that are not among `kinds`; what is not known to be
    one is kept."""
    made_ready = _ALL.search(library, max(0, len(library) - _END))
    if made_ready is None:
        return library
    kind_of = {_module_at(library, found.start()): found[1].decode() for found in _KIND.finditer(library)}
    handed_on = {_module_at(library, found.start()): found[1] for found in _HANDS_ON.finditer(library)}
    wanted = {None, *kinds}
    kept = [each for each in made_ready[1].split(b",") if _kind(each[:-2], kind_of, handed_on) in wanted]
    begin, end = made_ready.span(1)
    return library[:begin] + b",".join(kept) + library[end:]


def _module_at(library: bytes, place: int) -> bytes:
    """The name of the module that begins last before the place."""
    begun = [found[1] for found in plotly_modules.WRAPPED.finditer(library, max(0, place - _FAR), place)]
    return begun[-1] if begun else b""


def _kind(name: bytes, kind_of: Mapping[bytes, str], handed_on: Mapping[bytes, bytes]) -> str | None:
    seen: set[bytes] = set()
    while name not in kind_of and name in handed_on and name not in seen:
        seen.add(name)
        name = handed_on[name]
    return kind_of.get(name)
