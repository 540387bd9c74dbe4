"""What the authority owes a case: that it was told, an approval, a question where reports are late."""

from collections.abc import Iterator, Mapping
from datetime import date

from record.case import FORMAL, Case
from record.ended import ended
from record.entry import Party
from record.forms.final_review import OTHER
from record.forms.la_record import APPROVAL, OTHER_AUTHORITY, YEAR_11, LaRecord
from record.forms.roll_change import RollChange
from record.placement_days import owed_reports
from record.stage import OUTCOME_TOLD, is_outcome_told, needs_roll_change
from record.tables import School
from rules.case_queries import is_year_11_out_of_provision
from rules.duties.placement import REPORTED_WEEKLY
from rules.duty import GOES_ON, OURS, SIGNS, Owed, Phase, duty
from rules.examples import ACCEPTED, ASKED, MET, PLACED, RECEIVING

TOLD_WITHIN = 5
"""School days in which the authority notes that it was told. Guidance gives no number: this one is the app's own."""
TOLD_TO_THE_AUTHORITY = ("HF-13", "WK-2", "APP-5")
STOPPED = {**MET, "ending.reason": "withdrawn", "ending.ended_on": date(2026, 9, 9)}
ABROAD_TOLD = "other local authority"
ABROAD = {
    **PLACED,
    "case.schools": {RECEIVING: School(urn=RECEIVING, name="Kestrel Hill School", la="901")},
    "pack.told_of_start": (ABROAD_TOLD,),
}
LEAVES_IN_YEAR_11 = {
    **PLACED,
    "before_you_start.route": "alternative provision",
    "referral.year_group": "11",
    "final_review.reviewed_on": date(2026, 10, 1),
    "final_review.decision": OTHER,
    "final_review.takes_effect_on": date(2026, 10, 5),
    "roll_change.deleted_by": "home school",
    "roll_change.deleted_on": date(2026, 10, 5),
}
PROVIDED = {**ACCEPTED, "before_you_start.route": "alternative provision"}
NOTED: Mapping[str, str] = {
    "told of the request": "told of the request",
    "told of the start": "told of the start",
    "approval": APPROVAL,
    "told of the outcome": OUTCOME_TOLD,
    "Year 11 off a roll": YEAR_11,
    "the other authority": OTHER_AUTHORITY,
}
"""By the duty's id, what the authority's record is then about."""


@duty(
    "told of the request",
    do="note that you were told of the request",
    what="note that you were told of the request",
    clause=TOLD_TO_THE_AUTHORITY,
    owner=Party.LA,
    form=LaRecord,
    phases=GOES_ON,
    harm=OURS,
    comes=ASKED,
    goes={**ASKED, "la_record.about": "told of the request"},
    is_aside=True,
)
def the_authority_is_told_of_the_request(case: Case) -> Iterator[Owed]:
    """The authority notes that it was told of a formal request."""
    asked = [each.asked_on for each in case.askings if each.approach.formality == FORMAL]
    if asked and not _is_noted(case, "told of the request"):
        yield Owed(by=case.calendar(case.home).after(min(asked), TOLD_WITHIN))


@duty(
    "told of the start",
    do="note that you were told of the start",
    what="note that you were told of the start",
    clause=TOLD_TO_THE_AUTHORITY,
    owner=Party.LA,
    form=LaRecord,
    phases=(Phase.PLACED,),
    harm=OURS,
    comes=PLACED,
    goes={**PLACED, "la_record.about": "told of the start"},
    is_aside=True,
)
def the_authority_is_told_of_the_start(case: Case) -> Iterator[Owed]:
    """The authority notes that it was told of the start."""
    if case.has_started and case.placement and not _is_noted(case, "told of the start"):
        yield Owed(by=case.calendar(case.home).after(case.placement.starts_on, TOLD_WITHIN))


def _is_noted(case: Case, about: str) -> bool:
    return any(each.about == about for each in case.of(LaRecord))


@duty(
    "ask about late reports",
    do="ask why weekly reports are late",
    what="ask why weekly reports are late",
    clause=REPORTED_WEEKLY,
    owner=Party.LA,
    form=None,
    phases=(Phase.PLACED,),
    harm=None,
    comes=PLACED,
    goes={
        **PLACED,
        "weekly_report.first.week_commencing": date(2026, 9, 14),
        "weekly_report.second.week_commencing": date(2026, 9, 21),
    },
    is_aside=True,
)
def late_reports_are_asked_about(case: Case) -> Iterator[Owed]:
    """When as many weekly reports are late as the authority's policy says, its coordinator asks why."""
    missing = owed_reports(case, case.placement) if case.placement and case.is_dual_registered else ()
    late = [each.by for each in missing if each.by < case.today]
    allowed = case.pack.missed_reports_tell_coordinator
    if len(late) >= allowed:
        yield Owed(by=late[allowed - 1], of=(f"{len(late)} of them",))


