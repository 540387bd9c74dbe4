"""Where a sample case is written before it is kept: the store's contract in memory, so that the whole sample takes
seconds and half of one is never kept. Not a store to use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NoReturn

from store.contract import (
    AuditEvent,
    Counts,
    Draft,
    DraftAnswer,
    Json,
    MadeLetter,
    Proof,
    SavedEntry,
    SignedIn,
    Store,
    StorePurpose,
    TableRow,
)
from store.upkeep import DamagedRow


class Desk(Store):
    """One case's papers: what was saved, which drafts are open, what was noted."""

    def __init__(self, tables: Mapping[str, Sequence[TableRow]] | None = None) -> None:
        self._tables = {name: [*rows] for name, rows in (tables or {}).items()}
        self._saved: list[SavedEntry] = []
        self._drafts: dict[str, Draft] = {}
        self._events: list[AuditEvent] = []

    @property
    def writes(self) -> int:
        return len(self._saved)

    def save(self, entry: SavedEntry, read: Draft | None = None, *, beside: Sequence[SavedEntry] = ()) -> SavedEntry:
        self._saved += [entry, *beside]
        return entry

    def entries(self, reference: str | None = None) -> Sequence[SavedEntry]:
        return [each for each in self._saved if reference in (None, each.reference)]

    def references_changed_since(self, mark: int) -> tuple[int, frozenset[str]]:
        return len(self._saved), frozenset(each.reference for each in self._saved[mark:])

    def begin(self, draft: Draft) -> Draft:
        self._drafts[draft.draft_id] = draft
        return draft

    def keep(self, draft_id: str, answers: Mapping[str, Json], by: str, at: datetime) -> None:
        draft = self._drafts[draft_id]
        kept = {question: DraftAnswer(value, at, by) for question, value in answers.items()}
        self._drafts[draft_id] = replace(draft, answers={**draft.answers, **kept})

    def draft(self, draft_id: str) -> Draft | None:
        return self._drafts.get(draft_id)

    def drafts(self, school: str, reference: str | None = None) -> Sequence[Draft]:
        mine = [each for each in self._drafts.values() if each.school == school]
        return [each for each in mine if reference in (None, each.reference)]

    def end(self, draft_id: str) -> None:
        self._drafts.pop(draft_id, None)

    def put(self, row: TableRow) -> None:
        self._tables.setdefault(row.table, []).append(row)

    def table(self, table: str) -> Sequence[TableRow]:
        return self._tables.get(table, ())

    def history(self, table: str, key: str) -> Sequence[TableRow]:
        return [row for row in self.table(table) if row.key == key]

    def tables_mark(self) -> int:
        return sum(len(rows) for rows in self._tables.values())

    def note(self, event: AuditEvent) -> None:
        self._events.append(event)

    def events(self, reference: str | None = None, limit: int = 1000) -> Sequence[AuditEvent]:
        return self._events[-limit:]

    def sign_in(self, row: SignedIn) -> NoReturn:
        raise NotImplementedError("nobody signs in at the desk")

    def signed_in(self, key: str, at: datetime) -> None:
        return None

    def sign_out(self, key: str) -> None:
        return None

    def sign_out_everywhere(self, holder: str) -> None:
        return None

    def keep_proof(self, proof: Proof) -> NoReturn:
        raise NotImplementedError("nobody signs in at the desk")

    def proof(self, holder: str, kind: str) -> None:
        return None

    def forget_proof(self, holder: str, kind: str) -> bool:
        return False

    def count_try(self, holder: str, at: datetime, lock: Callable[[int], timedelta | None]) -> bool:
        return False

    def forget_tries(self, holder: str) -> None:
        return None

    def keep_preference(self, whose: str, name: str, value: Mapping[str, object]) -> NoReturn:
        raise NotImplementedError("nobody has a place of their own at the desk")

    def preference(self, whose: str, name: str) -> None:
        return None

    def damaged(self) -> Sequence[DamagedRow]:
        return ()

    def look_over(self) -> Sequence[DamagedRow]:
        return ()

    def note_seen(self, event: AuditEvent) -> None:
        self.note(event)

    def try_writing(self) -> None:
        return None

    def audit_waiting(self) -> int:
        return 0

    def space(self) -> int | None:
        return None

    def keep_letter(self, made: MadeLetter) -> NoReturn:
        raise NotImplementedError("no letter is made at the desk")

    def letters_made(self, reference: str) -> Sequence[MadeLetter]:
        return ()

    def forget_letters(self, reference: str) -> None:
        return None

    def held(self, reference: str) -> Counts:
        return {}

    def erase(self, references: Collection[str], drafts: Collection[str] = ()) -> NoReturn:
        raise NotImplementedError("nothing is erased at the desk")

    def erased(self) -> frozenset[str]:
        return frozenset()

    def purpose(self) -> StorePurpose:
        return StorePurpose.DEMONSTRATION

    def is_unused(self) -> bool:
        return not (self._saved or self._drafts)

    def keep_demonstration(self) -> None:
        return None

    def keep_true_entries(self) -> NoReturn:
        raise NotImplementedError("nothing is true at the desk")

    def close(self) -> None:
        return None

    @property
    def open_drafts(self) -> Iterable[Draft]:
        """The drafts nobody has submitted yet."""
        return self._drafts.values()
