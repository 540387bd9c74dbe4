"""What every store can do, whole: keep entries, drafts, tables, letters, sign-ins and the audit, and forget a case for good.

Nothing that was acknowledged is ever lost or changed; `tests/store/test_every_store.py` holds every store to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from store.upkeep import Upkeep

FORMS = "forms and corrections"
BEGUN = "forms begun and not submitted"
LETTERS = "copies of what letters said"
AUDIT_LINES = "lines of the audit"
UNREADABLE_ROWS = "rows that cannot be read"
WRITTEN = "copies of what was written to the spreadsheet"
SHEET_ROWS = "rows of the spreadsheet"

Counts = Mapping[str, int]
"""How much there is, by where: one of the words above. A place with nothing is left out."""


class Erases(Protocol):
    """Removes cases with everything that is kept of them."""

    def held(self, reference: str) -> Counts:
        """How much is kept of a case. Nothing is changed."""

    def erase(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        """Remove these cases, and drafts by their ids, from every table and from the file itself. Twice changes nothing.

        What was removed. Raises StoreError when it is not finished; erasing again goes on from there.
        """

    def erased(self) -> frozenset[str]:
        """References of every case ever erased here."""


class Preferences(Protocol):
    """Small things, by person and name."""

    def keep_preference(self, whose: str, name: str, value: Mapping[str, object]) -> None:
        """Keep `value` (JSON) in place of what the person had under this name. Raises StoreUnreachable."""

    def preference(self, whose: str, name: str) -> Mapping[str, object] | None:
        """What the person has under this name, or None."""


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """What one copy of a letter said when it was last made."""

    reference: str
    """The case it belongs to, and is erased with."""
    letter: str
    """Its id in the catalogue."""
    school: str
    """URN of the school whose letter it is."""
    copy: int
    """Which copy: the number in its address."""
    made_at: datetime
    made_by: str
    template: str
    """SHA-256 of the template it was made from."""
    said: Mapping[str, str]
    """The facts its template names, in words, by their dotted names."""


class MadeLetters(Protocol):
    """The newest making of each copy of each letter. That each was made, and its hash, is for the audit to say."""

    def keep_letter(self, made: MadeLetter) -> None:
        """Keep it in place of the last making of the same copy. Raises CaseErased."""

    def letters_made(self, reference: str) -> Sequence[MadeLetter]:
        """The last making of every copy of a case, the oldest first."""

    def forget_letters(self, reference: str) -> None:
        """Remove what the letters of a case said, as when the case is erased. Twice changes nothing."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What one person proves themselves with. The text is a slow hash and never what was typed."""

    holder: str
    """Whose it is: the key of a row of the Access table."""
    kind: str
    """`PIN`, or `code` for what may be used once."""
    hashed: str
    ends_at: datetime | None = None
    """From when it is worth nothing; None for never."""


class Proofs(Protocol):
    """Hashed PINs and one-time codes, and tries made in vain."""

    def keep_proof(self, proof: Proof) -> None:
        """Keep it in place of the holder's last one of its kind."""

    def proof(self, holder: str, kind: str) -> Proof | None:
        """The holder's proof of a kind, also one that has ended."""

    def forget_proof(self, holder: str, kind: str) -> bool:
        """Remove it. True for the one caller who found it there, so that a code is used once."""

    def count_try(self, holder: str, at: datetime, lock: Callable[[int], timedelta | None]) -> bool:
        """Count one try before it is judged; False, and nothing counted, while the holder is locked. `lock` says for how long to
        lock after that many tries in vain, or None. Tries at once, from any number of processes, are counted one by one."""

    def forget_tries(self, holder: str) -> None:
        """Begin counting afresh, and unlock; also what is counted under the holder's name and a blank, as of one browser."""


# Kept and given back as it is, text character for character; only what cannot be encoded (`record/valid_text.py`), which
# no door lets in any more, is read as U+FFFD.
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

LONGEST_ANSWER = 40_000
"""Characters. A Google Sheets cell holds 50,000; every store keeps the same limit, so that moving between them loses nothing."""
LONGEST_DRAFT_ANSWER = 1_000_000
"""Characters. A draft keeps more than can be submitted, so that whatever was pasted is there to be shortened."""


class StoreError(Exception):
    """Anything a store may raise."""


