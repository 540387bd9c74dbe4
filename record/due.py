"""What is due in a case, by when, from whom, and the clause that asks for it: before the start, in the placement, after an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import FORMAL, Case
from record.consents import EXPLORE, has_consent
from record.deadline import AGREED_BY_ALL, DECIDED, REPORTED_WEEKLY, REVIEWED_EARLY, SIGNED, TOLD_TO_THE_AUTHORITY, Due
from record.directed import direction_ends_on
from record.due_in_placement import due_in_placement, missing_reports, new_pupil_return, the_start
from record.early_review import Signal, is_answered, signals
from record.ended import Belongs, Ended, HowEnded, ended
from record.entry import Entry, Filed, Party
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import APPROVAL, LaRecord
from record.forms.meeting_record import AGREED, MeetingRecord
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.weekly_report import WeeklyReport
from record.once import once_a_case
from record.school_days import ONE_DAY
from record.stage import is_closed, is_outcome_told, needs_roll_change, what_is_open

ANSWERED_WITHIN = 5
"""School days to see a report or confirm a record. Guidance gives no number: this one is the app's own."""
URGENT_WITHIN = 1
"""School days to say whether an early review is needed; the app's own too."""
REVIEW_WITHIN = 5
"""School days to hold an early review that is wanted; the app's own too."""
WITHOUT_REVIEW = timedelta(weeks=10)
"""After ten weeks without a review of a direction a parent may ask for one: SI 2010/1156."""

CONFIRMED: tuple[tuple[type[Entry], str, str, tuple[str, ...]], ...] = (
    (Review, "is_confirmed", "confirm the record of the review", ("HF-3e", "WK-7", "APP-5")),
    (FinalReview, "is_confirmed", "confirm the record of the final review", DECIDED),
    (
        EarlyEnding,
        "was_consulted",
        "confirm that you were consulted before the early ending",
        ("HF-12a", "WK-16", "APP-5"),
    ),
)
"""What the school that did not write it confirms: the entry kind, its answer, what is due, and the clauses."""


def due_answers(case: Case) -> Iterator[Due]:
    """What a school owes the other while a case goes on."""
    yield from due_confirmations(case)
    for filed in case.filed_of(MeetingRecord):
        if filed.entry is case.meeting:
            yield from _to_confirm(case, filed, "is_confirmed", "confirm the meeting record", AGREED_BY_ALL)


def due_confirmations(case: Case) -> Iterator[Due]:
    """What is to be confirmed whether the case goes on or has ended."""
    for kind, name, what, clauses in CONFIRMED:
        for filed in case.filed_of(kind)[-1:]:
            yield from _to_confirm(case, filed, name, what, clauses)


def early_review(case: Case) -> Iterator[Due]:
    """Each report to be seen; an answer to each open sign; and the early review itself once it is wanted."""
    if not case.placement or not case.placement.ends_on:
        return
    open_signals = signals(case)
    yield from _reports_to_see(case, open_signals)
    yield from _an_answer_without_a_report(case, open_signals)
    yield from _a_review_that_is_wanted(case)
    yield from _a_review_of_the_direction(case)


def _to_confirm(case: Case, filed: Filed, name: str, what: str, clauses: tuple[str, ...]) -> Iterator[Due]:
    if getattr(filed.entry, name) is None and filed.filed_for and case.receiving:
        who = Party.RECEIVING if filed.filed_for == case.home else Party.HOME
        by = case.calendar(_urn(case, who)).after(filed.filed_at.date(), ANSWERED_WITHIN)
        yield Due(what, filed.kind, who, clauses, by, answers=filed.entry_id, is_aside=True)


def _urn(case: Case, who: Party) -> str | None:
    return case.home if who is Party.HOME else case.receiving


