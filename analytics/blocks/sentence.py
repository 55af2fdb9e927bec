"""What the page says first, in a runner's words. Numbers are rounded as a person would say them."""

from __future__ import annotations

import pandas as pd

from analytics.blocks import verdict as v
from analytics.words import say_number, say_share
from data.daily_schema import label

BAD_SPELL = (
    "The block began in a bad spell, and pain tends to ease from there on its own: "
    "the two weeks before the start are left out."
)
NARROW = (
    "The interval may be too narrow: pain here drags on from day to day, and the weeks are few for that, "
    "or it is often 0."
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
    "A block begun in an ordinary stretch can be told apart better."
)
NO_TREND = (
    "A trend already under way could not be told apart from a change with the block: "
    "that takes 26 usable weeks of scores before it."
)
PACE_LEFT_OUT = (
    "The two weeks before the start and the first four weeks of the block are left out: training needs time to show."
)
PACE_SMALL = (
    "Strength work changes pace by 1-3 %; a log of runs cannot tell less than 3 % apart, so there is no verdict."
)


def noun(outcome: str) -> str:
    """'morning pain' for `pain_morning`."""
    return label(outcome)


def pain(
    reading: str,
    outcome: str,
    change: tuple[float, float, float],
    matters: float,
    *,
    is_over: bool = False,
    is_short: bool = False,
) -> str:
    """The answer about a pain score, all in points: `change` with its interval's ends, the smallest that matters.

    `is_over`: the block had ended by the last day seen; `is_short`: too few weeks before it for a verdict.
    """
    estimate, low, high = change
    your = f"your {noun(outcome)}"
    began = f"{_when(your, is_over)} about {points(abs(estimate))}"
    if reading == v.LOWER_MORE:
        return f"{began} lower, {between(-high, -low)}: more than the {number(matters)} that matters."
    if reading == v.LOWER_MAYBE:
        return f"{began} lower, {between(-high, -low)}; less than {number(matters)} may not be enough to matter."
    if reading == v.LOWER_OR_TREND:
        return f"{began} lower, {between(-high, -low)}, but a trend already under way cannot be ruled out."
    if reading == v.HIGHER:
        return f"{began} higher, {between(low, high)}."
    if reading == v.NO_SIGN:
        return (
            f"No sign that {your} changed with the block: {span(low, high)}. "
            f"A change of {points(matters)}, the smallest that matters, would have been seen."
        )
    return _cannot_tell(outcome, change, is_over, is_short)


def _cannot_tell(outcome: str, change: tuple[float, float, float], is_over: bool, is_short: bool) -> str:
    estimate, low, high = change
    if low <= 0 <= high:
        yet = "" if is_over else " yet"
        return f"Cannot tell{yet} whether your {noun(outcome)} changed with the block: {span(low, high)}."
    near, far = sorted((abs(low), abs(high)))
    side = "lower" if high < 0 else "higher"
    when = f"was {side} in the block" if is_over else f"has been {side} in the block so far"
    why = "on too few weeks before it for a verdict" if is_short else "that is too wide a range for a verdict"
    about = f"by about {points(abs(estimate))}, {between(near, far)}"
    return f"{noun(outcome).capitalize()} {when} {about}, but {why}."


def _when(your: str, is_over: bool) -> str:
    return f"During the block {your} was" if is_over else f"Since the block began {your} is"


def higher_or_trend(outcome: str, change: tuple[float, float, float], *, is_over: bool = False) -> str:
    """Higher only where no trend is allowed for: said, but no verdict."""
    began, (estimate, low, high) = _when(f"your {noun(outcome)}", is_over), change
    return (
        f"Cannot tell{'' if is_over else ' yet'}: {began[0].lower()}{began[1:]} about {points(estimate)} higher, "
        f"{between(low, high)}, but a trend already under way cannot be ruled out."
    )


def only_than_trend(outcome: str, is_rise: bool, change: tuple[float, float, float], *, is_over: bool = False) -> str:
    """Lower only than the rise before the block led to expect (or higher only than the fall): said, but no verdict.

    `change` is against the time before, no trend allowed for.
    """
    side, course = ("lower", "rise") if is_rise else ("higher", "fall")
    it_is = "it was" if is_over else "it is"
    return (
        f"{_when(f'your {noun(outcome)}', is_over)} not clearly {side} than before, {span(*change[1:])}; "
        f"{it_is} {side} only than the {course} before the block would have led to, "
        f"and a {course} like that often ends on its own."
    )


