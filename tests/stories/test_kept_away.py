"""Days on which the receiving school keeps the child away: suspensions one after another, cancelled ones, a separation."""

from __future__ import annotations

import pytest

from record.entry import Filed
from record.forms.referral import Referral, Suspension
from record.forms.same_day import SEPARATION, SameDay
from record.stage import Stage
from record.words import day
from rules.due import due
from tests.record.a_case import filed
from tests.stories.a_story import HAMMERSMITH, NATIONAL, Act, Story, the
from tests.stories.acts import corrects, dates, tells
from tests.stories.acts_from_the_start import is_suspended, starts
from tests.stories.beginnings import agreed, placed, reported_until

EARLY = "home school: hold an early review, or say why not when you answer the next weekly report by {}"
REPORT = "receiving school: weekly report by {}"
FINAL = "receiving school: the final review by 23 October"
SIXTH = "receiving school: education from the sixth day of suspension in a row by {}"
TOLD = "receiving school: tell those who must know about the suspension by {}"


def in_week_four() -> Story:
    """A child placed and reported on until 2 October."""
    return reported_until(placed(NATIONAL), "2 October")


def is_kept_apart(first: str, **said: object) -> Act:
    """The receiving school keeps the child apart for safeguarding, and tells everybody today."""

    def act(case: object) -> tuple[Filed, ...]:
        careful: dict[str, object] = {
            "what": SEPARATION,
            "happened_on": the(first),
            "separated_from": the(first),
            "look_again_on": the(first),
            "led_by": "Ms T. Okafor",
            "education_meanwhile": "Work from each teacher, and an hour a day with Mr P. Lindqvist by video",
            "home_told": True,
            "told_on": the(first),
            "section_19_told": True,
            "section_19_told_on": the(first),
        }
        return (filed(SameDay(**careful | dates(said)), on=the(first)),)

    return act


# --- the sixth day in a row


def test_two_suspensions_back_to_back_of_five_days_together_need_no_education() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "7 October"))
    tobi.on("7 October", is_suspended("8 October", "9 October", happened_on=the("7 October")))
    tobi.asks_nothing_of("sixth day")


def test_the_sixth_day_in_a_row_is_the_first_of_the_second_week_across_the_weekend() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "7 October"))
    tobi.on("7 October", is_suspended("8 October", "12 October", happened_on=the("7 October")), asks_why="SAME-DAY-7")
    tobi.asks_beside(SIXTH.format("12 October"))
    given = corrects(SameDay, provision_from_day_six="The Orchard Studio, full time")
    tobi.on("8 October", given, settles="SAME-DAY-7")
    tobi.asks_nothing_of("sixth day")


KNOWS, ARRANGED = "education during a suspension", "The Orchard Studio, 9:00 to 14:30"


def knows_by(tobi: Story) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """By when the family is to know of the education, of which day, and whom that waits for."""
    return [(day(each.by), each.of, each.waits_for) for each in due(tobi.case) if KNOWS in each.what and each.by]


def test_the_family_knows_of_the_education_two_days_before_it_begins() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    assert knows_by(tobi) == []  # five days
    tobi.on("5 October", corrects(SameDay, suspended_to="13 October"), asks_why="SAME-DAY-7")
    friday, of = "Friday 9 October", ("Monday 12 October",)
    assert knows_by(tobi) == [(friday, of, ("education to be arranged",))]
    tobi.on("6 October", corrects(SameDay, provision_from_day_six=ARRANGED), settles="SAME-DAY-7")
    assert knows_by(tobi) == [(friday, of, ())]
    tobi.on("13 October")
    assert knows_by(tobi) == [(friday, of, ())]
    tobi.on("14 October")
    assert knows_by(tobi) == []  # the child is back


def test_another_sixth_day_is_told_again() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "15 October", provision_from_day_six=ARRANGED))
    tobi.on("5 October", tells(KNOWS, "12 October"))
    assert knows_by(tobi) == []
    tobi.on("6 October", corrects(SameDay, suspended_from="8 October"))
    assert knows_by(tobi) == [("Tuesday 13 October", ("Thursday 15 October",), ())]


def test_where_it_begins_at_once_the_family_knows_the_day_it_was_decided() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    on_monday = {"happened_on": the("12 October"), "told_on": the("12 October"), "la_told_on": the("12 October")}
    tobi.on("12 October", is_suspended("12 October", "13 October", provision_from_day_six=ARRANGED, **on_monday))
    assert knows_by(tobi) == [("Monday 12 October", ("Monday 12 October",), ())]


