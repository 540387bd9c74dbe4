"""The child's own page when a move ends or comes to nothing: where to go now, when, and whom to turn to."""

from __future__ import annotations

from letters.facts import FirstDayBox
from letters.from_case.context import LetterContext
from letters.from_case.endings import first_day_after, had_started
from letters.from_case.places import in_the_childs_words
from letters.letter import AFTER, ENDED, Letter
from letters.need import COUNCIL, LETTERHEAD, need, needed
from record.case import Case
from record.ended import Belongs, ended
from record.stage import Stage


def has_a_next_place(case: Case) -> bool:
    """Whether the move is over, and there is a school or a provision that the child goes to."""
    end = ended(case)
    return end is not None and (end.belongs in (Belongs.HOME, Belongs.RECEIVING) or bool(end.name))


def the_next_place(of: LetterContext) -> FirstDayBox | None:
    """Where the child goes from the day that the ending counts; no day where they simply stay at the home school."""
    end = ended(of.case)
    if end is None:
        return None
    if end.belongs is Belongs.HOME and not had_started(of.case):
        return FirstDayBox(where=of.home.name, who=end.person)
    if end.belongs not in (Belongs.HOME, Belongs.RECEIVING):
        return FirstDayBox(where=end.name, on=end.from_on, at=end.at, who=end.person)
    school = of.home if end.belongs is Belongs.HOME else of.receiving
    meeting = of.case.agreed_meeting
    lead = meeting.pastoral_lead if meeting and end.belongs is Belongs.RECEIVING else None
    there = of.first_day_at(school, first_day_after(of.case, end), end.at, end.where, end.person or lead)
    until_then = in_the_childs_words(there.until_then or "", of.child) or None
    return FirstDayBox(where=there.where or school.name, on=there.on, at=there.at, who=there.who, until_then=until_then)


LETTER = Letter(
    file=__name__,
    order=225,
    title="Pupil’s next step",
    shape="form",
    writers=("home school", "receiving school"),
    readers=("pupil",),
    stages=(Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
    holds=has_a_next_place,
    comes="when the move ends or does not go ahead",
    asked_by=("APP-8",),
    box=the_next_place,
    needs=(
        *LETTERHEAD,
        *COUNCIL,
        *needed("outcome.in_my_words"),
        need("expected.where", "Say where the child goes.", "referral.legal_name"),
    ),
)
