"""Which forms make sense in a case now, for whom. What is offered; the rules decide what is accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casework.access import Seen, Side, may_write
from casework.people import Person
from record.approach import Approach
from record.board_decision import BoardDecision
from record.case import Case
from record.consent import Consent
from record.early_ending import EarlyEnding
from record.ended import Ended, ended
from record.ending import Ending
from record.entry import Entry
from record.final_review import FinalReview
from record.kinds import KINDS
from record.la_record import LaRecord
from record.meeting_record import MeetingRecord
from record.referral import Referral
from record.response import Response
from record.review import Review
from record.roll_change import RollChange
from record.same_day import SameDay
from record.signature import Signature
from record.stage import needs_roll_change
from record.start import Start
from record.weekly_report import WeeklyReport


@dataclass(frozen=True, slots=True)
class Moment:
    """What decides whether a form makes sense."""

    case: Case
    end: Ended | None

    @property
    def is_open(self) -> bool:
        """Whether the case goes on."""
        return self.end is None and self.case.before is not None

    @property
    def is_running(self) -> bool:
        """Whether a time-limited placement has started and goes on."""
        return self.is_open and self.case.has_started and self.case.is_dual_registered

    @property
    def has_referral(self) -> bool:
        """Whether the referral is in and the case goes on."""
        return self.is_open and self.case.referral is not None


def possible(seen: Seen, person: Person) -> tuple[type[Entry], ...]:
    """The forms that make sense now for this person, in the order of the forms."""
    moment = Moment(seen.case, ended(seen.case))
    return tuple(
        kind
        for kind in KINDS
        if kind.kind in _MAKES_SENSE
        and may_write(seen, person, kind)
        and (kind.repeats or not seen.case.of(kind))
        and (seen.side is Side.LA or kind is not LaRecord)
        and _MAKES_SENSE[kind.kind](moment)
    )


def _asks_a_school(moment: Moment) -> bool:
    case = moment.case
    return moment.has_referral and case.accepted is None and not any(each.is_open for each in case.askings)


def _is_agreed(moment: Moment) -> bool:
    return moment.is_open and moment.case.agreed_meeting is not None


def _is_directed(moment: Moment) -> bool:
    case = moment.case
    return case.route == "off-site direction" and case.agreed_meeting is not None and _may_direct(moment)


def _may_direct(moment: Moment) -> bool:
    return moment.is_open or (moment.end is not None and moment.end.from_on > moment.case.today)


_MAKES_SENSE: Mapping[str, Callable[[Moment], bool]] = {
    Referral.kind: lambda moment: moment.is_open,
    Consent.kind: lambda moment: moment.has_referral,
    Approach.kind: _asks_a_school,
    Response.kind: lambda moment: moment.has_referral and any(each.is_open for each in moment.case.askings),
    MeetingRecord.kind: lambda moment: (
        moment.has_referral and moment.case.accepted is not None and not moment.case.has_started
    ),
    Signature.kind: lambda moment: _is_agreed(moment) and bool(moment.case.signatures_missing),
    BoardDecision.kind: _is_directed,
    Start.kind: lambda moment: _is_agreed(moment) and moment.case.is_agreed,
    SameDay.kind: lambda moment: moment.is_running,
    WeeklyReport.kind: lambda moment: moment.is_running,
    Review.kind: lambda moment: moment.is_running,
    FinalReview.kind: lambda moment: moment.is_running,
    EarlyEnding.kind: lambda moment: moment.is_running,
    Ending.kind: lambda moment: moment.is_open,
    RollChange.kind: lambda moment: needs_roll_change(moment.case),
    LaRecord.kind: lambda moment: True,
}