def kept_differently(outcome: str, change: tuple[float, float, float]) -> str:
    """No verdict because of the diary; how it differed is said in the sentence after this one."""
    return (
        f"Cannot tell whether your {noun(outcome)} changed with the block: {span(*change[1:])}, "
        "but the diary was not kept in the same way."
    )


def other_days(outcome: str, before: float, during: float) -> str:
    """Another share of days rated."""
    return (
        f"You wrote your {noun(outcome)} down on {say_share(before)} of the days before and on {say_share(during)} "
        "in the block: bad days are the first to be written down, so that alone can change the average."
    )


def other_entries(before: float, during: float) -> str:
    """Another number of scores a day."""
    return (
        f"On days with a score you wrote {number(before)} of them before and {number(during)} in the block: "
        "the highest of the day counts, so that alone can change the average."
    )


def yearly(what: str) -> str:
    """A rhythm of the year cannot be seen in less than two of them."""
    return (
        f"{what.capitalize()} that comes and goes with the year (dark months, race season) can look like a change "
        "with the block: only scores over two full years could tell the two apart."
    )


def after_bad_spell(outcome: str) -> str:
    """Higher after a start in a bad spell: simulated diaries without any effect look like this too often."""
    return (
        f"Cannot tell whether your {noun(outcome)} changed with the block: "
        "with a start like this, the time after it cannot be compared fairly."
    )


def pace(
    reading: str,
    seconds: tuple[float, float, float],
    percent: float,
    seen: float,
    unit: str,
    has_hr: bool,
    *,
    is_over: bool = False,
) -> str:
    """The answer about easy pace: change and interval in `seconds` per `unit` (below 0 is faster), change and
    smallest change that would have been seen in per cent."""
    estimate, low, high = seconds
    at = " at the same heart rate" if has_hr else ""
    began = f"{_when(f'your easy pace{at}', is_over)} about {abs(estimate):.0f} s/{unit}"
    size = f"({abs(percent):.0f} %)"
    if reading in (v.LOWER_MORE, v.LOWER_MAYBE):
        tail = "" if reading == v.LOWER_MORE else "; it may not be enough to matter"
        return f"{began} faster {size}, somewhere between {-high:.0f} and {-low:.0f}{tail}."
    if reading == v.HIGHER:
        return f"{began} slower {size}, somewhere between {low:.0f} and {high:.0f}."
    tail = f"Only a change of about {seen:.0f} % or more would most likely have been seen."
    if low <= 0 <= high:
        return (
            f"Cannot tell whether your easy pace{at} changed with the block: anywhere between {_side(low, unit)} and "
            f"{_side(high, unit)}. {tail}"
        )
    near, far = sorted((abs(low), abs(high)))
    side = "faster" if high < 0 else "slower"
    when = "in the block" if is_over else "since the block began"
    return (
        f"Cannot tell whether your easy pace{at} changed by enough to be sure of: "
        f"anywhere between {near:.0f} and {far:.0f} s/{unit} {side} {when}. {tail}"
    )


def pace_doubted(doubt: str, has_hr: bool, *, is_over: bool = False) -> str:
    """No verdict on pace because of what came before the block: `doubt` is "rise", "fall" (of seconds) or "spell"."""
    began = (
        f"Cannot tell whether your easy pace{' at the same heart rate' if has_hr else ''} changed with the block: "
    )
    if doubt == "spell":
        return began + "it began in a slow spell, and pace tends to come back from there on its own."
    side, course = ("faster", "slowing") if doubt == "rise" else ("slower", "gain")
    return (
        f"{began}it {'was' if is_over else 'is'} {side} only than the {course} before the block would have led to, "
        f"and a {course} like that often ends on its own."
    )


