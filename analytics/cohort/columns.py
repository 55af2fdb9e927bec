"""The columns of a cohort's Parquet files: name, type, meaning."""

from __future__ import annotations

from typing import TypeAlias

import pyarrow as pa

Columns: TypeAlias = dict[str, tuple[pa.DataType, str]]

TEXT, NUMBER, WHOLE, DAY = pa.string(), pa.float64(), pa.int64(), pa.date32()

_PAIR: Columns = {
    "athlete": (TEXT, "whose"),
    "exposure": (TEXT, "column of the daily frame"),
    "outcome": (TEXT, "column of the daily frame"),
}
_EFFECT: Columns = {
    "effect": (NUMBER, "change of the outcome per SI unit of the exposure: points, or log odds of a yes/no outcome"),
    "se": (NUMBER, "its standard error"),
}
_ENDS: Columns = {
    "low": (NUMBER, "lower end of the 95 % interval"),
    "high": (NUMBER, "upper end"),
}
# One row an athlete and declared pair, as the command `associations` answers it.
FINDINGS: Columns = {
    **_PAIR,
    "answer": (TEXT, "result, not_enough, or copy: the outcome has the scores of one that was asked"),
    "verdict": (TEXT, "related, nothing to see yet, cannot tell, withdrawn"),
    "lag": (WHOLE, "days from exposure to outcome: the declared lag with the largest |t|"),
    **_EFFECT,
    **_ENDS,
    "p": (NUMBER, "share of unrelated exposures at least as strong at any declared lag"),
    "q": (NUMBER, "p after Benjamini-Hochberg over the athlete's pairs"),
    "n": (WHOLE, "used days"),
    "first_day": (DAY, "the first of them"),
    "last_day": (DAY, "the last"),
    "as_of": (DAY, "the review date: later days were not seen"),
    "reasons": (TEXT, "what speaks against more, or what is missing"),
}
# One row an athlete and pair that could be asked, at the pair's shortest declared lag: this is what is combined.
EFFECTS: Columns = {**_PAIR, "lag": (WHOLE, "days; the same for every athlete"), **_EFFECT, "n": (WHOLE, "used days")}
# One row an athlete, block and outcome, as the command `block` answers it.
BLOCKS: Columns = {
    "athlete": (TEXT, "whose"),
    "block_id": (TEXT, "the block in the athlete's store"),
    "name": (TEXT, "its name"),
    "start": (DAY, "its first day"),
    "end": (DAY, "its last day"),
    "is_declared": (pa.bool_(), "the athlete's own, or one that lbsdrop proposed"),
    "outcome": (TEXT, "pain (points on 0-10) or pace (per cent, below 0 is faster)"),
    "answer": (TEXT, "result or not_enough"),
    "verdict": (TEXT, "one of analytics.blocks.verdict.VERDICTS"),
    "basis": (TEXT, "against a usual trend before the block (prior), any trend, or its level"),
    "estimate": (NUMBER, "change with the block"),
    **_ENDS,
    "se": (NUMBER, "standard error of the estimate"),
    "n_before": (WHOLE, "days (pain) or runs (pace) before the block"),
    "n_after": (WHOLE, "days or runs in the block"),
    "as_of": (DAY, "the review date: later days were not seen"),
    "reasons": (TEXT, "what is missing"),
}
# One row a question over all athletes.
SUMMARY: Columns = {
    "question": (TEXT, "finding or block"),
    "exposure": (TEXT, "column of the daily frame; of a block: block"),
    "outcome": (TEXT, "column of the daily frame, or pace"),
    "lag": (WHOLE, "days; missing for a block"),
    "unit": (TEXT, "points, log odds or per cent; of a finding per SI unit of the exposure"),
    "method": (TEXT, "DL (DerSimonian-Laird) or PM (Paule-Mandel): how the spread over athletes was estimated"),
    "answer": (TEXT, "result or not_enough"),
    "n": (WHOLE, "athletes"),
    "estimate": (NUMBER, "mean over athletes"),
    **_ENDS,
    "predicted_low": (
        NUMBER,
        "lower end of the 95 % prediction interval for one more athlete; it holds 90 to 94 % (simulated)",
    ),
    "predicted_high": (NUMBER, "upper end"),
    "tau": (NUMBER, "standard deviation of the true values over athletes"),
    "i2": (NUMBER, "share of the variation that is between athletes"),
    "reasons": (TEXT, "what is missing"),
}
TABLES: dict[str, Columns] = {"findings": FINDINGS, "effects": EFFECTS, "blocks": BLOCKS, "summary": SUMMARY}


def schema(columns: Columns) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema(
        [pa.field(name, kind, metadata={"meaning": meaning}) for name, (kind, meaning) in columns.items()]
    )