def _reports_to_see(case: Case, open_signals: tuple[Signal, ...]) -> Iterator[Due]:
    shown = {each.report for each in open_signals}
    for filed in case.filed_of(WeeklyReport):
        report = filed.entry
        if not isinstance(report, WeeklyReport) or report.home_wants_review is not None:
            continue
        is_urgent = filed.entry_id in shown
        what = "say whether an early review is needed" if is_urgent else "see the weekly report"
        by = _by(case, filed.filed_at.date(), URGENT_WITHIN if is_urgent else ANSWERED_WITHIN)
        clauses = REVIEWED_EARLY if is_urgent else REPORTED_WEEKLY
        yield Due(what, filed.kind, Party.HOME, clauses, by, report.week_commencing, filed.entry_id, not is_urgent)


def _an_answer_without_a_report(case: Case, open_signals: tuple[Signal, ...]) -> Iterator[Due]:
    """A sign that no report shows is answered by holding a review, or with the next report."""
    waiting = [each for each in open_signals if not each.report and not is_answered(case, each)]
    if waiting:
        what = "hold an early review, or answer the next weekly report with why not"
        yield Due(what, Review.kind, Party.HOME, waiting[0].clauses, _by(case, waiting[0].on, URGENT_WITHIN))


def _a_review_that_is_wanted(case: Case) -> Iterator[Due]:
    wanted = [
        each.filed_at.date()
        for each in case.filed_of(WeeklyReport)
        if isinstance(each.entry, WeeklyReport) and each.entry.home_wants_review
    ]
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    open_since = [day for day in wanted if not any(on >= day for on in held)]
    if open_since:
        by = _by(case, min(open_since), REVIEW_WITHIN)
        yield Due("the early review", Review.kind, Party.EITHER, REVIEWED_EARLY, by)


def _a_review_of_the_direction(case: Case) -> Iterator[Due]:
    """Under a direction no more than ten weeks pass without a review: after that a parent may ask for one in writing."""
    placement = case.placement
    if placement is None or placement.ends_on is None or case.route != "off-site direction":
        return
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    by = max([placement.starts_on, *held]) + WITHOUT_REVIEW
    if by <= min(placement.ends_on, direction_ends_on(case)):
        yield Due("a review, before a parent has to ask for one", Review.kind, Party.HOME, ("NA-9",), by, is_aside=True)


def _by(case: Case, day: date, school_days: int) -> date:
    return case.calendar(case.home).after(day, school_days)


BY_CONSENT = "9(1)(c) dual registered, the other school agrees"


def due_after(case: Case, end: Ended) -> Iterator[Due]:
    """What a case that has ended waits for."""
    yield from _missing_education(case)
    if not needs_roll_change(case):
        if not is_outcome_told(case):
            yield _telling_the_outcome(end.decided_on)
        return
    if case.placement and case.is_dual_registered:
        yield from missing_reports(case, case.placement, until=end.from_on - ONE_DAY)
        yield from new_pupil_return(case, case.placement)
    elif case.placement:
        yield from the_start(case, case.placement)
    yield from _review_of_the_direction(case, end)
    yield from due_confirmations(case)
    yield from _roll_change(case, end)


def _missing_education(case: Case) -> Iterator[Due]:
    """A child whose next place nobody knows is missing education until somebody who looks for children is told."""
    last = next(reversed(case.filed_of(Ending)), None)
    ending = last.entry if last else None
    if last is None or not isinstance(ending, Ending) or ending.next_place != "not known":
        return
    if not (ending.missing_education_told and ending.missing_education_told_on):
        what = "tell the children-missing-education team"
        yield Due(what, Ending.kind, Party.HOME, ("HF-12c", "APP-8"), ending.ended_on, answers=last.entry_id)


def _review_of_the_direction(case: Case, end: Ended) -> Iterator[Due]:
    """A parent's withdrawal does not revoke a direction: it calls a review, until the direction ends."""
    is_standing = end.how is HowEnded.WITHDRAWN and case.route == "off-site direction" and case.today < end.from_on
    is_reviewed = any(each.reviewed_on and each.reviewed_on >= end.decided_on for each in case.of(Review))
    if is_standing and not is_reviewed:
        yield Due("a review of the direction", Review.kind, Party.EITHER, ("NA-9", "NA-8"), end.decided_on)


