"""A child who moves into another authority: that one is told of the start and of the outcome, and it is noted who was told."""

from __future__ import annotations

from pathlib import Path

from casework.forms import drafts
from casework.reading.office import Office
from record.forms.la_record import OTHER_AUTHORITY, LaRecord
from record.tables import SCHOOLS
from rules.due import due
from tests.casework.at_work import REFERENCE, ROSALIND, an_office, at, placed, put, save, setting, submitted, type_in
from tests.record.a_case import RECEIVING, day, ended_early

TELL = "tell the other local authority"


def _owed(office: Office) -> list[tuple[str, tuple[str, ...], str]]:
    return [(each.who, each.of, f"{each.by}") for each in due(office.cases[REFERENCE]) if each.what == TELL]


def test_the_other_authority_is_told_of_the_start_and_of_the_outcome(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    setting(office, "pack", "national-2026")
    assert _owed(office) == []

    put(office, SCHOOLS, RECEIVING, name="Kestrel Hill School", area="South", la="901")
    assert _owed(office) == [("local authority", ("of the start",), "2026-09-21")]
    _note(office)
    assert _owed(office) == []

    save(office, ended_early(day(24, 9), return_on=day(28, 9)))
    assert _owed(at(office, day(24, 9))) == [("local authority", ("of the outcome",), "2026-10-01")]
    _note(office, "24/9/2026")
    assert _owed(office) == []


def _note(office: Office, on: str = "21/9/2026") -> None:
    said = {"about": OTHER_AUTHORITY, "recorded_on": on, "other_authority": "Kestrel Vale, the inclusion team"}
    paper = drafts.begin(office, ROSALIND, LaRecord, REFERENCE)
    submitted(office, ROSALIND, type_in(office, ROSALIND, paper, said))
