"""A coordinator's morning: who is called to what, what changed since the last look, and that it outlives a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.desk import last_look
from casework.desk.last_look import changes, look
from casework.desk.today import act, form_for, to_ring, today
from casework.reading.office import Office
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from store.choose import open_store
from tests.casework.at_work import (
    AMINA,
    DEVAN,
    EVE,
    NOOR,
    PETER,
    ROSALIND,
    TARIQ,
    Day,
    an_office,
    placed,
    save,
    saved,
)
from tests.record.a_case import day, reported, started, told_of

LATE = (*placed(), told_of("request", day(4, 9)), told_of("start", day(14, 9)))


class Clock(Office):
    """An office whose moment a test moves."""

    moment = datetime(2026, 9, 28, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def an_hour(office: Office, hours: float = 1) -> None:
    assert isinstance(office, Clock)
    Clock.moment = Clock.moment + timedelta(hours=hours)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    Clock.moment = datetime(2026, 9, 28, 8, tzinfo=UTC)
    made = an_office(tmp_path, *LATE, today=day(28, 9))
    return Clock(made.store, made.clock)


def test_each_call_can_be_acted_on_and_rung_about(tmp_path: Path) -> None:
    office = an_office(tmp_path, *LATE, today=day(28, 9))

    found = today(office, ROSALIND)

    (call,) = found.calls
    worst = call.needs[0]
    school = to_ring(office, call.seen, worst)
    assert (worst.harm.name, found.live) == ("Reports missing", 1)
    assert form_for(call.seen, ROSALIND, worst) is WeeklyReport
    assert school is not None and school.name == "Northgate Academy"


def test_an_answer_that_is_waited_for_is_opened_to_be_given(tmp_path: Path) -> None:
    office = an_office(tmp_path, *LATE, reported(day(14, 9), concern="red"), today=day(25, 9))
    (call,) = today(office, ROSALIND).calls
    late = next(each for each in call.needs if each.answers)

    act(office, ROSALIND, call.seen, late)

    assert [each.revises for each in office.store.drafts("")] == [late.answers]


@pytest.mark.parametrize("who", (EVE, DEVAN, NOOR, AMINA, PETER), ids=lambda each: each.name)
def test_nobody_else_is_called(tmp_path: Path, who: Person) -> None:
    found = today(an_office(tmp_path, *LATE, today=day(28, 9)), who)

    assert (found.calls, found.live) == ([], 0)


def test_a_case_where_all_is_well_waits_for_the_week(tmp_path: Path) -> None:
    well = {"home_wants_review": False, "seen_by": "Ms T. Okafor", "concern": "green"}
    office = an_office(
        tmp_path, *LATE, reported(day(14, 9), **well), started(new_pupil_return_on=day(14, 9)), today=day(21, 9)
    )

    found = today(office, ROSALIND)

    assert (found.calls, found.live, found.this_week) == ([], 1, 1)


def test_what_changed_is_told_from_the_last_look_on_and_once_a_look(clock: Clock) -> None:
    assert look(clock, ROSALIND) == Clock.moment - last_look.FIRST_LOOK
    an_hour(clock)
    save(clock, replace(reported(day(14, 9)), filed_at=Clock.moment.replace(tzinfo=None)))
    an_hour(clock)

    since = look(clock, ROSALIND)
    told = changes(clock, ROSALIND, since)

    assert since == Clock.moment - timedelta(hours=2)
    assert [(each.filed.kind, each.is_correction) for each in told] == [("weekly_report", False)]
    an_hour(clock, 0.25)
    assert look(clock, ROSALIND) == since, "still the same look"
    an_hour(clock)
    assert changes(clock, ROSALIND, look(clock, ROSALIND)) == []


def test_a_correction_is_told_as_one(clock: Clock) -> None:
    report = replace(reported(day(14, 9)), filed_at=datetime(2026, 9, 18, 12))
    save(clock, report)
    look(clock, ROSALIND)
    an_hour(clock, 5)
    again = saved(report, revision=2, save_id="again", base=report.save_id, saved_at=Clock.moment)
    clock.store.save(again)
    an_hour(clock, 5)

    (told,) = changes(clock, ROSALIND, look(clock, ROSALIND))

    assert told.is_correction and told.at == again.saved_at


def test_the_last_look_is_each_persons_own_and_outlives_a_restart(tmp_path: Path, clock: Clock) -> None:
    look(clock, ROSALIND)
    clock.store.close()
    again = Clock(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"), Day(day(28, 9)))
    an_hour(again, 24)

    assert look(again, ROSALIND) == Clock.moment - timedelta(hours=24)
    assert look(again, TARIQ) == Clock.moment - last_look.FIRST_LOOK


def test_nobody_is_told_of_their_own_or_of_cases_that_are_not_theirs(clock: Clock) -> None:
    report = replace(reported(day(14, 9)), filed_at=Clock.moment.replace(tzinfo=None), filed_by=ROSALIND.name)
    clock.store.save(saved(report, from_paper=True))
    long_ago = Clock.moment - timedelta(days=1)

    assert [each.filed.filed_by for each in changes(clock, TARIQ, long_ago)] == [ROSALIND.name]
    assert changes(clock, ROSALIND, long_ago) == []
    assert changes(clock, EVE, long_ago) == []


def test_a_damaged_note_of_the_last_look_harms_nobody(clock: Clock) -> None:
    clock.store.keep_preference(last_look.whose(ROSALIND), last_look.LAST_LOOK, {"last": "yesterday", "before": 7})

    assert look(clock, ROSALIND) == Clock.moment - last_look.FIRST_LOOK
