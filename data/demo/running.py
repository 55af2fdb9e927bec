"""The runs of a demo athlete: how far, how fast, how hard."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo.plan import FULL_DOSE, PACE_GAIN, Array, Phase, Places, n_days, phase_of_day, years

# Day of the week (0 Monday) -> what is run then and its part of the week's distance.
WEEK = {1: ("easy", 0.19), 2: ("easy", 0.13), 3: ("tempo", 0.2), 5: ("easy", 0.15), 6: ("long", 0.33)}
# Below this weekly distance the Wednesday run is left out, km.
SHORT_WEEK_KM = 48
RACE_KM = {"10 km": 10.0, "Half marathon": 21.0975, "Marathon": 42.195}
# Weeks between two races of the same kind: half-marathoners race about four times a year.
RACE_EVERY_WEEKS = {"10 km": 15, "Half marathon": 12, "Marathon": 15}
# Easy pace of the first day, and what other runs take of it.
EASY_S_PER_KM = 348.0
PACE = {"easy": 1.0, "long": 1.02, "tempo": 0.88, "10 km": 0.81, "Half marathon": 0.845, "Marathon": 0.9}
HEART_RATE = {"easy": 141, "long": 146, "tempo": 162, "10 km": 174, "Half marathon": 170, "Marathon": 162}
# Seconds lost per degree above 12 °C, as a share of pace.
HEAT = 0.0015
TITLES = {
    "easy": ("Easy", "Easy with the dog", "River loop", "Shakeout", "Easy, legs heavy", "Recovery", "Before work"),
    "long": ("Long run", "Long with the group", "Long, hilly", "Sunday long", "Reservoir and back"),
    "tempo": ("Tempo", "6 x 800", "Cruise intervals", "Fartlek", "Threshold 4 x 8 min", "Hills"),
}
# Share of runs whose title the runner never touches.
UNTITLED = 0.45
PLACE = "Millbrook"


def runs(
    phases: tuple[Phase, ...], weekday: Places, season: Array, glute_sets: Array, rng: np.random.Generator
) -> pd.DataFrame:
    """One row a run: day (place), sort, distance_m, duration_s, hr_mean_bpm, cadence_spm, ascent_m ...

    One value a day: `weekday` from 0 (Monday), `season` the part of the calendar year gone by, `glute_sets`.
    """
    planned = _plan(phases, weekday, rng)
    km, sort, day = planned["km"].to_numpy(), planned["sort"].to_numpy(), planned["day"].to_numpy()
    n = len(planned)
    weather = _temperature(season, rng)[day]
    pace = EASY_S_PER_KM * np.array([PACE[s] for s in sort]) * rng.lognormal(0, 0.018, n)
    pace *= _form(weekday.size, rng)[day] * (1 - PACE_GAIN * strength(glute_sets)[day])
    pace *= 1 + HEAT * np.clip(weather - 12, 0, None)
    ascent = km * rng.lognormal(np.log(8), 0.45, n)
    pace *= 1 + 0.0012 * (ascent / km - 8)
    heart_rate = np.array([HEART_RATE[s] for s in sort]) + rng.normal(0, 3, n) + 0.25 * np.clip(weather - 12, 0, None)
    return planned.assign(
        distance_m=np.round(km * 1000),
        duration_s=np.round(km * pace, 1),
        ascent_m=np.round(ascent),
        descent_m=np.round(ascent * rng.uniform(0.97, 1.03, n)),
        hr_mean_bpm=np.round(heart_rate),
        hr_max_bpm=np.round(heart_rate + rng.uniform(9, 20, n)),
        cadence_spm=np.round(171 + 45 * (1 - pace / EASY_S_PER_KM) + rng.normal(0, 1.5, n)),
        temperature_c=np.round(weather),
        start_s=_start_of(sort, rng),
        title=[_title(s, rng) for s in sort],
        is_treadmill=(weather < -6) & (sort == "easy"),
    )


def strength(glute_sets: Array) -> Array:
    """How much of the planted pace gain each day has, 0-1: the 28-day dose, averaged over the last eight weeks."""
    dose = pd.Series(glute_sets).rolling(28, min_periods=1).sum().clip(upper=FULL_DOSE) / FULL_DOSE
    return np.asarray(dose.rolling(56, min_periods=1).mean().to_numpy())


def _plan(phases: tuple[Phase, ...], weekday: Places, rng: np.random.Generator) -> pd.DataFrame:
    """Day, sort and km of each run, races in the place of long runs."""
    week = np.cumsum(weekday == 0)
    n_weeks = int(week[-1]) + 1
    km_week = _weekly_km(phases, week, n_weeks, rng)
    races = _race_days(phases, weekday, rng)
    rows = []
    for day in range(weekday.size):
        sort, part = WEEK.get(int(weekday[day]), ("", 0.0))
        km = km_week[week[day]]
        if day in races:
            rows.append((day, races[day], RACE_KM[races[day]] * rng.uniform(1.0, 1.006)))
        elif sort and not (weekday[day] == 2 and km < SHORT_WEEK_KM) and rng.random() > 0.06:
            before_race = 0.6 if any(day < race <= day + 6 for race in races) else 1.0
            rows.append((day, sort, km * part * before_race * rng.lognormal(0, 0.12)))
    planned = pd.DataFrame(rows, columns=["day", "sort", "km"])
    return _ending_now(planned[planned["km"] > 2.5], weekday.size)


def _ending_now(planned: pd.DataFrame, n: int) -> pd.DataFrame:
    """The last run is on the last day or the day before: an easy one is put in where there is none."""
    if len(planned) and planned["day"].iloc[-1] >= n - 2:
        return planned.reset_index(drop=True)
    last = pd.DataFrame({"day": [n - 2], "sort": ["easy"], "km": [8.0]})
    return pd.concat([planned, last], ignore_index=True)


def _weekly_km(phases: tuple[Phase, ...], week: Places, n_weeks: int, rng: np.random.Generator) -> Array:
    """Planned distance of each week: the phase's, down weeks, ill weeks and life."""
    wanted = np.interp(
        years(phases),
        [y for p in phases for y in (p.start, p.end - 1e-6)],
        [k for p in phases for k in (p.km, p.km_end)],
    )
    per_week = np.bincount(week, wanted, n_weeks) / np.maximum(np.bincount(week, minlength=n_weeks), 1)
    cycle = np.array([1.0, 1.08, 1.16, 0.72])[np.arange(n_weeks) % 4]
    ill = np.where(rng.random(n_weeks) < 0.04, 0.35, 1.0)
    return np.asarray(per_week * cycle * ill * rng.lognormal(0, 0.17, n_weeks))


