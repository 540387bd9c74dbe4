"""Reviews: those with a day, the final one, those that should not wait; and what the other school sees and confirms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from record.case import Case
from record.directed import direction_ends_on
from record.early_review import Sign, Signal, is_answered, signals
from record.entry import Entry, Filed, Party
from record.forms.early_ending import EarlyEnding
from record.forms.final_review import RETURN, FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.placement_days import direction_reviewed_by, early_review_by, reviews_ahead
from record.words import day
from rules.duties.placement import REPORTED_WEEKLY, until_the_first_day
from rules.duty import (
    ALWAYS,
    DIRECTION_RAN_OUT,
    GOES_ON,
    LATE,
    RED,
    SIGNS,
    UNDECIDED,
    Owed,
    Phase,
    duty,
    side_of,
    still_matters,
)
from rules.examples import DIRECTED, MET, PLACED

ANSWERED_WITHIN = 5
"""School days to see a report or confirm a record. Guidance gives no number: this one is the app's own."""
URGENT_WITHIN = 1
"""School days to say whether an early review is needed; the app's own too."""
REVIEWED_EARLY = ("HF-7.6g", "WK-9", "NA-9")
FINALLY = ("HF-11a", "WK-8", "APP-5")
CALLS = (Sign.RED, Sign.ASKED)
"""Signs that a school itself raised."""
LONG = {**PLACED, **DIRECTED, "meeting_record.ends_on": date(2026, 12, 18), "board_decision.decides": "direction"}
TOLD = {**PLACED, "weekly_report.week_commencing": date(2026, 9, 14), "weekly_report.filed_on": date(2026, 9, 18)}
SUSPENDED = {
    **TOLD,
    "weekly_report.home_wants_review": False,
    "same_day.what": "suspension",
    "same_day.happened_on": date(2026, 9, 22),
    "same_day.suspended_from": date(2026, 9, 22),
    "same_day.filed_on": date(2026, 9, 22),
}
REVIEWED = {**PLACED, "review.reviewed_on": date(2026, 10, 1)}
FINAL = {**PLACED, "final_review.reviewed_on": date(2026, 10, 1), "final_review.decision": RETURN}
ENDED_EARLY = {**PLACED, "early_ending.return_on": date(2026, 10, 5)}


def clauses_of(sign: Signal) -> tuple[str, ...]:
    """Ids of the clauses under which a sign is looked at."""
    return REPORTED_WEEKLY if sign.sign is Sign.REPORTS_MISSED else REVIEWED_EARLY


@duty(
    "a review",
    do="hold the review and write its record",
    what="a review",
    clause=("HF-7.6g", "HF-3e", "WK-7", "NA-9", "APP-5"),
    owner=Party.RECEIVING,
    second=Party.HOME,
    form=Review,
    phases=(Phase.PLACED,),
    harm=LATE,
    comes={**PLACED, "meeting_record.reviews": ({"review_on": date(2026, 10, 1)},)},
    goes={**REVIEWED, "meeting_record.reviews": ({"review_on": date(2026, 10, 1)},)},
    in_calendar=True,
)
def reviews_are_held_on_their_days(case: Case) -> Iterator[Owed]:
    """A review is held on each day that the family was given."""
    placement = case.placement
    if placement and placement.ends_on:
        for on in reviews_ahead(case, placement):
            yield Owed(by=on, waits_for=until_the_first_day(case, placement))


@duty(
    "the final review",
    do="hold the final review and record what it decides",
    what="the final review",
    clause=FINALLY,
    owner=Party.RECEIVING,
    second=Party.HOME,
    form=FinalReview,
    phases=(Phase.PLACED,),
    harm=UNDECIDED,
    comes=PLACED,
    goes=FINAL,
    in_calendar=True,
)
def the_final_review_decides(case: Case) -> Iterator[Owed]:
    """By the last day of a placement the final review decides where the child stays."""
    placement = case.placement
    if placement is None or placement.ends_on is None:
        return
    if last_day := _direction_ran_out(case):
        says = (
            f"The direction ended on {day(last_day)} and nothing has been decided. The child is expected at the home "
            "school: make sure both schools and the family know."
        )
        by = min(last_day, placement.ends_on)
        yield Owed(by=by, who=Party.HOME, second=Party.RECEIVING, harm=DIRECTION_RAN_OUT, says=says)
        return
    says = (
        f"The placement ended on {day(placement.ends_on)} and there is no final review. The child stays where they are "
        "until one is held."
    )
    yield Owed(by=placement.ends_on, waits_for=until_the_first_day(case, placement), says=says)


