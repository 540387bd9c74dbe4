"""Letters claim nothing that is not so in this case: no choice of somebody who is told and not asked, no start of a child who did
not come, no day back on a Saturday, no promise for days that are over."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from casework.reading.office import Office
from record.entry import Filed
from record.forms.response import Response
from record.forms.same_day import SameDay
from record.forms.start import Start
from tests.casework.letters.letter_cases import (
    AMINA,
    CARER,
    MOTHER,
    PETER,
    accepted,
    agreed,
    an_office,
    begun,
    placed,
    withdrawn,
)
from tests.casework.letters.test_letters import SIGNED, read, tell
from tests.record.a_case import RECEIVING, asked, filed

DIRECTION = "off-site direction"
CHOICE = re.compile(r"\b(your choice|choose|say no|says no|agree|agrees|change your mind|change their mind)\b")
"""What a sentence about a choice says."""
NOBODY = "We ask nobody, and tell nobody about Tobi, unless {} first."
OF_HERS, OF_HIS = 1, 2
"""The mother, who is asked; the carer with whom the child lives, who is told."""


def claimed(office: Office, letter: str, n: int) -> list[str]:
    """The sentences about a choice in a copy of a letter of the home school."""
    paragraphs = read(office, AMINA, letter, n).split("\n")
    sentences = (each for one in paragraphs for each in re.split(r"(?<=[.?!])\s+", one))
    return [each for each in sentences if CHOICE.search(each)]


def a_no() -> Filed:
    """The school that was asked said no."""
    return filed(Response(answer="decline", answered_on=date(2026, 9, 4), decline_reason="no vacancy"), by=RECEIVING)


def directed_with_its_days() -> tuple[Filed, ...]:
    """A case under a direction, whose notice counts its days."""
    *before, decision = the_family(agreed, DIRECTION)
    counted = decision.entry.model_copy(update={"number_of_days": 30})
    return (*before, replace(decision, entry=counted))


def the_family(entries: Any, *of: str, **more: Any) -> tuple[Filed, ...]:
    """A case in which the mother is asked, and the carer is told."""
    found: tuple[Filed, ...] = entries(*of, parents=(MOTHER, CARER), **more)
    return found


@pytest.mark.parametrize(
    ("letter", "entries", "to_her", "to_the_carer"),
    [
        (
            "start_confirmation",
            the_family(agreed),
            ["If you change your mind", "The move is still your choice.", "If you or Tobi change your mind, ring us."],
            [],
        ),
        (
            "start_confirmation",
            the_family(agreed, DIRECTION),
            ["If you change your mind", "You can change your mind about the move for good at any time."],
            [],
        ),
        (
            "off_site_direction",
            directed_with_its_days(),
            [
                "The board can direct this even if you do not agree.",
                "A move for good needs you to agree",
                "The board can direct this even if you do not agree.",
                "A move for good is another matter: it happens only if you, Tobi and both schools agree to it.",
                "You can change your mind about that at any time.",
            ],
            [
                "The board can direct this even if you do not agree.",
                "A move for good needs those with parental responsibility to agree",
            ],
        ),
        (
            "meeting_invitation",
            the_family(accepted),
            ["It is still your choice", "You and Tobi can say no at the meeting or after it."],
            ["Those with parental responsibility for Tobi, and Tobi, can say no at the meeting or after it."],
        ),
        (
            "invitation_to_discuss",
            the_family(begun),
            [
                "You are free to say no",
                "It can only go ahead if you agree, and what Tobi wants counts too.",
                "You can say no.",
                "You can say yes and change your mind.",
                "If you say no, Tobi stays at Oakfield School, and we go on looking with you for what helps.",
                "The other school may say no.",
            ],
            [
                "It can only go ahead if everybody who has parental responsibility for Tobi agrees, and what Tobi wants counts too.",
                "If anybody says no, Tobi stays at Oakfield School, and we go on looking with you for what helps.",
                "The other school may say no.",
            ],
        ),
        (
            "not_accepted",
            (*the_family(begun), asked(), a_no()),
            ["You and Tobi choose if we ask another school.", NOBODY.format("you agree")],
            [NOBODY.format("Tobi and those with parental responsibility agree")],
        ),
    ],
)
def test_whoever_is_told_and_not_asked_reads_of_no_choice_of_theirs(
    tmp_path: Path, letter: str, entries: tuple[Filed, ...], to_her: list[str], to_the_carer: list[str]
) -> None:
    office = an_office(tmp_path, *entries, today=SIGNED)
    if letter in ("meeting_invitation", "invitation_to_discuss", "not_accepted"):
        tell(office, AMINA, letter)
    assert claimed(office, letter, OF_HERS) == to_her
    assert claimed(office, letter, OF_HIS) == to_the_carer


def rows(said: str, *labels: str) -> list[str]:
    """What stands beside these labels."""
    lines = said.splitlines()
    return [lines[lines.index(each) + 1] for each in labels]


def test_the_authority_reads_of_no_start_of_a_child_who_did_not_come(tmp_path: Path) -> None:
    absent = filed(Start(did_start=False, is_absence=True), on=date(2026, 9, 14))
    office = an_office(tmp_path, *agreed(), absent, today=date(2026, 9, 15))
    assert rows(read(office, PETER, "la_notification", 13), "What happened") == [
        "Tobi was to start at Northgate Academy"
    ]


def test_a_way_back_under_a_direction_is_a_school_day_with_its_place_in_the_childs_paper_too(tmp_path: Path) -> None:
    """The board's notice ends on a Friday before half term; the family took its agreement back before."""
    back = {
        "next_place": "home school",
        "next_at": time(8, 30),
        "next_where": "Main reception",
        "next_person": "Ms R. Patel",
    }
    office = an_office(tmp_path, *placed(DIRECTION), withdrawn(date(2026, 9, 18), **back), today=date(2026, 9, 21))
    said = read(office, AMINA, "my_next_step")
    assert rows(said, "Where I go", "From", "Who I can turn to") == [
        "Oakfield School, main reception",
        "Monday 2 November 2026, 8:30am",
        "Ms R. Patel",
    ]
    assert "I go back to Oakfield School." in said
    assert rows(read(office, AMINA, "la_notification", 13), "What happened", "From") == [
        "The move ends, and Tobi comes back to Oakfield School",
        "Monday 2 November 2026",
    ]


@pytest.mark.parametrize(
    ("back_on", "means"),
    [
        (date(2026, 9, 22), "The suspension never began. No day counts as suspension."),
        (date(2026, 9, 23), "From then on Tobi is not suspended. Only the time before counts as suspension."),
    ],
)
def test_a_suspension_that_never_began_counts_for_no_day(tmp_path: Path, back_on: date, means: str) -> None:
    entry = SameDay(
        happened_on=date(2026, 9, 21),
        what="suspension",
        suspended_from=date(2026, 9, 22),
        suspended_to=date(2026, 9, 25),
        reason="A push.",
        is_cancelled=True,
        cancelled_on=date(2026, 9, 21),
        cancelled_because="It was somebody else.",
        back_on=back_on,
        back_half="morning",
    )
    office = an_office(tmp_path, *placed(), filed(entry, on=date(2026, 9, 21)), today=date(2026, 9, 21))
    assert means in read(office, PETER, "suspension_cancelled")
