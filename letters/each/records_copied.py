"""Home school to receiving school, with the copies of the child's records while the child is on both rolls: what is sent, and a
receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.facts import RecordsCopied
from letters.from_case.context import LetterContext
from letters.from_case.times import has_one_roll, is_placed
from letters.letter import ON_TWO_ROLLS, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, needed
from record.stage import Stage


def what_was_sent(of: LetterContext) -> Mapping[str, Any]:
    """The days, as far as they are recorded, and the last on which both are due: the pack's school days after the first day."""
    case, placement = of.case, of.case.placement
    file = next((each.file_copy_sent_on for each in reversed(case.starts) if each.file_copy_sent_on), None)
    record = next((each.record_copy_sent_on for each in reversed(case.starts) if each.record_copy_sent_on), None)
    within = case.pack.transfer_file_school_days
    by = case.calendar(case.home).after(placement.starts_on, within) if placement else None
    return {"records": RecordsCopied(file_sent_on=file, record_sent_on=record, by=by)}


LETTER = Letter(
    file=__name__,
    order=148,
    title="Copies of the records",
    writers=("home school",),
    readers=("receiving school",),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_placed,
    never_if=has_one_roll,
    comes="once the child is on both rolls",
    asked_by=("NA-24",),
    facts=what_was_sent,
    needs=(*A_LETTER, *RECEIVING, *PUPIL, *needed("plan.starts_on")),
)
