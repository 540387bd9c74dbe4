"""Entries in the making, in SQL: one row a question, so that two people typing never undo each other's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, insert, select

from store import metrics
from store.contract import LONGEST_DRAFT_ANSWER, Draft, DraftAnswer, DraftChanged, DraftGone, Json
from store.sql.authorities import NOBODYS, forget, las_of, of_every_authority, register
from store.sql.damage import set_aside
from store.sql.database import Database, columns_of, next_mark
from store.sql.erasing import refuse_erased
from store.sql.faults import again
from store.sql.long_texts import refuse_long_texts
from store.sql.schema import draft_answers, drafts, entries
from store.sql.sealed import RowsOf
from store.upkeep import DamagedRow

DRAFTS = RowsOf(drafts)
ANSWERS = RowsOf(draft_answers, ("question", "value", "kept_at", "kept_by", "la", "draft_id"))
_DRAFT = len(DRAFTS.columns)


def _found(*where: ColumnElement[bool]) -> Select[Any]:
    """Drafts with their answers, newest first. One query: a draft can never be read without the answers it had."""
    newest_first = (drafts.c.begun_at.desc(), drafts.c.draft_id, draft_answers.c.question)
    return select(*DRAFTS.columns, *ANSWERS.columns).outerjoin(draft_answers).where(*where).order_by(*newest_first)


# Made once: they are asked for each letter that is typed, and making them took as long as asking.
_IS_IT = and_(drafts.c.la.in_(bindparam("las", expanding=True)), drafts.c.draft_id == bindparam("its_id"))
_ONE = _found(_IS_IT)
# A receiving school's drafts are kept with the authorities of its cases' home schools.
_OF_A_SCHOOL = of_every_authority(_found(drafts.c.school == bindparam("of_school")))
_OF_A_CASE = of_every_authority(
    _found(drafts.c.school == bindparam("of_school"), drafts.c.reference == bindparam("of_case"))
)
_OPEN = select(drafts.c.la, drafts.c.save_id).where(_IS_IT).with_for_update()
_IS_SAVED = select(entries.c.save_id).where(
    entries.c.la.in_([bindparam("its_la"), NOBODYS]), entries.c.save_id == bindparam("its_save")
)
_END = delete(drafts).where(_IS_IT)
_FORGET = delete(draft_answers).where(
    draft_answers.c.la == bindparam("its_la"),
    draft_answers.c.draft_id == bindparam("its_id"),
    draft_answers.c.question.in_(bindparam("questions", expanding=True)),
)


class SqlDrafts(Database):
    """Keeps the contract `Drafts`."""

    @again
    def begin(self, draft: Draft) -> Draft:
        refuse_long_texts([answer.value for answer in draft.answers.values()], most=LONGEST_DRAFT_ANSWER)
        with self.writing() as connection:
            next_mark(connection, "drafts")  # held only for the turn: two people who begin at once begin one draft
            refuse_erased(connection, draft.reference)
            found = self._same_work(connection, draft)
            return found or self._insert(connection, self._with_what_was_typed(connection, draft))

    @again
    def keep(self, draft_id: str, answers: Mapping[str, Json], by: str, at: datetime) -> None:
        refuse_long_texts(answers, most=LONGEST_DRAFT_ANSWER)
        kept = {question: DraftAnswer(value, at, by) for question, value in answers.items()}
        with self.writing() as connection:
            la = _require_open(connection, draft_id)
            _forget(connection, la, draft_id, answers)
            _write(connection, la, draft_id, kept)
        metrics.DRAFTS_KEPT.inc()

    @again
    def draft(self, draft_id: str) -> Draft | None:
        with self.reading() as connection:
            return _first(_read(connection, _ONE, _its(connection, draft_id), self.tell_damaged))

    @again
    def drafts(self, school: str, reference: str | None = None) -> Sequence[Draft]:
        with self.reading() as connection:
            if reference is None:
                return _read(connection, _OF_A_SCHOOL, {"of_school": school}, self.tell_damaged)
            return _read(connection, _OF_A_CASE, {"of_school": school, "of_case": reference}, self.tell_damaged)

    @again
    def end(self, draft_id: str) -> None:
        with self.writing() as connection:
            connection.execute(_END, _its(connection, draft_id))
            forget(connection, [draft_id])

    def _same_work(self, connection: Connection, draft: Draft) -> Draft | None:
        """The open draft of the same work."""
        return _first(_read(connection, _found(_is_same_work(draft)), None, self.tell_damaged))

    def _with_what_was_typed(self, connection: Connection, draft: Draft) -> Draft:
        """A draft that cannot be read makes way for a new one of the same work, which goes on with its answers."""
        same = _is_same_work(draft)
        rows = [(row[:_DRAFT], row[_DRAFT:]) for row in connection.execute(_found(same))]
        typed = [answer for its, answer in rows if answer[0] is not None and DRAFTS.belongs_to(its) == draft.reference]
        kept = {question: DraftAnswer(*rest) for question, *rest in (each[:4] for each in ANSWERS.good(typed, _nobody))}
        if rows:
            set_aside(connection, DRAFTS, same)
            of_them = and_(draft_answers.c.la == draft.la, draft_answers.c.draft_id.in_([its[1] for its, _ in rows]))
            set_aside(connection, ANSWERS, of_them)
            connection.execute(delete(drafts).where(same))
        return replace(draft, answers={**kept, **draft.answers})

    def _insert(self, connection: Connection, draft: Draft) -> Draft:
        columns = columns_of(draft)
        answers = columns.pop("answers")
        connection.execute(insert(drafts).values(**columns))
        register(connection, draft.la, draft.draft_id, draft.reference)
        _write(connection, draft.la, draft.draft_id, answers)
        return _read(connection, _ONE, {"las": [draft.la], "its_id": draft.draft_id}, self.tell_damaged)[0]


def _nobody(_: DamagedRow) -> None:
    """Told before."""


def _is_same_work(draft: Draft) -> ColumnElement[bool]:
    alike = ("reference", "kind", "school", "revises")
    same = (drafts.c[name].is_not_distinct_from(getattr(draft, name)) for name in alike)
    return and_(drafts.c.la == draft.la, *same)


def _its(connection: Connection, draft_id: str) -> Mapping[str, Any]:
    """What a statement on one draft is told: every authority that may have it, and its id."""
    return {"las": sorted({*las_of(connection, [draft_id]), NOBODYS}), "its_id": draft_id}


def _first(found: Sequence[Draft]) -> Draft | None:
    return found[0] if found else None


def _require_open(connection: Connection, draft_id: str) -> str:
    """Hold the draft's row until the transaction ends, so that nobody submits or ends it in between. Whose it is."""
    its = connection.execute(_OPEN, _its(connection, draft_id)).first()
    if its is None or connection.execute(_IS_SAVED, {"its_la": its.la, "its_save": its.save_id}).first():
        raise DraftGone(
            "This draft was already submitted or deleted, so the last answers were not kept. Open the case again to "
            "see where it is now."
        )
    la: str = its.la
    return la


