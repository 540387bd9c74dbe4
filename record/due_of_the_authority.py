"""What is due from the local authority while a case goes on: to note that it was told, and to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from record.case import FORMAL, Case
from record.deadline import Due
from record.due_in_placement import missing_reports
from record.entry import Party
from record.la_record import APPROVAL, LaRecord

TOLD_WITHIN = 5
"""School days in which the authority notes that it was told. Guidance gives no number: this one is the app's own."""


def due_of_the_authority(case: Case) -> Iterator[Due]:
    """What the authority owes a case that goes on."""
    noted = {each.about for each in case.of(LaRecord)}
    asked = [each.asked_on for each in case.askings if each.approach.formality == FORMAL]
    after = case.calendar(case.home).after
    if asked and "told of the request" not in noted:
        yield _note("note that you were told of the request", "HF-13", after(min(asked), TOLD_WITHIN))
    if case.has_started and case.placement and "told of the start" not in noted:
        yield _note("note that you were told of the start", "HF-13", after(case.placement.starts_on, TOLD_WITHIN))
    yield from _reports_that_are_missed(case)
    if case.route == "alternative provision" and case.accepted and not _is_approved(case):
        starts_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
        yield _note("decide on the alternative provision", "HF-6.4", starts_on)


def _reports_that_are_missed(case: Case) -> Iterator[Due]:
    """When as many weekly reports are late as the authority's policy says, its coordinator asks why."""
    missing = missing_reports(case, case.placement) if case.placement and case.is_dual_registered else ()
    late = [each for each in missing if each.is_late(case.today)]
    allowed = case.pack.missed_reports_tell_coordinator
    if len(late) >= allowed:
        yield _note(f"ask why {len(late)} weekly reports are late", "HF-10b", late[allowed - 1].by)


def _is_approved(case: Case) -> bool:
    """Whether an officer has said yes or no: either answers the request."""
    return any(each.about == APPROVAL and each.is_approved is not None for each in case.of(LaRecord))


def _note(what: str, clause: str, by: date | None) -> Due:
    return Due(what, LaRecord.kind, Party.LA, clause, by, is_aside=True)
