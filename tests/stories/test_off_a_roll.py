"""Names that come off a roll: on a school day, an alarm while one remains, and a second look at a Year 11 pupil."""

from __future__ import annotations

import pytest

from record.consents import EXPLORE
from record.forms.final_review import OTHER, RETURN
from record.forms.la_record import YEAR_11
from record.forms.roll_change import RollChange
from rules.due import harming
from tests.stories.a_story import NATIONAL, PROVISION, Story
from tests.stories.acts import consent, corrects, everybody_consents, is_referred, la_records, meets, signs
from tests.stories.acts_from_the_start import changes_the_roll, decides, starts
from tests.stories.beginnings import accepted, placed, reported_until

ROLL = "receiving school: roll change by {}"
EXAMS = ({"subject": "English language", "board": "Northern", "is_entered": False},)
LOOK = "local authority: a second look at a Year 11 pupil who is leaving the roll from alternative provision by {}"


def harms_on(tobi: Story, on: str) -> list[str]:
    """The names of the harms that a coordinator is called about."""
    tobi.on(on)
    return [each.harm.name for each in harming(tobi.case) if each.harm]


def test_a_name_that_stays_on_a_roll_alarms_from_the_day_after_it_should_have_come_off() -> None:
    tobi = reported_until(placed(NATIONAL), "16 October")
    tobi.on("20 October", decides(RETURN, "22 October", result="not met"))
    tobi.asks_beside(ROLL.format("22 October"))
    assert "Still on a roll" not in harms_on(tobi, "22 October")
    assert "Still on a roll" in harms_on(tobi, "23 October")
    tobi.on("23 October", changes_the_roll("receiving school"))
    assert "Still on a roll" not in harms_on(tobi, "2 November")


def test_a_roll_change_that_is_put_off_leaves_the_alarm_standing() -> None:
    tobi = reported_until(placed(NATIONAL), "16 October")
    tobi.on("20 October", decides(RETURN, "22 October", result="not met"))
    tobi.on("22 October", changes_the_roll("receiving school"), corrects(RollChange, deleted_on="6 November"))
    tobi.asks_beside(ROLL.format("22 October"))
    assert "Still on a roll" in harms_on(tobi, "23 October")


@pytest.mark.parametrize(("year", "why", "looked_at"), [("10", "", False), ("11", "ROLL-14", True)])
def test_a_year_11_pupil_leaves_the_home_roll_out_of_provision_only_after_two_looks(
    year: str, why: str, looked_at: bool
) -> None:
    tobi = provided_for(year)
    elsewhere = {"destination": "Elm Grove College", "destination_at": None, "destination_person": None}
    tobi.on("20 October", decides(OTHER, "2 November", result="not met", **elsewhere))
    tobi.on("2 November", changes_the_roll("home school"), asks_why=why)
    if not looked_at:
        tobi.asks_nothing_of("Year 11")
        return
    tobi.asks_beside(LOOK.format("2 November"))
    tobi.on("3 November", la_records(YEAR_11, looked_at="College from January, exams sat at the home school."))
    tobi.asks_nothing_of("Year 11")


def test_the_provider_that_takes_a_year_11_pupil_off_its_roll_after_a_return_is_not_looked_at() -> None:
    tobi = provided_for("11")
    tobi.on("20 October", decides(RETURN, "2 November", result="not met"))
    tobi.on("2 November", changes_the_roll("receiving school"))
    tobi.asks_nothing_of("Year 11")


def provided_for(year: str) -> Story:
    """A child of that year, placed at alternative provision and reported on until 16 October."""
    tobi = accepted(NATIONAL, PROVISION, year_group=year, exam_subjects=EXAMS)
    tobi.on(
        "8 September", meets(), everybody_consents, la_records("approval of alternative provision", is_approved=True)
    )
    tobi.on("9 September", signs)
    tobi.on("14 September", starts())
    return reported_until(tobi, "16 October")


# --- who is asked before a move, and where nobody knows where the child goes


@pytest.mark.parametrize(
    ("child", "why"),
    [
        ({"is_looked_after": True, "pep_review_considered": False}, "REFERRAL-20"),
        ({"is_looked_after": True, "pep_review_considered": True}, ""),
        ({"is_looked_after": True, "care_worker_consulted": False}, "REFERRAL-21"),
        ({"is_looked_after": True, "care_worker_consulted": True}, ""),
        ({"social_care": "child in need", "worker_consulted": False}, "REFERRAL-22"),
        ({"social_care": "child protection plan", "worker_consulted": True}, ""),
        ({"is_looked_after": True}, ""),  # written before it was asked
    ],
)
def test_the_social_worker_is_heard_and_the_plan_is_thought_of_before_a_move(
    child: dict[str, object], why: str
) -> None:
    agreeing = {"virtual_school_agrees": True} if child.get("is_looked_after") else {}
    Story(NATIONAL).on("2 September", is_referred(PROVISION, **child, **agreeing), consent(EXPLORE), asks_why=why)
