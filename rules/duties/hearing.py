"""What follows when someone says no, the same day: a refusal, a record that is disputed, a head teacher who was not asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from record.case import Case
from record.consents import EXPLORE, SHARE, consent_to_move, latest_answers, named, standing
from record.entry import Entry, Filed, Party
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import APPROVAL, LaRecord
from record.forms.meeting_record import PROVISION, MeetingRecord
from record.forms.referral import Referral
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.placement_days import REVIEW_WITHIN, reviews_held
from record.stage import needs_roll_change
from rules.duties.asking import REFUSED, asking
from rules.duties.reviews import REVIEWED_EARLY
from rules.duty import (
    ALWAYS,
    GOES_ON,
    NO_CONSENT,
    NOT_HEARD,
    SIGNS,
    Owed,
    Phase,
    duty,
    other_side,
    side_of,
    still_matters,
)
from rules.examples import MET, PLACED, REFERRED

RECORDS: tuple[type[Entry], ...] = (MeetingRecord, Review, FinalReview)
"""What the school that did not write it confirms."""
NOBODY_LEFT = {"referral.parents": ({"name": "Mr D. Stone", "has_responsibility": True, "is_excluded_by_court": True},)}
DISPUTED = {**MET, "meeting_record.is_confirmed": False}
NOT_APPROVED = {
    **MET,
    "before_you_start.route": "alternative provision",
    "la_record.about": APPROVAL,
    "la_record.is_approved": False,
    "la_record.recorded_on": date(2026, 9, 8),
}
NOT_ASKED = {**PLACED, "early_ending.return_on": date(2026, 10, 5), "early_ending.was_consulted": False}
WRONG = {
    **PLACED,
    "weekly_report.week_commencing": date(2026, 9, 14),
    "weekly_report.home_wants_review": False,
    "weekly_report.what_is_wrong": "He was here on Tuesday",
}
LOOKED_AFTER = {
    **PLACED,
    "referral.is_looked_after": True,
    "referral.filed_on": date(2026, 9, 1),
    "referral.corrected_on": date(2026, 9, 30),
}


@duty(
    "someone who may agree",
    do="find out who has parental responsibility and can be asked, and tell the school, which adds them to the "
    "referral",
    what="someone who can agree for the child",
    clause=("HF-3b", "WK-5", "NA-27", "APP-4"),
    owner=Party.LA,
    form=None,
    phases=ALWAYS,
    harm=NO_CONSENT,
    comes=NOBODY_LEFT,
    goes=REFERRED,
    tell=(Party.HOME,),
)
def nobody_is_left_who_can_agree(case: Case) -> Iterator[Owed]:
    """Where a court keeps everyone with parental responsibility from it, the authority is called the same day."""
    if case.referral and not case.parents:
        on = case.filed_of(Referral)[-1].filed_at.date()
        yield Owed(
            by=on,
            harms_from=on,
            says="Nobody on the referral can be asked to agree. Until someone can, nothing can be agreed.",
        )


@duty(
    "a no",
    do="talk to the person who refused, then record their new answer or end the move",
    what="what happens after a refusal",
    clause=("HF-1c", "WK-5", "NA-2"),
    owner=Party.HOME,
    form=Ending,
    phases=GOES_ON,
    harm=NO_CONSENT,
    comes=REFUSED,
    goes={**REFUSED, "ending.reason": "withdrawn", "ending.ended_on": date(2026, 10, 2)},
    tell=(Party.LA,),
)
def a_no_is_heard(case: Case) -> Iterator[Owed]:
    """Where someone who must agree refused, or withdrew their agreement, the home school acts on it the same day."""
    if case.referral is None:
        return
    for choice, school, meanwhile in _rests_on(case):
        refused = standing(case, choice, school).refused
        if refused:
            answers = latest_answers(case, choice, school).values()
            said = [
                each.answered_on for each in answers if each.answer in ("refused", "withdrawn") and each.answered_on
            ]
            on = max(said, default=case.today)
            says = f"Someone who must agree has refused. {meanwhile}"
            yield Owed(by=on, of=tuple(map(named, refused)), harms_from=on, says=says)
            return


def _rests_on(case: Case) -> Iterator[tuple[str, str | None, str]]:
    """Each consent that the case rests on now, with what it means that it is missing; the latest need first."""
    if case.agreed_meeting and case.receiving:
        yield consent_to_move(case), case.receiving, "The move has been agreed anyway."
    if case.placement is None and (asked := asking(case)):
        yield SHARE, asked.approach.school, "A school has been asked anyway."
    if case.accepted is None:
        yield EXPLORE, None, "Nothing may be shared."


@duty(
    "a refused provision",
    do="find out why the authority refused, then agree the place without its money, ask again or end the move",
    what="what happens after the authority’s refusal",
    clause=("HF-6.4", "APP-5"),
    owner=Party.HOME,
    form=Ending,
    phases=(Phase.BEFORE,),
    harm=NOT_HEARD,
    comes=NOT_APPROVED,
    goes={**NOT_APPROVED, "la_record.is_approved": True},
    tell=(Party.RECEIVING, Party.LA),
)
def a_provision_that_is_refused_is_thought_over(case: Case) -> Iterator[Owed]:
    """Where the authority does not approve alternative provision that it is to pay for, the home school acts the same day."""
    decided = [
        each
        for each in case.of(LaRecord)
        if each.about == APPROVAL and each.is_approved is not None and each.recorded_on
    ]
    pays = case.agreed_meeting is None or case.agreed_meeting.funding_option in (None, PROVISION)
    if case.route == "alternative provision" and decided and not decided[-1].is_approved and pays:
        on = decided[-1].recorded_on
        says = "The authority has not approved the alternative provision. The child is expected at the home school."
        yield Owed(by=on, harms_from=on, says=says)


@duty(
    "a disputed record",
    do="agree with the other school what was said, and put the record right",
    what="a record that the other school says is wrong",
    clause=("HF-1c", "WK-5", "NA-2", "APP-5"),
    owner=Party.HOME,
    form=None,
    phases=ALWAYS,
    harm=NOT_HEARD,
    comes=DISPUTED,
    goes={**DISPUTED, "meeting_record.is_confirmed": True},
    tell=(Party.LA,),
)
def a_disputed_record_is_settled(case: Case) -> Iterator[Owed]:
    """Where a school says that a record is not what was agreed, the one that wrote it puts it right the same day."""
    for filed in _records(case):
        if getattr(filed.entry, "is_confirmed", None) is False and not filed.changed_since_answered:
            says = f"{filed.entry.title}: the other school says that this is not what was agreed."
            yield _settled(case, filed, says)


def _records(case: Case) -> Iterator[Filed]:
    """The records on which the case rests, each kind's last."""
    if still_matters(case):
        for kind in RECORDS:
            for filed in case.filed_of(kind)[-1:]:
                if filed.kind != MeetingRecord.kind or filed.entry is case.meeting:
                    yield filed


