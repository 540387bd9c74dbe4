"""The store's contract at its simplest, in memory: what every store is compared with. Not a store to use.

What cannot be encoded is replaced as it is kept; `tests/store/test_every_store.py` says character by character what that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from record.valid_text import encodable_in
from store.contract import Draft, DraftAnswer, DraftGone, Json, RevisionUnknown, SavedEntry, TableRow


class Model:
    def __init__(self) -> None:
        self.saved: dict[str, SavedEntry] = {}
        self.open: dict[str, Draft] = {}
        self.rows: list[TableRow] = []

    def save(self, entry: SavedEntry) -> SavedEntry:
        if entry.save_id not in self.saved and entry.base is not None and entry.base not in self.saved:
            raise RevisionUnknown
        answers, reasons = encodable_in(entry.answers), encodable_in(entry.reasons)
        return self.saved.setdefault(entry.save_id, replace(entry, answers=answers, reasons=reasons))

    def entries(self, reference: str | None = None) -> list[SavedEntry]:
        return [entry for entry in self.saved.values() if reference in (None, entry.reference)]

    def begin(self, draft: Draft) -> Draft:
        for standing in self.open.values():
            if self._work(standing) == self._work(draft):
                return standing
        answers = {question: _encodable(answer) for question, answer in draft.answers.items()}
        return self.open.setdefault(draft.draft_id, replace(draft, answers=answers))

    def keep(self, draft_id: str, answers: Mapping[str, Json], by: str, at: datetime) -> None:
        if draft_id not in self.open or self.open[draft_id].save_id in self.saved:
            raise DraftGone
        kept = {question: _encodable(DraftAnswer(value, at, by)) for question, value in answers.items()}
        draft = self.open[draft_id]
        self.open[draft_id] = replace(draft, answers={**draft.answers, **kept})

    def draft(self, draft_id: str) -> Draft | None:
        return self.open.get(draft_id)

    def end(self, draft_id: str) -> None:
        self.open.pop(draft_id, None)

    def put(self, row: TableRow) -> None:
        self.rows.append(replace(row, values=encodable_in(row.values)))

    def table(self, table: str) -> list[TableRow]:
        newest = {row.key: row for row in self.rows if row.table == table}
        return [row for row in newest.values() if any(row.values.values())]

    @staticmethod
    def _work(draft: Draft) -> tuple[str | None, ...]:
        return draft.la, draft.reference, draft.kind, draft.school, draft.revises


def _encodable(answer: DraftAnswer) -> DraftAnswer:
    return replace(answer, value=encodable_in(answer.value))
