"""The referral: what the head teacher confirms. Each is a promise to the family, so each must be true."""

from record.case import Case
from record.pack import Pack
from record.referral import Referral
from rules.rule import MUST, rule


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
