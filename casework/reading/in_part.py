"""Entries that are shown in part: which of their answers are left, for whom. What is not named here is not shown.

A case shown in part answers the same of where the child is expected, of its placement and of its weekly reports as the
whole case does: that is all the app may ask of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from record.answers import is_blank
from record.case import Case
from record.ended import endings
from record.entry import HISTORY, Entry, Filed
from record.family import RowNames
from record.field import Shape, questions
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import LaRecord
from record.forms.meeting_record import HALF_DAYS, MeetingRecord
from record.forms.referral import Parent, Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.same_day import SEPARATION, SUSPENSION, SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.weekly_report import TargetScore, WeeklyReport
from record.own_questions import PREFIX
from record.stage import OUTCOME_TOLD

SMALL_FORMS = (WeeklyReport.kind, SameDay.kind)
"""What somebody with the role *weekly report* may write, and read of what their own school wrote."""
WHERE_THE_CHILD_GOES: Mapping[str, tuple[str, ...]] = {
    FinalReview.kind: (
        *("reviewed_on", "decision", "takes_effect_on", "destination", "destination_at", "destination_person"),
        *("return_at", "return_place", "return_person"),
    ),
    EarlyEnding.kind: ("return_on", "return_at", "return_place", "return_person", "until_revoked"),
    Ending.kind: (
        *("ended_on", "reason", "last_session_on", "next_place", "next_on", "next_name", "next_at", "next_where"),
        "next_person",
    ),
    RollChange.kind: ("deleted_by", "deleted_on", "deletion_return_on", "transfer_file_sent_on"),
}
"""Of an ending, what says where the child is expected from which day, and on which roll."""
FOR_WEEKLY_REPORTS: Mapping[str, tuple[str, ...]] = {
    **WHERE_THE_CHILD_GOES,
    BeforeYouStart.kind: ("route", "pupil_initials"),
    Referral.kind: ("legal_name", "preferred_name", "year_group", "confirmed_on", "parents"),
    Approach.kind: ("school", "formality", "sent_on"),
    Response.kind: ("answer", "answered_on"),
    MeetingRecord.kind: (
        *("met_on", "outcome", "starts_on", "weeks", "ends_on", *HALF_DAYS, "has_reduced_programme", "reduced_until"),
        "staff_are_checked",  # without it nobody knows that a direction decides where the child goes
        *("first_day_at", "first_day_place", "first_day_person", "morning_starts", "afternoon_ends", "breaks"),
        *("targets", "absence_phone", "pastoral_lead", "weekly_report_to"),
    ),
    Signature.kind: ("document", "role", "signed_on"),
    BoardDecision.kind: (
        *("decides", "decided_on", "revoked_from", "continues_until", "school", "first_day_on", "last_day_on"),
    ),
    Start.kind: ("did_start", "started_on", "was_put_off", "new_start_on"),
    Consent.kind: ("person", "is_pupil", "choice", "school", "answer", "answered_on"),
    SameDay.kind: (
        *("happened_on", "what", "suspended_from", "suspended_to", "provision_from_day_six"),
        *("is_cancelled", "back_on", "back_half", "separated_from", "separated_to", "education_meanwhile"),
    ),
    WeeklyReport.kind: ("week_commencing", *HALF_DAYS, "scores"),
    Review.kind: (*("reviewed_on", "extends", "new_end_on", "parents_agree_extension", "both_heads_agree_extension"),),
    LaRecord.kind: ("about", "recorded_on"),
}
"""Of each entry, what somebody may see who only writes weekly reports. A kind that is not here is not shown at all."""
NOT_TOLD_OF_THE_CHILD = frozenset({"looked_after", "has_social_worker", "has_agencies", "needs_adjustments"})
"""Facts of a case that somebody who only writes weekly reports is not to learn: nor from a question that hangs on one."""
NEVER_CORRECTED: Mapping[str, Any] = {"revision": 1, "corrected_at": None, "corrected_by": ""}
"""What is said of the corrections of an entry, while none may be told of."""
WITHOUT_THE_ADVICE = ("about", "recorded_on", "officer")
"""Of a panel's advice, what a school may see: its words may name another school that was thought of."""


def in_part(filed: Filed, names: tuple[str, ...]) -> Filed:
    """The entry with these answers alone, and with nothing else that was said of it."""
    fields = type(filed.entry).model_fields
    hidden = {name: each.default for name, each in fields.items() if name not in names}
    return replace(
        filed,
        entry=filed.entry.model_copy(update=hidden),
        reasons={HISTORY: ""} if filed.is_history else {},
        clashes=(),
        unreadable_cells=(),
        unasked_answers={},
        row_names=(),
        changed_since_answered=(),
        **NEVER_CORRECTED,
    )


