"""Brings moves in: each form as an entry that says it is history, by the coordinator's name, each row once and whole.

A form is saved under an id made of its row, and the store keeps the first of an id: pressed twice, or gone on with after
the power failed, nothing is there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from casework.imports.past_moves.known import known
from casework.imports.past_moves.mapping import Taken, remember
from casework.imports.past_moves.preview import PastMove, PastMoveState, in_state
from casework.imports.past_moves.table import SourceTable
from casework.reading.office import Office
from record.answers import kept
from record.case import Case
from record.entry import HISTORY, Filed, Party
from record.person import Person
from record.words import ENGLAND, padded_day
from rules.judging import judge_change
from store.contract import AuditEvent, CaseErased, SavedEntry, TooLong

Progress = Callable[[int], object]
"""Told how many rows are done."""
_ONE_AT_A_TIME = Lock()


class NotYoursToBringIn(Exception):
    """Only a coordinator brings moves in."""


@dataclass
class BroughtIn:
    """What came of it."""

    moves: int = 0
    there: int = 0
    """Rows that were here already."""
    refused: list[str] = field(default_factory=list)


def apply(
    office: Office,
    person: Person,
    table: SourceTable,
    taken: Taken,
    moves: Sequence[PastMove],
    tell: Progress = lambda done: None,
) -> BroughtIn:
    """Bring in every move that is not here yet. Raises NotYoursToBringIn, StoreError."""
    if not person.is_coordinator:
        raise NotYoursToBringIn
    came = BroughtIn()
    with _ONE_AT_A_TIME:
        there = known(office)
        for done, each in enumerate(moves, start=1):
            move = in_state(each, there)
            if move.state is PastMoveState.THERE:
                came.there += 1
            else:
                _one(office, person, move, came)
            tell(done)
    remember(office, person, table, taken)
    detail = {"imported": str(came.moves), "here already": str(came.there), "refused": str(len(came.refused))}
    office.store.note(_event(office, person, "imported earlier moves from a spreadsheet", detail=detail))
    return came


def _one(office: Office, person: Person, move: PastMove, came: BroughtIn) -> None:
    try:
        reference = _save(office, person, move)
    except (CaseErased, TooLong) as problem:
        came.refused.append(f"Row {move.told.number}: {problem}")
        return
    came.moves += 1
    office.store.note(_event(office, person, "imported an earlier move", reference))


def _save(office: Office, person: Person, move: PastMove) -> str:
    """Every form of a row, in order; the case they are in. The first of an id wins, and with it its case."""
    at, pack = office.now(), office.authority.pack
    reference, case = "", None
    for each in move.forms:
        entry_id = f"{move.id}-{each.part}"
        filed = Filed(each.entry, entry_id, entry_id, at.astimezone(ENGLAND), person.name, each.filed_for, pack.stamp)
        if case is None:
            first = move.forms[0].filed_for
            case = Case(office.mint(), person.la, first, (), office.today(), pack, office.authority.calendars)
        case = case.with_filed(filed)
        saved = office.store.save(_to_save(person, case, reference or case.reference, filed, at))
        reference = saved.reference
    return reference


def _to_save(person: Person, case: Case, reference: str, filed: Filed, at: datetime) -> SavedEntry:
    why = f"Imported from the authority’s own spreadsheet on {padded_day(at)}: it happened before this app was used."
    return SavedEntry(
        la=case.la,
        reference=reference,
        entry_id=filed.entry_id,
        revision=1,
        save_id=filed.save_id,
        base=None,
        kind=filed.kind,
        saved_at=at,
        saved_by=person.name,
        saved_for=filed.filed_for,
        pack=filed.pack,
        answers=kept(filed.entry),
        reasons={HISTORY: why, **{each.rule: why for each in judge_change(case, filed.entry_id)}},
        from_paper=Party.LA not in filed.entry.by,
    )


def _event(
    office: Office, person: Person, did: str, reference: str = "", detail: dict[str, str] | None = None
) -> AuditEvent:
    return AuditEvent(office.now(), person.name, person.role, person.school, did, reference, detail or {})
