"""Which forms a person may write in a case now: what is due and waits for nobody, and what may be said although nobody owes
it. What is offered; the rules decide what is accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework.reading.access import Seen, may_write
from record.case import Case
from record.ended import ended
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import ADJOURNED, MeetingRecord
from record.forms.review import Review
from record.forms.review_request import ReviewRequest
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.forms.telling import FamilyTold
from record.once import once_a_case
from record.person import Person
from record.stage import is_live
from rules.due import due
from rules.duties.asking import asking
from rules.judging import without_ground


def possible(seen: Seen, person: Person) -> tuple[type[Entry], ...]:
    """The forms that make sense now for this person, in the order of the forms."""
    return tuple(kind for kind in _open(seen.case) if may_write(seen, person, kind))


@once_a_case
def _open(case: Case) -> tuple[type[Entry], ...]:
    """The forms that somebody may write now."""
    owed = {each.form for each in due(case) if each.can_be_done and not each.answers}
    return tuple(
        kind
        for kind in KINDS
        if (kind.repeats or not case.of(kind)) and (kind in owed or (kind in _ANY_TIME and _ANY_TIME[kind](case)))
    )


def _goes_on(case: Case) -> bool:
    return ended(case) is None and case.before is not None


def _may_change(case: Case) -> bool:
    """Whether the case goes on, or its ending has not taken effect yet."""
    end = ended(case)
    return _goes_on(case) or (end is not None and case.today < end.from_on)


def _is_placed(case: Case) -> bool:
    """Whether a time-limited placement has started and its ending has not taken effect yet."""
    return case.has_started and case.is_dual_registered and _may_change(case)


def _is_under_direction(case: Case) -> bool:
    """Whether a direction has begun, so that somebody may ask for its review."""
    return case.is_under_direction and _is_placed(case)


def _is_running(case: Case) -> bool:
    """Whether a time-limited placement has started and no ending is decided."""
    return _goes_on(case) and _is_placed(case)


def _is_answered(case: Case) -> bool:
    """Whether a family may still say something: as long as the case goes on, or what stands lacks an agreement."""
    return case.referral is not None and (_may_change(case) or bool(without_ground(case)))


def _enquires(case: Case) -> bool:
    """Whether a school may be asked for a place, with or without the child's name."""
    return _goes_on(case) and case.referral is not None and asking(case) is None


def _is_met(case: Case) -> bool:
    return _goes_on(case) and case.referral is not None and case.accepted is not None and not case.has_started


def _meets(case: Case) -> bool:
    """Whether there is a meeting to come, or a review."""
    return _is_running(case) or (_is_met(case) and (case.meeting is None or case.meeting.outcome == ADJOURNED))


def _is_directed(case: Case) -> bool:
    return case.needs_a_direction and case.agreed_meeting is not None and _may_change(case)


def _may_be_put_off(case: Case) -> bool:
    return _goes_on(case) and case.is_agreed and not (case.start and case.start.did_start)


_ANY_TIME: Mapping[type[Entry], Callable[[Case], bool]] = {
    Consent: _is_answered,
    Approach: _enquires,
    MeetingRecord: _is_met,
    MeetingDay: _meets,
    BoardDecision: _is_directed,
    Start: _may_be_put_off,
    SameDay: _is_placed,
    Review: _is_running,
    ReviewRequest: _is_under_direction,
    FinalReview: _is_running,
    EarlyEnding: _is_running,
    Ending: _may_change,
    LaRecord: lambda case: True,
    FamilyTold: lambda case: case.agreed_meeting is not None and is_live(case),
}
"""What somebody may say although nobody owes it: a change of mind, a day put off, a review before its day, an ending."""
