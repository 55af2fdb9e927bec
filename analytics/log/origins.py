"""Where each value of a run came from, where several recordings are one run."""

from __future__ import annotations

import pandas as pd

from analytics.log.say import source_name
from analytics.words import listed

# What the run page shows, in this order, by the words of the page.
FIELDS = {
    "samples": "samples",
    "duration_s": "time",
    "distance_m": "distance",
    "hr_mean_bpm": "heart rate",
    "cadence_spm": "cadence",
    "power_w": "power",
    "ascent_m": "climb",
    "temperature_c": "temperature",
    "rpe": "effort",
    "title": "title",
    "shoe": "shoe",
    "surface": "surface",
    "note": "note",
}
BY_HAND = "by hand"
# Sources that measured the run themselves; another source's distance of a treadmill run was put right by its owner.
RECORDERS = ("garmin_fit", "strava_fit", "tcx", "gpx", "apple_health")


def say_origins(found: pd.DataFrame, kind: str) -> str:
    """'Samples, time and heart rate from Garmin FIT; distance (corrected) from Garmin CSV; title by hand.'

    `found` has field and source, a row each (what `Store.origins` gives of one run); `kind` is the run's. '' where
    all of it came from one source: there is nothing to tell.
    """
    by_field = dict(zip(found["field"], found["source"], strict=True))
    shown = {field: by_field[field] for field in FIELDS if field in by_field}
    if len(set(shown.values())) < 2:
        return ""
    is_corrected = kind == "treadmill" and shown.get("samples") in RECORDERS
    parts = []
    for source in dict.fromkeys(shown.values()):
        words = [_word(field, source, is_corrected) for field in shown if shown[field] == source]
        parts.append(f"{listed(words)} {BY_HAND if source == BY_HAND else f'from {source_name(source)}'}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _word(field: str, source: str, is_corrected: bool) -> str:
    is_other = field == "distance_m" and is_corrected and source not in (*RECORDERS, BY_HAND)
    return f"{FIELDS[field]} (corrected)" if is_other else FIELDS[field]
