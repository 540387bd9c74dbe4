"""Half-filled entries of every kind, from the questions as they are declared, and cases of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import strategies as st

from record.answers import from_kept
from record.attendance import CODES
from record.case import Case
from record.entry import Answers, Entry, Filed
from record.field import Question, Shape, questions
from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS
from rules.examples import ANOTHER, CALENDARS, HOME, RECEIVING, TODAY
from rules.packs import packs

NAMES = st.sampled_from(["Mrs J. Adeyemi", "mrs j adeyemi", "The pupil", "Mr P. Lowe", "", "x" * 300])
NEAR = st.dates(date(2026, 7, 1), date(2026, 12, 31))
DATES = st.one_of(NEAR, NEAR, NEAR, st.dates(date(1900, 1, 1), date(2100, 12, 31)))
OF_SHAPE: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.TEXT: NAMES,
    Shape.LONG_TEXT: NAMES,
    Shape.DATE: DATES,
    Shape.BIRTH_DATE: st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    Shape.TIME: st.times(time(0), time(23, 59)),
    Shape.NUMBER: st.one_of(st.floats(0, 100), st.floats(0, 999_999_999, allow_nan=False)),
    Shape.WHOLE_NUMBER: st.one_of(st.integers(0, 60), st.integers(0, 999_999_999)),
    Shape.YES_NO: st.booleans(),
    Shape.SCHOOL: st.sampled_from([HOME, RECEIVING, ANOTHER]),
    Shape.UPN: st.just("B801200005001"),
    Shape.MARK: st.sampled_from([*CODES]),
}


def answer(question: Question) -> st.SearchStrategy[Any]:
    """Any answer to a question."""
    if question.shape is Shape.GROUP:
        assert question.item is not None
        return st.lists(answers(question.item), max_size=3).map(tuple)
    if question.shape is Shape.CHOICES:
        return st.lists(st.sampled_from(question.choices), max_size=3).map(tuple)
    if question.shape is Shape.CHOICE:
        return st.sampled_from(question.choices)
    return OF_SHAPE[question.shape]


def answers(kind: type[Answers]) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to any of a kind's questions."""
    return st.fixed_dictionaries({}, optional={each.name: answer(each) for each in questions(kind)})


def entries(kind: type[Entry]) -> st.SearchStrategy[Entry]:
    """Half-filled entries of a kind."""
    return answers(kind).map(lambda given: from_kept(kind, given))


@st.composite
def filed(draw: st.DrawFn, kind: type[Entry], number: int) -> Filed:
    """A half-filled entry as the store would hand it over."""
    filed_on = draw(NEAR)
    return Filed(
        entry=draw(entries(kind)),
        entry_id=f"entry-{number}",
        save_id=f"save-{number}",
        filed_at=datetime.combine(filed_on, time(draw(st.integers(0, 23))), UTC),
        filed_by="Ms R. Okafor",
        filed_for=draw(st.sampled_from([HOME, RECEIVING, ANOTHER, ""])),
        pack="example",
        corrects=draw(st.none() | entries(kind)),
    )


@st.composite
def cases(draw: st.DrawFn, most: int = 6) -> Case:
    """Cases of half-filled entries of any kinds, in any order, under any pack."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=most))
    some = [draw(filed(kind, number)) for number, kind in enumerate(kinds)]
    before = [draw(filed(BeforeYouStart, 99))] if draw(st.booleans()) else []
    return Case(
        reference="MM-EXAM-PLE0",
        la="205",
        home=HOME,
        filed=tuple(before + some),
        today=draw(st.sampled_from([TODAY, date(2026, 12, 31), date(2026, 7, 1)])),
        pack=draw(st.sampled_from(packs())),
        calendars=draw(st.sampled_from([{}, CALENDARS])),
    )
