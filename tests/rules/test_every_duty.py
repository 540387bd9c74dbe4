"""What every duty keeps to, so that a new one arrives with its examples, its words, its owner and its source."""

from __future__ import annotations

from pkgutil import iter_modules

import pytest

from record.case import Case
from record.entry import Party
from rules import duties as files_of_duties
from rules.due import due, duties
from rules.duty import HARMS, Due, Duty
from rules.examples import case_of

EVERY_DUTY = pytest.mark.parametrize("duty", duties(), ids=lambda duty: duty.id)

TELLS_OF_THE_CHILD = (
    *("suspen", "separat", "kept apart", "child-protection", "looked after", "ehc", "education plan"),
    *("social worker", "virtual school", "health", "medical", "disab", "behaviour"),
)


def of(duty: Duty, case: Case) -> list[Due]:
    return [each for each in due(case) if each.duty is duty]


@EVERY_DUTY
def test_it_comes_in_its_example_and_goes_once_it_is_done(duty: Duty) -> None:
    came, gone = of(duty, case_of(duty.comes)), of(duty, case_of(duty.goes))

    assert (bool(came), gone) == (True, [])


@EVERY_DUTY
def test_it_is_one_sides_and_is_done_by_a_form_that_this_side_writes_or_answers(duty: Duty) -> None:
    for each in of(duty, case_of(duty.comes)):
        filed = {one.entry_id: one for one in case_of(duty.comes).filed}
        assert each.who is not Party.EITHER and each.second not in (each.who, Party.EITHER)
        if each.answers:
            assert filed[each.answers].kind == each.kind
        elif each.form:
            assert each.who is Party.LA or {each.who, Party.EITHER} & set(each.form.by)


@EVERY_DUTY
def test_it_is_told_in_words_to_its_owner_and_to_the_others_and_says_when_it_is_done(duty: Duty) -> None:
    assert duty.do and duty.what and not duty.do[0].isupper() and not duty.do.endswith(".")
    assert duty.statement.endswith(".")
    assert [each.statement for each in duties()].count(duty.statement) == 1
    assert duty.clauses


@EVERY_DUTY
def test_in_a_calendar_or_an_email_it_tells_nothing_of_the_child(duty: Duty) -> None:
    (first, *_) = of(duty, case_of(duty.comes))
    said = first.outside
    assert [word for word in TELLS_OF_THE_CHILD if word in said.lower()] == []
    assert said == duty.what or duty.outside


def test_what_is_said_otherwise_in_a_calendar_or_an_email_is_little() -> None:
    assert {each.outside for each in duties() if each.outside} == {
        "look again at a decision of the receiving school",
        "send on a file",
        "a review",
        "consider an interim review",
        "arrange education",
        "receipt for a file",
        "tell the family of a change",
        "tell those who knew about a change",
        "tell the local authority, so that it can arrange education",
        "tell those who must know",
    }


def test_what_harms_has_an_order_and_each_harm_comes_of_some_duty() -> None:
    named = [each.name for each in HARMS]
    assert len(named) == len(set(named))
    assert all(each.why_here.endswith(".") for each in HARMS)


def test_every_file_of_duties_is_listed() -> None:
    there = {each.name for each in iter_modules(files_of_duties.__path__)}
    assert there == {each.__name__.rpartition(".")[2] for each in files_of_duties.DUTIES}
