"""The answer on pain in words. Numbers are rounded as a person would say them."""

from __future__ import annotations

from analytics.blocks import adjusted_words, changes, diary_words, placebo, slopes, trend_words, words
from analytics.blocks import verdict as v
from analytics.blocks.more_weeks import More
from analytics.blocks.pain import PainChange
from analytics.blocks.words import between, noun, points, span
from analytics.result import Result
from analytics.words import say_number
from data.units import Units

Change = tuple[float, float, float]
# What is advised before the next block: with so many weeks on record, an older diary is not what is missing.
WEEKS_ENOUGH_BEFORE = 28

BAD_SPELL = (
    "The block began in a bad spell, and pain tends to ease from there on its own: "
    "the two weeks before the start are left out."
)
NARROW = (
    "The interval may be too narrow: pain here drags on from day to day, and the weeks are few for that, "
    "or it is often 0."
)
DRAGS_ON = (
    "This range may be too narrow: your scores drag on for months, more than one day's pain explains the next one's."
)
UNCHECKED = (
    "Too few scores in the two weeks before the start to see whether the block began in a bad spell; "
    "those weeks are left out."
)
LEFT_OUT = (
    "The two weeks before the start and the first four weeks of the block are left out: blocks tend to begin "
    "when pain is high, and training needs time to show."
)
SAME_START = (
    "More weeks of this block would not settle it: its start in a bad spell stays. "
    "A block begun in an ordinary stretch gives a clearer answer."
)
NO_TREND = (
    "A trend already under way could not be separated from a change with the block: "
    "that takes 26 usable weeks of scores before it."
)


def say(found: PainChange, units: Units) -> Result:
    """The change in words; `details["changes"]` in the reader's units."""
    return Result(
        table=found.table,
        sentence=_sentence(found, units),
        caveats=_caveats(found, units),
        method=_method(found),
        verdict=found.reading.verdict,
        details={
            "course": found.course,
            "changes": changes.in_units(found.changes, units),
            "placebo": found.placebo,
            "priors": found.priors,
        },
    )


def _sentence(found: PainChange, units: Units) -> str:
    reading = found.reading
    # More weeks of the block help neither against how it began nor against what came before it.
    is_open = reading.verdict == v.CANNOT_TELL and reading.doubt in ("", "trend")
    parts = [
        _running(found, units),
        adjusted_words.with_the_same(found, _change(found)),
        trend_words.steepest(found),
        DRAGS_ON if found.has_long_memory else "",
        BAD_SPELL if found.is_bad_spell else "",
        *diary_words.kept(found.kept, found.outcome),
        trend_words.NEXT.get(reading.doubt, ""),
        adjusted_words.KEEP_MILEAGE if reading.doubt == "mileage" else "",
        _more(found) if is_open else "",
    ]
    return " ".join(part for part in parts if part)


def _running(found: PainChange, units: Units) -> str:
    """What running did with the block; that it may be behind the answer only where the answer is not adjusted."""
    if found.adjusted is None or found.adjusted.weekly_m is None:
        return changes.mileage_sentence(found.changes, units)
    return adjusted_words.running(found.adjusted, found.changes, units)


def _change(found: PainChange) -> str:
    reading, outcome, change, is_over = found.reading, found.outcome, found.change, found.is_over
    if reading.doubt == "mileage" and found.adjusted is not None:
        return adjusted_words.may_be_it(found, found.adjusted)
    if reading.doubt in ("rise", "fall"):
        return only_than_trend(outcome, reading.doubt == "rise", change, is_over=is_over)
    if reading.verdict == v.CANNOT_TELL and change[1] > 0 and found.is_bad_spell:
        return after_bad_spell(outcome)
    if reading.verdict == v.CANNOT_TELL and reading.doubt in ("trend", "season", "year"):
        return higher_or_trend(outcome, change, reading.doubt, is_over=is_over)
    if reading.verdict == v.CANNOT_TELL and reading.doubt == "diary":
        return diary_words.kept_differently(outcome, change)
    is_sized = found.adjusted is not None and adjusted_words.is_sized(found)
    size = adjusted_words.size(found, found.adjusted) if found.adjusted is not None and is_sized else ""
    return pain(
        reading.verdict,
        outcome,
        change,
        found.matters,
        is_over=is_over,
        is_short=found.is_short,
        doubt=reading.doubt,
        size=size,
    )


