"""What the explorer came upon (`tests/explorer/`), each as the story of one child."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.reading.after_return import as_it_stood, went_on
from casework.reading.in_part import for_weekly_reports
from record.consents import EXPLORE, SHARE
from record.consents import PLACEMENT as TO_PLACEMENT
from record.consents import TRANSFER as TO_TRANSFER
from record.ended import ended
from record.expected_place import expected
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.ending import BACK_HOME
from record.forms.final_review import RETURN
from record.forms.meeting_record import MeetingRecord
from record.forms.response import Response
from record.forms.signature import Signature
from record.forms.start import Start
from record.school_days import Half, Session, days
from record.tables import School
from rules.due import due
from rules.judging import without_ground
from tests.record.a_case import HOME, MOTHER, RECEIVING
from tests.stories.a_story import (
    DIRECT,
    DIRECTION,
    HAMMERSMITH,
    NATIONAL,
    PLACEMENT,
    PROVISION,
    WARWICKSHIRE,
    Story,
    the,
)
from tests.stories.acts import asks, consent, corrects, directs, is_referred, meets
from tests.stories.acts_from_the_start import changes_the_roll, decides, ends, ends_early, reports, starts
from tests.stories.beginnings import accepted, agreed, placed, reported_until


def moved_for_good() -> Story:
    """A direct move, the first day over and the name off the home school's roll."""
    tobi = agreed(HAMMERSMITH, DIRECT)
    tobi.on("14 September", starts(), changes_the_roll("home school"))
    return tobi


def test_a_home_school_that_took_the_name_off_its_roll_does_not_have_the_child_back_by_an_ending() -> None:
    tobi = moved_for_good()
    back = {"next_place": BACK_HOME, "next_on": "18 September"}
    tobi.is_refused(
        "17 September",
        ends("EHC plan issued", last_session_on="17 September", **back),
        because_of="PERMANENT-3 ROLL-2 ROLL-6 ROLL-13",
    )


def test_nobody_reviews_a_direct_move_away_again() -> None:
    tobi = moved_for_good()
    with pytest.raises(AssertionError, match="PERMANENT-3 must on final_review"):
        tobi.on("24 September", decides(RETURN, "25 September", result="not met"))


def is_seen_in_the_same_places_by_whoever_reports(tobi: Story) -> bool:
    ahead = [Session(day, half) for day in days(the("21 September"), the("23 October")) for half in Half]
    wholly = [expected(tobi.case, each) for each in ahead]
    return all(
        [expected(for_weekly_reports(tobi.case, at), each) for each in ahead] == wholly for at in (HOME, RECEIVING)
    )


def test_whoever_reports_sees_the_child_at_home_once_the_mother_withdrew_in_the_consent_form() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    tobi.on("24 September", consent(TO_PLACEMENT, MOTHER, answer="withdrawn"))
    assert is_seen_in_the_same_places_by_whoever_reports(tobi)


def test_whoever_reports_sees_where_the_child_is_until_the_board_has_ended_its_direction() -> None:
    tobi = reported_until(placed(HAMMERSMITH, DIRECTION), "18 September")
    tobi.on("24 September", ends_early("28 September", until_revoked="At Northgate Academy, in the base."))
    tobi.is_expected("receiving", "28 September", "23 October")
    assert is_seen_in_the_same_places_by_whoever_reports(tobi)


def test_the_receiving_school_knows_of_an_ending_that_was_written_down_after_the_direction_had_run_out() -> None:
    tobi = reported_until(placed(HAMMERSMITH, DIRECTION), "23 October")
    back = {"next_place": BACK_HOME, "next_on": "5 November"}
    tobi.on("4 November", ends("withdrawn", last_session_on="23 October", **back), asks_why="ENDING-4")
    on = went_on(tobi.case)
    assert on == the("24 October")
    shown, _ = as_it_stood(tobi.case, on, RECEIVING, lambda case, day: {})
    assert ended(shown) == ended(tobi.case)


def test_a_school_whose_request_is_dated_ahead_in_the_sheet_is_not_called_to_answer_before_that_day() -> None:
    tobi = Story(HAMMERSMITH, DIRECT)
    tobi.on("2 September", is_referred(DIRECT), consent(EXPLORE))
    tobi.on("9 September", consent(SHARE), asks())
    tobi.finds_in_the_sheet("10 September", corrects(Approach, sent_on="16 September"))
    assert [each.waits_for for each in due(tobi.case) if each.form is Response] == [
        ("the day on which the request is sent",)
    ]
    tobi.finds_in_the_sheet("16 September")
    assert [each.waits_for for each in due(tobi.case) if each.form is Response] == [()]


