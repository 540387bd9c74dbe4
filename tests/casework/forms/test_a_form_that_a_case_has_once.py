"""A form that a case has once, begun by two: whoever submits first has written it, and another is no way to correct it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.forms import drafts, entries
from casework.forms.drafts import OpenDraft
from casework.forms.entries import THERE_ALREADY, Check
from casework.reading.office import Office
from record.entry import Entry, Filed
from record.forms.ending import Ending
from record.forms.final_review import RETURN
from record.forms.roll_change import RollChange
from record.person import Person
from tests.casework.at_work import AMINA, PETER, REFERENCE, ROSALIND, an_office, begin, placed, requested, submitted
from tests.record.a_case import day, decided

NO_SCHOOL = Ending(
    who="The school", ended_on=day(21, 9), reason="no school found", in_words="None of them had a place in Year 9."
)
OFF_THE_ROLL = RollChange(
    deleted_by="receiving school",
    ground="9(1)(c) dual registered, the other school agrees",
    other_school_consented=True,
    consented_on=day(21, 9),
    deleted_on=day(21, 9),
    deletion_return_on=day(21, 9),
    transfer_file_sent_on=day(21, 9),
    has_protection_file=False,
)
RETURNED = (*placed(), decided(RETURN, day(18, 9), day(21, 9)))


def refused(office: Office, who: Person, paper: OpenDraft) -> list[str]:
    found = entries.submit(office, who, paper)
    assert isinstance(found, Check)
    return [each.sentence for each in found.problems]


@pytest.mark.parametrize(
    ("so_far", "first", "entry", "second"),
    [(requested(), AMINA, NO_SCHOOL, ROSALIND), (RETURNED, PETER, OFF_THE_ROLL, AMINA)],
    ids=["the school, then the authority from paper", "one school, then the other"],
)
def test_another_that_was_begun_before_does_not_take_its_place(
    tmp_path: Path, so_far: tuple[Filed, ...], first: Person, entry: Entry, second: Person
) -> None:
    office = an_office(tmp_path, *so_far)
    theirs, others = begin(office, first, entry), begin(office, second, entry)

    submitted(office, first, theirs)

    assert refused(office, second, others) == [THERE_ALREADY]
    assert [each.filed_by for each in office.cases[REFERENCE].filed_of(type(entry))] == [first.name]


def test_whoever_wrote_it_corrects_it_and_submitting_twice_is_no_other(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested())
    paper = begin(office, AMINA, NO_SCHOOL)
    first = submitted(office, AMINA, paper)
    assert entries.submit(office, AMINA, paper) == first

    correction = drafts.revise(office, AMINA, REFERENCE, first.entry_id)
    assert submitted(office, AMINA, correction).revision == 2
