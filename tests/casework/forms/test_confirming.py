"""What the other school confirms is what stands: after a correction it is asked again, and sees what was changed."""

from __future__ import annotations

from casework import sample
from casework.forms import drafts
from casework.forms.drafts import OpenDraft
from casework.reading.office import Office
from record.entry import Filed
from record.forms.meeting_record import MeetingRecord
from record.forms.weekly_report import WeeklyReport
from record.person import Person, Role
from rules.due import due
from rules.judging import judge
from rules.rule import MUST
from tests.casework.at_work import submitted, type_in

REFERENCE = sample.REFERENCES["week_two_reduced"]
CONFIRM = "confirm the meeting record"
DISPUTED = "a record that the other school says is wrong"
WRONG = "a weekly report that the home school says is wrong"


def _meeting(office: Office) -> Filed:
    return office.cases[REFERENCE].filed_of(MeetingRecord)[-1]


def _writer(office: Office) -> Person:
    case = office.cases[REFERENCE]
    return Person("Wilma Hale", Role.SCHOOL, _meeting(office).filed_for, case.la)


def _other(office: Office) -> Person:
    case = office.cases[REFERENCE]
    other = case.home if _meeting(office).filed_for != case.home else case.receiving
    return Person("Otis Lane", Role.SCHOOL, other or "", case.la)


def _opened(office: Office, who: Person, filed: Filed) -> OpenDraft:
    return drafts.revise(office, who, REFERENCE, filed.entry_id)


def _says(office: Office, who: Person, **said: str) -> None:
    """Open the meeting record, to correct or to answer it, and submit."""
    submitted(office, who, type_in(office, who, _opened(office, who, _meeting(office)), said))


def _whose(office: Office, *what: str) -> dict[str, str]:
    case = office.cases[REFERENCE]
    sides = {"home school": case.home, "receiving school": case.receiving, "local authority": ""}
    return {each.what: sides[each.who] or "" for each in due(case) if each.what in what}


def _lacks(office: Office) -> set[str]:
    """The gates that a turn of the case does not pass."""
    return {each.rule for each in judge(office.cases[REFERENCE]) if each.weight == MUST}


def test_a_yes_to_what_was_changed_since_is_asked_for_again(riverside: Office) -> None:
    assert _meeting(riverside).entry.is_confirmed is True
    _says(riverside, _writer(riverside), transport="By bus, paid for by the home school")

    filed = _meeting(riverside)
    assert (filed.entry.is_confirmed, filed.entry.confirmed_by) == (None, None)
    assert filed.changed_since_answered == ("transport",)
    assert _whose(riverside, CONFIRM, DISPUTED) == {CONFIRM: _other(riverside).school}

    _says(riverside, _other(riverside), is_confirmed="yes")
    filed = _meeting(riverside)
    assert (filed.entry.is_confirmed, filed.changed_since_answered) == (True, ())
    assert _whose(riverside, CONFIRM, DISPUTED) == {}


def test_a_correction_that_changes_nothing_asks_nobody_again(riverside: Office) -> None:
    _says(riverside, _writer(riverside))
    filed = _meeting(riverside)
    assert (filed.entry.is_confirmed, filed.changed_since_answered) == (True, ())


def test_a_no_goes_to_the_writer_and_once_it_is_put_right_back_to_who_said_it(riverside: Office) -> None:
    writer, other = _writer(riverside), _other(riverside)
    _says(riverside, other, is_confirmed="no", what_differs="The bus was to be paid for by the authority.")
    assert _whose(riverside, CONFIRM, DISPUTED) == {DISPUTED: writer.school}

    _says(riverside, writer, transport="By bus, paid for by the authority")
    filed = _meeting(riverside)
    assert (filed.entry.is_confirmed, filed.changed_since_answered) == (False, ("transport",))
    assert _whose(riverside, CONFIRM, DISPUTED) == {CONFIRM: other.school}
    assert _lacks(riverside) == {"CONTESTED-1"}  # the no stands until whoever said it takes it back

    again = _opened(riverside, other, filed)
    assert {"is_confirmed", "what_differs"} & again.typed.keys() == set()  # asked anew, of what stands now
    assert again.typed["confirmed_by"] == other.name

    _says(riverside, other, is_confirmed="no", what_differs="And the fare on Fridays.")
    assert _whose(riverside, CONFIRM, DISPUTED) == {DISPUTED: writer.school}
    _says(riverside, writer, transport="By bus, Fridays too, paid for by the authority")
    _says(riverside, other, is_confirmed="yes")
    assert (_whose(riverside, CONFIRM, DISPUTED), _lacks(riverside)) == ({}, set())


def test_a_report_that_is_wrong_is_the_other_schools_until_it_is_put_right(riverside: Office) -> None:
    case = riverside.cases[REFERENCE]
    report = case.filed_of(WeeklyReport)[-1]
    home = Person("Hana Lowe", Role.SCHOOL, case.home, case.la)
    theirs = Person("Rhys Penn", Role.SCHOOL, case.receiving or "", case.la)
    assert _whose(riverside, WRONG) == {}

    wrong = type_in(riverside, home, _opened(riverside, home, report), {"what_is_wrong": "He was here on Tuesday."})
    submitted(riverside, home, wrong)
    assert _whose(riverside, WRONG) == {WRONG: case.receiving}

    right = type_in(riverside, theirs, _opened(riverside, theirs, report), {"went_well": "All of Tuesday morning."})
    submitted(riverside, theirs, right)
    assert _whose(riverside, WRONG) == {}
