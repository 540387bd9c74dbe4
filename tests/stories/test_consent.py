"""Who has to say yes, and what happens when somebody does not, or no longer does."""

from __future__ import annotations

from record.consents import EXPLORE, SHARE, THE_PUPIL
from record.consents import PLACEMENT as TO_PLACEMENT
from record.consents import TRANSFER as TO_TRANSFER
from record.forms.final_review import TRANSFER
from record.forms.la_record import LaRecord
from record.stage import Stage
from tests.record.a_case import MOTHER
from tests.stories.a_story import DIRECT, DIRECTION, HAMMERSMITH, NATIONAL, PLACEMENT, SALTMARSH, WARWICKSHIRE, Story
from tests.stories.acts import (
    FATHER,
    asks,
    consent,
    corrects,
    everybody_consents,
    is_referred,
    la_records,
    meets,
    panel_advises,
    signs,
)
from tests.stories.acts_from_the_start import changes_the_roll, decides, ends, outcome_is_told, starts
from tests.stories.beginnings import accepted, placed, reported_until

ASK_A_SCHOOL = "home school: ask a school"
CONSENT = "home school: consent to explore a move by 4 September"


def test_the_mother_agrees_and_nobody_has_asked_the_father() -> None:
    tobi = Story(HAMMERSMITH)
    tobi.on("2 September", is_referred(DIRECTION, MOTHER, FATHER), consent(EXPLORE, MOTHER, THE_PUPIL))
    tobi.then(Stage.CONSENT, "home", CONSENT)
    tobi.on("3 September", consent(SHARE, MOTHER, THE_PUPIL))
    tobi.is_refused("3 September", asks(), because_of="APPROACH-1", asks_why="APPROACH-7")

    tobi.on("4 September", consent(EXPLORE, FATHER, answer="not asked"), consent(SHARE, FATHER, answer="not asked"))
    tobi.then(Stage.SEEKING, "home", ASK_A_SCHOOL)
    tobi.on("4 September", asks())
    tobi.then(Stage.SEEKING, "home", "receiving school: answer to the approach")


def test_saltmarsh_wants_both_parents_so_a_reason_for_not_asking_one_is_not_enough() -> None:
    tobi = Story(SALTMARSH)
    tobi.on("2 September", is_referred(DIRECTION, MOTHER, FATHER), consent(EXPLORE, MOTHER, THE_PUPIL), panel_advises)
    tobi.on("3 September", consent(EXPLORE, FATHER, answer="not asked"), consent(SHARE, MOTHER, THE_PUPIL))
    tobi.on("3 September", consent(SHARE, FATHER, answer="not asked"))
    tobi.then(Stage.CONSENT, "home", CONSENT)
    tobi.is_refused("4 September", asks(), because_of="APPROACH-1", asks_why="APPROACH-7")
    tobi.on("7 September", consent(EXPLORE, FATHER), consent(SHARE, FATHER))
    tobi.on("7 September", asks())
    tobi.then(Stage.SEEKING, "home", "receiving school: answer to the approach")


def test_the_father_refuses_and_the_move_is_over() -> None:
    tobi = Story(WARWICKSHIRE)
    tobi.on("2 September", is_referred(DIRECTION, MOTHER, FATHER), consent(EXPLORE, MOTHER, THE_PUPIL))
    tobi.on("3 September", consent(EXPLORE, FATHER, answer="refused"))
    tobi.then(Stage.CONSENT, "home", "home school: what happens after a refusal by 3 September")
    tobi.on("4 September", ends("withdrawn"))
    tobi.then(Stage.WITHDRAWN, "home", "local authority: tell the local authority of the outcome by 4 September")
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("7 September", outcome_is_told)
    tobi.then(Stage.CLOSED, "home")


