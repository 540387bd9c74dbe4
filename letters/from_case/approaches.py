"""What letters say of the schools that are asked: the request that waits for an answer, and the school that said no."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from letters.facts import Declined, Request
from letters.facts.fact import repeated
from letters.from_case.times import on_a_school_day
from record.authority import Authority
from record.case import FORMAL, Asking, Case
from record.consents import SHARE, THE_PUPIL, standing
from record.forms.response import DECLINE
from record.words import chained

WHY_DECLINED: Mapping[str | None, str] = {
    "no vacancy": "There is no free place in the year group.",
    "cannot meet the need": "It cannot give the help that is needed.",
    "risk to the child or others": "It could not keep everybody safe.",
}


def formally_asked(case: Case) -> Asking | None:
    """The last school that was formally asked, whatever it said."""
    formal = [each for each in case.askings if each.approach.formality == FORMAL]
    return formal[-1] if formal else None


def school_spoken_of(case: Case) -> str | None:
    """URN of the school that a move leads to: the one that accepted, else the last that was formally asked."""
    asking = formally_asked(case)
    return case.receiving or (asking.approach.school if asking else None)


def request(case: Case) -> Request | None:
    """The formal request that waits for an answer, and who agreed that this school is told."""
    asking = formally_asked(case)
    if asking is None:
        return None
    agreed = standing(case, SHARE, asking.approach.school)
    who = ["the pupil" if name == THE_PUPIL else name for name in agreed.agreed] if agreed.is_given else []
    return repeated(
        Request,
        asking.approach,
        answer_by=on_a_school_day(case, asking.approach.answer_due_on),
        meet_by=_meet_by(case, asking),
        shared_with_agreement_of=chained(who) or None,
    )


def _meet_by(case: Case, asking: Asking) -> date | None:
    """The last school day of those the pack gives from a yes to the meeting, if the yes comes when it is needed; None where
    schools are closed so long that there is none."""
    answer_by = asking.approach.answer_due_on
    if answer_by is None:
        return None
    found = case.calendar(asking.approach.school).last_open(answer_by + timedelta(days=case.pack.meeting_within_days))
    return found if found > answer_by else None


def declined(case: Case, authority: Authority) -> Declined | None:
    """The last school that said no."""
    asking = formally_asked(case)
    if asking is None or asking.response is None or asking.response.answer != DECLINE:
        return None
    return repeated(Declined, asking.response, school=authority.name_of(asking.approach.school))
