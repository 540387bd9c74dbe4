"""What is looked at rather than read: a move as a line of weeks, half days as a strip, targets as marks, moves as flows,
a year as a strip of days.

Each says the same in words, for whoever hears the page or cannot tell its colours apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from ui import blocks
from ui.markup import escape

A_LETTER = 1 / 120
"""The room of a letter, of a line across a page."""
WeekState = Literal["gone", "now", "ahead", "closed", "after"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One day of a move, under the week it lies in."""

    week: int
    """Counted from 0."""
    when: str
    """`2 Nov`."""
    what: str


def week_line(weeks: Sequence[WeekState], milestones: Sequence[Milestone]) -> None:
    """A move as a line of weeks, with what turns on which day under it."""
    bar = "".join(f'<i class="{each}"></i>' for each in weeks)
    items = "".join(_milestone(each, len(weeks)) for each in milestones)
    blocks.grid(
        f'<section class="mm-weeks" style="--weeks: {len(weeks)}" aria-label="Week by week">'
        f'<div class="bar" aria-hidden="true">{bar}</div><ol>{items}</ol></section>'
    )


def _milestone(each: Milestone, weeks: int) -> str:
    """Under its week; what has no room before the end of the line ends with it. Where two would meet, the later goes below."""
    span = min(weeks, ceil((len(each.when) + len(each.what) + 1) * A_LETTER * weeks))
    side, first = ("here", each.week) if each.week + span <= weeks else ("last", weeks - span)
    return (
        f'<li class="{side}" style="grid-column: {first + 1} / span {span}">'
        f"<strong>{escape(each.when)}</strong> <span>{escape(each.what)}</span></li>"
    )


HalfDay = Literal["present", "late", "absent", "away", "none"]
"""Away is what was not a possible attendance; none is a half day without a mark."""


@dataclass(frozen=True, slots=True)
class WeekOfHalfDays:
    """One reported week, Monday morning first."""

    label: str
    """`2 Nov`."""
    below: str
    """`8 of 10`."""
    halves: Sequence[tuple[HalfDay, str]]
    """What each was, and its code."""
    said: str
    """The whole week in a sentence."""


def strip(weeks: Sequence[WeekOfHalfDays]) -> None:
    """Half days as a strip, a square each, mornings above afternoons; with what the squares mean."""
    drawn = "".join(_week_of_half_days(each) for each in weeks)
    meaning = "".join(f"<li>{_half_day(what, code)} {escape(said)}</li>" for what, code, said in _MEANINGS)
    blocks.grid(
        f'<div class="mm-strip">{drawn}</div><ul class="mm-key" aria-label="What the squares mean">{meaning}</ul>'
    )


_MEANINGS: Sequence[tuple[HalfDay, str, str]] = (
    ("present", "", "present"),
    ("late", "L", "late"),
    ("absent", "I", "absent, with the register code"),
    ("away", "–", "not a possible session"),
    ("none", "", "no mark"),
)


def _week_of_half_days(week: WeekOfHalfDays) -> str:
    cells = "".join(_half_day(*each) for each in (*week.halves[::2], *week.halves[1::2]))
    return (
        f'<figure role="img" aria-label="{escape(week.said)}"><div class="cells">{cells}</div>'
        f"<figcaption><strong>{escape(week.label)}</strong> {escape(week.below)}</figcaption></figure>"
    )


def _half_day(what: HalfDay, code: str) -> str:
    return f'<i class="{what}" aria-hidden="true">{escape(code)}</i>'


SHARES = ("no", "third", "most", "whole")
"""How much of a mark is filled, by the points of a score."""


def target_marks(weeks: Sequence[str], targets: Mapping[str, Sequence[int | None]], words: Mapping[int, str]) -> None:
    """Targets as rows of marks, a column a week; `words` says what the points mean."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in weeks)
    rows = "".join(
        f'<tr><th scope="row">{escape(target)}</th>{"".join(_mark_of(each, words) for each in scores)}</tr>'
        for target, scores in targets.items()
    )
    meaning = "".join(f"<li>{_dot(points)} {escape(said)}</li>" for points, said in words.items())
    blocks.grid(
        f'<table class="mm-targets" style="--weeks: {len(weeks)}" aria-label="Targets, week by week"><thead><tr>'
        f'<th scope="col"><span class="said">Target</span></th>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f'<ul class="mm-key" aria-label="What the marks mean">{meaning}</ul>'
    )


def _mark_of(points: int | None, words: Mapping[int, str]) -> str:
    if points is None:
        return '<td><span class="said">no score</span></td>'
    return f'<td>{_dot(points)}<span class="said">{escape(words[points])}</span></td>'


def _dot(points: int) -> str:
    return f'<i class="dot {SHARES[points]}" aria-hidden="true"></i>'


def flows(numbers: Mapping[tuple[str, str], int]) -> None:
    """Moves as flows, a line for each two schools: an arrow as thick as they are many. The schools that sent most come first."""
    sent: dict[str, int] = {}
    for (start, _), number in numbers.items():
        sent[start] = sent.get(start, 0) + number
    most = max(numbers.values(), default=1)
    ordered = sorted(numbers.items(), key=lambda each: (-sent[each[0][0]], each[0][0], -each[1]))
    lines = "".join(_flow(*ends, number, number / most) for ends, number in ordered)
    blocks.grid(f'<ul class="mm-flows">{lines}</ul>')


def _flow(start: str, end: str, number: int, share: float) -> str:
    return (
        f'<li><span class="from">{escape(start)}</span><span class="said"> to </span>'
        f'<i style="--share: {share:.2f}" aria-hidden="true"></i><span class="to">{escape(end)}</span>'
        f'<span class="said">: </span><strong>{number:,}</strong></li>'
    )


@dataclass(frozen=True, slots=True)
class StripOfDays:
    """One month of a year drawn day by day."""

    name: str
    said: str
    """The month in words, for those who do not see it."""
    days: Sequence[tuple[str, str, bool]]
    """Of each day its number, why there is no school (nothing on a school day), and whether that changes."""


def year_strip(caption: str, months: Sequence[StripOfDays]) -> None:
    """A year, a line a month: a school day shows its number, any other day a stroke; what changes is framed."""
    lines = "".join(
        f'<tr><th scope="row">{escape(each.name)}<span class="said">{escape(each.said)}</span></th>'
        f"{''.join(map(_day_of_strip, each.days))}</tr>"
        for each in months
    )
    whole = f'<table aria-label="{escape(caption)}"><tbody>{lines}</tbody></table>'
    blocks.grid(f'<div class="mm-year" tabindex="0">{whole}</div>')


def _day_of_strip(day: tuple[str, str, bool]) -> str:
    number, why, is_changed = day
    classes = f"{'shut' if why else ''} {'new' if is_changed else ''}"
    title = f' title="{escape(f"{number}: {why}")}"' if why else ""
    return f'<td class="{classes}"{title} aria-hidden="true">{"–" if why else escape(number)}</td>'
