"""What is counted: of each case what happened and when, with everything it may be counted by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.reading.cases import identity
from record.case import FORMAL, Case
from record.consents import EXPLORE
from record.ended import ended
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import DECLINE, Response
from record.forms.roll_change import RollChange
from record.once import once_a_case
from record.progress import so_far
from record.words import yes_no

NOT_SAID = "not recorded"
FROM_TO = " to "
"""Between the URNs of two schools."""


class What(StrEnum):
    """The sorts of things that are counted."""

    BEGUN = "moves begun"
    ENDED = "moves ended"
    DECLINED = "requests declined"


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """One thing that is counted, on its day."""

    what: What
    on: date
    reference: str
    by: Mapping[str, str]
    """What it may be counted by: `year group` is `9`."""


@dataclass(frozen=True, slots=True)
class CountedMove:
    """A case, as far as figures tell of it."""

    reference: str
    home: str
    receiving: str
    began_on: date | None
    steps: Mapping[str, date]
    """The day each step was first taken, by `STEPS`."""
    before: float | None
    """Attendance at the home school in the year of the referral, per cent."""
    during: float | None
    """Attendance over the reported weeks of the placement, per cent of possible sessions."""
    child: frozenset[str]
    """What the child is recognised by; never shown."""
    events: tuple[CountedEvent, ...]


STEPS = ("referral", "consent", "request", "answer", "meeting", "start", "decision", "roll change")
"""From step to step days are counted, in this order."""


@once_a_case
def move(case: Case) -> CountedMove:
    """What is counted of a case."""
    placement = case.placement
    began_on = placement.starts_on if placement and case.has_started else None
    return CountedMove(
        reference=case.reference,
        home=case.home,
        receiving=placement.school if placement else "",
        began_on=began_on,
        steps=dict(_steps(case, began_on)),
        before=case.referral.attendance_this_year if case.referral else None,
        during=so_far(case).percentage,
        child=identity(case.referral),
        events=tuple(_events(case, began_on)),
    )


def _events(case: Case, began_on: date | None) -> Iterator[CountedEvent]:
    if began_on and case.placement:
        ends = (case.home, case.placement.school)
        schools = {"home school": ends[0], "receiving school": ends[1], "from and to": FROM_TO.join(ends)}
        yield CountedEvent(What.BEGUN, began_on, case.reference, {**_traits(case), **schools})
    if end := ended(case):
        # An ending written down late counts when the child was back, not when somebody wrote.
        yield CountedEvent(What.ENDED, min(end.decided_on, end.from_on), case.reference, {"outcome": str(end.how)})
    for each in case.askings:
        answer = each.response
        if answer and answer.answer == DECLINE and answer.answered_on:
            said = {"reason for declining": answer.decline_reason or NOT_SAID}
            yield CountedEvent(What.DECLINED, answer.answered_on, case.reference, said)


def _traits(case: Case) -> Mapping[str, str]:
    referral = case.referral or Referral()
    return {
        "route": case.route,
        "reason": referral.main_reason or NOT_SAID,
        "year group": referral.year_group or NOT_SAID,
        "sex": referral.sex or NOT_SAID,
        "ethnicity": " ".join((referral.ethnicity or NOT_SAID).split()),
        "SEN": referral.sen_stage or NOT_SAID,
        "looked after": _yes_or_no(referral.is_looked_after),
        "free meals": _yes_or_no(referral.has_free_meals),
    }


def _yes_or_no(answer: bool | None) -> str:
    return NOT_SAID if answer is None else yes_no(answer)


def _steps(case: Case, began_on: date | None) -> Iterator[tuple[str, date]]:
    asked = [each.sent_on for each in case.of(Approach) if each.formality == FORMAL and each.sent_on]
    explored = [
        each.happened_on
        for each in case.filed_of(Consent)
        if isinstance(each.entry, Consent) and each.entry.choice == EXPLORE and each.entry.answer == "agreed"
    ]
    change = case.last(RollChange)
    first = {
        "referral": _days(case, Referral),
        "consent": explored[-1:],
        "request": asked,
        "answer": _days(case, Response),
        "meeting": _days(case, MeetingRecord),
        "start": [began_on] if began_on else [],
        "decision": _days(case, FinalReview),
        "roll change": [change.deleted_on] if change and change.deleted_on else [],
    }
    for step in STEPS:
        if first[step]:
            yield step, first[step][0]


def _days(case: Case, kind: type[Entry]) -> list[date]:
    """The days that entries of a kind tell of; one that says no day took no step on any."""
    found = (getattr(each, kind.dated_by) for each in case.of(kind))
    return [each for each in found if isinstance(each, date)]


def with_turns(moves: Sequence[CountedMove]) -> Sequence[CountedEvent]:
    """Every event; a move begun also says the how-manieth of its child it is. `moves` are all there are, of any year."""
    begun = sorted((each for each in moves if each.began_on), key=lambda each: (each.began_on, each.reference))
    turns: dict[str, int] = {}
    known: dict[str, int] = {}
    for each in begun:
        turns[each.reference] = 1 + max((known.get(mark, 0) for mark in each.child), default=0)
        known |= dict.fromkeys(each.child, turns[each.reference])
    return [_with_turn(event, turns) for each in moves for event in each.events]


def _with_turn(event: CountedEvent, turns: Mapping[str, int]) -> CountedEvent:
    if event.what is not What.BEGUN:
        return event
    turn = {1: "first move", 2: "second move"}.get(turns[event.reference], "third or later move")
    return CountedEvent(event.what, event.on, event.reference, {**event.by, "move of this child": turn})
