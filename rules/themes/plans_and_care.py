"""The referral: what an EHC plan or care calls for, and that the social worker is heard before a move."""

from record.case import WITH_A_WORKER, Case
from record.forms.referral import Referral
from record.forms.review import Review
from record.pack import Pack
from rules.case_queries import filed_as
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule

TAKEN_PLACE = {name: answer for name, answer in PLACED.items() if not name.startswith("referral.")}
"""The example's placement, without the referral that is judged here."""


@rule(
    "REFERRAL-2",
    on=Referral,
    clause="HF-3g",
    weight=MUST,
    fields=("sen_stage",),
    message="Do not ask for a managed move for a child with an EHC plan.",
    instead="Speak to the child’s key worker in the SEND team. A change of placement goes through the plan’s review.",
    passes={"sen_stage": "SEN support", "pack.ehc_plan": "stop"},
    fails={"sen_stage": "EHC plan", "pack.ehc_plan": "stop"},
)
def referral_is_not_for_a_child_with_an_ehc_plan(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority says so, no child with an EHC plan is referred; a plan issued later stops nobody attending."""
    if pack.ehc_plan != "stop" or referral.sen_stage is None or case.has_started:
        return None
    return referral.sen_stage != "EHC plan"


@rule(
    "REFERRAL-3",
    on=Referral,
    clause="NA-6",
    weight=SHOULD,
    fields=("sen_stage",),
    message="Speak to the local authority’s SEN team before the move, and say here who and when.",
    passes={"sen_stage": "none"},
    fails={"sen_stage": "EHC plan", "pack.ehc_plan": "tell the local authority"},
)
def authority_knows_of_the_ehc_plan(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The authority is contacted before a child with an EHC plan is referred."""
    if pack.ehc_plan == "stop" or referral.sen_stage is None or case.has_started:
        return None
    return referral.sen_stage != "EHC plan"


@rule(
    "REFERRAL-4",
    on=Referral,
    clause="NA-6",
    weight=SHOULD,
    fields=("sen_stage",),
    message="The child now has an EHC plan: hold an early review and tell the local authority. The child goes on attending.",
    passes={**TAKEN_PLACE, "sen_stage": "EHC plan", "review.sort": "early"},
    fails={**TAKEN_PLACE, "sen_stage": "EHC plan"},
)
def plan_issued_during_a_placement_is_reviewed(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """An EHC plan that comes during a placement calls for an early review."""
    if referral.sen_stage != "EHC plan" or not case.has_started:
        return None
    return any(each.sort == "early" for each in case.of(Review))


@rule(
    "REFERRAL-5",
    on=Referral,
    clause=("HF-3g", "NA-3"),
    weight=SHOULD,
    fields=("ehc_assessment_under_way",),
    message="An EHC assessment is under way: ask the SEN team whether a move should wait, and say what they answered.",
    passes={"ehc_assessment_under_way": False},
    fails={"ehc_assessment_under_way": True},
)
def assessment_under_way_is_talked_over(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """A move does not cut across an EHC assessment."""
    return None if referral.ehc_assessment_under_way is None else not referral.ehc_assessment_under_way


@rule(
    "REFERRAL-6",
    on=Referral,
    clause=("HF-3f", "NA-2"),
    weight=MUST,
    fields=("virtual_school_agrees",),
    message="Ask the Virtual School before anything else: a looked-after child moves only with its agreement and support.",
    instead="Ring the Virtual School of the authority that looks after the child.",
    passes={"is_looked_after": True, "virtual_school_agrees": True},
    fails={"is_looked_after": True, "virtual_school_agrees": False},
)
def virtual_school_agrees(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """A looked-after child moves only with the Virtual School's agreement; care that begins later stops nobody attending."""
    return referral.virtual_school_agrees if referral.is_looked_after and not case.has_started else None


@rule(
    "REFERRAL-7",
    on=Referral,
    clause=("HF-3f", "NA-2"),
    weight=MUST,
    fields=("is_looked_after",),
    message="Your authority does not use managed moves for looked-after children.",
    instead="Speak to the Virtual School about the child’s personal education plan.",
    passes={"is_looked_after": False, "pack.looked_after": "stop"},
    fails={"is_looked_after": True, "pack.looked_after": "stop"},
)
def authority_allows_the_move_of_a_looked_after_child(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority says so, no looked-after child is referred."""
    if pack.looked_after != "stop" or referral.is_looked_after is None or case.has_started:
        return None
    return not referral.is_looked_after


@rule(
    "REFERRAL-14",
    on=Referral,
    clause=("HF-3f", "HF-7.6v", "APP-9"),
    weight=SHOULD,
    fields=("is_looked_after",),
    message="The child is now looked after: hold an early review with the Virtual School, and tell the local authority.",
    passes={**TAKEN_PLACE, "is_looked_after": True, "corrects": {"is_looked_after": False}, "review.sort": "early"},
    fails={**TAKEN_PLACE, "is_looked_after": True, "corrects": {"is_looked_after": False}},
)
def care_that_begins_during_a_placement_is_reviewed(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Care that begins during a placement calls for an early review with the Virtual School."""
    filed = filed_as(case, referral)
    before = filed.corrects if filed else None
    if not referral.is_looked_after or not case.has_started or not isinstance(before, Referral):
        return None
    return bool(before.is_looked_after) or any(each.sort == "early" for each in case.of(Review))


IN_CARE = {"is_looked_after": True, "pep_review_considered": True}


@rule(
    "REFERRAL-20",
    on=Referral,
    clause="NA-25",
    weight=SHOULD,
    fields=("pep_review_considered",),
    message="Consider an interim review of the personal education plan with the Virtual School first, or say why not.",
    passes=IN_CARE,
    fails={**IN_CARE, "pep_review_considered": False},
)
def an_interim_review_of_the_plan_is_considered(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """For a looked-after child an interim review of the personal education plan is considered before a move."""
    return referral.pep_review_considered if referral.is_looked_after else None


@rule(
    "REFERRAL-21",
    on=Referral,
    clause="NA-25",
    weight=SHOULD,
    fields=("care_worker_consulted",),
    message="Speak with the child’s social worker before you ask for a move, or say when you will.",
    passes={"is_looked_after": True, "care_worker_consulted": True},
    fails={"is_looked_after": True, "care_worker_consulted": False},
)
def the_social_worker_of_a_looked_after_child_is_consulted(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The social worker of a looked-after child is consulted on a move."""
    return referral.care_worker_consulted if referral.is_looked_after else None


@rule(
    "REFERRAL-22",
    on=Referral,
    clause="NA-3",
    weight=SHOULD,
    fields=("worker_consulted",),
    message="Speak with the child’s social worker before you ask for a move, or say when you will.",
    passes={"social_care": "child in need", "worker_consulted": True},
    fails={"social_care": "child in need", "worker_consulted": False},
)
def the_social_worker_is_consulted(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The social worker of a child in need, or under a protection plan, is consulted on a move."""
    return referral.worker_consulted if referral.social_care in WITH_A_WORKER else None
