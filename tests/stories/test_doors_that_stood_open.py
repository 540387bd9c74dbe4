"""Ways round a guard: what one form refuses is refused by every other, and what cannot be refused takes the ground away."""

from __future__ import annotations

from record.consents import PLACEMENT as TO_PLACEMENT
from record.consents import TRANSFER as TO_TRANSFER
from record.forms.before_you_start import BeforeYouStart
from record.forms.ending import BACK_HOME, ELSEWHERE
from record.forms.final_review import RETURN, TRANSFER
from record.forms.la_record import ANOTHER_ROUTE
from record.stage import Stage
from rules.judging import without_ground
from tests.record.a_case import MOTHER
from tests.stories.a_story import DIRECT, DIRECTION, HAMMERSMITH, WARWICKSHIRE, Story, the
from tests.stories.acts import consent, corrects, directs, la_records
from tests.stories.acts_from_the_start import changes_the_roll, decides, ends, ends_early, reviews, starts
from tests.stories.beginnings import agreed, placed, reported_until

ROLL = "receiving school: roll change by {}"


def lacks(story: Story) -> list[tuple[str, str]]:
    """What stands without ground: the gate, and the form that made it."""
    return [(each.rule, each.kind) for each in without_ground(story.case)]


def test_the_home_school_makes_a_placement_permanent_by_correcting_the_kind_of_move() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "25 September")
    to_direct = corrects(BeforeYouStart, route=DIRECT)
    tobi.is_refused(
        "28 September",
        to_direct,
        because_of="BEFORE-13 PERMANENT-1 PERMANENT-2 SIGNATURE-3",
        asks_why="BEFORE-12 SIGNATURE-5 FIRST-DAY-9",
    )
    tobi.on("28 September", la_records(ANOTHER_ROUTE))
    tobi.is_refused(
        "28 September",
        to_direct,
        because_of="PERMANENT-1 PERMANENT-2 SIGNATURE-3",
        asks_why="BEFORE-12 SIGNATURE-5 FIRST-DAY-9",
    )
    tobi.finds_in_the_sheet("28 September", to_direct)
    assert lacks(tobi) == [("PERMANENT-1", "meeting_record"), ("PERMANENT-2", "meeting_record")]
    deletion = changes_the_roll("home school")
    tobi.finds_in_the_sheet("29 September", deletion)
    assert lacks(tobi)[-1] == ("ROLL-13", "roll_change"), "nothing builds on it"


def test_a_mother_takes_her_consent_back_in_the_consent_form_and_the_child_comes_home() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    tobi.on("24 September", consent(TO_PLACEMENT, MOTHER, answer="withdrawn"))
    tobi.is_expected("receiving", "24 September")
    tobi.is_expected("home", "25 September", "18 December")
    tobi.asks_beside("home school: say when and where the child comes back, and who meets them by 24 September")
    tobi.on(
        "24 September", ends("withdrawn", last_session_on="24 September", next_place=BACK_HOME, next_on="25 September")
    )
    tobi.is_met("25 September", "08:30", "Main reception", "Ms T. Okafor")


def test_a_pupil_or_an_earlier_choice_withdrawn_moves_nobody() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    tobi.on("24 September", consent(TO_PLACEMENT, "The pupil", answer="withdrawn"))
    tobi.is_expected("receiving", "25 September", "23 October")


def test_a_mother_withdraws_under_a_direction_which_stands_until_the_board_ends_it() -> None:
    tobi = reported_until(placed(WARWICKSHIRE, DIRECTION), "18 September")
    tobi.on("24 September", consent(TO_PLACEMENT, MOTHER, answer="withdrawn"))
    tobi.is_expected("receiving", "25 September", "23 October")
    tobi.is_expected("home", "2 November", "18 December")
    tobi.on("28 September", directs("revocation", revoked_from="1 October"))
    tobi.is_expected("home", "1 October", "18 December")


