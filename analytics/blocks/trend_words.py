"""What a trend already under way could do to the answer on pain, in words."""

from __future__ import annotations

from analytics.blocks import slopes
from analytics.blocks import verdict as v
from analytics.blocks.pain import PainChange
from analytics.blocks.words import noun, points, span, under_other_priors
from analytics.words import say_number

# What a softer verdict leaves open, by its doubt.
LEFT_OPEN = {
    "": "but a trend already under way cannot be ruled out",
    "spell": "but a trend already under way cannot be ruled out",
    "diary": "but a trend already under way cannot be ruled out",
    "trend": "but a trend already under way cannot be ruled out",
    "healing": "but it was healing already, and that alone could have brought it there",
    "season": "but a season cannot be ruled out: the year could have brought it there on its own",
    "year": "as at this time of every year on record",
}
# The same in a headline.
LEFT_OPEN_SHORT = {
    "": "but may have been falling already",
    "spell": "but it began in a bad spell",
    "diary": "but the diary was kept differently",
    "healing": "but it was healing already",
    "season": "but a season cannot be ruled out",
    "year": "as every year so far",
}
# What would tell more, where more weeks of this block would not.
NEXT = {
    "healing": "A block begun when pain has been level for some months would tell.",
    "season": "Scores over two full years would tell, or a block at another time of the year.",
    "year": "A block at another time of the year would tell.",
}


def steepest(found: PainChange) -> str:
    """How steep a trend would explain a fall away, where nothing else is the doubt that is left.

    Of a firm fall only where it takes more than a usual trend: where pain was rising before the block, a slighter
    one would do that the scores rule out.
    """
    least = 0.0 if found.reading.verdict == v.LOWER_OR_TREND else slopes.USUAL_SD
    if found.reading.verdict not in v.LOWER or found.reading.doubt or not found.steepest < -least:
        return ""
    return (
        f"To explain it, {noun(found.outcome)} would have had to fall {points(-found.steepest)} a year on its own "
        "already before the block."
    )


def priors(found: PainChange) -> str:
    """The change under a prior on the slope before the block, and how much hangs on that prior."""
    row = found.priors.set_index("sd").loc[slopes.USUAL_SD]
    other = under_other_priors(found.priors)
    if found.reading.basis == "prior":
        free = found.table[found.table["term"].str.startswith("trend fit")].iloc[-1]
        return (
            f"The range takes trends of about {say_number(slopes.USUAL_SD)} point a year as usual. With half or "
            f"twice as steep ones, {other}; with a trend of any steepness, it is {span(free['low'], free['high'])}."
        )
    return (
        f"With trends of about {say_number(slopes.USUAL_SD)} point a year taken as usual, the change is "
        f"{span(float(row['low']), float(row['high']))}; with half or twice as steep ones, {other}."
    )
