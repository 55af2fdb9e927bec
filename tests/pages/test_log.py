"""The Log, a run and a workout: opened by their address, searched, corrected, and what they say where data lack."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store as stores
from data import streams
from data.schema import conform
from pages.kit.log import components
from tests import make
from tests.pages.shown import charts, metrics, shown, text


def opened(page: str, state: dict[str, object] | None = None, **address: str) -> AppTest:
    return shown(page, address, **({"whose": "me", "units": "metric"} | (state or {})))


def everything(app: AppTest) -> str:
    heads = [str(each.value) for each in app.header]
    numbers = [f"{label} {value} {beside}" for label, (value, beside) in metrics(app).items()]
    return html.unescape("\n".join([text(app), *heads, *numbers])).replace("\\", "").replace("\u2060", "")


def button(app: AppTest, label: str):
    return next(each for each in app.button if each.label == label)


def samples(run_id: str, n: int = 1500, **more: object) -> pd.DataFrame:
    t = np.arange(n, dtype=float)
    turn = 2 * np.pi * t / n
    rows = {
        "run_id": run_id,
        "t_s": t,
        "distance_m": 3.0 * t,
        "hr_bpm": 140 + 10 * t / n,
        "elevation_m": 100 + 20 * np.sin(turn),
        "lat": 46 + 0.005 * np.sin(turn),
        "lon": 7 + 0.007 * np.cos(turn),
    }
    return conform("streams", pd.DataFrame(rows | more))


@pytest.fixture
def store(own_store) -> stores.Store:
    long = make.run("2026-03-08T07:00Z", 4_497, 1_499, title="*Not* a list", hr_mean_bpm=145.0)
    again = make.run("2026-03-08T12:00Z", 4_700, 1_700, source="strava")
    bare = make.run("2026-03-05T07:00Z", 8_000, 2_400, source="garmin_csv", shoe="Blue")
    lifts = [*make.lifted("2026-03-08T18:00Z", n=3), *make.lifted("2026-03-01T18:00Z", n=2, load_kg=50.0)]
    pain = [make.hurt("2026-03-08", 2, "morning", site="low_back"), make.hurt("2026-03-09", 4, "morning", flare=1.0)]
    parsed = make.file("all.csv", runs=[long, again, bare], sets=lifts, pain=pain)
    parsed.packed[long["run_id"]] = streams.pack(samples(long["run_id"]).drop(columns="run_id"))
    own_store.add(make.batch(parsed))
    return own_store


def run_id(store: stores.Store, distance_m: float) -> str:
    runs = store.load().runs
    return runs.loc[runs["distance_m"] == distance_m, "run_id"].iloc[0]


def test_a_day_opens_from_its_address_with_what_was_done_and_the_morning_after(store):
    app = opened("2_Log", day="2026-03-08", month="2026-03")
    said = everything(app)
    assert "Sun 8 March 2026" in said
    assert "March 2026" in said
    assert "4.5 km in 24:59" in said
    assert "3 glute sets" in said
    assert "Hip Thrust (Barbell): 3 sets, top 60 kg × 10" in said
    assert "Pain 2, low back, in the morning" in said
    assert "The morning after: 4" in said
    assert "\\*Not\\* a list" in text(app)


def test_the_newest_day_opens_where_the_address_names_none_or_nonsense(store):
    for address in ({}, {"day": "yesterday"}, {"day": "0001-01-01"}):
        assert "Mon 9 March 2026" in everything(opened("2_Log", **address))


def test_arrows_step_through_the_days_and_the_address_follows(store):
    app = opened("2_Log", day="2026-03-08")
    button(app, "Day before").click().run()
    assert not app.exception
    assert "Sat 7 March 2026" in everything(app)
    assert "Nothing on record for this day." in text(app)
    assert app.query_params["day"] in ("2026-03-07", ["2026-03-07"])


def test_months_are_turned_without_closing_the_day(store):
    app = opened("2_Log", day="2026-03-08")
    button(app, "Earlier").click().run()
    assert {"February 2026", "Sun 8 March 2026"} <= {each.value for each in app.header}
    next(group for group in app.get("button_group") if group.label == "Calendar of a").select("year").run()
    assert not app.exception
    assert "2026" in {each.value for each in app.header}


def test_the_list_is_searched_and_says_so_when_nothing_fits(store):
    app = opened("2_Log", day="2026-03-08")
    assert "1–6 of 6 entries" in text(app)
    box = next(each for each in app.text_input if each.label.startswith("Search"))
    box.set_value("blue").run()
    assert "1–1 of 1 entry" in text(app)
    assert app.query_params["log_search"] == "blue"
    app.switch_page("pages/3_Running.py").run()
    app.switch_page("pages/2_Log.py").run()
    assert "1–1 of 1 entry" in text(app)
    box = next(each for each in app.text_input if each.label.startswith("Search"))
    box.set_value("no such words").run()
    assert "Nothing fits" in text(app)
    assert not app.exception


def test_the_list_can_be_that_of_a_block(store):
    store.save_block("Bridges", date(2026, 3, 8), date(2026, 3, 8))
    app = opened("2_Log", day="2026-03-08")
    box = next(each for each in app.selectbox if each.label == "Block")
    assert box.options == ["Bridges, 8 Mar 2026"]
    box.set_value(box.options[0]).run()
    assert not app.exception
    assert "1–3 of 3 entries" in text(app)


def test_a_removed_run_is_gone_and_can_be_brought_back(store):
    store.remove("runs", run_id(store, 8_000))
    app = opened("2_Log", day="2026-03-05")
    assert "Nothing on record for this day." in text(app)
    next(each for each in app.button if each.label.startswith("Take back: run removed")).click().run()
    assert not app.exception
    assert 8_000 in store.load().runs["distance_m"].tolist()


def test_two_runs_of_a_day_are_joined_there(store):
    app = opened("2_Log", {"folded_edit_2026-03-08": True}, day="2026-03-08")
    which = next(each for each in app.selectbox if each.label == "This run")
    which.set_value(run_id(store, 4_700)).run()
    button(app, "Count them once").click().run()
    assert not app.exception
    assert 4_700 not in store.load().runs["distance_m"].tolist()
    assert "counted once" in text(app)


def test_a_run_of_several_recordings_says_where_its_values_came_from(store):
    listed = make.run("2026-03-08T07:00:05Z", 4_500, 1_499, source="garmin_csv", shoe="Red", title="Listed")
    store.add(make.batch(make.file("later.csv", runs=[listed])))
    said = everything(opened("11_Run", run=run_id(store, 4_497)))
    assert "Several recordings are this run. Samples, time, distance and heart rate from Garmin FIT" in said
    assert "shoe from Garmin CSV" in said
    assert "Several recordings" not in everything(opened("11_Run", run=run_id(store, 8_000)))


def test_a_run_with_samples_shows_splits_drift_and_what_follows(store):
    app = opened("11_Run", run=run_id(store, 4_497))
    said = everything(app)
    assert app.title[0].value == "Sun 8 March 2026: 4.5 km"
    assert "Pace 5:33 /km" in said
    assert "Pain: 2 before, 4 the next morning." in said
    assert "Heart rate rose 3 % at the same pace" in said
    splits = next(each.value for each in app.dataframe if "km" in each.value)
    assert splits["km"].tolist() == ["1", "2", "3", "4", "0.50"]
    assert splits["Pace, /km"].iloc[0] == "5:33"
    assert "3 glute sets" in said
    assert "No usual yet" in said


def test_a_run_without_samples_shows_its_facts_and_says_what_is_missing(store):
    said = everything(opened("11_Run", run=run_id(store, 8_000)))
    assert "Pace 5:00 /km" in said
    assert "Garmin CSV brought totals only. Import this run's FIT, GPX or TCX file" in said
    assert "Blue, 8 km with this run" in said


def test_ten_thousand_samples_are_drawn_as_a_few(own_store):
    run = make.run("2026-03-08T07:00Z", 30_000, 10_000)
    parsed = make.file("a.fit", runs=[run])
    parsed.packed[run["run_id"]] = streams.pack(samples(run["run_id"], 10_000).drop(columns="run_id"))
    own_store.add(make.batch(parsed))
    app = opened("11_Run", run=run["run_id"])
    drawn = [json.dumps(chart, separators=(",", ":")) for chart in charts(app)]
    assert drawn
    assert max(len(re.findall(r'"type":"scatter', chart)) for chart in drawn) < 20
    assert sum(map(len, drawn)) < 900_000


@pytest.mark.parametrize("page", ["11_Run", "12_Workout"])
def test_an_address_of_nothing_says_so_and_leads_to_the_log(page, store):
    app = opened(page, run="nothing", workout="nothing")
    assert "This log has no such" in text(app)


def test_a_workout_shows_its_best_and_what_counted(store):
    sets = store.load().sets
    newest = sets.loc[sets["day"] == pd.Timestamp("2026-03-08"), "workout_id"].iloc[0]
    app = opened("12_Workout", workout=newest)
    assert app.title[0].value == "Sun 8 March 2026: 3 glute sets"
    assert "60 kg: heaviest so far" in text(app).replace("\\", "")
    table = next(each.value for each in app.dataframe if "Counts each" in each.value)
    assert table[["Hard sets", "Counts each", "Glute sets"]].to_numpy().tolist() == [[3, "whole", 3]]


def test_a_log_of_pain_alone_has_a_calendar_a_day_and_a_list(own_store):
    own_store.add(make.batch(make.file("p.csv", pain=[make.hurt("2026-03-08", 3, site="knee")])))
    said = everything(opened("2_Log"))
    assert "Pain 3, knee" in said
    assert "1–1 of 1 entry" in said
    for page in ("11_Run", "12_Workout"):
        assert "yet: bring a file" in text(opened(page))


def test_a_day_to_come_is_still_to_come(store):
    later = date.today().replace(year=date.today().year + 1)
    assert "Still to come." in text(opened("2_Log", day=f"{later:%Y-%m-%d}"))


def test_a_flare_has_a_ring_that_no_other_disc_has_and_the_legend_says_so(store):
    assert "A second, thick ring around the disc: a flare." in text(opened("2_Log"))
    rules = dict(
        re.findall(r"^(\.disc[.\w]*) \{ (.*) \}$", components.HERE.joinpath("calendar.css").read_text(), re.M)
    )
    assert "outline: 2px solid" in rules[".disc.flare"]
    assert "outline" not in rules[".disc"]
