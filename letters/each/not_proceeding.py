"""To the parents: the move does not go ahead, or somebody took their agreement back, and what happens next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from letters.asked import LetterQuestions, NextSteps, afterwards
from letters.by_when import Wanted, before_the_next_place
from letters.facts import FirstDayBox
from letters.from_case.boxes import STAYS_AT_HOME, expected, staying_at_home
from letters.from_case.context import LetterContext
from letters.from_case.endings import ending, first_day_after, had_started
from letters.letter import AFTER, PARENTS, Letter
from letters.need import A_LETTER, needed, only
from record.case import Case
from record.ended import Belongs, HowEnded, ended
from record.field import case_is
from record.forms.ending import Ending
from record.stage import Stage

WAYS = (HowEnded.WITHDRAWN, HowEnded.NOT_PROCEEDING, HowEnded.OTHERWISE)


class AfterAnEnding(NextSteps):
    """What the home school does next; after a start the first day back names the adult."""

    turn_to: str | None = afterwards.ask(
        "Which adult at your school can the child turn to?", when=case_is("had_started", "no")
    )


def is_at_home_again(case: Case) -> bool:
    """Whether the move ended by a withdrawal or the like, and the child is at the home school."""
    end, entry = ended(case), case.last(Ending)
    if end is None or entry is None or end.how not in WAYS or end.belongs is not Belongs.HOME:
        return False
    return entry.next_place in (None, "home school")


def back_or_staying(of: LetterContext) -> FirstDayBox | None:
    """Before a start the child simply stays. After one there is a first day back."""
    entry = of.case.last(Ending)
    if entry is None:
        return None
    if not had_started(of.case):
        return staying_at_home(of)
    place = (entry.next_at, entry.next_where, entry.next_person)
    return of.first_day_at(of.home, _first_day_back(of.case, entry), *place)


def _first_day_back(case: Case, entry: Ending) -> date | None:
    """As it was entered; under a direction the board's notice decides, whatever was entered."""
    end = ended(case)
    if case.is_under_direction and end:
        return first_day_after(case, end)
    return entry.next_on


def what_next(of: LetterContext) -> Mapping[str, Any]:
    """The ending, with what was answered for the letter."""
    found = ending(of.case)
    if not found or not isinstance(of.answers, NextSteps):
        return {}
    return {"ending": replace(found, next_steps=of.answers.next_steps)}


LETTER = Letter(
    file=__name__,
    order=220,
    title="Not proceeding or withdrawn",
    writers=("home school",),
    readers=PARENTS,
    stages=(Stage.NOT_PROCEEDING, Stage.WITHDRAWN, *AFTER),
    holds=is_at_home_again,
    comes="if the move does not go ahead, or someone withdraws their agreement",
    by_when=Wanted(("HF-12c", "APP-8"), before_the_next_place, checked_by=("ENDING-3",)),
    asks=LetterQuestions(questions=AfterAnEnding, purpose="What your school does next for the child."),
    box=back_or_staying,
    facts=what_next,
    needs=(
        *A_LETTER,
        *needed("ending.reasons", "ending.next_steps"),
        *only(
            "ending.had_started",
            expected("ending.next_where", "ending.next_on", "ending.next_at", "ending.next_person"),
        ),
        *only("not ending.had_started", STAYS_AT_HOME),
    ),
)
