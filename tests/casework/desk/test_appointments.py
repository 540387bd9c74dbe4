"""The calendar: every start, end, meeting, review and notice once, by reference, for whoever may see the case."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from icalendar import Calendar

from casework import sample
from casework.desk.calendar import appointments, as_ical
from casework.reading.office import Office
from record.case import Case
from store.choose import open_store
from tests.casework.at_work import AMINA, EVE, PETER, REFERENCE, ROSALIND, accepted, an_office, placed, save, signed
from tests.record.a_case import day, directed, ended_early, met_on_a_move, revoked

NOW = datetime(2026, 9, 21, 8, 0, tzinfo=UTC)


def test_a_placement_is_in_the_calendar_of_both_schools_and_the_coordinator(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    for who in (AMINA, PETER, ROSALIND):
        found = [(each.on, each.what) for each in appointments(office, who)]

        assert (day(14, 9), "first day at Northgate Academy") in found, who.name
        assert any("last day of the placement" in what for _, what in found), who.name
        assert any("review" in what for _, what in found), who.name
    assert appointments(office, EVE) == [], "another area's coordinator sees nothing"


def test_before_the_start_the_meeting_is_in_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *accepted(), today=day(5, 9))

    assert any(each.what == "due: the meeting" for each in appointments(office, AMINA))


def test_an_early_ending_takes_the_rest_away_and_says_the_first_day_back(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), ended_early(day(21, 9), return_on=day(28, 9)))
    found = [each.title for each in appointments(office, AMINA)]

    assert f"{REFERENCE}: first day at Oakfield School" in found
    assert not [each for each in found if "last day of the placement" in each]


def test_a_calendar_program_reads_whole_days_and_finds_an_appointment_again(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    found = appointments(office, ROSALIND)
    events = Calendar.from_ical(as_ical(found, "Managed Moves", NOW)).walk("VEVENT")

    assert len(events) == len(found) > 3
    assert len({str(each["UID"]) for each in events}) == len(events)
    first = next(each for each in events if str(each["SUMMARY"]).endswith("first day at Northgate Academy"))
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2026, 9, 14), date(2026, 9, 15))
    assert str(first["UID"]) == f"{REFERENCE}-start@managed-moves"


def test_no_calendar_of_the_sample_holds_the_name_of_anybody_in_a_case(tmp_path: Path) -> None:
    office = Office(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"), lambda: date(2026, 12, 10))
    sample.fill(office)
    for person in sample.people():
        if person.role not in ("school", "coordinator"):
            continue
        words = as_ical(appointments(office, person), "Managed Moves", NOW).decode().replace("\r\n ", "")
        for school in office.authority.schools.values():
            words = words.replace(school.name, "")
        for case in office.cases.values():
            assert not [name for name in names(case) if name in words], person.name


def names(case: Case) -> list[str]:
    referral = case.referral
    if referral is None:
        return []
    people = [referral.legal_name, referral.preferred_name, *(each.name for each in referral.parents)]
    return [part for name in people for part in (name or "").split() if len(part) > 3]


def test_a_direction_that_was_taken_back_before_its_first_day_sends_nobody(tmp_path: Path) -> None:
    agreed_out = (*met_on_a_move("off-site direction"), *signed(), directed())
    office = an_office(tmp_path, *agreed_out, today=day(10, 9))
    there = {"first day at Northgate Academy", "last day of the placement at Northgate Academy"}
    assert {each.what for each in appointments(office, AMINA)} & there == there

    save(office, revoked(day(11, 9), on=day(10, 9)))
    assert {each.what for each in appointments(office, AMINA)} & there == set()


def test_under_a_direction_that_ends_before_it_the_last_day_is_that_of_the_direction(tmp_path: Path) -> None:
    agreed_out = (*met_on_a_move("off-site direction"), *signed(), directed(day(9, 10)))
    office = an_office(tmp_path, *agreed_out, today=day(10, 9))

    lasts = {each.what: each.on for each in appointments(office, AMINA) if each.what.startswith("last day")}
    assert lasts == {
        "last day of the placement at Northgate Academy": day(9, 10),
        "last day of the off-site direction": day(9, 10),
    }
