"""The contract every store keeps, and the errors it may raise.

A store only ever appends: a submitted entry is never changed, a correction is a further revision, and nothing
acknowledged is lost. What a store holds is plain text and JSON; what it means is for `record/` to say.

Errors, from the root:

    StoreError                  anything a store may raise; its text can be shown to a person
    ├── StoreUnreachable        nothing was saved; try again
    ├── RevisionUnknown         a revision names a base that the store has never seen
    ├── DraftGone               the draft was submitted or discarded by somebody else meanwhile
    ├── CaseErased              the case was erased for good: nothing can be kept of it any more
    └── TooLong                 an answer is longer than a sheet's cell, or a draft, can hold
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from store.erasing import Erases
from store.keepsakes import Preferences
from store.made_letters import MadeLetters
from store.proofs import Proofs

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

LONGEST_ANSWER = 40_000
"""Characters. A Google Sheets cell holds 50,000; every store keeps the same limit, so that moving between them loses nothing."""
LONGEST_DRAFT_ANSWER = 1_000_000
"""Characters. A draft keeps more than can be submitted, so that whatever was pasted is there to be shortened."""


class StoreError(Exception):
    """Anything a store may raise."""


class StoreUnreachable(StoreError):
    """Nothing was saved; try again."""


class RevisionUnknown(StoreError):
    """A revision names a base that the store has never seen."""


class DraftGone(StoreError):
    """The draft was submitted or discarded by somebody else meanwhile."""


class CaseErased(StoreError):
    """The case was erased for good: nothing can be kept of it any more."""


class TooLong(StoreError):
    """An answer is longer than a sheet's cell, or a draft, can hold."""


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
    held: tuple[str, ...] = ()
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

    def save(self, entry: SavedEntry) -> SavedEntry:
        """Keep `entry` durably and return what the store has under its save id (the first save wins).

        Raises RevisionUnknown, CaseErased, TooLong, StoreUnreachable.
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

    def tables_mark(self) -> int:
        """Changes whenever any table changed. Cheap: asked at every rerun."""


class Audit(Protocol):
    """Who saw or did what. Append-only."""

    def note(self, event: AuditEvent) -> None: ...

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


@runtime_checkable
class ListsCases(Protocol):
    """A store that also shows people a plain list of cases, as a spreadsheet does."""

    def list_in_register(self, rows: Callable[[], Sequence[Sequence[str]]]) -> None:
        """Say what the list says, a row of headings first. Called from another thread, now and then."""


class Store(Entries, Drafts, Tables, Audit, SignIns, Proofs, Preferences, MadeLetters, Erases, Protocol):
    """Everything the app keeps."""

    @property
    def writes(self) -> int:
        """Changes with everything that this thread writes, and with nothing else. Asks nobody."""

    def close(self) -> None: ...
