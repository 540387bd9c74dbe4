"""Coming in by a school's shared link: the key opens the door, the name and the PIN say who it is.

Whoever is turned away learns one thing: that it did not work. Not whether the name exists, the PIN was wrong, the person
was let go, or five tries were used up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from casework.people.access_table import AccessTable, Link, Member, doors
from casework.people.pins import Hashing, pin_fault, read_code
from record.tables import ACCESS
from store.contract import AuditEvent, Json, Proof, Store, TableRow

PIN, CODE = "PIN", "code"
LOCKED_OUT = "Locked out"
"""The table: a row for each person, and one for each school's unknown names. It has no tab in a spreadsheet."""
TOLD_FOR = timedelta(days=7)
NO_BROWSER: Mapping[str, str] = {}
TRIES = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=15), timedelta(hours=24)
NOT_YOU = (
    "The name does not match the PIN or code, or there were five wrong attempts in a row. Check both. After five wrong "
    "attempts wait 15 minutes, and longer each time after that, or ask the person who gave you access for a new "
    "one-time code."
)
_NOBODY = "nobody of "
"""Holds the tries under a name that a school does not know: they are counted as for any name, and as slow."""


class NotLetIn(Exception):
    """It did not work; its text is for the person and the same for every reason."""


class PinWontDo(Exception):
    """The PIN chosen is too short or too easy; its text says what to do."""


def lock_for(wrong: int) -> timedelta | None:
    """How long to lock after so many tries in vain: 15 minutes after five, twice as long after each five more."""
    if wrong % TRIES:
        return None
    return min(FIRST_LOCK * (1 << min(wrong // TRIES - 1, 10)), LONGEST_LOCK)


def open_link(store: Store, key: str, today: date) -> Link | None:
    """The link a key opens today, or None: never made, revoked, replaced or expired. Raises StoreError."""
    link = doors(store).link_of(key)
    return link if link is not None and link.is_open(today) else None


def enter(
    store: Store, hashing: Hashing, link: Link, name: str, pin: str, browser: Mapping[str, str] = NO_BROWSER
) -> Mapping[str, Json]:
    """Who came in, for their row. `browser` is whom it let in before. Raises NotLetIn, TooBusy, StoreError."""
    known = doors(store)
    member = known.named(link.school, name)
    if not _is_proved(store, hashing, link, member, PIN, pin, browser):
        _note_refusal(store, link, member, "was refused: wrong PIN")
        raise NotLetIn(NOT_YOU)
    assert member is not None
    return said_of(member, known)


def enter_first(
    store: Store,
    hashing: Hashing,
    link: Link,
    name: str,
    code: str,
    pin: str,
    browser: Mapping[str, str] = NO_BROWSER,
) -> Mapping[str, Json]:
    """Who came in for the first time, or again after forgetting their PIN: the code is used up, and the PIN theirs.

    Raises NotLetIn, PinWontDo, TooBusy, StoreError.
    """
    if fault := pin_fault(pin):
        raise PinWontDo(fault)
    known = doors(store)
    member = known.named(link.school, name)
    proved = _is_proved(store, hashing, link, member, CODE, read_code(code), browser)
    hashed = hashing.hash(pin) if proved else ""  # before the code is used up: it may be too busy
    if member is None or not proved or not store.forget_proof(member.key, CODE):
        _note_refusal(store, link, member, "was refused: wrong code")
        raise NotLetIn(NOT_YOU)
    store.keep_proof(Proof(member.key, PIN, hashed))
    return said_of(member, known)


def said_of(member: Member, known: AccessTable) -> Mapping[str, Json]:
    """What the row of somebody signed in says of them."""
    at = known.schools.get(member.school)
    return {
        "name": member.name,
        "role": member.role,
        "school": member.school,
        "school_name": at.name if at else "",
        "la": at.la if at else "",
        "areas": [],
        "holder": f"{ACCESS} {member.key}",
        "is_lead": member.is_lead,
    }


def _is_proved(
    store: Store,
    hashing: Hashing,
    link: Link,
    member: Member | None,
    kind: str,
    text: str,
    browser: Mapping[str, str],
) -> bool:
    """Judged only after the try was counted, and as slowly whoever it is, so that neither haste nor time tells anything.

    A browser that let them in before has tries of its own: what others try elsewhere locks nobody out of it.
    """
    now = datetime.now(UTC)
    holder = member.key if member else _NOBODY + link.school
    if member and member.key in browser:
        holder = f"{member.key} {browser[member.key]}"
    locked: list[timedelta] = []

    def lock(wrong: int) -> timedelta | None:
        length = lock_for(wrong)
        locked.extend([length] if length else [])
        return length

    may_try = store.count_try(holder, now, lock)
    proof = store.proof(member.key, kind) if member else None
    is_in_force = proof is not None and (proof.ends_at is None or now < proof.ends_at)
    is_right = hashing.matches(text, proof.hashed if proof and is_in_force else None)
    if may_try and is_right:
        store.forget_tries(holder)
    elif locked:
        _tell_of_lock(store, link, member, now)
    return may_try and is_right


@dataclass(frozen=True, slots=True)
class LockedOut:
    """That somebody, or a name a school does not have, was locked out after wrong tries."""

    key: str
    """Of its row."""
    school: str
    name: str
    """Empty for a name that is not in the school's list."""
    at: datetime


def locked_out(store: Store, now: datetime) -> Sequence[LockedOut]:
    """Of every school, while it is worth telling, the newest first; each once. Raises StoreError."""
    found = [each for row in store.table(LOCKED_OUT) if (each := _lock_of(row)) and now - each.at <= TOLD_FOR]
    return sorted(found, key=lambda each: each.at, reverse=True)


def seen_lock(store: Store, key: str, by: str) -> None:
    """Whoever was to know does: it is told no more. Raises StoreError."""
    store.put(TableRow(LOCKED_OUT, key, {}, datetime.now(UTC), by))


def _tell_of_lock(store: Store, link: Link, member: Member | None, at: datetime) -> None:
    said = {"school": link.school, "name": member.name if member else "", "at": at.isoformat()}
    store.put(TableRow(LOCKED_OUT, f"{link.school} {member.key if member else ''}".strip(), said, at, ""))


def _lock_of(row: TableRow) -> LockedOut | None:
    try:
        return LockedOut(row.key, row.values["school"], row.values["name"], datetime.fromisoformat(row.values["at"]))
    except (KeyError, ValueError):
        return None


def note_wrong_link(store: Store, key: str) -> None:
    """Audit: that a link did not open; whose it was, where it has expired. Never the key. Raises StoreError."""
    link = doors(store).link_of(key)
    store.note(
        AuditEvent(datetime.now(UTC), "", "", link.school if link else "", "was refused: a link that does not open")
    )


def _note_refusal(store: Store, link: Link, member: Member | None, did: str) -> None:
    """Audit: who was to be, never what was typed: somebody's PIN may stand where the name belongs."""
    store.note(AuditEvent(datetime.now(UTC), member.name if member else "", "", link.school, did))
