"""Nobody sees what the access table withholds: the table of the design again, written down apart from what decides it."""

from __future__ import annotations

from collections.abc import Iterator

from casework.forms import drafts
from casework.reading.access import Seen
from record.case import FORMAL, Case
from record.entry import Filed
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.la_record import PRESSURE, LaRecord
from record.forms.response import Response
from record.person import Person, Role
from tests.explorer.walk import Walk


def broken(walk: Walk) -> Iterator[str]:
    """What somebody sees and must not, or must and does not."""
    case = walk.case
    for person in walk.town.people:
        seen = walk.sees(person)
        yield from (f"{person.name} ({person.role}) {each}" for each in _of(walk, person, seen, case))


def _of(walk: Walk, person: Person, seen: Seen | None, case: Case) -> Iterator[str]:
    if person.role == Role.COORDINATOR:
        yield from _of_a_coordinator(walk, person, seen, case)
    elif not person.is_at_a_school:
        yield from ["sees a case"] if seen else []
    else:
        yield from _of_a_school(person, seen, case)
        mine = drafts.my_drafts(walk.town.office, person)
        yield from ["sees a draft of another school"] if any(each.school != person.school for each in mine) else []


def _of_a_coordinator(walk: Walk, person: Person, seen: Seen | None, case: Case) -> Iterator[str]:
    areas = {walk.town.office.authority.school(urn).area for urn in (case.home, case.receiving) if urn}
    is_theirs = bool(areas & set(person.areas))
    if is_theirs is not (seen is not None):
        yield f"of {person.areas} sees {'nothing' if seen is None else 'it'}, and the schools are in {areas}"


def _of_a_school(person: Person, seen: Seen | None, case: Case) -> Iterator[str]:
    if person.school == case.home:
        yield from [] if seen else ["does not see the case of their own school"]
    elif seen and not _was_asked(case, person.school):
        yield "sees a case about which the school was never formally asked"
    elif seen and _declined(case, person.school):
        yield "sees a case that the school declined"
    if seen is None:
        return
    if any(isinstance(each.entry, LaRecord) and each.entry.about == PRESSURE for each in seen.case.filed):
        yield "sees a report of pressure"
    if person.role == Role.WEEKLY_REPORT:
        yield from _of_whoever_reports(seen)
    if person.school != case.home:
        others = [each for each in seen.case.filed if _tells_of_another(each, person.school, case)]
        yield from (f"sees a {each.kind} about another school" for each in others)


def _was_asked(case: Case, school: str) -> bool:
    return any(each.school == school and each.formality == FORMAL for each in case.of(Approach))


def _declined(case: Case, school: str) -> bool:
    """Whether the school's last word on the last request to it was no, and no child came of it."""
    asked = [each for each in case.askings if each.approach.school == school and each.approach.formality == FORMAL]
    last = asked[-1].response if asked else None
    return last is not None and last.answer == "decline" and case.receiving != school


def _tells_of_another(filed: Filed, school: str, case: Case) -> bool:
    entry = filed.entry
    if isinstance(entry, Approach):
        return entry.school != school
    if isinstance(entry, Consent):
        return entry.school not in (None, school)
    return isinstance(entry, Response) and filed.filed_for != school


def _of_whoever_reports(seen: Seen) -> Iterator[str]:
    """Only weekly reports and word of the same day may be read as they were written."""
    if any(each.kind not in ("weekly_report", "same_day") for each in seen.entries):
        yield "reads more than reports"
    referral = seen.case.referral
    if referral and (referral.risk_assessment or referral.pupil_views or referral.why_a_move or referral.medical):
        yield "reads what the referral says of the child"
