"""The first day: the return of a new pupil, and a child who does not come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from record.forms.meeting_record import MeetingRecord
from record.forms.start import Start
from record.stage import Stage
from record.tables import School
from tests.record.a_case import RECEIVING
from tests.stories.a_story import DIRECT, DIRECTION, HAMMERSMITH, NATIONAL, PROVISION, WARWICKSHIRE, Story
from tests.stories.acts import corrects
from tests.stories.acts_from_the_start import starts
from tests.stories.beginnings import agreed

STARTED = "receiving school: did the child start? by 14 September"
FOLLOWED = "receiving school: follow up the absence on the first day by 14 September"
RETURN = "receiving school: new-pupil return by 18 September"
FINAL = "receiving school: the final review by 23 October"
FRIDAY = "receiving school: weekly report by 18 September"


@pytest.mark.parametrize(("sent_on", "why"), [("19 September", ""), ("20 September", "FIRST-DAY-8")])
def test_the_return_goes_by_the_fifth_day_weekends_counted(sent_on: str, why: str) -> None:
    tobi = agreed(NATIONAL)
    tobi.on("14 September", starts())
    tobi.asks_beside(RETURN)  # the fifth day is a Saturday: the last school day before it
    tobi.on("20 September", corrects(Start, new_pupil_return_on=sent_on), asks_why=why)


@pytest.mark.parametrize(("sent_on", "why"), [("19 September", ""), ("20 September", "FIRST-DAY-8")])
def test_a_child_who_came_late_does_not_move_the_day_of_the_return(sent_on: str, why: str) -> None:
    tobi = agreed(NATIONAL)
    tobi.on("16 September", starts(), asks_why="FIRST-DAY-3")
    tobi.asks_beside(RETURN)
    tobi.on("20 September", corrects(Start, new_pupil_return_on=sent_on), asks_why=why)


def test_a_first_day_put_off_in_time_moves_the_day_of_the_return() -> None:
    tobi = agreed(NATIONAL)
    tobi.on("11 September", starts(False, was_put_off=True, new_start_on="21 September"))
    tobi.is_expected("home", "14 September", "18 September")
    tobi.on("21 September", starts())
    tobi.asks_beside("receiving school: new-pupil return by 25 September")


@pytest.mark.parametrize("pack", [HAMMERSMITH, WARWICKSHIRE, NATIONAL])
def test_a_child_who_does_not_come_is_absent_and_is_followed_up_the_same_day(pack: str) -> None:
    tobi = _absent(pack)
    tobi.then(Stage.PLACED, "receiving", STARTED, FOLLOWED, FRIDAY, FINAL)
    tobi.asks_beside(RETURN)
    tobi.registers_show("14 September", home="D", receiving="✓")
    tobi.on("14 September", corrects(Start, followed_up="His mother rang back at ten: he has a cold."))
    tobi.then(Stage.PLACED, "receiving", STARTED, FRIDAY, FINAL)
    tobi.on("16 September", starts(), asks_why="FIRST-DAY-3")
    tobi.then(Stage.PLACED, "receiving", FRIDAY, FINAL)
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.asks_beside(RETURN)


def test_on_a_direction_too_the_name_stands_from_the_day_of_the_notice() -> None:
    tobi = agreed(NATIONAL, DIRECTION)
    tobi.on("14 September", starts(False, was_put_off=False))
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.registers_show("14 September", home="D", receiving="✓")


def test_nobody_is_absent_from_a_day_that_has_not_come() -> None:
    agreed(NATIONAL).is_refused("11 September", starts(False, was_put_off=False), because_of="FIRST-DAY-13")


@pytest.mark.parametrize(("on", "why"), [("11 September", ""), ("14 September", "FIRST-DAY-14")])
def test_another_first_day_is_agreed_before_the_old_one_comes(on: str, why: str) -> None:
    tobi = agreed(NATIONAL)
    tobi.on(on, starts(False, was_put_off=True, new_start_on="21 September"), asks_why=why)
    tobi.is_expected("home", "14 September", "18 September")
    tobi.is_expected("receiving", "21 September", "23 October")


def test_what_was_written_before_this_was_asked_still_means_a_new_day() -> None:
    tobi = agreed(NATIONAL)
    tobi.on("14 September", starts(False, new_start_on="21 September"))
    tobi.is_expected("home", "14 September", "18 September")
    tobi.is_expected("receiving", "21 September", "23 October")


def _absent(pack: str) -> Story:
    tobi = agreed(pack)
    tobi.on("14 September", starts(False, was_put_off=False))
    return tobi


# --- what the home school sends at the start

COPIES = "home school: copies of the transfer file and the educational record by 5 October"
SENT = {"file_copy_sent_on": "5 October", "record_copy_sent_on": "5 October"}


def test_copies_follow_within_fifteen_school_days_of_the_first_day() -> None:
    tobi = agreed(NATIONAL)
    tobi.on("14 September", starts())
    tobi.asks_beside(COPIES)
    tobi.on("5 October", corrects(Start, file_copy_sent_on="5 October"))
    tobi.asks_beside(COPIES)  # the educational record is still to come
    tobi.on("5 October", corrects(Start, **SENT))
    tobi.asks_nothing_of("copies of")


def test_a_direct_move_sends_no_copies() -> None:
    tobi = agreed(NATIONAL, DIRECT)
    tobi.on("14 September", starts())
    tobi.asks_nothing_of("copies of")


@pytest.mark.parametrize(("sort", "asked"), [("Unregistered provider", False), ("Academy alternative provision", True)])
def test_a_provider_without_a_register_is_sent_no_copies(sort: str, asked: bool) -> None:
    tobi = agreed(NATIONAL, PROVISION)
    there = School(urn=RECEIVING, name="The Orchard Studio", sort=sort)
    tobi.case = replace(tobi.case, schools={RECEIVING: there})
    tobi.on("14 September", starts())
    if asked:
        tobi.asks_beside(COPIES)
    else:
        tobi.asks_nothing_of("copies of")


def test_the_safeguarding_leads_speak_before_the_first_day() -> None:
    tobi = agreed(NATIONAL, asks_why="MEETING-10", safeguarding_leads_spoke=False)
    tobi.asks_beside(
        "home school: have the safeguarding leads of both schools speak before the first day by 11 September"
    )
    said = corrects(MeetingRecord, safeguarding_leads_spoke=True)
    tobi.on("10 September", said, settles="MEETING-10")
    tobi.asks_nothing_of("safeguarding leads")
