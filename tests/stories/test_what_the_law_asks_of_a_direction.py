"""A direction as the law has it: what is said from the start, who is told in writing and how, who is invited to its reviews,
and what the board decides after each. On both sides of every boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from record.case import Case
from record.entry import Filed
from record.forms.approach import Approach
from record.forms.board_decision import BoardDecision
from record.forms.final_review import RETURN
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.review_request import ReviewRequest
from record.forms.start import Start
from record.forms.telling import FamilyTold
from record.stage import Stage
from record.tables import School
from rules.due import due
from tests.record.a_case import HOME, MOTHER, a_parent, filed
from tests.stories.a_story import DIRECTION, NATIONAL, Story, the
from tests.stories.acts import FATHER, corrects, directs, everybody_consents, in_writing, invited, meets, signs
from tests.stories.acts_from_the_start import decides, reviews, reviews_the_direction, starts
from tests.stories.beginnings import accepted, placed, reported_until

FINAL = "receiving school: the final review by 23 October"
HEAD = {"name": "Mrs K. Bell", "role": "home head teacher", "presence": "came"}
CAME = invited("home school", "receiving school", "parent", "pupil")


def agreed(*parents: str, **child: Any) -> Story:
    """Everything but the board's direction is there."""
    tobi = accepted(NATIONAL, DIRECTION, *parents, **child)
    tobi.on("8 September", meets(), everybody_consents, signs)
    return tobi


def under_way() -> Story:
    """A direction to 23 October that has run for three weeks, on its Friday 2 October."""
    tobi = reported_until(placed(NATIONAL, DIRECTION), "2 October")
    assert tobi.case.today == the("2 October")
    return tobi


def goes_on(until: str, **said: Any) -> Any:
    """The board decides after the review of 2 October that the direction continues until a day."""
    return directs("continuation", follows_review=True, review_on="2 October", continues_until=until, **said)


def requests_a_review(case: Case) -> tuple[Filed, ...]:
    """A parent asks in writing for a review, today."""
    return (filed(ReviewRequest(asked_by="a parent", name=MOTHER, asked_on=case.today)),)


# --- from the start


def test_the_longest_time_that_is_proposed_reaches_the_last_day_of_the_notice() -> None:
    tobi = agreed()
    tobi.is_refused("9 September", directs(longest_until="22 October"), because_of="DIRECTION-19")
    tobi.on("9 September", directs(longest_until="23 October"))


def test_a_renewal_past_the_longest_time_that_was_proposed_says_why() -> None:
    tobi = agreed()
    tobi.on("9 September", directs(longest_until="13 November"))
    tobi.could_be_filed("21 October", directs("renewal", first_day_on="2 November", last_day_on="13 November"))
    longer = directs("renewal", first_day_on="2 November", last_day_on="16 November")
    tobi.could_be_filed("21 October", longer, asks_why="DIRECTION-20")


# --- in writing


def test_every_parent_who_is_told_has_the_notice_also_without_responsibility() -> None:
    tobi = agreed()
    carer = a_parent("Mrs G. Adeyemi").model_copy(update={"has_responsibility": False, "lives_with_child": True})
    absent = carer.model_copy(update={"lives_with_child": False, "address": "9 High Road\nRiverside"})
    to_the_mother = ({"to": MOTHER, "given_on": the("9 September"), "how": "by post"},)
    tobi.is_refused(
        "9 September",
        corrects(Referral, parents=(a_parent(), carer)),
        directs(notices=to_the_mother),
        because_of="DIRECTION-12",
    )
    tobi.on("9 September", corrects(Referral, parents=(a_parent(), absent)), directs(notices=to_the_mother))


def test_the_authority_of_an_ehc_plan_has_the_notice_too() -> None:
    tobi = agreed()
    has_plan = corrects(Referral, sen_stage="EHC plan")
    to_the_mother = ({"to": MOTHER, "given_on": the("9 September"), "how": "by post"},)
    to_both = (*to_the_mother, {"to": "Riverside Council", "given_on": the("9 September"), "how": "by e-mail"})
    tobi.is_refused(
        "9 September", has_plan, directs(notices=to_the_mother), because_of="DIRECTION-12", asks_why="REFERRAL-3"
    )
    tobi.could_be_filed("9 September", has_plan, directs(notices=to_both), asks_why="REFERRAL-3")


def test_a_notice_goes_by_e_mail_only_to_a_parent_who_agreed_to_that() -> None:
    tobi = agreed(MOTHER, FATHER)
    willing = a_parent().model_copy(update={"agrees_to_email": True})
    by_mail = corrects(Referral, parents=(willing, a_parent(FATHER)))
    ways = ({"to": MOTHER, "given_on": the("9 September"), "how": "by e-mail"},)
    posted = (*ways, {"to": FATHER, "given_on": the("9 September"), "how": "by post"})
    mailed = (*ways, {"to": FATHER, "given_on": the("9 September"), "how": "by e-mail"})
    tobi.is_refused("9 September", directs(notices=posted), because_of="DIRECTION-13")
    tobi.is_refused("9 September", by_mail, directs(notices=mailed), because_of="DIRECTION-13")
    tobi.on("9 September", by_mail, directs(notices=posted))


