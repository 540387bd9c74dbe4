"""While the receiving school keeps the child away: who is told of a suspension, education meanwhile and that the family knows of
it, a separation looked at again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from record.case import Case
from record.entry import Filed, Party
from record.forms.referral import Referral
from record.forms.same_day import SameDay
from record.forms.telling import EDUCATION
from record.kept_away import KeptAway, education_due_on, kept_away
from record.words import day
from rules.duties.telling import telling, until_told
from rules.duty import ALWAYS, NO_NEXT_PLACE, NOT_HEARD, SIGNS, Owed, duty, has_gone
from rules.examples import PLACED

SUSPENDED = {
    **PLACED,
    "same_day.what": "suspension",
    "same_day.happened_on": date(2026, 10, 1),
    "same_day.suspended_from": date(2026, 10, 1),
    "same_day.suspended_to": date(2026, 10, 2),
    "same_day.la_told": True,
}
LONG = {**SUSPENDED, "same_day.suspended_to": date(2026, 10, 9)}
CANCELLED = {**SUSPENDED, "same_day.is_cancelled": True, "same_day.cancelled_on": date(2026, 10, 1)}
SEPARATED = {
    **PLACED,
    "same_day.what": "safeguarding separation",
    "same_day.happened_on": date(2026, 9, 28),
    "same_day.separated_from": date(2026, 9, 28),
    "same_day.look_again_on": date(2026, 10, 2),
}
BEFORE_EDUCATION = timedelta(days=2)
"""The notice that the family has of education which was arranged after it was told of the suspension: SI 2012/1033,
schedule 2, paragraph 8."""
CONSIDERED_WITHIN = 5
"""School days to consider an interim review of the plan. Guidance gives no number: this one is the app's own."""
WHO = {
    "la_told": "the local authority",
    "worker_told": "the social worker",
    "virtual_school_told": "the Virtual School",
}
ASKED_OF: Mapping[str, Callable[[Case], bool]] = {
    "worker_told": lambda case: case.has_social_worker,
    "virtual_school_told": lambda case: case.is_looked_after,
    "pep_review_considered": lambda case: case.is_looked_after,
}
"""Of which children each is asked."""


@duty(
    "suspension told",
    do="tell those who must know of the suspension, and record when",
    what="tell those who must know about the suspension",
    outside="tell those who must know",
    clause="NA-21",
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=NOT_HEARD,
    comes={**SUSPENDED, "same_day.la_told": False},
    goes=SUSPENDED,
    is_aside=True,
    tell=(Party.LA,),
)
def those_who_must_know_of_a_suspension_are_told(case: Case) -> Iterator[Owed]:
    """The authority, the social worker and the Virtual School are told of a suspension the day it is decided."""
    for each in _suspensions(case):
        on = each.filed.happened_on
        if of := tuple(name for question, name in WHO.items() if _is_untold(each.filed, question, case)):
            yield Owed(by=on, of=of, answers=each.filed.entry_id)


def _is_untold(filed: Filed, question: str, case: Case) -> bool:
    """Whether the answer is no, or nobody was asked: whoever only writes weekly reports is not told of a social worker.

    What was written before anyone was asked who was told is left alone, and so is a fact that the referral says only since.
    """
    entry = filed.entry
    if not isinstance(entry, SameDay):
        return False
    answer, has_such = getattr(entry, question), ASKED_OF.get(question)
    if answer is not None or entry.la_told is None or has_such is None:
        return answer is False
    return has_such(case) and _was_known(filed, case)


def _was_known(filed: Filed, case: Case) -> bool:
    """Whether the referral said so already when this was written."""
    referral = next((each for each in reversed(case.filed) if isinstance(each.entry, Referral)), None)
    return referral is not None and (referral.corrected_at or referral.filed_at) <= filed.filed_at


def _suspensions(case: Case) -> Iterator[KeptAway]:
    """Those that still hold or held: what was cancelled is told of by itself."""
    return (each for each in kept_away(case) if each.is_suspension and not each.back)


def _separations(case: Case) -> Iterator[KeptAway]:
    return (each for each in kept_away(case) if not each.is_suspension)


def _said(those: Iterable[KeptAway]) -> Iterator[tuple[Filed, SameDay]]:
    """The form that says each of them."""
    return ((each.filed, each.filed.entry) for each in those if isinstance(each.filed.entry, SameDay))


@duty(
    "interim review of the plan",
    do="consider an interim review of the personal education plan with the Virtual School, and record that you did",
    what="consider an interim review of the personal education plan",
    outside="consider an interim review",
    clause="NA-25",
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=SIGNS,
    comes={**SUSPENDED, "same_day.pep_review_considered": False},
    goes={**SUSPENDED, "same_day.pep_review_considered": True},
    is_aside=True,
)
def an_interim_review_of_the_plan_is_considered(case: Case) -> Iterator[Owed]:
    """Within days of a looked-after child's suspension an interim review of the personal education plan is considered."""
    for each in _suspensions(case):
        if _is_untold(each.filed, "pep_review_considered", case) and not has_gone(case):
            by = case.calendar(case.receiving).after(each.filed.happened_on, CONSIDERED_WITHIN)
            yield Owed(by=by, answers=each.filed.entry_id)


