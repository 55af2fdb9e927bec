"""A page without its shell, for parts that are tested by themselves."""

from __future__ import annotations

import pandas as pd

from analytics.ask import Log, declared
from analytics.kept import Kept
from data import store as stores
from data.units import METRIC
from pages.kit.shell import Page

TODAY = pd.Timestamp("2026-06-15")


def page() -> Page:
    """The reader's own store on a fixed day; answers are kept in the process only."""
    own = stores.open()
    log = Log(own.load(), TODAY, Kept(None), declared=declared(own.settings()))
    return Page(own, own, log, METRIC, "light", False, None)
