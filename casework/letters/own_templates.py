"""An authority's own letter templates and logos: given, checked apart, tried on an example, used, and gone back from."""

from __future__ import annotations

from collections.abc import Sequence

from casework.forms.drafts import NotYours
from casework.reading import logos
from casework.reading.office import Office
from casework.reading.template_versions import TEMPLATES, Version, row_of, versions
from letters.catalogue import BY_ID
from letters.errors import TemplateRefused
from letters.word.apart import Examined, examined
from record.person import Person, Role
from store.contract import AuditEvent, TableRow

LARGEST = 600_000
"""Bytes of a template as it is given: a letterhead fits, an album does not."""
LONGEST_LANGUAGE = 40


def given(office: Office, letter_id: str) -> Sequence[Version]:
    """Every version of one letter's template, the newest first."""
    return versions(office.store.table(TEMPLATES), letter_id)


def give(
    office: Office, person: Person, letter_id: str, content: bytes, language: str = ""
) -> tuple[Version, Examined]:
    """Check a template apart and keep it; it is not used yet. Raises TemplateRefused, NotYours, StoreError."""
    _only_coordinators(person)
    if len(content) > LARGEST:
        raise TemplateRefused("The file is too large for a letter. Make its pictures smaller.")
    found = examined(content, letter_id, office.authority.own.labels)
    if found.refused:
        raise TemplateRefused(found.refused)
    language = _language(language)
    number = max((each.number for each in given(office, letter_id)), default=0) + 1
    version = Version(letter_id, language, number, person.name, office.now(), not found.faults, False, content)
    office.store.put(row_of(version))
    _note(office, person, "gave letter template", version)
    return version, found


def use(office: Office, person: Person, version: Version) -> None:
    """Make letters from this version from now on. Raises TemplateRefused, NotYours, StoreError."""
    _only_coordinators(person)
    if not version.is_sound:
        raise TemplateRefused("This version has faults. Put them right in Word and give it again.")
    _put(office, person, version.letter, version.language, str(version.number))
    _note(office, person, "used letter template", version)


def use_ours(office: Office, person: Person, letter_id: str, language: str = "") -> None:
    """Make letters from the shipped template again. Raises NotYours, StoreError."""
    _only_coordinators(person)
    _put(office, person, letter_id, language, "")


def again(office: Office, version: Version) -> Examined:
    """What is wrong with a version, looked at once more; its comments and its example. Raises StoreError."""
    return examined(version.content, version.letter, office.authority.own.labels)


def keep_logo(office: Office, person: Person, urn: str, picture: bytes) -> None:
    """Keep a school's logo, or take it away when there is no picture. Raises NoLogo, NotYours, StoreError."""
    _only_coordinators(person)
    text = logos.written(picture) if picture else ""
    office.store.put(TableRow(logos.LOGOS, urn, {"png": text}, office.now(), person.name))


def _put(office: Office, person: Person, letter_id: str, language: str, number: str) -> None:
    office.store.put(
        TableRow(TEMPLATES, f"{letter_id}/{_language(language)}", {"in use": number}, office.now(), person.name)
    )


def _language(language: str) -> str:
    """A language as it is typed, with nothing in it that a key cannot hold."""
    kept = "".join(one for one in language if one.isalpha() or one in " -")
    return " ".join(kept.split())[:LONGEST_LANGUAGE]


def _only_coordinators(person: Person) -> None:
    if person.role != Role.COORDINATOR:
        raise NotYours


def _note(office: Office, person: Person, did: str, version: Version) -> None:
    detail = {"letter": BY_ID[version.letter].id, "language": version.language, "version": str(version.number)}
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did, "", detail))
