"""What is due from the local authority while a case goes on: to note that it was told, and to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from record.case import FORMAL, Case
from record.deadline import Due
from record.entry import Party
from record.la_record import LaRecord

TOLD_WITHIN = 5
"""School days in which the authority notes that it was told. Guidance gives no number: this one is the app's own."""
APPROVAL = "approval of alternative provision"


def due_of_the_authority(case: Case) -> Iterator[Due]:
    """What the authority owes a case that goes on."""
    noted = {each.about for each in case.of(LaRecord)}
    asked = [each.asked_on for each in case.askings if each.approach.formality == FORMAL]
    after = case.calendar(case.home).after
    if asked and "told of the request" not in noted:
        yield _note("note that you were told of the request", "HF-13", after(min(asked), TOLD_WITHIN))
    if case.has_started and case.placement and "told of the start" not in noted:
        yield _note("note that you were told of the start", "HF-13", after(case.placement.starts_on, TOLD_WITHIN))
    if case.route == "alternative provision" and case.accepted and not _is_approved(case):
        starts_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
        yield _note("decide on the alternative provision", "HF-6.4", starts_on)


def _is_approved(case: Case) -> bool:
    """Whether an officer has said yes or no: either answers the request."""
    return any(each.about == APPROVAL and each.is_approved is not None for each in case.of(LaRecord))


def _note(what: str, clause: str, by: date | None) -> Due:
    return Due(what, LaRecord.kind, Party.LA, clause, by, is_aside=True)
