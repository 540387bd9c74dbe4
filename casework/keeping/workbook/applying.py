"""Applies what was changed in a workbook: each form as a correction that its author could have submitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.forms import drafts, entries
from casework.forms.drafts import REASON, NotYours
from casework.forms.entries import Check
from casework.keeping.workbook.found import Revised
from casework.reading.office import Office
from record.person import Person
from store.contract import StoreError

BEING_WRITTEN = (
    "Someone is correcting this form in the app at the moment. Upload the workbook again when they have finished."
)


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of one form."""

    reference: str
    title: str
    why_not: str = ""
    """Empty when it was saved."""


def apply(office: Office, person: Person, wanted: Sequence[Revised], why: str = "") -> Sequence[Applied]:
    """Submit each form's correction; `why` is the reason for *should* rules not kept. One that fails stops no other."""
    return [Applied(each.reference, each.title, _apply(office, person, each, why)) for each in wanted]


def _apply(office: Office, person: Person, revised: Revised, why: str) -> str:
    reasons = {REASON + each.rule: why for each in revised.check.needing_a_reason}
    paper = drafts.with_answers(office, person, revised.paper, reasons)
    try:
        begun = office.store.begin(paper.draft)
        if begun.draft_id != paper.draft.draft_id:
            return BEING_WRITTEN
        found = entries.submit(office, person, paper)
        if isinstance(found, Check):
            drafts.discard(office, person, begun.draft_id)
            return _in_a_sentence(found)
    except NotYours:
        office.store.end(paper.draft.draft_id)
        return "You can no longer correct this form."
    except StoreError as problem:
        return str(problem)
    return ""


def _in_a_sentence(found: Check) -> str:
    """Why it was not saved: the first of everything that stands in its way."""
    broken = [*(each.sentence for each in found.problems), *(each.sentence for each in found.needing_a_reason)]
    return next(iter([*broken, *(each.sentence for each in found.stops)]), "It could not be saved.")