@duty(
    "approval",
    do="decide on the alternative provision",
    what="decide on the alternative provision",
    clause=("HF-6.4", "APP-5"),
    owner=Party.LA,
    form=LaRecord,
    phases=GOES_ON,
    harm=OURS,
    comes=PROVIDED,
    goes={**PROVIDED, "la_record.about": APPROVAL, "la_record.is_approved": False},
    is_aside=True,
)
def alternative_provision_is_decided_on(case: Case) -> Iterator[Owed]:
    """A named officer says yes or no to alternative provision before it starts."""
    decided = any(each.about == APPROVAL and each.is_approved is not None for each in case.of(LaRecord))
    if case.route == "alternative provision" and case.accepted and not decided:
        yield Owed(by=case.agreed_meeting.starts_on if case.agreed_meeting else None)


@duty(
    "told of the outcome",
    do="note that the authority was told of the outcome",
    what="tell the local authority of the outcome",
    clause=TOLD_TO_THE_AUTHORITY,
    owner=Party.LA,
    form=LaRecord,
    phases=(Phase.ENDED,),
    harm=OURS,
    comes=STOPPED,
    goes={**STOPPED, "la_record.about": OUTCOME_TOLD},
)
def the_authority_is_told_of_the_outcome(case: Case) -> Iterator[Owed]:
    """The authority is told how every move ended, also of one refused or withdrawn before it began."""
    end = ended(case)
    if end is None or is_outcome_told(case):
        return
    if not needs_roll_change(case):
        yield Owed(by=end.decided_on)
    elif change := case.last(RollChange):
        yield Owed(by=change.deleted_on)


@duty(
    "Year 11 off a roll",
    do="find out why a Year 11 pupil is leaving the roll from alternative provision, and record what you found",
    what="a second look at a Year 11 pupil who is leaving the roll from alternative provision",
    clause="NA-28",
    owner=Party.LA,
    form=LaRecord,
    phases=(Phase.ENDED,),
    harm=SIGNS,
    comes=LEAVES_IN_YEAR_11,
    goes={**LEAVES_IN_YEAR_11, "la_record.about": YEAR_11, "la_record.recorded_on": date(2026, 10, 1)},
    is_aside=True,
)
def a_year_11_pupil_off_the_roll_is_looked_at_twice(case: Case) -> Iterator[Owed]:
    """The coordinator looks too when the home school takes a Year 11 pupil off its roll out of alternative provision."""
    change = case.last(RollChange)
    if change and is_year_11_out_of_provision(change, case) and not _is_noted(case, YEAR_11):
        says = (
            "The home school is taking a Year 11 pupil off its roll from alternative provision, and nobody else has "
            "looked at this."
        )
        on = change.deleted_on or case.today
        by = max(case.calendar(case.home).last_open(on), min(on, case.filed_of(RollChange)[-1].filed_at.date()))
        yield Owed(by=by, says=says)


@duty(
    "the other authority",
    do="tell the other local authority, and note who you told",
    what="tell the other local authority",
    clause=TOLD_TO_THE_AUTHORITY,
    owner=Party.LA,
    form=LaRecord,
    phases=(Phase.PLACED, Phase.ENDED),
    harm=OURS,
    comes=ABROAD,
    goes={**ABROAD, "la_record.about": OTHER_AUTHORITY, "la_record.recorded_on": date(2026, 10, 2)},
    is_aside=True,
)
def the_other_authority_is_told(case: Case) -> Iterator[Owed]:
    """Where another authority looks after the receiving school, it is told of the start and of the outcome, as the policy says."""
    if not case.is_in_two_authorities:
        return
    end = ended(case)
    told = [each.recorded_on for each in case.of(LaRecord) if each.about == OTHER_AUTHORITY and each.recorded_on]
    if end is not None and ABROAD_TOLD in case.pack.told_of_outcome and not any(on >= end.decided_on for on in told):
        yield Owed(by=case.calendar(case.home).after(end.decided_on, TOLD_WITHIN), of=("of the outcome",))
    elif end is None and case.has_started and case.placement and ABROAD_TOLD in case.pack.told_of_start and not told:
        yield Owed(by=case.calendar(case.home).after(case.placement.starts_on, TOLD_WITHIN), of=("of the start",))