def test_no_first_day_is_put_off_past_the_day_on_which_the_name_came_off_the_roll() -> None:
    moved_for_good().is_refused(
        "17 September", corrects(Start, did_start=False, new_start_on="21 September"), because_of="ROLL-1 ROLL-13"
    )


def test_no_new_first_day_is_set_once_an_ending_is_decided() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    back = {"next_place": BACK_HOME, "next_on": "28 September"}
    tobi.on("24 September", ends("withdrawn", last_session_on="25 September", **back))
    tobi.is_refused(
        "25 September",
        corrects(Start, did_start=False, new_start_on="19 October"),
        because_of="FIRST-DAY-12 REPORT-2 REPORT-8 ENDING-8",
    )


def test_whoever_signs_a_direct_move_waits_for_another_first_day_where_everybody_agreed_after_it() -> None:
    tobi = accepted(NATIONAL, DIRECT)
    tobi.on("8 September", meets())
    tobi.on("16 September", consent(TO_TRANSFER))
    a_day = ("a first day after everyone has agreed",)
    assert {each.waits_for for each in due(tobi.case) if each.form is Signature} == {a_day}
    found = next(each for each in due(tobi.case) if each.form is MeetingRecord and each.answers)
    assert (found.what, found.by) == ("a start date", the("14 September"))

    tobi.on("16 September", corrects(MeetingRecord, starts_on="21 September"))
    assert {each.waits_for for each in due(tobi.case) if each.form is Signature} == {()}


def test_registers_that_are_at_odds_after_the_return_are_the_authoritys_to_put_right() -> None:
    tobi = placed(HAMMERSMITH)
    tobi.finds_in_the_sheet("18 September", reports(monday_am="D"))
    whose = [(each.who, each.answers != "") for each in due(tobi.case) if each.what == "registers that are at odds"]
    assert whose == [("receiving school", True)]

    tobi.finds_in_the_sheet("21 September", decides(RETURN, "21 September", result="not met"))
    whose = [(each.who, each.answers != "") for each in due(tobi.case) if each.what == "registers that are at odds"]
    assert whose == [("local authority", True)]


def test_a_direction_that_was_taken_back_before_its_first_day_sends_nobody_and_asks_the_board_again() -> None:
    tobi = agreed(HAMMERSMITH, DIRECTION)
    assert tobi.case.placement is not None
    tobi.on("11 September", directs("revocation", revoked_from="14 September"))
    assert (tobi.case.placement, tobi.case.is_agreed) == (None, False)
    tobi.is_expected("home", "14 September", "23 October")


def at_a_unit(story: Story) -> Story:
    """The story, with a pupil referral unit in the place of the school that is asked."""
    unit = School(RECEIVING, "Bridge House", "Pupil referral unit")
    story.case = replace(story.case, schools={RECEIVING: unit})
    return story


def test_nobody_is_called_to_ask_a_provider_that_another_kind_of_move_does_not_allow() -> None:
    tobi = at_a_unit(Story(WARWICKSHIRE, PROVISION))
    tobi.on("2 September", is_referred(PROVISION), consent(EXPLORE), consent(SHARE))
    assert [(each.what, each.waits_for) for each in due(tobi.case)] == [("ask a school", ())]
    tobi.finds_in_the_sheet("3 September", corrects(BeforeYouStart, route=DIRECT))
    assert [(each.what, each.waits_for) for each in due(tobi.case)] == [
        ("consent to share with a school", ()),
        ("ask a school", ("everyone to agree to share with a school",)),
    ]


def test_a_child_who_goes_to_a_provider_is_not_turned_into_a_pupil_there_by_correcting_the_kind_of_move() -> None:
    tobi = at_a_unit(agreed(WARWICKSHIRE, PROVISION))
    as_a_pupil = corrects(BeforeYouStart, route=PLACEMENT)
    tobi.is_refused("10 September", as_a_pupil, because_of="APPROACH-8 STARTS-4", asks_why="BEFORE-11 START-4 LA-2")
    tobi.finds_in_the_sheet("10 September", as_a_pupil)
    assert [(each.rule, each.kind) for each in without_ground(tobi.case)] == [("STARTS-4", "meeting_record")]
