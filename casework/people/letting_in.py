"""Making, replacing and revoking a school's shared link, and letting people in behind it.

A coordinator does all of it for the schools of their areas; a lead lets in, changes and ends people of their own school.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from casework.people import entering, known_browsers
from casework.people.access_table import LINK, PERSON, Link, Member, doors, key_of
from casework.people.entering import CODE, PIN, LockedOut
from casework.people.pins import Hashing, new_code
from casework.reading.office import Office
from record.identifiers import new_id
from record.person import AT_A_SCHOOL, Person, Role
from record.tables import ACCESS, School
from record.valid_text import valid
from record.words import ENGLAND
from store.contract import AuditEvent, Proof, TableRow

LINK_LASTS = timedelta(days=365)
CODE_LASTS = timedelta(days=14)
KEY_BYTES = 20
NOT_YOURS = "Only a coordinator for the school’s area, or one of the school’s own leads, can do this."


class CannotLetIn(Exception):
    """It was not done; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A link just made. Its key is told this once."""

    school: str
    key: str
    until: date


@dataclass(frozen=True, slots=True)
class LetIn:
    """Somebody just let in. Their code is told this once."""

    name: str
    code: str
    until: date


def may_manage(office: Office, person: Person, school: str) -> bool:
    """Whether this person lets people of a school in. Raises StoreError."""
    if person.role == Role.COORDINATOR:
        return may_make_links(office, person, school)
    return person.role == Role.SCHOOL and person.is_lead and person.school == school


def may_make_links(office: Office, person: Person, school: str) -> bool:
    """Whether this person makes and revokes a school's link. Raises StoreError."""
    of = office.authority.schools.get(school)
    if person.role != Role.COORDINATOR or of is None or not office.authority.is_of(of, person.la):
        return False
    return not person.areas or of.area in person.areas


def make_link(office: Office, person: Person, school: str) -> Opened:
    """A new link for a school; the one before opens no more, and its people stay. Raises CannotLetIn, StoreError."""
    if not may_make_links(office, person, school):
        raise CannotLetIn(NOT_YOURS)
    if not office.authority.school(school).la:
        raise CannotLetIn("First add the code of the school’s local authority to its row in the Schools table.")
    opened = Opened(school, secrets.token_urlsafe(KEY_BYTES), _today() + LINK_LASTS)
    _put_link(office, person, school, {"hash": key_of(opened.key), "until": opened.until.isoformat()})
    _note(office, person, "made a shared link", school)
    return opened


def revoke_link(office: Office, person: Person, school: str) -> None:
    """The link opens no more, and everybody behind it is out. Raises CannotLetIn, StoreError."""
    if not may_make_links(office, person, school):
        raise CannotLetIn(NOT_YOURS)
    _put_link(office, person, school, {"hash": "", "until": ""})
    _note(office, person, "revoked a shared link", school)


def let_in(
    office: Office, hashing: Hashing, person: Person, school: str, name: str, role: str, *, is_lead: bool = False
) -> LetIn:
    """Let somebody in behind a school's link. Raises CannotLetIn, TooBusy, StoreError."""
    name = " ".join(valid(name).split())
    if not may_manage(office, person, school):
        raise CannotLetIn(NOT_YOURS)
    if not 2 <= len(name) <= 80 or role not in AT_A_SCHOOL:
        raise CannotLetIn("Enter the person’s first and last name, and choose what they can do.")
    if doors(office.store).named(school, name):
        raise CannotLetIn(
            f"{name} is already in the list. If two people have the same name, add something to tell them apart."
        )
    member = Member(new_id(), school, name, role, is_lead and role == Role.SCHOOL)
    _put_member(office, person, member)
    _note(office, person, "gave someone access", school, of=member.key)
    return _with_a_new_code(office, hashing, member)


def new_code_for(office: Office, hashing: Hashing, person: Person, member_key: str) -> LetIn:
    """A new one-time code for whoever forgot their PIN, or whose PIN somebody knows; the old one is worth nothing, whoever came in
    by it is out, and any lock is lifted, also of their own browser.

    Raises CannotLetIn, TooBusy, StoreError.
    """
    member = _managed(office, person, member_key)
    _note(office, person, "gave a new code", member.school, of=member.key)
    return _with_a_new_code(office, hashing, member)