def _direction_ran_out(case: Case) -> date | None:
    """The last day of a direction that has passed while nobody decided; None while it sends the child out, or without one."""
    if not case.is_under_direction or not case.has_started:
        return None
    last_day = direction_ends_on(case)
    return last_day if date.min < last_day < case.today else None


@duty(
    "review of a direction",
    do="hold a review of the direction: there has not been one for weeks",
    what="a review, after weeks without one",
    clause="APP-18",
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.PLACED,),
    harm=None,
    comes=LONG,
    goes={**LONG, "meeting_record.ends_on": date(2026, 10, 23)},
    is_aside=True,
    in_calendar=True,
)
def a_direction_is_reviewed(case: Case) -> Iterator[Owed]:
    """Under a direction no more than the authority's weeks, ten where it says nothing, pass without a review."""
    placement = case.placement
    by = direction_reviewed_by(case, placement) if placement else None
    if placement and by:
        yield Owed(by=by, waits_for=until_the_first_day(case, placement))


@duty(
    "see the weekly report",
    do="see the weekly report",
    what="see the weekly report",
    clause=REPORTED_WEEKLY,
    owner=Party.HOME,
    form=WeeklyReport,
    phases=(Phase.PLACED,),
    harm=None,
    comes=TOLD,
    goes={**TOLD, "weekly_report.home_wants_review": False},
    is_aside=True,
)
def reports_are_seen(case: Case) -> Iterator[Owed]:
    """The home school sees each weekly report."""
    shown = {each.report for each in signals(case)}
    for filed in _unanswered(case):
        if filed.entry_id not in shown:
            by = _after(case, filed.filed_at.date(), ANSWERED_WITHIN)
            yield Owed(by=by, week=_week(filed), answers=filed.entry_id)


@duty(
    "is an early review needed",
    do="say whether an early review is needed",
    what="say whether an early review is needed",
    clause=REVIEWED_EARLY,
    owner=Party.HOME,
    form=WeeklyReport,
    phases=(Phase.PLACED,),
    harm=SIGNS,
    comes={**TOLD, "weekly_report.concern": "red"},
    goes={**TOLD, "weekly_report.concern": "red", "weekly_report.home_wants_review": False},
    tell=(Party.LA,),
)
def signs_of_trouble_are_answered(case: Case) -> Iterator[Owed]:
    """The home school says by the next school day whether a review should not wait, of each report that shows a sign."""
    for filed in _unanswered(case):
        shown = [each for each in signals(case) if each.report == filed.entry_id]
        if shown:
            by = _after(case, filed.filed_at.date(), URGENT_WITHIN)
            yield _calling(Owed(by=by, week=_week(filed), answers=filed.entry_id), shown)


@duty(
    "a sign without a report",
    do="hold an early review, or say why not when you answer the next weekly report",
    what="hold an early review, or say why not when you answer the next weekly report",
    clause=REVIEWED_EARLY,
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.PLACED,),
    harm=SIGNS,
    comes=SUSPENDED,
    goes={**SUSPENDED, "review.reviewed_on": date(2026, 10, 1)},
    in_calendar=True,
)
def suspensions_are_looked_at(case: Case) -> Iterator[Owed]:
    """A sign that no report shows is answered by holding a review, or with the next report."""
    waiting = [each for each in signals(case) if not each.report and not is_answered(case, each)]
    shown = [each for each in waiting if each.sign is not Sign.REPORTS_MISSED]
    if shown:
        yield _calling(Owed(by=_after(case, shown[0].on, URGENT_WITHIN)), shown)


@duty(
    "reports are missed",
    do="hold an early review: nobody is reporting how the child is",
    what="hold an early review, as reports are missing",
    clause=REPORTED_WEEKLY,
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.PLACED,),
    harm=None,
    comes=PLACED,
    goes=TOLD,
    in_calendar=True,
)
def missed_reports_are_looked_at(case: Case) -> Iterator[Owed]:
    """When two weekly reports are late together, the home school asks for a review or gets the reports."""
    waiting = [each for each in signals(case) if each.sign is Sign.REPORTS_MISSED and not is_answered(case, each)]
    if waiting:
        yield Owed(by=_after(case, waiting[0].on, URGENT_WITHIN))


@duty(
    "the early review",
    do="hold the early review and write its record",
    what="the early review",
    clause=REVIEWED_EARLY,
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.PLACED,),
    harm=LATE,
    comes={**TOLD, "weekly_report.home_wants_review": True},
    goes={**TOLD, "weekly_report.home_wants_review": True, "review.reviewed_on": date(2026, 9, 21)},
    in_calendar=True,
)
def an_early_review_is_held(case: Case) -> Iterator[Owed]:
    """An early review that the home school wants is held within days."""
    by = early_review_by(case) if case.placement and case.placement.ends_on else None
    if by:
        answered = [each for each in signals(case) if each.report and is_answered(case, each)]
        yield _calling(Owed(by=by), answered) if answered else Owed(by=by)


