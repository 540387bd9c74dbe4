"""The roll change: the right school deletes, on the right ground, with consent, and never for a day gone by."""

from datetime import date

from record.case import Case
from record.ended import Belongs, ended
from record.forms.final_review import RETURN, TRANSFER
from record.forms.roll_change import RollChange
from record.pack import Pack
from rules.case_queries import filed_as, given, in_order, is_year_11_out_of_provision
from rules.examples import DIRECT, PLACED
from rules.rule import MUST, SHOULD, rule

DUAL_GROUND = "9(1)(c) dual registered, the other school agrees"
DIRECT_GROUND = "9(1)(a) registered at another school"
REVIEWED = {
    **PLACED,
    "final_review.reviewed_on": date(2026, 9, 28),
    "final_review.takes_effect_on": date(2026, 10, 2),
}
TRANSFERRED = {**REVIEWED, "final_review.decision": TRANSFER, "deleted_on": date(2026, 10, 2)}
RETURNED = {**REVIEWED, "final_review.decision": RETURN, "deleted_on": date(2026, 10, 2)}


@rule(
    "ROLL-1",
    on=RollChange,
    clause="APP-5",
    weight=MUST,
    fields=("deleted_on",),
    message="Record first how the move ended: the final review, the early ending or the withdrawal.",
    passes=TRANSFERRED,
    fails={**PLACED, "deleted_on": date(2026, 10, 2)},
)
def roll_changes_once_the_move_has_ended(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The roll changes once it is recorded how the move ended."""
    return ended(case) is not None if change.deleted_on else None


@rule(
    "ROLL-2",
    on=RollChange,
    clause=("HF-9b", "HF-11c", "NA-11"),
    weight=MUST,
    fields=("deleted_by",),
    message="Choose the school the child leaves: the home school after a transfer, the receiving school after a return.",
    passes={**TRANSFERRED, "deleted_by": "home school"},
    fails={**RETURNED, "deleted_by": "home school"},
)
def the_right_school_deletes(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """On transfer the home school takes the child off its roll. On return the receiving school does."""
    end = ended(case)
    deletes = {Belongs.RECEIVING: "home school", Belongs.HOME: "receiving school"}
    if not change.deleted_by or not end or end.belongs not in deletes:
        return None
    return change.deleted_by == deletes[end.belongs]


@rule(
    "ROLL-3",
    on=RollChange,
    clause="NA-11",
    weight=MUST,
    fields=("ground",),
    message="Choose 9(1)(c) when the child was dual registered, and 9(1)(a) after a direct move.",
    passes={**TRANSFERRED, "ground": DUAL_GROUND},
    fails={**TRANSFERRED, "ground": DIRECT_GROUND},
)
def ground_fits_the_registration(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The ground is 9(1)(c) after dual registration and 9(1)(a) after a direct move."""
    end = ended(case)
    if not change.ground or not end or end.belongs not in (Belongs.HOME, Belongs.RECEIVING):
        return None
    if case.route == "alternative provision":
        return change.ground != DIRECT_GROUND  # an unregistered provider has no roll to delete from
    return change.ground == (DUAL_GROUND if case.is_dual_registered else DIRECT_GROUND)


@rule(
    "ROLL-4",
    on=RollChange,
    clause="NA-11",
    weight=MUST,
    fields=("other_school_consented",),
    message="Get the other school’s agreement before the child is taken off a roll.",
    passes={**TRANSFERRED, "other_school_consented": True},
    fails={**TRANSFERRED, "other_school_consented": False},
)
def other_school_agrees_to_the_deletion(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """After dual registration the other school agrees to the deletion."""
    return change.other_school_consented if case.is_dual_registered else None


@rule(
    "ROLL-5",
    on=RollChange,
    clause="NA-11",
    weight=MUST,
    fields=("deleted_on",),
    message="Choose a date of deletion on or after the day the other school agreed.",
    passes={**TRANSFERRED, "consented_on": date(2026, 10, 2)},
    fails={**TRANSFERRED, "consented_on": date(2026, 10, 3)},
)
def deletion_follows_the_agreement(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The child is taken off the roll only after the other school agreed."""
    return in_order(change.consented_on, change.deleted_on)


@rule(
    "ROLL-6",
    on=RollChange,
    clause=("HF-11c", "NA-11"),
    weight=MUST,
    fields=("deleted_on",),
    message="Choose a date of deletion on or after the day the decision takes effect.",
    passes=TRANSFERRED,
    fails={**TRANSFERRED, "deleted_on": date(2026, 10, 1)},
)
def deletion_waits_for_the_decision(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The child is not taken off a roll before the decision takes effect."""
    end = ended(case)
    return in_order(end.from_on, change.deleted_on) if end else None


@rule(
    "ROLL-7",
    on=RollChange,
    clause="NA-11",
    weight=SHOULD,
    fields=("deleted_on",),
    message="A name is never taken off for a date in the past: if it was taken off on that date and you are only "
    "recording it now, say so.",
    passes={**TRANSFERRED, "filed_on": date(2026, 10, 2)},
    fails={**TRANSFERRED, "filed_on": date(2026, 10, 5), "case.today": date(2026, 10, 5)},
)
def no_deletion_is_for_a_day_gone_by(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """No name is taken off a roll for a past day."""
    filed = filed_as(case, change)
    return in_order(filed.filed_at.date(), change.deleted_on) if filed else None


@rule(
    "ROLL-8",
    on=RollChange,
    clause="NA-12",
    weight=SHOULD,
    fields=("deletion_return_on",),
    message="Send the deletion return on the day of the deletion at the latest, or say why it went later.",
    passes={**TRANSFERRED, "deletion_return_on": date(2026, 10, 2)},
    fails={**TRANSFERRED, "deletion_return_on": date(2026, 10, 5), "case.today": date(2026, 10, 6)},
)
def deletion_return_is_in_time(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The deletion return is sent no later than the deletion."""
    return in_order(change.deletion_return_on, change.deleted_on)


@rule(
    "ROLL-9",
    on=RollChange,
    clause="NA-13",
    weight=SHOULD,
    fields=("transfer_file_sent_on",),
    message="Send the transfer file within {transfer_file_school_days} school days of the deletion, or say why it went later.",
    passes={**TRANSFERRED, "transfer_file_sent_on": date(2026, 10, 23)},
    fails={**TRANSFERRED, "transfer_file_sent_on": date(2026, 11, 2)},
)
def transfer_file_is_in_time(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The transfer file is sent within the agreed school days."""
    if not change.deleted_on or not change.transfer_file_sent_on:
        return None
    latest = case.calendar(case.home).after(change.deleted_on, pack.transfer_file_school_days)
    return change.transfer_file_sent_on <= latest


@rule(
    "ROLL-10",
    on=RollChange,
    clause="NA-13",
    weight=SHOULD,
    fields=("protection_file_sent_on",),
    message="Send the child-protection file within {protection_file_days} days of the deletion, or say why it went later.",
    passes={**TRANSFERRED, "protection_file_sent_on": date(2026, 10, 7)},
    fails={**TRANSFERRED, "protection_file_sent_on": date(2026, 10, 8)},
)
def protection_file_is_in_time(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The child-protection file is sent within the agreed days."""
    if not change.deleted_on or not change.protection_file_sent_on:
        return None
    return (change.protection_file_sent_on - change.deleted_on).days <= pack.protection_file_days


@rule(
    "ROLL-11",
    on=RollChange,
    clause=("NA-13", "APP-2"),
    weight=MUST,
    fields=("protection_file_receipt_on",),
    message="Check the dates: the receipt comes after the child-protection file was sent.",
    passes={"protection_file_sent_on": date(2026, 10, 1), "protection_file_receipt_on": date(2026, 10, 2)},
    fails={"protection_file_sent_on": date(2026, 10, 2), "protection_file_receipt_on": date(2026, 10, 1)},
)
def receipt_follows_the_file(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """The receipt for the child-protection file comes after it was sent."""
    return in_order(change.protection_file_sent_on, change.protection_file_receipt_on)


DIRECT_MOVE = {**PLACED, **DIRECT, "deleted_on": date(2026, 10, 2)}


@rule(
    "ROLL-12",
    on=RollChange,
    clause="NA-11",
    weight=SHOULD,
    fields=("ground",),
    message="Another ground is unusual after a managed move: say which one it is, and why.",
    passes={**DIRECT_MOVE, "ground": DIRECT_GROUND},
    fails={**DIRECT_MOVE, "ground": "another ground"},
)
def another_ground_is_named(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """Another ground than those of a managed move is named."""
    return change.ground != "another ground" if given(change.ground) else None


IN_PROVISION = {
    **PLACED,
    "before_you_start.route": "alternative provision",
    "deleted_by": "home school",
    "deleted_on": date(2026, 10, 2),
}


@rule(
    "ROLL-14",
    on=RollChange,
    clause="NA-28",
    weight=SHOULD,
    fields=("deleted_by",),
    message="A Year 11 pupil is leaving your roll from alternative provision: say why it is in the child’s interest, "
    "and who agreed.",
    passes={**IN_PROVISION, "referral.year_group": "10"},
    fails={**IN_PROVISION, "referral.year_group": "11"},
)
def a_year_11_pupil_stays_on_the_roll_or_it_is_explained(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """Where the home school takes a Year 11 pupil off its roll out of alternative provision, it says why."""
    if case.route != "alternative provision" or change.deleted_by is None or case.referral is None:
        return None
    return not is_year_11_out_of_provision(change, case)
