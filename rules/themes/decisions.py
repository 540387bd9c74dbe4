"""What a final decision needs: everyone's agreement to stay for good, or a safe first day back."""

from datetime import date

from record.case import Case
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.pack import Pack
from rules.case_queries import given, in_order, is_open
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule

REVIEWED_ON = date(2026, 10, 1)
STAYS = {**PLACED, "reviewed_on": REVIEWED_ON, "decision": TRANSFER, "takes_effect_on": date(2026, 10, 26)}
COMES_BACK = {
    **PLACED,
    "reviewed_on": REVIEWED_ON,
    "decision": RETURN,
    "takes_effect_on": date(2026, 10, 5),
    "return_at": "08:30",
    "return_place": "Main reception",
    "return_person": "Mr D. Shaw",
}


@rule(
    "DECISION-1",
    on=FinalReview,
    clause=("HF-11c", "APP-2"),
    weight=MUST,
    fields=("takes_effect_on",),
    message="Choose a day on or after the review.",
    passes=STAYS,
    fails={**STAYS, "takes_effect_on": date(2026, 9, 30)},
)
def decision_takes_effect_after_the_review(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """A decision takes effect on the day of the review or later."""
    return in_order(review.reviewed_on, review.takes_effect_on)


@rule(
    "DECISION-3",
    on=FinalReview,
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    fields=("decision", "parents_agree"),
    message="The child stays permanently only when the parents agree: agree on another decision, or talk again.",
    passes={**STAYS, "parents_agree": True},
    fails={**STAYS, "parents_agree": False},
)
def parents_agree_to_the_transfer(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The parents agree to a permanent transfer."""
    return review.parents_agree if review.decision == TRANSFER else None


@rule(
    "DECISION-4",
    on=FinalReview,
    clause=("HF-3b", "WK-5", "NA-2"),
    weight=SHOULD,
    fields=("pupil_agrees",),
    message="The child does not agree: say what the child wants, and what you did about it.",
    passes={**STAYS, "pupil_agrees": True},
    fails={**STAYS, "pupil_agrees": False},
)
def child_agrees_to_the_transfer(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The child agrees to a permanent transfer."""
    return review.pupil_agrees if review.decision == TRANSFER else None


@rule(
    "DECISION-5",
    on=FinalReview,
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    fields=("decision", "home_head_agrees"),
    message="The child stays permanently only when the home head teacher agrees: talk again before you record it.",
    passes={**STAYS, "home_head_agrees": True},
    fails={**STAYS, "home_head_agrees": False},
)
def home_head_agrees_to_the_transfer(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The home head teacher agrees to a permanent transfer."""
    return review.home_head_agrees if review.decision == TRANSFER else None


@rule(
    "DECISION-6",
    on=FinalReview,
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    fields=("decision", "receiving_head_agrees"),
    message="The child stays permanently only when the receiving head teacher agrees: talk again before you record it.",
    passes={**STAYS, "receiving_head_agrees": True},
    fails={**STAYS, "receiving_head_agrees": False},
)
def receiving_head_agrees_to_the_transfer(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The receiving head teacher agrees to a permanent transfer."""
    return review.receiving_head_agrees if review.decision == TRANSFER else None


@rule(
    "DECISION-7",
    on=FinalReview,
    clause=("HF-2a", "NA-2"),
    weight=MUST,
    fields=("decision", "admission_authority_agrees"),
    message="The child stays permanently only when the receiving school’s admission authority agrees: ask it first.",
    passes={**STAYS, "admission_authority_agrees": True},
    fails={**STAYS, "admission_authority_agrees": False},
)
def admission_authority_agrees_to_the_transfer(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The receiving school's admission authority agrees to a permanent transfer."""
    return review.admission_authority_agrees if review.decision == TRANSFER else None


@rule(
    "DECISION-8",
    on=FinalReview,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("takes_effect_on",),
    message="Choose a day when the school the child goes to is open.",
    passes=COMES_BACK,
    fails={**COMES_BACK, "takes_effect_on": date(2026, 10, 3)},
)
def decision_takes_effect_on_an_open_day(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The first day after the decision is one on which the school decided on is open."""
    if review.decision == RETURN:
        return is_open(case, case.home, review.takes_effect_on)
    return is_open(case, case.receiving, review.takes_effect_on) if review.decision == TRANSFER else None


@rule(
    "DECISION-9",
    on=FinalReview,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("return_at", "return_place", "return_person"),
    message="Give the time, the place and the person for the first day back.",
    passes=COMES_BACK,
    fails={**COMES_BACK, "return_person": None},
)
def return_has_a_time_a_place_and_a_person(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """A return has a time, a place and a person."""
    if review.decision != RETURN or not review.takes_effect_on:
        return None
    return given(review.return_at, review.return_place, review.return_person)
