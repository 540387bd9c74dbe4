"""How a placement is decided, extended or ended, and what becomes of the two rolls."""

from __future__ import annotations

from dataclasses import replace

from record.consents import EXPLORE
from record.forms.final_review import RETURN, TRANSFER
from record.stage import Stage
from tests.stories.a_story import DIRECTION, HAMMERSMITH, NATIONAL, WARWICKSHIRE, Story
from tests.stories.acts import consent, is_referred
from tests.stories.acts_from_the_start import (
    changes_the_roll,
    decides,
    ends,
    ends_early,
    outcome_is_told,
    reports,
    reviews,
)
from tests.stories.beginnings import placed, reported_until

REPORT = "receiving school: weekly report by {}"
FINAL = "receiving school: the final review by {}"
ROLL = "receiving school: roll change by {}"
TELL = "local authority: tell the local authority of the outcome by {}"


def test_every_target_is_met_and_she_is_sent_back_all_the_same() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.on("20 October", decides(RETURN, "2 November", result="met"), asks_why="FINAL-7")
    tobi.then(Stage.FINAL_REVIEW_HELD, "receiving", REPORT.format("23 October"), ROLL.format("2 November"))
    tobi.is_expected("receiving", "20 October", "23 October")
    tobi.is_expected("home", "2 November", "18 December")


def test_a_return_says_when_where_and_to_whom_on_a_day_with_school() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "16 October")
    back = {"result": "partly met", "return_person": None}
    tobi.is_refused("20 October", decides(RETURN, "2 November", **back), because_of="DECISION-9")
    tobi.is_refused("20 October", decides(RETURN, "28 October", result="partly met"), because_of="DECISION-8")
    tobi.is_refused("20 October", decides(RETURN, "19 October", result="partly met"), because_of="DECISION-1")
    tobi.is_expected("receiving", "20 October", "23 October")


def test_the_home_school_takes_the_name_off_before_anything_is_decided() -> None:
    tobi = reported_until(placed(WARWICKSHIRE), "16 October")
    tobi.is_refused("19 October", changes_the_roll("home school"), because_of="ROLL-1 ROLL-13")
    tobi.on("20 October", decides(TRANSFER, "2 November"))
    tobi.is_refused("21 October", changes_the_roll("home school"), because_of="ROLL-6 ROLL-13")
    tobi.is_refused("2 November", changes_the_roll("receiving school"), because_of="ROLL-2")
    tobi.is_refused("2 November", changes_the_roll("home school", other_school_consented=False), because_of="ROLL-4")
    tobi.registers_show("23 October", home="D", receiving="✓")
    tobi.on("2 November", changes_the_roll("home school"))
    tobi.then(Stage.ROLL_CHANGED, "receiving", REPORT.format("23 October"), TELL.format("2 November"))
    tobi.registers_show("2 November", home="–", receiving="✓")


def test_the_receiving_head_ends_it_without_the_home_head() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    told_after = ends_early("28 September", home_head_consulted_on="25 September")
    tobi.is_refused("24 September", told_after, because_of="EARLY-1")
    tobi.is_refused("24 September", ends_early("28 September", home_head_consulted=None), because_of="EARLY-1")
    tobi.is_refused("24 September", ends_early("26 September"), because_of="EARLY-2")
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.on("24 September", ends_early("28 September"))
    tobi.then(Stage.ENDED_EARLY, "receiving", REPORT.format("25 September"), ROLL.format("28 September"))
    tobi.is_expected("receiving", "14 September", "25 September")
    tobi.is_expected("home", "28 September", "18 December")
    tobi.is_met("28 September", "08:30", "Main reception", "Ms T. Okafor")


def test_nobody_looked_into_bullying_before_the_early_ending() -> None:
    tobi = reported_until(placed(WARWICKSHIRE), "18 September")
    tobi.on("24 September", ends_early("25 September", provocation_considered=False), asks_why="EARLY-8")
    tobi.then(Stage.ENDED_EARLY, "receiving", REPORT.format("25 September"), ROLL.format("25 September"))
    tobi.is_expected("home", "25 September", "18 December")


