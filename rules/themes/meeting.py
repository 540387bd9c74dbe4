"""The meeting: who is invited and who must be there, held in time, and what it takes to agree."""

import re
from datetime import date

from record.answers import is_a_sentence
from record.case import Case
from record.forms.meeting_record import AGREED, MeetingRecord
from record.pack import Pack
from record.tables import School
from rules.case_queries import filed_as, is_soon_after_the_acceptance, keeps_the_placement, roles, up_to, without
from rules.examples import ACCEPTED, PLACED, RECEIVING
from rules.rule import MUST, SHOULD, rule

LOOKED_AFTER = {**ACCEPTED, "referral.is_looked_after": True}


def came(*present: str, presence: str = "came") -> tuple[dict[str, str], ...]:
    """People of these roles, for an example."""
    return tuple({"role": role, "presence": presence} for role in present)


EVERYBODY = came("home school", "receiving school", "parent", "pupil")


@rule(
    "MEETING-3",
    on=MeetingRecord,
    clause=("HF-7.5b", "WK-5", "NA-2"),
    weight=MUST,
    fields=("people", "outcome"),
    message="Both schools must be there to agree: choose adjourned, or list who came from each.",
    passes={"outcome": AGREED, "people": EVERYBODY},
    fails={"outcome": AGREED, "people": came("home school", "parent", "pupil")},
)
def both_schools_came(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """Both schools came to a meeting that agrees a move."""
    return _came(meeting, {"home school", "receiving school"})


@rule(
    "MEETING-4",
    on=MeetingRecord,
    clause=("HF-7.5b", "WK-5", "NA-2"),
    weight=SHOULD,
    fields=("people",),
    message="A parent should be at the meeting: say how the parents took part in the agreement.",
    passes={"outcome": AGREED, "people": EVERYBODY},
    fails={"outcome": AGREED, "people": came("home school", "receiving school", "pupil")},
)
def a_parent_came(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A parent came to a meeting that agrees a move."""
    return _came(meeting, {"parent"})


@rule(
    "MEETING-5",
    on=MeetingRecord,
    clause=("HF-7.5b", "HF-8a", "WK-5"),
    weight=SHOULD,
    fields=("people",),
    message="The child should be at the meeting: say how the child was heard instead.",
    passes={"outcome": AGREED, "people": EVERYBODY},
    fails={"outcome": AGREED, "people": came("home school", "receiving school", "parent")},
)
def the_child_came(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The child came to a meeting that agrees a move."""
    return _came(meeting, {"pupil"})


def _came(meeting: MeetingRecord, wanted: set[str]) -> bool | None:
    if meeting.outcome != AGREED or not meeting.people:
        return None
    return wanted <= roles(meeting.people, "came")


@rule(
    "MEETING-6",
    on=MeetingRecord,
    clause=("HF-7.6v", "NA-2"),
    weight=MUST,
    fields=("people",),
    message="Invite the Virtual School: for a looked-after child it must be part of the meeting.",
    passes={**LOOKED_AFTER, "people": (*EVERYBODY, *came("Virtual School", presence="sent views"))},
    fails={**LOOKED_AFTER, "people": EVERYBODY},
)
def virtual_school_is_invited(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """For a looked-after child the Virtual School is invited."""
    if not meeting.people or not _was_looked_after(meeting, case):
        return None
    return "Virtual School" in roles(meeting.people)


def _was_looked_after(meeting: MeetingRecord, case: Case) -> bool:
    """Whether the meeting was about a looked-after child.

    Care that a correction tells of once the child has started began since, unless the Virtual School had agreed by then.
    """
    referral = case.referral
    if not referral or not referral.is_looked_after:
        return False
    filed = filed_as(case, referral)
    if not case.has_started or not filed or filed.revision == 1:
        return True
    agreed_on = referral.virtual_school_on
    return bool(agreed_on and meeting.met_on and agreed_on <= meeting.met_on)


@rule(
    "MEETING-7",
    on=MeetingRecord,
    clause="HF-7.6v",
    weight=SHOULD,
    fields=("people",),
    message="The Virtual School did not come: say how it took part.",
    passes={**LOOKED_AFTER, "people": (*EVERYBODY, *came("Virtual School"))},
    fails={**LOOKED_AFTER, "people": (*EVERYBODY, *came("Virtual School", presence="did not come"))},
)
def virtual_school_takes_part(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """For a looked-after child the Virtual School comes or sends its views."""
    if not _was_looked_after(meeting, case) or "Virtual School" not in roles(meeting.people):
        return None
    return "Virtual School" in roles(meeting.people, "came", "sent views")


SUPERVISED = {**ACCEPTED, "referral.social_care": "child in need"}


@rule(
    "MEETING-13",
    on=MeetingRecord,
    clause=("HF-7.2", "WK-9", "NA-3"),
    weight=SHOULD,
    fields=("people",),
    message="The child has a social worker: invite them, or say how they were told and what they think.",
    passes={**SUPERVISED, "people": (*EVERYBODY, *came("social worker", presence="sent views"))},
    fails={**SUPERVISED, "people": EVERYBODY},
)
def social_worker_is_invited(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The social worker of a child in need, or on a child protection plan, is invited."""
    social_care = case.referral.social_care if case.referral else None
    if social_care not in ("child in need", "child protection plan") or not meeting.people:
        return None
    return "social worker" in roles(meeting.people)


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
    return is_soon_after_the_acceptance(meeting.met_on, case)


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
    clause=("NA-4", "NA-24"),
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


WITH_NEEDS = {**ACCEPTED, "referral.has_disability": True, "outcome": AGREED}


@rule(
    "MEETING-14",
    on=MeetingRecord,
    clause=("HF-7.6e", "WK-15"),
    weight=MUST,
    fields=("other_needs",),
    message="The referral tells of a disability: say what the child needs at the receiving school because of it.",
    passes={**WITH_NEEDS, "other_needs": "Large print, and a seat near the board"},
    fails=WITH_NEEDS,
)
def needs_of_a_disabled_child_are_recorded(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A meeting that agrees the move of a child with a disability says what the child needs."""
    if meeting.outcome != AGREED or not case.referral or not case.referral.has_disability:
        return None
    return is_a_sentence(meeting.other_needs)


GENERIC = {"school", "academy", "college", "high", "primary", "junior", "infant", "community", "centre", "church"}
"""Words of a school's name that say no more than what it is."""
MET_AT = {**ACCEPTED, "case.schools": {RECEIVING: School(RECEIVING, "Northgate Academy")}}


@rule(
    "MEETING-15",
    on=MeetingRecord,
    clause=("HF-7.5b", "WK-5"),
    weight=SHOULD,
    fields=("met_at",),
    message="The meeting is held at the receiving school: write its name if it was, or say why it was elsewhere.",
    passes={**MET_AT, "met_at": "Northgate, room 4"},
    fails={**MET_AT, "met_at": "At Oakfield School"},
)
def meeting_is_at_the_receiving_school(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The meeting is held at the receiving school."""
    school = case.schools.get(case.receiving or "")
    if school is None or not meeting.met_at:
        return None
    own_words = set(re.findall(r"\w{3,}", school.name.lower())) - GENERIC
    said = meeting.met_at.lower()
    return any(word in said for word in own_words) if own_words else None


@rule(
    "MEETING-16",
    on=MeetingRecord,
    clause=("HF-5c", "WK-3"),
    weight=MUST,
    fields=("family_view",),
    message="Ask the parents and the child what is different at this school, and write down what they say.",
    passes={"outcome": AGREED, "family_view": "Nobody knows me there"},
    fails={"outcome": AGREED, "family_view": "Yes."},
)
def family_says_what_is_different(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The family, too, says what the receiving school offers that is different."""
    return is_a_sentence(meeting.family_view) if meeting.outcome == AGREED and meeting.family_view else None


PROVIDED = {
    **ACCEPTED,
    "before_you_start.route": "alternative provision",
    "met_on": date(2026, 9, 7),
    "outcome": "agreed",
}
UNREGISTERED = {**PROVIDED, "is_a_registered_school": False, "is_full_time_there": True, "has_five_full_time": False}


@rule(
    "PROVIDER-1",
    on=MeetingRecord,
    clause="NA-26",
    weight=SHOULD,
    fields=("staff_are_checked",),
    message="Get written confirmation that the provider’s staff are checked, before the first day: say when you will "
    "have it.",
    passes={**PROVIDED, "staff_are_checked": True},
    fails={**PROVIDED, "staff_are_checked": False},
)
def the_provider_confirms_its_checks(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The provider has confirmed in writing that its staff are checked."""
    return meeting.staff_are_checked


@rule(
    "PROVIDER-2",
    on=MeetingRecord,
    clause="NA-26",
    weight=MUST,
    fields=("is_a_registered_school", "has_five_full_time"),
    message="This provider has to be a registered school: choose another, or agree fewer days for the child.",
    passes={**UNREGISTERED, "referral.sen_stage": "SEN support"},
    fails={**UNREGISTERED, "referral.sen_stage": "EHC plan"},
)
def the_provider_is_a_school_where_it_has_to_be(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A provider is a registered school where five pupils are there full time, or one who is looked after or has a plan."""
    if meeting.is_a_registered_school is None or meeting.is_full_time_there is None:
        return None
    referral = case.referral
    is_protected = referral is not None and (bool(referral.is_looked_after) or referral.sen_stage == "EHC plan")
    must_be_one = bool(meeting.has_five_full_time) or (meeting.is_full_time_there and is_protected)
    return meeting.is_a_registered_school or not must_be_one
