"""What the meeting agrees for the week, the first day and the targets."""

from datetime import date, time

from record.case import Case
from record.forms.meeting_record import HALF_DAYS, MeetingRecord
from record.pack import Pack
from rules.case_queries import given
from rules.examples import ACCEPTED
from rules.rule import MUST, SHOULD, rule

AT_THE_RECEIVING_SCHOOL = dict.fromkeys(HALF_DAYS, "receiving")
AT_HOME = dict.fromkeys(HALF_DAYS, "home")
REDUCED = {**AT_THE_RECEIVING_SCHOOL, "friday_pm": "neither", "has_reduced_programme": True}
DATES = {"starts_on": date(2026, 9, 14), "ends_on": date(2026, 10, 23)}


def _where(meeting: MeetingRecord) -> list[str]:
    found = (getattr(meeting, each) for each in HALF_DAYS)
    return [each for each in found if each]


@rule(
    "WEEK-1",
    on=MeetingRecord,
    clause=("HF-7.6c", "APP-8"),
    weight=MUST,
    fields=HALF_DAYS,
    message="Choose at least one half day at the receiving school.",
    passes=AT_THE_RECEIVING_SCHOOL,
    fails=AT_HOME,
)
def child_goes_to_the_receiving_school(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The agreed week has the child at the receiving school at some time."""
    where = _where(meeting)
    return "receiving" in where if len(where) == len(HALF_DAYS) else None


@rule(
    "WEEK-2",
    on=MeetingRecord,
    clause=("HF-7.6c", "APP-8"),
    weight=SHOULD,
    fields=("has_reduced_programme",),
    message="Some half days are at neither school: make it a reduced programme with an end date, or say what the child "
    "does then.",
    passes=REDUCED,
    fails={**REDUCED, "has_reduced_programme": False},
)
def free_sessions_are_a_reduced_programme(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A week with sessions at neither school is a reduced programme with an end."""
    if meeting.has_reduced_programme is None or "neither" not in _where(meeting):
        return None
    return meeting.has_reduced_programme


@rule(
    "WEEK-3",
    on=MeetingRecord,
    clause="APP-3",
    weight=SHOULD,
    fields=("has_reduced_programme",),
    message="No half day is at neither school: answer no to a reduced programme, or say what is reduced.",
    passes=REDUCED,
    fails={**REDUCED, "friday_pm": "receiving"},
)
def reduced_programme_leaves_sessions_free(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A reduced programme leaves some session free."""
    where = _where(meeting)
    if not meeting.has_reduced_programme or len(where) < len(HALF_DAYS):
        return None
    return "neither" in where


@rule(
    "WEEK-4",
    on=MeetingRecord,
    clause=("HF-7.6c", "APP-2"),
    weight=MUST,
    fields=("reduced_until",),
    message="A reduced programme must be for a limited time: choose a day within the placement.",
    passes={**DATES, "has_reduced_programme": True, "reduced_until": date(2026, 9, 25)},
    fails={**DATES, "has_reduced_programme": True, "reduced_until": date(2026, 10, 30)},
)
def reduced_programme_ends_within_the_placement(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A reduced programme ends within the placement."""
    until, starts_on, ends_on = meeting.reduced_until, meeting.starts_on, meeting.ends_on
    if not meeting.has_reduced_programme or not until or not starts_on or not ends_on:
        return None
    return starts_on <= until <= ends_on


@rule(
    "WEEK-5",
    on=MeetingRecord,
    clause=("HF-7.6c", "WK-5", "NA-2"),
    weight=MUST,
    fields=("parents_agreed_reduced",),
    message="A reduced programme needs the parents’ agreement: ask them, or agree a full week.",
    passes={"has_reduced_programme": True, "parents_agreed_reduced": True},
    fails={"has_reduced_programme": True, "parents_agreed_reduced": False},
)
def parents_agree_to_a_reduced_programme(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The parents agree to a reduced programme."""
    return meeting.parents_agreed_reduced if meeting.has_reduced_programme else None


@rule(
    "WEEK-6",
    on=MeetingRecord,
    clause="APP-2",
    weight=MUST,
    fields=("afternoon_ends",),
    message="Check the times: the afternoon ends after the morning starts.",
    passes={"morning_starts": time(8, 40), "afternoon_ends": time(15, 10)},
    fails={"morning_starts": time(8, 40), "afternoon_ends": time(3, 10)},
)
def school_day_ends_after_it_starts(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The school day ends after it starts."""
    starts, ends = meeting.morning_starts, meeting.afternoon_ends
    return starts < ends if starts and ends else None


@rule(
    "TARGETS-1",
    on=MeetingRecord,
    clause=("HF-7.6d", "WK-6"),
    weight=SHOULD,
    fields=("targets",),
    message="Agree 3 to 5 targets, or say why fewer are right for this child.",
    passes={"targets": ({"what": "Comes on time"}, {"what": "Asks for help"}, {"what": "Keeps a planner"})},
    fails={"targets": ({"what": "Comes on time"}, {"what": "Asks for help"})},
)
def there_are_enough_targets(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """At least three targets are agreed."""
    named = [each for each in meeting.targets if given(each.what)]
    return len(named) >= 3 if named else None


@rule(
    "TARGETS-2",
    on=MeetingRecord,
    clause=("HF-7.6d", "WK-6", "APP-3"),
    weight=MUST,
    fields=("targets",),
    message="Choose the 5 targets that matter most.",
    passes={"targets": tuple({"what": f"Target {number}"} for number in range(5))},
    fails={"targets": tuple({"what": f"Target {number}"} for number in range(6))},
)
def targets_are_few_enough_to_meet(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """At most five targets are agreed."""
    return len(meeting.targets) <= 5 if meeting.targets else None


@rule(
    "ADJOURN-1",
    on=MeetingRecord,
    clause="APP-2",
    weight=MUST,
    fields=("adjourned_to",),
    message="Choose a day after this meeting to meet again.",
    passes={"met_on": date(2026, 9, 7), "adjourned_to": date(2026, 9, 9)},
    fails={"met_on": date(2026, 9, 7), "adjourned_to": date(2026, 9, 7)},
)
def meeting_is_adjourned_to_a_later_day(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A meeting is adjourned to a later day."""
    return meeting.met_on < meeting.adjourned_to if meeting.met_on and meeting.adjourned_to else None


@rule(
    "WEEK-7",
    on=MeetingRecord,
    clause=("HF-7.6c", "WK-8", "APP-9"),
    weight=SHOULD,
    fields=("reduced_until",),
    message="A reduced programme is for the beginning: choose a day in the first half, or say why it lasts longer.",
    passes={**ACCEPTED, **DATES, "has_reduced_programme": True, "reduced_until": date(2026, 10, 2)},
    fails={**ACCEPTED, **DATES, "has_reduced_programme": True, "reduced_until": date(2026, 10, 5)},
)
def child_is_full_time_for_half_of_the_placement(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """After a reduced programme the child attends full time for at least half of the placement."""
    until, starts_on, ends_on = meeting.reduced_until, meeting.starts_on, meeting.ends_on
    if not meeting.has_reduced_programme or not until or not starts_on or not ends_on or until < starts_on:
        return None
    between = case.calendar(case.receiving).between
    return 2 * between(starts_on, until) <= between(starts_on, ends_on)
