"""What is looked at rather than read: a move as weeks, half days as squares, targets as marks, moves as flows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from record.attendance import attendance
from record.entry import Filed
from record.progress import Week
from tests.record.a_case import a_case, agreed, day, directed, ended_early, reviewed, started, suspended
from tests.ui.test_where import AUTHORITY
from ui.case import going
from ui.case.weeks import weeks as weeks_of

PLACED = (*agreed(), started())
ON_A_DIRECTION = (*agreed("off-site direction"), directed(), started())
FIRST, LAST = "0 14 Sep first day", "5 23 Oct last day"
LINES: dict[str, tuple[tuple[Filed, ...], tuple[int, int], str, list[str]]] = {
    "a placement, half way": (
        (*PLACED, reviewed(day(2, 10))),
        (6, 10),
        "gone gone gone now ahead ahead",
        [FIRST, "2 2 Oct review held", "3 6 Oct today", LAST],
    ),
    "a direction, in its last week": (
        ON_A_DIRECTION,
        (22, 10),
        "gone gone gone gone gone now closed after",
        [FIRST, "5 22 Oct today", LAST, "7 2 Nov back at Oakfield School, unless renewed"],
    ),
    "ended early": (
        (*PLACED, ended_early(day(23, 9), day(28, 9))),
        (24, 9),
        "gone now after",
        [FIRST, "1 24 Sep today", "2 28 Sep back at Oakfield School"],
    ),
    "suspended, looked at long after": (
        (*PLACED, suspended(day(21, 9), day(22, 9))),
        (30, 11),
        "gone gone gone gone gone gone",
        [FIRST, "1 21 Sep suspended", LAST],
    ),
}


@pytest.mark.parametrize(("entries", "today", "states", "told"), LINES.values(), ids=LINES)
def test_a_move_is_a_line_of_weeks(
    entries: tuple[Filed, ...], today: tuple[int, int], states: str, told: list[str]
) -> None:
    found = weeks_of(a_case(*entries, today=day(*today)), AUTHORITY)

    assert found is not None
    assert " ".join(found[0]) == states
    assert [f"{each.week} {each.when} {each.what}" for each in found[1]] == told


@pytest.mark.parametrize("entries", [(), agreed("direct"), agreed()[:-4]], ids=["nothing", "direct", "unsigned"])
def test_without_a_first_and_a_last_day_there_is_no_line(entries: tuple[Filed, ...]) -> None:
    assert weeks_of(a_case(*entries, today=day(22, 9)), AUTHORITY) is None


def test_a_week_of_half_days_is_said_too() -> None:
    marks = ("/", "\\", "L", "\\", "/", "I", "Y1", "D", None, None)
    found = going.half_days(Week("14 Sep", attendance(marks), "", marks))

    assert found.halves == [
        *[("present", ""), ("present", ""), ("late", "L"), ("present", ""), ("present", "")],
        *[("absent", "I"), ("away", "Y1"), ("away", "D"), ("none", ""), ("none", "")],
    ]
    assert found.below == "5 of 6"
    assert found.said == (
        "Week of 14 Sep: 5 of 6 possible sessions. Tuesday morning: late, before the register closed. "
        "Wednesday afternoon: illness. Thursday morning: transport not available. "
        "Thursday afternoon: dual registered, at the other school."
    )


def _targets() -> None:
    from record.progress import Score
    from ui.case import going

    going.targets([Score("<On time>", "14 Sep", "not met", 0), Score("<On time>", "21 Sep", "met every day", 3)])


def _flows() -> None:
    from ui import marks

    marks.flows({("<A>", "B"): 1, ("C", "B"): 4, ("<A>", "D"): 2})


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        (_targets, ["&lt;On time&gt;", "not met", "met every day"]),
        (_flows, ["C", "B", "4", "&lt;A&gt;", "D", "2", "&lt;A&gt;", "B", "1"]),
    ],
)
def test_marks_are_read_out_in_order_and_every_word_is_text(draw: Callable[[], None], words: list[str]) -> None:
    (drawn,) = AppTest.from_function(draw).run().get("html")
    after = 0
    for word in words:
        after = drawn.body.index(f">{word}<", after) + 1
