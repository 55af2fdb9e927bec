"""The report on logs that hold one thing only, three weeks, nothing, or text that attacks."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from analytics import findings, report
from analytics.kept import Kept
from analytics.report import summary
from analytics.result import NotEnough
from data import store as stores
from data.units import METRIC
from tests import make
from tests.analytics.report import reports
from tests.pages import hostile

DAYS = [f"2026-03-{day:02}" for day in range(1, 29)]
RUNS = [make.run(f"{day}T06:00Z") for day in DAYS[::2]]
SETS = [row for day in DAYS[::3] for row in make.lifted(f"{day}T18:00Z")]
PAIN = [make.hurt(day, at % 5, flare=float(at % 9 == 0), site="knee") for at, day in enumerate(DAYS)]


def test_an_empty_log_is_refused_in_a_sentence():
    nothing = report.build(reports.own_log(), lambda _: {})
    assert isinstance(nothing, NotEnough)
    assert "running, lifting or pain" in nothing.sentence


@pytest.mark.parametrize(
    ("rows", "says", "is_silent_of"),
    [
        ({"runs": RUNS}, "36.3 km in 3.6 runs a week. No pain score", "glute set"),
        ({"sets": SETS}, "averaged 7.5 glute sets a week. No pain score", " runs "),
        (
            {"pain": PAIN},
            "No running or lifting is on record in this period. Knee pain was",
            " runs ",
        ),
    ],
    ids=["runs", "sets", "pain"],
)
def test_a_log_of_one_thing_has_no_empty_column(rows, says, is_silent_of):
    document = report.page(reports.of(reports.own_log("2026-03-28", **rows)), "1")
    assert says in reports.section(document, "summary")
    assert is_silent_of not in reports.section(document, "summary")
    assert " – " not in reports.section(document, "load")
    assert reports.section(document, "red-flags")


@pytest.fixture(scope="module")
def short():
    return reports.of(reports.demo_log("short"))


def test_weeks_that_the_story_draws_are_not_drawn_again(short):
    both = [report.page(short, "1", without=without) for without in ([], ["story"])]
    loads = [re.search('<section id="load">.*?</section>', document, re.S)[0] for document in both]
    assert ["<svg" in load for load in loads] == [False, True]


def test_a_second_place_gets_its_own_course():
    hip = [make.hurt(day, 3, site="hip") for day in DAYS[::2]]
    one, two = (
        report.page(reports.of(reports.own_log("2026-03-28", pain=rows)), "1") for rows in (PAIN, [*PAIN, *hip])
    )
    assert 'aria-label="Median pain over time at' not in one
    assert 'aria-label="Median pain over time at knee, hip"' in two
    assert "Knee pain, the most often scored of 2 places, was" in reports.section(two, "summary")


def test_what_does_not_fit_is_counted():
    full = reports.full(reports.of(reports.own_log("2026-03-28", runs=RUNS, sets=SETS, pain=PAIN)))
    said = report.page(full, "1")
    assert "2 more places are not listed." in reports.section(said, "pain")
    assert "2 more findings are not listed." in reports.section(said, "findings")
    assert "and 5 more." in reports.section(said, "findings")


def test_no_claim_is_made_where_nothing_is_sure(short):
    assert not short.cards
    assert summary.found(short) == findings.headline(list(short.open))


def test_where_one_place_hurts_more_flares_are_listed():
    hurt = [make.hurt(f"2026-{m:02}-{d:02}", 5, flare=1.0, site="knee") for m in (1, 2, 3) for d in (1, 8, 15, 22)]
    hip = make.hurt("2026-02-02", 3, site="hip")
    for rows, n_listed in ((hurt, 8), ([*hurt, hip], 4)):
        said = reports.section(report.page(reports.of(reports.own_log(pain=rows)), "1"), "flares")
        assert f"{said} ".count(" knee ") == n_listed
        assert "12 flares, all in 2026." in said
        assert "week before" not in said


@pytest.fixture(scope="module")
def attacked():
    """Hostile in every column of free text, in the names of chapters and blocks, and in the name at the head."""
    store = stores.open("sqlite://")
    today = pd.Timestamp("2026-06-15")
    hostile.fill(store, today)
    frames = store.load()
    frames.pain["site"] = [hostile.TEXTS[at % 4] for at in range(len(frames.pain))]
    made = reports.of(reports.Log(frames, today, Kept(None)))
    assert made.chapters, "No chapter to name."
    chapters = tuple(replace(each, words=hostile.TEXTS[2]) for each in made.chapters)
    return report.page(replace(made, chapters=chapters), "1", name=hostile.TEXTS[2])


def test_hostile_text_is_shown_as_it_is(attacked):
    said = reports.words(attacked)
    for text in hostile.TEXTS[:4]:
        assert text in said
    assert f"Training and pain report: {hostile.TEXTS[2]}" in said


TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "section", "div", "svg",
    "line", "rect", "text", "path", "polygon", "polyline", "circle", "ol", "ul", "li", "table", "thead", "tbody",
    "tr", "th", "td", "span",
}  # fmt: skip
FETCHING = {"src", "srcset", "href", "xlink:href", "action", "data", "poster", "background", "style"}


def fetching(document: str) -> set[str]:
    """The tags and attributes of a document that could fetch or run something."""
    found = reports.read(document)
    return (found.tags - TAGS) | {each for each in found.attributes if each in FETCHING or each.startswith("on")}


def test_nothing_in_it_can_fetch_or_run(attacked):
    assert not fetching(attacked)
    style = attacked[attacked.index("<style>") : attacked.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    assert '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'' in attacked


def test_a_tag_that_fetches_would_be_noticed():
    assert fetching('<p><img alt="a" src="b.png"></p><p onclick="a()">') == {"img", "src", "onclick"}


def test_flares_and_pace_have_no_place_on_the_scale_of_pain(short):
    trend = findings.Finding("easy_pace", "Clear", "Easy pace: 3 % faster.", "", 1.0, None)
    assert findings.points(trend, METRIC) is None
    made = replace(short, cards=(trend,))
    assert "Less | more pain" not in reports.section(report.page(made, "1"), "findings")
