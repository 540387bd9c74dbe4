"""Inviting the family: to the meeting that decides, and to the reviews of a direction; another day is an invitation again."""

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.entry import Party
from record.forms.telling import THE_MEETING, THE_REVIEW, FamilyTold
from record.placement_days import meeting_to_come, review_days, review_to_come, reviews_ahead
from rules.duties.telling import telling, until_told
from rules.duty import Owed, Phase
from rules.examples import ACCEPTED, DIRECTED, PLACED

A_DAY_SET = {
    **ACCEPTED,
    "meeting_day.meets_on": date(2026, 9, 14),
    "meeting_day.set_on": date(2026, 9, 7),
    "case.today": date(2026, 9, 7),
}


@telling(
    "tell: meeting",
    THE_MEETING,
    owner=Party.HOME,
    letter="meeting_invitation",
    phases=(Phase.BEFORE,),
    statement="A family is invited to the meeting by the school day after its day was set, and again when there is another.",
    comes=A_DAY_SET,
    told=date(2026, 9, 14),
    clause=("HF-7.5b", "WK-5", "NA-2"),
    invites=True,
)
def the_family_is_invited_to_the_meeting(case: Case) -> Iterator[Owed]:
    """Of the day that now applies, by its form or by the record of the meeting that was adjourned."""
    to_come = meeting_to_come(case)
    if to_come is None or to_come.meets_on is None or to_come.meets_on < case.today:
        return
    made_by = next((each for each in case.filed if each.entry is to_come), None)
    since = to_come.set_on or (case.meeting.met_on if case.meeting else None) or case.today
    by = min(case.calendar(case.home).after(since, 1), to_come.meets_on)
    yield from until_told(case, THE_MEETING, to_come.meets_on, by, since, made_by)


@telling(
    "tell: review",
    THE_REVIEW,
    owner=Party.HOME,
    letter="review_invitation",
    phases=(Phase.PLACED,),
    statement="Everyone is invited to the review of a direction the law's days before it, and to any review that has another day "
    "by the school day after that was set.",
    comes={
        **PLACED,
        **DIRECTED,
        "meeting_record.reviews": ({"review_on": date(2026, 10, 13)},),
        "board_decision.decides": "direction",
        "board_decision.notices": ({"to": "Mrs J. Adeyemi"},),
    },
    told=date(2026, 10, 13),
    clause=("NA-16",),
    invites=True,
)
def the_family_is_invited_to_a_review(case: Case) -> Iterator[Owed]:
    """Of the next review that has a day; not under a direction of before invitations were asked for here."""
    placement, to_come = case.placement, review_to_come(case)
    ahead = [each for each in reviews_ahead(case, placement) if each >= case.today] if placement else []
    agreed_on = (case.agreed_meeting.met_on if case.agreed_meeting else None) or date.min
    if to_come and to_come.meets_on and to_come.set_on:
        by = min(case.calendar(case.home).after(to_come.set_on, 1), to_come.meets_on)
        yield from until_told(case, THE_REVIEW, to_come.meets_on, by, to_come.set_on, None)
    elif ahead and case.is_under_direction and any(each.notices for each in case.board_decisions):
        by = ahead[0] - timedelta(days=case.pack.review_invitation_days)
        yield from until_told(case, THE_REVIEW, ahead[0], by, agreed_on, None)
    elif to_come and to_come.meets_on and (told := _another_day_told(case, to_come.meets_on)):
        by = case.calendar(case.home).before(min(told, to_come.meets_on), 1)
        yield from until_told(case, THE_REVIEW, to_come.meets_on, by, agreed_on, None)


def _another_day_told(case: Case, on: date) -> date | None:
    """The day of a review to come that the family was last told, where it is none any more."""
    told = [each.takes_effect_on for each in case.of(FamilyTold) if each.about == THE_REVIEW and each.takes_effect_on]
    return told[-1] if told and told[-1] not in (on, *review_days(case)) and told[-1] >= case.today else None
