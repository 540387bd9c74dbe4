"""What letters say of meetings and reviews that were held: who came, what was decided, and an extension that one agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from letters.facts import Attended, Decision, Extension, Held, Result, Reviewed
from letters.facts.fact import repeated
from record import progress
from record.case import Case
from record.entry import Filed
from record.forms.final_review import FinalReview
from record.forms.meeting_record import Invited, MeetingRecord
from record.forms.review import Review
from record.words import full_day

OUTCOMES: Mapping[str | None, str] = {
    "agreed": "The move goes ahead as agreed",
    "not agreed": "The move does not go ahead",
    "adjourned": "The meeting goes on another day",
}
DECISIONS: Mapping[str | None, str] = {
    "permanent transfer": "The child stays at the receiving school for good",
    "return to the home school": "The child comes back to the home school",
    "another school or agreed provision": "The child goes on to another school or agreed provision",
}


def held(case: Case) -> Held | None:
    """The last meeting, whatever it decided."""
    meeting = case.meeting or case.last(MeetingRecord)
    if meeting is None:
        return None
    outcome = OUTCOMES.get(meeting.outcome)
    if meeting.outcome == "adjourned" and meeting.adjourned_to:
        outcome = f"{outcome}: {full_day(meeting.adjourned_to)}"
    against = [part for part in (meeting.who_did_not_agree, meeting.why_not_agreed) if part]
    return repeated(
        Held,
        meeting,
        people=attended(meeting.people),
        outcome=outcome,
        is_agreed=meeting is case.agreed_meeting,
        why_not=f"Who did not agree, and why: {'. '.join(against)}" if against else None,
    )


def attended(people: Sequence[Invited]) -> tuple[Attended, ...]:
    """Everybody who was invited."""
    return tuple(repeated(Attended, each) for each in people if each.name)


def reviewed(case: Case, filed: Filed) -> Reviewed | None:
    """One review as it was recorded."""
    entry = filed.entry
    if not isinstance(entry, Review | FinalReview) or not entry.reviewed_on:
        return None
    shown = progress.finding(case, entry.reviewed_on) if progress.weeks(case, entry.reviewed_on) else None
    same: dict[str, Any] = {
        "on": entry.reviewed_on,
        "people": attended(entry.people),
        "attendance": entry.attendance_so_far,
        "chart": bool(shown),
        "chart_words": shown,
        "pupil_says": entry.pupil_says,
        "parents_say": entry.parents_say,
    }
    if isinstance(entry, FinalReview):
        results = [f"{one.target}: {one.result}. {one.evidence or ''}".strip() for one in entry.results if one.target]
        decided = DECISIONS.get(entry.decision)
        return Reviewed(**same, sort="Final review", targets="\n".join(results) or entry.reasons, result=decided)
    extended = (
        f"The placement goes on until {full_day(entry.new_end_on)}"
        if entry in case.extensions and entry.new_end_on
        else ""
    )
    return Reviewed(
        **same,
        sort=f"{(entry.sort or 'interim').capitalize()} review",
        targets=entry.targets_so_far,
        changes=entry.changes,
        result=extended
        or (
            "The home school’s board decides whether the direction goes on"
            if case.is_under_direction and entry.invited_on
            else "The placement goes on as planned"
        ),
        next_on=entry.next_review_on,
    )


def extension(case: Case) -> Extension | None:
    """The last extension."""
    return repeated(Extension, case.extensions[-1]) if case.extensions else None


def decision(case: Case) -> Decision | None:
    """What the final review decided."""
    review = case.last(FinalReview)
    if review is None:
        return None
    results = tuple(repeated(Result, each) for each in review.results if each.target)
    return repeated(Decision, review, results=results)
