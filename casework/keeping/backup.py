"""Everything in one file that needs two people to open it. Restore it into an empty site.

Inside is a zip of plain lines, each part with its sum, proved equal at the end. Nobody is given it unlocked.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.keeping import backup_keys
from casework.keeping.backup_keys import KeysDoNotFit
from casework.reading.door import REFUSED, note, refused
from casework.reading.given_files import FileDoor, PackedLimits, opened, unpacked
from casework.reading.office import Office
from record.apart import FileRefused, Limits
from record.person import Person, Role
from record.valid_text import encodable_in
from store.contract import StorePurpose
from store.whole import PARTS, Record, StoreCopy, Whole, line_of, sum_of, take_all

FORMAT = "managed moves backup 1"
SINCE_THE_FIRST = frozenset(PARTS) - {"damaged"}
"""Parts that every backup has."""
MANIFEST = "backup.json"
LIMITS = PackedLimits(unpacked=1_000_000_000, ratio=200, entries=100)
LONGEST_LINE = 10_000_000
TOO_LARGE = "Move the store itself instead: make move-store."
Progress = Callable[[str, float], object]
"""Told which part, and how much of it is done, from 0 to 1."""
ALONE = ("erased", "damaged", "entries", "drafts", "draft answers", "letters")
"""Parts that hold what is known of children: a restored site has exactly these. Of the others it may have more."""
NOT_YOURS = "Only an administrator, or a coordinator for the whole authority, can make or restore a backup."
SEVERAL = (
    "Several local authorities use this site, so a backup would hold the cases of all of them and cannot be made here. "
    "The person who runs the site copies the database instead. It is better to have a site, or a store, for each "
    "authority."
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
TRUE_HERE = (
    "This backup may hold real entries, and in the demonstration anyone can sign in as anyone. Nothing was restored. "
    "Start a site that people sign in to (docs/signing-in.md), with an empty store, and restore it there."
)
MADE_UP_HERE = (
    "This backup is of the demonstration: its cases and people are made up, and this site is for real entries. Nothing "
    "was restored. Choose a backup of the site itself."
)
NOT_ONE = backup_keys.DAMAGED
A_BACKUP = "a backup"


class CannotBackUp(Exception):
    """No file was made; its text says why and what to do."""


class CannotRestore(FileRefused):
    """Nothing was changed, or it can be gone on with; its text says what to do."""


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What a backup says of itself."""

    made_at: datetime
    made_by: str
    parts: Mapping[str, tuple[int, str]]
    """How many records of each part, and their sum."""
    is_made_up: bool = False
    """Whether it was made from the demonstration."""


def may_back_up(office: Office, person: Person) -> bool:
    """An administrator, or a coordinator of the whole authority: it holds every case. Raises StoreError."""
    return not why_not(office, person)


def why_not(office: Office, person: Person) -> str:
    """Why this person makes and restores no backup here; empty for whoever does. Raises StoreError."""
    if person.role != Role.ADMINISTRATOR and (person.role != Role.COORDINATOR or person.areas):
        return NOT_YOURS
    others = (office.authorities | {case.la for case in office.cases.values()}) - {person.la}
    return SEVERAL if others else ""


def is_empty(office: Office) -> bool:
    """Whether a backup may be restored here: no form was ever submitted, begun or erased. Raises StoreError."""
    with _whole(office).snapshot() as now:
        return not any(next(now.part(part), None) for part in ("entries", "drafts", "erased"))


def back_up(office: Office, person: Person, tell: Progress = lambda part, done: None) -> bytes:
    """The whole store at this moment, locked for the keys of both sides. Raises CannotBackUp, StoreError."""
    if why := why_not(office, person):
        refused(office, person, A_BACKUP)
        raise CannotBackUp(why)
    try:
        content = backup_keys.lock(office, pack(office, person, tell))
    except KeysDoNotFit as problem:
        raise CannotBackUp(str(problem)) from None
    note(office, person, "made a backup")
    return content


