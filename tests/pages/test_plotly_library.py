"""Plotly's library as installed, without what no chart needs; and left as it is where it is written otherwise."""

from __future__ import annotations

import re

import plotly.offline
import pytest

from analytics.charts import plot
from data import folders
from pages.kit import plotly_library

WHOLE = plotly.offline.get_plotlyjs().encode()
# Three modules: bars, pies, which only hand on another one, and what is not known to be a kind of chart.
MODULES = (
    b'var aB=W((x,y)=>{"use strict";y.exports=aI()});var aI=W((x,y)=>{"use strict";y.exports={moduleType:"trace",'
    b'name:"bar"}});var bB=W(x=>{"use strict";var z=bI();z.plot=1});var bI=W((x,y)=>{y.exports={moduleType:"trace",'
    b'name:"pie"}});var cB=W((x,y)=>{"use strict";y.exports={moduleType:"locale",name:"fr"}});'
)


def test_what_is_around_it_goes_and_nothing_within():
    bare = plotly_library.bare(WHOLE)
    assert bare in WHOLE
    assert bare.startswith(b'"use strict";var Plotly=')
    assert bare.rstrip().endswith(b"window.Plotly = Plotly;")
    assert len(WHOLE) - len(bare) < 600


def test_bars_and_heatmaps_are_made_ready_and_no_other_kind_of_chart():
    bare = plotly_library.bare(WHOLE)
    before, after = (_made_ready(library) for library in (bare, plotly_library.for_charts(WHOLE)))
    # In the order of plotly's own list: bar, box, heatmap.
    assert after == [before[0], before[2]]
    assert len(before) > 40


def test_the_kinds_kept_are_those_that_figures_are_made_of():
    made = {make().get("type") for make in (plot.scatter, plot.bar, plot.heatmap)}
    assert made == {"scatter", *plotly_library.DRAWN}


def test_a_kind_is_known_through_modules_that_hand_it_on_and_what_is_none_is_kept():
    lean = plotly_library.lean(MODULES + b"P.register([aB(),bB(),cB(),dB()]);", ["bar"])
    assert lean == MODULES + b"P.register([aB(),cB(),dB()]);"


def test_kinds_that_hand_on_each_other_are_kept():
    circle = b"var aB=W((x,y)=>{y.exports=bB()});var bB=W((x,y)=>{y.exports=aB()});P.register([aB(),bB()]);"
    assert plotly_library.lean(circle, plotly_library.DRAWN) == circle


@pytest.mark.parametrize(
    "other", [b"", b"window.Plotly = {};", b"x ? self : this, () => {\n", b"return Plotly;\n}));", MODULES]
)
def test_a_library_that_is_written_otherwise_is_sent_as_it_is(other):
    assert plotly_library.for_charts(other) == other


def test_it_is_made_once_and_sent_also_where_nothing_can_be_kept(tmp_path, monkeypatch):
    made: list[bytes] = []
    monkeypatch.setattr(plotly_library, "for_charts", lambda library: made.append(library) or b"lean")
    monkeypatch.setenv(folders.CACHE_VARIABLE, str(tmp_path))
    assert [plotly_library.sent(), plotly_library.sent()] == [b"lean", b"lean"]
    assert made == [WHOLE]
    assert [each.name for each in tmp_path.iterdir()] == [plotly_library.ADDRESS.removeprefix("/")]
    kept = tmp_path / plotly_library.ADDRESS.removeprefix("/")
    kept.unlink()
    kept.mkdir()
    assert plotly_library.sent() == b"lean"


def _made_ready(library: bytes) -> list[bytes]:
    listed = re.search(rb"\.register\(\[([^\]]*)\]\)", library[-20_000:])
    assert listed is not None
    return listed[1].split(b",")
