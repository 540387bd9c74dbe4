"""The referral: who the child is and who must be asked, what the head teacher promises, and what a plan or care calls for."""

from datetime import date

from record.case import Case
from record.family import as_written
from record.forms.referral import Referral
from record.forms.review import Review
from record.pack import Pack
from record.school_days import school_year
from rules.case_queries import filed_as, given, in_order
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule


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
    "REFERRAL-15",
    on=Referral,
    clause=("HF-3b", "APP-4"),
    weight=MUST,
    fields=("parents",),
    message="Two people have the same name. Add what tells them apart, as in “Mr J. Adeyemi, senior”: consent is each one’s own.",
    passes={"parents": ({"name": "Mr J. Adeyemi"}, {"name": "Mr J Adeyemi"})},
    fails={"parents": ({"name": "Mr J. Adeyemi"}, {"name": "mr j.  adeyemi"})},
)
def people_can_be_told_apart(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """No two people on a referral have the very same name."""
    names = [as_written(each.name) for each in referral.parents if each.name]
    return len({*names}) == len(names) if names else None


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


@rule(
    "REFERRAL-13",
    on=Referral,
    clause=("HF-4a", "WK-13", "APP-9"),
    weight=SHOULD,
    fields=("why_a_move",),
    message="This child has had a managed move before: say what came of it, and what will be different this time.",
    passes={"legal_name": "Tomi Adeyemi"},
    fails={"legal_name": "Tomi Adeyemi", "case.earlier_moves": ("MM-7K2P-9XWA",)},
)
def repeated_move_is_explained(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """A second managed move of the same child is explained."""
    return not case.earlier_moves if given(referral.legal_name) or given(referral.upn) else None


@rule(
    "PROMISE-1",
    on=Referral,
    clause=("HF-7.1", "WK-4", "NA-3"),
    weight=MUST,
    fields=("all_steps_taken",),
    message="Take the reasonable steps that are left, with help from outside the school, before you ask for a move.",
    passes={"all_steps_taken": True},
    fails={"all_steps_taken": False},
)
def all_reasonable_steps_are_taken(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """All reasonable steps have been taken."""
    return referral.all_steps_taken


@rule(
    "PROMISE-2",
    on=Referral,
    clause=("HF-1a", "WK-5", "NA-2"),
    weight=MUST,
    fields=("is_voluntary",),
    message="Go on only when the move is voluntary for the family and for you.",
    passes={"is_voluntary": True},
    fails={"is_voluntary": False},
)
def move_is_voluntary(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The move is voluntary."""
    return referral.is_voluntary


@rule(
    "PROMISE-3",
    on=Referral,
    clause=("HF-2b", "WK-11", "NA-7"),
    weight=MUST,
    fields=("no_threat",),
    message="Take back any mention of exclusion, and ask the family afresh, before you ask for a move.",
    passes={"no_threat": True},
    fails={"no_threat": False},
)
def exclusion_is_no_threat(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Exclusion was not used as a threat."""
    return referral.no_threat


@rule(
    "PROMISE-4",
    on=Referral,
    clause=("HF-7.3", "WK-11", "NA-7"),
    weight=MUST,
    fields=("not_told_to_find_school",),
    message="Tell the parents that finding a school is the schools’ work, and speak to your authority before you go on.",
    passes={"not_told_to_find_school": True},
    fails={"not_told_to_find_school": False},
)
def parents_are_not_told_to_find_a_school(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Nobody suggested that the parents take the child away and find a school."""
    return referral.not_told_to_find_school


@rule(
    "PROMISE-5",
    on=Referral,
    clause=("HF-7.4b", "WK-11"),
    weight=MUST,
    fields=("told_may_be_refused",),
    message="Tell the parents that the request may be refused and needs a vacancy, then confirm it here.",
    passes={"told_may_be_refused": True},
    fails={"told_may_be_refused": False},
)
def parents_know_it_may_be_refused(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The parents know that the request may be refused and needs a vacancy."""
    return referral.told_may_be_refused


@rule(
    "PROMISE-6",
    on=Referral,
    clause=("HF-7.4b", "WK-11"),
    weight=MUST,
    fields=("told_no_priority",),
    message="Tell the parents that a move does not jump a waiting list, then confirm it here.",
    passes={"told_no_priority": True},
    fails={"told_no_priority": False},
)
def parents_know_it_has_no_priority(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The parents know that a move does not jump a waiting list."""
    return referral.told_no_priority


@rule(
    "PROMISE-7",
    on=Referral,
    clause=("WK-12", "NA-4"),
    weight=MUST,
    fields=("full_disclosure",),
    message="Add everything relevant about the child: the other school decides on this referral.",
    passes={"full_disclosure": True},
    fails={"full_disclosure": False},
)
def everything_relevant_is_disclosed(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Everything relevant is in the referral."""
    return referral.full_disclosure


@rule(
    "PROMISE-8",
    on=Referral,
    clause="NA-7",
    weight=MUST,
    fields=("complaints_route_given",),
    message="Tell the parents how to complain, then confirm it here.",
    passes={"complaints_route_given": True},
    fails={"complaints_route_given": False},
)
def parents_know_how_to_complain(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The parents were told how to complain."""
    return referral.complaints_route_given


TAKEN_PLACE = {name: answer for name, answer in PLACED.items() if not name.startswith("referral.")}
"""The example's placement, without the referral that is judged here."""


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
