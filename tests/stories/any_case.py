"""A Hypothesis strategy for whole cases: any entries of any kinds, on any days, in any order, under any pack.

Most cases carry the backbone of an agreed move, each piece of which may be absent or at odds with the others, so that
what comes later has something to end; the rest are entries nobody would file together, but a form would accept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from record.case import Case
from record.entry import Answers, Entry, Filed, Party
from record.field import Question, Shape, questions
from record.forms.before_you_start import BeforeYouStart
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.kinds import KINDS
from record.forms.meeting_record import HALVES, WEEKDAYS
from record.forms.response import ACCEPTED
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.one_answer import as_typed
from record.pack import Pack
from record.school_days import Calendar
from tests.record.a_case import (
    HOME,
    OTHER,
    RECEIVING,
    TERMS,
    a_case,
    answered,
    asked,
    directed,
    filed,
    met,
    referred,
    signed,
    suspended,
)

FIRST_DAY = date(2026, 9, 1)
LAST_DAY = date(2026, 12, 31)
ROUTES = ("placement", "off-site direction", "direct", "alternative provision")
FACTS = {"dual_registered": "yes", "has_started": "yes", "looked_after": "no", "key_stage": "4"}
WORDS = "Some words"

any_day = st.integers(0, (LAST_DAY - FIRST_DAY).days - 20).map(lambda number: FIRST_DAY + timedelta(days=number))
_CONSTANT: Mapping[Shape, Any] = {
    Shape.TEXT: WORDS,
    Shape.LONG_TEXT: WORDS,
    Shape.BIRTH_DATE: date(2013, 3, 14),
    Shape.TIME: time(8, 40),
    Shape.NUMBER: 6.0,
    Shape.WHOLE_NUMBER: 6,
    Shape.UPN: "B801200005001",
    Shape.MARK: "/",
}
_VARIED: Mapping[Shape, st.SearchStrategy[Any]] = {
    Shape.DATE: st.none() | any_day | any_day | any_day,
    Shape.YES_NO: st.booleans(),
    Shape.SCHOOL: st.sampled_from((RECEIVING, RECEIVING, OTHER)),
}
_KINDS = (*(each for each in KINDS if each is not BeforeYouStart), Ending, FinalReview, EarlyEnding, Start, SameDay)
"""Those that move a child come up more often; the first form begins every case and comes once."""


def _value(draw: st.DrawFn, question: Question) -> Any:
    if question.shape in _CONSTANT:
        return _CONSTANT[question.shape]
    if question.shape is Shape.CHOICE:
        return draw(st.sampled_from(question.choices))
    return draw(_VARIED[question.shape])


@st.composite
def _any_answers(draw: st.DrawFn, kind: type[Answers]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    visible: dict[str, object] = {}
    for question in questions(kind):
        if not question.is_asked(visible, FACTS):
            continue
        if question.item:
            answers[question.name] = tuple(draw(st.lists(_any_answers(question.item), max_size=1)))
        elif (value := _value(draw, question)) is not None:
            answers[question.name] = value
            visible[question.name] = as_typed(question, value)
    return answers


def _writers(kind: type[Entry]) -> st.SearchStrategy[str]:
    schools = {Party.HOME: HOME, Party.EITHER: RECEIVING, Party.LA: "", Party.RECEIVING: RECEIVING}
    return st.sampled_from([*(schools[party] for party in kind.by), *([OTHER] if Party.RECEIVING in kind.by else [])])


@st.composite
def any_filed(draw: st.DrawFn) -> Filed:
    """Any entry of any kind, as filed at any hour of any day."""
    kind = draw(st.sampled_from(_KINDS))
    at = datetime.combine(draw(any_day), time(draw(st.integers(8, 17))))
    return filed(kind.model_validate(draw(_any_answers(kind))), on=at.date(), by=draw(_writers(kind)), filed_at=at)


@st.composite
def any_pack(draw: st.DrawFn) -> Pack:
    """A pack with any numbers an authority might choose."""
    number = st.integers(1, 12)
    return Pack(
        id="any",
        name="Riverside policy",
        edition="September 2026",
        in_force_from=FIRST_DAY,
        guidance=("national",),
        standard_weeks=draw(number),
        weeks_are_school_weeks=draw(st.booleans()),
        meeting_within_days=draw(number),
        notice_school_days=draw(st.integers(2, 12)),
        transfer_file_school_days=draw(number),
        parents_consent=draw(st.sampled_from(["every parent", "one parent, nobody against"])),
        agreement_signed_by=draw(st.sampled_from([("parent",), ("parent", "pupil", "second parent"), ()])),
    )


def _closed_on(*closed: date) -> Calendar:
    return Calendar(TERMS, dict.fromkeys(closed, "INSET day"))


_EVERY_MONDAY_OF_AUTUMN = tuple(date(2026, 9, 7) + timedelta(weeks=number) for number in range(14))
any_calendar = st.sampled_from(
    [
        Calendar(TERMS),
        Calendar(),
        _closed_on(date(2026, 9, 4), date(2026, 11, 27)),
        _closed_on(*_EVERY_MONDAY_OF_AUTUMN),
    ]
)
"""Terms, or none known; a few days that this school alone is closed, or so many that every placement meets some."""


@st.composite
def _an_agreed_move(draw: st.DrawFn, route: str) -> list[Filed]:
    """The backbone, each piece of which may be left out; the meeting's days and week are any."""
    starts_on = draw(any_day)
    places = st.sampled_from(("receiving", "receiving", "home", "neither"))
    week = {f"{each}_{half}": draw(places) for each in WEEKDAYS[:2] for half in HALVES}
    reduced = {"has_reduced_programme": draw(st.booleans()), "reduced_until": draw(any_day)}
    ends_on = starts_on + timedelta(days=draw(st.integers(0, 60)))
    meeting = met(draw(any_day), starts_on=starts_on, ends_on=ends_on, **(week | reduced if route != "direct" else {}))
    last_day = starts_on + timedelta(days=draw(st.integers(0, 60)))
    answer = draw(st.sampled_from((ACCEPTED, ACCEPTED, ACCEPTED, "decline")))
    pieces = [
        asked(on=FIRST_DAY),
        answered(answer, on=FIRST_DAY),
        meeting,
        *signed(FIRST_DAY),
        directed(last_day, FIRST_DAY),
    ]
    if draw(st.booleans()):
        first = starts_on + timedelta(days=draw(st.integers(0, 20)))
        pieces.append(suspended(first, first + timedelta(days=draw(st.integers(0, 7)))))
    if draw(st.integers(0, 3)) == 0:
        pieces.pop(draw(st.integers(0, len(pieces) - 1)))
    return pieces


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    """Any case of one child, looked at on any day."""
    route = draw(st.sampled_from(ROUTES))
    backbone = draw(_an_agreed_move(route)) if draw(st.integers(0, 4)) else []
    entries = [*referred(FIRST_DAY, route), *backbone, *draw(st.lists(any_filed(), max_size=7))]
    named = [
        replace(each, entry_id=f"entry-{number:03}", save_id=f"save-{number:03}") for number, each in enumerate(entries)
    ]
    calendars = {school: draw(any_calendar) for school in (HOME, RECEIVING, OTHER)}
    return a_case(*named, today=draw(any_day), pack=draw(any_pack()), calendars=calendars)
