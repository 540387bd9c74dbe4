"""The panel's sheet tells of a child whom it never names, nor anybody of the family."""

from __future__ import annotations

import pytest

from letters.from_case.referral import without_names
from record.forms.referral import Referral
from tests.record.a_case import HOME, a_case, a_parent, day, filed

PARENTS = ("Mrs J. Adeyemi", "Mr P. O'Neil", "Ms Ana Smith-Jones")


def said(text: str, child: str = "Tómi Adeyemi", called: str = "Tómi", parents: tuple[str, ...] = PARENTS) -> str:
    """What stands on the sheet where this is written in the referral."""
    family = tuple(map(a_parent, parents))
    referral = Referral(legal_name=child, preferred_name=called, parents=family, why_a_move=text)
    found = without_names(a_case(filed(referral, on=day(2, 9), by=HOME)))
    assert found is not None
    return found.why_a_move or ""


@pytest.mark.parametrize(
    ("written", "read"),
    (
        ("Tómi left. TOMI ran; tomi’s friends did not.", "The pupil left. the pupil ran; the pupil’s friends did not."),
        ("We saw T. Adeyemi and Tómi A. Adeyemi.", "We saw the pupil and the pupil."),
        ("Mrs Adeyemi, MRS J ADEYEMI and Mrs. J. Adeyemi came.", "The parent, the parent and the parent came."),
        ("Ms Smith, Ana Jones or Smith-Jones", "The parent, the parent or the parent"),
        ("Mr O’Neil rang. Mr O'NEIL wrote.", "The parent rang. the parent wrote."),
        ("A quiet child. Mr Hill teaches maths.", "A quiet child. Mr Hill teaches maths."),
    ),
)
def test_no_name_of_the_family_is_left_however_it_is_written(written: str, read: str) -> None:
    assert said(written) == read


def test_a_name_that_is_a_word_is_left_where_it_is_a_word() -> None:
    assert said("Will will try. WILL may go.", "Will May", "Will", ()) == "The pupil will try. the pupil may go."
