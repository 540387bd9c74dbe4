"""The referral: who the child is and who must be asked, and what the head teacher promises."""

from datetime import date

from record.case import Case
from record.family import as_written
from record.forms.referral import Referral
from record.pack import Pack
from record.school_days import school_year
from rules.case_queries import given, in_order
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
    "REFERRAL-23",
    on=Referral,
    clause=("HF-3b", "NA-27"),
    weight=MUST,
    fields=("parents",),
    message="Give the address of each parent or carer who does not live with the child: their letters go there.",
    passes={"parents": ({"name": "Mr K. Adeyemi", "lives_with_child": False, "address": "9 Mill Street\nRiverside"},)},
    fails={"parents": ({"name": "Mr K. Adeyemi", "lives_with_child": False},)},
)
def whoever_lives_elsewhere_has_an_address(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Each parent or carer who does not live with the child has an address."""
    elsewhere = [given(each.address) for each in referral.parents if each.lives_with_child is False]
    return all(elsewhere) if elsewhere else None


@rule(
    "REFERRAL-15",
    on=Referral,
    clause=("HF-3b", "APP-4"),
    weight=MUST,
    fields=("parents",),
    message="Two people have the same name. Add what tells them apart, as in “Mr J. Adeyemi, senior”: each person "
    "gives their own consent.",
    passes={"parents": ({"name": "Mr J. Adeyemi"}, {"name": "Mr J Adeyemi"})},
    fails={"parents": ({"name": "Mr J. Adeyemi"}, {"name": "mr j.  adeyemi"})},
)
def people_can_be_told_apart(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """No two people on a referral have the same name."""
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
    message="Take the reasonable steps that remain, with help from outside the school, before you ask for a move.",
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
    message="Continue only when the move is voluntary for the family and for you.",
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
    message="Tell the family that exclusion is not the alternative, and ask them again, before you ask for a move.",
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
