"""The board directs: its notice, its renewal, a parent who withdraws, and what happens when it says nothing."""

from __future__ import annotations

from record.stage import Stage
from tests.record.a_case import OTHER
from tests.stories.a_story import DIRECTION, HAMMERSMITH, NATIONAL, SALTMARSH, WARWICKSHIRE
from tests.stories.acts import directs, everybody_consents, meets, signs
from tests.stories.acts_from_the_start import changes_the_roll, ends, outcome_is_told, reviews, starts
from tests.stories.beginnings import accepted, placed, reported_until

REPORT = "receiving school: weekly report by {}"
FINAL = "receiving school: the final review by {}"
BOARD = "home school: the board’s decision and notice by 10 September"
RENEWAL = "home school: renewal of the direction by {}"


def test_without_the_boards_decision_nobody_is_directed() -> None:
    tobi = accepted(HAMMERSMITH, DIRECTION)
    tobi.on("8 September", meets(), everybody_consents, signs)
    tobi.then(Stage.MEETING_HELD, "home", BOARD)
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("14 September", starts(), asks_why="FIRST-DAY-10")
    tobi.is_expected("home", "14 September", "18 December")


def test_notice_comes_two_school_days_before_and_saltmarsh_asks_for_as_many() -> None:
    for pack in (NATIONAL, SALTMARSH):
        tobi = accepted(pack, DIRECTION)
        tobi.on("8 September", meets(), everybody_consents, signs)
        tobi.is_refused("11 September", directs(), because_of="DIRECTION-1")
        tobi.is_refused("10 September", directs(number_of_days=99), because_of="DIRECTION-4")
        tobi.is_refused("10 September", directs(school=OTHER), because_of="DIRECTION-11")
        tobi.on("10 September", directs())
        assert tobi.case.placement
        tobi.is_expected("home", "2 September", "11 September")
        tobi.is_expected("receiving", "14 September", "23 October")


def test_a_parent_withdraws_and_the_direction_stands_until_the_board_revokes_it() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "2 October")
    back = ends("withdrawn", last_session_on="6 October", next_place="home school", next_on="7 October")
    tobi.on("6 October", back, asks_why="ENDING-7")
    review, report = "home school: a review of the direction by 6 October", REPORT.format("9 October")
    board = "home school: the board’s decision after the family withdrew by 13 October"
    roll = "receiving school: roll change by 2 November"
    tobi.then(Stage.WITHDRAWN, "receiving", review, report, board, roll)
    tobi.is_expected("receiving", "6 October", "23 October")

    tobi.on("9 October", reviews("early"))
    tobi.is_refused("12 October", directs("revocation", revoked_from="17 October"), because_of="DIRECTION-8")
    tobi.on("12 October", directs("revocation", revoked_from="14 October"))
    tobi.is_expected("receiving", "6 October", "13 October")
    tobi.is_expected("home", "14 October", "18 December")
    tobi.on("14 October")
    roll = "receiving school: roll change by 14 October"
    tobi.then(Stage.WITHDRAWN, "home", report, roll, REPORT.format("16 October"))


def test_a_shorter_notice_is_renewed_without_a_gap() -> None:
    tobi = accepted(WARWICKSHIRE, DIRECTION)
    tobi.on("8 September", meets(), everybody_consents, signs)
    tobi.on("9 September", directs(last_day_on="2 October"), asks_why="DIRECTION-6")
    tobi.on("14 September", starts())
    tobi.then(
        Stage.PLACED,
        "receiving",
        REPORT.format("18 September"),
        RENEWAL.format("2 October"),
        FINAL.format("23 October"),
    )
    tobi.is_expected("receiving", "14 September", "2 October")
    tobi.is_expected("home", "5 October", "18 December")
    reported_until(tobi, "25 September")

    tobi.is_refused("30 September", directs("renewal", first_day_on="6 October"), because_of="DIRECTION-10")
    tobi.on("30 September", directs("renewal", first_day_on="5 October"))
    tobi.then(Stage.PLACED, "receiving", REPORT.format("2 October"), FINAL.format("23 October"))
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.is_expected("home", "2 November", "18 December")


def test_the_notice_runs_out_nobody_decides_and_the_child_is_expected_home() -> None:
    tobi = reported_until(placed(HAMMERSMITH, DIRECTION), "23 October")
    tobi.on("4 November")
    tobi.then(Stage.PLACED, "home", "home school: the final review by 23 October")
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.is_expected("home", "2 November", "18 December")
    tobi.registers_show("4 November", home="✓", receiving="D")


def test_the_board_revokes_before_the_first_day() -> None:
    tobi = accepted(HAMMERSMITH, DIRECTION)
    tobi.is_refused("8 September", directs("revocation", revoked_from="9 September"), because_of="DIRECTION-7")
    tobi.on("8 September", meets(), everybody_consents, signs, directs())
    tobi.on("10 September", directs("revocation", revoked_from="10 September"))
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("11 September", ends("withdrawn"), outcome_is_told)
    tobi.then(Stage.CLOSED, "home")
    tobi.is_refused("11 September", changes_the_roll("home school"), because_of="ROLL-2")
