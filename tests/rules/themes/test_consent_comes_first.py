"""Nothing is shared, signed or made permanent before everybody who must be asked has agreed."""

from __future__ import annotations

from datetime import date

import pytest

from record.consents import SHARE, TRANSFER
from rules.examples import ANOTHER, consented
from tests.rules.whole_case import PLACED, TRANSFERRED, Answers, spoilt, under

SECOND_PARENT = (
    {"name": "Mrs J. Adeyemi", "has_responsibility": True},
    {"name": "Mr B. Adeyemi", "has_responsibility": True},
)
WITH_A_FATHER: Answers = {**PLACED, "referral.parents": SECOND_PARENT}
HIS_YES = under(
    "consent",
    "the father",
    person="mr b adeyemi",
    choice=SHARE,
    school="100002",
    answer="agreed",
    answered_on=date(2026, 9, 2),
    given_how="by letter or e-mail",
)


def test_a_second_parent_who_was_never_asked_stops_the_request() -> None:
    assert "APPROACH-1" in spoilt(WITH_A_FATHER)


def test_a_second_parents_yes_on_the_day_lets_the_request_go() -> None:
    assert "APPROACH-1" not in spoilt({**WITH_A_FATHER, **HIS_YES})


def test_a_yes_given_after_the_request_was_sent_is_too_late() -> None:
    late = {**HIS_YES, "consent.the father.answered_on": date(2026, 9, 3)}
    assert "APPROACH-1" in spoilt({**WITH_A_FATHER, **late})


def test_a_parent_not_asked_with_a_reason_does_not_stop_the_request() -> None:
    unsafe = {**HIS_YES, "consent.the father.answer": "not asked", "consent.the father.answered_on": None}
    assert "APPROACH-1" not in spoilt({**WITH_A_FATHER, **unsafe})


def test_a_carer_without_responsibility_is_not_asked() -> None:
    carer = (SECOND_PARENT[0], {"name": "Mr P. Lowe", "has_responsibility": False})
    assert "APPROACH-1" not in spoilt({**PLACED, "referral.parents": carer})


def test_consent_to_share_with_one_school_is_none_for_another() -> None:
    elsewhere = {
        **under("approach", "other", school=ANOTHER, formality="formal request", sent_on=date(2026, 10, 1)),
        "response.answer": "decline",
    }
    assert "APPROACH-1" in spoilt({**PLACED, **elsewhere})


def test_consent_taken_back_later_does_not_make_the_earlier_request_wrong() -> None:
    taken_back = {**HIS_YES, "consent.the father.answer": "withdrawn"}
    taken_back["consent.the father.answered_on"] = date(2026, 9, 20)
    assert "APPROACH-1" not in spoilt({**WITH_A_FATHER, **HIS_YES, **_again(taken_back)})


def _again(answers: Answers) -> Answers:
    return {name.replace("the father", "the father again"): answer for name, answer in answers.items()}


@pytest.mark.parametrize("route", ["off-site direction", "placement", "direct"])
def test_a_refusal_stops_the_head_teachers_signatures(route: str) -> None:
    refused = under(
        "consent",
        "refused",
        is_pupil=True,
        choice="to the permanent transfer" if route == "direct" else "to the placement",
        school="100002",
        answer="refused",
        answered_on=date(2026, 9, 9),
    )
    assert "SIGNATURE-3" in spoilt({**PLACED, **refused, "before_you_start.route": route})


def test_consent_to_the_transfer_given_before_the_review_does_not_count() -> None:
    early = consented(TRANSFER, date(2026, 10, 19), felt_no_pressure=True)
    assert "DECISION-2" in spoilt({**TRANSFERRED, **early})


def test_consent_to_the_transfer_given_after_the_review_counts() -> None:
    later = consented(TRANSFER, date(2026, 10, 22), felt_no_pressure=True)
    assert "DECISION-2" not in spoilt({**TRANSFERRED, **later})


def test_a_child_who_refuses_the_transfer_stays_on_the_home_roll() -> None:
    refused = {
        name: answer for name, answer in TRANSFERRED.items() if "by the pupil" not in name or TRANSFER not in name
    }
    refused |= under(
        "consent",
        "the child",
        is_pupil=True,
        choice=TRANSFER,
        school="100002",
        answer="refused",
        answered_on=date(2026, 10, 21),
    )
    assert "DECISION-2" in spoilt(refused)


def test_a_return_needs_nobodys_consent_to_a_transfer() -> None:
    back = {**TRANSFERRED, "final_review.decision": "return to the home school"}
    assert not {"DECISION-2", "DECISION-3", "DECISION-5"} & spoilt({**back, "final_review.parents_agree": False})


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("parents_agree", "DECISION-3"),
        ("pupil_agrees", "DECISION-4"),
        ("home_head_agrees", "DECISION-5"),
        ("receiving_head_agrees", "DECISION-6"),
        ("admission_authority_agrees", "DECISION-7"),
    ],
)
def test_each_who_does_not_agree_to_the_transfer_is_named(question: str, rule: str) -> None:
    assert rule in spoilt({**TRANSFERRED, f"final_review.{question}": False})


@pytest.mark.parametrize("how", ["in person", "by telephone, noted"])
def test_a_parents_spoken_yes_is_not_enough_to_share(how: str) -> None:
    spoken = consented(SHARE, date(2026, 9, 2), is_pupil=False, given_how=how)
    assert "CONSENT-4" in spoilt({**PLACED, **spoken})


def test_a_childs_spoken_yes_is_enough() -> None:
    assert "CONSENT-4" not in spoilt(PLACED)


@pytest.mark.parametrize("name", ["MRS J ADEYEMI", "mrs j. adeyemi ", "Mrs  J.  Adeyemi"])
def test_a_name_is_recognised_however_it_is_typed(name: str) -> None:
    typed = under("consent", "typed", person=name, is_pupil=False, choice=SHARE, answered_on=date(2026, 9, 2))
    assert "CONSENT-1" not in spoilt({**PLACED, **typed})


def test_a_name_that_is_not_in_the_referral_is_sent_back() -> None:
    typed = under("consent", "typed", person="Mrs J. Adeyemo", is_pupil=False, choice=SHARE)
    assert "CONSENT-1" in spoilt({**PLACED, **typed})


def test_a_parent_whom_a_court_order_keeps_away_cannot_consent() -> None:
    kept_away = (SECOND_PARENT[0], {**SECOND_PARENT[1], "is_excluded_by_court": True})
    assert "CONSENT-1" in spoilt({**PLACED, **HIS_YES, "referral.parents": kept_away})