def pack(office: Office, person: Person, tell: Progress = lambda part, done: None) -> bytes:
    """What is inside of a backup: nothing for a screen, for it is not locked. Raises StoreError."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into, _whole(office).snapshot() as now:
        parts = {}
        for number, part in enumerate(PARTS):
            tell(part, number / len(PARTS))
            parts[part] = _written(into, part, now)
        when, by, of_demonstration = office.now().isoformat(), person.name, _is_demonstration(office)
        told = {"format": FORMAT, "made_at": when, "made_by": by, "of_demonstration": of_demonstration, "parts": parts}
        into.writestr(MANIFEST, json.dumps(told, indent=1))
    return packed.getvalue()


def _written(into: zipfile.ZipFile, part: str, now: StoreCopy) -> tuple[int, str]:
    """Write one part; how many records it has, and their sum."""
    with into.open(_file(part), "w", force_zip64=True) as file:

        def kept() -> Iterator[Record]:
            for record in now.part(part):
                file.write(line_of(record) + b"\n")
                yield record

        return sum_of(kept())


def look_into(content: bytes) -> BackupSummary:
    """What an unlocked backup says of itself, once every line of it was counted and its sums are right. Raises CannotRestore."""
    with _opened(content) as packed:
        told = _told(packed)
        for part, said in told.parts.items():
            if sum_of(_records(packed, part)) != said:
                raise CannotRestore(f"The part “{part}” of this backup is damaged. Use another backup.")
    return told


def restore(
    office: Office,
    person: Person,
    content: bytes,
    keys: Sequence[str] = (),
    tell: Progress = lambda part, done: None,
) -> BackupSummary:
    """Everything of a backup into this empty site, and the proof that it is all there. Begun again, it goes on.

    `keys` open it: an administrator's and a coordinator's. It is looked into apart, before anything is taken. Raises
    FileRefused, StoreError.
    """
    try:
        told = _restored(office, person, content, keys, tell)
    except FileRefused:
        note(office, person, f"{REFUSED} restoring a backup")
        raise
    note(office, person, "restored a backup")
    return told


def _restored(office: Office, person: Person, content: bytes, keys: Sequence[str], tell: Progress) -> BackupSummary:
    if why := why_not(office, person):
        raise CannotRestore(why)
    content = backup_keys.unlock(content, keys)
    note(office, person, "opened a backup")
    told = BACKUP.read(office.budgets, person, content).said
    if told.is_made_up is not _is_demonstration(office):
        raise CannotRestore(MADE_UP_HERE if told.is_made_up else TRUE_HERE)
    with _opened(content) as packed:
        _refuse_others(office, packed)
        for number, part in enumerate(PARTS):
            tell(part, number / len(PARTS))
            take_all(_whole(office), part, map(encodable_in, _records(packed, part)))
        _prove(office, packed)
    return told


def _is_demonstration(office: Office) -> bool:
    return office.store.purpose() is StorePurpose.DEMONSTRATION


def _refuse_others(office: Office, packed: zipfile.ZipFile) -> None:
    """A site that holds anything but what was taken in from this very backup is left as it is."""
    for part in ALONE:
        with _whole(office).snapshot() as now:
            here = {line_of(record) for record in now.part(part)}
        if here - {line_of(encodable_in(record)) for record in _records(packed, part)}:
            raise CannotRestore(
                "This site already holds cases, so nothing was restored. Start the site with an empty store, and "
                "restore it there."
            )


def _prove(office: Office, packed: zipfile.ZipFile) -> None:
    with _whole(office).snapshot() as now:
        for part in PARTS:
            here = {line_of(record) for record in now.part(part)}
            there = {line_of(encodable_in(record)) for record in _records(packed, part)}
            if not there <= here or (part in ALONE and here != there):
                raise CannotRestore(
                    f"The part “{part}” is not complete yet. Restore the same file again: it continues from there."
                )


def _whole(office: Office) -> Whole:
    assert isinstance(office.store, Whole), "every store that is opened can be carried elsewhere"
    return office.store


def _file(part: str) -> str:
    return f"{part.replace(' ', '-')}.jsonl"


def _opened(content: bytes) -> zipfile.ZipFile:
    return opened(content, LIMITS, NOT_ONE, TOO_LARGE)


def _told(packed: zipfile.ZipFile) -> BackupSummary:
    try:
        with unpacked(packed, MANIFEST, LIMITS, TOO_LARGE) as file:
            told = json.loads(file.read(LONGEST_LINE))
        if told["format"] != FORMAT or not SINCE_THE_FIRST <= set(told["parts"]) <= set(PARTS):
            raise CannotRestore("This backup was made by another version of this app. Use the version that made it.")
        parts = {part: (int(count), str(total)) for part, (count, total) in told["parts"].items()}
        is_made_up = told.get("of_demonstration") is True
        return BackupSummary(datetime.fromisoformat(told["made_at"]), str(told["made_by"]), parts, is_made_up)
    except (KeyError, ValueError, TypeError, AttributeError, *_DAMAGED):
        raise CannotRestore(NOT_ONE) from None


def _records(packed: zipfile.ZipFile, part: str) -> Iterator[Record]:
    if part not in SINCE_THE_FIRST and _file(part) not in packed.namelist():
        return
    try:
        with unpacked(packed, _file(part), LIMITS, TOO_LARGE) as file:
            while line := file.readline(LONGEST_LINE):
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise CannotRestore(NOT_ONE)
                yield record
    except (KeyError, ValueError, RecursionError, *_DAMAGED):
        raise CannotRestore(NOT_ONE) from None


BACKUP = FileDoor("casework.keeping.backup:BACKUP", look_into, BackupSummary, 100, TOO_LARGE, Limits(seconds=90))
