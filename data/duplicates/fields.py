"""Which source's value wins, by field: a run told by several is shown with the best value of each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data import schema
from data.duplicates.sources import SOURCE_ORDER, rank

_WORDS = ("mapped", "strava_csv", "garmin_csv", "garmin_account", "runkeeper")
_LISTS = ("garmin_csv", "garmin_account", "strava_csv", "runkeeper", "mapped")
# Field -> sources, first to last; those not named follow in the order of SOURCE_ORDER. Samples are the kept row's.
WINS: dict[str, tuple[str, ...]] = {
    "start": ("garmin_fit", "strava_fit", "tcx", "gpx", "garmin_account", "strava_csv"),
    "day": ("garmin_fit", "strava_fit", "garmin_csv", "garmin_account", "runkeeper", "mapped"),
    "title": _WORDS,
    "note": _WORDS,
    "rpe": _WORDS,
    "shoe": ("strava_csv", "garmin_account", *_WORDS),
    "surface": _WORDS,
    **dict.fromkeys(
        (
            "duration_s",
            "moving_s",
            "distance_m",
            "ascent_m",
            "descent_m",
            "hr_mean_bpm",
            "hr_max_bpm",
            "cadence_spm",
            "power_w",
            "temperature_c",
            "kind",
        ),
        SOURCE_ORDER,
    ),
}
# Words that lists put in by themselves are weaker than the runner's own.
_AUTOMATIC = r"(?:morning|lunch|afternoon|evening|night) run|.*\b(?:treadmill|trail|track)? ?running"
# Indoors a list that differs from the watch by more than this was corrected by hand (rounding stays within it).
CORRECTED = 0.005


def merged(kept: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """`kept` (frame `runs`) with each field from the source that wins it among the row and those `hidden` behind it
    (`duplicate_of` is a kept row's run_id). Implausible values are no candidates against plausible ones."""
    told = _told(kept, hidden)
    if told.empty:
        return kept
    out = kept.set_index("run_id", drop=False)
    for field in WINS:
        best = _best(told, field)
        places = out.index.get_indexer(best.index)
        column = out[field].array.copy()
        column[places] = told[field].array[best.to_numpy()]
        out[field] = column
    out["flag"] = _flags(out, told)
    return out.reset_index(drop=True)


def origins(kept: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Where each value of the `kept` runs came from: run_id, field, source; no rows for what nobody recorded."""
    told = _told(kept, hidden, is_whole=True)
    found = []
    for field in WINS:
        best = _best(told, field)
        sources = told["source"].to_numpy()[best.to_numpy()]
        found.append(pd.DataFrame({"run_id": best.index, "field": field, "source": sources}))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["run_id", "field", "source"])


def _told(kept: pd.DataFrame, hidden: pd.DataFrame, *, is_whole: bool = False) -> pd.DataFrame:
    """The rows of each run (`of` is the kept one's id), the kept ones among them, of runs with several."""
    behind = hidden[hidden["duplicate_of"].isin(kept["run_id"])]
    mine = kept if is_whole else kept[kept["run_id"].isin(behind["duplicate_of"])]
    of = [*mine["run_id"], *behind["duplicate_of"]]
    is_kept = [True] * len(mine) + [False] * len(behind)
    told = pd.concat([mine, behind], ignore_index=True).assign(of=of, is_kept=is_kept)
    return told.assign(row=pd.factorize(told["run_id"], sort=True)[0], group=pd.factorize(told["of"])[0])


def _best(told: pd.DataFrame, field: str) -> pd.Series:
    """By run the place in `told` of the row whose value wins; runs of which no row has one are left out."""
    weak = _is_weak(told, field)
    if field == "distance_m":
        weak = np.where(_is_corrected(told) & ~weak, -1, weak.astype(int))
    by_source = rank(told["source"], WINS[field])
    order = np.lexsort((told["row"], ~told["is_kept"], by_source, weak, told["group"]))
    order = order[told[field].notna().to_numpy()[order]]
    group = told["group"].to_numpy()[order]
    is_first = np.append(True, group[1:] != group[:-1])[: len(group)]
    return pd.Series(order[is_first], index=told["of"].iloc[order[is_first]].array)


def _is_weak(told: pd.DataFrame, field: str) -> np.ndarray:
    """True for values that give way to any other: implausible, not known, or put in by the program."""
    if field in ("title", "kind"):
        words = told[field].fillna("").str.casefold()
        is_weak = words.eq("unknown") if field == "kind" else words.str.fullmatch(_AUTOMATIC)
        return np.asarray(is_weak, dtype=bool)
    if field not in schema.plausible_ranges("runs"):
        return np.zeros(len(told), dtype=bool)
    low, high = schema.plausible_ranges("runs")[field]
    values = told[field].to_numpy(dtype=float)
    return np.asarray(~((values >= low) & (values <= high)))


def _is_corrected(told: pd.DataFrame) -> np.ndarray:
    """True for the distance of an indoor run by a list that differs from what the watch measured."""
    is_list = told["source"].isin(_LISTS).to_numpy() & (told["distance_m"] > 0).to_numpy()
    indoor = set(told.loc[told["kind"] == "treadmill", "of"])
    measured = told[~told["source"].isin(_LISTS) & (told["distance_m"] > 0)].groupby("of")["distance_m"].max()
    by_watch = told["of"].map(measured).to_numpy(dtype=float)
    apart = np.abs(told["distance_m"].to_numpy(dtype=float) - by_watch)
    return np.asarray(is_list & told["of"].isin(indoor).to_numpy() & (apart > CORRECTED * by_watch))


def _flags(runs: pd.DataFrame, told: pd.DataFrame) -> pd.Series:
    """What is still flagged once better values stand in: words about a value that is plausible now are gone."""
    flags = runs["flag"].astype(object)
    is_joined = runs["run_id"].isin(told["of"]) & flags.notna()
    ranges = schema.plausible_ranges("runs")
    for at in runs.index[is_joined]:
        parts = [part for part in str(flags[at]).split("; ") if not _is_answered(runs.loc[at], part, ranges)]
        flags[at] = "; ".join(parts) or None
    return flags.astype(runs["flag"].dtype)


def _is_answered(run: pd.Series, part: str, ranges: dict[str, tuple[float, float]]) -> bool:
    column, _, rest = part.partition(" ")
    return rest.startswith("outside") and column in ranges and ranges[column][0] <= run[column] <= ranges[column][1]
