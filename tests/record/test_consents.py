from __future__ import annotations

from dataclasses import replace

from record.case import Case
from record.consents import EXPLORE, PLACEMENT, SHARE, has_consent, standing
from record.entry import Filed
from record.family import begin, follow
from record.forms.consent import Consent
from record.forms.referral import Parent, Referral
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


# --- a person is a row of the referral


SENIOR, JUNIOR = "J. Adeyemi", "J Adeyemi"


def _corrected(*names: str, was: tuple[Parent, ...] = BOTH, **changed: str) -> Case:
    """The mother's and the pupil's agreement, and then a referral whose parents have these names."""
    now = tuple(each.model_copy(update={"name": name, **changed}) for each, name in zip(was, names, strict=True))
    case = _case(_said(was[1].name or "", "agreed"), parents=was)
    referral = case.filed_of(Referral)[-1]
    entry = referral.entry.model_copy(update={"parents": now})
    return case.with_filed(replace(referral, entry=entry, row_names=follow(was, begin(was), now)))


def test_a_corrected_name_keeps_its_consent() -> None:
    case = _corrected("Mrs Joan Adeyemi-Cole", FATHER)
    assert standing(case, PLACEMENT).agreed == ("Mrs Joan Adeyemi-Cole", FATHER, "The pupil")


def test_rows_that_change_their_order_keep_each_their_own() -> None:
    was = (a_parent(), a_parent(FATHER).model_copy(update={"relationship": "father"}))
    case = _case(parents=was)
    referral = case.filed_of(Referral)[-1]
    turned = referral.entry.model_copy(update={"parents": was[::-1]})
    case = case.with_filed(replace(referral, entry=turned, row_names=follow(was, begin(was), was[::-1])))
    stands = standing(case, PLACEMENT)
    assert (stands.agreed, stands.silent) == ((MOTHER, "The pupil"), (FATHER,))


def test_another_person_in_the_same_row_has_not_agreed() -> None:
    case = _corrected("Ms P. Lowe", FATHER, relationship="foster carer")
    assert standing(case, PLACEMENT).silent == ("Ms P. Lowe",)


def test_father_and_son_whose_names_differ_by_a_full_stop_are_two() -> None:
    two = (a_parent(SENIOR), a_parent(JUNIOR))
    case = _case(_said(SENIOR, "agreed"), parents=two)
    stands = standing(case, PLACEMENT)
    assert (stands.agreed, stands.silent) == ((SENIOR, "The pupil"), (JUNIOR,))


def test_a_name_that_could_be_two_peoples_is_nobodys() -> None:
    two = (a_parent(SENIOR), a_parent(JUNIOR))
    assert standing(_case(_said("J.  adeyemi.", "refused"), parents=two), PLACEMENT).refused == ()
    assert standing(_case(_said("j.  ADEYEMI", "refused"), parents=two), PLACEMENT).refused == (SENIOR,)


def test_the_son_keeps_his_own_when_the_fathers_name_is_corrected() -> None:
    case = _corrected("John Adeyemi", JUNIOR, was=(a_parent(SENIOR), a_parent(JUNIOR)))
    refused = case.with_filed(_said(SENIOR, "refused", on=12))
    assert standing(refused, PLACEMENT).refused == ("John Adeyemi",)
    assert standing(refused, PLACEMENT).agreed == (JUNIOR, "The pupil")


def test_who_is_told_and_who_agrees_are_two_lists() -> None:
    carer = a_parent("Mrs L. Hart").model_copy(update={"has_responsibility": False, "lives_with_child": True})
    aunt = carer.model_copy(update={"name": "Ms A. Hart", "lives_with_child": False})
    shut_out = carer.model_copy(update={"name": "Mr D. Hart", "has_responsibility": True, "is_excluded_by_court": True})
    case = _case(parents=(a_parent(), carer, aunt, shut_out))
    assert [each.name for each in case.told] == [MOTHER, "Mrs L. Hart"]
    assert [each.name for each in case.parents] == [MOTHER]
