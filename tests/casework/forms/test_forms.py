"""Which forms are offered: what makes sense at each stage, whatever is due, and nothing that would always be refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings

from casework.forms.offered import possible
from casework.reading.access import Seen, Side
from record.case import Case
from record.consents import TRANSFER as TO_TRANSFER
from record.ended import ended
from record.entry import Entry, Filed, Party
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.ending import Ending
from record.forms.final_review import RETURN, TRANSFER
from record.forms.kinds import KINDS
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from rules.due import due
from rules.judging import judge_entry
from rules.packs import pack
from rules.rule import MUST
from tests.casework.at_work import AMINA, GRACE, PETER, ROSALIND, accepted, placed, requested
from tests.record.a_case import (
    PACK,
    RECEIVING,
    a_case,
    answered,
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
    roll_changed,
    signed,
    started,
)
from tests.stories.any_case import any_case

SIDES = {Side.HOME: AMINA, Side.RECEIVING: PETER, Side.LA: ROSALIND}
REPORTED = tuple(reported(day(number, 9)) for number in (14, 21))


def offered(case: Case, side: Side, who: Person | None = None) -> set[str]:
    return {each.kind for each in possible(Seen(case, side, True), who or SIDES[side])}


def on_route(route: str, *entries: Filed) -> tuple[Filed, ...]:
    begun, *others = entries
    return (replace(begun, entry=begun.entry.model_copy(update={"route": route})), *others)


@dataclass(frozen=True)
class Moment:
    entries: tuple[Filed, ...]
    today: date
    home: set[str]
    receiving: set[str]


AGREED = (*accepted(), met())
SIGNED = (*AGREED, *signed())
DIRECT = on_route("direct", *SIGNED)
DIRECTED = (*on_route("off-site direction", *SIGNED), directed())
WITHDRAWN = (*DIRECTED, started(), ended_otherwise("withdrawn", day(22, 9), next_place="home school"))
IN_PLACEMENT = {"meeting_day", "review", "final_review"}
MOMENTS: Mapping[str, Moment] = {
    "begun": Moment(referred()[:1], day(2, 9), {"referral", "ending"}, set()),
    "referred": Moment(referred(), day(2, 9), {"consent", "approach", "ending"}, set()),
    "asked": Moment(requested(), day(3, 9), {"consent", "ending"}, {"response"}),
    "asked for more": Moment((*requested(), answered("ask for more")), day(4, 9), {"consent", "ending"}, {"response"}),
    "declined": Moment(
        (*requested(), answered("decline")), day(4, 9), {"consent", "approach", "ending", "telling"}, set()
    ),
    "accepted": Moment(
        accepted(),
        day(4, 9),
        {"consent", "meeting_day", "meeting_record", "ending"},
        {"meeting_day", "meeting_record"},
    ),
    "not agreed": Moment((*accepted(), met(outcome="not agreed")), day(8, 9), {"consent", "approach", "ending"}, set()),
    "agreed": Moment(
        AGREED, day(8, 9), {"consent", "meeting_record", "signature", "ending"}, {"meeting_record", "signature"}
    ),
    "signed": Moment(SIGNED, day(9, 9), {"consent", "meeting_record", "ending"}, {"meeting_record", "start"}),
    "directed, unsigned": Moment(
        on_route("off-site direction", *AGREED),
        day(8, 9),
        {"consent", "meeting_record", "signature", "board_decision", "ending"},
        {"meeting_record", "signature"},
    ),
    "first day": Moment(
        SIGNED,
        day(14, 9),
        {"consent", "ending", *IN_PLACEMENT},
        {"start", "same_day", "weekly_report", "early_ending", *IN_PLACEMENT},
    ),
    "every week reported": Moment(
        (*placed(), *REPORTED),
        day(25, 9),
        {"consent", "ending", *IN_PLACEMENT},
        {"same_day", "early_ending", *IN_PLACEMENT},
    ),
    "transfer decided, not yet in effect": Moment(
        (*placed(), *REPORTED, decided(TRANSFER, day(25, 9), day(5, 10))),
        day(29, 9),
        {"consent", "ending", "roll_change"},
        {"same_day", "weekly_report", "roll_change"},
    ),
    "transferred": Moment(
        (*placed(), *REPORTED, decided(TRANSFER, day(25, 9), day(28, 9))), day(28, 9), {"roll_change"}, {"roll_change"}
    ),
    "transferred, a report missing": Moment(
        (*placed(), decided(TRANSFER, day(18, 9), day(21, 9))),
        day(21, 9),
        {"roll_change"},
        {"weekly_report", "roll_change"},
    ),
    "ended early, back on Thursday": Moment(
        (*placed(), *REPORTED, ended_early(day(22, 9), return_on=day(24, 9))),
        day(22, 9),
        {"consent", "ending", "roll_change"},
        {"same_day", "roll_change"},
    ),
    "roll changed": Moment(
        (*placed(), *REPORTED, decided(RETURN, day(25, 9), day(28, 9)), roll_changed(day(28, 9), "receiving school")),
        day(28, 9),
        set(),
        set(),
    ),
    "withdrawn before the start": Moment((*SIGNED, ended_otherwise("withdrawn", day(10, 9))), day(10, 9), set(), set()),
    "withdrawn from a direction that stands": Moment(
        (*WITHDRAWN, *REPORTED),
        day(22, 9),
        {"consent", "board_decision", "review", "review_request", "roll_change"},
        {"same_day", "review", "roll_change"},
    ),
    "a direct move, begun": Moment(DIRECT, day(14, 9), {"roll_change"}, {"start", "roll_change"}),
    "a direct move, started": Moment(
        (*DIRECT, started(receiving_status="C: current, one school")), day(15, 9), {"roll_change"}, {"roll_change"}
    ),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_what_is_offered_at_each_stage(moment: Moment) -> None:
    case = a_case(*moment.entries, today=moment.today, pack=PACK)
    told = {"telling"} if case.agreed_meeting else set()

    assert (offered(case, Side.HOME), offered(case, Side.RECEIVING)) == (moment.home | told, moment.receiving | told)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_coordinator_is_offered_what_either_school_is_and_the_authoritys_record(moment: Moment) -> None:
    case = a_case(*moment.entries, today=moment.today, pack=PACK)

    assert offered(case, Side.LA) == offered(case, Side.HOME) | offered(case, Side.RECEIVING) | {"la_record"}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_the_weekly_report_role_is_offered_its_two_forms_alone(moment: Moment) -> None:
    case = a_case(*moment.entries, today=moment.today, pack=PACK)

    assert offered(case, Side.RECEIVING, GRACE) == moment.receiving & {"weekly_report", "same_day"}


def test_a_consent_that_a_transfer_lacks_can_be_recorded_after_it() -> None:
    decision = decided(TRANSFER, day(25, 9), day(28, 9))
    policy = pack("hammersmith-fulham-2019")
    lacking = a_case(*placed(), *REPORTED, decision, today=day(28, 9), pack=policy)
    whole = a_case(
        *placed(), *REPORTED, decision, *consents(TO_TRANSFER, day(25, 9), RECEIVING), today=day(28, 9), pack=policy
    )

    assert (offered(lacking, Side.HOME), offered(whole, Side.HOME)) == (
        {"consent", "telling"},
        {"roll_change", "telling"},
    )


def test_forms_stand_in_their_order() -> None:
    case = a_case(*SIGNED, today=day(14, 9))

    found = possible(Seen(case, Side.RECEIVING, True), PETER)

    assert list(found) == [kind for kind in KINDS if kind in found]


def test_nothing_is_offered_once_only_own_entries_are_left() -> None:
    case = a_case(*placed(), today=day(21, 9))

    assert possible(Seen(case, Side.RECEIVING, False), PETER) == ()


ONCE = {each.kind for each in KINDS if not each.repeats}


@settings(max_examples=150, deadline=None)
@given(case=any_case())
def test_whatever_is_due_after_an_ending_is_offered_to_whose_turn_it_is(case: Case) -> None:
    if ended(case) is None:
        return
    for each in due(case):
        if each.answers or each.form is None or not each.can_be_done:
            continue  # done by completing an entry that is there, by telephone, or not yet
        sides = [side for side in SIDES if each.is_for(Party(side)) or side is Side.LA]
        for side in sides:
            if each.kind not in ONCE or not any(filed.kind == each.kind for filed in case.filed):
                assert each.kind in offered(case, side), f"{each.what} is due, and nobody can write it"


@settings(max_examples=150, deadline=None)
@given(case=any_case())
def test_nothing_is_offered_twice_that_stands_once(case: Case) -> None:
    for side in SIDES:
        assert not {
            each for each in offered(case, side) if each in ONCE and any(one.kind == each for one in case.filed)
        }


BARE: Mapping[type[Entry], Mapping[str, object]] = {
    WeeklyReport: {"week_commencing": day(21, 9)},
    SameDay: {"happened_on": day(22, 9), "home_told": True},
    Start: {"did_start": False},
    Ending: {"ended_on": day(22, 9), "reason": "withdrawn"},
    Consent: {"person": "The pupil", "is_pupil": True, "answer": "withdrawn", "answered_on": day(22, 9)},
    BoardDecision: {"decides": "revocation", "decided_on": day(22, 9), "revoked_from": day(23, 9)},
}
"""An entry of a kind with what it cannot do without, on 22 September."""


@pytest.mark.parametrize("kind", BARE, ids=lambda each: each.kind)
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_what_is_offered_on_a_day_no_rule_refuses_out_of_hand(moment: Moment, kind: type[Entry]) -> None:
    case = a_case(*moment.entries, today=day(22, 9), pack=PACK)
    side = Side.HOME if Party.HOME in kind.by else Side.RECEIVING
    if kind.kind not in offered(case, side):
        return
    typed = BARE[kind]
    if kind is WeeklyReport:
        missing = next(each.week for each in due(case) if each.kind == kind.kind)
        typed = {"week_commencing": missing}
    entry = filed(kind.model_validate(typed), on=day(22, 9), by=RECEIVING if side is Side.RECEIVING else None)

    refused = [each.rule for each in judge_entry(case.with_filed(entry), entry.entry_id) if each.weight == MUST]

    about_the_marks = {"REPORT-4"}
    assert set(refused) <= about_the_marks
