"""Reports to test: of the demo athletes, of logs made here, and one in which every section is full."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pandas as pd

from analytics import certainty, report
from analytics.ask import Log
from analytics.findings import Finding, Open
from analytics.kept import Kept
from analytics.lag import Found, Pair
from analytics.lag.joint.verdict import RELATED
from analytics.report import parts
from analytics.report.load import Stretch
from analytics.story import Told
from data import demo_store
from data import store as stores
from tests import make
from tests.analytics.lag.joint.answers import of_pair

TODAY = date(2026, 11, 5)


def demo_log(name: str) -> Log:
    """A demo athlete's log on a fixed day."""
    store = stores.open("sqlite://", name)
    demo_store.put(store, name, TODAY)
    return Log(store.load(), pd.Timestamp(TODAY), Kept(None))


def own_log(today: str = "2026-03-31", **rows: list[dict]) -> Log:
    """The log of rows made with `tests.make`."""
    store = stores.open("sqlite://")
    store.add(make.batch(make.file(**rows)))
    return Log(store.load(), pd.Timestamp(today), Kept(None))


def of(log: Log, **more: object) -> report.Report:
    """The report on a log; fails where there is none."""
    made = report.build(log, lambda _: {}, **more)
    assert isinstance(made, report.Report), made
    return made


def full(made: report.Report) -> report.Report:
    """The same with as many places, chapters, cards and open questions as are ever listed, at their longest."""
    long = "15 more glute sets a week go together with 2.5 points less pain two weeks later, between 1.7 and 3.1."
    card = Finding("a", certainty.CLEAR, long, "1,981 days, Jul 2019 to Nov 2026", 1.0, None)
    strength = replace(
        card, numbers=Found(of_pair(Pair("glute_sets_28d", "pain", (0, 7, 14))), 0.01, RELATED, (), 9.0)
    )
    stretch = Stretch("The same weeks a year before", 40_000.0, 4.5, 12.0, 20_000.0)
    flares = pd.DataFrame(
        {
            "start": pd.date_range("2017-01-01", periods=12, freq="330D"),
            "end": pd.date_range("2017-01-04", periods=12, freq="330D"),
            "n_days": 3,
            "highest": 9.0,
            "sites": "low back, hamstring",
        }
    )
    return replace(
        made,
        is_monthly=True,
        places=tuple(replace(made.places[0], name=f"left shoulder {i}") for i in range(6)),
        chapters=tuple(Told(i, "Pain mostly 5 or more again", "From Jan 2021", made.today) for i in range(1, 7)),
        cards=(card, *(strength,) * (parts.FINDINGS_LISTED + 1)),
        open=tuple(
            Open(
                "Longest run and flares",
                "longest run changed by plan: four weeks clearly up, four clearly down, fixed beforehand",
            )
            for _ in range(9)
        ),
        load=replace(made.load, rows=(stretch,) * 4),
        diary=replace(made.diary, flares=flares),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(document: str) -> _Reader:
    """What a browser finds in the document: tags, attributes, words."""
    reader = _Reader()
    reader.feed(document)
    return reader


def words(document: str) -> str:
    """The text of the document's body."""
    return re.sub(r"\s+", " ", " ".join(read(document[document.index("<body") :]).words))


def section(document: str, key: str) -> str:
    """The text of one section; '' where it is not there."""
    found = re.search(rf'<section id="{key}">.*?</section>', document, re.S)
    return words(f"<body>{found[0]}") if found else ""