def _caveats(found: PainChange, units: Units) -> tuple[str, ...]:
    is_short, reading = found.is_short, found.reading
    said = {
        LEFT_OUT: True,
        UNCHECKED: found.spell is None,
        NARROW: found.is_narrow,
        words.too_short_before(found.weeks_before, v.USABLE_WEEKS_BEFORE): is_short,
        NO_TREND: not is_short and found.weeks_before < v.USABLE_WEEKS_TREND,
        _more(found): reading.verdict == v.LOWER_OR_TREND and not reading.doubt,
        trend_words.priors(found): found.weeks_before >= v.USABLE_WEEKS_BEFORE,
        SAME_START: reading.doubt == "spell",
        words.smallest_that_matters(found.matters): True,
        words.yearly(noun(found.outcome)): not found.has_two_years,
        _placebo(found): len(found.placebo) >= placebo.FEWEST_DATES,
    }
    first = [] if found.after_block is None else [words.after_last_block(found.after_block, units)]
    if found.adjusted is not None and not found.adjusted.apart:
        first.append(adjusted_words.caveat(found.adjusted))
    return (*first, *(caveat for caveat, is_said in said.items() if is_said))


def _placebo(found: PainChange) -> str:
    n_as_large = int((found.placebo["estimate"].abs() >= abs(found.change[0])).sum())
    return placebo_dates(n_as_large, len(found.placebo))


def _more(found: PainChange) -> str:
    more, is_long = found.more, found.weeks_before >= v.USABLE_WEEKS_TREND
    if found.after_block is not None and not is_long and (more.weeks is None or more.is_before):
        return words.weeks_missing_between(more.weeks)
    _, low, high = found.change
    return more_weeks(
        more,
        found.matters,
        is_over=found.is_over,
        is_long_before=is_long,
        is_held=low <= -found.matters or high >= found.matters,
    )


def _method(found: PainChange) -> str:
    row = found.table[found.table["is_quoted"]].iloc[0]
    prior = f", normal prior of sd {slopes.USUAL_SD:g} a year on its trend" if found.reading.basis == "prior" else ""
    return (
        f"interrupted time series of {found.outcome}{prior}, days -14 to 27 left out; REML, AR(1) plus day noise "
        f"(phi {row['phi']:g}, noise share {row['w']:g}), Satterthwaite t, 95 %; placebo dates with seed {found.seed}"
    )


def pain(
    reading: str,
    outcome: str,
    change: Change,
    matters: float,
    *,
    is_over: bool = False,
    is_short: bool = False,
    doubt: str = "",
    size: str = "",
) -> str:
    """The answer about a pain score, all in points: `change` with its interval's ends, the smallest that matters.

    `is_over`: the block had ended by the last day seen; `is_short`: too few weeks before it for a verdict.
    `doubt` as in `Reading`; `size` says how much lower or higher, where that takes more words than the change.
    """
    estimate, low, high = change
    your, side = f"your {noun(outcome)}", "lower" if estimate < 0 else "higher"
    size = size or f"{words.when(your, is_over)} about {points(abs(estimate))} {side}"
    if reading == v.LOWER_MORE:
        return f"{size}, {between(-high, -low)}: more than the {say_number(matters)} that matters."
    if reading == v.LOWER_MAYBE:
        return f"{size}, {between(-high, -low)}; less than {say_number(matters)} may not be enough to matter."
    if reading == v.LOWER_OR_TREND:
        return f"{size}, {between(-high, -low)}, {trend_words.LEFT_OPEN[doubt]}."
    if reading == v.HIGHER:
        return f"{size}, {between(low, high)}."
    if reading == v.NO_SIGN:
        return (
            f"No sign that {your} changed with the block: {span(low, high, matters)}. "
            f"A change of {points(matters)}, the smallest that matters, would have been seen."
        )
    return _cannot_tell(outcome, change, is_over, is_short)


