from __future__ import annotations

import pytest

from record.attendance import CODES, attendance, code_fault
from record.reading import Unreadable, read_mark


def _marks(**counts: int) -> list[str]:
    return [mark for mark, number in counts.items() for _ in range(number)]


AT_THE_RECEIVING_SCHOOL = [*["/", "\\"] * 25, *_marks(L=2, V=2, I=3, U=1), "#", "#"]


def test_the_worked_example_comes_to_93_1_per_cent() -> None:
    sum_of = attendance(AT_THE_RECEIVING_SCHOOL)
    assert len(AT_THE_RECEIVING_SCHOOL) == 60
    assert (sum_of.possible, sum_of.attended, sum_of.authorised, sum_of.unauthorised) == (58, 54, 3, 1)
    assert sum_of.percentage == 93.1
    assert sum_of.in_words == "93.1%: 54 of 58 possible sessions, 2 late"


def test_the_home_school_that_marked_d_throughout_has_no_percentage() -> None:
    sum_of = attendance([*_marks(D=58), "#", "#"])
    assert sum_of.possible == 0
    assert sum_of.percentage is None
    assert sum_of.percentage_of_agreed is None
    assert sum_of.in_words == "No session was possible, so there is no percentage"


def test_a_reduced_programme_lowers_the_statutory_figure_and_not_the_agreed_one() -> None:
    sum_of = attendance(["/"] * 6 + ["C2"] * 4)
    assert sum_of.percentage == 60.0
    assert sum_of.percentage_of_agreed == 100.0


def test_a_session_nobody_marked_counts_for_nothing() -> None:
    assert attendance([None, "/", None]) == attendance(["/"])


@pytest.mark.parametrize("mark", ["D", "Q", "Y1", "Y7", "X", "Z", "#"])
def test_a_session_that_was_not_possible_counts_in_neither_number(mark: str) -> None:
    assert attendance(["/", mark]).possible == 1


@pytest.mark.parametrize("mark", ["K", "V", "P", "W", "B", "L"])
def test_approved_activities_and_late_comers_attended(mark: str) -> None:
    assert attendance([mark]).percentage == 100.0


@pytest.mark.parametrize("mark", ["J1", "E", "C2", "I", "M"])
def test_an_authorised_absence_is_a_possible_session_missed(mark: str) -> None:
    assert (attendance([mark]).authorised, attendance([mark]).percentage) == (1, 0.0)


@pytest.mark.parametrize(("dead", "instead"), [("H", "Use C for leave"), ("J", "Use J1"), ("Y", "Use Y1 to Y7")])
def test_a_code_abolished_in_2024_is_refused_with_the_one_to_use(dead: str, instead: str) -> None:
    with pytest.raises(Unreadable, match=instead):
        read_mark(dead)


def test_a_letter_that_never_was_a_code_is_refused() -> None:
    assert code_fault("£") == "This is not a register code. Choose one from the list"


def test_there_are_34_codes() -> None:
    assert len(CODES) == 34
