"""The Log's own components: buttons that open a day, in what is drawn around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


def component(name: str) -> Callable[..., Any]:
    """The component `lbsdrop.<name>`, of `<name>.css` and `<name>.js` beside this file; it fills a div of that
    class."""
    files = {kind: (HERE / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("css", "js")}
    shared = (HERE / "cells.js").read_text(encoding="utf-8")
    made: Callable[..., Any] = st.components.v2.component(
        f"lbsdrop.{name}", html=f'<div class="{name}"></div>', css=files["css"], js=f"{shared}\n{files['js']}"
    )
    return made
