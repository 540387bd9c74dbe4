"""The register sheet: who is on it, what it says, and that a school finds on it only children it may see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework.desk.register import RegisterRow, RegisterSheet, as_word, week, weeks
from casework.reading.office import Office
from record.forms.final_review import RETURN
from record.person import Person
from record.registers import EnrolmentStatus
from tests.casework.at_work import AMINA, DEVAN, ELENA, GRACE, PETER, ROSALIND, an_office, placed, shared
from tests.letters.read import text
from tests.record.a_case import day, decided, ended_early, reported, roll_changed, suspended

MONDAY = day(14, 9)


def sheet(office: Office, who: Person, monday: date = MONDAY) -> RegisterSheet:
    return week(office, who, monday)


def line(office: Office, who: Person, monday: date = MONDAY) -> RegisterRow:
    (only,) = sheet(office, who, monday).lines
    return only


def shown(found: RegisterRow) -> str:
    return "".join(each.shown for each in found.cells)


def test_the_home_school_marks_d_and_the_receiving_school_what_it_sees(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())

    assert (shown(line(office, AMINA)), shown(line(office, PETER))) == ("D" * 10, "✓" * 10)
    assert line(office, AMINA).reasons == ("All week: D. Expected at the other school.",)
    assert [status for _, status in line(office, AMINA).statuses] == [EnrolmentStatus.MAIN]


def test_whoever_writes_the_weekly_reports_has_the_sheet_too(tmp_path: Path) -> None:
    assert shown(line(an_office(tmp_path, *placed()), GRACE)) == "✓" * 10


@pytest.mark.parametrize("who", (ELENA, DEVAN, ROSALIND), ids=lambda each: each.name)
def test_nobody_else_finds_a_child_on_theirs(tmp_path: Path, who: Person) -> None:
    assert sheet(an_office(tmp_path, *placed()), who).lines == ()


def test_a_child_whose_case_changes_nothing_yet_is_counted_and_not_listed(tmp_path: Path) -> None:
    found = sheet(an_office(tmp_path, *shared()), AMINA)

    assert (found.lines, found.marked_as_usual) == ((), 1)


def test_what_the_report_says_stands_in_place_of_the_tick(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), reported(MONDAY, monday_am="/", monday_pm="L", tuesday_am="I"))

    assert shown(line(office, PETER)) == "/LI" + "✓" * 7
    assert shown(line(office, AMINA)) == "D" * 10


def test_a_suspension_is_said_once_for_its_days(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), suspended(day(16, 9), day(17, 9)))

    assert shown(line(office, PETER)) == "✓✓✓✓EEEE✓✓"
    assert "Wednesday morning to Thursday afternoon: E. Suspended by your school." in line(office, PETER).reasons


def test_a_week_in_which_the_child_comes_back_says_so(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), ended_early(day(15, 9), return_on=day(16, 9)), today=day(15, 9))

    assert (shown(line(office, AMINA)), shown(line(office, PETER))) == ("DDDD✓✓✓✓✓✓", "✓✓✓✓DDDDDD")
    assert line(office, PETER).to_take_off.startswith(
        "No longer your pupil from Wednesday 16 September: take the name off"
    )
    assert line(office, AMINA).to_take_off == ""


def test_once_off_the_roll_the_child_is_on_the_sheet_no_more(tmp_path: Path) -> None:
    off = roll_changed(day(24, 9), "receiving school")
    office = an_office(tmp_path, *placed(), decided(RETURN, day(22, 9), day(23, 9)), off, today=day(24, 9))

    assert line(office, PETER, day(21, 9)).status_in_words == (
        "S: subsidiary school, dual registered; from Thursday Not on your roll"
    )
    assert sheet(office, PETER, day(28, 9)).lines == ()


def test_both_marking_d_is_shown_to_both_schools(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), reported(MONDAY, tuesday_am="D"))

    for who in (AMINA, PETER):
        (fault,) = line(office, who).faults
        assert fault.startswith("Tuesday 15 September, morning: Both schools mark D")


def test_the_sheet_is_a_word_file_with_the_name_the_marks_and_why(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), reported(MONDAY, tuesday_am="D"))

    said = text(as_word(office, AMINA, MONDAY))

    assert "Register sheet: week of 14 September 2026" in said
    assert "Tobi Adeyemi, year 8" in said
    assert "All week: D. Expected at the other school." in said
    assert "Put right." in said
    assert said.count("D\n") >= 10 or said.count(" D") >= 10


def test_a_sheet_without_children_says_so(tmp_path: Path) -> None:
    assert "Mark every child as usual" in text(as_word(an_office(tmp_path, *shared()), AMINA, MONDAY))


def test_ten_weeks_can_be_chosen_and_this_one_is_among_them() -> None:
    chosen = weeks(day(16, 9))

    assert (len(chosen), chosen[0], chosen[6], chosen[-1]) == (10, day(3, 8, 2026), MONDAY, day(5, 10))