def _calling(owed: Owed, shown: list[Signal]) -> Owed:
    """How much a sign harms: what a school itself raised weighs more than what the app reads in its marks."""
    calls = [each for each in shown if each.sign in CALLS]
    first = (calls or shown)[0]
    harm = RED if calls else SIGNS
    return replace(owed, harm=harm, harms_from=first.on, says=f"{first.why} No review has been held since.")


def _unanswered(case: Case) -> Iterator[Filed]:
    """The reports to which the home school has said nothing yet."""
    if case.placement and case.placement.ends_on:
        for filed in case.filed_of(WeeklyReport):
            if isinstance(filed.entry, WeeklyReport) and filed.entry.home_wants_review is None:
                yield filed


def _week(filed: Filed) -> date | None:
    return filed.entry.week_commencing if isinstance(filed.entry, WeeklyReport) else None


def _after(case: Case, on: date, school_days: int) -> date:
    return case.calendar(case.home).after(on, school_days)


# --- what the school that did not write it confirms


@duty(
    "confirm the meeting record",
    do="confirm the meeting record",
    what="confirm the meeting record",
    clause=("HF-1c", "WK-5", "NA-2"),
    owner=Party.RECEIVING,
    form=MeetingRecord,
    phases=GOES_ON,
    harm=None,
    comes=MET,
    goes={**MET, "meeting_record.is_confirmed": True},
    is_aside=True,
    in_calendar=True,
)
def the_meeting_record_is_confirmed(case: Case) -> Iterator[Owed]:
    """The school that did not write the meeting record says whether it is what was agreed."""
    for filed in case.filed_of(MeetingRecord):
        if filed.entry is case.meeting:
            yield from _to_confirm(case, filed, "is_confirmed")


@duty(
    "confirm the review",
    do="confirm the record of the review",
    what="confirm the record of the review",
    clause=("HF-3e", "WK-7", "APP-5"),
    owner=Party.RECEIVING,
    form=Review,
    phases=ALWAYS,
    harm=None,
    comes=REVIEWED,
    goes={**REVIEWED, "review.is_confirmed": True},
    is_aside=True,
    in_calendar=True,
)
def the_record_of_a_review_is_confirmed(case: Case) -> Iterator[Owed]:
    """The school that did not write the record of a review says whether it is what was said."""
    yield from _last_to_confirm(case, Review, "is_confirmed")


@duty(
    "confirm the final review",
    do="confirm the record of the final review",
    what="confirm the record of the final review",
    clause=FINALLY,
    owner=Party.RECEIVING,
    form=FinalReview,
    phases=ALWAYS,
    harm=None,
    comes=FINAL,
    goes={**FINAL, "final_review.is_confirmed": True},
    is_aside=True,
    in_calendar=True,
)
def the_record_of_the_final_review_is_confirmed(case: Case) -> Iterator[Owed]:
    """The school that did not write the record of the final review says whether it is what was decided."""
    yield from _last_to_confirm(case, FinalReview, "is_confirmed")


@duty(
    "confirm that you were consulted",
    do="say whether you were consulted before the early ending",
    what="confirm that you were consulted before the early ending",
    clause=("HF-12a", "WK-16", "APP-5"),
    owner=Party.HOME,
    form=EarlyEnding,
    phases=ALWAYS,
    harm=None,
    comes=ENDED_EARLY,
    goes={**ENDED_EARLY, "early_ending.was_consulted": True},
    is_aside=True,
    tell=(Party.LA,),
)
def the_home_head_says_whether_they_were_consulted(case: Case) -> Iterator[Owed]:
    """The home school says whether its head teacher was consulted before the early ending."""
    yield from _last_to_confirm(case, EarlyEnding, "was_consulted")


def _last_to_confirm(case: Case, kind: type[Entry], name: str) -> Iterator[Owed]:
    if still_matters(case):
        for filed in case.filed_of(kind)[-1:]:
            yield from _to_confirm(case, filed, name)


def _to_confirm(case: Case, filed: Filed, name: str) -> Iterator[Owed]:
    """Until it is said of what stands now: what was put right after a no is looked at once more."""
    said = getattr(filed.entry, name)
    if (said is None or (said is False and filed.changed_since_answered)) and filed.filed_for and case.receiving:
        other = Party.RECEIVING if side_of(case, filed) is Party.HOME else Party.HOME
        urn = case.home if other is Party.HOME else case.receiving
        by = case.calendar(urn).after((filed.corrected_at or filed.filed_at).date(), ANSWERED_WITHIN)
        yield Owed(who=other, by=by, answers=filed.entry_id)
