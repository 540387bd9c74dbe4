"""Inviting the family: to the meeting that decides, and to the reviews of a direction; another day is an invitation again."""

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.entry import Party
from record.forms.telling import THE_MEETING, THE_REVIEW
from record.placement_days import meeting_to_come, reviews_ahead
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
    statement="Everyone is invited to the review of a direction the law's days before it.",
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
    placement = case.placement
    ahead = [each for each in reviews_ahead(case, placement) if each >= case.today] if placement else []
    if ahead and case.is_under_direction and any(each.notices for each in case.board_decisions):
        by = ahead[0] - timedelta(days=case.pack.review_invitation_days)
        since = max((each.met_on for each in (case.agreed_meeting,) if each and each.met_on), default=date.min)
        yield from until_told(case, THE_REVIEW, ahead[0], by, since, None)
