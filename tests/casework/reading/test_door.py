"""The door: what is written down of whoever opens a case, begins one, or is refused, and when it is written down again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casework.forms import drafts
from casework.reading import budgets, door
from casework.reading.access import see
from casework.reading.budgets import Allowance, Budgets, Lately
from casework.reading.office import Office
from record.forms.before_you_start import BeforeYouStart
from record.identifiers import new_reference
from store.contract import AuditEvent, CannotBeWritten
from tests.casework.at_work import AMINA, DEVAN, ELENA, GRACE, NOOR, PETER, REFERENCE, TARIQ, an_office, placed
from tests.casework.reading.test_access import RETURNED, rolled_back
from tests.record.a_case import day

Line = tuple[str, str, str, Mapping[str, str]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path, *placed())


def written(office: Office) -> list[Line]:
    """The audit, the oldest line first."""
    return [(each.who, each.did, each.reference, dict(each.detail)) for each in reversed(office.store.events())]


def test_whoever_may_see_the_case_has_it_as_they_see_it_and_is_written_down(office: Office) -> None:
    for person in (AMINA, PETER, GRACE, TARIQ):
        assert door.ask(office, person, REFERENCE) == see(office, person, REFERENCE) is not None

    assert written(office) == [(each.name, "viewed case", REFERENCE, {}) for each in (AMINA, PETER, GRACE, TARIQ)]


def test_whoever_may_not_has_nothing_and_is_written_down_as_for_a_case_that_there_is_not(office: Office) -> None:
    none = new_reference()
    for person in (ELENA, DEVAN, NOOR):
        assert door.ask(office, person, REFERENCE, page="Review") is None
        assert door.ask(office, person, none, page="Review") is None
        assert door.ask(office, person, "Tobi Adeyemi", page="Review") is None

    assert written(office) == [
        (each.name, "was refused a case", reference, {"page": "Review"})
        for each in (ELENA, DEVAN, NOOR)
        for reference in (REFERENCE, none, "")
    ]


def test_whoever_sees_only_a_part_is_refused_the_whole(tmp_path: Path) -> None:
    office = an_office(tmp_path, *RETURNED, rolled_back(day(2, 11)), today=day(3, 12))
    assert door.ask(office, PETER, REFERENCE) is not None
    assert door.ask(office, PETER, REFERENCE, whole=True) is None
    assert [each[1:] for each in written(office)] == [
        ("viewed case", REFERENCE, {}),
        ("was refused a case", REFERENCE, {}),
    ]


def test_a_case_that_is_a_draft_so_far_is_opened_by_its_school_and_refused_to_others(office: Office) -> None:
    begun = drafts.begin(office, AMINA, BeforeYouStart).draft.reference
    for person in (AMINA, PETER, TARIQ):
        assert door.ask(office, person, begun, page="New referral") is None

    page = {"page": "New referral"}
    assert written(office) == [
        ("Amina Yusuf", "opened a draft", begun, page),
        ("Peter Lindqvist", "was refused a case", begun, page),
        ("Tariq Mensah", "was refused a case", begun, page),
    ]


def test_the_same_within_minutes_is_one_line_and_later_another(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(budgets, "monotonic", lambda: now)
    for _ in range(3):
        door.ask(office, AMINA, REFERENCE)
        door.ask(office, AMINA, REFERENCE, page="Review")
    assert len(written(office)) == 2
    now = door.AGAIN_AFTER
    door.ask(office, AMINA, REFERENCE)
    assert written(office)[2:] == [("Amina Yusuf", "viewed case", REFERENCE, {})]


def test_a_file_is_a_line_each_time_and_what_a_program_fetches_one_a_day(office: Office) -> None:
    for _ in range(2):
        door.handed_out(office, TARIQ, "a term report", form="docx")
        door.fetched(office, TARIQ, "a calendar")

    report = ("Tariq Mensah", "downloaded a term report", "", {"form": "docx"})
    assert written(office) == [report, ("Tariq Mensah", "downloaded a calendar", "", {}), report]


def test_whoever_guesses_on_and_on_does_not_fill_the_audit_nor_hide_others(office: Office) -> None:
    office = replace(office, budgets=Budgets(refusals=Allowance(3)))
    guessed = [new_reference() for _ in range(9)]
    for each in guessed:
        door.ask(office, ELENA, each)
    door.ask(office, DEVAN, REFERENCE)

    assert written(office) == [
        *(("Elena Petrova", "was refused a case", each, {}) for each in guessed[:3]),
        ("Elena Petrova", "was refused too often to record each time", "", {}),
        ("Devan Pillai", "was refused a case", REFERENCE, {}),
    ]


def test_nobody_sees_what_could_not_be_written_down_and_it_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(event: AuditEvent) -> None:
        raise CannotBeWritten("no room")

    with monkeypatch.context() as patched:
        patched.setattr(office.store, "note_seen", full)
        for _ in range(2):
            with pytest.raises(CannotBeWritten):
                door.ask(office, AMINA, REFERENCE)
    door.ask(office, AMINA, REFERENCE)
    assert written(office) == [("Amina Yusuf", "viewed case", REFERENCE, {})]


def test_what_is_remembered_is_bounded() -> None:
    remembered = Lately(most=2)
    assert [remembered.is_new(each, 60) for each in "abcab"] == [True] * 5
    assert [remembered.is_new(each, 60) for each in "abb"] == [False] * 3
