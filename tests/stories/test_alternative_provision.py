"""A placement with an alternative provider: who approves it, who keeps a roll, and where it may lead."""

from __future__ import annotations

from datetime import time

import pytest

from record.consents import PLACEMENT as TO_PLACEMENT
from record.consents import THE_PUPIL
from record.forms.final_review import OTHER, RETURN
from record.forms.meeting_record import MeetingRecord
from record.stage import Stage
from record.turns import planned_turn
from tests.stories.a_story import HAMMERSMITH, NATIONAL, PLACEMENT, PROVISION, WARWICKSHIRE, Story
from tests.stories.acts import MOTHER, consent, corrects, directs, everybody_consents, la_records, meets, signs
from tests.stories.acts_from_the_start import changes_the_roll, decides, outcome_is_told, starts
from tests.stories.beginnings import accepted, placed, reported_until

REPORT = "receiving school: weekly report by {}"
SIGNATURES = "home school: signatures by 14 September"
APPROVAL = "approval of alternative provision"
HEARD = "home school: what happens after the authority’s refusal by 9 September"
DECIDE = "local authority: decide on the alternative provision by 14 September"


def test_no_head_signs_before_the_named_officer_has_approved() -> None:
    tobi = accepted(HAMMERSMITH, PROVISION)
    tobi.on("8 September", meets(), everybody_consents)
    tobi.is_refused("9 September", signs, because_of="SIGNATURE-4")
    tobi.then(Stage.MEETING_HELD, "home", SIGNATURES, SIGNATURES, "receiving school: signatures by 14 September")
    tobi.asks_beside(DECIDE)
    tobi.on("9 September", la_records(APPROVAL, is_approved=False))
    tobi.then(Stage.MEETING_HELD, "home", HEARD, SIGNATURES, SIGNATURES, "receiving school: signatures by 14 September")
    tobi.is_refused("10 September", signs, because_of="SIGNATURE-4")
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("10 September", la_records(APPROVAL, is_approved=True))
    tobi.then(Stage.MEETING_HELD, "home", SIGNATURES, "receiving school: signatures by 14 September")
    tobi.on("10 September", signs)
    tobi.is_expected("home", "2 September", "11 September")
    tobi.is_expected("receiving", "14 September", "23 October")


def test_a_first_day_says_that_it_hangs_on_consents_and_on_the_authority_too() -> None:
    tobi = accepted(HAMMERSMITH, PROVISION)
    tobi.on("8 September", meets(), consent(TO_PLACEMENT, THE_PUPIL))
    signatures = (
        "parent, pupil, home head teacher and receiving head teacher to sign the agreement and the dual registration form",
    )
    mother, authority = "Mrs J. Adeyemi to agree", "the local authority to approve the alternative provision"
    assert _still_needed(tobi) == (mother, authority, *signatures)
    tobi.on("9 September", consent(TO_PLACEMENT, MOTHER, answer="refused"))
    assert _still_needed(tobi) == (mother, authority, *signatures)
    tobi.on("10 September", consent(TO_PLACEMENT, MOTHER), la_records(APPROVAL, is_approved=True))
    assert _still_needed(tobi) == signatures
    tobi.on("10 September", signs)
    assert planned_turn(tobi.case) is None


def _still_needed(story: Story) -> tuple[str, ...]:
    turn = planned_turn(story.case)
    assert turn is not None
    return turn.waits_for


def test_what_the_authority_does_not_pay_for_may_be_agreed_without_its_money() -> None:
    tobi = accepted(HAMMERSMITH, PROVISION)
    tobi.on("8 September", meets(), everybody_consents, la_records(APPROVAL, is_approved=False))
    tobi.asks_beside("home school: what happens after the authority’s refusal by 8 September")
    tobi.on("9 September", corrects(MeetingRecord, funding_option="no money moves"))
    tobi.then(Stage.MEETING_HELD, "home", SIGNATURES, "receiving school: signatures by 14 September")
    tobi.on("9 September", signs)
    start, final = "did the child start? by 14 September", "the final review by 23 October"
    tobi.then(Stage.AGREED, "home", f"receiving school: {start}", f"receiving school: {final}")


@pytest.mark.parametrize("pack", [WARWICKSHIRE, NATIONAL])
def test_where_no_guidance_asks_for_approval_the_heads_sign_and_the_authority_still_says(pack: str) -> None:
    tobi = accepted(pack, PROVISION)
    tobi.on("8 September", meets(), everybody_consents, signs)
    tobi.asks_beside(DECIDE)
    tobi.on("14 September", starts())
    tobi.then(
        Stage.PLACED, "receiving", REPORT.format("18 September"), "receiving school: the final review by 23 October"
    )


def test_a_provider_without_a_register_has_no_second_roll() -> None:
    tobi = reported_until(placed(WARWICKSHIRE, PROVISION), "16 October")
    tobi.registers_show("15 September", home="B", receiving="–", has_second_roll=False)
    tobi.registers_show("15 September", home="D", receiving="✓")
    tobi.on("20 October", decides(RETURN, "2 November", result="not met"))
    tobi.on("23 October")
    single = changes_the_roll("receiving school", ground="9(1)(a) registered at another school")
    tobi.is_refused("2 November", single, because_of="ROLL-3")
    other = changes_the_roll("receiving school", ground="another ground")
    tobi.on("2 November", other, outcome_is_told, asks_why="ROLL-12")
    tobi.then(Stage.CLOSED, "home")


