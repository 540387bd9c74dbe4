"""What an entry says happened, in one sentence: who did what. For the chronology and for the news since somebody last looked.

An answer that is not there, because it was never given or is not this reader's to see, leaves a shorter sentence, never a hole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from record.authority import Authority
from record.consents import SHARE
from record.entry import Entry, Filed
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import LaRecord
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.review_request import ReviewRequest
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.telling import FamilyTold
from record.forms.weekly_report import WeeklyReport
from record.words import day, first_capital

Says = Callable[[Any, str, Authority], str]
"""Of an entry, whose it is and the authority: the sentence, without a full stop."""


def in_a_sentence(filed: Filed, authority: Authority) -> str:
    """`Northgate Academy reported the week of Monday 30 November: green`."""
    by = authority.name_of(filed.filed_for) if filed.filed_for else authority.name
    return first_capital(_SAYS[filed.form](filed.entry, by, authority))


def _before(one: BeforeYouStart, by: str, _: Authority) -> str:
    return f"{by} began a case{_of(one.route)}"


def _referral(_: Referral, by: str, __: Authority) -> str:
    return f"{by} referred the child"


_ANSWERED = {
    "agreed": "agreed",
    "refused": "did not agree",
    "withdrawn": "withdrew their agreement",
    "not asked": "was not asked to agree",
}


def _consent(one: Consent, _: str, authority: Authority) -> str:
    who = "The pupil" if one.is_pupil else one.person or "A parent"
    return f"{who} {_ANSWERED.get(one.answer or '', 'was asked')}{_to(one, authority)}"


def said_before(one: Consent, authority: Authority) -> str:
    """`Agreed to explore a move, Wednesday 2 September, signed form seen`, beside whose answer it is."""
    said = first_capital(f"{_ANSWERED.get(one.answer or '', 'was asked')}{_to(one, authority)}")
    return ", ".join(filter(None, (said, day(one.answered_on) if one.answered_on else "", one.given_how)))


def _to(one: Consent, authority: Authority) -> str:
    """What was agreed to: ` to share information with Northgate Academy`."""
    school = authority.name_of(one.school) if one.school else ""
    if one.choice == SHARE and school:
        return f" to share information with {school}"
    at = f" at {school}" if school else ""
    return f" {one.choice}{at}" if one.choice else ""


def _approach(one: Approach, by: str, authority: Authority) -> str:
    return f"{by} asked {authority.name_of(one.school) if one.school else 'a school'}"


_RESPONDED = {
    "accept in principle": "accepted in principle",
    "decline": "declined",
    "ask for more": "asked for more information",
}


def _response(one: Response, by: str, _: Authority) -> str:
    why = f": {one.decline_reason}" if one.decline_reason else ""
    return f"{by} {_RESPONDED.get(one.answer or '', 'answered')}{why}"


def _meeting(one: MeetingRecord, _: str, __: Authority) -> str:
    starts = f", to start on {day(one.starts_on)}" if one.outcome == "agreed" and one.starts_on else ""
    return f"The meeting was held{_of(one.outcome)}{starts}"


def _day_set(one: MeetingDay, by: str, _: Authority) -> str:
    return f"{by} set {f'{day(one.meets_on)} as the day' if one.meets_on else 'the day'} of the meeting"


def _signature(one: Signature, by: str, _: Authority) -> str:
    return f"{_the(one.role) or by} signed the {one.document or 'paper'}"


_DECIDED = {
    "direction": "decided on an off-site direction",
    "continuation": "decided that the direction continues",
    "renewal": "renewed the direction",
    "revocation": "revoked the direction",
}


def _board(one: BoardDecision, by: str, _: Authority) -> str:
    return f"{by}’s board {_DECIDED.get(one.decides or '', 'decided')}"


def _start(one: Start, by: str, _: Authority) -> str:
    if one.did_start is None:
        return f"{by} reported the first day"
    on = f" on {day(one.started_on)}" if one.did_start and one.started_on else ""
    return f"The child {'started' if one.did_start else 'did not start'} at {by}{on}"


LEFT, LEFT_SITE = "left the site", "that the child left the site"


def _same_day(one: SameDay, by: str, _: Authority) -> str:
    cancelled = ", since cancelled" if one.is_cancelled else ""
    what = f"{'an' if one.what == 'unexplained absence' else 'a'} {one.what}" if one.what != LEFT else LEFT_SITE
    return f"{by} reported {what if one.what else 'a same-day event'}{cancelled}"


def _report(one: WeeklyReport, by: str, _: Authority) -> str:
    week = f" of {day(one.week_commencing)}" if one.week_commencing else ""
    return f"{by} reported the week{week}{_of(one.concern)}"


def _review(one: Review, by: str, _: Authority) -> str:
    extended = f", extended to {day(one.new_end_on)}" if one.extends and one.new_end_on else ""
    return f"{by} held {'an early review' if one.sort == 'early' else 'a review'}{extended}"


def _final_review(one: FinalReview, _: str, __: Authority) -> str:
    return f"The final review decided{_of(one.decision)}"


def _early_ending(one: EarlyEnding, by: str, _: Authority) -> str:
    back = f", back from {day(one.return_on)}" if one.return_on else ""
    return f"{by} asked to end early{back}"


def _ending(one: Ending, by: str, _: Authority) -> str:
    who = f" ({one.who})" if one.who else ""
    return f"{by} recorded the ending{_of(one.reason)}{who}"


def _roll_change(one: RollChange, by: str, _: Authority) -> str:
    on = f" on {day(one.deleted_on)}" if one.deleted_on else ""
    return f"{_the(one.deleted_by) or by} took the child off its roll{on}"


def _telling(one: FamilyTold, by: str, _: Authority) -> str:
    how = f" ({one.how})" if one.how else ""
    return f"{by} told the family{_of(one.about)}{how}"


def _la_record(one: LaRecord, by: str, _: Authority) -> str:
    return f"{by} made a record{_of(one.about)}"


def _request(one: ReviewRequest, by: str, _: Authority) -> str:
    return f"{first_capital(one.asked_by or 'a parent')} asked for a review"


def _of(answer: str | None) -> str:
    return f": {answer}" if answer else ""


def _the(role: str | None) -> str:
    """A role as it begins a sentence: `The pupil`."""
    return f"The {role}" if role else ""


_SAYS: Mapping[type[Entry], Says] = {
    BeforeYouStart: _before,
    Referral: _referral,
    Consent: _consent,
    Approach: _approach,
    Response: _response,
    MeetingDay: _day_set,
    MeetingRecord: _meeting,
    Signature: _signature,
    BoardDecision: _board,
    Start: _start,
    SameDay: _same_day,
    WeeklyReport: _report,
    Review: _review,
    FinalReview: _final_review,
    EarlyEnding: _early_ending,
    Ending: _ending,
    RollChange: _roll_change,
    FamilyTold: _telling,
    LaRecord: _la_record,
    ReviewRequest: _request,
}