def test_after_the_review_decided_she_stays_her_mother_takes_it_back_and_no_name_comes_off() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.on("20 October", decides(TRANSFER, "2 November"))
    tobi.on("22 October", consent(TO_TRANSFER, MOTHER, answer="withdrawn"), takes_the_ground_by="DECISION-2")
    assert lacks(tobi) == [("DECISION-2", "final_review")]
    tobi.is_refused("2 November", changes_the_roll("home school"), because_of="ROLL-13")
    tobi.on("2 November", consent(TO_TRANSFER, MOTHER), settles="DECISION-2")
    tobi.on("2 November", changes_the_roll("home school"))


def test_a_final_review_on_the_third_day_sends_the_child_back_against_the_home_head() -> None:
    tobi = placed(HAMMERSMITH)
    minds = dict.fromkeys(("home_head_agrees", "parents_agree", "pupil_agrees"), False)
    back = {"result": "not met", "why_not_all": "Everybody but the receiving head", **minds}
    tobi.is_refused("16 September", decides(RETURN, "17 September", **back), because_of="TIME-2", asks_why="TIME-1")
    tobi.on("16 September", decides(RETURN, "17 September", result="not met"), asks_why="TIME-1")
    tobi.is_expected("home", "17 September", "18 December")


def test_a_transfer_in_the_second_week_asks_why() -> None:
    tobi = reported_until(placed(WARWICKSHIRE), "18 September")
    tobi.on("22 September", decides(TRANSFER, "28 September"), asks_why="TIME-1")
    tobi.then(Stage.FINAL_REVIEW_HELD, "receiving", "receiving school: weekly report by 25 September", HOME_ROLL)


HOME_ROLL = "home school: roll change by 28 September"


def test_a_return_half_a_year_after_the_placement_asks_where_the_child_is_until_then() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "16 October")
    tobi.on("20 October", decides(RETURN, "12 April", result="not met"), asks_why="BACK-1")


def test_an_early_ending_that_brings_the_child_back_weeks_later_asks_where_it_is_until_then() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    tobi.on("24 September", ends_early("19 October"), asks_why="BACK-1")


def test_a_new_start_after_the_agreed_end_is_refused_and_a_late_one_is_explained() -> None:
    tobi = agreed(WARWICKSHIRE)
    tobi.is_refused(
        "14 September",
        starts(False, new_start_on="2 November", started_on="14 September"),
        because_of="STARTS-1",
    )


def test_a_last_day_three_weeks_after_the_parents_withdrew_is_refused() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    back = {"next_place": BACK_HOME, "next_on": "16 October"}
    tobi.is_refused("24 September", ends("withdrawn", last_session_on="15 October", **back), because_of="ENDING-9")


def test_a_child_who_is_permanently_excluded_is_not_expected_at_half_past_eight() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "18 September")
    back = {"next_place": BACK_HOME, "next_on": "25 September"}
    tobi.is_refused(
        "24 September", ends("permanent exclusion", last_session_on="24 September", **back), because_of="ENDING-10"
    )
    elsewhere = {"next_place": ELSEWHERE, "next_name": "Bridge House", "next_on": "1 October"}
    tobi.on("24 September", ends("permanent exclusion", last_session_on="24 September", **elsewhere))
    tobi.is_expected("permanently excluded", "25 September", "30 September")
    tobi.is_expected("Bridge House", "1 October", "18 December")


def test_a_direction_is_extended_only_as_far_as_the_board_s_notice_reaches() -> None:
    tobi = reported_until(placed(HAMMERSMITH, DIRECTION), "16 October")
    tobi.on("20 October", reviews(extends=True, new_end_on="20 November"))
    tobi.is_expected("home", "2 November", "18 December")
    tobi.on("20 October", directs("renewal", first_day_on="2 November", last_day_on="19 November"))
    assert tobi.case.placement and tobi.case.placement.ends_on == the("23 October")
    tobi.is_expected("receiving", "2 November", "19 November")
    tobi.on("21 October", directs("renewal", first_day_on="2 November", last_day_on="20 November"))
    tobi.is_in_week(6, of=10)
    tobi.is_expected("receiving", "2 November", "20 November")
    tobi.is_expected("home", "23 November", "18 December")
