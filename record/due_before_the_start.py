"""What is due until the placement is agreed: the referral, consent, an answer, the meeting, a start, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.consents import EXPLORE, has_consent
from record.deadline import Due
from record.entry import Party
from record.meeting_record import AGREED


def due_before_the_start(case: Case) -> Iterator[Due]:
    """What a case without a placement waits for."""
    if case.agreed_meeting:
        yield from _once_agreed(case)
    elif case.accepted:
        yield _the_meeting(case)
    else:
        yield from _until_a_school_accepts(case)


def _until_a_school_accepts(case: Case) -> Iterator[Due]:
    if case.referral is None:
        yield Due("referral", "referral", Party.HOME, "HF-3a")
    elif not has_consent(case, EXPLORE):
        yield Due("consent to explore a move", "consent", Party.HOME, "HF-7.4a")
    else:
        asked = next((each for each in case.askings if each.is_open), None)
        if asked is None:
            yield Due("ask a school", "approach", Party.HOME, "HF-7.5a")
        else:
            yield Due("answer to the approach", "response", Party.RECEIVING, "HF-1c", asked.approach.answer_due_on)


def _the_meeting(case: Case) -> Due:
    meeting = case.meeting
    if meeting and meeting.outcome == AGREED:
        by = meeting.met_on + timedelta(days=case.pack.start_within_days) if meeting.met_on else None
        return Due("a start date", "meeting_record", Party.EITHER, "HF-7.6a", by)
    if meeting and meeting.outcome == "adjourned":
        return Due("the adjourned meeting", "meeting_record", Party.EITHER, "HF-7.5b", meeting.adjourned_to)
    response = case.accepted.response if case.accepted else None
    answered_on = response.answered_on if response else None
    by = answered_on + timedelta(days=case.pack.meeting_within_days) if answered_on else None
    return Due("the meeting", "meeting_record", Party.EITHER, "HF-7.5b", by)


def _once_agreed(case: Case) -> Iterator[Due]:
    starts_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
    if case.route == "off-site direction" and not case.direction:
        yield Due("the board's decision and notice", "board_decision", Party.HOME, "NA-8", _notice_by(case, starts_on))
    if case.start and not case.start.did_start and not case.start.new_start_on:
        yield Due("a new start date", "start", Party.RECEIVING, "HF-12c")
    if case.signatures_missing:
        yield Due("signatures", "signature", Party.EITHER, "HF-7.6h", starts_on)


def _notice_by(case: Case, starts_on: date | None) -> date | None:
    return case.calendar(case.home).before(starts_on, case.pack.notice_school_days) if starts_on else None
