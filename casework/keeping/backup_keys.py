"""Whose keys open a backup: one of an administrator and one of a coordinator, together. Only the halves that lock are kept here.

The format is age (age-encryption.org), locked once for the coordinators and that again for the administrators, so that the tool
`age` opens it too: `age -d -i administrator.txt FILE | age -d -i coordinator.txt`. See docs/adr/0050.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyrage
from pyrage import x25519

from casework.desk.last_look import whose
from casework.people.access_table import doors, same_name
from casework.people.first_person import LET_IN_FIRST
from casework.people.staff import Colleague, colleagues
from casework.reading.door import note
from casework.reading.office import Office
from record.apart import FileRefused
from record.person import Person, Role
from record.tables import STAFF
from record.words import ENGLAND, chained, full_day
from store.contract import StorePurpose, TableRow

BACKUP_KEYS = "Backup keys"
"""A table of this site's own, never a tab of the spreadsheet; a row for each key there ever was, by the half that locks."""
SIDES: Mapping[str, str] = {Role.ADMINISTRATOR: "an administrator", Role.COORDINATOR: "a coordinator"}
"""Whose keys are asked for, in the order in which a backup is opened."""
BEGINS = b"age-encryption.org/"
"""How every file begins that is locked so."""
NOT_TO_HOLD = "Only an administrator or a coordinator can hold a backup key."
NOT_A_KEY = (
    "What was entered as the key of {side} is not a key: a letter may be missing or wrong. A key starts with "
    "AGE-SECRET-KEY-1 and has 74 characters. Nothing was restored."
)
OF_NOBODY = (
    "The key of {side} that was entered does not open this backup. The backup may be older than the key: if so, use "
    "the key that was held at that time. Nothing was restored."
)
BOTH_SIDES = (
    "{name} would hold a key on both sides and could open a backup alone. Someone else must hold the other key. "
    "Nothing was changed."
)
NOT_TO_REFUSE = "This key is no longer waiting, or it is your own."
WAITS = timedelta(days=14)
"""How long after a coordinator took a key it counts: others are told meanwhile."""
UNTIL_THEN = (
    "Existing backups still open with the keys they were made for. Until then, newer entries are only in the machine’s "
    "own copies."
)
A_MOMENT, NEWEST = timedelta(minutes=1), 5000
MOST_HOLDERS = 200
"""On one side. The library tries a key on everybody a file was locked for, one after the other, and nothing else runs meanwhile."""
LONGEST_HEAD = 400 * MOST_HOLDERS
"""Bytes in which a file says whom it was locked for."""
DAMAGED = "This is not a backup of this app, or it is damaged. Choose the file as it was downloaded."


class KeysDoNotFit(Exception):
    """A backup cannot be locked, or a key cannot be held; its text says why and what to do."""


class CannotOpen(FileRefused):
    """A backup stays shut; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody whose key opens backups made from now on, together with one of the other side."""

    whose: str
    name: str
    role: str
    locks: str
    """The half that locks and opens nothing: `age1…`."""
    since: datetime
    counts_from: datetime


def may_hold(person: Person) -> bool:
    """An administrator or a coordinator. With one key alone nobody sees more than before."""
    return person.role in SIDES


def new_key() -> str:
    """A key that nobody has yet. It counts once it is held."""
    return str(x25519.Identity.generate())


def hold(office: Office, person: Person, key: str) -> None:
    """Lock every backup from now on for this key too, in place of the one this person held before. Raises KeysDoNotFit, StoreError.

    The key itself is kept nowhere.
    """
    if not may_hold(person):
        raise KeysDoNotFit(NOT_TO_HOLD)
    locks = str(_identity(key, person.role).to_public())
    mine = KeyHolder(whose(person), person.name, person.role, locks, office.now(), would_count_from(office, person))
    _refuse_both_sides(office, mine)
    values = {
        "whose": mine.whose,
        "name": mine.name,
        "role": mine.role,
        "counts from": mine.counts_from.isoformat(),
    }
    office.store.put(TableRow(BACKUP_KEYS, locks, values, mine.since, person.name))
    note(office, person, "made a backup key")