@duty(
    "cancellation told",
    do="tell everyone who knew of the suspension that it is cancelled, and record when",
    what="tell everyone who knew of the suspension that it is cancelled",
    outside="tell those who knew about a change",
    clause="NA-21",
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=NOT_HEARD,
    comes={**CANCELLED, "same_day.cancellation_told": False},
    goes={**CANCELLED, "same_day.cancellation_told": True},
    is_aside=True,
    tell=(Party.LA,),
)
def whoever_knew_of_a_suspension_hears_that_it_is_cancelled(case: Case) -> Iterator[Owed]:
    """Everyone who was told of a suspension is told the same day that it is cancelled."""
    for filed, entry in _said(kept_away(case)):
        if entry.is_cancelled and entry.cancellation_told is False:
            yield Owed(by=entry.cancelled_on, answers=filed.entry_id)


@duty(
    "education from the sixth day",
    do="arrange full-time education from the sixth school day in a row, and record who provides it and where",
    what="education from the sixth day of suspension in a row",
    outside="arrange education",
    clause="NA-22",
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=NO_NEXT_PLACE,
    comes=LONG,
    goes={**LONG, "same_day.provision_from_day_six": "The Orchard Studio, full time"},
    in_calendar=True,
    tell=(Party.LA,),
)
def education_goes_on_from_the_sixth_day(case: Case) -> Iterator[Owed]:
    """A child who is suspended for six school days in a row, at either school, has education from the sixth."""
    for each in _suspensions(case):
        sixth = education_due_on(case, each)
        if sixth and not each.education and each.last_day and case.today <= each.last_day:
            says = (
                f"From {day(sixth)} the child has been suspended for six school days in a row, but no education has "
                "been arranged."
            )
            yield Owed(by=sixth, answers=each.filed.entry_id, harms_from=sixth, says=says)


@telling(
    "tell: education",
    EDUCATION,
    owner=Party.RECEIVING,
    letter="suspension",
    phases=ALWAYS,
    statement="The family knows where and when education from the sixth day is, two days before it begins.",
    comes={**LONG, "same_day.provision_from_day_six": "The Orchard Studio, full time"},
    told=date(2026, 10, 8),
    clause=("NA-22",),
)
def education_is_told_before_it_begins(case: Case) -> Iterator[Owed]:
    """Of the last suspension that comes to six days in a row; as long as none is arranged, it waits for that."""
    for each in [one for one in _suspensions(case) if education_due_on(case, one)][-1:]:
        sixth = education_due_on(case, each)
        if sixth and each.last_day and case.today <= each.last_day:
            decided = each.filed.happened_on
            notice = case.calendar(case.receiving).last_open(sixth - BEFORE_EDUCATION)
            waits_for = () if each.education else ("education to be arranged",)
            for owed in until_told(case, EDUCATION, sixth, max(decided, notice), decided, each.filed):
                yield replace(owed, waits_for=waits_for)


@duty(
    "section 19",
    do="tell the local authority that the child is kept apart, so that it can arrange education, and record when",
    what="tell the local authority that the child is kept apart",
    outside="tell the local authority, so that it can arrange education",
    clause="NA-23",
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=NO_NEXT_PLACE,
    comes={**SEPARATED, "same_day.section_19_told": False},
    goes={**SEPARATED, "same_day.section_19_told": True},
    tell=(Party.LA,),
)
def the_authority_is_told_of_a_separation(case: Case) -> Iterator[Owed]:
    """The authority, which has to arrange education, is told the same day of a child who is kept apart."""
    for filed, entry in _said(_separations(case)):
        if entry.section_19_told is False:
            says, on = (
                "The child is kept apart for safeguarding, but the authority has not been told, so it cannot arrange "
                "education.",
                filed.happened_on,
            )
            yield Owed(by=on, answers=filed.entry_id, harms_from=on, says=says)


@duty(
    "separation looked at again",
    do="look at the separation again with your safeguarding lead: record its last day, or when you will look at it "
    "next",
    what="look again at the separation for safeguarding",
    outside="look again at a decision of the receiving school",
    clause="NA-23",
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=NO_NEXT_PLACE,
    comes=SEPARATED,
    goes={**SEPARATED, "same_day.separated_to": date(2026, 10, 2)},
    in_calendar=True,
    tell=(Party.LA,),
)
def a_separation_is_looked_at_again(case: Case) -> Iterator[Owed]:
    """A separation without a last day is looked at again on the day set, until it has one."""
    lasting = [each for each in _separations(case) if each.last is None and not has_gone(case)]
    for each, (filed, entry) in zip(lasting, _said(lasting), strict=True):
        says = (
            f"The child has been kept apart for safeguarding since {day(each.first)}, and nobody has looked at the "
            "decision again."
        )
        yield Owed(by=entry.look_again_on or each.first, answers=filed.entry_id, says=says)