def _settled(case: Case, filed: Filed, says: str) -> Owed:
    """Owed by the side that wrote it, from the day on which the other one said no."""
    side, on = side_of(case, filed), (filed.corrected_at or filed.filed_at).date()
    return Owed(
        by=on, who=side, second=other_side(side), form=filed.form, answers=filed.entry_id, harms_from=on, says=says
    )


@duty(
    "not consulted",
    do="speak to the home head teacher now, and correct the record",
    what="an early ending that the home head teacher was not asked about",
    clause=("HF-12a", "WK-16", "APP-5"),
    owner=Party.RECEIVING,
    second=Party.HOME,
    form=EarlyEnding,
    phases=(Phase.ENDED,),
    harm=NOT_HEARD,
    comes=NOT_ASKED,
    goes={**NOT_ASKED, "early_ending.was_consulted": True},
    tell=(Party.LA,),
)
def a_head_who_was_not_asked_is_heard(case: Case) -> Iterator[Owed]:
    """Where the home head teacher says they were not consulted before an early ending, they are heard the same day."""
    if needs_roll_change(case):
        for filed in case.filed_of(EarlyEnding)[-1:]:
            entry = filed.entry
            if isinstance(entry, EarlyEnding) and entry.was_consulted is False and not filed.changed_since_answered:
                yield _settled(case, filed, "The home head teacher was not consulted before the early ending.")


@duty(
    "a disputed report",
    do="put the weekly report right, or agree with the home school what happened",
    what="a weekly report that the home school says is wrong",
    clause=("HF-10b", "WK-9", "APP-3"),
    owner=Party.RECEIVING,
    form=WeeklyReport,
    phases=(Phase.PLACED, Phase.ENDED),
    harm=NOT_HEARD,
    comes=WRONG,
    goes={**WRONG, "weekly_report.what_is_wrong": None},
    tell=(Party.LA,),
)
def a_report_that_is_wrong_is_put_right(case: Case) -> Iterator[Owed]:
    """Where the home school says that a weekly report is wrong, the school that wrote it puts it right the same day."""
    if still_matters(case):
        for filed in case.filed_of(WeeklyReport):
            report = filed.entry
            if isinstance(report, WeeklyReport) and report.what_is_wrong and not filed.changed_since_answered:
                says = "The home school says that a weekly report is wrong."
                yield replace(_settled(case, filed, says), second=None, week=report.week_commencing)


@duty(
    "a plan or an order",
    do="hold a review: the child now has an EHC plan, or is looked after",
    what="a review, as the child now has an EHC plan or is looked after",
    outside="a review",
    clause=REVIEWED_EARLY,
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.PLACED,),
    harm=SIGNS,
    comes=LOOKED_AFTER,
    goes={**LOOKED_AFTER, "review.reviewed_on": date(2026, 10, 1)},
    in_calendar=True,
    tell=(Party.LA,),
)
def a_plan_or_an_order_calls_a_review(case: Case) -> Iterator[Owed]:
    """An EHC plan or a care order that comes about in mid-placement calls a review; the child goes on attending."""
    placement, referral = case.placement, case.referral
    if placement is None or placement.ends_on is None or referral is None or not case.has_started:
        return
    changed = [each.corrected_at.date() for each in case.filed_of(Referral) if each.corrected_at]
    has_either = referral.is_looked_after or referral.sen_stage == "EHC plan"
    if has_either and changed and changed[-1] >= placement.starts_on and not _reviewed_since(case, changed[-1]):
        says = "The child now has an EHC plan, or is looked after, and no review has been held since."
        by = case.calendar(case.home).after(changed[-1], REVIEW_WITHIN)
        yield Owed(by=by, harms_from=changed[-1], says=says)


def _reviewed_since(case: Case, on: date) -> bool:
    held = reviews_held(case)
    return bool(held) and held[-1] >= on
