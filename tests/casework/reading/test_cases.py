"""The shelf: read again only where something changed, whole for whoever is reading, and unmoved by what it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from casework.desk.history import chronology
from casework.desk.messages.records import MESSAGES
from casework.reading import office as offices
from casework.reading.access import see_all
from casework.reading.cases import earlier_moves, identity, same_child
from casework.reading.office import Office
from record.entry import Filed
from record.forms.ending import Ending
from record.forms.referral import Referral
from record.forms.same_day import SameDay
from record.forms.weekly_report import WeeklyReport
from record.stage import stage
from record.tables import ACCESS, SCHOOLS, SETTINGS, TERM_DATES
from rules.due import due
from rules.judging import judge
from store.contract import Store
from tests.casework.at_work import (
    AMINA,
    PETER,
    REFERENCE,
    an_office,
    at,
    open_a_case,
    placed,
    put,
    save,
    saved,
    setting,
    shared,
)
from tests.record.a_case import HOME, RECEIVING, day, ended_otherwise, filed, referred, reported
from ui.where import where

SECOND = "MM-2222-2222"


class Counting:
    """A store that counts what is read of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read: list[str | None] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def entries(self, reference: str | None = None) -> Any:
        self.read.append(reference)
        return self._store.entries(reference)


def again(filed: Filed) -> Filed:
    return replace(filed, entry_id=f"{filed.entry_id}-2", save_id=f"{filed.save_id}-2")


def counted(office: Office) -> tuple[Office, Counting]:
    store = Counting(office.store)
    return Office(store, office.clock), store  # type: ignore[arg-type]