def holders(office: Office) -> Sequence[KeyHolder]:
    """Everybody whose key counts now: the newest of each, while they have been what they were without a gap. Raises StoreError."""
    return _newest(office, [each for each in _keys(office) if each.counts_from <= office.now()])


def waiting(office: Office) -> Sequence[KeyHolder]:
    """Everybody who took a key that does not count yet. Raises StoreError."""
    return [each for each in _newest(office, _keys(office)) if each.counts_from > office.now()]


def refuse(office: Office, person: Person, locks: str) -> None:
    """A key that waits will never count: whoever took it is nobody this person knows. Raises KeysDoNotFit, StoreError."""
    found = next((each for each in waiting(office) if each.locks == locks), None)
    if found is None or not may_hold(person) or found.whose == whose(person):
        raise KeysDoNotFit(NOT_TO_REFUSE)
    office.store.put(TableRow(BACKUP_KEYS, locks, {}, office.now(), person.name))
    note(office, person, "refused a backup key")


def _keys(office: Office) -> Sequence[KeyHolder]:
    """Every key there ever was, but for what cannot be read or was refused, the oldest first."""
    rows = sorted(filter(_is_sound, office.store.table(BACKUP_KEYS)), key=lambda row: row.changed_at)
    return [
        KeyHolder(said["whose"], said["name"], said["role"], row.key, row.changed_at, _counts_from(row))
        for row in rows
        for said in [row.values]
    ]


def _newest(office: Office, found: Sequence[KeyHolder]) -> Sequence[KeyHolder]:
    return [each for each in {each.whose: each for each in found}.values() if _still_holds(office, each)]


def _counts_from(row: TableRow) -> datetime:
    try:
        return datetime.fromisoformat(row.values.get("counts from") or row.changed_at.isoformat())
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)


def would_count_from(office: Office, person: Person) -> datetime:
    """From when a key counts that this person takes now: a coordinator's after a while in which others are told of it.

    At once where it takes the place of one that counts and that the same account took, where the command line of the machine
    let them in, and where both sides are made up. Raises StoreError.
    """
    table, _, key = person.holder.partition(" ")
    if person.role != Role.COORDINATOR or table != STAFF:
        return office.now()
    rows = office.store.history(STAFF, key)
    before = next((each for each in holders(office) if each.whose == whose(person)), None)
    if (rows and _is_the_first(office, rows[-1])) or (before and _unbroken_since(rows, _door) <= before.since):
        return office.now()
    return office.now() + WAITS


def _unbroken_since(rows: Sequence[TableRow], says: Callable[[Colleague], object]) -> datetime:
    """Since when a person of the Staff table has been there without a gap, and the same in what `says` tells of them."""
    since = latest = datetime.min.replace(tzinfo=UTC)
    before: object = None
    for row in rows:
        latest = max(latest, row.changed_at)
        now = [says(each) for each in colleagues([row] if any(row.values.values()) else []).values()]
        if now != before:
            since, before = latest, now
    return since


def _standing(colleague: Colleague) -> object:
    """What of cases they may see: whoever is let in again, or as something else, is let in anew."""
    return colleague.role, colleague.la, colleague.is_for_all_areas, sorted(colleague.areas)


def _door(colleague: Colleague) -> object:
    """What lets somebody in as them, too: another account may be another person."""
    return _standing(colleague), colleague.email, colleague.account


def _is_the_first(office: Office, row: TableRow) -> bool:
    """Whether the command line wrote the row as it stands: the audit says so of that very moment, and no page can."""
    of_the_machine = (each.at for each in office.store.events(limit=NEWEST) if each.did == LET_IN_FIRST)
    return any(abs(each - row.changed_at) < A_MOMENT for each in of_the_machine)


def sides_without_a_key(office: Office) -> Sequence[str]:
    """Whose key is missing, in words, so that no backup can be made. Raises StoreError."""
    there = {each.role for each in holders(office)}
    return [words for role, words in SIDES.items() if role not in there]


