"""A name comes off a roll: the change itself, the other school's consent, and what is sent on afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.ended import Belongs, ended
from record.entry import Filed, Party
from record.forms.final_review import RETURN
from record.forms.roll_change import RollChange
from record.school_days import Calendar
from record.stage import needs_roll_change
from record.words import day
from rules.duty import LATE, STILL_ON_A_ROLL, Owed, Phase, duty, side_of
from rules.examples import PLACED, RECEIVING, consented
from rules.judging import without_ground

BY_CONSENT = "9(1)(c) dual registered, the other school agrees"
OFF_A_ROLL = ("HF-11c", "NA-11")
RETURNED = {
    **PLACED,
    "final_review.reviewed_on": date(2026, 10, 1),
    "final_review.decision": RETURN,
    "final_review.takes_effect_on": date(2026, 10, 2),
    **consented("to the placement", date(2026, 9, 8)),
}
CHANGED = {**RETURNED, "roll_change.deleted_by": "receiving school", "roll_change.filed_for": RECEIVING}
DELETED = {**CHANGED, "roll_change.deleted_on": date(2026, 10, 2)}
TO_DELETE = {**CHANGED, "roll_change.deleted_on": date(2026, 10, 5), "roll_change.ground": BY_CONSENT}
PROTECTED = {**DELETED, "roll_change.has_protection_file": True}
SENT = {**PROTECTED, "roll_change.protection_file_sent_on": date(2026, 10, 2)}


@duty(
    "roll change",
    do="take the child’s name off your roll, and record it as a roll change",
    what="roll change",
    clause=(*OFF_A_ROLL, "NA-28"),
    owner=Party.HOME,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=STILL_ON_A_ROLL,
    comes=RETURNED,
    goes=CHANGED,
    in_calendar=True,
)
def a_name_comes_off_a_roll(case: Case) -> Iterator[Owed]:
    """After an ending the school that the child leaves takes its name off the roll, once the move meets what it must have."""
    end = ended(case)
    if end is None or not needs_roll_change(case):
        return
    who = Party.RECEIVING if end.belongs is Belongs.HOME else Party.HOME
    by = _calendar(case, who).next_open(end.from_on)
    says = (
        f"Since {day(end.from_on)} there has been a ground for taking the child off the roll of the {who}, but the "
        "name is still on it."
    )
    if case.last(RollChange) is None:
        second = Party.HOME if who is Party.RECEIVING else Party.RECEIVING
        lacking = ("what the move lacks to be put right",) if without_ground(case) else ()
        yield Owed(by=by, who=who, second=second, waits_for=lacking, says=says)
    for filed, change in _change(case):
        if change.deleted_on and change.deleted_on > max(by, case.today):
            yield Owed(by=by, who=_who(case, filed), answers=filed.entry_id, says=says)


def _calendar(case: Case, who: Party) -> Calendar:
    """When the school is open that has to do something."""
    return case.calendar(case.receiving if who is Party.RECEIVING else case.home)


def _in_time(case: Case, who: Party, on: date | None) -> date | None:
    """The last school day on which something can be done that is due on a day, never before today's ending."""
    end = ended(case)
    return max(_calendar(case, who).last_open(on), min(on, end.decided_on) if end else on) if on else None


@duty(
    "consent to the deletion",
    do="get the other school’s consent to the deletion, and record it",
    what="consent to the deletion",
    clause="NA-11",
    owner=Party.RECEIVING,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=TO_DELETE,
    goes={**TO_DELETE, "roll_change.other_school_consented": True},
    in_calendar=True,
)
def the_other_school_consents_to_the_deletion(case: Case) -> Iterator[Owed]:
    """Where a name comes off by consent, the other school's comes first; once it is off, it comes too late to be waited for."""
    for filed, change in _change(case):
        by, end = change.deleted_on, ended(case)
        is_off = by is not None and by <= case.today
        if case.is_dual_registered and change.ground == BY_CONSENT and not change.other_school_consented and not is_off:
            who = _who(case, filed)
            yield Owed(by=_in_time(case, who, by or (end.from_on if end else None)), who=who, answers=filed.entry_id)


