"""The day of a review is one day: what the meeting gave, a review gave or somebody set since; whatever the family was told else
is told again, and corrected."""

from __future__ import annotations

from datetime import date, time

from letters.from_case.corrected import corrected
from record.case import Case
from record.entry import Filed
from record.forms.meeting_record import MeetingRecord, ReviewDate
from record.forms.telling import THE_REVIEW
from record.placement_days import review_days, review_to_come
from rules.due import due
from tests.stories.a_story import DIRECTION, NATIONAL, PLACEMENT, Act, Story, the
from tests.stories.acts import corrects, sets_the_meeting, tells
from tests.stories.acts_from_the_start import reviews
from tests.stories.beginnings import placed, reported_until

INVITE = "home school: invite the family to a review by {}"


def with_reviews_on(*days: str, route: str = PLACEMENT) -> Story:
    """A placement of 14 September to 23 October, on 25 September, of which the family was given these days."""
    tobi = reported_until(placed(NATIONAL, route), "25 September")
    tobi.on("25 September", gave(*days))
    return tobi


def gave(*days: str) -> Act:
    """The record of the meeting says these days."""

    def act(case: Case) -> tuple[Filed, ...]:
        return corrects(MeetingRecord, reviews=tuple(ReviewDate(review_on=the(day)) for day in days))(case)

    return act


def stands(tobi: Story) -> list[str]:
    """The days that the family has for reviews, as they stand."""
    return [f"{day.day}.{day.month}" for day in review_days(tobi.case)]


def another(tobi: Story) -> tuple[date | None, date | None, time | None, str | None] | None:
    """What a letter says of a day of a review that changed: before, now, at what time and where."""
    found = corrected(tobi.case)
    return (found.before, found.now, found.meets_at, found.meets_where) if found else None


def test_a_day_that_is_set_takes_the_place_of_the_review_that_comes_next() -> None:
    tobi = with_reviews_on("2 October", "12 October", "23 October")
    to_come = review_to_come(tobi.case)
    assert to_come and (to_come.meets_on, to_come.meets_at, to_come.meets_where) == (the("2 October"), None, None)
    tobi.asks_beside("receiving school: a review by 2 October")
    tobi.asks_nothing_of("invite the family")  # nothing was set since the agreement said it

    tobi.on("28 September", sets_the_meeting("5 October"))
    assert stands(tobi) == ["5.10", "12.10", "23.10"]
    tobi.asks_beside("receiving school: a review by 5 October", INVITE.format("29 September"))
    to_come = review_to_come(tobi.case)
    assert to_come and (to_come.meets_at, to_come.meets_where) == (time(15, 30), "The library")
    tobi.on("28 September", tells(THE_REVIEW, "5 October"))
    tobi.asks_nothing_of("invite the family")

    tobi.on("29 September", sets_the_meeting("6 October"))  # and once more
    assert stands(tobi) == ["6.10", "12.10", "23.10"]
    tobi.asks_beside(INVITE.format("30 September"))
    assert another(tobi) == (the("5 October"), the("6 October"), time(15, 30), "The library")
    tobi.on("29 September", tells(THE_REVIEW, "6 October"))
    tobi.asks_nothing_of("invite the family")
    assert another(tobi) is None

    tobi.on("6 October", reviews())
    assert another(tobi) is None  # what comes next is another review, and no other day of this one
    tobi.on("7 October", sets_the_meeting("13 October"))
    assert stands(tobi) == [
        "6.10",
        "12.10",
        "13.10",
    ]  # that of the 6th was in the week of the 12th: the last one is moved


def test_what_a_review_gives_counts_from_that_review_on() -> None:
    tobi = with_reviews_on("2 October")
    tobi.on("28 September", sets_the_meeting("1 October"))
    tobi.on("1 October", reviews(next_review_on="15 October"))
    assert stands(tobi) == ["1.10", "15.10"]
    to_come = review_to_come(tobi.case)
    assert to_come and to_come.meets_on == the("15 October")


def test_a_day_the_family_was_told_and_which_a_correction_changed_is_told_again() -> None:
    tobi = with_reviews_on("12 October")
    tobi.on("25 September", tells(THE_REVIEW, "12 October"))
    tobi.asks_nothing_of("invite the family")
    tobi.on("28 September", gave("14 October"))
    tobi.asks_beside(INVITE.format("9 October"))
    assert another(tobi) == (the("12 October"), the("14 October"), None, None)
    tobi.on("28 September", tells(THE_REVIEW, "14 October"))
    tobi.asks_nothing_of("invite the family")


def test_under_a_direction_a_day_set_for_the_review_is_told_too() -> None:
    tobi = with_reviews_on("12 October", route=DIRECTION)
    tobi.asks_beside(INVITE.format("6 October"))
    tobi.on("28 September", sets_the_meeting("13 October"))
    invites = [(each.by, each.day) for each in due(tobi.case) if each.duty.id == "tell: review"]
    assert invites == [(the("29 September"), the("13 October"))]


def test_the_day_set_for_the_meeting_that_agreed_the_move_is_no_day_of_a_review() -> None:
    tobi = with_reviews_on("12 October")
    tobi.on("25 September", sets_the_meeting("15 September", set_on=the("7 September")))  # it agreed on the 8th
    assert stands(tobi) == ["12.10"]
    tobi.on("25 September", sets_the_meeting("15 September", set_on=the("8 September")))
    assert stands(tobi) == ["15.9"]