def test_a_school_day_between_two_suspensions_begins_the_count_anew() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "7 October"))
    tobi.on("9 October", is_suspended("9 October", "14 October"))
    tobi.asks_nothing_of("sixth day")


def test_the_home_schools_suspension_just_before_the_placement_counts_too() -> None:
    tobi = agreed(NATIONAL)
    at_home = (Suspension(began_on=the("9 September"), sessions=6, reason="Fighting"),)
    tobi.on("14 September", corrects(Referral, suspensions=at_home, suspension_days=3.0), starts())
    tobi.on("14 September", is_suspended("14 September", "15 September"))
    tobi.asks_nothing_of("sixth day")  # 9, 10, 11, 14 and 15 September are five
    tobi.on("14 September", corrects(SameDay, suspended_to="16 September"), asks_why="SAME-DAY-7")
    tobi.asks_beside(SIXTH.format("16 September"))


def test_what_was_written_before_anybody_was_asked_who_was_told_is_looked_at_alone() -> None:
    tobi = in_week_four()
    old = {"la_told": None, "la_told_on": None, "happened_on": the("5 October"), "told_on": the("5 October")}
    tobi.on("5 October", is_suspended("5 October", "7 October", **old))
    tobi.on("7 October", is_suspended("8 October", "12 October", **old))
    tobi.asks_nothing_of("sixth day")
    tobi.asks_nothing_of("those who must know")
    tobi.is_refused("7 October", is_suspended("8 October", "15 October", **old), because_of="", asks_why="SAME-DAY-7")


# --- who is told


def test_the_authority_is_told_of_a_suspension_of_one_day_the_same_day() -> None:
    tobi = in_week_four()
    nobody = is_suspended("5 October", "5 October", la_told=False, la_told_on=None)
    tobi.on("5 October", nobody, asks_why="SAME-DAY-9")
    tobi.asks_beside(TOLD.format("5 October"))
    tobi.on("5 October", corrects(SameDay, la_told=True, la_told_on="5 October"), settles="SAME-DAY-9")
    tobi.asks_nothing_of("those who must know")


@pytest.mark.parametrize(("on", "why"), [("5 October", ""), ("6 October", "SAME-DAY-10")])
def test_without_delay_is_the_day_on_which_it_was_decided(on: str, why: str) -> None:
    tobi = in_week_four()
    tobi.on(
        "6 October", is_suspended("5 October", "7 October", told_on=the("5 October"), la_told_on=the(on)), asks_why=why
    )


def test_nobody_hears_of_a_suspension_before_it_was_decided() -> None:
    tobi = in_week_four()
    early = is_suspended("5 October", "7 October", la_told_on=the("2 October"))
    tobi.is_refused("5 October", early, because_of="SAME-DAY-18")


# --- a suspension that is cancelled

CANCELLED = {
    "is_cancelled": True,
    "board_had_met": False,
    "cancelled_on": "6 October",
    "cancelled_because": "The child’s own account was heard, and it was somebody else.",
    "cancellation_told": True,
    "cancellation_told_on": "6 October",
}


def test_a_cancelled_suspension_has_the_child_back_from_the_session_named() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    tobi.on("6 October", corrects(SameDay, back_on="6 October", back_half="afternoon", **CANCELLED))
    tobi.is_expected_in_the("morning", "suspended", "6 October")
    tobi.is_expected_in_the("afternoon", "receiving", "6 October")
    tobi.is_expected("receiving", "7 October", "23 October")
    tobi.registers_show("6 October", home="D", receiving="E")
    tobi.registers_show("7 October", home="D", receiving="✓")
    tobi.asks_beside("receiving school: tell the family of a suspension that is cancelled by 6 October")


def test_one_that_is_cancelled_before_it_begins_never_was() -> None:
    tobi = in_week_four()
    tobi.on("6 October", is_suspended("7 October", "9 October", happened_on=the("6 October")))
    tobi.on("6 October", corrects(SameDay, back_on="7 October", back_half="morning", **CANCELLED))
    tobi.is_expected("receiving", "5 October", "23 October")


