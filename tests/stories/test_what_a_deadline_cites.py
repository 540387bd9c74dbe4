"""A deadline, a sign that a review should not wait, and a letter cite the clauses of the rules that check the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from letters.catalogue import LETTERS, Letter
from record.case import Case
from record.early_review import Sign, signals
from record.entry import Filed
from record.forms.final_review import OTHER, TRANSFER
from record.forms.meeting_record import ReviewDate
from record.forms.referral import Referral
from record.forms.roll_change import RollChange
from record.forms.same_day import SEPARATION, SameDay
from record.forms.telling import FamilyTold
from record.tables import School
from rules.clauses import clause
from rules.due import due, duties
from rules.duties.reviews import clauses_of
from rules.judging import rules
from tests.record.a_case import (
    PACK,
    RECEIVING,
    a_case,
    a_parent,
    agreed,
    answered,
    asked,
    consents,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    filed,
    met,
    referred,
    reported,
    reviewed,
    roll_changed,
    started,
    suspended,
)
from tests.stories.any_case import any_case

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEEKLY = ("REPORT-4", "SAME-DAY-4")
EARLY_REVIEW = ("CONCERN-2", "REVIEW-6")
CHECKED_BY: Mapping[str, tuple[str, ...]] = {
    "referral": ("BEFORE-1",),
    "consent to explore a move": ("CONSENT-4", "APPROACH-7"),
    "consent to share with a school": ("APPROACH-1",),
    "consent to this move": ("DECISION-6",),
    "what happens after a refusal": ("DECISION-6",),
    "ask a school": ("APPROACH-1",),
    "answer to the approach": ("DECISION-6",),
    "the meeting": ("MEETING-2", "MEETING-3"),
    "the adjourned meeting": ("MEETING-2", "MEETING-3"),
    "someone who can agree for the child": ("REFERRAL-1",),
    "a start date": ("START-2", "START-3"),
    "the board’s decision and notice": ("DIRECTION-1",),
    "a new start date": ("FIRST-DAY-5",),
    "follow up the absence on the first day": ("FIRST-DAY-13",),
    "tell those who must know about the suspension": ("SAME-DAY-9",),
    "tell everyone who knew of the suspension that it is cancelled": ("SAME-DAY-14",),
    "consider an interim review of the personal education plan": ("SAME-DAY-19",),
    "a second look at a Year some pupil who is leaving the roll from alternative provision": ("ROLL-14",),
    "education from the sixth day of suspension in a row": ("SAME-DAY-7",),
    "tell the local authority that the child is kept apart": ("SAME-DAY-17",),
    "look again at the separation for safeguarding": ("SAME-DAY-17",),
    "signatures": ("FIRST-DAY-11",),
    "did the child start?": ("FIRST-DAY-6",),
    "new-pupil return": ("FIRST-DAY-8",),
    "have the safeguarding leads of both schools speak before the first day": ("MEETING-10",),
    "copies of the transfer file and the educational record": (),
    "the provider’s written confirmation that its staff are checked": ("PROVIDER-1",),
    "weekly report": WEEKLY,
    "see the weekly report": WEEKLY,
    "ask why weekly reports are late": WEEKLY,
    "hold an early review, as reports are missing": WEEKLY,
    "a review": ("REVIEWS-2", "REVIEW-1", "REVIEW-6"),
    "say whether an early review is needed": EARLY_REVIEW,
    "hold an early review, or say why not when you answer the next weekly report": EARLY_REVIEW,
    "a start without enough days of notice": ("DIRECTION-1",),
    "where the child goes next": ("ENDING-5",),
    "say when and where the child comes back, and who meets them": ("ENDING-5",),
    "the early review": EARLY_REVIEW,
    "a review, after weeks without one": ("REVIEWS-3",),
    "the final review": ("FINAL-1",),
    "renewal of the direction": ("DIRECTION-10",),
    "confirm the meeting record": ("FIRST-DAY-9",),
    "confirm the record of the review": ("REVIEW-1",),
    "confirm the record of the final review": ("FINAL-1",),
    "confirm that you were consulted before the early ending": ("EARLY-1",),
    "decide on the alternative provision": ("SIGNATURE-4",),
    "tell the children-missing-education team": ("ENDING-5",),
    "a review of the direction": ("ENDING-7",),
    "roll change": ("ROLL-6",),
    "consent to the deletion": ("ROLL-4",),
    "date of deletion": ("ROLL-6",),
    "deletion return": ("ROLL-8",),
    "transfer file": ("ROLL-9",),
    "child-protection file": ("ROLL-10",),
    "receipt for the child-protection file": ("ROLL-11",),
    "note that you were told of the request": (),
    "note that you were told of the start": (),
    "tell the local authority of the outcome": (),
    "tell the other local authority": (),
}
"""The rules that check what is due; none where only the authority's own record shows it."""
NO_RULE_CITES: Mapping[str, tuple[str, ...]] = {
    **{what: ("HF-13", "WK-2", "APP-5") for what, ids in CHECKED_BY.items() if not ids},
    "copies of the transfer file and the educational record": ("NA-24",),
    "decide on the alternative provision": ("APP-5",),
    "roll change": ("NA-28",),
    "someone who can agree for the child": ("NA-27",),
}
"""What is cited beside the rules: that the authority is told, and decides before the start, is on no form of a school; who
is told and who agrees are two lists."""
TO_THE_AUTHORITY = {"HF-13", "WK-2", "APP-5"}
"""The same of letters."""
NO_RULE = {
    "registers that are at odds",
    "pressure on a parent that nobody has looked into",
    "make sure someone knows where the child is",
    "tell the home school that the child is not at the receiving school",
    "a record that does not meet a requirement",
    "a record that the other school says is wrong",
    "what happens after the authority’s refusal",
    "the board’s decision on ending its direction",
    "the board’s decision after the family withdrew",
    "the board’s decision after the review",
    "write to the family what the board decided",
    "the review that was asked for",
    "the board’s decision on a direction that began before some July some",
    "an early ending that the home head teacher was not asked about",
    "a review, as the child now has an EHC plan or is looked after",
}
"""What is watched for beside the forms: the duty names its own clauses."""


