"""GPX: what is a run, how far it was, and what is refused. gpxpy measures the same tracks independently."""

from __future__ import annotations

from datetime import UTC, datetime

import gpxpy
import numpy as np
import pytest

from data import schema, streams
from data.importers import Answers, SourceFile, parse, read
from data.importers.source import Parsed
from data.importers.vendors import gpx
from tests.data.importers import corpus

HOME = Answers(timezone="Europe/Berlin")
# Metres of one degree of latitude on the sphere that data.importers.reading.track measures on.
DEGREE_M = 6_371_008.8 * np.pi / 180


def point(seconds: int, metres: float, inner: str = "", clock: str = "2024-05-01T22:{:02d}:{:02d}Z") -> str:
    time = clock.format(seconds // 60, seconds % 60)
    return f'<trkpt lat="{50 + metres / DEGREE_M:.9f}" lon="8"><ele>100</ele><time>{time}</time>{inner}</trkpt>'


def document(*tracks: str, head: str = "", namespace: str = "http://www.topografix.com/GPX/1/1") -> str:
    body = "".join(tracks)
    return f'<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" xmlns="{namespace}">{head}{body}</gpx>'


def trk(*segments: str, sport: str = "running", name: str = "") -> str:
    said = f"<type>{sport}</type>" if sport else ""
    body = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    return f"<trk><name>{name}</name>{said}{body}</trk>"


def steady(n: int = 40, step_s: int = 10, step_m: float = 30.0, inner: str = "", **more: str) -> str:
    return "".join(point(i * step_s, i * step_m, inner, **more) for i in range(n))


def parsed(text: str | bytes, answers: Answers = HOME) -> Parsed:
    return parse(SourceFile("a.gpx", text if isinstance(text, bytes) else text.encode()), answers)


def samples(one: Parsed) -> dict[str, np.ndarray]:
    (run_id,) = one.packed
    frame = schema.check("streams", streams.unpack(run_id, one.packed[run_id]))
    return {name: frame[name].to_numpy() for name in frame}


def test_a_track_of_type_running_is_a_run_on_the_home_zones_day() -> None:
    one = parsed(document(trk(steady())))
    (run,) = one.rows["runs"]
    assert run["start"] == datetime(2024, 5, 1, 22, 0, tzinfo=UTC)
    assert run["day"] == datetime(2024, 5, 2)
    assert run["distance_m"] == pytest.approx(39 * 30, rel=1e-6)
    assert run["duration_s"] == run["moving_s"] == 390
    assert run["source"] == "gpx" and run["kind"] == "unknown"


def test_the_batch_keeps_the_frames_contract() -> None:
    batch = read(SourceFile("a.gpx", document(trk(steady())).encode()), HOME)
    assert len(schema.check("runs", batch.frames.runs)) == 1


@pytest.mark.parametrize(
    ("sport", "kind"),
    [("Run", "unknown"), ("9", "unknown"), ("trail_running", "trail"), ("Treadmill Running", "treadmill")],
)
def test_sports_that_are_runs(sport: str, kind: str) -> None:
    assert parsed(document(trk(steady(), sport=sport))).rows["runs"][0]["kind"] == kind


@pytest.mark.parametrize("sport", ["cycling", "Ride", "1", "hiking", "Other"])
def test_other_sports_are_skipped_and_named(sport: str) -> None:
    one = parsed(document(trk(steady(), sport=sport)))
    assert one.status == "skipped" and sport in one.reason


def test_without_a_type_a_runners_speed_is_a_run_with_a_warning() -> None:
    one = parsed(document(trk(steady(), sport="")))
    assert one.rows["runs"][0]["kind"] == "unknown"
    assert "does not say its sport" in one.warnings[0]


@pytest.mark.parametrize(
    ("step_m", "name"), [(12.0, ""), (90.0, ""), (30.0, "Evening Ride"), (30.0, "Hike to the hut")]
)
def test_without_a_type_other_speeds_and_names_are_skipped(step_m: float, name: str) -> None:
    one = parsed(document(trk(steady(step_m=step_m), sport="", name=name)))
    assert one.status == "skipped" and "does not say its sport" in one.reason


def test_without_a_type_a_slow_ride_is_known_by_its_descents() -> None:
    places, metres = [], 0.0
    for i in range(60):
        metres += 50.0 if i < 50 else 110.0  # 18 km/h, then 40 downhill
        places.append(point(i * 10, metres))
    one = parsed(document(trk("".join(places), sport="")))
    assert one.status == "skipped" and "not like a run's" in one.reason


def test_without_a_type_a_name_says_run_at_any_speed() -> None:
    one = parsed(document(trk(steady(step_m=12.0), sport="", name="Trail run")))
    assert one.rows["runs"][0]["kind"] == "trail"


def test_without_a_type_a_minute_is_too_short_to_judge() -> None:
    assert "too short" in parsed(document(trk(steady(n=7), sport=""))).reason


def test_heart_rate_and_cadence_are_read_under_any_prefix_and_cadence_is_doubled() -> None:
    for prefix in ("gpxtpx", "ns3", "x"):
        extension = (
            f'<extensions xmlns:{prefix}="urn:x"><{prefix}:TrackPointExtension><{prefix}:hr>150</{prefix}:hr>'
            f"<{prefix}:cad>85</{prefix}:cad></{prefix}:TrackPointExtension></extensions>"
        )
        one = parsed(document(trk(steady(inner=extension))))
        (run,) = one.rows["runs"]
        assert run["hr_mean_bpm"] == run["hr_max_bpm"] == 150
        assert run["cadence_spm"] == 170
        assert set(samples(one)["cadence_spm"]) == {170.0}


def test_cadence_of_both_feet_is_not_doubled_again() -> None:
    one = parsed(document(trk(steady(inner="<extensions><cadence>172</cadence></extensions>"))))
    assert one.rows["runs"][0]["cadence_spm"] == 172


def test_samples_hold_time_way_speed_and_place() -> None:
    columns = samples(parsed(document(trk(steady()))))
    np.testing.assert_allclose(columns["t_s"], np.arange(40) * 10.0)
    np.testing.assert_allclose(columns["distance_m"], np.arange(40) * 30.0, rtol=1e-5)
    np.testing.assert_allclose(columns["speed_m_s"][1:], 3.0, rtol=1e-4)
    assert columns["lat"][0] == 50 and columns["lon"][0] == 8


def test_nothing_is_added_up_across_a_pause_between_segments() -> None:
    second = "".join(point(600 + i * 10, 5_000 + i * 30) for i in range(10))
    (run,) = parsed(document(trk(steady(n=10), second))).rows["runs"]
    assert run["distance_m"] == pytest.approx(2 * 9 * 30, rel=1e-5)
    assert run["duration_s"] == 2 * 90


def test_a_stand_of_minutes_inside_a_segment_is_a_pause() -> None:
    later = "".join(point(400 + i * 10, 270 + i * 30) for i in range(10))
    (run,) = parsed(document(trk(steady(n=10) + later))).rows["runs"]
    assert run["duration_s"] == run["moving_s"] == 180


def test_tracks_that_follow_closely_are_one_run_and_distant_ones_two() -> None:
    again = "".join(point(1_200 + i * 10, i * 30) for i in range(10))
    nearby = parsed(document(trk(steady(n=10)), trk(again)))
    assert [run["duration_s"] for run in nearby.rows["runs"]] == [180]
    morning = steady(n=10, clock="2024-05-02T06:{:02d}:{:02d}Z")
    assert len(parsed(document(trk(steady(n=10)), trk(morning))).rows["runs"]) == 2


def test_a_ride_beside_a_run_is_skipped_with_its_reason() -> None:
    one = parsed(document(trk(steady()), trk(steady(), sport="cycling")))
    assert len(one.rows["runs"]) == 1
    assert "cycling" in one.skipped[0].reason


def test_files_without_points_times_or_positions_say_so() -> None:
    untimed = '<trkpt lat="50" lon="8"/><trkpt lat="50.01" lon="8"/>'
    nowhere = "<trkpt><time>2024-05-01T22:00:00Z</time></trkpt>" * 3
    for text, word in (
        (document(trk("")), "no track points"),
        (document('<wpt lat="1" lon="1"/>'), "waypoints"),
        (document('<rte><rtept lat="1" lon="1"/></rte>'), "planned route"),
        (document(trk(untimed)), "no times"),
        (document(trk(nowhere)), "no positions"),
    ):
        one = parsed(text)
        assert one.status == "skipped" and word in one.reason


def test_single_points_without_position_or_time_cost_a_warning_only() -> None:
    lost = '<trkpt lat="0" lon="0"><time>2024-05-01T22:00:05Z</time></trkpt>'
    one = parsed(document(trk(steady(n=10) + lost + '<trkpt lat="50" lon="8"/>')))
    assert "1 of 12 points have no position" in " ".join(one.warnings)
    assert "1 of 12 points have no time" in " ".join(one.warnings)


def test_climbs_below_ten_metres_are_the_receivers_noise() -> None:
    heights = [100, 108, 100, 140, 135, 160, 100]
    points = "".join(
        point(i * 10, i * 30).replace("<ele>100</ele>", f"<ele>{h}</ele>") for i, h in enumerate(heights)
    )
    (run,) = parsed(document(trk(points))).rows["runs"]
    assert (run["ascent_m"], run["descent_m"]) == (60, 60)


def test_an_entity_bomb_is_refused_before_it_unfolds() -> None:
    bomb = '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    one = parsed(document(trk(steady(), name="&b;")).replace("<gpx", bomb + "<gpx", 1))
    assert one.status == "refused" and "entities" in one.reason


def test_an_external_entity_is_refused_and_not_fetched() -> None:
    outside = '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    one = parsed(document(trk(steady(), name="&a;")).replace("<gpx", outside + "<gpx", 1))
    assert one.status == "refused" and "entities" in one.reason


def test_a_bomb_behind_a_control_character_is_refused_too() -> None:
    bomb = '\x01<!DOCTYPE gpx [<!ENTITY a "ha">]>'
    one = parsed(document(trk(steady(), name="&a;")).replace("<gpx", bomb + "<gpx", 1))
    assert one.status == "refused" and "entities" in one.reason


def test_a_file_cut_off_keeps_what_is_whole_with_a_warning() -> None:
    text = document(trk(steady()))
    one = parsed(text[: text.rindex("<trkpt") - 5])
    assert one.status == "imported" and "breaks off" in one.warnings[0]
    assert one.rows["runs"][0]["duration_s"] == 380


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_blanks_and_bare_ampersands_are_read(encoding: str) -> None:
    text = document(trk(steady(), name="Früh & spät")).replace(' encoding="UTF-8"', "")
    one = parsed(b"\n  " + text.encode(encoding) if encoding == "cp1252" else text.encode(encoding))
    assert one.rows["runs"][0]["title"] == "Früh & spät"


def test_the_same_file_gives_the_same_run_id() -> None:
    assert parsed(document(trk(steady()))).packed.keys() == parsed(document(trk(steady()))).packed.keys()


def test_real_files_have_the_manifests_runs_and_distances() -> None:
    n_runs = 0
    for row, source in corpus.files("gpx"):
        one = parse(source, HOME)
        runs = one.rows.get("runs", ())
        assert one.status != "refused" and (runs or one.reason.endswith(".")), row["file"]
        if row["n_runs"] not in ("", "0"):
            assert len(runs) == int(row["n_runs"])
            assert sum(r["distance_m"] for r in runs) == pytest.approx(
                float(row["total_distance_m"]), rel=0.005, abs=0.5
            ), row["file"]
            n_runs += len(runs)
    assert n_runs == 3


def test_distances_are_those_of_gpxpy() -> None:
    for row, source in corpus.files("gpx"):
        runs = parse(source, HOME).rows.get("runs", ())
        if runs:
            measured = gpxpy.parse(source.data.decode()).length_2d()
            assert sum(r["distance_m"] for r in runs) == pytest.approx(measured, rel=0.002), row["file"]


def test_only_gpx_matches() -> None:
    assert gpx.matches(SourceFile("a", b"\xef\xbb\xbf <gpx/>"))
    for other in (b"", b"gpx", b"<kml/>", b"<html><p>gpx</p>", b'{"gpx": 1}'):
        assert not gpx.matches(SourceFile("a.gpx", other))
