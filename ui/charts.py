"""Charts. Each has a title that says the finding, a table beside it, and works without colour."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from record.progress import POINTS, Score, Week
from ui import blocks

MAIN = "#1b5e7d"


def attendance(weeks: Sequence[Week], finding: str) -> None:
    """Attendance by week, in per cent of possible sessions."""
    st.markdown(f"**{finding}**")
    table = pd.DataFrame(
        {
            "Week": [week.label for week in weeks],
            "Attendance %": [week.attendance.percentage for week in weeks],
            "Of agreed %": [week.attendance.percentage_of_agreed for week in weeks],
            "Attended": [week.attendance.attended for week in weeks],
            "Possible": [week.attendance.possible for week in weeks],
            "Late": [week.attendance.late for week in weeks],
            "Marks": [week.marks for week in weeks],
        }
    )
    bars = (
        alt.Chart(table)
        .mark_bar(color=MAIN, size=26)
        .encode(
            x=alt.X("Week:N", sort=None, title="Week commencing", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("Attendance %:Q", scale=alt.Scale(domain=[0, 100]), title="% of possible sessions"),
        )
    )
    numbers = bars.mark_text(dy=-8, color=MAIN).encode(text=alt.Text("Attendance %:Q", format=".0f"))
    st.altair_chart((bars + numbers).properties(height=220), width="stretch")
    with st.expander("As a table"):
        blocks.table(table.to_dict("list"))


def targets(scores: Sequence[Score]) -> None:
    """Each target's score over the weeks, one small chart a target."""
    table = pd.DataFrame(
        {
            "Target": [each.target for each in scores],
            "Week": [each.label for each in scores],
            "Score": [each.points for each in scores],
            "In words": [each.words for each in scores],
        }
    )
    for target in table["Target"].unique():
        st.altair_chart(_scores(table[table["Target"] == target], target), width="stretch")
    with st.expander("As a table"):
        by_week = table.pivot(index="Week", columns="Target", values="In words").reindex(table["Week"].unique())
        blocks.table(by_week.fillna("–").reset_index().to_dict("list"))


def _scores(table: pd.DataFrame, target: str) -> alt.Chart:
    """One target's scores, as wide as the page."""
    in_words = " : ".join(
        f"datum.value == {points} ? '{said.removeprefix('met ')}'" for said, points in reversed(POINTS.items())
    )
    chart: alt.Chart = (
        alt.Chart(table, title=alt.TitleParams(target, anchor="start", limit=480))
        .mark_line(point=True, color=MAIN)
        .encode(
            x=alt.X("Week:N", sort=None, title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y(
                "Score:Q",
                scale=alt.Scale(domain=[0, 3]),
                title=None,
                axis=alt.Axis(values=[0, 1, 2, 3], labelExpr=f"{in_words} : ''"),
            ),
        )
        .properties(height=190)
    )
    return chart