def test_an_extension_past_the_most_weeks_is_refused_and_a_shorter_one_is_agreed() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "9 October")
    tobi.is_refused("14 October", reviews(extends=True, new_end_on="11 December"), because_of="EXTENSION-1")
    without_the_parents = reviews(extends=True, new_end_on="20 November", parents_agree_extension=False)
    tobi.is_refused("14 October", without_the_parents, because_of="EXTENSION-3")
    tobi.is_refused("14 October", reviews(extends=True, new_end_on="16 October"), because_of="EXTENSION-2")
    tobi.on("14 October", reviews(extends=True, new_end_on="20 November"))
    as_planned = "receiving school: a review by 23 October"
    tobi.then(Stage.PLACED, "receiving", REPORT.format("16 October"), as_planned, FINAL.format("20 November"))
    tobi.is_in_week(5, of=10)
    tobi.is_expected("receiving", "14 October", "20 November")


def test_the_last_day_passes_and_nobody_decides() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "23 October")
    tobi.on("4 November")
    tobi.then(Stage.PLACED, "receiving", FINAL.format("23 October"), REPORT.format("6 November"))
    tobi.is_expected("receiving", "2 November", "18 December")


def test_the_family_moves_house_and_he_starts_at_a_school_there() -> None:
    tobi = reported_until(placed(WARWICKSHIRE), "25 September")
    school = {"next_place": "another school or provision", "next_name": "Millbrook School"}
    there = ends("moved house", last_session_on="2 October", next_on="5 October", **school)
    tobi.is_refused(
        "1 October",
        ends("moved house", last_session_on="2 October", next_on="2 October", **school),
        because_of="ENDING-1",
    )
    tobi.on("1 October", there)
    home_deletes = "home school: roll change by 5 October"
    tobi.then(Stage.WITHDRAWN, "receiving", REPORT.format("2 October"), home_deletes)
    tobi.is_expected("receiving", "14 September", "2 October")
    tobi.is_expected("Millbrook School", "5 October", "18 December")


def test_a_family_moves_away_and_nobody_knows_where_he_goes_to_school() -> None:
    tobi = reported_until(placed(NATIONAL), "25 September")
    gone = {"last_session_on": "30 September", "next_place": "not known"}
    tobi.on("30 September", ends("moved house", missing_education_told=False, **gone), asks_why="ENDING-5")
    missing = "home school: tell the children-missing-education team by 30 September"
    where = "home school: where the child goes next by 30 September"
    tobi.then(Stage.WITHDRAWN, "receiving", missing, where, ROLL.format("1 October"), REPORT.format("2 October"))
    tobi.is_expected("home", "1 October", "18 December")


def test_the_home_school_excludes_him_for_good_while_he_is_placed() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "25 September")
    tobi.on("29 September", ends("permanent exclusion", last_session_on="29 September"))
    tobi.then(Stage.WITHDRAWN, "receiving", "home school: roll change by 30 September", REPORT.format("2 October"))
    tobi.is_expected("permanently excluded", "30 September", "18 December")
    tobi.registers_show("30 September", home="E", receiving="–")


def test_the_parents_choose_to_educate_her_at_home() -> None:
    tobi = reported_until(placed(WARWICKSHIRE), "25 September")
    left = {"last_session_on": "2 October", "next_on": "5 October"}
    tobi.is_refused("2 October", ends("home education", next_place="home school", **left), because_of="ENDING-6")
    tobi.on("2 October", reports(), ends("home education", next_place="home education", **left))
    tobi.then(Stage.WITHDRAWN, "receiving", "home school: roll change by 5 October")
    tobi.is_expected("home education", "5 October", "18 December")


def test_a_second_case_opens_only_once_the_first_has_ended_and_says_what_will_differ() -> None:
    tobi = Story(HAMMERSMITH)
    tobi.case = replace(tobi.case, same_child=("MM-2222-2222",))
    tobi.is_refused("2 September", is_referred(DIRECTION), because_of="REFERRAL-11")
    tobi.case = replace(tobi.case, same_child=(), earlier_moves=("MM-2222-2222",))
    tobi.on("2 September", is_referred(DIRECTION), consent(EXPLORE), asks_why="REFERRAL-13")
    tobi.then(Stage.SEEKING, "home", "home school: consent to share with a school", "home school: ask a school")
    tobi.on("3 September", ends("no school found"), outcome_is_told)
    tobi.then(Stage.CLOSED, "home")
