from __future__ import annotations

from record.case import Case
from record.consents import EXPLORE, PLACEMENT, SHARE, has_consent, standing
from record.entry import Filed
from record.forms.consent import Consent
from record.forms.referral import Parent
from tests.record.a_case import MOTHER, OTHER, RECEIVING, a_case, a_parent, consents, day, filed, referred

FATHER = "Mr K. Adeyemi"
BOTH = (a_parent(), a_parent(FATHER))


def _said(person: str, answer: str, on: int = 3, choice: str = PLACEMENT) -> Filed:
    entry = Consent(
        person=person, is_pupil=False, choice=choice, answer=answer, school=RECEIVING, answered_on=day(on, 9)
    )
    return filed(entry, on=day(on, 9))


def _case(*more: Filed, parents: tuple[Parent, ...] = BOTH) -> Case:
    return a_case(*referred(parents=parents), *consents(PLACEMENT, day(3, 9), RECEIVING), *more)


def test_a_parent_who_has_not_answered_has_not_consented() -> None:
    case = _case()
    assert standing(case, PLACEMENT).silent == (FATHER,)
    assert not has_consent(case, PLACEMENT)


def test_both_parents_and_the_pupil_together_consent() -> None:
    assert has_consent(_case(_said(FATHER, "agreed")), PLACEMENT)


def test_one_refusal_is_enough() -> None:
    assert standing(_case(_said(FATHER, "refused")), PLACEMENT).refused == (FATHER,)
    assert not has_consent(_case(_said(FATHER, "refused")), PLACEMENT)


def test_consent_taken_back_is_a_refusal() -> None:
    case = _case(_said(FATHER, "agreed", on=3), _said(FATHER, "withdrawn", on=10))
    assert not has_consent(case, PLACEMENT)


def test_the_latest_answer_counts_by_its_own_date_and_not_by_when_it_was_typed() -> None:
    late = _said(FATHER, "refused", on=3)
    case = _case(_said(FATHER, "agreed", on=10), filed(late.entry, on=day(20, 9)))
    assert has_consent(case, PLACEMENT)


def test_somebody_who_for_a_recorded_reason_was_not_asked_does_not_block() -> None:
    entry = Consent(person=FATHER, is_pupil=False, choice=PLACEMENT, answer="not asked", school=RECEIVING)
    assert has_consent(_case(filed(entry, on=day(4, 9))), PLACEMENT)


def test_the_pupil_alone_cannot_consent() -> None:
    case = a_case(*referred(parents=()), *consents(PLACEMENT, day(3, 9), RECEIVING)[1:])
    assert not has_consent(case, PLACEMENT)


def test_consent_for_one_school_is_none_for_another() -> None:
    case = a_case(*referred(), *consents(SHARE, day(3, 9), RECEIVING))
    assert has_consent(case, SHARE, RECEIVING)
    assert not has_consent(case, SHARE, OTHER)


def test_consent_to_explore_is_no_consent_to_share() -> None:
    case = a_case(*referred())
    assert has_consent(case, EXPLORE)
    assert not has_consent(case, SHARE, RECEIVING)


def test_a_parent_is_known_however_the_name_was_typed() -> None:
    assert has_consent(_case(_said("mr k adeyemi", "agreed")), PLACEMENT)


def test_somebody_without_parental_responsibility_is_not_waited_for() -> None:
    carer = a_parent("Mrs L. Hart").model_copy(update={"has_responsibility": False})
    assert has_consent(_case(parents=(a_parent(), carer)), PLACEMENT)


def test_a_parent_whom_a_court_shuts_out_is_not_waited_for() -> None:
    shut_out = a_parent(FATHER).model_copy(update={"is_excluded_by_court": True})
    case = _case(parents=(a_parent(), shut_out))
    assert [each.name for each in case.parents] == [MOTHER]
    assert has_consent(case, PLACEMENT)
