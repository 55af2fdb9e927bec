"""Numbers beside each other are text: nothing of them is markup, and what there is not of one takes no room."""

from __future__ import annotations

import streamlit as st

from analytics.charts import sparks
from pages.kit.drawn import metrics
from pages.kit.drawn.metrics import Metric


def drawn(monkeypatch, *shown: Metric) -> str:
    said: list[str] = []
    monkeypatch.setattr(st, "html", said.append)
    metrics.row(shown, "some_numbers")
    (row,) = said
    return row


def test_each_has_its_label_its_value_and_what_it_is_beside(monkeypatch):
    made = drawn(monkeypatch, Metric("Run this week", "28 mi", "usually 37", "running"), Metric("Glute sets", "18"))
    assert made.startswith('<dl class="metrics some_numbers">')
    assert '<dt>Run this week</dt><dd>28 mi</dd><dd class="beside running">usually 37</dd>' in made
    assert "<dt>Glute sets</dt><dd>18</dd></div>" in made


def test_what_a_reader_named_is_never_markup(monkeypatch):
    made = drawn(monkeypatch, Metric("<b>", "<i>", "<script>", spark="<svg/>", alt='"><script>'))
    assert not any(tag in made for tag in ("<b>", "<i>", "<script>", "<svg"))


def test_the_words_of_a_spark_are_said(monkeypatch):
    bars = sparks.plain_bars([1.0, 2.0], 2.0, "#D55E00")
    made = drawn(monkeypatch, Metric("Glute sets", "18", spark=bars, alt="Ten weeks: 10 to 54"))
    assert made.count("<img") == made.count('<img alt="Ten weeks: 10 to 54"') == 1
