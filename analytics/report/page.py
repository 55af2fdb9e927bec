"""The report as one HTML file: its own style, its figures inside, every text escaped, nothing asked of anyone."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from pathlib import Path

from analytics.colours import TOKENS
from analytics.report import parts, words
from analytics.report.build import SECTIONS, Report

STYLE = Path(__file__).with_name("style.css")
# Not even a file that was tampered with could ask for anything.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
TITLE = "Training and pain report"


def page(report: Report, version: str, *, name: str = "", without: Collection[str] = ()) -> str:
    """The whole document, made by lbsdrop `version`. `name` is the runner's (none: nobody is named); `without` are
    keys of `SECTIONS`.

    Raises KeyError for a section that there is not.
    """
    unknown = sorted(set(without) - set(SECTIONS))
    if unknown:
        raise KeyError(unknown[0])
    shown = "\n".join(_section(key, report, without) for key in SECTIONS if key not in without)
    whose = f"{TITLE}: {name.strip()}" if name.strip() else TITLE
    made = f"made on {report.units.say_date(report.today)} by lbsdrop {version} from the runner's own log"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light">'
        f"<title>{escape(whose)}</title><style>{_style()}</style></head>\n<body><main>\n"
        f"<header><h1>{escape(whose)}</h1><p>{escape(f'{words.period(report)} · {made}')}</p></header>\n"
        f"{shown}\n</main></body></html>\n"
    )


def _section(key: str, report: Report, without: Collection[str]) -> str:
    inside = parts.of(key, report, without)
    return f'<section id="{key}"><h2>{escape(SECTIONS[key])}</h2>\n{inside}</section>' if inside else ""


def _style() -> str:
    """The sheet with the colours of the light theme: paper is white."""
    light = TOKENS["light"]
    colours = {"text": light.text, "muted": light.muted, "grid": light.grid, "page": light.page, "block": light.block}
    named = ";".join(f"--{name}:{colour}" for name, colour in colours.items())
    return f":root{{{named}}}\n{STYLE.read_text(encoding='utf-8')}"
