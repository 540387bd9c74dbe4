"""By when a letter is to be made, where a clause of guidance asks for it: a day, the clause, and whether it was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casework.desk.deadlines import asked_by
from casework.letters.changes import LastMade
from letters.catalogue import Letter
from record.case import Case
from record.due import due
from record.ended import ended
from record.entry import Filed
from record.forms.final_review import FinalReview
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.school_days import monday_of

FRIDAY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class ByWhen:
    """The day by which guidance wants one letter."""

    on: date
    clause: str
    """Id of the clause that asks for it."""
    since: date | None = None
    """What was made before this day was about something else, as an invitation to the last review was."""
    done_on: date | None = None
    """When the record itself says that it was given."""
    words: str = "Send it by"
    """What is to happen by that day."""

    def is_met(self, made: LastMade | None) -> bool:
        """Whether it was made, or is known to have been given."""
        is_about_this = made is not None and (self.since is None or made.at.date() >= self.since)
        return self.done_on is not None or is_about_this

    def is_late(self, made: LastMade | None, today: date) -> bool:
        """Whether the day has passed without it."""
        return self.on < today and not self.is_met(made)


Wants = Callable[[Case, Filed | None], ByWhen | None]
"""What is wanted of a letter in a case, about one entry where each has its own."""


def by_when(letter: Letter, case: Case, of: Filed | None = None) -> ByWhen | None:
    """By when a clause asks for this letter, about one entry where each has its own; None where no clause of guidance
    that the case's pack follows says."""
    wanted = _WANTED.get(letter.id)
    found = wanted(case, of) if wanted else None
    clause = asked_by(case.pack, found.clause) if found else ""
    return replace(found, clause=clause) if found and clause else None


def _notice(case: Case, _: Filed | None) -> ByWhen | None:
    """The board's notice, whole school days before the first day."""
    decision, meeting = case.direction, case.agreed_meeting
    first_day = (decision and decision.first_day_on) or (meeting and meeting.starts_on)
    if decision is None or not first_day:
        return None
    latest = case.calendar(case.home).before(first_day, case.pack.notice_school_days)
    return ByWhen(latest, "NA-8", decision.decided_on, decision.notice_given_on)


def _meeting(case: Case, _: Filed | None) -> ByWhen | None:
    response = case.accepted.response if case.accepted else None
    if response is None or response.answered_on is None:
        return None
    held_by = response.answered_on + timedelta(days=case.pack.meeting_within_days)
    return ByWhen(held_by, "HF-7.5b", response.answered_on, words="For a meeting held by")


def _signed(document: str) -> Wants:
    """Until the last signature that the pack asks for is in."""

    def wanted(case: Case, _: Filed | None) -> ByWhen | None:
        meeting = case.agreed_meeting
        is_open = any(each == document for each, _ in case.signatures_missing)
        if meeting is None or meeting.starts_on is None or not is_open:
            return None
        return ByWhen(meeting.starts_on, "HF-7.6h", meeting.met_on, words="Signed by everybody by")

    return wanted


def _before_the_start(case: Case, _: Filed | None) -> ByWhen | None:
    meeting = case.agreed_meeting
    starts_on = case.placement.starts_on if case.placement else meeting.starts_on if meeting else None
    if meeting is None or starts_on is None:
        return None
    return ByWhen(_day_before(case, starts_on), "HF-12c", meeting.met_on)


def _approval(case: Case, _: Filed | None) -> ByWhen | None:
    meeting = case.agreed_meeting
    return ByWhen(meeting.starts_on, "HF-6.4", words="Approved by") if meeting and meeting.starts_on else None


def _report(case: Case, of: Filed | None) -> ByWhen | None:
    entry = of.entry if of else None
    if not isinstance(entry, WeeklyReport) or not entry.week_commencing:
        return None
    friday = monday_of(entry.week_commencing) + FRIDAY
    return ByWhen(case.calendar(case.receiving).last_open(friday), "HF-10b")


def _review(case: Case, _: Filed | None) -> ByWhen | None:
    """The invitation comes before the next review that is planned."""
    planned = [each.by for each in due(case) if each.kind in (Review.kind, FinalReview.kind) and not each.answers]
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    days = [day for day in planned if day]
    if not days or case.placement is None:
        return None
    return ByWhen(min(days), "HF-10c", max(held, default=case.placement.starts_on), words="For the review by")


def _extension(case: Case, _: Filed | None) -> ByWhen | None:
    """The parents know before what they knew of as the last day."""
    agreed = [each for each in case.of(Review) if each.is_agreed_extension]
    if not agreed or not case.agreed_meeting:
        return None
    last_day = agreed[-2].new_end_on if len(agreed) > 1 else case.agreed_meeting.ends_on
    return ByWhen(last_day, "HF-12c", agreed[-1].reviewed_on) if last_day else None


def _ending(clause: str) -> Wants:
    """Before the child's first day at the next place, and never before it was decided."""

    def wanted(case: Case, _: Filed | None) -> ByWhen | None:
        end = ended(case)
        if end is None:
            return None
        return ByWhen(max(end.decided_on, _day_before(case, end.from_on)), clause, end.decided_on)

    return wanted


def _telling(case: Case, _: Filed | None) -> ByWhen | None:
    """The authority is told of the start, and again of the outcome."""
    end, meeting = ended(case), case.agreed_meeting
    if end:
        return ByWhen(end.decided_on, "HF-13", end.decided_on)
    return ByWhen(meeting.starts_on, "HF-13", meeting.met_on) if meeting and meeting.starts_on else None


def _deletion(case: Case, _: Filed | None) -> ByWhen | None:
    end = ended(case)
    return ByWhen(end.from_on, "NA-11", end.decided_on) if end else None


def _day_before(case: Case, day: date) -> date:
    """The last school day of the home school before `day`."""
    return case.calendar(case.home).before(day, 1)


_WANTED: Mapping[str, Wants] = {
    "ap_request": _approval,
    "meeting_invitation": _meeting,
    "agreement": _signed("agreement"),
    "dual_registration_form": _signed("dual registration form"),
    "off_site_direction": _notice,
    "start_confirmation": _before_the_start,
    "weekly_report": _report,
    "review_invitation": _review,
    "extension": _extension,
    "success": _ending("HF-12c"),
    "return_to_home_school": _ending("HF-12c"),
    "early_ending": _ending("HF-12b"),
    "not_proceeding": _ending("HF-12c"),
    "la_notification": _telling,
    "agreement_to_deletion": _deletion,
}
"""Of each letter that a clause sets a day for, how the day is found. The other letters are made when they are needed."""