def without_words(filed: Filed) -> Filed:
    """The entry without what was written in words of one's own, without what an authority asks beside, and without why a rule was
    not kept."""
    asked = questions(type(filed.entry))
    words = {
        each.name
        for each in asked
        if (each.shape is Shape.LONG_TEXT or each.name.startswith(PREFIX))
        and not is_blank(getattr(filed.entry, each.name))
    }
    if not words and filed.reasons.keys() <= {HISTORY}:
        return filed
    return in_part(filed, tuple(each.name for each in asked if each.name not in words))


def for_weekly_reports(case: Case, school: str) -> Case:
    """The case for somebody at a school who only writes weekly reports: where the child is expected, the targets,
    attendance, whom to ring, and what their own school reported."""
    kept = tuple(_for_weekly_reports(each, case, school) for each in case.filed if _is_needed(each, case, school))
    return replace(case, filed=kept, same_child=(), earlier_moves=())


@cache
def kept_from_reports(kind: type[Entry]) -> frozenset[str]:
    """The questions of a form that somebody who only writes weekly reports is neither asked nor shown, also of their own
    school's: that there is an answer tells that the child has a social worker, or is looked after."""
    hidden: set[str] = set()
    for each in questions(kind):
        if any(when.name in (NOT_TOLD_OF_THE_CHILD if when.of_case else hidden) for when in each.when):
            hidden.add(each.name)  # also what is asked only after an answer that is kept from them
    return frozenset(hidden)


def is_own_report(filed: Filed, school: str) -> bool:
    """Whether it is a weekly report, or word of the same day, of this school."""
    return filed.kind in SMALL_FORMS and filed.filed_for == school


def _is_needed(filed: Filed, case: Case, school: str) -> bool:
    if is_own_report(filed, school):
        return True
    wanted = _ONLY_WHERE.get(filed.kind)
    return filed.kind in FOR_WEEKLY_REPORTS and (wanted is None or wanted(filed.entry, filed, case))


def _is_accepted(entry: Entry, _: Filed, case: Case) -> bool:
    """Whether it is the request that stands accepted, or its answer: which others were asked is nobody's to know."""
    return case.accepted is not None and (entry is case.accepted.approach or entry is case.accepted.response)


_ONLY_WHERE: Mapping[str, Callable[..., bool]] = {
    Approach.kind: _is_accepted,
    Response.kind: _is_accepted,
    MeetingRecord.kind: lambda entry, _, case: entry is case.meeting,
    Signature.kind: lambda entry, _, case: case.placement is not None and entry.role != "Virtual School",
    BoardDecision.kind: lambda entry, _, case: entry in case.board_decisions,
    Start.kind: lambda entry, filed, case: filed.filed_for == case.receiving,
    Consent.kind: lambda _, filed, case: filed.entry_id in {each.entry_id for each in endings(case)},
    SameDay.kind: lambda entry, _, case: entry.what in (SUSPENSION, SEPARATION),
    LaRecord.kind: lambda entry, _, case: entry.about == OUTCOME_TOLD,
}
"""Of which entries of a kind anything is shown; of the others, of each."""


def _for_weekly_reports(filed: Filed, case: Case, school: str) -> Filed:
    if is_own_report(filed, school):
        return _own_report(filed)
    if filed.kind == MeetingRecord.kind and case.placement is None:
        return in_part(filed, ("met_on",))  # what nobody signed yet sends the child nowhere
    shown = in_part(filed, FOR_WEEKLY_REPORTS[filed.kind])
    return replace(shown, entry=_items_in_part(shown.entry, case), row_names=_names_in_part(shown.entry, case))


def _own_report(filed: Filed) -> Filed:
    hidden = [each for each in kept_from_reports(type(filed.entry)) if getattr(filed.entry, each) is not None]
    if not hidden:
        return filed
    clashes = tuple(each for each in filed.clashes if each not in hidden)
    shown = filed.entry.model_copy(update=dict.fromkeys(hidden))
    return replace(filed, entry=shown, reasons={}, clashes=clashes)  # a reason may be of what is not shown


def _names_in_part(entry: Entry, case: Case) -> RowNames:
    """Of those whose name is left: who took an agreement back under a name that was corrected since is still known."""
    if case.placement is None or case.referral is None or not isinstance(entry, Referral):
        return ()
    rows = zip(case.referral.parents, case.row_names, strict=True)
    return tuple(names for parent, names in rows if parent in case.told)


def _items_in_part(entry: Entry, case: Case) -> Entry:
    if isinstance(entry, Referral):
        return entry.model_copy(update={"parents": _to_ring(case)})
    if isinstance(entry, WeeklyReport):
        scores = tuple(TargetScore(target=each.target, score=each.score) for each in entry.scores)
        return entry.model_copy(update={"scores": scores})
    return entry


def _to_ring(case: Case) -> tuple[Parent, ...]:
    """The parents who may be told, once the child has a place: a name, who it is, and a number."""
    if case.placement is None:
        return ()
    return tuple(
        Parent(
            name=each.name,
            relationship=each.relationship,
            phone=each.phone,
            has_responsibility=each.has_responsibility,
            lives_with_child=None if each.has_responsibility else each.lives_with_child,
        )
        for each in case.told
    )
