"""What has not happened yet is not recorded as done: the forms from the start on."""

from datetime import date

from record.case import Case
from record.ending import Ending
from record.final_review import FinalReview
from record.la_record import LaRecord
from record.pack import Pack
from record.review import Review
from record.roll_change import RollChange
from record.same_day import SameDay
from record.start import Start
from record.weekly_report import WeeklyReport
from rules.case_queries import ahead, already
from rules.rule import MUST, rule

TODAY = date(2026, 10, 2)
TOMORROW = date(2026, 10, 3)


@rule(
    "PAST-10",
    on=Start,
    clause="APP-1",
    weight=MUST,
    fields=(
        "started_on",
        "new_pupil_return_on",
    ),
    at=ahead("started_on", "new_pupil_return_on"),
    message="Check the dates: record the start and the return once they have happened.",
    passes={"started_on": TODAY, "case.today": TODAY},
    fails={"started_on": TOMORROW, "case.today": TODAY},
)
def child_has_started(start: Start, case: Case, pack: Pack) -> bool | None:
    """The child started, and the return was sent, by today."""
    return already(case, start.started_on, start.new_pupil_return_on)


@rule(
    "PAST-11",
    on=SameDay,
    clause="APP-1",
    weight=MUST,
    fields=(
        "happened_on",
        "told_on",
    ),
    at=ahead("happened_on", "told_on"),
    message="Check the dates: it happened, and the home school was told, today or before.",
    passes={"happened_on": TODAY, "case.today": TODAY},
    fails={"happened_on": TOMORROW, "case.today": TODAY},
)
def it_has_happened(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """It happened, and the home school was told, by today."""
    return already(case, same_day.happened_on, same_day.told_on)


@rule(
    "PAST-12",
    on=WeeklyReport,
    clause="APP-1",
    weight=MUST,
    fields=(
        "week_commencing",
        "met_on",
    ),
    at=ahead("week_commencing", "met_on"),
    message="Choose a week that has begun, and for meeting the child today or a day before.",
    passes={"week_commencing": TODAY, "case.today": TODAY},
    fails={"week_commencing": TOMORROW, "case.today": TODAY},
)
def week_has_begun(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """The week has begun, and the child was met, by today."""
    return already(case, report.week_commencing, report.met_on)


@rule(
    "PAST-13",
    on=Review,
    clause="APP-1",
    weight=MUST,
    fields=("reviewed_on",),
    message="Check the date: record a review once it has been held.",
    passes={"reviewed_on": TODAY, "case.today": TODAY},
    fails={"reviewed_on": TOMORROW, "case.today": TODAY},
)
def review_is_held(review: Review, case: Case, pack: Pack) -> bool | None:
    """The review was held by today."""
    return already(case, review.reviewed_on)


@rule(
    "PAST-14",
    on=FinalReview,
    clause="APP-1",
    weight=MUST,
    fields=("reviewed_on",),
    message="Check the date: record the final review once it has been held.",
    passes={"reviewed_on": TODAY, "case.today": TODAY},
    fails={"reviewed_on": TOMORROW, "case.today": TODAY},
)
def final_review_is_held(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """The final review was held by today."""
    return already(case, review.reviewed_on)


@rule(
    "PAST-16",
    on=Ending,
    clause="APP-1",
    weight=MUST,
    fields=(
        "ended_on",
        "missing_education_told_on",
    ),
    at=ahead("ended_on", "missing_education_told_on"),
    message="Check the dates: an ending is recorded once somebody has ended the move.",
    passes={"ended_on": TODAY, "case.today": TODAY},
    fails={"ended_on": TOMORROW, "case.today": TODAY},
)
def ending_has_come(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The move was ended, and the team told, by today."""
    return already(case, ending.ended_on, ending.missing_education_told_on)


@rule(
    "PAST-17",
    on=RollChange,
    clause="APP-1",
    weight=MUST,
    fields=(
        "consented_on",
        "deletion_return_on",
        "transfer_file_sent_on",
        "protection_file_sent_on",
        "protection_file_receipt_on",
    ),
    at=ahead(
        "consented_on",
        "deletion_return_on",
        "transfer_file_sent_on",
        "protection_file_sent_on",
        "protection_file_receipt_on",
    ),
    message="Check the dates: record what was agreed, sent and received once it was.",
    passes={"consented_on": TODAY, "case.today": TODAY},
    fails={"consented_on": TOMORROW, "case.today": TODAY},
)
def papers_are_sent(change: RollChange, case: Case, pack: Pack) -> bool | None:
    """What is said to be agreed, sent and received was so by today."""
    return already(
        case,
        change.consented_on,
        change.deletion_return_on,
        change.transfer_file_sent_on,
        change.protection_file_sent_on,
        change.protection_file_receipt_on,
    )


@rule(
    "PAST-18",
    on=LaRecord,
    clause="APP-1",
    weight=MUST,
    fields=("recorded_on",),
    message="Check the date: give today or a day before.",
    passes={"recorded_on": TODAY, "case.today": TODAY},
    fails={"recorded_on": TOMORROW, "case.today": TODAY},
)
def record_is_made(record: LaRecord, case: Case, pack: Pack) -> bool | None:
    """The authority recorded it by today."""
    return already(case, record.recorded_on)
