"""What letters say of where the child goes when a direction is over, and when a suspension is cancelled at noon."""

from datetime import date
from pathlib import Path

import pytest

from letters.from_case.plan import short_names
from record.entry import Filed
from record.forms.board_decision import BoardDecision
from record.forms.final_review import RETURN, TRANSFER
from record.forms.same_day import SameDay
from tests.casework.letters.letter_cases import AMINA, PETER, an_office, decided, placed
from tests.casework.letters.test_letters import read, states
from tests.record.a_case import filed

DIRECTED = "off-site direction"
OVER = date(2026, 10, 26)
"""The Monday after the last day of the placement and of the board's notice; it is half term."""


def the_board_ends_it() -> Filed:
    """Its decision of 19 October, after the final review of the 16th."""
    said = {"follows_review": True, "review_on": date(2026, 10, 16), "revoked_from": date(2026, 11, 2)}
    return filed(
        BoardDecision(decides="revocation", decided_on=date(2026, 10, 19), reasons="It did what it was for.", **said),
        on=date(2026, 10, 19),
    )


@pytest.mark.parametrize(
    ("decision", "heading", "where", "from_on"),
    [
        (TRANSFER, "The direction ends", "Northgate Academy", False),
        (RETURN, "The direction ends: Tobi comes back to Oakfield School", "Oakfield School", True),
    ],
)
def test_an_outcome_sends_no_child_back_who_stays_for_good(
    tmp_path: Path, decision: str, heading: str, where: str, from_on: bool
) -> None:
    entries = (*placed(DIRECTED), decided(decision), the_board_ends_it())
    said = read(an_office(tmp_path, *entries, today=date(2026, 10, 20)), AMINA, "review_outcome").splitlines()
    assert heading in said
    assert said[said.index("Where Tobi goes") + 1] == where
    assert ("From" in said) is from_on


@pytest.mark.parametrize(
    ("route", "where", "now"),
    [
        (DIRECTED, "Oakfield School", "Tobi goes to Oakfield School as usual"),
        (
            "placement",
            "Northgate Academy",
            "Tobi goes to Northgate Academy and Oakfield School, as the agreed week says",
        ),
    ],
)
def test_not_decided_yet_names_the_school_that_expects_the_child(
    tmp_path: Path, route: str, where: str, now: str
) -> None:
    said = read(an_office(tmp_path, *placed(route), today=OVER), PETER, "undecided").splitlines()
    assert (said[said.index("Where") + 1], said[said.index("From now on") + 1]) == (where, now)
    assert ("Adult to turn to" in said) is (where == "Northgate Academy")


def cancelled(back_half: str, **more: object) -> tuple[Filed, ...]:
    """Suspended from Tuesday to Friday, which is cancelled on the Wednesday; back on the Thursday."""
    entry = SameDay(
        happened_on=date(2026, 9, 22),
        what="suspension",
        suspended_from=date(2026, 9, 22),
        suspended_to=date(2026, 9, 25),
        reason="A push.",
        is_cancelled=True,
        cancelled_on=date(2026, 9, 23),
        back_on=date(2026, 9, 24),
    )
    return (*placed(), filed(entry.model_copy(update={"back_half": back_half, **more}), on=date(2026, 9, 22)))


@pytest.mark.parametrize(
    ("back_half", "until_then"),
    [
        ("morning", ""),
        ("afternoon", ", and in the morning of the day back"),
    ],
)
def test_a_suspension_cancelled_at_noon_says_where_the_morning_goes(
    tmp_path: Path, back_half: str, until_then: str
) -> None:
    entries = cancelled(back_half, cancelled_because="It was another pupil.")
    said = read(an_office(tmp_path, *entries, today=date(2026, 9, 23)), PETER, "suspension_cancelled").splitlines()
    assert said[said.index("Until then") + 1].endswith(f"up to and including Wednesday 23 September{until_then}")
    assert said[said.index("Why") + 1] == "It was another pupil."


def test_a_suspension_is_not_told_to_be_cancelled_until_it_says_why(tmp_path: Path) -> None:
    found = states(an_office(tmp_path, *cancelled("morning"), today=date(2026, 9, 23)), PETER)["suspension_cancelled"]
    assert {each.field for each in found.missing} == {"cancelled_because"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Oakfield School", "Oakfield"),
        ("St Aldwyn’s Catholic School", "St Aldwyn’s"),
        ("The Academy of Saint Bartholomew", "Academy of Saint Bartholomew"),
        ("Long Meadow Church of England Primary School", "Long Meadow"),
        (
            "The Northgate and Upper Riverside Church of England Academy of Science and the Arts",
            "Northgate and Upper Riverside",
        ),
    ],
)
def test_a_long_name_is_cut_at_its_sort_in_the_cells_of_a_week(name: str, short: str) -> None:
    assert short_names(name, "Elm Grove") == (short, "Elm Grove")


def test_schools_whose_short_names_are_the_same_keep_their_whole_ones() -> None:
    same = ("Northgate Academy", "Northgate College")
    assert short_names(*same) == same
