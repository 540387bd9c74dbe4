"""What other authorities ask for beside what every one does, and the children each treats with care."""

from __future__ import annotations

import pytest

from record.consents import EXPLORE, SHARE
from record.stage import Stage
from tests.record.a_case import MOTHER
from tests.stories.a_story import DIRECT, HAMMERSMITH, NATIONAL, PLACEMENT, SALTMARSH, WARWICKSHIRE, Story
from tests.stories.acts import (
    FATHER,
    answers,
    asks,
    consent,
    everybody_consents,
    invited,
    is_referred,
    la_records,
    meets,
    panel_advises,
    signs,
)
from tests.stories.beginnings import accepted, agreed

ASK_A_SCHOOL = "home school: ask a school"
STARTED = "receiving school: did the child start? by 14 September"
EVERY_PACK = (HAMMERSMITH, WARWICKSHIRE, NATIONAL, SALTMARSH)
IN_CARE = {"is_looked_after": True, "virtual_school_agrees": True, "virtual_school_on": "1 September"}
GCSES = ({"subject": "Mathematics", "board": "AQA", "is_entered": True},)


@pytest.mark.parametrize("pack", EVERY_PACK)
def test_a_looked_after_child_moves_only_with_the_virtual_school_at_the_table(pack: str) -> None:
    without = is_referred(DIRECT, is_looked_after=True, virtual_school_agrees=False)
    Story(pack).is_refused("2 September", without, because_of="REFERRAL-6")
    tobi = accepted(pack, DIRECT, **IN_CARE)
    four = invited("home school", "receiving school", "parent", "pupil")
    tobi.is_refused("8 September", meets(people=four), because_of="MEETING-6")
    tobi.on("8 September", meets(), everybody_consents, signs)
    tobi.then(Stage.AGREED, "home", STARTED)
    tobi.is_expected("home", "2 September", "11 September")
    tobi.is_expected("receiving", "14 September", "18 December")


@pytest.mark.parametrize(("pack", "asks_why"), [(HAMMERSMITH, "MEETING-7"), (WARWICKSHIRE, ""), (NATIONAL, "")])
def test_the_virtual_school_is_invited_and_does_not_come(pack: str, asks_why: str) -> None:
    tobi = accepted(pack, DIRECT, **IN_CARE)
    absent = (
        *invited("home school", "receiving school", "parent", "pupil"),
        *invited("Virtual School", presence="did not come"),
    )
    tobi.on("8 September", meets(people=absent), everybody_consents, signs, asks_why=asks_why)
    tobi.then(Stage.AGREED, "home", STARTED)


def test_hammersmith_seeks_no_move_for_a_child_with_a_plan() -> None:
    tobi = Story(HAMMERSMITH)
    tobi.is_refused("2 September", is_referred(DIRECT, sen_stage="EHC plan"), because_of="BEFORE-2 REFERRAL-2")
    tobi.on("2 September")
    tobi.then(Stage.PREPARING, "home", "home school: referral")


@pytest.mark.parametrize("pack", [WARWICKSHIRE, NATIONAL])
def test_elsewhere_the_sen_team_is_spoken_to_first(pack: str) -> None:
    tobi = Story(pack)
    with_a_plan = is_referred(DIRECT, sen_stage="EHC plan")
    tobi.on("2 September", with_a_plan, consent(EXPLORE), asks_why="BEFORE-3 REFERRAL-3")
    tobi.then(Stage.SEEKING, "home", "home school: consent to share with a school", ASK_A_SCHOOL)


def test_saltmarsh_has_to_consent_before_the_heads_sign_for_a_child_with_a_plan() -> None:
    tobi = Story(SALTMARSH)
    with_a_plan = is_referred(DIRECT, sen_stage="EHC plan")
    tobi.on("2 September", with_a_plan, consent(EXPLORE), asks_why="BEFORE-3 REFERRAL-3")
    tobi.on("3 September", panel_advises, consent(SHARE), asks())
    tobi.on("4 September", answers())
    tobi.on("8 September", meets(), everybody_consents)
    tobi.is_refused("9 September", signs, because_of="POLICY-7")
    tobi.on("9 September", la_records("consent for a child with an EHC plan", is_approved=True))
    tobi.on("9 September", signs)
    tobi.then(Stage.AGREED, "home", STARTED)


def test_warwickshire_is_not_told_beforehand_and_four_weeks_are_short() -> None:
    tobi = Story(WARWICKSHIRE)
    tobi.on("2 September", is_referred(PLACEMENT, coordinator_consulted_on="2 September"), asks_why="BEFORE-11")
    late = Story(WARWICKSHIRE)
    late.is_refused(
        "2 September",
        is_referred(PLACEMENT, coordinator_consulted_on="4 September"),
        because_of="PAST-2",
        asks_why="BEFORE-11 REFERRAL-12",
    )
    short = agreed(WARWICKSHIRE, PLACEMENT, "LENGTH-5", weeks=4)
    short.is_expected("receiving", "14 September", "9 October")
    short.then(Stage.AGREED, "home", STARTED, "receiving school: the final review by 9 October")


def test_saltmarshs_panel_advises_before_a_school_is_asked() -> None:
    tobi = Story(SALTMARSH)
    tobi.on("2 September", is_referred(DIRECT), consent(EXPLORE), consent(SHARE))
    tobi.on("3 September", asks(), asks_why="POLICY-6")
    tobi.then(Stage.SEEKING, "home", "receiving school: answer to the approach")


def test_in_saltmarsh_the_second_parent_and_the_authority_sign_too() -> None:
    tobi = Story(SALTMARSH)
    tobi.on("2 September", is_referred(DIRECT, MOTHER, FATHER), consent(EXPLORE), panel_advises)
    tobi.on("3 September", consent(SHARE), asks())
    tobi.on("4 September", answers())
    tobi.on("8 September", meets(), everybody_consents, signs)
    signed = {filed.entry.role for filed in tobi.case.filed if filed.kind == "signature"}  # type: ignore[attr-defined]
    assert signed == {
        "parent",
        "second parent",
        "pupil",
        "home head teacher",
        "receiving head teacher",
        "local authority",
    }
    tobi.then(Stage.AGREED, "home", STARTED)


@pytest.mark.parametrize(("pack", "asks_why"), [(HAMMERSMITH, ""), (NATIONAL, ""), (SALTMARSH, "POLICY-3")])
def test_a_year_11_boy_is_entered_for_his_exams_once(pack: str, asks_why: str) -> None:
    tobi = Story(pack)
    referred = is_referred(DIRECT, year_group="11", exam_subjects=GCSES)
    tobi.on("2 September", referred, consent(EXPLORE), asks_why=asks_why)
    tobi.on("3 September", panel_advises, consent(SHARE), asks())
    tobi.on("4 September", answers(who_enters="receiving school"), asks_why="ANSWER-6")
    tobi.then(Stage.ACCEPTED, "home", "home school: the meeting by 18 September")


def test_a_year_11_girl_whose_exam_subjects_nobody_listed_moves_in_the_exam_months() -> None:
    tobi = Story(HAMMERSMITH)
    referred = is_referred(DIRECT, year_group="11", exam_subjects=())
    tobi.on("19 April", referred, consent(EXPLORE), asks_why="EVIDENCE-9 EVIDENCE-10")
    tobi.then(Stage.SEEKING, "home", "home school: consent to share with a school", ASK_A_SCHOOL)
