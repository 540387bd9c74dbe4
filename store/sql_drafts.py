"""Entries in the making, in SQL: one row a question, so that two people typing never undo each other's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, insert, select

from store import tally
from store.base import LONGEST_DRAFT_ANSWER, Draft, DraftAnswer, DraftGone, Json
from store.limits import refuse_long_texts
from store.sql_authorities import forget, las_of, of_every_authority, register, within
from store.sql_database import Database, columns_of, next_mark
from store.sql_erasing import refuse_erased
from store.sql_faults import again
from store.sql_schema import draft_answers, drafts

_ANSWER = [draft_answers.c[name] for name in ("question", "value", "kept_at", "kept_by")]


class SqlDrafts(Database):
    """Keeps the contract `Drafts`."""

    @again
    def begin(self, draft: Draft) -> Draft:
        refuse_long_texts([answer.value for answer in draft.answers.values()], most=LONGEST_DRAFT_ANSWER)
        with self.writing() as connection:
            next_mark(connection, "drafts")  # held only for the turn: two people who begin at once begin one draft
            refuse_erased(connection, draft.reference)
            return _same_work(connection, draft) or _insert(connection, draft)

    @again
    def keep(self, draft_id: str, answers: Mapping[str, Json], by: str, at: datetime) -> None:
        refuse_long_texts(answers, most=LONGEST_DRAFT_ANSWER)
        kept = {question: DraftAnswer(value, at, by) for question, value in answers.items()}
        with self.writing() as connection:
            la = _require_open(connection, draft_id)
            _forget(connection, la, draft_id, answers)
            _write(connection, la, draft_id, kept)
        tally.DRAFTS_KEPT.inc()

    @again
    def draft(self, draft_id: str) -> Draft | None:
        with self.reading() as connection:
            return _first(_find(connection, _is_it(connection, draft_id)))

    @again
    def drafts(self, school: str) -> Sequence[Draft]:
        with self.reading() as connection:
            # A receiving school's drafts are kept with the authorities of its cases' home schools.
            return _find(connection, drafts.c.school == school, of_one_authority=False)

    @again
    def end(self, draft_id: str) -> None:
        with self.writing() as connection:
            connection.execute(delete(drafts).where(_is_it(connection, draft_id)))
            forget(connection, [draft_id])


def _is_it(connection: Connection, draft_id: str) -> ColumnElement[bool]:
    return and_(within(drafts, las_of(connection, [draft_id])), drafts.c.draft_id == draft_id)


def _same_work(connection: Connection, draft: Draft) -> Draft | None:
    alike = ("reference", "kind", "school", "revises")
    same = (drafts.c[name].is_not_distinct_from(getattr(draft, name)) for name in alike)
    return _first(_find(connection, drafts.c.la == draft.la, *same))


def _first(found: Sequence[Draft]) -> Draft | None:
    return found[0] if found else None


def _insert(connection: Connection, draft: Draft) -> Draft:
    columns = columns_of(draft)
    answers = columns.pop("answers")
    connection.execute(insert(drafts).values(**columns))
    register(connection, draft.la, draft.draft_id, draft.reference)
    _write(connection, draft.la, draft.draft_id, answers)
    return _find(connection, drafts.c.la == draft.la, drafts.c.draft_id == draft.draft_id)[0]


def _require_open(connection: Connection, draft_id: str) -> str:
    """Hold the draft's row until the transaction ends, so that nobody ends it in between. Whose it is."""
    query = select(drafts.c.la).where(_is_it(connection, draft_id)).with_for_update()
    la: str | None = connection.execute(query).scalar()
    if la is None:
        raise DraftGone(
            "This draft was already submitted or discarded, so the last answers were not kept. "
            "Open the case again to see where it stands."
        )
    return la


def _forget(connection: Connection, la: str, draft_id: str, questions: Iterable[str]) -> None:
    of_draft = and_(draft_answers.c.la == la, draft_answers.c.draft_id == draft_id)
    connection.execute(delete(draft_answers).where(of_draft, draft_answers.c.question.in_(list(questions))))


def _write(connection: Connection, la: str, draft_id: str, answers: Mapping[str, DraftAnswer]) -> None:
    of_draft = {"la": la, "draft_id": draft_id}
    rows = [{**of_draft, "question": question, **columns_of(answer)} for question, answer in answers.items()]
    if rows:
        connection.execute(insert(draft_answers), rows)


def _find(connection: Connection, *where: ColumnElement[bool], of_one_authority: bool = True) -> list[Draft]:
    """Drafts with their answers, newest first. One query: a draft can never be read without the answers it had."""
    query = (
        select(drafts, *_ANSWER)
        .outerjoin(draft_answers)
        .where(*where)
        .order_by(drafts.c.begun_at.desc(), drafts.c.draft_id, draft_answers.c.question)
    )
    rows = connection.execute(query if of_one_authority else of_every_authority(query)).mappings()
    return [_draft(list(group)) for _, group in groupby(rows, key=itemgetter("draft_id"))]


def _draft(rows: Sequence[RowMapping]) -> Draft:
    columns: dict[str, Any] = {column.name: rows[0][column.name] for column in drafts.columns}
    answers = {
        row["question"]: DraftAnswer(row["value"], row["kept_at"], row["kept_by"])
        for row in rows
        if row["question"] is not None
    }
    return Draft(answers=answers, **columns)
