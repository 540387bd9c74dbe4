"""An authority's own letter templates and logos: given, checked apart, tried on an example, used, and gone back from.

Letters are for everybody, so what they are made from changes only when a second coordinator says yes. A logo belongs to a school, and
so to whoever coordinates its area.
"""

from __future__ import annotations

from collections.abc import Sequence

from casework.forms.drafts import NotYours
from casework.people.staff import colleagues
from casework.reading import logos
from casework.reading.office import Office
from casework.reading.template_versions import (
    OURS,
    TEMPLATES,
    AskedFor,
    Version,
    row_in_use,
    row_of,
    versions,
    wanted,
)
from letters.catalogue import BY_ID
from letters.errors import TemplateRefused
from letters.word.apart import Examined, examined
from record.person import Person, Role
from record.tables import STAFF, School
from store.contract import AuditEvent

MEGABYTES = 1
"""Of the file that is taken to be looked at."""
LARGEST = 600_000
"""Bytes of a template as it is given: a letterhead fits, an album does not."""
LONGEST_LANGUAGE = 40
OTHERWISE_NOW = "Someone has answered this since, or asked for another version. Look at it as it is now."


def given(office: Office, letter_id: str) -> Sequence[Version]:
    """Every version of one letter's template, the newest first."""
    return versions(office.store.table(TEMPLATES), letter_id)


def give(
    office: Office, person: Person, letter_id: str, content: bytes, language: str = ""
) -> tuple[Version, Examined]:
    """Check a template apart and keep it as it was understood; it is not used yet. Raises TemplateRefused, NotYours,
    StoreError."""
    _only_coordinators(person)
    if len(content) > LARGEST:
        raise TemplateRefused("The file is too large for a letter. Make its pictures smaller.")
    found = examined(content, letter_id, office.authority.own.labels)
    if found.refused:
        raise TemplateRefused(found.refused)
    language = _language(language)
    number = max((each.number for each in given(office, letter_id)), default=0) + 1
    version = Version(letter_id, language, number, person.name, office.now(), not found.faults, False, found.content)
    office.store.put(row_of(version))
    _note(office, person, "gave letter template", letter_id, language, number)
    return version, found


def ask_for(office: Office, person: Person, version: Version) -> bool:
    """Ask that letters are made from this version from now on; whether they are at once, where nobody else could say yes.

    Raises TemplateRefused, NotYours, StoreError.
    """
    if not version.is_sound:
        raise TemplateRefused("This version has faults. Put them right in Word and upload it again.")
    return _ask(office, person, version.letter, version.language, version.number, version.mark)


def ask_for_ours(office: Office, person: Person, letter_id: str, language: str = "") -> bool:
    """Ask that letters are made from the shipped template again, or in a language no more; as `ask_for` does."""
    return _ask(office, person, BY_ID[letter_id].id, _language(language), OURS, "")


def waiting(office: Office) -> Sequence[AskedFor]:
    """What a coordinator asked for and no second one has answered. Raises StoreError."""
    return [each for each in wanted(office.store.table(TEMPLATES)) if each.letter in BY_ID]


def confirm(office: Office, person: Person, asked: AskedFor) -> None:
    """Make letters from what another coordinator asked for. Raises TemplateRefused, NotYours, StoreError."""
    _only_coordinators(person)
    if not may_confirm(office, person, asked):
        raise NotYours
    _still_asked(office, asked)
    _put_in_use(office, person, asked)
    _note(office, person, "confirmed letter template", asked.letter, asked.language, asked.number, asked.by)


def decline(office: Office, person: Person, asked: AskedFor) -> None:
    """Leave everything as it is: whoever asked takes it back, or another coordinator says no. Raises TemplateRefused,
    NotYours, StoreError."""
    _only_coordinators(person)
    _still_asked(office, asked)
    key = _key(asked.letter, asked.language)
    office.store.put(row_in_use(key, _in_use(office, key), office.now(), person.name))
    _note(office, person, "declined letter template", asked.letter, asked.language, asked.number, asked.by)


