"""Each kind of move under each authority's policy, done with care from the referral to the last file sent on."""

from __future__ import annotations

import pytest

from record.forms.final_review import RETURN, TRANSFER
from record.stage import Stage
from tests.stories.a_story import (
    DIRECT,
    DIRECTION,
    HAMMERSMITH,
    NATIONAL,
    PLACEMENT,
    PROVISION,
    SALTMARSH,
    WARWICKSHIRE,
    Story,
)
from tests.stories.acts import is_referred
from tests.stories.acts_from_the_start import changes_the_roll, decides, outcome_is_told, reviews, starts
from tests.stories.beginnings import agreed, placed, reported_until

PACKS = (HAMMERSMITH, WARWICKSHIRE, NATIONAL)
SIX_WEEKS = [(pack, route) for pack in PACKS for route in (PLACEMENT, DIRECTION, PROVISION)]


@pytest.mark.parametrize(("pack", "route"), SIX_WEEKS)
def test_tobi_does_well_for_six_weeks_and_stays(pack: str, route: str) -> None:
    tobi = agreed(pack, route)
    asked = "receiving school: did the child start? by 14 September"
    tobi.then(Stage.AGREED, "home", asked, "receiving school: the final review by 23 October")
    tobi.is_expected("home", "2 September", "11 September")
    tobi.is_expected("receiving", "14 September", "23 October")

    tobi.on("14 September", starts())
    tobi.is_met("14 September", "08:40", "Main reception", "Mr P. Lindqvist")
    reported_until(tobi, "16 October")
    tobi.is_in_week(5, of=6)
    report = "receiving school: weekly report by 23 October"
    tobi.on("20 October", decides(TRANSFER, "2 November"))
    tobi.then(Stage.FINAL_REVIEW_HELD, "receiving", report, "home school: roll change by 2 November")
    reported_until(tobi, "23 October")

    tobi.on("2 November", changes_the_roll("home school"))
    tobi.then(Stage.ROLL_CHANGED, "receiving", "local authority: tell the local authority of the outcome by 2 November")
    tobi.is_expected("receiving", "2 November", "18 December")
    tobi.on("3 November", outcome_is_told)
    tobi.then(Stage.CLOSED, "receiving")


@pytest.mark.parametrize(("pack", "route"), SIX_WEEKS)
def test_tobi_misses_every_target_and_comes_back_after_half_term(pack: str, route: str) -> None:
    tobi = reported_until(placed(pack, route), "16 October")
    tobi.on("20 October", decides(RETURN, "2 November", result="not met"))
    report = "receiving school: weekly report by 23 October"
    tobi.then(Stage.FINAL_REVIEW_HELD, "receiving", report, "receiving school: roll change by 2 November")
    tobi.is_expected("receiving", "20 October", "23 October")
    tobi.is_expected("home", "2 November", "18 December")
    tobi.is_met("2 November", "08:30", "Main reception", "Ms T. Okafor")

    reported_until(tobi, "23 October")
    tobi.on("2 November")
    tobi.then(Stage.RETURNED, "home", "receiving school: roll change by 2 November")
    tobi.on("2 November", changes_the_roll("receiving school"), outcome_is_told)
    tobi.then(Stage.CLOSED, "home")


@pytest.mark.parametrize("pack", [*PACKS, SALTMARSH])
def test_a_direct_move_is_for_good_from_its_first_day(pack: str) -> None:
    tobi = agreed(pack, DIRECT)
    tobi.then(Stage.AGREED, "home", "receiving school: did the child start? by 14 September")
    tobi.on("14 September", starts(receiving_status="C: current, one school"))
    tobi.then(Stage.TRANSFERRED, "receiving", "home school: roll change by 14 September")
    tobi.is_expected("home", "2 September", "11 September")
    tobi.is_expected("receiving", "14 September", "18 December")
    tobi.on("14 September", changes_the_roll("home school"), outcome_is_told)
    tobi.then(Stage.CLOSED, "receiving")


def test_saltmarsh_directs_for_eight_school_weeks_and_reviews_in_the_fourth() -> None:
    tobi = placed(SALTMARSH, DIRECTION)
    tobi.is_expected("receiving", "14 September", "13 November")
    tobi.is_expected("home", "16 November", "18 December")
    reported_until(tobi, "2 October")
    tobi.on("9 October", reviews())
    tobi.then(
        Stage.PLACED,
        "receiving",
        "receiving school: weekly report by 9 October",
        "receiving school: the final review by 13 November",
    )
    tobi.is_in_week(4, of=8)
    reported_until(tobi, "6 November")
    tobi.is_in_week(7, of=8)
    tobi.on("11 November", decides(TRANSFER, "16 November"))
    tobi.is_expected("receiving", "11 November", "18 December")


@pytest.mark.parametrize(("route", "asks_why"), [(PLACEMENT, "BEFORE-11"), (PROVISION, "")])
def test_saltmarsh_offers_no_trial_and_no_alternative_provision(route: str, asks_why: str) -> None:
    tobi = Story(SALTMARSH)
    tobi.is_refused("2 September", is_referred(route), because_of="POLICY-1", asks_why=asks_why)
    tobi.then(Stage.PREPARING, "the school is closed", "home school: referral")
    tobi.on("2 September", is_referred(DIRECTION))
    tobi.then(Stage.CONSENT, "home", "home school: consent to explore a move by 4 September")
