"""The board: which cases a view and a search show, in which order, to whom; and views that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from casework.desk import board as boards
from casework.desk import views
from casework.desk.board import BoardRow, board
from casework.desk.views import SORTS, NotKept, View
from casework.reading.office import Office
from record.entry import Filed
from record.person import Person
from rules.duty import HARMS
from store.choose import open_store
from tests.casework.at_work import (
    ABROAD,
    AMINA,
    DEVAN,
    EVE,
    PETER,
    ROSALIND,
    SAM,
    TARIQ,
    Day,
    accepted,
    an_office,
    at,
    placed,
    save,
    shared,
)
from tests.record.a_case import HOME, OTHER, RECEIVING, asked, day, ended_otherwise, referred, reported, told_of


def referring(office: Office, reference: str, *entries: Filed) -> None:
    own = [
        replace(each, entry_id=f"{each.entry_id}{reference}", save_id=f"{each.save_id}{reference}") for each in entries
    ]
    save(office, *own, reference=reference)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Five cases: red, calm, late, seeking, and one that is closed."""
    made = an_office(tmp_path, today=day(25, 9))
    child = {"legal_name": "Zoë Ahmed-Marsh", "preferred_name": "Zo"}
    referring(made, "MM-RED", *placed(), reported(day(14, 9), concern="red"))
    referring(made, "MM-CALM", *placed(), reported(day(14, 9), concern="green", home_wants_review=False))
    referring(made, "MM-LATE", *shared(), asked(due_on=day(10, 9)))
    referring(made, "MM-SEEK", *referred(**child))
    stopped = (ended_otherwise("no school found", day(18, 9)), told_of("outcome", day(18, 9)))
    referring(made, "MM-DONE", *referred(), *stopped)
    return made


def shown(office: Office, view: View | None = None, search: str = "", who: Person = TARIQ, **more: bool) -> list[str]:
    return references(board(office, who, view or View(sort="reference"), search, **more))


def references(lines: Sequence[BoardRow]) -> list[str]:
    return [each.seen.case.reference for each in lines]


def test_every_live_case_has_a_line_and_no_other(office: Office) -> None:
    assert shown(office) == ["MM-CALM", "MM-LATE", "MM-RED", "MM-SEEK"]


@pytest.mark.parametrize("who", (AMINA, PETER, DEVAN, ABROAD, EVE), ids=lambda each: each.name)
def test_nobody_sees_lines_but_the_areas_coordinator(office: Office, who: Person) -> None:
    assert shown(office, who=who) == []


def test_a_coordinator_of_the_receiving_area_sees_what_goes_there(office: Office) -> None:
    assert shown(office, who=SAM) == ["MM-CALM", "MM-RED"]
    assert shown(office, who=ROSALIND) == shown(office)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(stages=("placed",)), ["MM-CALM", "MM-RED"]),
        (View(stages=("placed", "seeking a school")), ["MM-CALM", "MM-LATE", "MM-RED", "MM-SEEK"]),
        (View(concerns=("red",)), ["MM-RED"]),
        (View(concerns=("none yet",)), ["MM-LATE", "MM-SEEK"]),
        (View(school=RECEIVING), ["MM-CALM", "MM-RED"]),
        (View(school=HOME), ["MM-CALM", "MM-LATE", "MM-RED", "MM-SEEK"]),
        (View(school=OTHER), []),
        (View(areas=("South",)), ["MM-CALM", "MM-RED"]),
        (View(due="late"), ["MM-LATE", "MM-RED"]),
        (View(due="within a week", stages=("placed",)), ["MM-CALM"]),
    ],
    ids=str,
)
def test_a_filter_shows_what_it_says(office: Office, view: View, expected: list[str]) -> None:
    assert shown(office, replace(view, sort="reference")) == expected


@pytest.mark.parametrize("search", ("ahmed", "ZOË", "zo", "mm-seek", "  marsh zo ", f"zo{' ' * 200}{'zo ' * 9999}x"))
def test_a_search_finds_a_child_by_any_name_and_a_case_by_its_reference(office: Office, search: str) -> None:
    assert shown(office, search=search) == ["MM-SEEK"]


def test_closed_cases_are_found_when_they_are_asked_for(office: Office) -> None:
    assert shown(office, search="mm-done") == []
    assert shown(office, search="mm-done", with_closed=True) == ["MM-DONE"]
    assert "MM-DONE" not in shown(office, with_closed=True)


def test_every_order_shows_the_same_cases(office: Office) -> None:
    for sort in SORTS:
        assert sorted(shown(office, View(sort=sort))) == shown(office), sort


def test_what_harms_most_stands_first(office: Office) -> None:
    lines = board(office, TARIQ, View())
    ranks = [each.known.needs[0].rank if each.known.needs else len(HARMS) for each in lines]

    assert ranks == sorted(ranks) and references(lines)[0] == "MM-RED"
    assert references(board(office, TARIQ, View(sort="next step due")))[0] == "MM-LATE"


def test_a_closed_case_is_looked_into_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    work_out = boards.stage
    monkeypatch.setattr(boards, "stage", lambda case: counted.append(case.reference) or work_out(case))
    shown(office)
    shown(office)
    referring(office, "MM-LATE", told_of("request", day(24, 9)))
    shown(office)

    assert sorted(counted) == ["MM-CALM", "MM-LATE", "MM-LATE", "MM-RED", "MM-SEEK"]


def test_tomorrow_every_line_says_what_holds_tomorrow(office: Office) -> None:
    before = board(office, TARIQ, View(due="late"))
    after = board(at(office, day(5, 10)), TARIQ, View(due="late"))

    assert len(after) > len(before)


def test_a_view_is_kept_for_its_owner_alone_and_outlives_a_restart(office: Office, tmp_path: Path) -> None:
    mine = View(("placed",), ("North",), ("red",), HOME, "late", "stage")
    views.keep(office, TARIQ, "  Red   ones ", mine)
    views.leave(office, TARIQ, mine)
    again = Office(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"), Day())

    assert views.named(again, TARIQ) == {"Red ones": mine}
    assert views.as_left(again, TARIQ) == mine
    assert (views.named(again, ROSALIND), views.as_left(again, ROSALIND)) == ({}, View())
    views.remove(again, TARIQ, "Red ones")
    assert views.named(again, TARIQ) == {}


def test_a_view_needs_a_short_name_and_there_are_only_so_many(office: Office) -> None:
    for name in ("", "   ", "x" * 41):
        with pytest.raises(NotKept, match="1 to 40"):
            views.keep(office, TARIQ, name, View())
    for number in range(views.MOST):
        views.keep(office, TARIQ, f"View {number}", View())
    with pytest.raises(NotKept, match="Remove one first"):
        views.keep(office, TARIQ, "One more", View())
    views.keep(office, TARIQ, "View 3", View(due="late"))


@pytest.mark.parametrize("damaged", ({"stages": "placed", "due": "never", "sort": 7}, {"areas": [1, None]}, {"x": {}}))
def test_a_view_of_another_version_still_opens(office: Office, damaged: dict[str, object]) -> None:
    office.store.keep_preference(boards_of(TARIQ), views.NAMED, {"Old": damaged})

    assert views.named(office, TARIQ) == {"Old": View()}


def boards_of(person: Person) -> str:
    return views.whose(person)


def test_accepted_cases_wait_for_their_meeting(tmp_path: Path) -> None:
    made = an_office(tmp_path, *accepted(), today=day(7, 9))

    (line,) = board(made, TARIQ, View())

    assert line.known.next is not None and line.known.next.what == "the meeting"
