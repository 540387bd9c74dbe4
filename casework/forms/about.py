"""What stands beside each form before it is filled in: what it is for, who reads it, how long it takes, what to have at hand.

The purpose and what to have at hand are declared with the form; minutes are reckoned from its questions, and who reads it from
what access goes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from casework.reading.access import SMALL_FORMS
from casework.reading.in_part import FOR_WEEKLY_REPORTS
from record.entry import Answers, Entry, ToSchoolAsked
from record.field import THE_FAMILY_READS_IT, Question, Shape, questions
from record.forms.la_record import LaRecord
from record.forms.together import FormOfMany

SECONDS: Mapping[Shape, int] = {
    Shape.TEXT: 10,
    Shape.LONG_TEXT: 40,
    Shape.DATE: 10,
    Shape.BIRTH_DATE: 15,
    Shape.TIME: 10,
    Shape.NUMBER: 10,
    Shape.WHOLE_NUMBER: 10,
    Shape.YES_NO: 6,
    Shape.CHOICE: 8,
    Shape.CHOICES: 15,
    Shape.SCHOOL: 10,
    Shape.UPN: 20,
    Shape.MARK: 2,
}
"""About how long somebody takes who has the answer before them."""
FILLED_IN = 3
"""Seconds to look at an answer that the app fills in."""
STATEMENT = 5
"""Seconds to read one statement of a declaration."""
GIVEN_ITEMS = 3
"""So many items are reckoned where the app lists them: targets, people to agree."""
ROUND_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
WHO_READS: Mapping[ToSchoolAsked, str] = {
    ToSchoolAsked.NOTHING: "The home school and the local authority.",
    ToSchoolAsked.OF_THE_CHILD: (
        "The home school and the local authority. A school that is formally asked to take the child reads it too, once "
        "the family has agreed to share."
    ),
    ToSchoolAsked.NAMED: "The home school, the local authority and the school that it names. No other school.",
    ToSchoolAsked.SINCE_ASKED: (
        "The home school, the receiving school and the local authority. A school that was asked and said no does not."
    ),
    ToSchoolAsked.OWN: "The school that answers, the home school and the local authority. No other school.",
}
FOR_REPORTERS = "Colleagues who only write weekly reports"
PRESSURE_IS_KEPT = "Reports of pressure are read by the local authority alone, and so is what a panel advised."


@dataclass(frozen=True, slots=True)
class FormAbout:
    """What is said beside one form."""

    purpose: str
    readers: tuple[str, ...]
    """Sentences."""
    minutes: int
    at_hand: str

    @property
    def time(self) -> str:
        """`About 5 minutes`."""
        return f"About {self.minutes} minute{'' if self.minutes == 1 else 's'}"


def about(kind: type[Entry], *, for_the_other_school: bool = False) -> FormAbout:
    """What is said beside a form, or beside the part of it that the other school answers."""
    asked = [each for each in questions(kind) if each.section.is_for_the_other_school == for_the_other_school]
    return FormAbout(kind.purpose, tuple(_readers(kind)), _rounded(_seconds(asked)), kind.at_hand)


def _readers(kind: type[Entry]) -> Iterator[str]:
    filed_as = kind.files if issubclass(kind, FormOfMany) else kind
    yield WHO_READS[filed_as.to_school_asked]
    if filed_as is LaRecord:
        yield PRESSURE_IS_KEPT
    if filed_as.kind in SMALL_FORMS:
        yield f"{FOR_REPORTERS} read it at the school that writes it."
    elif filed_as.kind in FOR_WEEKLY_REPORTS:
        yield f"{FOR_REPORTERS} see only the few answers they need."
    else:
        yield f"{FOR_REPORTERS} do not see it."
    if any(each.family_reads for each in _every(kind)):
        yield f"What is marked “{THE_FAMILY_READS_IT}” goes into letters to the family as you write it."


def _every(kind: type[Answers]) -> Iterator[Question]:
    """The questions of a form with those of its groups."""
    for each in questions(kind):
        yield each
        yield from _every(each.item) if each.item else ()


@cache
def _seconds_of(kind: type[Answers]) -> float:
    return _seconds(questions(kind))


def _seconds(asked: Iterable[Question]) -> float:
    return sum(map(_seconds_to_answer, asked))


def _seconds_to_answer(question: Question) -> float:
    """What few answer takes no time; what is asked only after some other answer, or may be left, a third of it."""
    if question.seldom:
        return 0
    if question.is_statement:
        return STATEMENT
    if question.item:
        items = GIVEN_ITEMS if question.given else max(question.least, 1)
        seconds = items * _seconds_of(question.item)
    else:
        seconds = FILLED_IN if question.fill_in or question.known or question.given else SECONDS[question.shape]
    hangs = question.optional or any(when not in question.section.when for when in question.when)
    return seconds / 3 if hangs and question.shape is not Shape.MARK else seconds


def _rounded(seconds: float) -> int:
    """The nearest number that people say; the longer where two are as near."""
    return min(reversed(ROUND_MINUTES), key=lambda minutes: abs(minutes * 60 - seconds))
