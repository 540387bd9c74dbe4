"""Of whom a form may be: the people of the case, chosen and not typed."""

from __future__ import annotations

import pytest

from record.consents import THE_PUPIL
from record.field import questions
from record.forms.kinds import KINDS
from record.forms.referral import Parent
from record.people import PEOPLE, people
from tests.record.a_case import MOTHER, a_case, a_parent, referred

CARER = Parent(name="Ms F. Carer", relationship="Foster carer", has_responsibility=False, lives_with_child=True)
KEPT_AWAY = Parent(name="Mr D. Stone", has_responsibility=True, is_excluded_by_court=True)


def everybody() -> tuple[Parent, ...]:
    return (a_parent(), CARER, KEPT_AWAY)


@pytest.mark.parametrize(
    ("one_of", "role", "names"),
    [
        ("who agree", "", (MOTHER, THE_PUPIL)),
        ("told in writing", "", (MOTHER, "Ms F. Carer")),
        ("who sign", "parent", (MOTHER,)),
        ("who sign", "second parent", (MOTHER,)),
        ("who sign", "pupil", ("Tobi", "Tobi Adeyemi")),
        ("who sign", "home head teacher", ()),
        ("who come", "parent", (MOTHER, "Ms F. Carer")),
        ("who come", "a parent", (MOTHER, "Ms F. Carer")),
        ("who come", "pupil", ("Tobi", "Tobi Adeyemi")),
        ("who come", "social worker", ()),
        ("", "parent", ()),
    ],
)
def test_a_form_offers_the_people_whom_the_referral_names(one_of: str, role: str, names: tuple[str, ...]) -> None:
    case = a_case(*referred(preferred_name="Tobi", parents=everybody()))
    assert people(case, one_of, role) == names


@pytest.mark.parametrize("one_of", sorted(PEOPLE))
def test_before_there_is_a_referral_a_name_is_typed(one_of: str) -> None:
    before, *_ = referred()
    assert people(a_case(before), one_of, "parent") == ()


def test_every_question_about_a_person_of_the_case_names_a_list_there_is() -> None:
    every = [each for kind in KINDS for each in questions(kind)]
    every += [inner for each in every if each.item for inner in questions(each.item)]
    assert {each.one_of for each in every if each.one_of} == set(PEOPLE)
