"""All weekly reports of one week as one zip: whose they are, what they are called, and that each is noted."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from casework.letters import zips
from casework.letters.making import NoSuchLetter
from casework.reading.office import Office
from record.forms.final_review import RETURN
from record.person import Person
from tests.casework.letters.letter_cases import (
    AMINA,
    DEVAN,
    ELENA,
    GRACE,
    PETER,
    REFERENCE,
    ROSALIND,
    SECRETS,
    a_report,
    an_office,
    decided,
    placed,
)
from tests.letters.read import text

MONDAY, NEXT = date(2026, 9, 14), date(2026, 9, 21)
TODAY = date(2026, 9, 28)


def the_zip(office: Office, person: Person, monday: date = MONDAY) -> tuple[zipfile.ZipFile, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    content = zips.make_week(office, person, monday, lambda done, of: told.append((done, of)))
    return zipfile.ZipFile(io.BytesIO(content)), told


@pytest.mark.parametrize("person", [PETER, ROSALIND])
def test_who_hands_reports_on_gets_those_of_the_week_each_noted_and_told_of(tmp_path: Path, person: Person) -> None:
    office = an_office(tmp_path, *placed(), a_report(), a_report(NEXT), today=TODAY)
    folder, told = the_zip(office, person)

    assert folder.namelist() == [f"{REFERENCE} Weekly report, report 1, week of 2026-09-14.docx"]
    assert "Led a group" in text(folder.read(folder.namelist()[0]))
    assert told == [(1, 1)]
    assert [(each.did, each.detail["letter"]) for each in office.store.events()] == [("made letter", "weekly_report")]
    assert not [secret for secret in SECRETS if secret in folder.namelist()[0]]


@pytest.mark.parametrize("person", [AMINA, GRACE, ELENA, DEVAN])
def test_nobody_else_finds_any(tmp_path: Path, person: Person) -> None:
    office = an_office(tmp_path, *placed(), a_report(), today=TODAY)

    assert zips.of_week(office, person, MONDAY) == ()
    with pytest.raises(NoSuchLetter):
        the_zip(office, person)


def test_a_report_nobody_has_written_or_that_misses_something_is_told_of_and_not_made(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), a_report(went_well=None), today=TODAY)
    (short,) = zips.of_week(office, PETER, MONDAY)
    (unwritten,) = zips.of_week(office, PETER, NEXT)

    assert short.offered and [each.field for each in short.offered.missing] == ["went_well"]
    assert unwritten.offered is None and not unwritten.is_ready
    for monday in (MONDAY, NEXT):
        with pytest.raises(NoSuchLetter):
            the_zip(office, PETER, monday)


def test_a_week_before_the_start_or_to_come_owes_nothing(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=TODAY)

    assert zips.of_week(office, PETER, date(2026, 9, 7)) == ()
    assert zips.weeks(TODAY)[0] == TODAY
    assert len(zips.weeks(TODAY)) == zips.WEEKS_BACK + 1


def test_the_reports_of_a_placement_that_has_ended_can_still_be_made(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), a_report(), decided(RETURN), today=date(2026, 11, 3))
    folder, _ = the_zip(office, PETER)

    assert len(folder.namelist()) == 1
    assert zips.of_week(office, PETER, date(2026, 11, 2)) == ()
