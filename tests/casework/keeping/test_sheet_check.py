"""What a coordinator is told of the spreadsheet, and what comes of each press: on a spreadsheet of the test server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.forms.clashes import choose, clashes
from casework.keeping.sheet import spreadsheet
from casework.keeping.sheet.check import check
from casework.keeping.sheet.items import Item, Sorted
from casework.reading.office import Office
from casework.settings.changing import to_put_right
from record.case import Case
from record.forms.approach import Approach
from record.forms.meeting_record import MeetingRecord
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from record.stage import Stage, stage
from record.tables import AREAS, TERM_DATES
from rules.judging import without_ground
from store.sheets.sync.deciding import CannotAdopt
from store.sheets.sync.outbox import OutboxState
from tests.casework.at_work import AMINA, EVE, REFERENCE, ROSALIND, an_office, at, put, save, saved, setting
from tests.casework.imports.past_moves_files import as_csv, bring_in, move
from tests.record.a_case import agreed, filed, referred
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import google_on_demand, open_sheet, spreadsheet_of

TAB, STARTS = "Meeting record", "Start date"
PATIENCE = 20.0


@pytest.fixture(scope="module")
def google() -> Iterator[Running]:
    with google_on_demand() as server:
        yield server


@dataclass
class Desk:
    """A coordinator's office over a spreadsheet, and herself at the spreadsheet."""

    office: Office
    her: AtTheSheet

    def items(self, kind: Sorted, who: Person = ROSALIND) -> list[Item]:
        assert any(spreadsheet.look_again(self.office) for _ in range(3)), "the spreadsheet could not be looked at"
        return list(check(self.office, who).items.get(kind, ()))

    def types_a_row(self, tab: str, cells: Mapping[str, str]) -> None:
        for heading, text in cells.items():
            self.her.type(tab, heading, 9, text)

    @property
    def case(self) -> Case:
        return self.office.cases[REFERENCE]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what the writer of the spreadsheet does by itself."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, "it did not come to be"
            time.sleep(0.02)


def name_the_other_areas(office: Office) -> None:
    """Until then their schools are in an area that nobody has entered, which is to be put right."""
    for area in ("South", "East"):
        put(office, AREAS, area, coordinator="Sam Whitlock")


@pytest.fixture
def desk(google: Running, tmp_path: Path) -> Iterator[Desk]:
    """A case up to its meeting, all of it in the spreadsheet."""
    store = open_sheet(tmp_path)
    office = an_office(tmp_path, *agreed(), store=store)
    name_the_other_areas(office)
    made = Desk(office, AtTheSheet(google, spreadsheet_of(tmp_path)))
    made.until(
        lambda: (
            spreadsheet.look_again(office)
            and not store.outbox.count(OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT)
        )
    )
    yield made
    store.close()


def test_nothing_is_to_be_put_right_in_a_sheet_nobody_touched(desk: Desk) -> None:
    assert spreadsheet.look_again(desk.office)
    found = check(desk.office, ROSALIND)
    assert found.is_all_well and not found.waiting and not found.trouble
    assert found.spreadsheet == desk.her.spreadsheet


def test_a_date_that_cannot_be_read_is_named_with_its_cell_until_it_is_put_right(desk: Desk) -> None:
    desk.her.type(TAB, STARTS, 2, "Friday")

    (item,) = desk.items(Sorted.UNREADABLE)
    assert "Until then “14 Sep 2026” counts" in item.should
    cell = item.where.removeprefix(f"{TAB}, ").removesuffix(f": “{STARTS}”")
    assert "Friday" in item.says and item.where == f"{TAB}, {cell}: “{STARTS}”" and item.reference == REFERENCE
    assert item.link.startswith(f"https://docs.google.com/spreadsheets/d/{desk.her.spreadsheet}/edit#gid=")
    assert item.link.endswith(f"&range={cell}") and cell[-1] == "2"
    (meeting,) = desk.case.filed_of(MeetingRecord)
    assert meeting.entry.starts_on == date(2026, 9, 14) and meeting.unreadable_cells == ("starts_on",)

    desk.her.type(TAB, STARTS, 2, "14/09/2026")
    assert desk.items(Sorted.UNREADABLE) == []


def test_an_edit_goes_through_the_rules_with_the_clause(desk: Desk) -> None:
    desk.her.type(TAB, STARTS, 2, "30/11/2026")

    (item,) = desk.items(Sorted.RULES)
    assert item.findings and all("starts_on" in each.fields and each.citation for each in item.findings)