def _cannot_tell(outcome: str, change: Change, is_over: bool, is_short: bool) -> str:
    estimate, low, high = change
    if low <= 0 <= high:
        yet = "" if is_over else " yet"
        return f"Cannot tell{yet} whether your {noun(outcome)} changed with the block: {span(low, high)}."
    near, far = sorted((abs(low), abs(high)))
    side = "lower" if high < 0 else "higher"
    when = f"was {side} in the block" if is_over else f"has been {side} in the block so far"
    what = f"{noun(outcome).capitalize()} {when}"
    if is_short:
        about = f"by about {points(abs(estimate))}, {between(near, far)}"
        return f"{what} {about}, but on too few weeks before it for a verdict."
    return (
        f"{what}, {words.at_least(near)} {words.at_most(far)}; how much, and whether it was coming anyway, is open."
    )


def higher_or_trend(outcome: str, change: Change, doubt: str = "trend", *, is_over: bool = False) -> str:
    """Higher only where no trend (or no season) is allowed for: said, but no verdict."""
    began, (estimate, low, high) = words.when(f"your {noun(outcome)}", is_over), change
    return f"{began} about {points(estimate)} higher, {between(low, high)}, {trend_words.LEFT_OPEN[doubt]}."


def only_than_trend(outcome: str, is_rise: bool, change: Change, *, is_over: bool = False) -> str:
    """Lower only than the rise before the block led to expect (or higher only than the fall): said, but no verdict.

    `change` is against the time before, no trend allowed for.
    """
    side, before, course = ("lower", "rising", "rise") if is_rise else ("higher", "falling", "fall")
    return (
        f"{words.when(f'your {noun(outcome)}', is_over)} not clearly {side} than before, {span(*change[1:])}. "
        f"It was {before} before the block, and {'was' if is_over else 'is'} {side} only compared with more of the "
        f"same; such a {course} often ends on its own."
    )


def after_bad_spell(outcome: str) -> str:
    """Higher after a start in a bad spell: simulated diaries without any effect look like this too often."""
    return (
        f"Cannot tell whether your {noun(outcome)} changed with the block: "
        "with a start like this, the time after it cannot be compared fairly."
    )


def more_weeks(
    more: More, change: float, *, is_over: bool = False, is_long_before: bool = False, is_held: bool = False
) -> str:
    """How much longer until a change of `change` points would show, or why more weeks are not it.

    `is_long_before`: the time before has as many weeks as a trend takes, so its length is not what is missing;
    `is_held`: the interval holds a change of that size, so that it cannot be said to have shown. That a change is
    absent takes longer: simulated without one, most diaries kept on for that long give no answer.
    """
    if more.weeks is None and is_long_before:
        return (
            f"More weeks of this block would not {'have settled' if is_over else 'settle'} it: one day's pain is "
            "much like the next here, so that even many weeks tell little. Blocks with pauses between them would "
            "tell more."
        )
    if more.weeks is None:
        return (
            f"More weeks of this block would not {'have settled' if is_over else 'settle'} it: "
            "too few scores from before it. "
            f"An older diary can be imported; before the next block, score about {WEEKS_ENOUGH_BEFORE} weeks."
        )
    if more.is_before:
        return words.weeks_missing_before(more.weeks)
    trend = "" if more.has_trend else ", though not apart from a trend already under way"
    if more.weeks == 0 and is_held:
        wider = "and the block is over" if is_over else "and more weeks narrow it down"
        return f"The range still holds a change of {points(change)}: scores went up and down a lot, {wider}."
    if more.weeks == 0:
        narrow = "" if is_over else "; more weeks narrow it down"
        return f"A change of {points(change)} would most likely have shown by now{trend}{narrow}."
    if is_over:
        taken = f"It would have taken {words.about_weeks(more.weeks)} of the block to most likely show"
        return f"{taken} a change of {points(change)} if there was one{trend}."
    return (
        f"{words.about_weeks(more.weeks).capitalize()} of the block, scored as often as now, would most likely show "
        f"a change of {points(change)} if there is one{trend}. It takes longer to be sure that there is none."
    )


def placebo_dates(n_as_large: int, n: int) -> str:
    """How the change compares with dates on which nothing began."""
    looks = "looks" if n_as_large == 1 else "look"
    return (
        f"Asked of {n} dates before the block on which nothing began, {n_as_large or 'none'} {looks} at least as "
        "large (an illustration, not a test)."
    )
