"""The part of docs/calibration.md about what could bring a change without the block: mileage, healing, seasons."""

from __future__ import annotations

from typing import Any

from bench.calibration.blocks import dragging, mileage, worlds
from bench.calibration.tables import percent


def section(found: dict[str, Any]) -> list[str]:
    """Each where it was measured."""
    return [
        *_mileage(found.get("mileage", [])),
        *_worlds(found.get("worlds", [])),
        *_dragging(found.get("dragging", [])),
    ]


def _mileage(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    acting = [row for row in rows if row["step"] == 0 and ", acts" in row["world"]]
    former = max(row["unadjusted lower"] + row["unadjusted lower or trend"] for row in acting)
    now, firm = (max(_sum(row, keys) for row in acting) for keys in (("lower", "lower or trend"), ("lower",)))
    return [
        "### A block that comes with another mileage\n",
        f"{mileage.WEEKS_BEFORE} weeks before and {mileage.WEEKS_BLOCK} of the block, {rows[0]['n']} diaries of each "
        "kind (error up to 5 points); where it acts, 10 km a week are worth 1 point. Of a cut that acts and a block "
        f"that does nothing, *lower* (with or without the doubt of a trend) was said in up to {percent(former, 0)}; "
        f"with mileage the same it is in up to {percent(now, 0)} (*lower* without a doubt: {percent(firm, 0)}). "
        "*Held*: the range of the fit with a trend holds what the block did.\n",
        mileage.as_text(rows),
    ]


def _sum(row: dict[str, Any], keys: tuple[str, ...]) -> float:
    return float(sum(row[key] for key in keys))


def _worlds(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    alone = [row for row in rows if "the block" not in row["world"].split(",")[0]]
    former = max(row["lower, before"] for row in alone)
    return [
        "### Healing under way, and a rhythm of the year\n",
        f"{rows[0]['n']} diaries of each kind (error up to 5 points), scores of sd {worlds.SD:g} around a course "
        "unless the row says otherwise. *Before*: the verdict of the fits alone; then what is said now that courses "
        "of healing and a yearly wave are held against the block. A firm *lower* of a block that does nothing was "
        f"said in up to {percent(former, 0)}, and is in up to {percent(max(row['lower'] for row in alone), 0)}. The "
        "price is paid by real changes: the rows *the block*.\n",
        *_found(rows),
        worlds.as_text(rows),
    ]


def _found(rows: list[dict[str, Any]]) -> list[str]:
    """How often a change of -2 points gets a firm *lower* over 28/16 weeks at AR .8, where that was measured."""
    asked = [row for row in rows if row["world"].startswith("the block, −2") and row["phi"] == worlds.PHIS[-1]]
    firm = [percent(row["lower"], 0) for row in asked if row["weeks"] == "28/16"]
    if len(firm) < 2:
        return []
    return [
        f"A change of −2 points over 28/16 weeks at AR .8 is called *lower* without a doubt in {firm[0]} (sd 1) and "
        f"{firm[1]} (sd 1.5); three in four were asked for. At sd 1.5 that cannot be had at the same honesty: the "
        "range under the prior leaves out none in about three of four such diaries before anything is asked of "
        "healing and seasons (above), and a season of ± 1.5 looks the same.\n",
    ]


def _dragging(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    short = [row["noticed"] for row in rows if row["world"].startswith("AR")]
    return [
        "### Pain that drags on for months\n",
        f"{rows[0]['n']} diaries of each kind without any change. Where one day is like the next for months (long "
        "memory), the ranges are too narrow. A test of the scores notices it and the sentence says so; of ordinary "
        f"diaries it says so in up to {percent(max(short), 0)}.\n",
        dragging.as_text(rows),
    ]