def change(office: Office, person: Person, member_key: str, role: str, *, is_lead: bool) -> None:
    """Change what somebody may do, from their next click on. Raises CannotLetIn, StoreError."""
    member = _managed(office, person, member_key)
    if role not in AT_A_SCHOOL:
        raise CannotLetIn("Choose what the person can do.")
    changed = Member(member.key, member.school, member.name, role, is_lead and role == Role.SCHOOL)
    _put_member(office, person, changed)
    _note(office, person, "changed a role", member.school, of=member.key)


def end(office: Office, person: Person, member_key: str) -> None:
    """Somebody is out at once, and their PIN is forgotten. Raises CannotLetIn, StoreError."""
    member = _managed(office, person, member_key)
    _put(office, person, member.key, {})
    for kind in (PIN, CODE):
        office.store.forget_proof(member.key, kind)
    office.store.forget_tries(member.key)
    known_browsers.forget(office.store, member.key)
    _note(office, person, "ended someone’s access", member.school, of=member.key)


def locked_out(office: Office, person: Person) -> Sequence[LockedOut]:
    """Who was locked out lately, for whoever manages them: the school's leads, coordinators of its area. Raises StoreError."""
    if not person.is_lead and not person.is_coordinator:
        return []
    found = entering.locked_out(office.store, datetime.now(UTC))
    return [each for each in found if may_manage(office, person, each.school)]


def seen_lock(office: Office, person: Person, key: str) -> None:
    """Tell of it no more. Raises StoreError."""
    if key in {each.key for each in locked_out(office, person)}:
        entering.seen_lock(office.store, key, person.name)


def has_pin(office: Office, member: Member) -> bool:
    """Whether somebody has been here. Raises StoreError."""
    return office.store.proof(member.key, PIN) is not None


def people_of(office: Office, person: Person, school: str) -> Sequence[Member]:
    """Who comes in behind a school's link, for whoever manages them and for the school's own people. Raises StoreError."""
    is_of_it = person.role == Role.SCHOOL and person.school == school
    if not is_of_it and not may_manage(office, person, school):
        return ()
    return doors(office.store).people_of(school)


def schools_of(office: Office, person: Person) -> Sequence[School]:
    """The schools whose links this person makes, by name. Raises StoreError."""
    return [each for each in office.authority.others("") if may_make_links(office, person, each.urn)]


def link_of(office: Office, school: str) -> Link | None:
    """A school's link while it is open. Raises StoreError."""
    link = doors(office.store).links.get(school)
    return link if link is not None and link.is_open(_today()) else None


def _managed(office: Office, person: Person, member_key: str) -> Member:
    member = doors(office.store).members.get(member_key)
    if member is None or not may_manage(office, person, member.school):
        raise CannotLetIn(NOT_YOURS)
    return member


def _with_a_new_code(office: Office, hashing: Hashing, member: Member) -> LetIn:
    code, ends = new_code(), datetime.now(UTC) + CODE_LASTS
    office.store.forget_proof(member.key, PIN)
    office.store.keep_proof(Proof(member.key, CODE, hashing.hash(code), ends))
    office.store.forget_tries(member.key)
    office.store.sign_out_everywhere(f"{ACCESS} {member.key}")
    return LetIn(member.name, code, ends.date())


def _put_link(office: Office, person: Person, school: str, values: Mapping[str, str]) -> None:
    _put(office, person, f"link {school}", {"what": LINK, "school": school, **values})


def _put_member(office: Office, person: Person, member: Member) -> None:
    lead = {"lead": "yes"} if member.is_lead else {}
    values = {"what": PERSON, "school": member.school, "name": member.name, "role": member.role, **lead}
    _put(office, person, member.key, values)


def _put(office: Office, person: Person, key: str, values: Mapping[str, str]) -> None:
    office.store.put(TableRow(ACCESS, key, values, datetime.now(UTC), person.name))


def _note(office: Office, person: Person, did: str, school: str, of: str = "") -> None:
    detail = {"school": school, **({"person": of} if of else {})}
    office.store.note(AuditEvent(datetime.now(UTC), person.name, person.role, person.school, did, "", detail))


def _today() -> date:
    return datetime.now(ENGLAND).date()