def why_none_yet(office: Office) -> Sequence[str]:
    """Why no backup can be made, and from when one can; nothing when both sides have a key that counts. Raises StoreError."""
    missing = sides_without_a_key(office)
    soon = {each.role: each for each in sorted(waiting(office), key=lambda each: each.counts_from, reverse=True)}
    waits = [soon[role] for role, words in SIDES.items() if words in missing and role in soon]
    nobodys = [words for role, words in SIDES.items() if words in missing and role not in soon]
    first = [f"No backup can be made yet: {chained(nobodys)} must make a key first."] if nobodys else []
    return first + [
        f"No backup can be made before {full_day(each.counts_from.astimezone(ENGLAND).date())}, when the key of "
        f"{each.name} starts to work. {UNTIL_THEN}"
        for each in waits
    ]


def lock(office: Office, content: bytes) -> bytes:
    """What only a key of each side opens. Raises KeysDoNotFit, StoreError."""
    now = holders(office)
    if missing := why_none_yet(office):
        raise KeysDoNotFit(" ".join(missing))
    if any(sum(each.role == role for each in now) > MOST_HOLDERS for role in SIDES):
        raise KeysDoNotFit(f"No backup can be made: more than {MOST_HOLDERS} people of one side hold a key.")
    for role in reversed([*SIDES]):
        content = pyrage.encrypt(content, [x25519.Recipient.from_str(each.locks) for each in now if each.role == role])
    return content


def is_locked(content: bytes) -> bool:
    """Whether it asks for keys, as every backup does."""
    return content.startswith(BEGINS)


def unlock(content: bytes, keys: Sequence[str]) -> bytes:
    """What was locked, with the keys of both sides in the order of SIDES. Raises CannotOpen.

    What is not locked is opened for nobody: whoever made it or changed it could have let themselves in with it.
    """
    if not is_locked(content):
        raise CannotOpen(DAMAGED)
    if len(keys) != len(SIDES) or not all(key.strip() for key in keys):
        raise CannotOpen(
            "This backup opens with two keys: one of an administrator and one of a coordinator. Enter both."
        )
    identities = {side: _identity(key, side) for side, key in zip(SIDES, keys, strict=True)}
    for side, identity in identities.items():
        content = _opened(content, identity, side)
    return content


def _identity(key: str, side: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str("".join(key.split()).upper())
    except pyrage.IdentityError:
        raise CannotOpen(NOT_A_KEY.format(side=SIDES[side])) from None


def _opened(content: bytes, identity: x25519.Identity, side: str) -> bytes:
    head, ends, _ = content[:LONGEST_HEAD].partition(b"\n--- ")
    if not ends or head.count(b"\n-> ") > MOST_HOLDERS:
        raise CannotOpen(DAMAGED)
    try:
        return bytes(pyrage.decrypt(content, [identity]))
    except pyrage.DecryptError as problem:
        is_another_key = "No matching keys" in str(problem)
        raise CannotOpen(OF_NOBODY.format(side=SIDES[side]) if is_another_key else DAMAGED) from None


def _is_sound(row: TableRow) -> bool:
    try:
        x25519.Recipient.from_str(row.key)
    except pyrage.RecipientError:
        return False
    return {"whose", "name", "role"} <= row.values.keys()


def _still_holds(office: Office, holder: KeyHolder) -> bool:
    """Whoever is made up holds a key of made-up cases alone."""
    table, _, row = holder.whose.partition(" ")
    if table != STAFF:
        return office.store.purpose() is StorePurpose.DEMONSTRATION
    colleague = doors(office.store).staff.get(row)
    if colleague is None or colleague.role != holder.role:
        return False
    return _unbroken_since(office.store.history(STAFF, row), _standing) <= holder.since


def _refuse_both_sides(office: Office, mine: KeyHolder) -> None:
    """One person may have two rows of the Staff table: by name or e-mail they are one.

    It is asked when a key is taken, which then is in somebody's hands: whoever writes another name into a row stops no backup.
    """
    for other in (*holders(office), *waiting(office)):
        if mine.role != other.role and _known_as(office, mine) & _known_as(office, other):
            raise KeysDoNotFit(BOTH_SIDES.format(name=mine.name))


def _known_as(office: Office, holder: KeyHolder) -> set[str]:
    colleague = doors(office.store).staff.get(holder.whose.partition(" ")[2])
    of_the_row = (colleague.name, colleague.email, colleague.account) if colleague else ()
    return {same_name(each) for each in (holder.name, *of_the_row) if each}
