"""The summary of a case for paper: where the child is expected, whom to ring, what was agreed, what is due, what happened last.

It is made of what its reader sees of the case and of nothing else, and fits on two pages: long texts are cut, and say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casework.desk.deadlines import deadlines, whose
from casework.desk.history import chronology
from casework.desk.sentences import in_a_sentence
from casework.desk.work import is_due_from
from casework.reading.access import Seen
from casework.reading.office import Office
from letters import letterhead
from letters.case_summary import make
from record import progress, words
from record.case import Case
from record.field import question
from record.forms.meeting_record import HALF_DAYS, MeetingRecord
from record.person import Person
from rules.duty import Due

Facts = dict[str, object]
MOST_DUE, MOST_EVENTS, MOST_PARENTS = 5, 10, 3
LONGEST_TEXT = 130
"""Characters of one text: two lines."""
ONE_LINE = 80
CUT = " …"
IN_A_HALF_DAY = {"home": "Home school", "receiving": "Receiving school", "neither": "Neither"}
SUPPORT = ("receiving_support", "home_support", "family_support", "agency_support")


def as_word(office: Office, person: Person, seen: Seen, expected: Mapping[str, object]) -> bytes:
    """The summary as a Word file; `expected` is where the child is expected, in words. Raises LetterError, StoreError."""
    case = seen.case
    return make(
        {
            "sender": letterhead.named(_whose(office, person)),
            "reference": case.reference,
            "called": case.called,
            "made_on": words.full_day(case.today),
            "expected": expected,
            "people": list(_people(office, case)),
            "plan": list(_plan(case)),
            "week": _week(case),
            "attendance": _attendance(case),
            **_due(office, person, seen),
            "events": list(_events(office, seen)),
        }
    )


def _whose(office: Office, person: Person) -> str:
    name = office.authority.name_of(person.school) if person.is_at_a_school else office.authority.name
    return words.first_capital(name)


def _people(office: Office, case: Case) -> Iterator[Facts]:
    authority = office.authority
    for role, urn in (("Home school", case.home), ("Receiving school", case.receiving)):
        if urn:
            school = authority.school(urn)
            yield _one_to_ring(role, f"{school.name}, {school.head}" if school.head else school.name, school.phone)
    meeting = case.agreed_meeting
    if meeting and meeting.pastoral_lead:
        yield _one_to_ring("Pastoral lead", meeting.pastoral_lead, "")
    if meeting and meeting.absence_phone:
        yield _one_to_ring("When the child is absent", meeting.absence_phone, "")
    parents = case.referral.parents if case.referral else ()
    for parent in parents[:MOST_PARENTS]:
        duty = "parental responsibility" if parent.has_responsibility else "no parental responsibility"
        name = f"{parent.name or 'No name'}, {parent.relationship or 'carer'}, {duty}"
        limits = "A court order limits what this person may be told." if parent.is_excluded_by_court else ""
        yield _one_to_ring("Parent or carer", name, ". ".join(filter(None, (parent.phone, limits))))
    if len(parents) > MOST_PARENTS:
        yield _one_to_ring("", f"And {len(parents) - MOST_PARENTS} more, under People in the app.", "")
    coordinator = authority.coordinator_for(case.home)
    said = ", ".join(filter(None, (authority.name, coordinator.name)))
    yield _one_to_ring("Local authority", words.first_capital(said), coordinator.phone)


def _one_to_ring(role: str, name: str, contact: str | None) -> Facts:
    return {"role": role, "name": _cut(name), "contact": contact}


def _plan(case: Case) -> Iterator[Facts]:
    placement, meeting = case.placement, case.agreed_meeting
    if placement:
        end = (
            f"to {words.full_day(placement.ends_on)}" if placement.ends_on else "with no last day: it is a direct move"
        )
        yield {"label": "Dates", "text": f"From {words.full_day(placement.starts_on)} {end}"}
    for name in SUPPORT if meeting else ():
        text = getattr(meeting, name)
        if text:
            yield {"label": question(MeetingRecord, name).label, "text": _cut(text)}
    for number, target in enumerate(meeting.targets if meeting else (), start=1):
        judged = f" (judged by: {target.how_judged})" if target.how_judged else ""
        yield {"label": f"Target {number}", "text": _cut(f"{target.what or ''}{judged}")}


def _week(case: Case) -> Facts | None:
    """Where the child goes in each half day, where somebody said so."""
    meeting = case.agreed_meeting
    agreed = {name: getattr(meeting, name) for name in HALF_DAYS} if meeting else {}
    return {name: IN_A_HALF_DAY.get(each or "", "–") for name, each in agreed.items()} if any(agreed.values()) else None


def _attendance(case: Case) -> str | None:
    return words.first_capital(progress.so_far(case).in_words) if progress.weeks(case) else None


def _due(office: Office, person: Person, seen: Seen) -> Facts:
    found = deadlines(seen, person)
    left = len(found) - MOST_DUE
    more = f"And {left} more, under Deadlines in the app." if left > 0 else None
    return {"due": [_due_one(office, seen, each.due) for each in found[:MOST_DUE]], "due_more": more}


def _due_one(office: Office, seen: Seen, one: Due) -> Facts:
    of_week = f" for the week of {words.day(one.week)}" if one.week else ""
    what = words.first_capital(one.in_words(is_due_from(one, seen.side)) + of_week)
    by = words.short_plain_day(one.by) if one.by else None
    return {"what": _cut(what, ONE_LINE), "who": words.first_capital(whose(office.authority, seen, one)), "by": by}


def _events(office: Office, seen: Seen) -> Iterator[Facts]:
    for each in chronology(office, seen)[:MOST_EVENTS]:
        said = in_a_sentence(each.filed, office.authority)
        yield {"day": words.short_plain_day(each.filed.happened_on), "what": _cut(said, ONE_LINE)}


def _cut(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text; of a long one its beginning, to the end of a word."""
    said = " ".join(text.split())
    return said if len(said) <= longest else said[:longest].rsplit(" ", 1)[0] + CUT