def test_an_edit_that_takes_the_ground_from_another_form_says_so_beside_it(desk: Desk) -> None:
    desk.her.type("Before you start", "Which kind of move?", 2, "direct")

    (item,) = desk.items(Sorted.RULES)
    assert [each.rule for each in item.findings] == ["PERMANENT-1"]
    assert [each.rule for each in without_ground(desk.case)] == ["PERMANENT-1"]


def test_an_edit_is_news_for_a_week(desk: Desk) -> None:
    desk.her.type(TAB, "Where was it?", 2, "Northgate, the library")
    (item,) = desk.items(Sorted.BY_HAND)
    assert "Northgate, the library" in item.says and check(desk.office, ROSALIND).is_all_well

    at(desk.office, date.today() + timedelta(days=9))
    assert desk.items(Sorted.BY_HAND) == []


def test_a_typed_row_is_adopted_once_as_the_schools_own_form(desk: Desk) -> None:
    desk.types_a_row("Weekly report", {"Reference": REFERENCE, "Week commencing": "14/09/2026"})
    (item,) = desk.items(Sorted.TYPED)
    assert item.where == "Weekly report, row 9"

    first = spreadsheet.adopt(desk.office, ROSALIND, item.rows[0])
    with pytest.raises(CannotAdopt):
        spreadsheet.adopt(desk.office, AMINA, item.rows[0])
    again = spreadsheet.adopt(desk.office, ROSALIND, item.rows[0])

    assert first.save_id == again.save_id and first.from_paper
    assert (first.saved_by, first.saved_for) == (ROSALIND.name, desk.case.receiving)
    assert len(desk.case.of(WeeklyReport)) == 1
    desk.until(lambda: not spreadsheet.is_waiting(desk.office, first))
    assert desk.items(Sorted.TYPED) == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Reference": REFERENCE, "Which school?": "900003", "Sent on": "Friday"}, "“Sent on”: "),
        ({"Reference": "MM-NONE", "Which school?": "900003"}, "There is no case “MM-NONE”"),
    ],
)
def test_a_row_that_cannot_be_an_entry_says_what_to_put_right(desk: Desk, cells: dict[str, str], told: str) -> None:
    desk.types_a_row("Approach", cells)
    (item,) = desk.items(Sorted.TYPED)

    with pytest.raises(CannotAdopt, match=told):
        spreadsheet.adopt(desk.office, ROSALIND, item.rows[0])

    assert spreadsheet.ignore(desk.office, ROSALIND, item.rows)
    assert desk.items(Sorted.TYPED) == []
    assert not spreadsheet.ignore(desk.office, ROSALIND, item.rows)


def test_a_removed_row_counts_still_and_is_restored(desk: Desk) -> None:
    desk.her.delete_row(TAB, 2)
    (item,) = desk.items(Sorted.VANISHED)
    assert len(desk.case.of(MeetingRecord)) == 1

    assert spreadsheet.restore(desk.office, ROSALIND, item.rows)

    desk.until(lambda: len(desk.her.rows(TAB)) == 2)
    assert desk.items(Sorted.VANISHED) == []


def test_a_removed_row_may_stay_away(desk: Desk) -> None:
    desk.her.delete_row(TAB, 2)
    (item,) = desk.items(Sorted.VANISHED)

    assert spreadsheet.let_go(desk.office, ROSALIND, item.rows)

    assert desk.items(Sorted.VANISHED) == []
    assert len(desk.her.rows(TAB)) == 1 and len(desk.case.of(MeetingRecord)) == 1


def test_an_edit_of_a_superseded_row_is_shown_beside_the_row_that_stands(desk: Desk) -> None:
    (meeting,) = desk.case.filed_of(MeetingRecord)
    for save_id, base, place in (("save-2", meeting.save_id, "The hall"), ("save-3", "save-2", "Room 4")):
        entry = meeting.entry.model_copy(update={"met_at": place})
        later = saved(replace(meeting, entry=entry, save_id=save_id), base=base, revision=int(save_id[-1]))
        desk.office.store.save(replace(later, saved_at=later.saved_at + timedelta(minutes=int(save_id[-1]))))
    desk.until(lambda: len(desk.her.rows(TAB)) == 4)
    desk.her.type(TAB, "Where was it?", 2, "The library")

    (item,) = desk.items(Sorted.SUPERSEDED)
    assert "The library" in item.says
    assert item.beside.endswith("4 says “Room 4”") and item.beside_link.endswith("4")


