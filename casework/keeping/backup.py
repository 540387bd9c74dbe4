"""Everything as one file, and back into an empty site: a zip of plain lines, each part with its sum, proved equal at the end."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.reading.office import Office
from record.person import Person, Role
from store.contract import AuditEvent
from store.whole import PARTS, Record, StoreCopy, Whole, line_of, sum_of, take_all

FORMAT = "managed moves backup 1"
MANIFEST = "backup.json"
MOST_BYTES = 4_000_000_000
"""Unpacked."""
LONGEST_LINE = 50_000_000
Progress = Callable[[str, float], object]
"""Told which part, and how much of it is done, from 0 to 1."""
ALONE = ("erased", "entries", "drafts", "draft answers", "letters")
"""Parts that hold what is known of children: a restored site has exactly these. Of the others it may have more."""
NOT_YOURS = "A backup is for an administrator, or for a coordinator of the whole authority."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
NOT_ONE = "This is no backup of this app, or it is damaged. Choose the file as it was downloaded."


class CannotRestore(Exception):
    """Nothing was changed, or it can be gone on with; its text says what to do."""


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What a backup says of itself."""

    made_at: datetime
    made_by: str
    parts: Mapping[str, tuple[int, str]]
    """How many records of each part, and their sum."""


def may_back_up(person: Person) -> bool:
    """An administrator, or a coordinator of the whole authority: it holds every case."""
    return person.role == Role.ADMINISTRATOR or (person.role == Role.COORDINATOR and not person.areas)


def is_empty(office: Office) -> bool:
    """Whether a backup may be restored here: no form was ever submitted, begun or erased. Raises StoreError."""
    with _whole(office).snapshot() as now:
        return not any(next(now.part(part), None) for part in ("entries", "drafts", "erased"))


def back_up(office: Office, person: Person, tell: Progress = lambda part, done: None) -> bytes:
    """The whole store at this moment, as a zip file. Raises CannotRestore when it is not theirs to have, StoreError."""
    if not may_back_up(person):
        raise CannotRestore(NOT_YOURS)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into, _whole(office).snapshot() as now:
        parts = {}
        for number, part in enumerate(PARTS):
            tell(part, number / len(PARTS))
            parts[part] = _written(into, part, now)
        told = {"format": FORMAT, "made_at": office.now().isoformat(), "made_by": person.name, "parts": parts}
        into.writestr(MANIFEST, json.dumps(told, indent=1))
    _note(office, person, "made a backup")
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
    """What a backup says of itself, once every line of it was counted and its sums are right. Raises CannotRestore."""
    with _opened(content) as packed:
        told = _told(packed)
        for part, said in told.parts.items():
            if sum_of(_records(packed, part)) != said:
                raise CannotRestore(f"The part “{part}” of this backup is damaged. Use another backup.")
    return told


def restore(office: Office, person: Person, content: bytes, tell: Progress = lambda part, done: None) -> BackupSummary:
    """Everything of a backup into this empty site, and the proof that it is all there. Begun again, it goes on.

    Raises CannotRestore, StoreError.
    """
    if not may_back_up(person):
        raise CannotRestore(NOT_YOURS)
    told = look_into(content)
    with _opened(content) as packed:
        _refuse_others(office, packed)
        for number, part in enumerate(PARTS):
            tell(part, number / len(PARTS))
            take_all(_whole(office), part, _records(packed, part))
        _prove(office, packed)
    _note(office, person, "restored a backup")
    return told


def _refuse_others(office: Office, packed: zipfile.ZipFile) -> None:
    """A site that holds anything but what was taken in from this very backup is left as it is."""
    for part in ALONE:
        with _whole(office).snapshot() as now:
            here = {line_of(record) for record in now.part(part)}
        if here - {line_of(record) for record in _records(packed, part)}:
            raise CannotRestore(
                "This site holds cases of its own, so nothing was restored. Start the site with an empty store, and restore there."
            )


def _prove(office: Office, packed: zipfile.ZipFile) -> None:
    with _whole(office).snapshot() as now:
        for part in PARTS:
            here = {line_of(record) for record in now.part(part)}
            there = {line_of(record) for record in _records(packed, part)}
            if not there <= here or (part in ALONE and here != there):
                raise CannotRestore(f"The part “{part}” is not complete yet. Restore the same file again: it goes on.")


def _whole(office: Office) -> Whole:
    assert isinstance(office.store, Whole), "every store that is opened can be carried elsewhere"
    return office.store


def _file(part: str) -> str:
    return f"{part.replace(' ', '-')}.jsonl"


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError):
        raise CannotRestore(NOT_ONE) from None
    if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
        raise CannotRestore(
            "This backup is larger than the app takes in. Carry the store itself instead: make move-store."
        )
    return packed


def _told(packed: zipfile.ZipFile) -> BackupSummary:
    try:
        told = json.loads(packed.read(MANIFEST))
        if told["format"] != FORMAT or set(told["parts"]) != set(PARTS):
            raise CannotRestore("This backup was made by another version of this app. Use the version that made it.")
        parts = {part: (int(count), str(total)) for part, (count, total) in told["parts"].items()}
        return BackupSummary(datetime.fromisoformat(told["made_at"]), str(told["made_by"]), parts)
    except (KeyError, ValueError, TypeError, AttributeError, *_DAMAGED):
        raise CannotRestore(NOT_ONE) from None


def _records(packed: zipfile.ZipFile, part: str) -> Iterator[Record]:
    try:
        with packed.open(_file(part)) as file:
            while line := file.readline(LONGEST_LINE):
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise CannotRestore(NOT_ONE)
                yield record
    except (KeyError, ValueError, RecursionError, *_DAMAGED):
        raise CannotRestore(NOT_ONE) from None


def _note(office: Office, person: Person, did: str) -> None:
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did))
