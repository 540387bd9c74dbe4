"""Attendance by week as a picture for a letter: dark bars with their numbers, readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

MAIN, INK, FAINT = "#1f5f7a", "#1b2733", "#c5d0d9"
SHARP = 2.5
"""Pixels for each point, so that a printed chart is sharp."""
FONT = "Calibri, Carlito, sans-serif"


@lru_cache(maxsize=64)
def attendance(weeks: tuple[tuple[str, float | None], ...]) -> bytes:
    """A PNG of attendance in per cent, week by week; a week in which no session was possible has no bar."""
    chart = _bars(weeks) + _numbers(weeks)
    drawn = chart.properties(width=470, height=170, background="white").configure_view(strokeWidth=0)
    return bytes(vl_convert.vegalite_to_png(drawn.to_json(), scale=SHARP))


def _bars(weeks: Sequence[tuple[str, float | None]]) -> Any:
    values = [{"week": label, "percent": percent} for label, percent in weeks]
    return alt.Chart({"values": values}).mark_bar(color=MAIN, size=24).encode(x=_x(), y=_y())


def _numbers(weeks: Sequence[tuple[str, float | None]]) -> Any:
    values = [
        {"week": label, "percent": percent, "said": f"{percent:.0f}%"}
        for label, percent in weeks
        if percent is not None
    ]
    text = alt.Chart({"values": values}).mark_text(dy=-8, color=INK, font=FONT, fontSize=13)
    return text.encode(x=_x(), y=_y(), text="said:N")


def _x() -> alt.X:
    axis = alt.Axis(
        labelAngle=0,
        labelFont=FONT,
        labelFontSize=12,
        titleFont=FONT,
        titleFontWeight="normal",
        domainColor=FAINT,
        tickSize=0,
    )
    return alt.X("week:N", sort=None, title="Week from Monday", axis=axis)


def _y() -> alt.Y:
    axis = alt.Axis(values=[0, 50, 100], labelFont=FONT, labelFontSize=12, gridColor=FAINT, domain=False, tickSize=0)
    return alt.Y("percent:Q", scale=alt.Scale(domain=[0, 108]), title=None, axis=axis)