def cited(what: str) -> tuple[str, ...]:
    """The clauses of the rules that check it."""
    return cited_by(CHECKED_BY[what], NO_RULE_CITES.get(what, ()))


def cited_by(ids: Iterable[str], beside: Iterable[str] = ()) -> tuple[str, ...]:
    """The clauses of rules, and those beside them: the local before the national ones before the app's own."""
    by_id = {each.id: each for each in rules()}
    of_rules = chain.from_iterable([one.id for one in by_id[each].clauses] for each in ids)
    order = {"national-2026": 1, "product": 2}
    every = dict.fromkeys([*of_rules, *beside])
    return tuple(sorted(every, key=lambda each: order.get(clause(each).document, 0)))


def deadlines(case: Case) -> list[tuple[str, tuple[str, ...]]]:
    """What is due, its numbers aside, and the clauses it cites. Telling the family is looked at by itself."""
    return [(re.sub(r"\d+", "some", each.what), each.clauses) for each in due(case) if each.form is not FamilyTold]


FRIDAY = day(25, 9)


def placed(*more: Filed, today: date = FRIDAY, route: str = "placement", **meeting: Any) -> Case:
    """A case whose child has started."""
    return a_case(*agreed(route, **meeting), started(), *more, today=today)


def of_the_day(told: Filed, **more: Any) -> Filed:
    """What the receiving school said the same day, with more of its answers."""
    return replace(told, entry=told.entry.model_copy(update=more))


