"""One run: its numbers beside the usual, pain around it, its course, its samples, its splits."""

import streamlit as st

from analytics.log import run as one_run
from pages.kit import shell
from pages.kit.log import run_facts, run_head, run_samples

page = shell.page("Run", is_titled=False)
run = run_head.choose(page)
if run is None:
    st.stop()

run_head.title(run, page)
like = one_run.like(page.frames.runs, run)
run_head.numbers(run, like, page.units)
run_head.pain(run, page)
run_head.usual(like)
run_samples.section(run, page)
run_facts.section(run, page)
