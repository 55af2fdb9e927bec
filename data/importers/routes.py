"""Routes that lie in files of their own, joined to the workouts that name them.

Apple Health writes a run into export.xml and its way into a GPX file of the same archive. The two are one run: the
workout tells when, how long and how far, the GPX brings the samples and the climb.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.importers.source import Parsed

# What a workout takes from its route where it does not know it itself.
FROM_ROUTE = ("moving_s", "ascent_m", "descent_m", "hr_mean_bpm", "hr_max_bpm", "cadence_spm")
IS_ROUTE = "It is the route of a run in the export beside it, and is kept with that run."
IS_OTHER = "It is the route of a workout that is no run."


@dataclass(frozen=True)
class Joined:
    """The files, in the order given, and run_id before -> after of the samples that now belong to a workout."""

    files: list[Parsed]
    renamed: Mapping[str, str]


def joined(parsed: Iterable[Parsed]) -> Joined:
    """The files with every route joined to its workout; those without such routes are as they were."""
    files = list(parsed)
    workouts = {(f.archive, path): run_id for f in files for path, run_id in f.routes.items()}
    if not workouts:
        return Joined(files, {})
    renamed: dict[str, str] = {}
    found: dict[str, Mapping[str, Any]] = {}
    after = []
    for f in files:
        run_id = next((workouts[key] for key in _keys(f) if key in workouts), None)
        runs = f.rows.get("runs", ())
        if run_id is None or len(runs) != 1 or f.routes:
            after.append(f)
        elif not run_id or run_id in found:
            after.append(
                replace(f, rows={}, packed={}, status="skipped", reason=IS_OTHER if not run_id else IS_ROUTE)
            )
        else:
            old = str(runs[0]["run_id"])
            found[run_id] = runs[0]
            renamed[old] = run_id
            packed = {renamed.get(name, name): blob for name, blob in f.packed.items()}
            after.append(replace(f, rows={}, packed=packed, warnings=(IS_ROUTE,)))
    return Joined([_with_routes(f, found) if f.routes else f for f in after], renamed)


def _keys(f: Parsed) -> Iterator[tuple[str, str]]:
    """(archive, end of the path) for every folder the file lies in: what a workout may have called it."""
    parts = f.name.split("/")
    return ((f.archive, "/" + "/".join(parts[i:])) for i in range(len(parts)))


def _with_routes(f: Parsed, found: Mapping[str, Mapping[str, Any]]) -> Parsed:
    runs = [_filled(row, found[row["run_id"]]) if row["run_id"] in found else row for row in f.rows.get("runs", ())]
    return replace(f, rows={**f.rows, "runs": runs})


def _filled(row: Mapping[str, Any], route: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: route[name] for name in FROM_ROUTE if name in route and _is_missing(row.get(name))}
    return {**row, **known, "day": route["day"]}  # of the zone where it was run, which the phone may not have noted


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