def may_confirm(office: Office, person: Person, asked: AskedFor) -> bool:
    """Whether this coordinator is the second to be asked: where several authorities work here, one of another. Raises StoreError."""
    if asked.is_of(person) or len(office.authorities) < 2:
        return not asked.is_of(person)
    asker = colleagues(office.store.table(STAFF)).get(asked.holder.removeprefix(f"{STAFF} "))
    return asker is not None and asker.la != person.la


def can_be_confirmed(office: Office, person: Person) -> bool:
    """Whether another coordinator has to say yes to what this one asks: there is one, or several authorities work here, and letters
    are made from it for all of them. Raises StoreError."""
    if len(office.authorities) > 1:
        return True
    others = (each for each in colleagues(office.store.table(STAFF)).values() if each.role == Role.COORDINATOR)
    return any(each.la == person.la and not _is_the_same(person, each.key, each.name) for each in others)


def again(office: Office, version: Version) -> Examined:
    """What is wrong with a version, looked at once more; its comments and its example. Raises StoreError."""
    return examined(version.content, version.letter, office.authority.own.labels)


def schools_of(office: Office, person: Person) -> Sequence[School]:
    """The schools whose logo this coordinator may change: those of their areas, and of no other authority. Raises StoreError."""
    of_areas = [each for each in office.authority.others("") if not person.areas or each.area in person.areas]
    return [each for each in of_areas if not office.is_of_another_here(each.urn, person.la)]


def keep_logo(office: Office, person: Person, urn: str, picture: bytes) -> None:
    """Keep a school's logo, or take it away when there is no picture. Raises FileRefused, NotYours, StoreError."""
    _only_coordinators(person)
    if urn not in [each.urn for each in schools_of(office, person)]:
        raise NotYours
    text = logos.LOGO.read(office.budgets, person, picture).said if picture else ""
    office.store.put(logos.row_of(urn, text, office.now(), person.name))
    did = "changed a logo" if picture else "removed a logo"
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did, "", {"school": urn}))


def _ask(office: Office, person: Person, letter_id: str, language: str, number: int, mark: str) -> bool:
    _only_coordinators(person)
    asked = AskedFor(letter_id, language, number, mark, person.name, person.holder, office.now())
    if not can_be_confirmed(office, person):
        _put_in_use(office, person, asked)
        _note(office, person, "used letter template", letter_id, language, number)
        return True
    key = _key(letter_id, language)
    office.store.put(row_in_use(key, _in_use(office, key), asked.at, person.name, asked))
    _note(office, person, "asked for letter template", letter_id, language, number)
    return False


def _put_in_use(office: Office, person: Person, asked: AskedFor) -> None:
    """Only the very file that was asked for, and only while it has no fault."""
    if asked.number != OURS:
        those = (each for each in given(office, asked.letter) if each.number == asked.number and each.is_sound)
        if not any(each.language == asked.language and each.mark == asked.mark for each in those):
            raise TemplateRefused(OTHERWISE_NOW)
    number = "" if asked.number == OURS else str(asked.number)
    office.store.put(row_in_use(_key(asked.letter, asked.language), number, office.now(), person.name))


def _still_asked(office: Office, asked: AskedFor) -> None:
    if asked not in waiting(office):
        raise TemplateRefused(OTHERWISE_NOW)


def _is_the_same(person: Person, key: str, name: str) -> bool:
    return person.holder == f"{STAFF} {key}" if person.holder else person.name == name


def _in_use(office: Office, key: str) -> str:
    rows = office.store.table(TEMPLATES)
    return next((row.values.get("in use", "") for row in rows if row.key == key), "")


def _key(letter_id: str, language: str) -> str:
    return f"{letter_id}/{language}"


def _language(language: str) -> str:
    """A language as it is typed, with nothing in it that a key cannot hold."""
    kept = "".join(one for one in language if one.isalpha() or one in " -")
    return " ".join(kept.split())[:LONGEST_LANGUAGE]


def _only_coordinators(person: Person) -> None:
    if person.role != Role.COORDINATOR:
        raise NotYours


def _note(
    office: Office, person: Person, did: str, letter_id: str, language: str, number: int, asked_by: str = ""
) -> None:
    """In the audit: which version of which letter, and whose wish it was that somebody answered."""
    detail = {"letter": letter_id, "language": language, "version": str(number) if number else "ours"}
    detail |= {"asked by": asked_by} if asked_by else {}
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did, "", detail))