def test_a_mother_who_felt_pressed_has_not_agreed_and_the_authority_looks_into_it() -> None:
    tobi = Story(NATIONAL)
    tobi.on("2 September", is_referred(DIRECTION), consent(EXPLORE, THE_PUPIL))
    tobi.is_refused("3 September", consent(EXPLORE, MOTHER, felt_no_pressure=False), because_of="CONSENT-2")
    tobi.then(Stage.CONSENT, "home", CONSENT)
    tobi.on("4 September", la_records("pressure on a parent reported", is_looked_into=False), asks_why="LA-1")
    tobi.on("9 September", corrects(LaRecord, is_looked_into=True), settles="LA-1")
    tobi.on("10 September", consent(EXPLORE, MOTHER, felt_no_pressure=True))
    tobi.then(Stage.SEEKING, "home", "home school: consent to share with a school", ASK_A_SCHOOL)


def test_a_grandmother_without_parental_responsibility_cannot_agree_for_the_family() -> None:
    tobi = Story(WARWICKSHIRE)
    tobi.on("2 September", is_referred(DIRECTION), consent(EXPLORE, THE_PUPIL))
    tobi.is_refused("3 September", consent(EXPLORE, "Mrs B. Adeyemi"), because_of="CONSENT-1")
    tobi.then(Stage.CONSENT, "home", CONSENT)


def test_the_boy_starts_before_his_consent_is_recorded_and_the_receiving_school_says_what_it_did() -> None:
    tobi = accepted(NATIONAL, DIRECT)
    tobi.on("8 September", meets(), consent(TO_TRANSFER, MOTHER))
    tobi.on("14 September")
    everybody = "home school: consent to this move by 14 September"
    theirs, heads = (f"{school} school: signatures by 14 September" for school in ("home", "receiving"))
    tobi.then(Stage.MEETING_HELD, "home", everybody, theirs, theirs, heads)
    tobi.on("14 September", starts(), asks_why="FIRST-DAY-9 FIRST-DAY-11", takes_the_ground_by="PERMANENT-1")
    tobi.is_expected("receiving", "14 September", "18 December")


def test_the_boy_says_no_after_the_meeting_and_no_head_may_sign() -> None:
    tobi = accepted(HAMMERSMITH, DIRECTION)
    tobi.on("8 September", meets(), everybody_consents)
    tobi.on("9 September", consent(TO_PLACEMENT, THE_PUPIL, answer="withdrawn"))
    tobi.is_refused("9 September", signs, because_of="SIGNATURE-3")
    no = "home school: what happens after a refusal by 9 September"
    board = "home school: the board’s decision and notice by 10 September"
    theirs, heads = (f"{school} school: signatures by 14 September" for school in ("home", "receiving"))
    tobi.then(Stage.MEETING_HELD, "home", no, board, theirs, theirs, heads)
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("11 September", consent(TO_PLACEMENT, THE_PUPIL), signs)
    tobi.then(Stage.MEETING_HELD, "home", board)


def test_the_parents_withdraw_on_the_ninth_day() -> None:
    tobi = reported_until(placed(HAMMERSMITH, PLACEMENT), "18 September")
    tobi.on(
        "24 September",
        ends("withdrawn", last_session_on="24 September", next_place="home school", next_on="25 September"),
    )
    report, roll = "receiving school: weekly report by 25 September", "receiving school: roll change by 25 September"
    tobi.then(Stage.WITHDRAWN, "receiving", report, roll)
    tobi.is_expected("receiving", "14 September", "24 September")
    tobi.is_expected("home", "25 September", "18 December")
    tobi.is_met("25 September", "08:30", "Main reception", "Ms T. Okafor")
    tobi.is_refused("25 September", changes_the_roll("home school"), because_of="ROLL-2")
    tobi.on("25 September", changes_the_roll("receiving school"), outcome_is_told)
    tobi.then(Stage.CLOSED, "home")


def test_a_mother_who_said_yes_to_staying_at_the_start_is_asked_again_at_the_end() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "16 October")
    tobi.is_refused("20 October", decides(TRANSFER, "2 November", asked_again=False), because_of="DECISION-2")
    tobi.on("20 October", decides(TRANSFER, "2 November"))
    tobi.is_expected("receiving", "20 October", "18 December")