def more_weeks(weeks: int | None, change: float, has_trend: bool, *, is_over: bool = False) -> str:
    """How much longer: `weeks` more of block until a change of `change` points would show, or why that is not it.

    That a change is absent takes longer: simulated without one, most who scored on as told could not tell either.
    """
    if weeks is None:
        return (
            f"More weeks of this block would not {'have settled' if is_over else 'settle'} it: "
            "too few scores from before it. "
            "An older diary can be imported; before the next block, score about 28 weeks."
        )
    if weeks == 0:
        more = "" if is_over else "; more weeks narrow it down"
        trend = "" if has_trend else ", though not apart from a trend already under way"
        return f"A change of {points(change)} would most likely have shown by now{trend}{more}."
    trend = "" if has_trend else ", though not apart from a trend already under way"
    if is_over:
        taken = f"It would have taken {_about_weeks(weeks)} of the block to most likely show"
        return f"{taken} a change of {points(change)} if there was one{trend}."
    return (
        f"{_about_weeks(weeks).capitalize()} of the block, scored as often as now, would most likely show a change "
        f"of {points(change)} if there is one{trend}; that there is none takes longer to say."
    )


def more_runs(weeks: int | None, percent: float, *, is_over: bool = False) -> str:
    """How much longer until a change of `percent` in easy pace would show; nothing where no more weeks are needed."""
    if weeks is None:
        have = "have shown" if is_over else "show"
        return f"More weeks of this block would not {have} {percent:.0f} %: too few runs from before it."
    if weeks == 0:
        return ""
    if is_over:
        return f"It would have taken {_about_weeks(weeks)} of the block to show {percent:.0f} %."
    return f"{_about_weeks(weeks).capitalize()} of the block, run as often as now, would show {percent:.0f} %."


def too_short_before(weeks: int, need: int) -> str:
    """Why there is an interval but no verdict."""
    return f"Only {weeks} usable weeks before the block; a verdict needs {need}."


def after_last_block(last_day: pd.Timestamp) -> str:
    """Where the time before begins when another block came first."""
    return (
        f"The time before counts from the end of the block before this one ({last_day.day} {last_day:%b %Y}). "
        "Two blocks without a pause between them are better asked about as one."
    )


def smallest_that_matters(change: float) -> str:
    """Which change counts as one that matters, and why."""
    return (
        f"A change of {points(change)} is taken as the smallest that matters: "
        "2 points, or 30 % of where you started, at least 1."
    )


def placebo_dates(n_as_large: int, n: int) -> str:
    """How the change compares with dates on which nothing began."""
    looks = "looks" if n_as_large == 1 else "look"
    return (
        f"Asked of {n} dates before the block on which nothing began, {n_as_large or 'none'} {looks} at least as "
        "large (an illustration, not a test)."
    )


def weeks_missing_before(weeks: int) -> str:
    """What to do where the time before the block is `weeks` too short: waiting does not mend it."""
    return (
        f"That is {_about_weeks(weeks)} from before the block: import an older diary, "
        "or keep one for 14 weeks before the next block."
    )


def weeks_missing_in_block(weeks: int) -> str:
    """What to do where the block is `weeks` too short."""
    return f"That is {_about_weeks(weeks)} of the block."


def _about_weeks(weeks: int) -> str:
    return "about 1 more week" if weeks <= 1 else f"about {weeks} more weeks"


def points(value: float) -> str:
    """'1.5 points', '1 point'."""
    return f"{number(value)} point" + ("" if number(value) == "1" else "s")


def number(value: float) -> str:
    """One decimal, none where it is .0; never -0."""
    return say_number(value)


def between(low: float, high: float) -> str:
    """'somewhere between 0.4 and 2.6'."""
    return f"somewhere between {number(low)} and {number(high)}"


def span(low: float, high: float) -> str:
    """'anywhere between 1.9 points lower and 0.6 higher'."""
    if high <= 0:
        return f"anywhere between {number(-high)} and {number(-low)} points lower"
    if low >= 0:
        return f"anywhere between {number(low)} and {number(high)} points higher"
    return f"anywhere between {points(-low)} lower and {number(high)} higher"


def _side(seconds: float, unit: str) -> str:
    return f"{abs(seconds):.0f} s/{unit} {'faster' if seconds < 0 else 'slower'}"