def _roll_change(case: Case, end: Ended) -> Iterator[Due]:
    change = case.last(RollChange)
    if change is None:
        who = Party.RECEIVING if end.belongs is Belongs.HOME else Party.HOME
        yield Due("roll change", RollChange.kind, who, ("HF-11c", "NA-11"), end.from_on)
        return
    entry_id = case.filed_of(RollChange)[-1].entry_id
    yield from _deletion(case, change, end, entry_id)
    for name in what_is_open(case, change):
        yield _still_to_send(case, name, change, entry_id)


def _deletion(case: Case, change: RollChange, end: Ended, entry_id: str) -> Iterator[Due]:
    """The other school's consent comes before the deletion; once the name is off, it comes too late to be waited for."""
    by = change.deleted_on or end.from_on
    is_off = change.deleted_on is not None and change.deleted_on <= case.today
    if case.is_dual_registered and change.ground == BY_CONSENT and not change.other_school_consented and not is_off:
        other = Party.HOME if _deleting(change) is Party.RECEIVING else Party.RECEIVING
        yield Due("consent to the deletion", RollChange.kind, other, ("NA-11",), by, answers=entry_id)
    if change.deleted_on is None:
        yield Due("date of deletion", RollChange.kind, _deleting(change), ("HF-11c", "NA-11"), by, answers=entry_id)


_TO_SEND = {
    "deletion_return_on": ("deletion return", ("NA-12",)),
    "transfer_file_sent_on": ("transfer file", ("NA-13",)),
    "protection_file_sent_on": ("child-protection file", ("NA-13",)),
    "protection_file_receipt_on": ("receipt for the child-protection file", ("NA-13", "APP-2")),
}


def _still_to_send(case: Case, name: str, change: RollChange, entry_id: str) -> Due:
    if name == "outcome":
        return _telling_the_outcome(change.deleted_on)
    by = change.deleted_on
    if by and name == "transfer_file_sent_on":
        by = case.calendar(case.home).after(by, case.pack.transfer_file_school_days)
    if by and name == "protection_file_receipt_on":
        by += timedelta(days=case.pack.protection_file_days)
        name = name if change.protection_file_sent_on else "protection_file_sent_on"
    what, clauses = _TO_SEND[name]
    return Due(what, RollChange.kind, _deleting(change), clauses, by, answers=entry_id)


def _telling_the_outcome(by: date | None) -> Due:
    """The authority is told of every move, also of one refused or withdrawn before it began."""
    return Due("tell the local authority of the outcome", LaRecord.kind, Party.LA, TOLD_TO_THE_AUTHORITY, by)


def _deleting(change: RollChange) -> Party:
    return Party.RECEIVING if change.deleted_by == "receiving school" else Party.HOME


MEETING = ("HF-7.5b", "WK-5", "NA-2")


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
        yield Due("referral", "referral", Party.HOME, ("HF-3a", "APP-11"))
    elif not has_consent(case, EXPLORE):
        yield Due("consent to explore a move", "consent", Party.HOME, ("HF-7.4a", "HF-7.2", "WK-11", "NA-2"))
    else:
        asked = next((each for each in case.askings if each.is_open), None)
        if asked is None:
            yield Due("ask a school", "approach", Party.HOME, ("HF-7.5a", "WK-11", "APP-10"))
        else:
            yield Due(
                "answer to the approach", "response", Party.RECEIVING, AGREED_BY_ALL, asked.approach.answer_due_on
            )


def _the_meeting(case: Case) -> Due:
    meeting = case.meeting
    if meeting and meeting.outcome == AGREED:
        by = meeting.met_on + timedelta(days=case.pack.start_within_days) if meeting.met_on else None
        return Due("a start date", "meeting_record", Party.EITHER, ("HF-7.6a", "HF-12c", "APP-8"), by)
    if meeting and meeting.outcome == "adjourned":
        return Due("the adjourned meeting", "meeting_record", Party.EITHER, MEETING, meeting.adjourned_to)
    response = case.accepted.response if case.accepted else None
    answered_on = response.answered_on if response else None
    by = answered_on + timedelta(days=case.pack.meeting_within_days) if answered_on else None
    return Due("the meeting", "meeting_record", Party.EITHER, MEETING, by)