def _race_days(phases: tuple[Phase, ...], weekday: Places, rng: np.random.Generator) -> dict[int, str]:
    """Race day -> race: Sundays, every so many weeks within a phase that trains for it."""
    which = phase_of_day(phases)
    races: dict[int, str] = {}
    for i, phase in enumerate(phases):
        sundays = np.flatnonzero((which == i) & (weekday == 6))
        if phase.focus:
            every = RACE_EVERY_WEEKS[phase.focus]
            races |= {int(day): phase.focus for day in sundays[every - 1 - int(rng.integers(0, 2)) :: every]}
    return races


def _temperature(season: Array, rng: np.random.Generator) -> Array:
    """Coldest in the middle of January, 0 °C, warmest half a year later, 22 °C; a morning differs by some 4 °C."""
    return 11 - 11 * np.cos(2 * np.pi * (season - 0.04)) + rng.normal(0, 4, season.size)


def _form(n: int, rng: np.random.Generator) -> Array:
    """Slow ups and downs of fitness around 1."""
    knots = np.arange(0, n + 60, 30)
    return np.exp(np.interp(np.arange(n), knots, rng.normal(0, 0.008, knots.size)))


def _start_of(sort: Array, rng: np.random.Generator) -> Array:
    """Seconds after local midnight: before work on weekdays, later at weekends and races."""
    usual = np.where(sort == "long", 7.6, np.where(np.isin(sort, list(RACE_KM)), 8.5, 6.2))
    return np.round(usual * 3600 + rng.uniform(-900, 1500, sort.size))


def _title(sort: str, rng: np.random.Generator) -> str:
    if sort in RACE_KM:
        return f"{PLACE} {sort}"
    if rng.random() < UNTITLED:
        return f"{PLACE} Running"
    return str(rng.choice(TITLES[sort]))


def daily_metres(ran: pd.DataFrame, phases: tuple[Phase, ...]) -> Array:
    """Metres run on each day."""
    return np.bincount(ran["day"], ran["distance_m"], n_days(phases)).astype(float)