def require_as_read(connection: Connection, read: Draft) -> None:
    """Hold a draft that is about to be submitted until the transaction ends. Raises DraftGone; DraftChanged where an answer
    was kept since it was read."""
    _require_open(connection, read.draft_id)
    now = _first(_read(connection, _ONE, _its(connection, read.draft_id), _nobody))
    if now is None or now.answers != read.answers:
        raise DraftChanged("Someone is still filling in this form. Look at what they wrote, and submit it again.")


def _forget(connection: Connection, la: str, draft_id: str, questions: Iterable[str]) -> None:
    connection.execute(_FORGET, {"its_la": la, "its_id": draft_id, "questions": list(questions)})


def _write(connection: Connection, la: str, draft_id: str, answers: Mapping[str, DraftAnswer]) -> None:
    of_draft = {"la": la, "draft_id": draft_id}
    rows = [{**of_draft, "question": question, **columns_of(answer)} for question, answer in answers.items()]
    if rows:
        connection.execute(insert(draft_answers), rows)


def _read(
    connection: Connection,
    query: Select[Any],
    told: Mapping[str, Any] | None,
    tell: Callable[[DamagedRow], object],
) -> list[Draft]:
    """The drafts that a query made by `_found` finds; `tell` is told of what cannot be read, which is left out."""
    rows = [(row[:_DRAFT], row[_DRAFT:]) for row in connection.execute(query, told)]
    found = []
    for draft, group in groupby(rows, key=itemgetter(0)):
        answers = [answer for _, answer in group if answer[0] is not None]
        for its in DRAFTS.good([draft], tell):
            found.append(_draft(its, ANSWERS.good(answers, tell)))
    return found


def _draft(row: Sequence[Any], answers: Iterable[Sequence[Any]]) -> Draft:
    kept = {question: DraftAnswer(*rest) for question, *rest in (each[:4] for each in answers)}
    return Draft(answers=kept, **dict(zip(DRAFTS.names, row, strict=True)))
