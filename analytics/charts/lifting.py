"""A lift day by day, towards a milestone where there is one."""

from __future__ import annotations

import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER, line_with_band
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised
from analytics.facts import MILESTONE_KG
from analytics.periods import DAYS_WITH_DOTS, DAYS_WITH_WEEKS, starts
from analytics.strength import say_target
from analytics.strength.bests import first_day
from analytics.words import counted
from data.units import Units

LIFT_PX = 260


def thrusts(
    days: pd.DataFrame,
    units: Units,
    mode: Mode,
    *,
    target_kg: float | None = MILESTONE_KG,
    course: pd.DataFrame | None = None,
    exercise: str = "hip thrust",
    title: str | None = None,
) -> plot.Figure:
    """The heaviest load of each day as a solid dot, the best estimate as a hollow one with the formulas' spread.

    `days` as from `analytics.strength.training_days`: `day lifted_kg lifted_reps e1rm low high from_kg
    from_reps`. `course` is the rate carried on: `day fitted low high` in kg
    (the `course` of `analytics.strength.goals.Projection`), a dashed line with its band.
    `target_kg` is a line across (None: none). Beyond 400 days each week's (beyond six years each month's) best stands
    for it.
    """
    tokens = TOKENS[mode]
    if days.empty:
        return theme.nothing(tokens, capitalised(exercise), _none(exercise))
    shown = _thinned(days)
    figure = plot.Figure()
    if course is not None and len(course):
        figure.add_traces(_course(course, units, tokens))
    figure.add_traces([_estimated(shown, units, tokens), _lifted(shown, units, tokens)])
    if target_kg is not None:
        _target(figure, target_kg, units, tokens)
    said = lift_title(days, units, target_kg, exercise) if title is None else title
    drawn = "Solid: lifted. Hollow: estimated for one repetition, bars: three formulas."
    theme.lay_out(figure, tokens, said, drawn, LIFT_PX, top=theme.HEADING_PX)
    theme.date_axis(figure, units)
    ends = [shown["day"].min(), shown["day"].max()]
    if course is not None and len(course):
        ends.append(course["day"].max())
    theme.clip_dates(figure, ends[0], max(ends))
    figure.update_yaxes(nticks=6)
    theme.heading(figure, f"{capitalised(exercise)}, {units.load}", tokens.lifting_text, 1)
    return figure


def _none(exercise: str) -> str:
    return f"No {exercise} with a load yet. Import a lifting log, or name its exercises."


def _thinned(days: pd.DataFrame) -> pd.DataFrame:
    """The days as they are, or the one with the heaviest load and the one with the best estimate of each period."""
    span = (days["day"].iloc[-1] - days["day"].iloc[0]).days + 1
    if span <= DAYS_WITH_DOTS:
        return days
    period = starts(pd.DatetimeIndex(days["day"]), "week" if span <= DAYS_WITH_WEEKS else "month")
    best = {}
    for column in ("lifted_kg", "e1rm"):
        rank = days[column].groupby(period).rank(method="first", ascending=False)
        best[column] = days[column].where(rank.to_numpy() == 1)
    return days.assign(**best).dropna(subset=list(best), how="all")


def _lifted(days: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    known = days.dropna(subset=["lifted_kg"])
    return plot.scatter(
        x=known["day"],
        y=units.to_load(known["lifted_kg"]),
        mode="markers",
        marker={"color": tokens.lifting, "size": 7},
        hovertext=[
            f"{units.say_day(r.day)}: {units.say_load(r.lifted_kg)} lifted, {counted(r.lifted_reps, 'repetition')}"
            for r in each(known)
        ],
        hovertemplate=HOVER,
    )


def _estimated(days: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    known = days.dropna(subset=["e1rm"])
    middle, low, high = (units.to_load(known[column]) for column in ("e1rm", "low", "high"))
    return plot.scatter(
        x=known["day"],
        y=middle,
        error_y={
            "type": "data",
            "array": high - middle,
            "arrayminus": middle - low,
            "width": 0,
            "thickness": 1,
            "color": theme.faint(tokens.lifting, 0.6),
        },
        mode="markers",
        marker={"color": tokens.page, "size": 6, "line": {"color": tokens.lifting, "width": 1.3}},
        hovertext=[
            f"{units.say_day(r.day)}: about {units.say_load(r.e1rm)} estimated<br>({units.say_load(r.low)} to "
            f"{units.say_load(r.high)}) from {counted(r.from_reps, 'repetition')} at {units.say_load(r.from_kg)}"
            for r in each(known)
        ],
        hovertemplate=HOVER,
    )


def _course(course: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    words = [
        f"{units.say_day(r.day)}: {units.say_load(r.fitted)} at today's rate<br>({units.say_load(r.low)} to "
        f"{units.say_load(r.high)})"
        for r in each(course)
    ]
    fitted, low, high = (units.to_load(course[column]) for column in ("fitted", "low", "high"))
    return line_with_band(course["day"], fitted, low, high, tokens.lifting, words, dash="dash")


def _target(figure: plot.Figure, target_kg: float, units: Units, tokens: Tokens) -> None:
    level = float(units.to_load(target_kg))
    figure.add_hline(y=level, line={"color": tokens.edge, "width": 1.5}, layer="below")
    figure.add_annotation(
        text=f"<b>{say_target(target_kg, units)}</b>",
        x=0,
        xref="paper",
        xanchor="left",
        xshift=3,
        y=level,
        yanchor="bottom",
        showarrow=False,
        font={"color": tokens.text},
    )


def lift_title(days: pd.DataFrame, units: Units, target_kg: float | None, exercise: str = "hip thrust") -> str:
    """Says when the target was lifted, else the heaviest lift; an estimate is never called lifted."""
    best = units.say_load(days["lifted_kg"].max())
    if target_kg is None:
        return f"Heaviest {exercise} so far: {best}"
    target, lifted_on = say_target(target_kg, units), first_day(days, "lifted_kg", target_kg)
    if lifted_on is not pd.NaT:
        return f"{target} first lifted on {units.say_date(lifted_on)}"
    if (days["e1rm"] >= target_kg).any():
        return f"Heaviest {exercise} {best}; {target} is estimated, not yet lifted"
    return f"Heaviest {exercise} so far: {best}"


def thrusts_table(days: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The days `thrusts` draws: columns "Day", "Lifted, lb" (or kg), "Repetitions", "Estimated, lb", "From", "To"."""
    shown = _thinned(days) if len(days) else days
    loads = {"Lifted": "lifted_kg", "Estimated": "e1rm", "From": "low", "To": "high"}
    digits = 0 if units.load == "lb" else 1
    made = {name: units.to_load(shown[column]).round(digits).to_numpy() for name, column in loads.items()}
    return pd.DataFrame(
        {
            "Day": [units.say_date(day) for day in shown["day"]],
            f"Lifted, {units.load}": made["Lifted"],
            "Repetitions": shown["lifted_reps"].where(shown["lifted_kg"].notna()).to_numpy(),
            f"Estimated, {units.load}": made["Estimated"],
            "From": made["From"],
            "To": made["To"],
        }
    )
