"""What the questions of a letter begin with, so that nothing known is asked again. Everything here can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from letters.from_case.questions import ASKED_AT
from record.authority import Authority
from record.case import Case
from record.identifiers import new_id
from record.stage import stage
from record.tables import School

NO = "no"
YES = "yes"


def seeds(letter_id: str, case: Case, authority: Authority) -> Mapping[str, Any]:
    """The answers a letter's questions begin with, by flat question name."""
    home, receiving = authority.school(case.home), authority.school(case.receiving)
    if letter_id == "invitation_to_discuss":
        return {"meeting_where": home.name, **_guests([_head(home)])}
    if letter_id == "meeting_invitation":
        guests = [*_parents(case), _head(home), _head(receiving), *_virtual_school(case)]
        return {"meeting_where": receiving.name, **_guests(guests)}
    if letter_id == "review_invitation":
        guests = [*_parents(case), _head(home), _head(receiving), *_virtual_school(case)]
        return {"meeting_where": receiving.name, **_next_review(case), **_guests(guests)}
    return _choices(case) if letter_id == "consent_form" else {}


def _next_review(case: Case) -> Mapping[str, Any]:
    """The day of the next review that the meeting planned."""
    planned = case.placement.meeting.reviews if case.placement else ()
    ahead = [each.review_on for each in planned if each.review_on and each.review_on >= case.today]
    return {"meeting_on": f"{min(ahead):%d/%m/%Y}"} if ahead else {}


def _choices(case: Case) -> Mapping[str, Any]:
    """One choice: what comes next. A form that asks for everything at once is harder to say no to."""
    likely = ASKED_AT.get(stage(case), "asks_transfer")
    if likely == "asks_placement" and not case.is_dual_registered:
        likely = "asks_transfer"
    names = ("asks_explore", "asks_share", "asks_placement", "asks_transfer")
    return {name: YES if name == likely else NO for name in names}


def _guests(people: Sequence[tuple[str | None, str | None]]) -> Mapping[str, Any]:
    ids = [new_id()[:6] for _ in people]
    found: dict[str, Any] = {"meeting_people": ids}
    for item_id, (name, role) in zip(ids, people, strict=True):
        found |= {f"meeting_people.{item_id}.name": name or "", f"meeting_people.{item_id}.role": role or ""}
    return found


def _head(school: School) -> tuple[str, str]:
    return school.head, f"{school.head_title}, {school.name}"


def _parents(case: Case) -> Sequence[tuple[str | None, str | None]]:
    return [(parent.name, (parent.relationship or "").lower()) for parent in case.parents]


def _virtual_school(case: Case) -> Sequence[tuple[str | None, str | None]]:
    referral = case.referral
    return [(referral.virtual_school_person, "Virtual School")] if referral and case.is_looked_after else []
