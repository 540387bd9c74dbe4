"""The meeting: held in time, and what it takes to agree."""

from datetime import date, timedelta

from record.case import Case
from record.meeting_record import AGREED, MeetingRecord
from record.pack import Pack
from rules.case_queries import keeps_the_placement, up_to, without
from rules.examples import ACCEPTED, PLACED
from rules.rule import MUST, SHOULD, rule

MET_ON = date(2026, 9, 7)


@rule(
    "MEETING-1",
    on=MeetingRecord,
    clause=("HF-7.5a", "APP-5"),
    weight=MUST,
    fields=("met_on",),
    message="Check the date: the meeting is held once a school has accepted in principle, not before.",
    passes={**ACCEPTED, "met_on": date(2026, 9, 4)},
    fails={**ACCEPTED, "met_on": date(2026, 9, 3)},
)
def meeting_follows_an_acceptance(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The meeting is held once a school has accepted in principle."""
    if meeting.met_on is None:
        return None
    return up_to(without(case, meeting), meeting.met_on).accepted is not None


@rule(
    "MEETING-2",
    on=MeetingRecord,
    clause="HF-7.5b",
    weight=SHOULD,
    fields=("met_on",),
    message="Meet within {meeting_within_days} days of the school’s answer, or say why it took longer.",
    passes={**ACCEPTED, "met_on": date(2026, 9, 18)},
    fails={**ACCEPTED, "met_on": date(2026, 9, 19)},
)
def meeting_is_soon_after_the_acceptance(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The meeting is held within the agreed days of the acceptance."""
    response = case.accepted.response if case.accepted else None
    if not meeting.met_on or not response or not response.answered_on:
        return None
    return meeting.met_on <= response.answered_on + timedelta(days=pack.meeting_within_days)


@rule(
    "MEETING-8",
    on=MeetingRecord,
    clause=("HF-7.5c", "WK-5"),
    weight=MUST,
    fields=("outcome", "pupil_engaged"),
    message="A child who did not take part stays at the home school: choose not agreed, or adjourn.",
    passes={"pupil_engaged": False, "outcome": "adjourned"},
    fails={"pupil_engaged": False, "outcome": AGREED},
)
def child_who_does_not_engage_stays(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """No move is agreed with a child who does not take part in the meeting."""
    if meeting.pupil_engaged is None or meeting.outcome is None:
        return None
    return meeting.pupil_engaged or meeting.outcome != AGREED


@rule(
    "MEETING-9",
    on=MeetingRecord,
    clause=("HF-2a", "NA-2"),
    weight=MUST,
    fields=("outcome",),
    message="The receiving school’s admission authority has not agreed: correct its response first, or adjourn.",
    passes={**ACCEPTED, "response.admission_authority_agrees": True, "met_on": MET_ON, "outcome": AGREED},
    fails={**ACCEPTED, "response.admission_authority_agrees": False, "met_on": MET_ON, "outcome": AGREED},
)
def admission_authority_agrees_to_the_move(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The receiving school's admission authority agrees before a move is agreed."""
    if meeting.outcome != AGREED or case.accepted is None or case.accepted.response is None:
        return None
    return case.accepted.response.admission_authority_agrees


@rule(
    "MEETING-10",
    on=MeetingRecord,
    clause="NA-4",
    weight=SHOULD,
    fields=("safeguarding_leads_spoke",),
    message="Have the two safeguarding leads speak before the first day, and say here when they will.",
    passes={"safeguarding_leads_spoke": True},
    fails={"safeguarding_leads_spoke": False},
)
def safeguarding_leads_speak(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The safeguarding leads of both schools have spoken."""
    return meeting.safeguarding_leads_spoke


@rule(
    "MEETING-11",
    on=MeetingRecord,
    clause=("NA-4", "WK-12"),
    weight=SHOULD,
    fields=("risk_plan_shared",),
    message="Share the risk plan before the first day, and say here when you will.",
    passes={"risk_plan_shared": True},
    fails={"risk_plan_shared": False},
)
def risk_plan_is_shared(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The risk plan is shared with the receiving school."""
    return meeting.risk_plan_shared


TAKEN_PLACE = {name.replace("meeting_record.", "meeting_record.first."): answer for name, answer in PLACED.items()}
"""The example's placement, with the meeting that agreed it under another label."""


@rule(
    "MEETING-12",
    on=MeetingRecord,
    clause=("HF-12c", "HF-12a", "APP-8"),
    weight=MUST,
    fields=("outcome", "met_on"),
    message="The child has started. Fill in “Review” for a change, “Early ending” or “Withdrawal or other ending” to stop.",
    passes={**ACCEPTED, "met_on": MET_ON, "outcome": AGREED, "starts_on": date(2026, 9, 14)},
    fails={**TAKEN_PLACE, "met_on": date(2026, 9, 21), "outcome": "not agreed"},
)
def no_meeting_undoes_a_placement(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """No meeting record, new or corrected, undoes or replaces a placement that has started."""
    return keeps_the_placement(case, meeting) if meeting.outcome else None