def test_notice_counts_from_the_day_on_which_the_last_of_them_has_it() -> None:
    tobi = agreed(MOTHER, FATHER)
    late = ({"to": MOTHER, "given_on": the("9 September"), "how": "by post"},)
    late = (*late, {"to": FATHER, "given_on": the("10 September"), "how": "by post"})
    tobi.is_refused(
        "10 September",
        directs(notice_given_on="9 September", notices=late),
        because_of="DIRECTION-2 DIRECTION-14 DIRECTION-21",
    )
    tobi.is_refused(
        "10 September",
        directs(decided_on="9 September", notice_given_on="9 September", notices=late),
        because_of="DIRECTION-14",
    )
    tobi.on("10 September", directs(decided_on="9 September", notices=late))


def test_a_direction_recorded_before_anybody_asked_for_all_this_stands_as_it_did() -> None:
    tobi = agreed()
    tobi.on("9 September", directs(notices=()))
    tobi.on("14 September", starts())
    tobi.is_expected("receiving", "14 September", "23 October")
    reported_until(tobi, "2 October")
    tobi.on("2 October", reviews())
    tobi.then(Stage.PLACED, "receiving", "receiving school: the final review by 23 October")


# --- reviews


def test_everybody_is_invited_six_days_before_a_review() -> None:
    tobi = under_way()
    tobi.could_be_filed("2 October", reviews_the_direction(invited_on="26 September"))
    tobi.could_be_filed("2 October", reviews_the_direction(invited_on="27 September"), asks_why="REVIEW-8")
    tobi.is_refused(
        "2 October", reviews_the_direction(invited_on="3 October"), because_of="REVIEW-12 PAST-13", asks_why="REVIEW-8"
    )


def test_the_head_and_a_nominee_who_is_not_the_head_are_invited() -> None:
    tobi = under_way()
    nominee = {"name": "Mr P. Hale", "role": "board's nominee", "presence": "came"}
    itself = {**nominee, "name": "mrs K. Bell"}
    tobi.could_be_filed("2 October", reviews_the_direction(people=(*CAME, nominee)), asks_why="REVIEW-9")
    tobi.could_be_filed("2 October", reviews_the_direction(people=(*CAME, HEAD)), asks_why="REVIEW-9")
    tobi.is_refused("2 October", reviews_the_direction(people=(*CAME, HEAD, itself)), because_of="REVIEW-10")
    tobi.could_be_filed("2 October", reviews_the_direction(people=(*CAME, HEAD, nominee)))


def test_the_authority_of_an_ehc_plan_is_invited() -> None:
    tobi = under_way()
    has_plan = corrects(Referral, sen_stage="EHC plan")
    without = (*CAME, HEAD, *invited("board's nominee"))
    tobi.could_be_filed("2 October", has_plan, reviews_the_direction(people=without), asks_why="REFERRAL-4 REVIEW-11")
    tobi.could_be_filed("2 October", has_plan, reviews_the_direction(), asks_why="REFERRAL-4")


# --- what the board decides after each


def test_the_board_lets_a_direction_go_on_no_longer_than_its_notice() -> None:
    tobi = under_way()
    tobi.on("2 October", reviews_the_direction())
    tobi.is_refused("5 October", goes_on("24 October"), because_of="DIRECTION-17")
    tobi.is_refused("5 October", goes_on("4 October"), because_of="DIRECTION-17")
    tobi.on("5 October", goes_on("23 October"))
    tobi.is_expected("receiving", "14 September", "23 October")


def test_the_last_word_of_the_board_says_until_when_a_direction_goes_on() -> None:
    tobi = under_way()
    tobi.on("2 October", reviews_the_direction())
    tobi.on("5 October", goes_on("16 October"))
    tobi.is_expected("receiving", "14 September", "16 October")
    tobi.is_expected("home", "19 October", "18 December")
    tobi.is_refused("19 October", goes_on("23 October"), because_of="DIRECTION-17")
    tobi.on("12 October", goes_on("23 October"))
    tobi.is_expected("receiving", "14 September", "23 October")


def test_a_decision_names_a_review_that_was_recorded_or_says_why_there_was_none() -> None:
    tobi = under_way()
    tobi.is_refused("2 October", goes_on("23 October"), because_of="DIRECTION-16")
    ends = {"revoked_from": "5 October", "follows_review": False}
    tobi.is_refused("2 October", directs("revocation", why_no_review="None", **ends), because_of="DIRECTION-18")
    tobi.on("2 October", directs("revocation", why_no_review="The receiving school closed at once", **ends))
    tobi.is_expected("home", "5 October", "18 December")


def test_the_outcome_goes_in_writing_within_six_days_of_the_decision() -> None:
    tobi = under_way()
    tobi.on("2 October", reviews_the_direction())
    tobi.on("2 October", goes_on("23 October", notices=in_writing(tobi.case, None)))
    in_time, late = the("8 October"), the("8 October") + timedelta(days=1)
    tobi.could_be_filed("9 October", corrects(BoardDecision, notices=in_writing(tobi.case, in_time)))
    tobi.could_be_filed(
        "9 October", corrects(BoardDecision, notices=in_writing(tobi.case, late)), asks_why="DIRECTION-15"
    )


