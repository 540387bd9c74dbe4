"""Answers that a form took without a word, though guidance asks more: each is now refused, or has to be explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from record.answers import read
from record.consents import EXPLORE, SHARE
from record.consents import PLACEMENT as TO_PLACEMENT
from record.entry import Entry
from record.forms.before_you_start import BeforeYouStart
from record.forms.early_ending import EarlyEnding
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.response import Response
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.stage import Stage
from record.tables import School
from record.turns import planned_turn
from rules.due import due
from rules.judging import without_ground
from tests.record.a_case import MOTHER, RECEIVING
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
    the,
)
from tests.stories.acts import (
    answers,
    asks,
    consent,
    corrects,
    directs,
    everybody_consents,
    is_referred,
    la_records,
    meets,
    panel_advises,
    signs,
)
from tests.stories.acts_from_the_start import changes_the_roll, decides, ends_early, reviews, starts
from tests.stories.beginnings import accepted, agreed, placed, reported_until


def lacks(story: Story) -> list[tuple[str, str]]:
    """What stands without ground: the gate, and the form that made it."""
    return [(each.rule, each.kind) for each in without_ground(story.case)]


# --- before anybody is asked


def test_initials_are_two_or_three_letters() -> None:
    tobi = Story(HAMMERSMITH)
    tobi.on("2 September", is_referred(PLACEMENT), asks_why="BEFORE-11")
    tobi.is_refused("2 September", corrects(BeforeYouStart, pupil_initials="Tobi Adeyemi"), because_of="BEFORE-14")
    tobi.is_refused("2 September", corrects(BeforeYouStart, pupil_initials="14"), because_of="BEFORE-14")
    tobi.on("2 September", corrects(BeforeYouStart, pupil_initials="T. A."))


def test_nothing_was_tried_for_longer_than_since_yesterday() -> None:
    tobi = Story(HAMMERSMITH)
    tried = tuple({"what": each, "began_on": the("1 September"), "outcome": "Too early"} for each in ("Mentor", "Card"))
    tobi.on("2 September", is_referred(PLACEMENT, interventions=tried), asks_why="BEFORE-11 EVIDENCE-11")
    tobi = Story(HAMMERSMITH)
    tried = (*tried, {"what": "Small group", "began_on": date(2026, 5, 4), "outcome": "Calmer at first"})
    tobi.on("2 September", is_referred(PLACEMENT, interventions=tried), asks_why="BEFORE-11")


def test_nobody_outside_the_school_was_ever_asked_for_help() -> None:
    tobi = Story(WARWICKSHIRE)
    tobi.on("2 September", is_referred(PLACEMENT, all_steps_taken=True), asks_why="BEFORE-11 EVIDENCE-12")
    tobi = Story(WARWICKSHIRE)
    helped = {"all_steps_taken": True, "agencies": "Early help, since May"}
    tobi.on("2 September", is_referred(PLACEMENT, **helped), asks_why="BEFORE-11")


# --- the meeting


def test_a_child_with_a_disability_whose_needs_nobody_wrote_down() -> None:
    tobi = accepted(HAMMERSMITH, has_disability=True, adjustments="A seat near the board")
    tobi.is_refused("8 September", meets(other_needs=None), because_of="MEETING-14")
    tobi.on("8 September", meets(other_needs="A seat near the board, large print"))


def test_a_review_in_half_term_or_on_a_sunday_has_to_be_explained() -> None:
    tobi = accepted(HAMMERSMITH)
    on_sunday = ({"review_on": the("20 October")}, {"review_on": the("18 October")})
    tobi.on("8 September", meets(reviews=on_sunday), asks_why="REVIEWS-4")
    tobi.on("8 September", everybody_consents)
    tobi.on("9 September", signs)
    tobi.on("14 September", starts())
    reported_until(tobi, "25 September")
    tobi.on("29 September", reviews(next_review_on="28 October"), asks_why="REVIEW-7")


def test_six_weeks_of_thirteen_school_days_have_to_be_explained() -> None:
    tobi = accepted(HAMMERSMITH)
    over_christmas = {"starts_on": "10 December", "ends_on": "20 January", "weeks": 6}
    planned = ({"review_on": the("15 January")},)
    tobi.on("8 September", meets(**over_christmas, reviews=planned), asks_why="LENGTH-7 START-2")


def test_a_reduced_programme_to_the_last_day_has_to_be_explained() -> None:
    tobi = accepted(HAMMERSMITH)
    reduced = {"has_reduced_programme": True, "friday_pm": "neither", "parents_agreed_reduced": True}
    tobi.on("8 September", meets(**reduced, reduced_until="23 October"), asks_why="WEEK-7")
    tobi = accepted(HAMMERSMITH)
    tobi.on("8 September", meets(**reduced, reduced_until="25 September"))


# --- how it ends


def test_a_return_that_somebody_is_against_says_who_and_why() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    against = decides(RETURN, "2 November", result="not met", home_head_agrees=False)
    tobi.is_refused("20 October", against, because_of="FINAL-11")
    said = decides(
        RETURN, "2 November", result="not met", home_head_agrees=False, why_not_all="The home head: too soon"
    )
    tobi.on("20 October", said)


def test_a_decision_whose_reason_is_a_full_stop_has_no_reason() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.is_refused("20 October", decides(TRANSFER, "2 November", reasons="."), because_of="FINAL-9")


def test_the_home_head_was_not_consulted_and_no_name_comes_off() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    tobi.on("24 September", ends_early("28 September"))
    tobi.on("24 September", corrects(EarlyEnding, was_consulted=False), takes_the_ground_by="BACK-2")
    assert lacks(tobi) == [("BACK-2", "early_ending")]
    tobi.is_expected("home", "28 September", "18 December")
    tobi.is_refused("28 September", changes_the_roll("receiving school"), because_of="ROLL-13")
    tobi.on("29 September", corrects(EarlyEnding, was_consulted=True), settles="BACK-2")
    tobi.on("29 September", changes_the_roll("receiving school"))


def test_nothing_is_signed_on_a_meeting_record_that_the_other_school_says_is_wrong() -> None:
    tobi = accepted(HAMMERSMITH)
    tobi.on("8 September", meets(), everybody_consents)
    tobi.on("8 September", corrects(MeetingRecord, is_confirmed=False, what_differs="We agreed eight weeks"))
    tobi.is_refused("9 September", signs, because_of="CONTESTED-1")
    tobi.on("9 September", corrects(MeetingRecord, is_confirmed=True))
    tobi.on("9 September", signs)


def test_an_extension_that_the_other_school_says_was_not_agreed_stands_without_ground() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.on("20 October", reviews(extends=True, new_end_on="20 November"))
    tobi.on("21 October", corrects(Review, is_confirmed=False), takes_the_ground_by="CONTESTED-1")
    assert lacks(tobi) == [("CONTESTED-1", "review")]


def test_a_final_review_whose_record_is_wrong_takes_no_name_off() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.on("20 October", decides(TRANSFER, "2 November"))
    tobi.on("21 October", corrects(FinalReview, is_confirmed=False), takes_the_ground_by="CONTESTED-1")
    tobi.is_refused("2 November", changes_the_roll("home school"), because_of="ROLL-13")


def test_the_board_may_revoke_a_direction_that_was_extended() -> None:
    tobi = reported_until(placed(HAMMERSMITH, DIRECTION), "16 October")
    tobi.on("20 October", directs("renewal", first_day_on="2 November", last_day_on="20 November"))
    tobi.on("20 October", reviews(extends=True, new_end_on="20 November"))
    tobi.on("4 November", directs("revocation", revoked_from="9 November"))
    tobi.is_expected("receiving", "2 November", "6 November")
    tobi.is_expected("home", "9 November", "18 December")


def test_a_new_start_that_leaves_less_than_the_shortest_time_has_to_be_explained() -> None:
    tobi = agreed(WARWICKSHIRE)
    tobi.on("14 September", starts(False, new_start_on="28 September"), asks_why="STARTS-2")


# --- a direction ends by its board alone


def test_the_receiving_head_ends_early_and_the_direction_keeps_the_child_until_the_board_revokes_it() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "18 September")
    tobi.is_refused("24 September", ends_early("28 September"), because_of="BACK-3")
    tobi.on("24 September", ends_early("28 September", until_revoked="With us, in the base with Mr Reeve"))
    tobi.is_expected("receiving", "24 September", "23 October")
    tobi.is_in_week(2, of=6)
    tobi.then(
        Stage.PLACED,
        "receiving",
        "home school: the board’s decision on ending its direction by 24 September",
        "receiving school: weekly report by 25 September",
        "receiving school: roll change by 2 November",
    )
    tobi.asks_beside("receiving school: tell the family of the return by 23 October")
    assert [each.day for each in due(tobi.case) if each.duty.id == "tell: ended early"] == [the("2 November")]
    tobi.on("28 September", directs("revocation", revoked_from="30 September"))
    tobi.then(
        Stage.ENDED_EARLY,
        "receiving",
        "receiving school: weekly report by 25 September",
        "receiving school: roll change by 30 September",
        "receiving school: weekly report by 2 October",
    )
    tobi.is_expected("receiving", "24 September", "29 September")
    tobi.is_expected("home", "30 September", "18 December")
    tobi.is_met("30 September", "08:30", "Main reception", "Ms T. Okafor")


def test_an_early_ending_of_before_that_was_asked_keeps_its_meaning_and_is_marked() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "18 September")
    tobi.finds_in_the_sheet("24 September", ends_early("28 September"))
    tobi.is_expected("home", "28 September", "18 December")
    assert lacks(tobi) == [("BACK-3", "early_ending")]


# --- across the summer


def referred_in_june(pack: str, year_group: str) -> Story:
    """A child of a year group whom a school accepted in principle on 10 June."""
    story = Story(pack)
    asked_for = is_referred(DIRECT, year_group=year_group, exam_subjects=({"subject": "Art", "board": "AQA"},))
    why = {SALTMARSH: "POLICY-3", NATIONAL: "EVIDENCE-10"}[pack] if year_group == "11" else ""
    story.on("8 June", asked_for, consent(EXPLORE), asks_why=why)
    story.on("9 June", panel_advises, consent(SHARE), asks())
    story.on("10 June", answers())
    return story


def test_a_school_that_said_yes_in_june_has_to_have_a_place_in_the_year_group_of_september() -> None:
    tobi = referred_in_june(NATIONAL, "8")
    tobi.on("14 June", meets(starts_on=date(2027, 9, 6)), asks_why="YEAR-5")
    tobi = referred_in_june(NATIONAL, "8")
    tobi.on("14 June", meets(starts_on="21 June"))


def test_a_move_asked_for_in_year_10_begins_in_year_11_where_the_authority_asks_why() -> None:
    tobi = referred_in_june(SALTMARSH, "10")
    tobi.on("14 June", meets(starts_on=date(2027, 9, 6)), asks_why="YEAR-4 YEAR-5")


def test_nobody_starts_once_year_11_is_over() -> None:
    tobi = referred_in_june(NATIONAL, "11")
    tobi.is_refused("14 June", meets(starts_on="28 June"), because_of="YEAR-1")
    tobi.on("14 June", meets(starts_on="21 June"))


def test_a_placement_past_the_last_exam_has_to_be_explained() -> None:
    tobi = accepted(NATIONAL, year_group="11", exam_subjects=({"subject": "Art", "board": "AQA"},))
    long = {"starts_on": "14 June", "ends_on": "9 July", "weeks": 4, "reviews": ({"review_on": the("9 July")},)}
    tobi.on("8 June", meets(**long), asks_why="YEAR-2")


# --- alternative provision


APPROVAL = "approval of alternative provision"


def test_the_authority_pays_for_alternative_provision_only_when_the_named_officer_agreed() -> None:
    tobi = accepted(HAMMERSMITH, PROVISION)
    tobi.on("8 September", meets(), everybody_consents)
    by_another = la_records(APPROVAL, is_approved=True, is_named_officers=False)
    tobi.on("8 September", by_another, asks_why="LA-3")
    tobi.is_refused("9 September", signs, because_of="SIGNATURE-4")
    tobi.on("9 September", la_records(APPROVAL, is_approved=True, is_named_officers=True))
    tobi.on("9 September", signs)


def test_a_placement_in_alternative_provision_that_the_authority_does_not_pay_for_goes_on() -> None:
    tobi = accepted(HAMMERSMITH, PROVISION)
    tobi.is_refused("8 September", meets(funding_option=None), because_of="POLICY-9")
    tobi.on("8 September", meets(funding_option="no money moves"), everybody_consents)
    tobi.on("9 September", signs)
    tobi.is_expected("receiving", "14 September", "23 October")


def test_twelve_weeks_of_alternative_provision_are_the_rule_and_the_decision_comes_at_their_end() -> None:
    tobi = placed(HAMMERSMITH, PROVISION, weeks=12)
    reported_until(tobi, "16 October")
    tobi.is_refused(
        "20 October", decides(RETURN, "2 November", reasons="."), because_of="FINAL-9", asks_why="FINAL-7 TIME-3"
    )


# --- which school is asked


def among(case_story: Story, **school: str) -> Story:
    """The story, with what the settings tables say of the school that is to be asked."""
    known = School(RECEIVING, **{"name": "Northgate Academy", "sort": "Academy converter", **school})
    case_story.case = replace(case_story.case, schools={RECEIVING: known})
    return case_story


def about_to_ask(route: str = PLACEMENT, pack: str = WARWICKSHIRE, **child: object) -> Story:
    """A child whose family agreed to share with a school."""
    story = Story(pack)
    asked = "BEFORE-11" if route == PLACEMENT else ""
    story.on("2 September", is_referred(route, **child), consent(EXPLORE), consent(SHARE), asks_why=asked)
    return story


def test_a_pupil_referral_unit_is_no_school_for_a_placement() -> None:
    among(unit := about_to_ask(), sort="Pupil referral unit")
    unit.is_refused("3 September", asks(), because_of="APPROACH-8")
    among(unit := about_to_ask(PROVISION), sort="Pupil referral unit")
    unit.on("3 September", asks())


def test_a_special_school_is_never_asked() -> None:
    for route in (PLACEMENT, DIRECTION, PROVISION):
        among(special := about_to_ask(route), sort="Community special school")
        special.is_refused("3 September", asks(), because_of="APPROACH-9")


def test_a_boy_to_a_school_of_girls_has_to_be_explained() -> None:
    among(tobi := about_to_ask(sex="male"), takes="Girls")
    tobi.on("3 September", asks(), asks_why="APPROACH-10")
    among(tobi := about_to_ask(sex="male"), takes="Boys")
    tobi.on("3 September", asks())


def test_an_age_that_a_school_does_not_have_has_to_be_explained() -> None:
    among(tobi := about_to_ask(year_group="6"), lowest_age="11", highest_age="16")
    tobi.on("3 September", asks(), asks_why="APPROACH-11")
    among(tobi := about_to_ask(year_group="11", exam_subjects=({"subject": "Art"},)), lowest_age="11", highest_age="16")
    tobi.on("3 September", asks())


def test_a_meeting_that_was_not_at_the_receiving_school_has_to_be_explained() -> None:
    among(tobi := accepted(HAMMERSMITH))
    tobi.on("8 September", meets(met_at="Oakfield School, the head’s office"), asks_why="MEETING-15")
    among(tobi := accepted(HAMMERSMITH))
    tobi.on("8 September", meets(met_at="Northgate, room 4"))


# --- what was never asked


def asked_in(story: Story, kind: type[Entry], **typed: str) -> set[str]:
    """The questions that a form requires in this case, with these answers typed."""
    return {each.question for each in read(kind, typed, story.case.facts).missing}


def test_the_family_says_itself_what_is_different_at_the_school() -> None:
    tobi = accepted(HAMMERSMITH)
    assert "family_view" in asked_in(tobi, MeetingRecord, outcome="agreed")
    assert "family_view" not in asked_in(tobi, MeetingRecord, outcome="adjourned")
    tobi.is_refused("8 September", meets(family_view="."), because_of="MEETING-16")
    tobi.on("8 September", meets(family_view="Nobody there knows me, and they have a farm"))


def test_reviews_look_again_at_whether_the_child_is_alone() -> None:
    tobi = placed(WARWICKSHIRE)
    assert "among_others" in asked_in(tobi, Review) and "among_others" in asked_in(tobi, FinalReview)


def test_reviews_say_what_the_agencies_were_told_where_there_are_any() -> None:
    assert "agencies_told" not in asked_in(placed(WARWICKSHIRE), Review)
    with_support = placed(WARWICKSHIRE, agency_support="Early help goes on")
    assert "agencies_told" in asked_in(with_support, Review) & asked_in(with_support, FinalReview)
    tobi = accepted(WARWICKSHIRE, social_care="child in need")
    assert "agencies_told" in asked_in(tobi, Review)


def test_the_receiving_school_answers_which_adjustments_it_makes() -> None:
    accepts = {"answer": "accept in principle"}
    tobi = about_to_ask(has_disability=True, adjustments="A seat near the board")
    tobi.on("3 September", asks())
    assert "adjustments_made" in asked_in(tobi, Response, **accepts)
    tobi.is_refused("4 September", answers(adjustments_made="Yes."), because_of="ANSWER-7")
    tobi.on("4 September", answers(adjustments_made="A seat near the board, and large print"))
    assert "adjustments_made" not in asked_in(about_to_ask(), Response, **accepts)


def test_a_decision_on_a_report_that_the_home_school_says_is_wrong_has_to_be_explained() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.on("19 October", corrects(WeeklyReport, what_is_wrong="He was at school on Thursday"))
    tobi.on("20 October", decides(TRANSFER, "2 November"), asks_why="FINAL-12")


# --- a parent's no before the first day


def test_a_mother_takes_her_consent_back_before_the_first_day_and_the_child_stays_at_home() -> None:
    tobi = agreed(HAMMERSMITH)
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.on("10 September", consent(TO_PLACEMENT, MOTHER, answer="withdrawn"))
    tobi.is_expected("home", "11 September", "18 December")
    planned = planned_turn(tobi.case)
    assert planned is not None and planned.waits_for == ("Mrs J. Adeyemi to agree",)
    tobi.on("11 September", consent(TO_PLACEMENT, MOTHER))
    tobi.is_expected("receiving", "14 September", "23 October")


def test_a_child_who_came_all_the_same_was_there_and_the_start_stands_without_ground() -> None:
    tobi = agreed(HAMMERSMITH)
    tobi.on("10 September", consent(TO_PLACEMENT, MOTHER, answer="withdrawn"))
    tobi.finds_in_the_sheet("14 September", starts())
    tobi.is_expected("receiving", "14 September", "23 October")
    assert lacks(tobi) == [("STARTS-3", "meeting_record")]


def test_under_a_direction_a_mother_s_no_before_the_first_day_moves_nobody() -> None:
    tobi = agreed(HAMMERSMITH, DIRECTION)
    tobi.on("10 September", consent(TO_PLACEMENT, MOTHER, answer="withdrawn"))
    tobi.is_expected("receiving", "14 September", "23 October")