class StoreUnreachable(StoreError):
    """Nothing was saved; try again."""


class CannotBeWritten(StoreUnreachable):
    """The disk is full, read-only or gone: what is kept can still be read."""


class RevisionUnknown(StoreError):
    """A revision names a base that the store has never seen."""


class DraftGone(StoreError):
    """The draft was submitted or discarded by somebody else meanwhile."""


class DraftChanged(StoreError):
    """Somebody answered in the draft after it was read: what was to be saved is not all of it."""


class CaseErased(StoreError):
    """The case was erased for good: nothing can be kept of it any more."""


class TooLong(StoreError):
    """An answer is longer than a sheet's cell, or a draft, can hold."""


NOT_MADE_UP = (
    "These entries are not the demonstration’s: nothing says that they are made up. Only people who sign in may see them. "
    'Write ways_in = "links", accounts or both into .streamlit/secrets.toml (docs/signing-in.md), or the same into '
    "MANAGED_MOVES_WAYS_IN."
)


class NoDemonstration(StoreError):
    """Nothing says that what a store holds is made up, so not everybody may come in as anybody."""


class StorePurpose(StrEnum):
    """What a store is for. Only one that says that it is for the demonstration may be opened by whoever says they are anybody."""

    NOT_SAID = "not said yet"
    DEMONSTRATION = "the demonstration"
    TRUE_ENTRIES = "true entries"


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """One revision of one entry, as kept for ever."""

    la: str
    """Three-digit code of the home school's local authority: leads every key."""
    reference: str
    """The case: `MM-` and eight characters."""
    entry_id: str
    """The entry this is a revision of; minted with its first draft."""
    revision: int
    """1 for the first submission, then 2, 3, …; two people revising from one base may share a number."""
    save_id: str
    """Minted with the draft; saving the same save id again changes nothing."""
    base: str | None
    """The save id of the revision this one was made from; None for a first submission."""
    kind: str
    """The entry kind's name, such as `weekly_report`."""
    saved_at: datetime
    """When it was submitted, with its time zone (UTC)."""
    saved_by: str
    """The name of the person who submitted it."""
    saved_for: str
    """The URN of the school it was entered for; empty for the local authority."""
    pack: str
    """The policy pack and edition it was checked under."""
    answers: Mapping[str, Json]
    """Answers by field name; a repeating group is a list of mappings."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a *should* rule was not kept, by rule id."""
    from_paper: bool = False
    """True when a coordinator entered it for a school from paper."""
    edited_by_hand: bool = False
    """Whether somebody changed answers in the spreadsheet itself; never so in a store that people cannot open."""
    unreadable_cells: tuple[str, ...] = ()
    """Questions whose cell in the spreadsheet cannot be read just now, so that the last good answer stands."""


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """The newest answer to one question of a draft, and whose it is."""

    value: Json
    kept_at: datetime
    kept_by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry not yet submitted. Only the author's school sees it."""

    draft_id: str
    """Becomes the entry id of a first submission."""
    save_id: str
    """Becomes the save id: five presses of the button save one entry."""
    la: str
    reference: str
    kind: str
    school: str
    """URN of the author's school; empty for the local authority."""
    begun_at: datetime
    begun_by: str
    revises: str | None = None
    """The entry id it revises, if it is a correction."""
    base: str | None = None
    """The save id it was made from, if it is a correction."""
    answers: Mapping[str, DraftAnswer] = field(default_factory=dict)
    """By flat question name: `met_on`, or `targets` (list of item ids) and `targets.k3f9.what`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a settings table as it stands now."""

    table: str
    key: str
    values: Mapping[str, str]
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the audit: who did what to which case. Never a name of a child, never free text."""

    at: datetime
    who: str
    role: str
    school: str
    did: str
    reference: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


class Entries(Protocol):
    """Submitted entries: appended, never changed."""

    def save(self, entry: SavedEntry, read: Draft | None = None, *, beside: Sequence[SavedEntry] = ()) -> SavedEntry:
        """Keep `entry` durably, with those `beside` it all or none; what is under its save id (the first save wins) is returned.

        Where it was made of a draft, `read` is that draft as it was read. From the save on nothing more is kept in it.
        Raises DraftChanged, DraftGone, RevisionUnknown, CaseErased, TooLong, StoreUnreachable.
        """

    def entries(self, reference: str | None = None) -> Sequence[SavedEntry]:
        """Every revision, oldest save first; of one case when `reference` is given."""

    def references_changed_since(self, mark: int) -> tuple[int, frozenset[str]]:
        """The store's mark now, and the references of cases saved to or erased after `mark` (0 for all). Cheap: asked at
        every rerun."""


class Drafts(Protocol):
    """Entries in the making. Kept locally, never in a sheet."""

    def begin(self, draft: Draft) -> Draft:
        """Keep a new draft. If one of the same case, kind and school (and `revises`) is open, return that one instead.

        Raises CaseErased, TooLong."""

    def keep(self, draft_id: str, answers: Mapping[str, Json], by: str, at: datetime) -> None:
        """Keep these answers, each replacing the last answer to its own question and no other. Raises DraftGone, TooLong."""

    def draft(self, draft_id: str) -> Draft | None:
        """The open draft with all its answers, or None."""

    def drafts(self, school: str, reference: str | None = None) -> Sequence[Draft]:
        """Open drafts of one school (empty: the authority's), of one case or all, newest first, with their answers."""

    def end(self, draft_id: str) -> None:
        """Close a draft after its entry is saved, or because it is discarded. Ending twice changes nothing."""


class Tables(Protocol):
    """Settings tables (Schools, Staff, Settings, Term dates, Areas): the newest row of a key stands."""

    def put(self, row: TableRow) -> None:
        """Append a row; the newest row of a key stands; a row whose values are all empty removes the key."""

    def table(self, table: str) -> Sequence[TableRow]:
        """The standing rows of a table, in the order their keys first appeared."""

    def history(self, table: str, key: str) -> Sequence[TableRow]:
        """Every row there was of a key since one that cannot be read, oldest first; in a store carried here, what stood then."""

    def tables_mark(self) -> int:
        """Changes whenever any table changed. Cheap: asked at every rerun."""


class Audit(Protocol):
    """Who saw or did what. Append-only."""

    def note(self, event: AuditEvent) -> None:
        """Append a line. Raises CannotBeWritten, StoreUnreachable."""

    def note_seen(self, event: AuditEvent) -> None:
        """Append what somebody looked at: while a disk is full it waits in memory. Raises CannotBeWritten when too many do."""

    def events(self, reference: str | None = None, limit: int = 1000) -> Sequence[AuditEvent]:
        """Newest first."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One server-side session row. The cookie carries only the secret whose SHA-256 is `key`."""

    key: str
    person: Mapping[str, Json]
    begun_at: datetime
    ends_at: datetime


class SignIns(Protocol):
    """Who is signed in. Kept locally, never in a sheet."""

    def sign_in(self, row: SignedIn) -> None: ...

    def signed_in(self, key: str, at: datetime) -> SignedIn | None:
        """The live row, or None when there is none or it has ended."""

    def sign_out(self, key: str) -> None: ...

    def sign_out_everywhere(self, holder: str) -> None:
        """End whatever lets in the holder, `Access k3f9…`."""


class Purposes(Protocol):
    """What a store is for. It is never carried elsewhere: another store says it of itself."""

    def purpose(self) -> StorePurpose:
        """Cheap: the demonstration asks it at every request."""

    def is_unused(self) -> bool:
        """Whether nothing at all was ever kept here but what it is for."""

    def keep_demonstration(self) -> None:
        """From now on it is the demonstration's. Again changes nothing. Raises NoDemonstration where anything was kept before,
        and where it was ever for true entries."""

    def keep_true_entries(self) -> None:
        """From now on, and for good, it is for true entries, whatever it was before. Again changes nothing."""


@runtime_checkable
class ListsCases(Protocol):
    """A store that also shows people a plain list of cases, as a spreadsheet does."""

    def list_in_register(self, rows: Callable[[], Sequence[Sequence[str]]]) -> None:
        """Say what the list says, a row of headings first. Called from another thread, now and then."""


class Store(
    Entries, Drafts, Tables, Audit, SignIns, Proofs, Preferences, MadeLetters, Erases, Upkeep, Purposes, Protocol
):
    """Everything the app keeps."""

    @property
    def writes(self) -> int:
        """Changes with everything that this thread writes, and with nothing else. Asks nobody."""

    def close(self) -> None: ...
