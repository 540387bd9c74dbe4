"""The meeting's dates: when the placement starts and how long it lasts."""

from datetime import date, timedelta

from record.answers import is_a_sentence
from record.case import Case
from record.forms.before_you_start import BeforeYouStart
from record.forms.meeting_record import MeetingRecord
from record.funding import PROVISION_WEEKS
from record.pack import Pack
from rules.case_queries import in_order, is_open, term_dates_are_known, weeks_can_be_counted
from rules.examples import ACCEPTED, DIRECTED
from rules.rule import MUST, SHOULD, rule

SIX_WEEKS = {"starts_on": date(2026, 9, 14), "weeks": 6, "ends_on": date(2026, 10, 23)}
LONGEST_TYPED = 104
"""Weeks beyond which an answer is a slip, and nothing is worked out from it."""


@rule(
    "START-1",
    on=MeetingRecord,
    clause="APP-2",
    weight=MUST,
    fields=("starts_on",),
    message="Choose a start on the day of the meeting or after it.",
    passes={"met_on": date(2026, 9, 7), "starts_on": date(2026, 9, 7)},
    fails={"met_on": date(2026, 9, 7), "starts_on": date(2026, 9, 4)},
)
def placement_starts_after_the_meeting(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The placement does not start before the meeting that agrees it."""
    return in_order(meeting.met_on, meeting.starts_on)


@rule(
    "START-2",
    on=MeetingRecord,
    clause="HF-7.6a",
    weight=SHOULD,
    fields=("starts_on",),
    message="Choose a start within {start_within_days} days of the meeting, or say why not.",
    passes={"met_on": date(2026, 9, 7), "starts_on": date(2026, 9, 14), "outcome": "agreed"},
    fails={"met_on": date(2026, 9, 7), "starts_on": date(2026, 9, 15), "outcome": "agreed"},
)
def placement_starts_soon_after_the_meeting(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The placement starts within the agreed days of the meeting."""
    if not meeting.met_on or not meeting.starts_on:
        return None
    return meeting.starts_on <= meeting.met_on + timedelta(days=pack.start_within_days)


@rule(
    "START-3",
    on=MeetingRecord,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("starts_on",),
    message="Choose a start on a day when the receiving school is open.",
    passes={**ACCEPTED, "starts_on": date(2026, 11, 2)},
    fails={**ACCEPTED, "starts_on": date(2026, 10, 26)},
)
def placement_starts_on_an_open_day(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The placement starts on a day when the receiving school is open."""
    return is_open(case, case.receiving, meeting.starts_on)


@rule(
    "START-4",
    on=MeetingRecord,
    clause="NA-1",
    weight=SHOULD,
    fields=("starts_on",),
    message="National guidance no longer allows a trial from 26 July 2026. Use off-site direction, or say why you go on.",
    instead="An off-site direction gives the same time at the other school, under the home board’s power, with notice.",
    passes={**DIRECTED, "starts_on": date(2026, 9, 14)},
    fails={"before_you_start.route": "placement", "starts_on": date(2026, 9, 14)},
    in_force_by="starts_on",
)
def placement_is_no_trial(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """No trial starts on or after 26 July 2026, unless the reason was given before the case began."""
    if not meeting.starts_on or not case.before:
        return None
    explained = any("BEFORE-11" in each.reasons for each in case.filed_of(BeforeYouStart))
    return explained or case.route != "placement"


@rule(
    "LENGTH-1",
    on=MeetingRecord,
    clause="APP-2",
    weight=MUST,
    fields=("ends_on",),
    message="Choose a last day after the start.",
    passes=SIX_WEEKS,
    fails={**SIX_WEEKS, "ends_on": date(2026, 9, 11)},
)
def placement_ends_after_its_start(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The placement ends after it starts."""
    return in_order(meeting.starts_on, meeting.ends_on)


@rule(
    "LENGTH-2",
    on=MeetingRecord,
    clause="APP-3",
    weight=MUST,
    fields=("ends_on", "weeks"),
    message="The weeks and the last day do not match: correct one of them.",
    passes=SIX_WEEKS,
    fails={**SIX_WEEKS, "ends_on": date(2026, 11, 6)},
)
def weeks_and_last_day_agree(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The last day lies in the last of the weeks agreed."""
    starts_on, weeks, ends_on = meeting.starts_on, meeting.weeks, meeting.ends_on
    if not starts_on or weeks is None or not ends_on or ends_on < starts_on:
        return None
    if not 1 <= weeks <= LONGEST_TYPED:
        return False
    if not weeks_can_be_counted(case, case.receiving, starts_on, ends_on):
        return None
    calendar = case.calendar(case.receiving)
    if ends_on == calendar.end_of_weeks(starts_on, weeks, pack.weeks_are_school_weeks):
        return True
    return weeks == calendar.week_number(starts_on, ends_on, pack.weeks_are_school_weeks)


@rule(
    "LENGTH-3",
    on=MeetingRecord,
    clause="HF-7.6b",
    weight=MUST,
    fields=("why_longer", "weeks"),
    message="Say which circumstances of this child call for more than {standard_weeks} weeks.",
    passes={"weeks": 8, "why_longer": "Two of the six weeks are mock exams"},
    fails={"weeks": 7},
)
def longer_placement_has_a_reason(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A placement longer than the standard has its reason recorded; in alternative provision twelve weeks are the rule."""
    if meeting.weeks is None or (case.route == "alternative provision" and meeting.weeks <= PROVISION_WEEKS):
        return None
    return meeting.weeks <= pack.standard_weeks or is_a_sentence(meeting.why_longer)


@rule(
    "LENGTH-4",
    on=MeetingRecord,
    clause=("HF-3d", "WK-8", "APP-3"),
    weight=MUST,
    fields=("weeks",),
    message="Choose {maximum_weeks} weeks at most.",
    passes={"weeks": 12},
    fails={"weeks": 13},
)
def placement_is_within_the_maximum(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The placement lasts no longer than the authority's maximum."""
    return None if meeting.weeks is None else meeting.weeks <= pack.maximum_weeks


@rule(
    "LENGTH-5",
    on=MeetingRecord,
    clause=("WK-8", "APP-9"),
    weight=SHOULD,
    fields=("weeks",),
    message="Choose {least_weeks} weeks or more, or say why a shorter time is fair to the child.",
    passes={"weeks": 6, "pack.least_weeks": 6},
    fails={"weeks": 5, "pack.least_weeks": 6},
)
def placement_is_long_enough(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The placement lasts long enough to be fair to the child."""
    return None if meeting.weeks is None else meeting.weeks >= pack.least_weeks


@rule(
    "LENGTH-6",
    on=MeetingRecord,
    clause="APP-8",
    weight=SHOULD,
    fields=("ends_on",),
    message="Choose a last day when the receiving school is open, or say why not.",
    passes={**ACCEPTED, "ends_on": date(2026, 10, 23)},
    fails={**ACCEPTED, "ends_on": date(2026, 10, 24)},
)
def placement_ends_on_an_open_day(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The last day is one on which the receiving school is open."""
    return is_open(case, case.receiving, meeting.ends_on)


FEWEST_DAYS_A_WEEK = 4
"""School days a week, over the whole placement, below which holidays eat it up; a bank holiday or two do not."""


@rule(
    "LENGTH-7",
    on=MeetingRecord,
    clause=("HF-7.6b", "WK-8", "APP-9"),
    weight=SHOULD,
    fields=("ends_on", "weeks"),
    message="Much of this time is holiday: choose a later last day, or say why so few school days are fair to the child.",
    passes={**ACCEPTED, **SIX_WEEKS},
    fails={**ACCEPTED, "starts_on": date(2026, 10, 12), "weeks": 3, "ends_on": date(2026, 10, 30)},
)
def placement_has_school_days_in_it(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """The weeks of a placement have enough school days in them to be fair to the child."""
    starts_on, weeks, ends_on = meeting.starts_on, meeting.weeks, meeting.ends_on
    if not starts_on or not ends_on or weeks is None or not 1 <= weeks <= LONGEST_TYPED or ends_on < starts_on:
        return None
    if not term_dates_are_known(case, case.receiving, starts_on, ends_on):
        return None
    whole_weeks = weeks - 1 if pack.weeks_are_school_weeks else weeks  # a school week may begin on its last day
    return case.calendar(case.receiving).between(starts_on, ends_on) >= FEWEST_DAYS_A_WEEK * whole_weeks
