"""The door: every case somebody opens, every file they are handed and every refusal passes here, and is a line of the audit.

Who may see what is for `access.py` to say; here it is written down. A screen has no other way to the case in its address
(`ui/shell/page.py`), and no file is handed out but by `ui/shell/downloads.py`: neither can forget it.
"""

from __future__ import annotations

from collections.abc import Sequence

from casework.reading.access import Seen, is_begun_only, see
from casework.reading.office import Office
from record.identifiers import read_reference
from record.person import Person
from store.contract import AuditEvent

VIEWED, BEGUN, READ = "viewed case", "opened a draft", "read letter"
DOWNLOADED, REFUSED = "downloaded", "was refused"
TOO_OFTEN = f"{REFUSED} too often to record each time"
AGAIN_AFTER = 600.0
"""Seconds: whoever goes on reading the same is written down again."""
A_DAY = 86_400.0
NOBODY = Person("", "", "", "")
"""Whoever comes without a session row."""


def ask(office: Office, person: Person, asked: str, *, whole: bool = False, **where: str) -> Seen | None:
    """The case that somebody asks for, as they may see it, or None; `whole` asks for all of it. Raises StoreError."""
    found = see(office, person, asked)
    if found is not None and (found.is_whole or not whole):
        opened(office, person, asked, **where)
        return found
    if found is None and is_begun_only(office, person, asked):
        opened(office, person, asked, BEGUN, **where)
    else:
        refused(office, person, "a case", asked, **where)
    return None


def opened(office: Office, person: Person, reference: str, did: str = VIEWED, **detail: str) -> None:
    """Somebody sees what is theirs to see, of one case. Raises StoreError."""
    _once(office, person, AGAIN_AFTER, did, reference, detail)


def refused(office: Office, person: Person, what: str, asked: str = "", **detail: str) -> None:
    """Somebody asked for what is not theirs, or is not there. Raises StoreError.

    Bounded for each person: whoever guesses on and on pushes nobody's lines out of sight.
    """
    # Anything else in the address may be a child's name.
    reference = asked if asked in office.cases else read_reference(asked) or ""
    refusals, whose = office.budgets.refusals, _known_as(person)
    if refusals.has(whose, 1):
        if _once(office, person, AGAIN_AFTER, f"{REFUSED} {what}", reference, detail):
            refusals.take(whose, 1)
    else:
        _once(office, person, AGAIN_AFTER, TOO_OFTEN, "", {})


def told_of(office: Office, person: Person, what: str, references: Sequence[str]) -> None:
    """Why somebody cannot go on tells that there are these cases: of each that is not theirs to see, a line. Raises StoreError."""
    for each in references:
        if not see(office, person, each):
            refused(office, person, what, each)


def handed_out(office: Office, person: Person, what: str, reference: str = "", **detail: str) -> None:
    """Somebody was given a file. Raises StoreError."""
    note(office, person, f"{DOWNLOADED} {what}", reference, **detail)


def fetched(office: Office, person: Person, what: str) -> None:
    """A program fetched a file for somebody, as it does every few minutes: one line a day. Raises StoreError."""
    _once(office, person, A_DAY, f"{DOWNLOADED} {what}", "", {})


def note(office: Office, person: Person, did: str, reference: str = "", **detail: str) -> None:
    """One line. While the disk is full it waits in memory, as long as there is room for it. Raises StoreError."""
    office.store.note_seen(
        AuditEvent(office.now(), person.name, person.role, person.school, did, reference, dict(sorted(detail.items())))
    )


def _once(office: Office, person: Person, after: float, did: str, reference: str, detail: dict[str, str]) -> bool:
    """Write it down unless that was done lately; whether it was."""
    what = (*_known_as(person), did, reference, *sorted(detail.items()))
    if not office.lately.is_new(what, after):
        return False
    try:
        note(office, person, did, reference, **detail)
    except BaseException:
        office.lately.forget(what)
        raise
    return True


def _known_as(person: Person) -> tuple[str, ...]:
    return (person.la, person.school, person.role, person.name)
