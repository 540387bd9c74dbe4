"""Attendance by week as a picture for a letter: dark bars with their numbers, readable in black and white.

Told to Vega-Lite in its own words: what would tell it in Python takes half a second of every start to load.
"""

from __future__ import annotations

from functools import lru_cache

import vl_convert

MAIN, INK, FAINT = "#1f5f7a", "#1b2733", "#c5d0d9"
SHARP = 2.5
"""Pixels for each point, so that a printed chart is sharp."""
FONT = "Calibri, Carlito, sans-serif"


@lru_cache(maxsize=64)
def attendance(weeks: tuple[tuple[str, float | None], ...]) -> bytes:
    """A PNG of attendance in per cent, week by week; a week in which no session was possible has no bar."""
    values = [{"week": label, "percent": percent, "said": _said(percent)} for label, percent in weeks]
    place = {"x": _WEEKS, "y": _PERCENT}
    bars = {"mark": {"type": "bar", "color": MAIN, "size": 24}, "encoding": place}
    number = {"type": "text", "dy": -8, "color": INK, "font": FONT, "fontSize": 13}
    numbers = {"mark": number, "encoding": {**place, "text": {"field": "said", "type": "nominal"}}}
    drawn = {
        "width": 470,
        "height": 170,
        "background": "white",
        "data": {"values": values},
        "layer": [bars, numbers],
        "config": {"view": {"strokeWidth": 0}},
    }
    return bytes(vl_convert.vegalite_to_png(drawn, scale=SHARP))


def _said(percent: float | None) -> str:
    return "" if percent is None else f"{percent:.0f}%"


_AXIS = {"labelFont": FONT, "labelFontSize": 12, "tickSize": 0}
_WEEKS = {
    "field": "week",
    "type": "nominal",
    "sort": None,
    "title": "Week from Monday",
    "axis": {**_AXIS, "labelAngle": 0, "titleFont": FONT, "titleFontWeight": "normal", "domainColor": FAINT},
}
_PERCENT = {
    "field": "percent",
    "type": "quantitative",
    "title": None,
    "scale": {"domain": [0, 108]},
    "axis": {**_AXIS, "values": [0, 50, 100], "gridColor": FAINT, "domain": False},
}
