"""Who may see and write what. One function decides for every page, letter, chart and download.

From the shared cases it makes what one person may see: the case with the entries that are theirs to see, or nothing,
in the same words and as fast as if the case did not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from casework.office import Office
from casework.people import Person, Role
from record.approach import Approach
from record.case import FORMAL, Case
from record.ended import Belongs, ended
from record.entry import Entry, Filed, Party
from record.la_record import PRESSURE, LaRecord
from record.response import Response
from record.roll_change import RollChange

KEPT_AFTER_RETURN = timedelta(days=30)
SMALL_FORMS = ("weekly_report", "same_day")
"""What somebody with the role *weekly report* may write."""


class Side(StrEnum):
    """From which side somebody sees a case."""

    HOME = "home school"
    RECEIVING = "receiving school"
    LA = "local authority"


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as one person may see it."""

    case: Case
    side: Side
    is_whole: bool
    """False when the case is over for this person's school and only its own entries are left."""


def see(office: Office, person: Person, reference: str) -> Seen | None:
    """The case as this person may see it, or None: not theirs, or no such case. Raises StoreError."""
    case = office.cases.get(reference)
    return seen(case, person, office) if case else None


def see_all(office: Office, person: Person) -> Sequence[Seen]:
    """Every case this person may see. Raises StoreError."""
    return [each for case in office.cases.values() if (each := seen(case, person, office))]


def seen(case: Case, person: Person, office: Office) -> Seen | None:
    """What one person may see of a case."""
    if person.role == Role.COORDINATOR:
        return Seen(case, Side.LA, True) if _is_in_areas(case, person, office) else None
    if not person.is_at_a_school or not person.school:
        return None
    if person.school == case.home:
        return Seen(_without_pressure(case), Side.HOME, True)
    return _seen_by_another_school(case, person.school)


def _is_in_areas(case: Case, person: Person, office: Office) -> bool:
    if person.la != case.la:
        return False
    areas = {office.authority.school(urn).area for urn in (case.home, case.receiving) if urn}
    return not person.areas or bool(areas & set(person.areas))


def _without_pressure(case: Case) -> Case:
    return _with_only(case, lambda each: not (isinstance(each.entry, LaRecord) and each.entry.about == PRESSURE))


def _seen_by_another_school(case: Case, school: str) -> Seen | None:
    """A school sees a case from a formal request to it until it declines, and afterwards as long as the child is its pupil."""
    asked = [each for each in case.askings if each.approach.school == school and each.approach.formality == FORMAL]
    if not asked or (not asked[-1].is_open and case.receiving != school):
        return None
    if _is_over_for(case, school):
        return Seen(_with_only(case, lambda each: each.filed_for == school), Side.RECEIVING, False)
    if _never_started(case):
        return None
    return Seen(_with_only(_without_pressure(case), lambda each: _concerns(each, school)), Side.RECEIVING, True)


def _never_started(case: Case) -> bool:
    end = ended(case)
    return end is not None and (case.placement is None or case.placement.starts_on > end.decided_on)


def _is_over_for(case: Case, school: str) -> bool:
    """A month after the roll change that took the child off this school's roll."""
    change, end = case.last(RollChange), ended(case)
    is_its_pupil = end is not None and end.belongs is Belongs.RECEIVING
    if change is None or change.deleted_on is None or is_its_pupil:
        return False
    return case.today > change.deleted_on + KEPT_AFTER_RETURN


def _concerns(filed: Filed, school: str) -> bool:
    """Not another school's approach or answer."""
    if isinstance(filed.entry, Approach):
        return filed.entry.school == school
    return not isinstance(filed.entry, Response) or filed.filed_for == school


def _with_only(case: Case, wanted: object) -> Case:
    assert callable(wanted)
    return replace(case, filed=tuple(each for each in case.filed if wanted(each)))


def may_write(seen: Seen | None, person: Person, kind: type[Entry]) -> bool:
    """Whether this person may submit an entry of a kind in a case, or begin one when there is no case yet."""
    if person.role == Role.WEEKLY_REPORT and kind.kind not in SMALL_FORMS:
        return False
    if seen is None:
        return person.role == Role.SCHOOL and Party.HOME in kind.by
    if not seen.is_whole:
        return False
    return seen.side is Side.LA or bool(set(kind.by) & {Party.EITHER, Party(seen.side)})


def is_by_the_other_school(filed: Filed, person: Person) -> bool:
    """Whether another school than this person's filed it."""
    return person.is_at_a_school and bool(filed.filed_for) and filed.filed_for != person.school
