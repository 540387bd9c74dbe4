"""A meeting to come: who is likely to be invited, and what letters say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from letters.asked import MeetingToCome
from letters.facts import Meeting, PersonFacts
from letters.facts.fact import repeated
from letters.from_case.context import LetterContext
from record.authority import Authority
from record.case import Case
from record.forms.meeting_day import MeetingDay
from record.identifiers import new_id
from record.placement_days import meeting_to_come, review_to_come
from record.tables import School

Named = tuple[str | None, str | None]
"""A person's name, and who they are."""


def the_meeting(of: LetterContext) -> Mapping[str, Any]:
    """Where and when people are invited, as it was answered for the letter."""
    said = of.answers
    if not isinstance(said, MeetingToCome):
        return {}
    people = tuple(repeated(PersonFacts, each) for each in said.meeting_people if each.name)
    is_ahead = (
        said.meeting_on is not None and said.meeting_on >= of.case.today
    )  # nobody is invited to a day that is gone
    on = said.meeting_on if is_ahead else None
    return {"meeting": repeated(Meeting, said, on=on, people=people, why=getattr(said, "why", None))}


def the_meeting_that_decides(of: LetterContext) -> Mapping[str, Any]:
    """The same, on the day, at the time and at the place that the schools have set, where they have."""
    return _as_it_was_set(of, meeting_to_come(of.case))


def the_review(of: LetterContext) -> Mapping[str, Any]:
    """A review, on the day, at the time and at the place that the schools have set, where they have."""
    return _as_it_was_set(of, review_to_come(of.case))


def _as_it_was_set(of: LetterContext, to_come: MeetingDay | None) -> Mapping[str, Any]:
    found = the_meeting(of)
    if to_come is None:
        return found
    asked = found.get("meeting") or Meeting()
    return {
        "meeting": replace(
            asked,
            on=to_come.meets_on or asked.on,
            at=to_come.meets_at or asked.at,
            where=to_come.meets_where or asked.where,
        )
    }


def at_the_receiving_school(case: Case, authority: Authority, more: Sequence[Named] = ()) -> Mapping[str, Any]:
    """A meeting there, with the parents, both heads, the Virtual School of a looked-after child, and whoever else comes."""
    home, receiving = authority.school(case.home), authority.school(case.receiving)
    people = [*_parents(case), head(home), head(receiving), *_virtual_school(case), *more]
    return {"meeting_where": receiving.name, **guests(people)}


def guests(people: Sequence[Named]) -> Mapping[str, Any]:
    """These people, as the answers to who will be there."""
    ids = [new_id()[:6] for _ in people]
    found: dict[str, Any] = {"meeting_people": ids}
    for item_id, (name, role) in zip(ids, people, strict=True):
        found |= {f"meeting_people.{item_id}.name": name or "", f"meeting_people.{item_id}.role": role or ""}
    return found


def head(school: School) -> Named:
    """The head teacher of a school."""
    return school.head, f"{school.head_title}, {school.name}"


def _parents(case: Case) -> Sequence[Named]:
    return [(parent.name, (parent.relationship or "").lower()) for parent in case.told]


def _virtual_school(case: Case) -> Sequence[Named]:
    referral = case.referral
    return [(referral.virtual_school_person, "Virtual School")] if referral and case.is_looked_after else []
