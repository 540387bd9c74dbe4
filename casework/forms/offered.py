"""Which forms make sense in a case now, for whom. What is offered; the rules decide what is accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casework.reading.access import Seen, may_write
from record.case import Case
from record.due import due
from record.ended import Ended, ended
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from record.stage import needs_roll_change


@dataclass(frozen=True, slots=True)
class FormMoment:
    """What decides whether a form makes sense."""

    case: Case
    end: Ended | None
    due: frozenset[str]
    """The kinds of what is due."""

    @property
    def is_open(self) -> bool:
        """Whether the case goes on."""
        return self.end is None and self.case.before is not None

    @property
    def may_change(self) -> bool:
        """Whether the case goes on, or its ending has not taken effect yet."""
        return self.is_open or (self.end is not None and self.case.today < self.end.from_on)

    @property
    def is_placed(self) -> bool:
        """Whether a time-limited placement has started and its ending has not taken effect yet."""
        return self.may_change and self.case.has_started and self.case.is_dual_registered

    @property
    def is_running(self) -> bool:
        """Whether a time-limited placement has started and no ending is decided."""
        return self.is_open and self.is_placed

    @property
    def has_referral(self) -> bool:
        """Whether the referral is in and the case goes on."""
        return self.is_open and self.case.referral is not None


def possible(seen: Seen, person: Person) -> tuple[type[Entry], ...]:
    """The forms that make sense now for this person, in the order of the forms."""
    case = seen.case
    moment = FormMoment(case, ended(case), frozenset(each.kind for each in due(case) if not each.answers))
    return tuple(
        kind
        for kind in KINDS
        if kind.kind in _MAKES_SENSE
        and may_write(seen, person, kind)
        and (kind.repeats or not case.of(kind))
        and (_MAKES_SENSE[kind.kind](moment) or _is_still_due(moment, kind))
    )


def _is_still_due(moment: FormMoment, kind: type[Entry]) -> bool:
    """Whether it is due although the case has ended: the last reports, or what a direct move still owes."""
    return moment.end is not None and kind.kind in moment.due


def _asks_a_school(moment: FormMoment) -> bool:
    case = moment.case
    return moment.has_referral and case.accepted is None and not any(each.is_open for each in case.askings)


def _is_answered(moment: FormMoment) -> bool:
    return moment.has_referral and any(each.is_open for each in moment.case.askings)


def _is_met(moment: FormMoment) -> bool:
    return moment.has_referral and moment.case.accepted is not None and not moment.case.has_started


def _is_signed(moment: FormMoment) -> bool:
    case = moment.case
    return moment.is_open and case.agreed_meeting is not None and bool(case.signatures_missing)


def _is_directed(moment: FormMoment) -> bool:
    case = moment.case
    return case.route == "off-site direction" and case.agreed_meeting is not None and moment.may_change


def _starts(moment: FormMoment) -> bool:
    case = moment.case
    return moment.is_open and case.is_agreed and not (case.start and case.start.did_start)


_MAKES_SENSE: Mapping[str, Callable[[FormMoment], bool]] = {
    Referral.kind: lambda moment: moment.is_open,
    Consent.kind: lambda moment: moment.may_change and moment.case.referral is not None,
    Approach.kind: _asks_a_school,
    Response.kind: _is_answered,
    MeetingRecord.kind: _is_met,
    Signature.kind: _is_signed,
    BoardDecision.kind: _is_directed,
    Start.kind: _starts,
    SameDay.kind: lambda moment: moment.is_placed,
    WeeklyReport.kind: lambda moment: moment.is_placed and WeeklyReport.kind in moment.due,
    Review.kind: lambda moment: moment.is_running,
    FinalReview.kind: lambda moment: moment.is_running,
    EarlyEnding.kind: lambda moment: moment.is_running,
    Ending.kind: lambda moment: moment.may_change,
    RollChange.kind: lambda moment: needs_roll_change(moment.case),
    LaRecord.kind: lambda moment: True,
}
