"""Measures how often the answers are wrong, and writes it down: docs/calibration.md and docs/calibration.json.

    python -m bench calibration [--quick]            every part: about an hour on a core
    python -m bench calibration-PART [--quick]       one part anew; the others are kept as they were
    python -m bench calibration-document             measures nothing: the document anew from the JSON

With `--quick` nothing is written to docs/.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.calibration.blocks import compared as block_methods
from bench.calibration.blocks import dragging, mileage, pace_mileage, priors, worlds
from bench.calibration.blocks import drift as long_run_drift
from bench.calibration.blocks import pace as easy_pace
from bench.calibration.blocks import rates as diaries
from bench.calibration.curve import measured as dose_curve
from bench.calibration.demo import verdicts
from bench.calibration.document import document
from bench.calibration.joint import compared
from bench.calibration.joint import measured as one_model
from bench.calibration.lag import confounders as meaningless
from bench.calibration.lag import exposures, reviews
from bench.calibration.lag import rates as runners
from bench.places import DOCS

SEED = 20240611
Part = Callable[[bool], dict[str, Any]]


def lag(is_quick: bool) -> dict[str, Any]:
    """False yes, power and coverage of `association` on simulated runners."""
    repetitions, n_surrogates = (10, 99) if is_quick else (400, 399)
    measured = runners.calibration(repetitions, n_surrogates, SEED)
    return {**measured, "worst_again": worst_again(measured, repetitions if is_quick else 1000)}


def worst_again(measured: dict[str, Any], repetitions: int) -> dict[str, Any]:
    """The null cell with most false positives, asked of fresh runners: was it the method or the draw?"""
    cells = runners.null_cells()
    worst = max(range(len(cells)), key=lambda i: measured["cells"][i]["found"])
    again = runners.run(cells[worst], repetitions, measured["n_surrogates"], SEED + 1)
    return {**again, "repetitions": repetitions, "seed": SEED + 1}


def confounders(is_quick: bool) -> dict[str, Any]:
    """Relations that are there and mean nothing: how often they are called related."""
    repetitions = 10 if is_quick else 400
    rows = meaningless.rates(repetitions, 99 if is_quick else 399).to_dict("records")
    return {"seed": meaningless.SEED, "repetitions": repetitions, "rows": rows}


def blocks(is_quick: bool) -> dict[str, Any]:
    """Coverage, false "it helped" and power of `before_after` on simulated diaries."""
    found = diaries.calibrate(6 if is_quick else 200, workers=2)
    others = {"priors": priors, "mileage": mileage, "worlds": worlds, "dragging": dragging, "compared": block_methods}
    return {"seed": diaries.SEED, **found, **{name: part.measure(is_quick=is_quick) for name, part in others.items()}}


def pace(is_quick: bool) -> dict[str, Any]:
    """Coverage and verdicts of `before_after` for easy pace."""
    repetitions = 4 if is_quick else easy_pace.REPETITIONS
    rows, cut = easy_pace.coverage(repetitions), pace_mileage.measure(repetitions)
    return {"seed": easy_pace.SEED, "repetitions": repetitions, "rows": rows, "mileage": cut}


def drift(is_quick: bool) -> dict[str, Any]:
    """Coverage and verdicts of drift of heart rate in long runs."""
    return long_run_drift.measure(is_quick=is_quick)


def demo_exposures(is_quick: bool) -> dict[str, Any]:
    """False yes of every default exposure of the demo athletes against pain and rare flares."""
    n_series, seeds = (20, range(1, 3)) if is_quick else (100, exposures.SEEDS)
    rows = exposures.rates(n_series, seeds, 99 if is_quick else 399).to_dict("records")
    return {"is_joint": True, "seeds": [seeds[0], seeds[-1]], "repetitions": n_series * len(seeds), "rows": rows}


def looks(is_quick: bool) -> dict[str, Any]:
    """At least one false positive, by how often one looks."""
    n_series = 5 if is_quick else 50
    rows = reviews.simulate(n_series, 99 if is_quick else 199).to_dict("records")
    return {"is_joint": True, "seed": reviews.SEED, "repetitions": n_series * reviews.N_RUNNERS, "rows": rows}


def demo_verdicts(is_quick: bool) -> dict[str, Any]:
    """What is said of the demo athletes."""
    seeds = range(1, 3) if is_quick else verdicts.SEEDS
    rows = verdicts.verdicts(seeds).to_dict("records")
    return {"is_joint": True, "seeds": [seeds[0], seeds[-1]], "rows": rows}


def joint(is_quick: bool) -> dict[str, Any]:
    """Running and strength work in one model: its worlds, a real diary, and other methods on the same worlds."""
    repetitions, n_surrogates = (2, 49) if is_quick else (one_model.REPETITIONS, one_model.SURROGATES)
    rows = compared.measured(2 if is_quick else compared.REPETITIONS)
    found = one_model.measure(is_quick=is_quick)
    return {"repetitions": repetitions, "n_surrogates": n_surrogates, **found, "compared": rows}


def curve(is_quick: bool) -> dict[str, Any]:
    """Whether the band of the dose curve holds the true one, and whether what is claimed is true."""
    return dose_curve.measure(is_quick=is_quick)


PARTS: dict[str, Part] = {
    "joint": joint,
    "curve": curve,
    "lag": lag,
    "confounders": confounders,
    "blocks": blocks,
    "pace": pace,
    "drift": drift,
    "demo_exposures": demo_exposures,
    "looks": looks,
    "demo_verdicts": demo_verdicts,
}


def measure_part(name: str, *, is_quick: bool) -> dict[str, Any]:
    """One part, with plain numbers."""
    return {"quick": is_quick, **_rounded(PARTS[name](is_quick))}


def kept(folder: Path = DOCS) -> dict[str, Any]:
    """What was measured last; nothing where nothing was."""
    file = folder / "calibration.json"
    return dict(json.loads(file.read_text())) if file.exists() else {}


def write(found: dict[str, Any], folder: Path = DOCS) -> None:
    """The JSON, and the document made from it."""
    (folder / "calibration.json").write_text(json.dumps(found, indent=1) + "\n")
    (folder / "calibration.md").write_text(document(found))


def _rounded(value: Any) -> Any:
    """Plain values with no more digits than the repetitions give; missing ones are null."""
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """Every part; written down as each is done, unless quick."""
    found: dict[str, Any] = {}
    for name in PARTS:
        found[name] = measure_part(name, is_quick=is_quick)
        if not is_quick:
            write({**kept(), **found})
    return found


def measure_one(name: str, *, is_quick: bool = False) -> dict[str, Any]:
    """One part alone; at full size it takes its place among those that are kept."""
    found = {name: measure_part(name, is_quick=is_quick)}
    if not is_quick:
        write({**kept(), **found})
    return found


def rewrite() -> dict[str, Any]:
    """The document anew from the JSON."""
    write(kept())
    return kept()


as_text = document