def _once_agreed(case: Case) -> Iterator[Due]:
    starts_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
    if case.route == "off-site direction" and not case.direction:
        yield Due(
            "the board's decision and notice", "board_decision", Party.HOME, ("NA-8",), _notice_by(case, starts_on)
        )
    if case.start and not case.start.did_start and not case.start.new_start_on:
        yield Due("a new start date", "start", Party.RECEIVING, ("HF-12c", "APP-8"))
    if case.signatures_missing:
        yield Due("signatures", "signature", Party.EITHER, SIGNED, starts_on)


def _notice_by(case: Case, starts_on: date | None) -> date | None:
    return case.calendar(case.home).before(starts_on, case.pack.notice_school_days) if starts_on else None


TOLD_WITHIN = 5
"""School days in which the authority notes that it was told. Guidance gives no number: this one is the app's own."""


def due_of_the_authority(case: Case) -> Iterator[Due]:
    """What the authority owes a case that goes on."""
    noted = {each.about for each in case.of(LaRecord)}
    asked = [each.asked_on for each in case.askings if each.approach.formality == FORMAL]
    after = case.calendar(case.home).after
    if asked and "told of the request" not in noted:
        yield _note("note that you were told of the request", TOLD_TO_THE_AUTHORITY, after(min(asked), TOLD_WITHIN))
    if case.has_started and case.placement and "told of the start" not in noted:
        yield _note(
            "note that you were told of the start", TOLD_TO_THE_AUTHORITY, after(case.placement.starts_on, TOLD_WITHIN)
        )
    yield from _reports_that_are_missed(case)
    if case.route == "alternative provision" and case.accepted and not _is_approved(case):
        starts_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
        yield _note("decide on the alternative provision", ("HF-6.4", "APP-5"), starts_on)


def _reports_that_are_missed(case: Case) -> Iterator[Due]:
    """When as many weekly reports are late as the authority's policy says, its coordinator asks why."""
    missing = missing_reports(case, case.placement) if case.placement and case.is_dual_registered else ()
    late = [each for each in missing if each.is_late(case.today)]
    allowed = case.pack.missed_reports_tell_coordinator
    if len(late) >= allowed:
        yield _note(f"ask why {len(late)} weekly reports are late", REPORTED_WEEKLY, late[allowed - 1].by)


def _is_approved(case: Case) -> bool:
    """Whether an officer has said yes or no: either answers the request."""
    return any(each.about == APPROVAL and each.is_approved is not None for each in case.of(LaRecord))


def _note(what: str, clauses: tuple[str, ...], by: date | None) -> Due:
    return Due(what, LaRecord.kind, Party.LA, clauses, by, is_aside=True)


@once_a_case
def due(case: Case) -> tuple[Due, ...]:
    """Everything due, the earliest first; what has no day comes first of all, because the case waits for it."""
    return tuple(sorted(_everything(case), key=lambda each: each.by or date.min))


def steps(case: Case) -> tuple[Due, ...]:
    """Of everything due, what the case itself waits for: not what is told, seen or confirmed beside it."""
    return tuple(each for each in due(case) if not each.is_aside)


def next_step(case: Case) -> Due | None:
    """The first thing the case waits for, or else the first thing due; None when nothing is."""
    return next(iter((*steps(case), *due(case))), None)


def _everything(case: Case) -> Iterator[Due]:
    if is_closed(case):
        return
    if end := ended(case):
        yield from due_after(case, end)
        return
    if case.placement:
        yield from due_in_placement(case, case.placement)
        yield from early_review(case)
    else:
        yield from due_before_the_start(case)
    yield from due_answers(case)
    yield from due_of_the_authority(case)
