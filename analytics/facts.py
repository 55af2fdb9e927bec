"""Constants that the analyses stand on: the reason and the source on the line above each."""

from __future__ import annotations

# Smallest change on a 0-10 pain scale that people call worthwhile (Ostelo et al. 2008 Spine 33:90).
PAIN_CHANGE_THAT_MATTERS = 2.0
# The same as a share of where the person started; either of the two counts (Ostelo et al. 2008 Spine 33:90).
PAIN_SHARE_THAT_MATTERS = 0.30
# Convention: less than one step of the scale is not called a change that matters, however low the start.
PAIN_CHANGE_FLOOR = 1.0
# Any exercise lowered runners' low-back pain by about this in 8 weeks, in all three arms (Cai, Yang & Kong 2017).
PAIN_CHANGE_WITH_ANY_EXERCISE = -1.5
# An indirect set counts half a direct one (Pelland et al. 2024).
INDIRECT_SET_SHARE = 0.5
# Hard sets only: a warm-up set is not a stimulus (Pelland et al. 2024 count hard sets).
HARD_KINDS = ("work", "drop", "failure")
# Glute sets are summed over four weeks: strength changes that slowly (convention).
STRENGTH_WINDOW_DAYS = 28
# Heavy strength work: economy 2-8 % better after 6-20 weeks (Blagrove et al. 2018); do not judge pace before this.
PACE_WEEKS_BEFORE_JUDGING = 8
# Pace change below which five runs a week cannot give a verdict: 2 % was found in 6-30 % of simulated logs.
PACE_CHANGE_THAT_CAN_BE_JUDGED = 3.0
# Running is slower for 24-72 h after leg work (Doma & Deakin 2013-2015).
LEGS_TIRED_HOURS = 72
# A run this much longer than the longest of the last 30 days went with more overuse injuries
# (Frandsen et al. 2025, 5,205 runners): shares over the longest, and their hazard rate ratios.
SPIKE_SHARES = (0.10, 0.30, 1.00)
SPIKE_HAZARD_RATIOS = (1.64, 1.52, 2.28)
SPIKE_WINDOW_DAYS = 30
# Pain during and after: <= 2 safe, 3-5 acceptable if back at the baseline next morning, more is too much
# (Thomeé 1997; Silbernagel 2007: tested for tendons and knees, not for backs).
PAIN_SAFE = 2.0
PAIN_ACCEPTABLE = 5.0
# A session's effort "very hard" (Foster et al. 2001 J Strength Cond Res 15:109); to cut there is convention.
HARD_RPE = 7.0
# Convention. As a share of the highest heart rate 1,411 runners had their first threshold at 85 % and their second at
# 94 % (Esteve-Lanao et al. 2026 Sports 14:29): a mean of 85 % over a whole run, warm-up included, is hard work.
HARD_HR_SHARE = 0.85
# The highest heart rate is read at this quantile of the runs' maxima: the very highest is often a sensor's slip.
HIGHEST_HR_QUANTILE = 0.98
# Convention: on fewer runs the quantile above would be the very first ones' word.
RUNS_FOR_HIGHEST_HR = 20
# The story's milestone, 300 lb at exactly 0.45359237 kg.
MILESTONE_KG = 300 * 0.45359237


def pain_change_that_matters(baseline: float) -> float:
    """Points on the 0-10 scale: 2, or 30 % of `baseline` where that is less, never below one step of the scale."""
    return max(PAIN_CHANGE_FLOOR, min(PAIN_CHANGE_THAT_MATTERS, PAIN_SHARE_THAT_MATTERS * baseline))
