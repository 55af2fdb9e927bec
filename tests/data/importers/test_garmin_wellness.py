"""Garmin's days and nights: the account export's JSON and the sleep report, as factors."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from data import imports
from data import store as stores
from data.batch import Batch
from data.importers import Answers, SourceFile, read
from tests.places import CORPUS

HOME = Answers(timezone="Europe/Berlin")


def of(content: object, name: str = "a.json") -> Batch:
    data = content if isinstance(content, str) else json.dumps(content)
    return read(SourceFile(name, data.encode()), HOME)


def values(batch: Batch) -> dict[tuple[str, str], float]:
    rows = batch.frames.factors
    return {(f"{day:%m-%d}", name): value for day, name, value in rows[["day", "name", "value"]].to_numpy()}


def day(date: str, own: int | None = 50, mean: int | None = 52, stress: int = 30, **more: object) -> dict:
    return {
        "userProfilePK": 1,
        "calendarDate": date,
        "durationInMilliseconds": 86_400_000,
        "totalSteps": 9000,
        "restingHeartRate": mean,
        "currentDayRestingHeartRate": own,
        "includesWellnessData": True,
        "allDayStress": {
            "aggregatorList": [
                {"type": "AWAKE", "averageStressLevel": 99},
                {"type": "TOTAL", "averageStressLevel": stress},
            ]
        },
        **more,
    }


def night(date: str, hours: float = 7.5, score: int | None = 80, kind: str = "ENHANCED_CONFIRMED_FINAL") -> dict:
    return {
        "sleepStartTimestampGMT": f"{date}T00:00:00.0",
        "sleepEndTimestampGMT": f"{date}T07:00:00.0",
        "calendarDate": date,
        "sleepWindowConfirmationType": kind,
        "deepSleepSeconds": 3600,
        "lightSleepSeconds": hours * 3600 - 5400,
        "remSleepSeconds": 1800,
        "awakeSleepSeconds": 1200,
        **({"sleepScores": {"overallScore": score}} if score else {}),
    }


def test_a_day_gives_resting_heart_rate_stress_and_steps_with_their_units():
    factors = of([day("2026-03-01")]).frames.factors
    assert factors[["name", "value", "unit"]].to_numpy().tolist() == [
        ["resting heart rate", 50, "1/min"],
        ["stress", 30, "0-100"],
        ["steps", 9000, "1"],
    ]


def test_a_day_without_the_watch_is_a_gap_and_no_zero():
    batch = of([day("2026-03-01"), day("2026-03-02", None, None, -2, includesWellnessData=False, totalSteps=0)])
    assert {date for date, _ in values(batch)} == {"03-01"}
    assert "not worn: 1 row" in batch.skipped[0].reason


def test_a_stress_below_zero_is_none_and_a_mean_of_seven_days_is_named():
    batch = of([day("2026-03-01", own=None, stress=-1)])
    assert values(batch) == {("03-01", "resting heart rate"): 52, ("03-01", "steps"): 9000}
    assert any("mean of seven days" in warning for warning in batch.warnings)


def test_the_day_of_the_export_has_no_steps_yet():
    batch = of(
        [day("2026-03-01", durationInMilliseconds=30_000_000), day("2026-03-29", durationInMilliseconds=82_800_000)]
    )
    assert ("03-01", "steps") not in values(batch) and values(batch)["03-01", "resting heart rate"] == 50
    assert values(batch)["03-29", "steps"] == 9000


def test_the_values_that_are_not_read_are_named():
    [warning] = of([day("2026-03-01", bodyBattery={"chargedValue": 60}, totalKilocalories=2000)]).warnings
    assert "bodyBattery, totalKilocalories" in warning


def test_a_night_is_hours_asleep_on_the_day_it_ends_with_its_score():
    batch = of([night("2026-03-01"), night("2026-03-02", 6, score=None)])
    assert values(batch) == {("03-01", "sleep"): 7.5, ("03-01", "sleep score"): 80, ("03-02", "sleep"): 6}
    assert batch.frames.factors["unit"].tolist() == ["h", "0-100", "h"]


@pytest.mark.parametrize("kind", ["UNCONFIRMED", "OFF_WRIST"])
def test_a_night_that_is_not_confirmed_is_left_out_with_a_word(kind):
    batch = of([night("2026-03-01"), night("2026-03-02", kind=kind)])
    assert ("03-02", "sleep") not in values(batch)
    assert "does not confirm: 1 row" in batch.skipped[0].reason


def test_a_night_that_came_twice_counts_once_and_one_without_a_day_is_said():
    empty = dict.fromkeys(night("2026-03-01"))
    batch = of([night("2026-03-01"), night("2026-03-01"), empty])
    assert values(batch)["03-01", "sleep"] == 7.5
    assert [one.reason.split(":")[0] for one in batch.skipped] == [
        "the same night once more",
        "an entry without a day",
    ]


def health(date: str, hrv: float) -> dict:
    metrics = [{"type": "HRV", "value": hrv, "status": "BALANCED"}, {"type": "HR", "value": 49.0}]
    return {"calendarDate": date, "metrics": metrics}


def test_hrv_is_the_nights_mean_and_what_is_not_measured_is_a_gap():
    batch = of([health("2026-03-01", 62.0), health("2026-03-02", 0)])
    assert batch.frames.factors[["name", "value", "unit"]].to_numpy().tolist() == [["HRV", 62, "ms"]]
    assert "without HRV: 1 row" in batch.skipped[0].reason
    assert any("RMSSD" in w for w in batch.warnings) and any("not read: HR" in w for w in batch.warnings)


def test_days_of_one_kind_of_file_do_not_replace_those_of_another():
    store = stores.open("sqlite://")
    files = {
        "uds": [day(f"2026-03-0{i}") for i in range(1, 5)],
        "sleep": [night(f"2026-03-0{i}") for i in range(1, 5)],
    }
    for name, content in files.items():
        imports.import_files(store, [SourceFile(f"{name}.json", json.dumps(content).encode())], HOME)
    later = json.dumps([day(f"2026-03-0{i}", own=48) for i in range(1, 6)]).encode()
    receipt = imports.import_files(store, [SourceFile("later.json", later)], HOME).to_json()
    assert (receipt["files"][0]["changed"], receipt["removed"]) == (4, 0)
    assert len(store.load().factors) == 5 * 3 + 4 * 2


REPORT = (
    "Sleep Score 7 Days,Score,Resting Heart Rate,Body Battery,HRV Status,Quality,Duration,Odd,Bedtime,Wake Time\n"
)


def test_the_sleep_report_gives_the_same_names_as_the_account_export():
    batch = of(REPORT + "2026-03-01,76,52,+35,48,Good,5h 8min,x,12:31 AM,6:04 AM\n", "Sleep.csv")
    assert values(batch) == {
        ("03-01", "sleep score"): 76,
        ("03-01", "resting heart rate"): 52,
        ("03-01", "HRV"): 48,
        ("03-01", "body battery"): 35,
        ("03-01", "sleep"): pytest.approx(5 + 8 / 60),
    }
    assert any("not read: Odd" in warning for warning in batch.warnings)


def test_a_report_without_a_line_a_night_is_refused_by_name():
    for text in (
        "Date,Avg Score,Avg Quality,Avg Duration\n13-19 May,66,Fair,7h 50min\n",
        "Sleep Score 1 Day,\nDate,x\n",
    ):
        [note] = of(text).files
        assert note.status == "refused" and "4 Weeks" in note.reason


def test_a_real_export_gives_each_day_once():
    folder = CORPUS / "garmin_account"
    if not folder.exists():
        pytest.skip("the corpus is not here")
    [path] = folder.glob("UDSFile*.json")
    factors = read(SourceFile(path.name, path.read_bytes()), HOME).frames.factors
    days = {each["calendarDate"]: each for each in json.loads(path.read_text())}
    assert len(factors) == 3 * len(days) == 153
    resting = factors[factors["name"] == "resting heart rate"].set_index("day")["value"]
    assert resting[pd.Timestamp("2023-04-14")] == days["2023-04-14"]["currentDayRestingHeartRate"] == 58