def test_agreement_to_go_on_longer_is_sought_and_the_board_decides() -> None:
    tobi = under_way()
    longer = {"extends": True, "new_end_on": "20 November", "parents_agree_extension": False}
    tobi.on("2 October", reviews_the_direction(**longer), asks_why="EXTENSION-6")
    tobi.is_expected("home", "2 November", "18 December")
    renewal = {"first_day_on": "2 November", "last_day_on": "20 November", "review_on": "2 October"}
    tobi.on("5 October", directs("renewal", follows_review=True, **renewal))
    tobi.is_expected("receiving", "2 November", "20 November")
    tobi.is_in_week(4, of=10)


# --- who owes what, and by when


def test_after_a_review_the_board_owes_its_decision_and_then_its_outcome_in_writing() -> None:
    tobi = under_way()
    tobi.on("2 October", reviews_the_direction())
    tobi.asks_beside("home school: the board’s decision after the review by 9 October")
    tobi.on("5 October", goes_on("23 October", notices=in_writing(tobi.case, None)))
    tobi.asks_beside("home school: write to the family what the board decided by 11 October")
    tobi.on("6 October", corrects(BoardDecision, notices=in_writing(tobi.case, the("6 October"))))
    tobi.then(Stage.PLACED, "receiving", "receiving school: weekly report by 9 October", FINAL)


def test_a_review_that_is_asked_for_in_writing_is_owed_unless_one_was_held_in_the_ten_weeks_before() -> None:
    asked = "home school: the review that was asked for by 9 October"
    tobi = under_way()
    tobi.on("2 October", requests_a_review)
    tobi.then(Stage.PLACED, "receiving", asked, FINAL)

    again = under_way()
    again.on("2 October", reviews(), requests_a_review)
    again.then(Stage.PLACED, "receiving", FINAL)


def test_the_family_is_invited_six_days_before_a_review_that_has_a_day() -> None:
    tobi = agreed()
    tobi.on("9 September", directs())
    placement = tobi.case.placement
    assert placement and [each.review_on for each in placement.meeting.reviews] == [the("23 October")]
    tobi.on("14 September", starts())
    reported_until(tobi, "25 September")
    tobi.on("28 September", reviews(next_review_on="12 October"))
    tobi.asks_beside("home school: invite the family to a review by 6 October")
    told = FamilyTold(about="a review", takes_effect_on=the("12 October"), told_on=the("28 September"))
    tobi.on("28 September", lambda case: (filed(told),))
    assert not [each for each in due(tobi.case) if each.duty.id == "tell: review"]


AFTER_ALL = "the board’s decision after the final review"


def test_after_the_final_review_too_the_board_says_what_becomes_of_its_direction() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "16 October")
    tobi.on("21 October", decides(RETURN, "2 November", result="not met"))
    tobi.asks_beside(f"home school: {AFTER_ALL} by 23 October")
    tobi.on("22 October", directs("revocation", follows_review=True, review_on="21 October", revoked_from="23 October"))
    tobi.asks_nothing_of(AFTER_ALL)


def test_a_direction_without_anybody_who_had_it_in_writing_is_not_put_to_the_board_again() -> None:
    tobi = agreed()
    tobi.on("9 September", directs(notices=()))
    tobi.on("14 September", starts())
    reported_until(tobi, "16 October")
    tobi.on("21 October", decides(RETURN, "2 November", result="not met"))
    tobi.asks_nothing_of(AFTER_ALL)


BEGAN_IN_JULY = (
    corrects(Approach, sent_on=date(2026, 7, 1)),
    corrects(Response, answered_on=date(2026, 7, 2)),
    corrects(MeetingRecord, met_on=date(2026, 7, 3), starts_on=date(2026, 7, 13)),
    corrects(BoardDecision, decided_on=date(2026, 7, 6), first_day_on=date(2026, 7, 13)),
    corrects(Start, started_on=date(2026, 7, 13)),
)
"""Before the law of 26 July 2026."""
LOOK = "the board’s decision on a direction that began before 26 July 2026"


@pytest.mark.parametrize(("sort", "is_asked"), [("Academy converter", True), ("", True), ("Community school", False)])
def test_an_academy_has_its_board_look_once_at_a_direction_that_began_before_the_new_law(
    sort: str, is_asked: bool
) -> None:
    tobi = under_way()
    assert tobi.case.placement is not None
    tobi.asks_nothing_of(LOOK)  # this one began under it

    tobi.case = replace(tobi.case, schools={HOME: School(HOME, "Oakfield School", sort)})
    tobi.finds_in_the_sheet("2 October", *BEGAN_IN_JULY)
    asked = [each for each in due(tobi.case) if each.what == LOOK]
    assert [(each.who, each.by, each.is_aside, each.can_be_done) for each in asked] == (
        [("home school", None, True, True)] if is_asked else []
    )
    tobi.finds_in_the_sheet("2 October", directs("continuation", continues_until="23 October"))
    tobi.asks_nothing_of(LOOK)
