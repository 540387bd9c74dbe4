"""The referral: who the child is, who must be asked, and what a plan or care status calls for."""

from datetime import date

from record.case import Case
from record.pack import Pack
from record.referral import Referral
from record.review import Review
from record.school_days import school_year
from rules.around import given, in_order
from rules.engine import MUST, SHOULD, rule
from rules.examples import PLACED

TAKEN_PLACE = {name: answer for name, answer in PLACED.items() if not name.startswith("referral.")}
"""The example's placement, without the referral that is judged here."""


@rule(
    "REFERRAL-1",
    on=Referral,
    clause=("HF-3b", "WK-5", "APP-4"),
    weight=MUST,
    fields=("parents",),
    message="List at least one person with parental responsibility; it may be an authority.",
    passes={"parents": ({"name": "Mrs J. Adeyemi", "has_responsibility": True},)},
    fails={"parents": ({"name": "Mr P. Lowe", "relationship": "foster carer", "has_responsibility": False},)},
)
def somebody_has_parental_responsibility(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """At least one person with parental responsibility is listed."""
    known = [each.has_responsibility for each in referral.parents if each.has_responsibility is not None]
    return any(known) if known else None


@rule(
    "REFERRAL-2",
    on=Referral,
    clause="HF-3g",
    weight=MUST,
    fields=("sen_stage",),
    message="A managed move is not sought for a child with an EHC plan.",
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
    """A looked-after child moves only with the Virtual School's agreement and support."""
    return referral.virtual_school_agrees if referral.is_looked_after else None


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
    "REFERRAL-8",
    on=Referral,
    clause="APP-9",
    weight=SHOULD,
    fields=("born_on", "year_group"),
    message="Check the date of birth and the year group, or say why the child is taught outside their own year.",
    passes={"born_on": date(2014, 9, 1), "year_group": "7", "confirmed_on": date(2026, 10, 1)},
    fails={"born_on": date(2014, 8, 31), "year_group": "7", "confirmed_on": date(2026, 10, 1)},
)
def birth_date_fits_the_year_group(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The date of birth fits the year group."""
    if not referral.born_on or not referral.year_group:
        return None
    number = 0 if referral.year_group == "R" else int(referral.year_group)
    began = school_year(referral.confirmed_on or case.today)
    return date(began - 5 - number, 9, 1) <= referral.born_on <= date(began - 4 - number, 8, 31)


@rule(
    "REFERRAL-9",
    on=Referral,
    clause="APP-2",
    weight=MUST,
    fields=("born_on",),
    message="Check the date of birth: a child on a school’s roll is at least 3 and under 20.",
    passes={"born_on": date(2013, 3, 14)},
    fails={"born_on": date(2026, 3, 14)},
)
def child_is_of_school_age(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The date of birth is that of a child of school age."""
    return 3 <= case.today.year - referral.born_on.year < 20 if referral.born_on else None


@rule(
    "REFERRAL-10",
    on=Referral,
    clause="APP-12",
    weight=MUST,
    fields=("upn", "why_no_upn"),
    message="Give the UPN from your register, or say why the child has none.",
    passes={"legal_name": "Tomi Adeyemi", "upn": "B801200005001"},
    fails={"legal_name": "Tomi Adeyemi"},
)
def child_has_a_upn_or_a_reason(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The UPN is given, or the reason why there is none."""
    if not given(referral.legal_name):
        return None
    return given(referral.upn) or given(referral.why_no_upn)


@rule(
    "REFERRAL-11",
    on=Referral,
    clause="APP-7",
    weight=MUST,
    fields=("upn", "legal_name"),
    message="This child already has a managed move under way. Go on with that one.",
    instead="Open the other case. A new one can begin once the last one has ended.",
    passes={"legal_name": "Tomi Adeyemi"},
    fails={"legal_name": "Tomi Adeyemi", "case.same_child": ("MM-7K2P-9XWA",)},
)
def child_is_in_no_other_live_case(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The child is in no other live case."""
    return not case.same_child if given(referral.legal_name) or given(referral.upn) else None


@rule(
    "REFERRAL-12",
    on=Referral,
    clause="WK-1",
    weight=SHOULD,
    fields=("coordinator_consulted_on",),
    message="Talk to your area coordinator before the referral is confirmed, or say why that was not possible.",
    passes={"coordinator_consulted_on": date(2026, 9, 28), "confirmed_on": date(2026, 9, 30)},
    fails={"coordinator_consulted_on": date(2026, 10, 1), "confirmed_on": date(2026, 9, 30)},
)
def coordinator_is_consulted_in_advance(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The area's coordinator is consulted before the referral is confirmed."""
    return in_order(referral.coordinator_consulted_on, referral.confirmed_on)