def test_it_ends_in_another_agreed_place() -> None:
    tobi = reported_until(placed(HAMMERSMITH, PROVISION), "16 October")
    studio = {"destination": "The Orchard Studio", "destination_at": time(9, 15), "destination_person": "Mr A. Rahman"}
    tobi.on("20 October", decides(OTHER, "2 November", result="partly met", **studio))
    roll = "home school: roll change by 2 November"
    tobi.then(Stage.WITHDRAWN, "receiving", REPORT.format("23 October"), roll)
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.is_expected("The Orchard Studio", "2 November", "18 December")
    tobi.is_met("2 November", "09:15", None, "Mr A. Rahman")


def test_another_place_after_a_trial_at_a_school_has_to_be_explained() -> None:
    tobi = reported_until(placed(HAMMERSMITH, PLACEMENT), "16 October")
    elsewhere = decides(OTHER, "2 November", result="not met", destination="The Orchard Studio")
    tobi.on("20 October", elsewhere, asks_why="FINAL-8")
    tobi.is_expected("receiving", "20 October", "23 October")
    tobi.is_expected("The Orchard Studio", "2 November", "18 December")


def test_approval_is_recorded_in_a_case_that_is_no_alternative_provision() -> None:
    tobi = placed(NATIONAL, PLACEMENT)
    tobi.on("15 September", la_records(APPROVAL, is_approved=True), asks_why="LA-2")
    tobi.is_expected("receiving", "14 September", "23 October")


CHECKS = "home school: the provider’s written confirmation that its staff are checked by 11 September"
FULL_TIME = {"is_a_registered_school": False, "is_full_time_there": True, "has_five_full_time": False}


def test_the_provider_confirms_in_writing_that_its_staff_are_checked_before_the_first_day() -> None:
    tobi = accepted(NATIONAL, PROVISION)
    tobi.on("8 September", meets(staff_are_checked=False), everybody_consents, asks_why="PROVIDER-1")
    tobi.asks_beside(CHECKS)
    said = corrects(MeetingRecord, staff_are_checked=True, staff_checked_on="9 September")
    tobi.on("9 September", said, settles="PROVIDER-1")
    tobi.asks_nothing_of("staff are checked")


def test_what_was_agreed_before_the_checks_were_asked_for_is_left_alone() -> None:
    tobi = accepted(NATIONAL, PROVISION)
    tobi.on("8 September", meets(), everybody_consents)
    tobi.asks_nothing_of("staff are checked")


@pytest.mark.parametrize(
    ("child", "said", "refused"),
    [
        ({}, {}, ""),
        ({}, {"has_five_full_time": True}, "PROVIDER-2"),
        ({}, {"has_five_full_time": True, "is_a_registered_school": True}, ""),
        ({"is_looked_after": True, "virtual_school_agrees": True}, {}, "PROVIDER-2"),
        ({"is_looked_after": True, "virtual_school_agrees": True}, {"is_full_time_there": False}, ""),
    ],
)
def test_a_provider_is_a_registered_school_where_the_law_asks_for_one(
    child: dict[str, bool], said: dict[str, bool], refused: str
) -> None:
    tobi = accepted(NATIONAL, PROVISION, **child)
    tobi.is_refused("8 September", meets(**{**FULL_TIME, **said}), because_of=refused)


# --- a direction to a provider

CHECKED = {"staff_are_checked": True, "is_a_registered_school": True, "is_full_time_there": True}
BOARD = "home school: the board’s decision and notice by 10 September"


def at_a_provider(**meeting: bool) -> Story:
    """Agreed with a provider on 8 September, approved and signed."""
    tobi = accepted(NATIONAL, PROVISION)
    tobi.on("8 September", meets(**meeting), everybody_consents, la_records(APPROVAL, is_approved=True))
    tobi.on("9 September", signs)
    return tobi


def test_the_board_directs_a_child_to_a_provider_and_gives_notice() -> None:
    tobi = at_a_provider(**CHECKED)
    tobi.asks_beside(BOARD)
    tobi.on("9 September", directs())
    tobi.asks_nothing_of("board’s decision")
    tobi.on("14 September", starts())
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.is_expected("home", "2 November", "18 December")


def test_a_start_at_a_provider_without_the_boards_decision_is_explained() -> None:
    at_a_provider(**CHECKED).on("14 September", starts(), asks_why="FIRST-DAY-10")


@pytest.mark.parametrize(("given_on", "refused"), [("10 September", ""), ("11 September", "DIRECTION-1")])
def test_notice_of_a_direction_to_a_provider_has_two_school_days(given_on: str, refused: str) -> None:
    at_a_provider(**CHECKED).is_refused(given_on, directs(decided_on="9 September"), because_of=refused)


def test_the_board_that_revokes_has_the_child_back() -> None:
    tobi = at_a_provider(**CHECKED)
    tobi.on("9 September", directs())
    tobi.on("14 September", starts())
    tobi.on("16 September", directs("revocation", revoked_from="21 September"))
    tobi.is_expected("receiving", "14 September", "18 September")
    tobi.is_expected("home", "21 September", "23 October")


def test_what_was_agreed_with_a_provider_before_this_was_asked_goes_on_without_a_direction() -> None:
    tobi = at_a_provider()
    tobi.asks_nothing_of("board’s decision")
    tobi.on("14 September", starts())
    tobi.is_expected("receiving", "14 September", "23 October")