def test_once_the_board_has_met_nobody_else_cancels_it() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    met = {**CANCELLED, "board_had_met": True}
    tobi.is_refused(
        "6 October", corrects(SameDay, back_on="7 October", back_half="morning", **met), because_of="SAME-DAY-11"
    )


@pytest.mark.parametrize(("back_on", "why"), [("7 October", ""), ("8 October", "SAME-DAY-13")])
def test_the_child_is_back_by_the_next_school_day(back_on: str, why: str) -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    tobi.on("6 October", corrects(SameDay, back_on=back_on, back_half="morning", **CANCELLED), asks_why=why)


@pytest.mark.parametrize("back_on", ["5 October", "10 October"])
def test_nobody_is_back_before_it_was_cancelled_or_on_a_saturday(back_on: str) -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    cancelled = corrects(SameDay, back_on=back_on, back_half="morning", **CANCELLED)
    late = "SAME-DAY-13" if back_on == "10 October" else ""
    tobi.is_refused("6 October", cancelled, because_of="SAME-DAY-12", asks_why=late)


def test_who_knew_of_it_is_told_that_it_is_cancelled() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    untold = {**CANCELLED, "cancellation_told": False, "cancellation_told_on": None}
    tobi.on("6 October", corrects(SameDay, back_on="7 October", back_half="morning", **untold), asks_why="SAME-DAY-14")
    tobi.asks_beside("receiving school: tell everyone who knew of the suspension that it is cancelled by 6 October")


@pytest.mark.parametrize(("before", "refused"), [(41.5, ""), (42.0, "SAME-DAY-8")])
def test_days_that_were_cancelled_do_not_count_towards_forty_five(before: float, refused: str) -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_suspended("5 October", "9 October"))
    tobi.on("6 October", corrects(SameDay, back_on="6 October", back_half="afternoon", **CANCELLED))
    before_it = corrects(Referral, suspension_days=before)
    more = is_suspended("8 October", "9 October")  # a day and a half are left, and two more come
    tobi.is_refused("8 October", before_it, more, because_of=refused, asks_why="EVIDENCE-2")


# --- kept apart for safeguarding


def test_a_separation_is_no_suspension_and_no_register_code_is_printed() -> None:
    tobi = in_week_four()
    tobi.on("5 October", is_kept_apart("5 October", look_again_on="9 October"))
    again = "receiving school: look again at the separation for safeguarding by 9 October"
    tobi.then(Stage.PLACED, "kept apart for safeguarding (not a suspension)", REPORT.format("9 October"), again, FINAL)
    tobi.registers_show("5 October", home="D", receiving="?")
    tobi.asks_beside("receiving school: tell the family of a separation for safeguarding by 5 October")
    tobi.on("9 October", corrects(SameDay, look_again_on="14 October"))
    tobi.asks_beside("receiving school: look again at the separation for safeguarding by 14 October")
    tobi.on("14 October", corrects(SameDay, separated_to="14 October"))
    tobi.is_expected("kept apart for safeguarding (not a suspension)", "5 October", "14 October")
    tobi.is_expected("receiving", "15 October", "23 October")
    tobi.asks_nothing_of("looked at again")


def test_the_authority_hears_of_a_separation_the_same_day_as_it_arranges_education() -> None:
    tobi = in_week_four()
    untold = is_kept_apart("5 October", section_19_told=False, section_19_told_on=None)
    tobi.on("5 October", untold, asks_why="SAME-DAY-17")
    tobi.asks_beside("receiving school: tell the local authority that the child is kept apart by 5 October")


@pytest.mark.parametrize(
    ("said", "because_of"),
    [
        ({"separated_to": "2 October"}, "SAME-DAY-16"),
        ({"look_again_on": "2 October"}, "SAME-DAY-16"),
        ({"separated_from": "11 September"}, "SAME-DAY-15"),
    ],
)
def test_a_separation_lies_within_the_placement_and_ends_after_it_begins(said: dict[str, str], because_of: str) -> None:
    in_week_four().is_refused("5 October", is_kept_apart("5 October", **said), because_of=because_of)


def test_a_suspension_within_a_separation_is_marked_as_one() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "2 October")
    tobi.on("5 October", is_kept_apart("5 October"))
    tobi.on("6 October", is_suspended("6 October", "7 October"))
    tobi.registers_show("5 October", home="D", receiving="?")
    tobi.registers_show("6 October", home="D", receiving="E")
    tobi.registers_show("8 October", home="D", receiving="?")