def test_two_answers_to_one_question_are_both_shown_and_one_is_chosen(desk: Desk) -> None:
    (meeting,) = desk.case.filed_of(MeetingRecord)
    for number, place, by in ((2, "The hall", "Amina Yusuf"), (3, "Room 4", "Peter Lindqvist")):
        one = replace(meeting, entry=meeting.entry.model_copy(update={"met_at": place}), save_id=f"save-{number}")
        both = saved(one, base=meeting.save_id, revision=2, saved_by=by)
        desk.office.store.save(replace(both, saved_at=both.saved_at + timedelta(minutes=number)))
    (clash,) = clashes(desk.office, ROSALIND)
    assert {each.by: each.value for each in clash.sides} == {"Amina Yusuf": "The hall", "Peter Lindqvist": "Room 4"}
    assert clashes(desk.office, EVE) == []

    choose(desk.office, ROSALIND, REFERENCE, clash.filed.entry_id, {"met_at": "The hall"})

    (chosen,) = desk.case.of(MeetingRecord)
    assert chosen.met_at == "The hall" and clashes(desk.office, ROSALIND) == []


def test_what_is_about_a_case_of_another_area_is_counted_and_not_shown(desk: Desk) -> None:
    desk.her.type(TAB, STARTS, 2, "Friday")
    assert desk.items(Sorted.UNREADABLE, EVE) == []
    assert check(desk.office, EVE).hidden == 1
    desk.her.delete_row(TAB, 2)
    (gone,) = desk.items(Sorted.VANISHED)
    assert not spreadsheet.let_go(desk.office, EVE, gone.rows)
    assert not spreadsheet.let_go(desk.office, AMINA, gone.rows)


def test_what_waits_for_google_is_listed_with_its_case(desk: Desk, google: Running) -> None:
    google.google.share(desk.her.spreadsheet, google.key["client_email"], role="none")
    save(desk.office, filed(MeetingRecord(met_on=date(2026, 9, 20)), on=date(2026, 9, 20)))
    desk.until(lambda: bool(check(desk.office, ROSALIND).trouble))
    found = check(desk.office, ROSALIND)
    assert [(each.what, each.reference) for each in found.waiting] == [(TAB, REFERENCE)]
    assert found.waiting[0].since and "Share" in found.trouble
    google.google.share(desk.her.spreadsheet, google.key["client_email"])
    desk.until(lambda: not check(desk.office, ROSALIND).waiting)


def test_an_unknown_school_and_one_child_in_two_cases_are_named_on_any_store(tmp_path: Path) -> None:
    child = referred(born_on=date(2013, 5, 1))
    office = an_office(tmp_path, *child)
    save(office, *referred(born_on=date(2013, 5, 1)), reference="MM-2222-2222")
    save(office, filed(Approach(school="999999", sent_on=date(2026, 9, 3)), by="900001"))
    found = check(office, ROSALIND)
    assert not found.spreadsheet
    assert ["999999" in each.says for each in found.items[Sorted.SCHOOLS]] == [True]
    (twice,) = found.items[Sorted.CHILDREN]
    assert "MM-2222-2222" in twice.says


def test_a_row_of_the_settings_tables_that_cannot_be_used_is_named_as_in_settings(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    name_the_other_areas(office)
    put(office, TERM_DATES, "autumn", what="term", first="sometime", last="18/12/2026")
    setting(office, "maximum weeks", "many")

    items = check(office, ROSALIND).items[Sorted.TABLES]
    said = [f"{each.where}: {each.says}" for each in items]
    assert said == [*to_put_right(office)]
    assert [each.where for each in items] == ["Term dates, “autumn”", "Settings, “maximum weeks”"]
    assert not check(office, ROSALIND).is_all_well


def test_moves_brought_in_stand_in_the_spreadsheet_and_there_is_nothing_to_put_right(desk: Desk) -> None:
    assert (
        bring_in(desk.office, as_csv(move(), move(Ref="18", Pupil_name="Zoë & Co 😀", Outcome="Broke down"))).moves == 2
    )
    desk.until(lambda: spreadsheet.look_again(desk.office) and not check(desk.office, ROSALIND).waiting)

    assert check(desk.office, ROSALIND).is_all_well
    brought = [each for each in desk.office.cases.values() if each.reference != REFERENCE]
    assert [stage(each) for each in brought] == [Stage.CLOSED] * 2
