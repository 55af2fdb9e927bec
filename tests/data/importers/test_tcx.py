"""TCX: laps and their sums, several activities, planned things, damage."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from data import schema, streams
from data.importers import Answers, SourceFile, parse
from data.importers.source import Parsed
from tests.data.importers import corpus

HOME = Answers(timezone="America/New_York")


def trackpoint(seconds: int, metres: float, one_leg: int = 85) -> str:
    return (
        f"<Trackpoint><Time>2024-05-02T01:{seconds // 60:02d}:{seconds % 60:02d}.000Z</Time>"
        f"<DistanceMeters>{metres}</DistanceMeters><HeartRateBpm><Value>150</Value></HeartRateBpm>"
        f'<Extensions><n:TPX xmlns:n="urn:x"><n:Speed>3.0</n:Speed><n:RunCadence>{one_leg}</n:RunCadence></n:TPX>'
        "</Extensions></Trackpoint>"
    )


def lap(start: int = 0, seconds: float = 100, metres: float = 300, inner: str = "", points: str | None = None) -> str:
    inside = "".join(trackpoint(start + i * 10, (start + i * 10) * 3.0) for i in range(11))
    return (
        f'<Lap StartTime="2024-05-02T01:{start // 60:02d}:{start % 60:02d}Z">'
        f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters>{inner}"
        f"<Track>{inside if points is None else points}</Track></Lap>"
    )


def activity(*laps: str, sport: str = "Running") -> str:
    return f'<Activity Sport="{sport}"><Id>2024-05-02T01:00:00Z</Id>{"".join(laps)}</Activity>'


def document(*activities: str) -> str:
    schema_name = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    body = f"<Activities>{''.join(activities)}</Activities>" if activities else ""
    return f'<?xml version="1.0"?><TrainingCenterDatabase xmlns="{schema_name}">{body}</TrainingCenterDatabase>'


def parsed(text: str) -> Parsed:
    return parse(SourceFile("a.tcx", text.encode()), HOME)


def test_distance_and_time_are_the_sums_of_the_laps() -> None:
    (run,) = parsed(document(activity(lap(), lap(100, 90.5, 280)))).rows["runs"]
    assert run["distance_m"] == 580
    assert run["duration_s"] == 190.5
    assert run["start"] == datetime(2024, 5, 2, 1, tzinfo=UTC)
    assert run["day"] == datetime(2024, 5, 1)


def test_cadence_of_one_leg_is_doubled_in_the_run_and_its_samples() -> None:
    summary = '<Extensions><LX xmlns="urn:x"><AvgRunCadence>84</AvgRunCadence></LX></Extensions>'
    one = parsed(document(activity(lap(inner=summary))))
    (run,) = one.rows["runs"]
    frame = schema.check("streams", streams.unpack(run["run_id"], one.packed[run["run_id"]]))
    assert run["cadence_spm"] == 168
    assert set(frame["cadence_spm"]) == {170.0}
    np.testing.assert_allclose(frame["distance_m"], np.arange(11) * 30.0)
    assert set(frame["speed_m_s"]) == {3.0}


def test_heart_rate_is_the_laps_weighted_by_time_or_that_of_the_samples() -> None:
    def said(mean: int, highest: int) -> str:
        return (
            f"<AverageHeartRateBpm><Value>{mean}</Value></AverageHeartRateBpm>"
            f"<MaximumHeartRateBpm><Value>{highest}</Value></MaximumHeartRateBpm>"
        )

    (run,) = parsed(document(activity(lap(inner=said(140, 160)), lap(100, 300, 900, said(160, 181))))).rows["runs"]
    assert run["hr_mean_bpm"] == 155 and run["hr_max_bpm"] == 181
    (run,) = parsed(document(activity(lap()))).rows["runs"]
    assert run["hr_mean_bpm"] == run["hr_max_bpm"] == 150


def test_laps_without_totals_are_filled_from_the_samples_with_a_warning() -> None:
    one = parsed(document(activity(lap(metres=0), lap(100, metres=0))))
    assert one.rows["runs"][0]["distance_m"] == 600
    assert "no distance" in " ".join(one.warnings)


def test_laps_follow_each_other_and_a_second_track_in_a_lap_follows_a_pause() -> None:
    later = "".join(trackpoint(110 + i * 10, 330 + i * 30) for i in range(10))
    (run,) = parsed(document(activity(lap(), lap(110, 90, 270, points=later)))).rows["runs"]
    assert run["moving_s"] == 190
    begun = "".join(trackpoint(i * 10, i * 30) for i in range(11))
    paused = lap(seconds=190, metres=570, points=f"{begun}</Track><Track>{later}")
    (run,) = parsed(document(activity(paused))).rows["runs"]
    assert run["moving_s"] == 190


def test_a_lap_without_points_is_a_run_without_samples() -> None:
    one = parsed(document(activity(lap(points=""))))
    assert one.rows["runs"][0]["distance_m"] == 300 and not one.packed


def test_several_activities_give_several_runs_and_a_reason_for_each_other_sport() -> None:
    one = parsed(document(activity(lap()), activity(lap(200), sport="Biking"), activity(lap(300))))
    assert len(one.rows["runs"]) == len(one.packed) == 2
    assert [s.reason for s in one.skipped] == ["The activity is Biking, which is no run."]


@pytest.mark.parametrize("sport", ["Other", "Biking", ""])
def test_a_file_of_another_sport_is_skipped(sport: str) -> None:
    one = parsed(document(activity(lap(), sport=sport)))
    assert one.status == "skipped" and "no run" in one.reason


@pytest.mark.parametrize(("inner", "word"), [("Course", "course to follow"), ("Workout", "planned workout")])
def test_courses_and_workouts_are_skipped_by_name(inner: str, word: str) -> None:
    text = document().replace("</Train", f"<{inner}s><{inner}><Name>x</Name></{inner}></{inner}s></Train")
    one = parsed(text)
    assert one.status == "skipped" and word in one.reason


def test_an_empty_activity_is_skipped() -> None:
    assert parsed(document()).status == "skipped"
    assert "nothing was recorded" in parsed(document(activity(lap(seconds=0, metres=0, points="")))).reason


def test_blanks_before_the_declaration_as_strava_writes_them_do_no_harm() -> None:
    assert parsed("          " + document(activity(lap()))).status == "imported"


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE t [<!ENTITY a "ha">]>'
    one = parsed(document(activity(lap())).replace("<Training", bomb + "<Training", 1))
    assert one.status == "refused" and "entities" in one.reason


def test_a_file_cut_off_keeps_the_laps_that_are_whole() -> None:
    text = document(activity(lap(), lap(100)))
    one = parsed(text[: text.rindex("<Trackpoint>")])
    assert "breaks off" in one.warnings[0]
    assert one.rows["runs"][0]["distance_m"] == 600


def test_real_files_have_the_manifests_runs_and_distances() -> None:
    n_runs = 0
    for row, source in corpus.files("tcx"):
        one = parse(source, HOME)
        runs = one.rows.get("runs", ())
        assert len(runs) == int(row["n_runs"]), row["file"]
        if runs:
            distance = sum(r["distance_m"] for r in runs)
            assert distance == pytest.approx(float(row["total_distance_m"]), rel=0.005), row["file"]
            said = row["notes"].split("time_s ")[1].split(";")[0]
            assert sum(r["duration_s"] for r in runs) == pytest.approx(float(said), abs=1), row["file"]
        n_runs += len(runs)
    assert n_runs == 5
