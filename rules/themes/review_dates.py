"""The day of the meeting to come; and review dates, of the meeting and of a review: within the placement, in the right week,
often enough, on open days."""

from datetime import date, timedelta
from itertools import pairwise

from record.case import Case
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.pack import Pack
from rules.case_queries import in_order, is_open, is_soon_after_the_acceptance, weeks_can_be_counted
from rules.examples import ACCEPTED, DIRECTED, PLACED
from rules.rule import MUST, SHOULD, rule

SIX_WEEKS = {"starts_on": date(2026, 9, 14), "weeks": 6, "ends_on": date(2026, 10, 23)}


def reviews(*days: date) -> tuple[dict[str, date], ...]:
    """Review dates, for an example."""
    return tuple({"review_on": day} for day in days)


@rule(
    "REVIEWS-1",
    on=MeetingRecord,
    clause=("HF-7.6g", "APP-2"),
    weight=MUST,
    fields=("reviews",),
    message="Choose review dates between the start and the last day.",
    passes={**SIX_WEEKS, "reviews": reviews(date(2026, 10, 23))},
    fails={**SIX_WEEKS, "reviews": reviews(date(2026, 10, 24))},
)
def reviews_are_within_the_placement(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """Every review date lies within the placement."""
    planned, starts_on, ends_on = planned_reviews(meeting), meeting.starts_on, meeting.ends_on
    if not planned or not starts_on or not ends_on:
        return None
    return all(starts_on <= day <= ends_on for day in planned)


def planned_reviews(meeting: MeetingRecord) -> list[date]:
    """The review dates agreed, in order."""
    return sorted(each.review_on for each in meeting.reviews if each.review_on)


@rule(
    "REVIEWS-2",
    on=MeetingRecord,
    clause="HF-7.6g",
    weight=SHOULD,
    fields=("reviews",),
    message="Plan a review in week {review_weeks}, or in the last week if it is shorter, or say why not.",
    passes={**SIX_WEEKS, "reviews": reviews(date(2026, 10, 20))},
    fails={**SIX_WEEKS, "reviews": reviews(date(2026, 10, 2))},
)
def a_review_is_planned_in_its_week(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """A review is planned in each of the authority's weeks, or in the last week of a shorter placement."""
    planned, starts_on, weeks = planned_reviews(meeting), meeting.starts_on, meeting.weeks
    if not planned or not starts_on or weeks is None:
        return None
    if not weeks_can_be_counted(case, case.receiving, starts_on, *planned):
        return None
    calendar, in_school_weeks = case.calendar(case.receiving), pack.weeks_are_school_weeks
    wanted = {week for week in pack.review_weeks if week <= weeks} or {weeks}
    return wanted <= {calendar.week_number(starts_on, day, in_school_weeks) for day in planned}


@rule(
    "REVIEWS-3",
    on=MeetingRecord,
    clause="APP-18",
    weight=SHOULD,
    fields=("reviews",),
    message="Plan a review at least every {direction_review_weeks} weeks of a direction, or say why not.",
    passes={**DIRECTED, **SIX_WEEKS, "reviews": reviews(date(2026, 10, 20))},
    fails={**DIRECTED, **SIX_WEEKS, "ends_on": date(2026, 12, 4), "reviews": reviews(date(2026, 9, 18))},
)
def direction_is_reviewed_at_fitting_intervals(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """During a direction no more than the authority's weeks pass without a review."""
    planned, starts_on, ends_on = planned_reviews(meeting), meeting.starts_on, meeting.ends_on
    if not case.is_under_direction or not planned or not starts_on or not ends_on:
        return None
    marks = [starts_on, *planned, ends_on]
    return all(then - first <= timedelta(weeks=pack.direction_review_weeks) for first, then in pairwise(marks))


@rule(
    "REVIEWS-4",
    on=MeetingRecord,
    clause=("HF-10c", "WK-7", "APP-8"),
    weight=SHOULD,
    fields=("reviews",),
    message="Choose review days when the receiving school is open, so that everyone can come, or say why not.",
    passes={**ACCEPTED, **SIX_WEEKS, "reviews": reviews(date(2026, 10, 20))},
    fails={**ACCEPTED, **SIX_WEEKS, "reviews": reviews(date(2026, 10, 20), date(2026, 10, 18))},
)
def reviews_are_on_open_days(meeting: MeetingRecord, case: Case, pack: Pack) -> bool | None:
    """Every review date is one on which the receiving school is open."""
    planned = planned_reviews(meeting)
    return all(is_open(case, case.receiving, day) for day in planned) if planned else None


@rule(
    "REVIEW-7",
    on=Review,
    clause=("HF-10c", "WK-7", "APP-8"),
    weight=SHOULD,
    fields=("next_review_on",),
    message="Choose a day for the next review when the receiving school is open, or say why not.",
    passes={**PLACED, "reviewed_on": date(2026, 9, 30), "next_review_on": date(2026, 10, 20)},
    fails={**PLACED, "reviewed_on": date(2026, 9, 30), "next_review_on": date(2026, 10, 18)},
)
def next_review_is_on_an_open_day(review: Review, case: Case, pack: Pack) -> bool | None:
    """The next review is on a day when the receiving school is open."""
    return is_open(case, case.receiving, review.next_review_on)


@rule(
    "MEETING-31",
    on=MeetingDay,
    clause=("HF-7.5b", "APP-2"),
    weight=MUST,
    fields=("meets_on",),
    message="Choose a day still to come: the record of a meeting that was held says when it was.",
    passes={**ACCEPTED, "meets_on": date(2026, 9, 14), "set_on": date(2026, 9, 7)},
    fails={**ACCEPTED, "meets_on": date(2026, 9, 4), "set_on": date(2026, 9, 7)},
)
def meeting_is_set_for_a_day_to_come(to_come: MeetingDay, case: Case, pack: Pack) -> bool | None:
    """The day of a meeting is set for a day to come."""
    return in_order(to_come.set_on, to_come.meets_on)


@rule(
    "MEETING-32",
    on=MeetingDay,
    clause="APP-2",
    weight=SHOULD,
    fields=("meets_on",),
    message="One of the schools is closed that day: choose a school day, or say why the meeting is then.",
    passes={**ACCEPTED, "meets_on": date(2026, 9, 14)},
    fails={**ACCEPTED, "meets_on": date(2026, 9, 13)},
)
def meeting_is_on_a_school_day(to_come: MeetingDay, case: Case, pack: Pack) -> bool | None:
    """The meeting is on a day on which both schools are open."""
    on = to_come.meets_on
    return all(case.calendar(urn).is_open(on) for urn in (case.home, case.receiving) if urn) if on else None


@rule(
    "MEETING-33",
    on=MeetingDay,
    clause="HF-7.5b",
    weight=SHOULD,
    fields=("meets_on",),
    message="Meet within {meeting_within_days} days of the school’s answer, or say why it takes longer.",
    passes={**ACCEPTED, "meets_on": date(2026, 9, 18)},
    fails={**ACCEPTED, "meets_on": date(2026, 9, 19)},
)
def meeting_is_set_soon_after_the_acceptance(to_come: MeetingDay, case: Case, pack: Pack) -> bool | None:
    """The first meeting is set for a day within the agreed days of the acceptance."""
    return is_soon_after_the_acceptance(to_come.meets_on, case) if case.meeting is None else None