@duty(
    "date of deletion",
    do="record the date of deletion",
    what="date of deletion",
    clause=OFF_A_ROLL,
    owner=Party.RECEIVING,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=CHANGED,
    goes=DELETED,
    in_calendar=True,
)
def the_date_of_deletion_is_known(case: Case) -> Iterator[Owed]:
    """A roll change has its day."""
    end = ended(case)
    for filed, change in _change(case):
        if change.deleted_on is None and end:
            who = _who(case, filed)
            yield Owed(by=_calendar(case, who).next_open(end.from_on), who=who, answers=filed.entry_id)


@duty(
    "deletion return",
    do="send the deletion return and record when",
    what="deletion return",
    clause="NA-12",
    owner=Party.RECEIVING,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=DELETED,
    goes={**DELETED, "roll_change.deletion_return_on": date(2026, 10, 2)},
    in_calendar=True,
)
def a_deletion_is_returned(case: Case) -> Iterator[Owed]:
    """The authority is told of a name that comes off a roll, the same day."""
    for filed, change in _change(case):
        if change.deletion_return_on is None:
            who = _who(case, filed)
            yield Owed(by=_in_time(case, who, change.deleted_on), who=who, answers=filed.entry_id)


@duty(
    "transfer file",
    do="send the transfer file and record when",
    what="transfer file",
    clause="NA-13",
    owner=Party.RECEIVING,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=DELETED,
    goes={**DELETED, "roll_change.transfer_file_sent_on": date(2026, 10, 2)},
    in_calendar=True,
)
def the_transfer_file_is_sent(case: Case) -> Iterator[Owed]:
    """The transfer file goes to the child's school within the authority's school days."""
    for filed, change in _change(case):
        if change.transfer_file_sent_on is None:
            within = case.pack.transfer_file_school_days
            by = case.calendar(case.home).after(change.deleted_on, within) if change.deleted_on else None
            yield Owed(by=by, who=_who(case, filed), answers=filed.entry_id)


@duty(
    "child-protection file",
    do="send the child-protection file and record when",
    what="child-protection file",
    outside="send on a file",
    clause="NA-13",
    owner=Party.RECEIVING,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=PROTECTED,
    goes=SENT,
    in_calendar=True,
)
def the_protection_file_is_sent(case: Case) -> Iterator[Owed]:
    """Where there is a child-protection file it goes to the child's school within days."""
    for filed, change in _change(case):
        if change.has_protection_file and not (change.protection_file_sent_on or change.protection_file_receipt_on):
            who = _who(case, filed)
            yield Owed(by=_in_time(case, who, _protected_by(case, change)), who=who, answers=filed.entry_id)


@duty(
    "receipt",
    do="get the receipt for the child-protection file and record when it came",
    what="receipt for the child-protection file",
    outside="receipt for a file",
    clause=("NA-13", "APP-2"),
    owner=Party.RECEIVING,
    form=RollChange,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=SENT,
    goes={**SENT, "roll_change.protection_file_receipt_on": date(2026, 10, 2)},
    in_calendar=True,
)
def the_protection_file_is_receipted(case: Case) -> Iterator[Owed]:
    """A child-protection file that was sent is receipted."""
    for filed, change in _change(case):
        is_sent = change.protection_file_sent_on is not None
        if change.has_protection_file and is_sent and change.protection_file_receipt_on is None:
            who = _who(case, filed)
            yield Owed(by=_in_time(case, who, _protected_by(case, change)), who=who, answers=filed.entry_id)


def _protected_by(case: Case, change: RollChange) -> date | None:
    return change.deleted_on + timedelta(days=case.pack.protection_file_days) if change.deleted_on else None


def _who(case: Case, filed: Filed) -> Party:
    """The school that wrote the roll change, which alone can complete it; what the authority wrote is the deleting school's."""
    side = side_of(case, filed)
    if side is not Party.LA or not isinstance(filed.entry, RollChange):
        return side
    return Party.RECEIVING if filed.entry.deleted_by == "receiving school" else Party.HOME


def _change(case: Case) -> Iterator[tuple[Filed, RollChange]]:
    """The last roll change, where the ending needs one."""
    if needs_roll_change(case):
        for filed in case.filed_of(RollChange)[-1:]:
            if isinstance(filed.entry, RollChange):
                yield filed, filed.entry