KEPT_APART = SameDay(
    what=SEPARATION, happened_on=day(21, 9), separated_from=day(21, 9), look_again_on=day(28, 9), section_19_told=False
)
LATER = ReviewDate(review_on=day(30, 9))
BY_CONSENT = {"ground": "9(1)(c) dual registered, the other school agrees", "has_protection_file": True}
TRANSFERRED = decided(TRANSFER, day(20, 10), day(26, 10))
EXAMPLES = (
    a_case(),
    a_case(*referred()[:2]),
    a_case(*referred()),
    a_case(*referred(parents=(a_parent().model_copy(update={"is_excluded_by_court": True}),))),
    a_case(*referred()[:2], *consents("to explore a move", day(2, 9), answer="refused")),
    placed(directed(last_day=day(18, 9), notice_given_on=day(11, 9)), route="off-site direction"),
    a_case(*referred(), asked()),
    a_case(*referred(), asked(), answered()),
    a_case(*referred(), asked(), answered(), met(outcome="adjourned", adjourned_to=day(10, 9))),
    a_case(*referred(), asked(), answered(), met(starts_on=None)),
    a_case(*referred(route="off-site direction"), asked(), answered(), met()),
    a_case(*agreed(), started(did_start=False), today=day(14, 9)),
    a_case(*agreed(), started(did_start=False, was_put_off=False), today=day(14, 9)),
    placed(of_the_day(suspended(day(21, 9), day(28, 9)), la_told=False)),
    placed(of_the_day(suspended(day(21, 9), day(22, 9)), is_cancelled=True, cancellation_told=False)),
    placed(filed(KEPT_APART)),
    a_case(*agreed("alternative provision", staff_are_checked=False), today=day(10, 9)),
    placed(of_the_day(suspended(day(21, 9), day(22, 9)), pep_review_considered=False)),
    placed(
        decided(OTHER, day(20, 10), day(26, 10)),
        filed(RollChange(deleted_by="home school", deleted_on=day(26, 10)), on=day(26, 10)),
        filed(Referral(confirmed_on=day(3, 9), year_group="11", parents=(a_parent(),))),
        today=day(26, 10),
        route="alternative provision",
    ),
    a_case(*agreed(), today=day(14, 9)),
    a_case(*agreed(safeguarding_leads_spoke=False), today=day(14, 9)),
    a_case(*referred(route="alternative provision"), asked(), answered()),
    placed(today=day(12, 10), reviews=(LATER,)),
    placed(reported(day(14, 9), concern="red")),
    placed(reported(day(14, 9)), reported(day(21, 9), home_wants_review=True)),
    placed(suspended(day(21, 9), day(22, 9))),
    placed(directed(last_day=day(9, 10)), route="off-site direction"),
    placed(directed(last_day=day(18, 12)), route="off-site direction", ends_on=day(18, 12)),
    placed(reviewed(day(24, 9))),
    placed(ended_early(day(24, 9), return_on=day(28, 9))),
    placed(ended_otherwise("withdrawn", day(24, 9), next_place="not known"), directed(), route="off-site direction"),
    placed(TRANSFERRED, today=day(26, 10)),
    replace(
        placed(),
        schools={RECEIVING: School(urn=RECEIVING, name="Kestrel Hill School", la="901")},
        pack=PACK.model_copy(update={"told_of_start": ("other local authority",)}),
    ),
    placed(TRANSFERRED, filed(RollChange(deleted_by="home school"), on=day(26, 10)), today=day(26, 10)),
    placed(TRANSFERRED, roll_changed(day(26, 10), **BY_CONSENT), today=day(25, 10)),
    placed(TRANSFERRED, roll_changed(day(26, 10), protection_file_sent_on=day(27, 10), **BY_CONSENT)),
)


def test_every_deadline_of_the_table_comes_about_and_no_other() -> None:
    found = {what for case in EXAMPLES for what, _ in deadlines(case)}
    assert found - NO_RULE == {*CHECKED_BY}


@pytest.mark.parametrize("case", EXAMPLES)
def test_a_deadline_cites_what_the_rules_cite(case: Case) -> None:
    for what, clauses in deadlines(case):
        if what not in NO_RULE:
            assert clauses == cited(what), what


INVITES = ("tell: review", "tell: meeting")
"""They invite, and tell of no place: what they cite is the review's and the meeting's."""
EDUCATION = "tell: education"
"""It tells of education, and cites what asks for that."""


def test_telling_the_family_cites_what_the_rules_on_the_way_back_cite() -> None:
    told = [each for each in duties() if each.form is FamilyTold and each.id not in (*INVITES, EDUCATION)]
    assert {tuple(one.id for one in each.clauses) for each in told} == {cited_by(("ENDING-5",))}
    (education,) = (each for each in duties() if each.id == EDUCATION)
    assert tuple(one.id for one in education.clauses) == cited_by(("SAME-DAY-7",))


@SLOW
@given(any_case())
def test_so_it_does_in_any_case(case: Case) -> None:
    test_a_deadline_cites_what_the_rules_cite(case)
    for sign in signals(case):
        is_of_reports = sign.sign is Sign.REPORTS_MISSED
        assert clauses_of(sign) == cited("weekly report" if is_of_reports else "the early review")


@pytest.mark.parametrize("letter", [each for each in LETTERS if each.by_when], ids=lambda each: each.id)
def test_a_letter_that_is_wanted_by_a_day_cites_what_the_rules_cite(letter: Letter) -> None:
    assert letter.by_when
    beside = [each for each in letter.by_when.clauses if each in TO_THE_AUTHORITY]
    assert letter.by_when.clauses == cited_by(letter.by_when.checked_by, beside), "name the rules in `checked_by`"
