"""A direct move: permanent from the first day, on one roll, with no way back but a new case."""

from __future__ import annotations

import pytest

from record.forms.final_review import RETURN
from record.forms.roll_change import RollChange
from record.stage import Stage
from tests.stories.a_story import DIRECT, HAMMERSMITH, NATIONAL, SALTMARSH, WARWICKSHIRE
from tests.stories.acts import corrects, signs_the_dual_form
from tests.stories.acts_from_the_start import (
    changes_the_roll,
    decides,
    ends,
    ends_early,
    outcome_is_told,
    starts,
)
from tests.stories.beginnings import agreed

STARTED = "receiving school: did the child start? by 14 September"
ROLL = "home school: roll change by 14 September"


@pytest.mark.parametrize("pack", [HAMMERSMITH, WARWICKSHIRE, NATIONAL, SALTMARSH])
def test_from_the_first_day_there_is_no_trial_to_end_early(pack: str) -> None:
    tobi = agreed(pack, DIRECT)
    tobi.on("14 September", starts())
    tobi.then(Stage.TRANSFERRED, "receiving", ROLL)
    tobi.is_refused("24 September", ends_early("28 September"), because_of="EARLY-5 PERMANENT-3")
    tobi.is_expected("receiving", "14 September", "18 December")


def test_the_first_day_transfers_the_child_even_before_anybody_says_so() -> None:
    tobi = agreed(NATIONAL, DIRECT)
    tobi.on("15 September")
    tobi.then(Stage.TRANSFERRED, "receiving", STARTED, ROLL)
    tobi.on("16 September", starts(started_on="14 September"))
    tobi.then(Stage.TRANSFERRED, "receiving", ROLL)
    tobi.is_expected("home", "2 September", "11 September")
    tobi.is_expected("receiving", "14 September", "18 December")


def test_the_two_schools_write_down_a_dual_registration_that_there_is_not() -> None:
    tobi = agreed(HAMMERSMITH, DIRECT)
    tobi.on("10 September", signs_the_dual_form, asks_why="SIGNATURE-5")
    subsidiary = starts(receiving_status="S: subsidiary, dual registered")
    tobi.is_refused("14 September", subsidiary, because_of="FIRST-DAY-7 PERMANENT-2")
    tobi.on("14 September", starts(receiving_status="C: current, one school"))
    by_consent = changes_the_roll("home school", ground="9(1)(c) dual registered, the other school agrees")
    tobi.is_refused("14 September", by_consent, because_of="ROLL-3")
    tobi.is_refused("14 September", changes_the_roll("receiving school"), because_of="ROLL-2")
    tobi.registers_show("14 September", home="–", receiving="✓")
    tobi.on("14 September", changes_the_roll("home school"), outcome_is_told)
    tobi.then(Stage.CLOSED, "receiving")


def test_the_home_school_sends_everything_on_too_late() -> None:
    tobi = agreed(WARWICKSHIRE, DIRECT)
    tobi.on("14 September", starts())
    later = {"deletion_return_on": None, "transfer_file_sent_on": None, "has_protection_file": True}
    tobi.on("14 September", changes_the_roll("home school", **later), outcome_is_told)
    tobi.then(
        Stage.ROLL_CHANGED,
        "receiving",
        "home school: deletion return by 14 September",
        "home school: child-protection file by 18 September",
        "home school: transfer file by 5 October",
    )
    too_late = {"deletion_return_on": "15 September", "transfer_file_sent_on": "6 October"}
    files = {"protection_file_sent_on": "21 September", "protection_file_receipt_on": "22 September"}
    sent = corrects(RollChange, **too_late, **files)
    tobi.on("6 October", sent, asks_why="ROLL-8 ROLL-9 ROLL-10")
    tobi.then(Stage.CLOSED, "receiving")


def test_the_family_says_no_before_the_first_day_and_she_stays() -> None:
    tobi = agreed(SALTMARSH, DIRECT)
    tobi.on("11 September", ends("withdrawn"))
    tobi.then(Stage.WITHDRAWN, "home", "local authority: tell the local authority of the outcome by 11 September")
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("14 September", outcome_is_told)
    tobi.then(Stage.CLOSED, "home")


def test_the_child_never_arrives_and_stays_on_the_home_roll() -> None:
    tobi = agreed(NATIONAL, DIRECT)
    tobi.on("14 September", starts(False))
    tobi.then(Stage.AGREED, "home", "receiving school: a new start date by 14 September")
    tobi.registers_show("14 September", home="✓", receiving="–")
    tobi.is_refused("15 September", changes_the_roll("home school"), because_of="ROLL-1 ROLL-13")
    tobi.is_refused("15 September", decides(RETURN, "16 September"), because_of="FINAL-1")
