"""The meeting: who is invited and who must be there."""

from record.case import Case
from record.meeting_record import AGREED, MeetingRecord
from record.pack import Pack
from rules.case_queries import filed_as, roles
from rules.examples import ACCEPTED
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
