"""Charts of figures: bars with their numbers, the finding as the title, a table beside it."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd
import streamlit as st

from casework.figures.report import HIDDEN
from ui.charts import MAIN

MOST = 15
"""Bars of one chart; the table shows the rest."""
OTHER = "#a85a00"
LINE = 34
"""Pixels for one bar."""


def bars(finding: str, numbers: Mapping[str, int | None], what: str) -> None:
    """One bar a line, in the table's order; a hidden number has a word and no bar."""
    st.markdown(f"**{finding}**")
    drawn = [(line, number) for line, number in numbers.items() if number != 0][:MOST]
    if not drawn:
        return
    table = pd.DataFrame(drawn, columns=[what, "How many"])
    table["Said"] = [HIDDEN if number is None else f"{number:,}" for _, number in drawn]
    table["Length"] = table["How many"].fillna(0)
    y = alt.Y(f"{what}:N", sort=[line for line, _ in drawn], title=None, axis=alt.Axis(labelLimit=260))
    bar = alt.Chart(table).mark_bar(color=MAIN, size=20).encode(y=y, x=alt.X("Length:Q", title=None, axis=None))
    said = bar.mark_text(align="left", dx=6, color=MAIN, fontSize=14).encode(text="Said:N")
    st.altair_chart((bar + said).properties(height=LINE * len(drawn) + 10), width="stretch")


def balance_chart(rows: Mapping[str, tuple[int, int, int]]) -> None:
    """In to the right, out to the left, a school a line."""
    shown = list(rows.items())[:MOST]
    table = pd.DataFrame(
        [
            (school, way, number)
            for school, (coming, going, _) in shown
            for way, number in (("In", coming), ("Out", -going))
        ],
        columns=["School", "Way", "Moves"],
    )
    table["Said"] = table["Moves"].abs().astype(str)
    order = [school for school, _ in shown]
    y = alt.Y("School:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
    colour = alt.Color("Way:N", scale=alt.Scale(domain=["In", "Out"], range=[MAIN, OTHER]), legend=None)
    x = alt.X("Moves:Q", title="Out to the left, in to the right", axis=alt.Axis(labels=False, ticks=False))
    bar = alt.Chart(table).mark_bar(size=20).encode(y=y, x=x, color=colour)
    known = alt.Chart(table[table["Moves"] != 0])
    into = known.transform_filter("datum.Moves > 0").mark_text(align="left", dx=4, fontSize=14, color=MAIN)
    out = known.transform_filter("datum.Moves < 0").mark_text(align="right", dx=-4, fontSize=14, color=OTHER)
    texts = [each.encode(y=y, x=x, text="Said:N") for each in (into, out)]
    st.altair_chart(alt.layer(bar, *texts).properties(height=LINE * len(shown) + 30), width="stretch")