def test_the_first_look_reads_everything_once_and_the_next_reads_nothing(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    save(office, *map(again, referred()), reference=SECOND)
    office, store = counted(office)

    assert set(office.cases) == {REFERENCE, SECOND}
    first = office.cases[REFERENCE]

    assert office.cases[REFERENCE] is first
    assert store.read == [None]


def test_only_the_case_that_changed_is_read_again(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    save(office, *map(again, referred()), reference=SECOND)
    office, store = counted(office)
    before = office.cases

    save(office, reported(day(14, 9)))
    after = office.cases

    assert store.read == [None, REFERENCE]
    assert after[SECOND] is before[SECOND]
    assert len(after[REFERENCE].of(WeeklyReport)) == 1
    assert before[REFERENCE].of(WeeklyReport) == ()


def test_whoever_goes_through_the_cases_is_not_disturbed_by_a_new_one(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    reading: Iterator[str] = iter(office.cases)
    next(reading)

    save(office, *map(again, referred()), reference=SECOND)

    assert SECOND in office.cases
    assert list(reading) == []


def test_eight_people_at_once_see_whole_cases(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    done = Event()

    def look(_: int) -> None:
        while not done.is_set():
            for found in see_all(office, AMINA):
                assert found.case.before is not None and stage(found.case)

    with ThreadPoolExecutor(8) as pool:
        looking = [pool.submit(look, number) for number in range(7)]
        for number in range(30):
            entries = [
                replace(each, entry_id=f"{each.entry_id}-{number}", save_id=f"{each.save_id}-{number}")
                for each in referred()
            ]
            save(office, *entries, reference=f"MM-2222-{number:04}")
            assert f"MM-2222-{number:04}" in office.cases
        done.set()
        for each in looking:
            each.result()
    assert len(office.cases) == 31


def test_the_next_day_every_case_is_judged_anew(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(11, 9))
    assert (stage(office.cases[REFERENCE]), office.cases[REFERENCE].today) == ("agreed", day(11, 9))

    at(office, day(14, 9))

    assert (stage(office.cases[REFERENCE]), office.cases[REFERENCE].today) == ("placed", day(14, 9))


def test_a_changed_setting_shows_at_once(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    assert REFERENCE in office.cases

    put(office, SCHOOLS, HOME, name="Oakfield Academy")
    put(office, TERM_DATES, "INSET", what="INSET day", first="2026-09-21", school=RECEIVING)

    case = office.cases[REFERENCE]
    assert office.authority.name_of(HOME) == "Oakfield Academy"
    assert where(case, office.authority).closed == "No school today, Monday 21 September: INSET day."


def test_a_setting_that_no_case_is_judged_by_has_no_case_read_again(tmp_path: Path) -> None:
    office, store = counted(an_office(tmp_path, *placed()))
    before = office.cases[REFERENCE]

    put(office, ACCESS, "member1", what="person", school=HOME, name="Amina Yusuf", role="school")
    put(office, MESSAGES, "sent", to="them", reference=REFERENCE, how="smtp")

    assert office.cases[REFERENCE] is before
    assert store.read == [None]
    put(office, SCHOOLS, HOME, name="Oakfield Academy")
    renamed = office.cases[REFERENCE]
    assert renamed is not before and renamed.schools[HOME].name == "Oakfield Academy"
    put(office, SETTINGS, "maximum weeks", value="8")
    assert office.cases[REFERENCE] is not renamed


def test_a_case_is_judged_to_its_end_by_the_policy_it_began_under(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    setting(office, "maximum weeks", "8")
    began_under_eight = open_a_case(office)

    setting(office, "maximum weeks", "10")
    setting(office, "pack", "warwickshire")
    began_later = open_a_case(office, pupil_initials="KL")

    assert office.cases[began_under_eight].pack.stamp == "hammersmith-fulham-2019 maximum_weeks=8"
    assert office.cases[began_later].pack.stamp == "warwickshire maximum_weeks=10"
    assert [each.pack for each in office.store.entries(began_later)] == ["warwickshire maximum_weeks=10"]


def test_a_case_under_a_policy_nobody_knows_any_more_is_judged_by_the_one_in_force(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.store.save(saved(referred()[0], pack="a policy of long ago"))

    assert office.cases[REFERENCE].pack == office.authority.pack


def test_a_case_that_was_erased_is_gone_by_the_next_day(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    assert REFERENCE in office.cases

    (tmp_path / "erased").mkdir()
    emptied = an_office(tmp_path / "erased")
    later = Office(emptied.store, lambda: day(22, 9), office.shelf)

    assert later.cases == {}


def test_a_store_that_fails_leaves_the_shelf_as_it_was_and_is_asked_again(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())

    class Failing(Counting):
        def entries(self, reference: str | None = None) -> Any:
            raise ConnectionError

    failing = Failing(office.store)
    with pytest.raises(ConnectionError):
        office.shelf.look(failing, day(21, 9))  # type: ignore[arg-type]

    assert set(office.cases) == {REFERENCE}


def every_page_of(office: Office) -> None:
    """What the pages ask of every case that somebody sees."""
    for person in (AMINA, PETER):
        for found in see_all(office, person):
            assert where(found.case, office.authority).days
            assert stage(found.case) and due(found.case) is not None and judge(found.case) is not None
            assert chronology(office, found) is not None


def test_an_entry_of_a_later_version_breaks_no_page(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    strange = replace(saved(reported(day(14, 9))), kind="hologram", answers={"beams": [{"colour": "blue"}]})
    office.store.save(strange)
    alone = replace(strange, reference=SECOND, entry_id="alone", save_id="alone", saved_for=HOME)
    office.store.save(alone)

    every_page_of(office)

    assert {each.kind for each in office.cases[REFERENCE].filed} == {each.kind for each in placed()}
    assert (office.cases[SECOND].filed, office.cases[SECOND].home) == ((), HOME)


@pytest.mark.parametrize(
    "answers",
    [
        {"week_commencing": "soon", "concern": "purple", "scores": "all good", "met_with": 7},
        {
            "week_commencing": "2026-09-14",
            "scores": [{"target": "Be kind", "score": "sometimes"}],
            "gone_question": "x",
        },
        {"incidents": {"not": "a list"}, "monday_am": ["/"], "had_incidents": "perhaps"},
        {},
    ],
)
def test_answers_that_no_longer_fit_break_no_page(tmp_path: Path, answers: Mapping[str, Any]) -> None:
    office = an_office(tmp_path, *placed())
    office.store.save(saved(reported(day(14, 9)), answers=answers))

    every_page_of(office)

    assert len(office.cases[REFERENCE].of(WeeklyReport)) == 1


def test_what_no_longer_fits_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    office.store.save(saved(reported(day(14, 9)), answers={"week_commencing": "2026-09-14", "concern": "purple"}))

    (report,) = office.cases[REFERENCE].of(WeeklyReport)

    assert (report.week_commencing, report.concern) == (day(14, 9), None)


def test_the_home_school_is_the_one_the_case_began_at(tmp_path: Path) -> None:
    first = filed(SameDay(happened_on=day(1, 9)), by=RECEIVING)
    office = an_office(tmp_path, first, *referred())

    assert office.cases[REFERENCE].home == HOME


def test_an_entry_stands_under_its_first_author_and_its_latest_revision(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    ending = filed(Ending(reason="withdrawn", ended_on=day(18, 9)))
    first = saved(ending, from_paper=True)
    later = replace(
        first,
        revision=2,
        save_id="later",
        base=first.save_id,
        saved_by="Ben Okoro",
        saved_at=datetime(2026, 9, 19, 9, tzinfo=UTC),
        pack="warwickshire",
        answers={**first.answers, "who": "The mother"},
        reasons={"ENDING-4": "Because."},
        from_paper=False,
    )
    office.store.save(first)
    office.store.save(later)

    stands = office.cases[REFERENCE].filed_of(Ending)[0]

    assert (stands.filed_by, stands.filed_at, stands.from_paper) == (ending.filed_by, first.saved_at, True)
    assert (stands.save_id, stands.revision, stands.pack, stands.reasons) == ("later", 2, "warwickshire", later.reasons)
    assert isinstance(stands.entry, Ending) and stands.entry.who == "The mother"


@pytest.mark.parametrize(("hour", "on"), [(22, day(1, 7)), (23, day(2, 7))])
def test_an_entry_is_of_the_day_it_was_in_england(tmp_path: Path, hour: int, on: date) -> None:
    entry = replace(filed(SameDay(happened_on=None), on=day(1, 7)), filed_at=datetime(2027, 7, 1, hour, 30))
    office = an_office(tmp_path, *referred(), entry)

    assert office.cases[REFERENCE].filed_of(SameDay)[0].happened_on == on


def test_the_clock_says_the_moment_in_england(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in England

    class Pinned(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return moment.astimezone(tz)

    monkeypatch.setattr(offices, "datetime", Pinned)

    assert at(an_office(tmp_path), day(2, 7)).now() == moment


CHILD = Referral(legal_name="Tobi  ADEYEMI", born_on=date(2013, 3, 14), upn="B801200005001")


@pytest.mark.parametrize(
    ("other", "is_the_same"),
    [
        (CHILD.model_copy(update={"legal_name": "Somebody Else"}), True),
        (CHILD.model_copy(update={"legal_name": "tobi adeyemi", "upn": None}), True),
        (CHILD.model_copy(update={"born_on": date(2013, 3, 15), "upn": None}), False),
        (CHILD.model_copy(update={"born_on": None, "upn": None}), False),
        (Referral(), False),
    ],
)
def test_a_child_is_known_by_its_upn_or_by_name_and_date_of_birth(other: Referral, is_the_same: bool) -> None:
    assert bool(identity(CHILD) & identity(other)) == is_the_same
    assert identity(None) == frozenset()


def test_only_other_live_cases_are_of_the_same_child(tmp_path: Path) -> None:
    mine = filed(CHILD, on=day(2, 9))
    office = an_office(tmp_path, *shared()[:1], mine)
    save(office, *map(again, shared()[:1]), again(mine), reference=SECOND)
    assert same_child(office.cases[REFERENCE], office.cases.values()) == (SECOND,)

    save(office, ended_otherwise("no school found", day(3, 9)), reference=SECOND)

    assert same_child(office.cases[REFERENCE], office.cases.values()) == ()
    assert earlier_moves(office.cases[REFERENCE], office.cases.values()) == (SECOND,)
