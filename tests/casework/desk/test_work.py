"""What one person has before them: in which order, what is late, and whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from casework.desk.deadlines import deadlines
from casework.desk.work import CaseRow, Work, my_work
from casework.forms import drafts
from casework.reading.access import see
from casework.reading.office import Office
from record.entry import Entry, Filed
from record.forms.consent import Consent
from record.forms.final_review import RETURN
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.roll_change import RollChange
from record.person import Person
from tests.casework.at_work import (
    AMINA,
    DEVAN,
    ELENA,
    NOOR,
    PETER,
    REFERENCE,
    ROSALIND,
    accepted,
    an_office,
    at,
    open_a_case,
    placed,
    requested,
    save,
    shared,
)
from tests.record.a_case import RECEIVING, asked, day, decided, ended_otherwise, filed, referred, reported, told_of

TOLD = told_of("request", day(4, 9))


def referring(office: Office, reference: str, *entries: Filed) -> None:
    """A further case with these entries."""
    own = [
        replace(each, entry_id=f"{each.entry_id}{reference}", save_id=f"{each.save_id}{reference}") for each in entries
    ]
    save(office, *own, reference=reference)


def row(office: Office, who: Person) -> CaseRow:
    work = my_work(office, who)
    (only,) = (*work.now, *work.live, *work.over)
    return only


def references(rows: Sequence[CaseRow]) -> list[str]:
    return [each.seen.case.reference for each in rows]


def test_the_latest_stand_first_and_what_has_no_day_last(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for reference, due_on in (("MM-C", day(30, 9)), ("MM-A", day(10, 9)), ("MM-B", day(10, 9))):
        referring(office, reference, *shared(), asked(due_on=due_on))
    referring(office, "MM-0", *referred()[:1])

    work = my_work(office, ROSALIND)

    assert references([*work.now, *work.live]) == ["MM-A", "MM-B", "MM-C", "MM-0"]
    assert [each.is_late for each in (*work.now, *work.live)] == [True, True, False, False]


def test_a_day_is_late_once_it_has_passed(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared(), asked(due_on=day(14, 9)), today=day(14, 9))
    assert not row(office, PETER).is_late

    assert row(at(office, day(15, 9)), PETER).is_late


@pytest.mark.parametrize(("who", "is_theirs"), [(AMINA, False), (PETER, True), (ROSALIND, False)])
def test_a_step_is_the_turn_of_the_side_that_has_it(tmp_path: Path, who: Person, is_theirs: bool) -> None:
    office = an_office(tmp_path, *shared(), asked(due_on=day(25, 9)), TOLD)

    found = row(office, who)

    assert found.next is not None and found.next.what == "answer to the approach"
    assert (found.is_mine, found.needs_me_now) == (is_theirs, is_theirs)


def test_the_meeting_is_one_schools_to_call_and_the_other_may_record_it_too(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted(), today=day(7, 9))

    assert [row(office, who).is_mine for who in (AMINA, PETER, ROSALIND)] == [True, False, False]
    forms = {who.name: _forms(office, who)["the meeting"] for who in (AMINA, PETER, ROSALIND)}
    assert forms == {who.name: MeetingRecord for who in (AMINA, PETER, ROSALIND)}


def _forms(office: Office, who: Person) -> dict[str, type[Entry] | None]:
    """What is due in the case, and the form with which this person may do it."""
    seen = see(office, who, REFERENCE)
    assert seen is not None
    return {each.due.what: each.form for each in deadlines(seen, who)}


def test_a_step_further_off_than_a_week_can_wait(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared(), asked(due_on=day(28, 9)), today=day(20, 9))
    assert not row(office, PETER).needs_me_now

    assert row(at(office, day(21, 9)), PETER).needs_me_now


def test_the_authority_is_called_when_somebody_elses_step_is_late(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared(), asked(due_on=day(18, 9)), TOLD, today=day(18, 9))
    assert not row(office, ROSALIND).needs_me_now

    assert row(at(office, day(19, 9)), ROSALIND).needs_me_now
    assert not row(office, AMINA).needs_me_now


def test_the_authority_has_a_turn_of_its_own(tmp_path: Path) -> None:
    change = RollChange(
        deleted_by="receiving school",
        deleted_on=day(16, 10),
        deletion_return_on=day(16, 10),
        transfer_file_sent_on=day(16, 10),
        has_protection_file=False,
    )
    reports = [reported(day(number, month)) for number, month in ((14, 9), (21, 9), (28, 9), (5, 10), (12, 10))]
    office = an_office(
        tmp_path,
        *placed(),
        *reports,
        decided(RETURN, day(15, 10), day(16, 10), return_at=time(8, 40), return_person="Ms T. Okafor"),
        filed(change, on=day(16, 10), by=RECEIVING),
        today=day(16, 10),
    )

    found = row(office, ROSALIND)

    assert found.next is not None and found.next.what == "tell the local authority of the outcome"
    assert found.is_mine and found.needs_me_now


def test_a_case_is_over_when_nothing_is_left_to_do(tmp_path: Path) -> None:
    stopped = ended_otherwise("no school found", day(18, 9))
    office = an_office(tmp_path, *shared(), stopped, told_of("outcome", day(18, 9)))

    work = my_work(office, AMINA)

    assert (references(work.now), references(work.live), references(work.over)) == ([], [], [REFERENCE])
    assert not work.over[0].needs_me_now


def test_a_case_of_which_only_own_entries_are_left_is_over(tmp_path: Path) -> None:
    change = filed(RollChange(deleted_by="receiving school", deleted_on=day(16, 10)), on=day(16, 10), by=RECEIVING)
    office = an_office(tmp_path, *placed(), decided(RETURN, day(15, 10), day(16, 10)), change, today=day(20, 11))

    found = row(office, PETER)

    assert (found.is_live, found.next, found.is_mine, found.needs_me_now) == (False, None, False, False)
    assert row(office, AMINA).is_live


def test_a_placed_case_says_its_week(tmp_path: Path) -> None:
    assert row(an_office(tmp_path, *placed()), AMINA).week == (2, 6)


@pytest.mark.parametrize("who", (ELENA, DEVAN, NOOR), ids=lambda each: each.name)
def test_others_have_nothing_before_them(tmp_path: Path, who: Person) -> None:
    office = an_office(tmp_path, *placed())
    drafts.begin(office, AMINA, Consent, REFERENCE)

    assert my_work(office, who) == Work([], [], [], [])


def test_the_drafts_of_the_school_stand_newest_first(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested())
    first = drafts.begin(office, AMINA, Consent, REFERENCE)
    second = drafts.begin(at(office, day(22, 9)), AMINA, Referral, open_a_case(office))

    work = my_work(office, AMINA)

    assert [each.draft_id for each in work.drafts] == [second.draft.draft_id, first.draft.draft_id]


def test_what_is_beside_the_case_is_shown_to_whose_turn_it_is(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), reported(day(14, 9)), today=day(18, 9))

    home, receiving = row(office, AMINA), row(office, PETER)

    assert "see the weekly report" in [each.what for each in home.mine]
    assert "see the weekly report" not in [each.what for each in receiving.mine]
    assert not home.needs_me_now, "it is beside the case, and not late"
    assert row(at(office, day(22, 9)), AMINA).needs_me_now


def test_a_sign_that_a_review_should_not_wait_is_in_the_row(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), reported(day(14, 9), concern="red"), today=day(18, 9))

    assert [each.sign for each in row(office, AMINA).signals] == ["red concern"]
    assert row(office, AMINA).needs_me_now
