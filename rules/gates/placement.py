"""A placement's first and last day: enough time between them, and nobody against it."""

from datetime import date

from record.case import Case
from record.consents import PLACEMENT as TO_PLACEMENT
from record.consents import parents_against
from record.forms.before_you_start import BeforeYouStart
from record.forms.consent import Consent
from record.forms.meeting_record import MeetingRecord
from record.forms.start import Start
from record.pack import Pack
from record.tables import School
from record.turns import Turn, TurnKind
from rules.case_queries import guards_alternative_provision
from rules.examples import ACCEPTED, MET, RECEIVING, consented
from rules.gate import gate
from rules.rule import MUST, SHOULD

UNSIGNED = {"pack.agreement_signed_by": (), "pack.dual_form_signed_by": ()}
AGREED_FOR_MONDAY = {
    "met_on": date(2026, 9, 7),
    "outcome": "agreed",
    "starts_on": date(2026, 9, 14),
    "weeks": 6,
    "ends_on": date(2026, 10, 23),
}
PUT_OFF = {**MET, **UNSIGNED, "did_start": False, "new_start_on": date(2026, 9, 21), "filed_on": date(2026, 9, 14)}


@gate(
    "STARTS-1",
    on=(TurnKind.STARTS,),
    clause=("APP-2",),
    weight=MUST,
    at={Start: ("new_start_on",), MeetingRecord: ("starts_on", "ends_on")},
    message="Choose a first day before the placement’s last day, or agree a new last day in the meeting record first.",
    passes=PUT_OFF,
    fails={**PUT_OFF, "new_start_on": date(2026, 11, 2)},
)
def placement_starts_before_it_ends(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A placement starts before its last day, also when the start is put off."""
    placement = case.placement
    return placement.starts_on < placement.ends_on if placement and placement.ends_on else None


@gate(
    "STARTS-2",
    on=(TurnKind.STARTS,),
    clause=("WK-8", "APP-9"),
    weight=SHOULD,
    at={Start: ("new_start_on",)},
    message="Fewer than {least_weeks} weeks are left until the last day: agree a new one, or say why this is fair to "
    "the child.",
    passes={**PUT_OFF, "pack.least_weeks": 4},
    fails={**PUT_OFF, "pack.least_weeks": 4, "new_start_on": date(2026, 10, 12)},
)
def enough_weeks_are_left_after_a_new_start(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A start that is put off leaves the child the authority's shortest time at the receiving school."""
    placement = case.placement
    is_put_off = turn.filed is not None and turn.filed.kind == Start.kind
    if placement is None or placement.ends_on is None or not is_put_off or placement.starts_on >= placement.ends_on:
        return None
    left = case.calendar(placement.school).week_number(
        placement.starts_on, placement.ends_on, pack.weeks_are_school_weeks
    )
    return left >= pack.least_weeks


GONE_AHEAD = {
    **ACCEPTED,
    **UNSIGNED,
    **AGREED_FOR_MONDAY,
    "start.did_start": True,
    "start.started_on": date(2026, 9, 14),
}


@gate(
    "STARTS-3",
    on=(TurnKind.STARTS,),
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    at={MeetingRecord: ("starts_on",)},
    message="A parent said no before the first day: the child stays at the home school until everyone agrees again.",
    passes={**GONE_AHEAD, **consented(TO_PLACEMENT, date(2026, 9, 8))},
    fails={**GONE_AHEAD, **consented(TO_PLACEMENT, date(2026, 9, 10), answer="withdrawn")},
)
def no_parent_is_against_the_start(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """No parent has refused the move, or withdrawn their agreement, before the child starts."""
    if not turn.is_certain or not case.of(Consent):
        return None
    return not parents_against(case, turn.on)


AGREED_THERE = {**MET, "case.schools": {RECEIVING: School(RECEIVING, "Bridge House", "Pupil referral unit")}}


@gate(
    "STARTS-4",
    on=(TurnKind.STARTS,),
    clause=("HF-6.2", "APP-14"),
    weight=MUST,
    at={BeforeYouStart: ("route",), MeetingRecord: ("starts_on",)},
    message="The child goes to alternative provision: choose that kind of move in “Before you start”, or ask another school.",
    passes={**AGREED_THERE, "route": "alternative provision"},
    fails={**AGREED_THERE, "route": "placement"},
)
def provision_starts_on_its_own_route(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A child starts at a pupil referral unit or another alternative provider on a route with the guards for it."""
    return guards_alternative_provision(case, case.receiving)
