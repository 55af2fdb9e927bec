"""What FIT numbers are called: kinds of files, sports, kinds of runs, exercises."""

from __future__ import annotations

from typing import Any

from fitparse.profile import FIELD_TYPES

ACTIVITY_FILE = "activity"
_FILES = {
    "device": "a description of the watch",
    "settings": "the watch's settings",
    "sport": "the settings of a sport",
    "workout": "a planned workout, not one that was done",
    "course": "a course to follow, not one that was run",
    "schedules": "a training calendar",
    "weight": "weighings on a scale",
    "totals": "the watch's totals",
    "goals": "a list of goals",
    "blood_pressure": "blood pressure readings",
    "monitoring_a": "all-day steps and heart rate",
    "monitoring_b": "all-day steps and heart rate",
    "monitoring_daily": "all-day steps and heart rate",
    "activity_summary": "a summary without the activity itself",
    "segment": "a segment to race on",
    "segment_list": "a list of segments",
    "exd_configuration": "the lay-out of a display",
}
# sub_sport -> kind of run. Watches call a run "generic" wherever it goes, so that says nothing about the ground.
_RUN_KINDS = {
    "treadmill": "treadmill",
    "indoor_running": "treadmill",
    "virtual_activity": "treadmill",
    "street": "road",
    "road": "road",
    "trail": "trail",
    "mountain": "trail",
    "track": "track",
}
RUNNING = "running"
_GENERIC = "generic"
STRENGTH = "strength_training"
# exercise_category: the watch saw a set and could not tell the exercise.
UNKNOWN_CATEGORY = 65534
# The maker whose watches write the local time that they show.
WATCH_MAKER = "garmin"


def file_reason(kind: object) -> str:
    """Why a FIT of this kind gives no rows."""
    said = _FILES.get(str(kind), f"a FIT of kind {kind}, which holds no activity")
    return f"This is {said}; nothing in it to import."


def run_kind(sub_sport: object) -> str:
    """The kind of run, `unknown` where the watch does not say."""
    return _RUN_KINDS.get(str(sub_sport), "unknown")


def sport_words(sport: object, sub_sport: object) -> str:
    """'cycling (indoor cycling)', 'training (yoga)', 'sport no. 77'; old watches name no sport at all."""
    if sport is None or (sport == _GENERIC and sub_sport in (None, _GENERIC)):
        return "an activity whose sport the watch did not name"
    main = str(sport).replace("_", " ") if isinstance(sport, str) else f"sport no. {sport}"
    detail = str(sub_sport).replace("_", " ") if isinstance(sub_sport, str) and sub_sport != _GENERIC else ""
    return f"{main} ({detail})" if detail else main


def exercise(category: int | None, subtype: int | None) -> str | None:
    """'hip_raise/barbell_hip_thrust_with_bench', or 'squat' without subtype; None where the watch could not tell."""
    if category is None or category == UNKNOWN_CATEGORY:
        return None
    name = _names("exercise_category").get(category, f"category_{category}")
    if subtype is None:
        return name
    return f"{name}/{_names(f'{name}_exercise_name').get(subtype, subtype)}"


def has_exercise_name(category: int | None, subtype: int | None) -> bool:
    """Whether the profile has a name for this very exercise."""
    name = _names("exercise_category").get(category, "")
    return subtype in _names(f"{name}_exercise_name")


def _names(enum: str) -> dict[Any, str]:
    kind = FIELD_TYPES.get(enum)
    return kind.values or {} if kind else {}
