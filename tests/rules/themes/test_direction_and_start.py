"""Off-site direction, signatures and the first day."""

from __future__ import annotations

from datetime import date

import pytest

from record.forms.meeting_record import PROVISION
from tests.rules.whole_case import PLACED, Answers, spoilt, under


def decision(**changed: object) -> set[str]:
    """What is found in a board's decision changed in this way."""
    return spoilt({**PLACED, **under("board_decision", **changed)}, "national-2026")


def start(**changed: object) -> set[str]:
    """What is found in a start changed in this way."""
    return spoilt({**PLACED, **under("start", **changed)})


@pytest.mark.parametrize(
    ("first_day", "given_on", "in_time"),
    [
        (date(2026, 9, 14), date(2026, 9, 10), True),
        (date(2026, 9, 14), date(2026, 9, 11), False),
        (date(2026, 9, 16), date(2026, 9, 14), True),
        (date(2026, 11, 2), date(2026, 10, 22), True),
        (date(2026, 11, 2), date(2026, 10, 23), False),
    ],
)
def test_notice_counts_school_days_not_weekends_or_holidays(first_day: date, given_on: date, in_time: bool) -> None:
    found = decision(first_day_on=first_day, notice_given_on=given_on, decided_on=date(2026, 9, 9))
    assert ("DIRECTION-1" not in found) is in_time


@pytest.mark.parametrize(("last_day", "days"), [(date(2026, 10, 23), 30), (date(2026, 11, 6), 35)])
def test_the_number_of_days_is_that_of_school_days(last_day: date, days: int) -> None:
    assert "DIRECTION-4" not in decision(last_day_on=last_day, number_of_days=days)
    assert "DIRECTION-4" in decision(last_day_on=last_day, number_of_days=days + 1)


def test_school_days_are_not_counted_while_nobody_has_given_term_dates() -> None:
    no_dates = {**PLACED, "case.calendars": {}, "board_decision.number_of_days": 29}
    assert "DIRECTION-4" not in spoilt(no_dates, "national-2026")


def test_nothing_is_renewed_or_revoked_that_was_never_directed() -> None:
    assert "DIRECTION-7" in decision(decides="renewal")
    assert "DIRECTION-7" in decision(decides="revocation")


def test_a_start_without_a_direction_is_asked_about() -> None:
    undirected = {name: answer for name, answer in PLACED.items() if not name.startswith("board_decision.")}
    assert "FIRST-DAY-10" in spoilt(undirected)


def test_nobody_starts_before_the_agreed_day() -> None:
    assert "FIRST-DAY-2" in start(started_on=date(2026, 9, 11))


def test_a_late_start_is_explained_and_not_refused() -> None:
    found = start(started_on=date(2026, 9, 16))
    assert "FIRST-DAY-3" in found
    assert "FIRST-DAY-2" not in found


def test_a_start_on_the_new_day_is_right() -> None:
    postponed = under("start", "first", did_start=False, new_start_on=date(2026, 9, 21), filed_on=date(2026, 9, 14))
    arrived = under("start", started_on=date(2026, 9, 21), filed_on=date(2026, 9, 21))
    assert "FIRST-DAY-3" not in spoilt({**PLACED, **postponed, **arrived})


@pytest.mark.parametrize("day", [date(2026, 9, 14), date(2026, 9, 19), date(2026, 10, 27)])
def test_a_new_start_is_a_later_day_on_which_the_school_is_open(day: date) -> None:
    assert "FIRST-DAY-5" in start(did_start=False, started_on=None, new_start_on=day)


def test_home_is_main_and_the_receiving_school_subsidiary() -> None:
    assert "FIRST-DAY-6" in start(receiving_status="C: current, one school")


@pytest.mark.parametrize(("day", "in_time"), [(19, True), (20, False)])
def test_the_new_pupil_return_has_five_days_weekends_counted(day: int, in_time: bool) -> None:
    assert ("FIRST-DAY-8" not in start(new_pupil_return_on=date(2026, 9, day))) is in_time


def signed(**changed: object) -> Answers:
    """One more signature."""
    more: Answers = {"document": "agreement", "role": "local authority", "signed_on": date(2026, 9, 9)}
    return {**PLACED, **under("signature", "more", **{**more, **changed})}


def test_nobody_signs_before_the_meeting_or_tomorrow() -> None:
    assert "SIGNATURE-1" in spoilt(signed(signed_on=date(2026, 9, 7)))
    assert "PAST-8" in spoilt(signed(signed_on=date(2026, 10, 3)))
    assert not {"SIGNATURE-1", "PAST-8"} & spoilt(signed())


def test_the_same_signature_twice_is_asked_about() -> None:
    assert "SIGNATURE-2" in spoilt(signed(role="pupil"))


APPROVED = {"about": "approval of alternative provision", "is_approved": True}


@pytest.mark.parametrize(
    ("record", "is_approved"),
    [
        ({}, False),
        ({**APPROVED, "recorded_on": date(2026, 9, 9)}, True),
        ({**APPROVED, "recorded_on": date(2026, 9, 10)}, False),
        ({**APPROVED, "recorded_on": date(2026, 9, 9), "is_approved": False}, False),
        ({**APPROVED, "recorded_on": date(2026, 9, 9), "is_named_officers": False}, False),
    ],
)
def test_alternative_provision_that_the_authority_pays_for_is_approved_before_the_heads_sign(
    record: Answers, is_approved: bool
) -> None:
    funded = {"before_you_start.route": "alternative provision", "meeting_record.funding_option": PROVISION}
    elsewhere = {**PLACED, **funded, **under("la_record", "ap", **record)}
    assert ("SIGNATURE-4" not in spoilt(elsewhere)) is is_approved
    assert "SIGNATURE-4" not in spoilt(elsewhere, "warwickshire"), "only Hammersmith asks for it"
