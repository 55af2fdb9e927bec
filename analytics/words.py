"""Shares and lists as a person says them, for the sentences of analyses."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.units import METRIC, Units

# A log without an entry for longer than this has probably ended elsewhere (convention).
LOG_ENDED_DAYS = 28


def say_number(value: float, digits: int = 1) -> str:
    """'3', '3.4', '1,263', '−0.4': no trailing zeros, no minus zero, a true minus sign (U+2212)."""
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


def say_signed(value: float, digits: int = 1) -> str:
    """'+5', '−2.2', '0'."""
    text = say_number(value, digits)
    return text if text == "0" or text.startswith("−") else f"+{text}"


def say_share(share: float) -> str:
    """'45 %'."""
    return f"{100 * share:.0f} %"


def log_ended(last: pd.Timestamp | None, today: pd.Timestamp, thing: str, units: Units = METRIC) -> tuple[str, ...]:
    """What to do where the last `thing` ('run') lies more than four weeks back: one sentence, or none."""
    if last is None or pd.isna(last) or (today.normalize() - last).days <= LOG_ENDED_DAYS:
        return ()
    return (f"Your last {thing} here is {units.say_date(last)}; import newer ones.",)


def counted(n: float, one: str, many: str | None = None) -> str:
    """'1 run', '3 runs', '2.5 glute sets'."""
    number = say_number(n)
    return f"{number} {one if number == '1' else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def shortened(words: str, n_chars: int) -> str:
    """`words` with at most `n_chars` letters, the last an ellipsis where some are missing."""
    return words if len(words) <= n_chars else words[: n_chars - 1].rstrip() + "…"
