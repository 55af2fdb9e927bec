"""The report on the story: what stands in it is what the log and the pages say."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from analytics import ask, certainty, findings, report, reviews
from analytics.pain import diary
from analytics.report import parts, summary
from analytics.result import NotEnough
from analytics.words import say_number
from data.units import IMPERIAL, M_PER_MILE, METRIC
from tests import make
from tests.analytics.report import reports


@pytest.fixture(scope="module")
def log():
    return reports.demo_log("story")


@pytest.fixture(scope="module")
def made(log):
    return reports.of(log, units=IMPERIAL)


@pytest.fixture(scope="module")
def document(made):
    return report.page(made, "1.2.3", name="Ada")


def test_it_names_its_period_its_version_and_the_runner_who_wants_to_be_named(made, document, log):
    said = reports.words(document)
    assert f"{METRIC.say_date(log.first_day)} to {METRIC.say_date(log.today)}" in said
    assert "by lbsdrop 1.2.3" in said
    assert "Training and pain report: Ada" in said
    assert "Ada" not in report.page(made, "1.2.3")


def test_it_is_small(document):
    assert len(document.encode()) < 1_500_000


def test_the_findings_are_those_of_the_page_findings(made, document, log):
    look = reviews.look(log.first_day, log.today)
    answers = findings.all_of(log, lambda _: {}, look, IMPERIAL)
    assert made.cards == tuple(answers.cards)
    said = reports.section(document, "findings")
    assert len(answers.cards) >= 4
    for card in answers.cards[: parts.FINDINGS_LISTED]:
        assert card.headline in said
        assert card.badge in said
    assert findings.headline(answers.open) in said


def test_the_load_is_that_of_the_runs(made, document, log):
    runs = log.rows("runs")
    since = log.today - pd.Timedelta(days=84)
    lately = runs[runs["day"] > since]
    said = reports.section(document, "load")
    week, longest = lately["distance_m"].sum() / 12 / M_PER_MILE, lately["distance_m"].max() / M_PER_MILE
    row = re.search(r"The last 12 weeks ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)", said)
    assert row is not None
    assert row.groups()[0] == say_number(week)
    assert row.groups()[1] == say_number(len(lately) / 12)
    assert row.groups()[3] == say_number(longest)


def test_the_longest_run_is_one_of_the_stretch_itself():
    runs = [make.run(f"2026-{m:02}-{d:02}T06:00Z", 5_000.0) for m in (1, 2, 3) for d in range(1, 29)]
    early = make.run("2026-03-01T12:00Z", 30_000.0)
    found = reports.of(reports.own_log("2026-03-30", runs=[*runs, early])).load
    assert found.row("The last 4 weeks").longest_m == 5_000
    assert found.row("The last 12 weeks").longest_m == 30_000
    assert found.row("The same weeks a year before") is None


def test_pain_and_flares_are_those_of_the_page_pain(document, log):
    place = diary.by_site(log.rows("pain"), log.today).iloc[0]
    said = reports.section(document, "pain")
    assert f"Low back {say_number(place['median'])} " in said
    assert f" {place['n_days']:,} " in said
    kept = ask.diary_kept(log, log.first_day)
    assert f"{len(kept.flares)} flares: " in reports.section(document, "flares")
    last = kept.flares.iloc[-1]
    before = log.daily.loc[last["start"] - pd.Timedelta(days=1)]
    row = reports.section(document, "flares").split("4 weeks before")[1]
    assert say_number(before["distance_7d_m"] / M_PER_MILE) in row
    assert say_number(before["glute_sets_28d"]) in row


def test_strength_work_has_a_sentence_of_its_own_where_it_is_sure_and_not_the_surest(made):
    said = summary.of_strength(reports.full(made))
    assert said.startswith("Of strength work: 15 more glute sets a week go together with 2.5 points less pain")
    assert said.endswith(" (clear).")
    first, *rest = reports.full(made).cards
    assert summary.of_strength(replace(made, cards=tuple(rest))) == ""
    doubted = tuple(replace(card, badge=certainty.TREND) for card in rest)
    assert summary.of_strength(replace(made, cards=(first, *doubted))) == ""
    assert summary.of_strength(replace(made, cards=())) == ""


def test_it_begins_with_a_few_sentences_whose_figures_stand_below(made, document):
    said = summary.sentences(made)
    assert 3 <= len(said) <= 4
    assert document.index('id="summary"') < document.index("<svg")
    below = " ".join(reports.section(document, key) for key in ("load", "pain", "flares", "findings"))
    for figure in re.findall(r"\d[\d,.]*\d|\d", " ".join(said)):
        assert figure in below, figure
    assert made.cards[0].headline.removesuffix(".") in said[2]
    assert "no proof of a cause" in said[2]


@pytest.mark.parametrize("key", report.SECTIONS)
def test_every_section_can_be_left_out(key, made):
    assert f'id="{key}"' in report.page(made, "1")
    short = report.page(made, "1", without=[key])
    assert f'id="{key}"' not in short
    assert [each for each in report.SECTIONS if f'id="{each}"' in short] == [k for k in report.SECTIONS if k != key]


def test_the_summary_says_nothing_of_what_was_left_out(made):
    assert "flares" not in " ".join(summary.sentences(made, ["flares"]))
    assert not any("ain was" in sentence for sentence in summary.sentences(made, ["pain"]))
    assert not any("glute sets a week;" in sentence for sentence in summary.sentences(made, ["load"]))
    assert not any(made.cards[0].headline[:20] in sentence for sentence in summary.sentences(made, ["findings"]))
    assert 'id="summary"' not in report.page(made, "1", without=["load", "pain", "findings"])


def test_a_section_that_there_is_not_is_a_fault(made):
    with pytest.raises(KeyError, match="weather"):
        report.page(made, "1", without=["weather"])


def test_a_period_begins_where_the_reader_says(log):
    since = log.today - pd.Timedelta(days=364)
    made = reports.of(log, units=IMPERIAL, since=since)
    assert made.first == since
    assert not made.is_monthly
    assert made.quality.n_days == 365
    assert all(chapter.day >= since for chapter in made.chapters)
    assert made.load.row("The whole period").n_runs < 7


def test_a_period_without_a_row_is_refused(log):
    later = report.build(log, lambda _: {}, since=log.today + pd.Timedelta(days=1))
    assert isinstance(later, NotEnough)


def test_strays_of_years_ago_do_not_stretch_the_period():
    runs = [make.run(f"2026-03-{day:02}T06:00Z") for day in range(1, 29)]
    made = reports.of(reports.own_log(runs=[make.run("2015-05-05T06:00Z"), *runs]))
    assert made.first == pd.Timestamp("2026-03-01")
