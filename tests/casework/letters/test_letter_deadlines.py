"""By when the clauses want each letter, and whether it was made in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.letters import making
from casework.letters.making import State, by_when
from letters.by_when import ByWhen
from letters.catalogue import BY_ID, LETTERS
from record.case import Case
from record.entry import Filed
from record.forms.final_review import RETURN, TRANSFER
from record.person import Person
from record.school_days import days
from rules.clauses import clause
from rules.packs import pack
from tests.casework.letters.letter_cases import (
    AMINA,
    PETER,
    ROUTES,
    a_report,
    accepted,
    agreed,
    an_office,
    begun,
    decided,
    ended_early,
    met_and_agreed,
    placed,
    withdrawn,
)
from tests.casework.letters.test_letters import a_review, seen_by
from tests.record.a_case import a_case, directed

SIGNED = date(2026, 9, 9)
PACKS = ("hammersmith-fulham-2019", "warwickshire", "national-2026")


def state(folder: Path, person: Person, letter_id: str, entries: Sequence[Filed], today: date) -> State:
    office = an_office(folder, *entries, today=today)
    return next(
        each for each in making.available(office, person, seen_by(office, person)) if each.letter.id == letter_id
    )


# The meeting was on Monday 7 September, the first day is Monday 14. Northgate said yes on 4 September.
@pytest.mark.parametrize(
    ("letter_id", "person", "entries", "today", "by", "asks"),
    [
        ("meeting_invitation", AMINA, accepted(), date(2026, 9, 5), date(2026, 9, 18), "HF-7.5b"),
        ("agreement", AMINA, met_and_agreed(), SIGNED, date(2026, 9, 14), "HF-7.6h"),
        ("dual_registration_form", AMINA, met_and_agreed(), SIGNED, date(2026, 9, 14), "HF-7.6h"),
        ("start_confirmation", AMINA, agreed(), SIGNED, date(2026, 9, 11), "HF-12c"),
        ("la_notification", AMINA, agreed(), SIGNED, date(2026, 9, 14), "HF-13"),
        ("off_site_direction", AMINA, agreed("off-site direction"), SIGNED, date(2026, 9, 10), "NA-8"),
        ("ap_request", AMINA, met_and_agreed("alternative provision"), SIGNED, date(2026, 9, 14), "HF-6.4"),
        ("review_invitation", PETER, placed(), date(2026, 9, 21), date(2026, 10, 2), "HF-10c"),
        ("weekly_report", PETER, (*placed(), a_report()), date(2026, 9, 21), date(2026, 9, 18), "HF-10b"),
        (
            "extension",
            PETER,
            (
                *placed(),
                a_review(
                    date(2026, 10, 16),
                    extends=True,
                    new_end_on=date(2026, 11, 20),
                    why_extended="Half term.",
                    parents_agree_extension=True,
                    both_heads_agree_extension=True,
                ),
            ),
            date(2026, 10, 19),
            date(2026, 10, 23),
            "HF-12c",
        ),
        # Half term is from 24 October to 1 November: the last school day before Monday 2 November is Friday 23 October.
        ("success", PETER, (*placed(), decided(TRANSFER)), date(2026, 10, 19), date(2026, 10, 23), "HF-12c"),
        (
            "return_to_home_school",
            AMINA,
            (*placed(), decided(RETURN)),
            date(2026, 10, 19),
            date(2026, 10, 23),
            "HF-12c",
        ),
        ("early_ending", PETER, (*placed(), ended_early()), date(2026, 10, 8), date(2026, 10, 8), "HF-12b"),
        (
            "agreement_to_deletion",
            AMINA,
            (*placed(), decided(TRANSFER)),
            date(2026, 10, 19),
            date(2026, 11, 2),
            "NA-11",
        ),
        ("not_proceeding", AMINA, (*accepted(), withdrawn(date(2026, 9, 8))), SIGNED, date(2026, 9, 8), "HF-12c"),
    ],
)
def test_each_letter_with_a_day_says_which_and_by_which_clause(
    tmp_path: Path, letter_id: str, person: Person, entries: Sequence[Filed], today: date, by: date, asks: str
) -> None:
    found = state(tmp_path, person, letter_id, entries, today).wanted

    assert found and found.by_when
    assert (found.by_when.on, found.by_when.clause) == (by, asks)
    assert found.is_late == (by < today)


def test_the_clause_is_always_one_of_guidance_that_the_pack_follows() -> None:
    every = [
        each
        for name in PACKS
        for route in ROUTES
        for entries in (begun(route), accepted(route), met_and_agreed(route), agreed(route), placed(route))
        for more in ((), (decided(TRANSFER),), (ended_early(),), (withdrawn(date(2026, 9, 8)),))
        for each in _wanted(a_case(*entries, *more, pack=pack(name), today=date(2026, 9, 21)))
    ]

    assert len(every) > 200
    for followed, found in every:
        assert clause(found.clause).document in followed
        assert found.words


def _wanted(case: Case) -> list[tuple[tuple[str, ...], ByWhen]]:
    found = [by_when(letter, case) for letter in LETTERS]
    return [(case.pack.guidance, each) for each in found if each]


@given(first_day=st.dates(date(2026, 9, 1), date(2027, 7, 20)), least=st.integers(2, 10))
def test_the_notice_leaves_its_school_days_before_the_first_day(first_day: date, least: int) -> None:
    case = a_case(
        *met_and_agreed("off-site direction"),
        directed(first_day_on=first_day),
        pack=pack("national-2026").model_copy(update={"notice_school_days": least}),
    )
    found = by_when(BY_ID["off_site_direction"], case)

    assert found
    calendar = case.calendar(case.home)
    assert calendar.is_open(found.on)
    assert sum(calendar.is_open(day) for day in days(found.on, first_day - timedelta(days=1))) == least


def test_a_letter_nobody_has_made_is_late_until_somebody_makes_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), decided(RETURN), today=date(2026, 11, 2))
    seen = seen_by(office, AMINA)

    def found() -> State:
        return next(x for x in making.available(office, AMINA, seen) if x.letter.id == "return_to_home_school")

    before = found()
    making.make(office, AMINA, seen, "return_to_home_school", 1)
    assert before.wanted and before.wanted.is_late
    assert found().wanted is None
    assert not any(each.is_late for each in found().offered)


def test_an_invitation_to_the_last_review_does_not_stand_for_the_next() -> None:
    wanted = ByWhen(date(2026, 10, 16), "HF-10c", since=date(2026, 10, 2))

    assert not wanted.is_met(None)
    assert not wanted.is_met(date(2026, 9, 25))
    assert wanted.is_met(date(2026, 10, 2))


def test_a_notice_that_the_record_says_was_given_is_not_late(tmp_path: Path) -> None:
    decision = directed(decided_by="The board", reasons="To help.", notice_given_on=date(2026, 9, 10))
    entries = (*met_and_agreed("off-site direction"), decision)
    found = state(tmp_path, AMINA, "off_site_direction", entries, date(2026, 9, 11))

    assert found.wanted is None
    assert not any(each.is_late for each in found.offered)


def test_a_paper_that_everybody_has_signed_is_wanted_no_more(tmp_path: Path) -> None:
    assert state(tmp_path, AMINA, "agreement", agreed(), SIGNED).wanted is None


def test_the_day_is_told_of_a_letter_that_still_misses_something(tmp_path: Path) -> None:
    found = state(tmp_path, PETER, "review_invitation", placed(), date(2026, 9, 21))

    assert found.missing and found.wanted
