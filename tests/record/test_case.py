from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from record.case import Case
from record.entry import Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.referral import Referral
from record.forms.signature import Signature
from record.school_days import EVERY_WEEKDAY
from tests.record.a_case import (
    CALENDAR,
    OTHER,
    PACK,
    RECEIVING,
    a_case,
    a_parent,
    agreed,
    answered,
    asked,
    day,
    directed,
    filed,
    met,
    referred,
    reported,
    reviewed,
    signed,
    started,
)

FIRST, LAST = day(14, 9), day(23, 10)
ENQUIRY = "vacancy enquiry, no child's details"


def _asked(*more: Filed) -> Case:
    return a_case(*referred(), *more)


def test_entries_stand_in_the_order_of_the_days_they_tell_of() -> None:
    late = filed(reported(day(14, 9)).entry, on=day(20, 10))
    case = a_case(reported(day(21, 9)), late)
    assert [each.happened_on for each in case.filed_of(type(late.entry))] == [day(14, 9), day(21, 9)]


def test_an_entry_without_a_date_of_its_own_tells_of_the_day_it_was_filed() -> None:
    assert started(day(16, 9)).happened_on == day(16, 9)
    assert filed(Referral(), on=day(3, 9)).happened_on == day(3, 9)


def test_an_entry_seen_again_takes_the_place_of_the_one_with_its_id() -> None:
    case = a_case(*referred())
    revised = filed(Referral(year_group="10"), on=day(5, 9), entry_id=case.filed_of(Referral)[0].entry_id, revision=2)
    seen = case.with_filed(revised)
    assert len(seen.filed) == len(case.filed)
    assert seen.referral == revised.entry


def test_a_case_is_a_placement_until_somebody_says_otherwise() -> None:
    assert a_case().route == "placement"
    assert a_case(filed(BeforeYouStart(route="direct"), on=day(2, 9))).route == "direct"


@pytest.mark.parametrize(
    ("route", "dual"),
    [("placement", True), ("off-site direction", True), ("alternative provision", True), ("direct", False)],
)
def test_every_route_but_the_direct_one_registers_the_child_twice(route: str, dual: bool) -> None:
    assert a_case(*referred(route=route)).is_dual_registered is dual


def test_a_school_without_a_calendar_is_open_every_weekday() -> None:
    assert a_case().calendar(RECEIVING) is CALENDAR
    assert a_case().calendar("999999") is EVERY_WEEKDAY
    assert a_case().calendar(None) is EVERY_WEEKDAY


# --- approaches


def test_an_answer_belongs_to_the_request_to_that_school() -> None:
    case = _asked(asked(OTHER), asked(RECEIVING, day(5, 9)), answered("decline", OTHER, day(6, 9)))
    assert [each.response.answer if each.response else None for each in case.askings] == ["decline", None]


def test_a_school_asked_again_has_to_answer_again() -> None:
    case = _asked(asked(on=day(3, 9)), answered("decline", on=day(4, 9)), asked(on=day(10, 9)))
    assert [each.is_open for each in case.askings] == [False, True]


def test_a_school_that_declines_and_is_asked_again_on_one_day_has_to_answer_again() -> None:
    declined, again = answered("decline", on=day(10, 9)), asked(on=day(10, 9))
    later = replace(again, filed_at=declined.filed_at + timedelta(minutes=1))
    answer = replace(answered(on=day(10, 9)), filed_at=declined.filed_at + timedelta(minutes=2))

    waits = _asked(asked(on=day(3, 9)), declined, later)
    assert [(each.is_open, bool(each.response)) for each in waits.askings] == [(False, True), (True, False)]
    assert _asked(asked(on=day(3, 9)), declined, later, answer).receiving == RECEIVING


def test_a_school_that_asks_for_more_has_not_answered() -> None:
    assert _asked(asked(), answered("ask for more")).askings[0].is_open


def test_an_enquiry_about_a_vacancy_is_no_request() -> None:
    enquiry = asked()
    entry = enquiry.entry.model_copy(update={"formality": ENQUIRY})
    case = _asked(filed(entry), answered())
    assert not case.askings[0].is_open
    assert case.accepted is None


def test_the_school_that_accepted_is_the_receiving_school() -> None:
    case = _asked(asked(OTHER), answered("decline", OTHER), asked(RECEIVING, day(7, 9)), answered(on=day(8, 9)))
    assert case.receiving == RECEIVING


def test_asking_another_school_sets_an_acceptance_aside_that_no_meeting_agreed() -> None:
    assert _asked(asked(), answered(), asked(OTHER, day(10, 9))).receiving is None


def test_asking_another_school_does_not_set_an_agreement_aside() -> None:
    assert _asked(asked(), answered(), met(), asked(OTHER, day(10, 9))).receiving == RECEIVING


def test_a_meeting_that_does_not_agree_leaves_no_receiving_school() -> None:
    assert _asked(asked(), answered(), met(outcome="not agreed")).receiving is None


def test_an_adjourned_meeting_gives_way_to_the_next() -> None:
    adjourned = met(day(8, 9), outcome="adjourned", adjourned_to=day(10, 9))
    assert _asked(asked(), answered(), adjourned).agreed_meeting is None
    assert _asked(asked(), answered(), adjourned, met(day(10, 9))).agreed_meeting is not None


def test_a_meeting_with_an_earlier_school_is_not_the_meeting_with_this_one() -> None:
    case = _asked(
        asked(OTHER),
        answered(school=OTHER),
        met(day(8, 9)),
        asked(RECEIVING, day(15, 9)),
        answered(on=day(16, 9)),
    )
    assert case.receiving == RECEIVING
    assert case.meeting is None


# --- signatures and agreement


def test_a_case_is_agreed_when_everything_the_pack_asks_for_is_signed() -> None:
    case = a_case(*agreed())
    assert case.signatures_missing == ()
    assert case.is_agreed


def test_a_paper_without_a_date_is_not_signed() -> None:
    undated = filed(Signature(document="agreement", role="parent"), on=day(9, 9))
    assert ("agreement", "parent") in a_case(*referred(), asked(), answered(), met(), undated).signatures_missing


def test_a_signature_under_what_an_earlier_school_agreed_does_not_count_here() -> None:
    case = _asked(
        asked(OTHER),
        answered(school=OTHER),
        met(),
        *signed(day(9, 9)),
        asked(RECEIVING, day(15, 9)),
        answered(on=day(16, 9)),
        met(day(17, 9)),
    )
    assert not case.is_agreed
    assert len(case.signatures_missing) == 7


def test_the_direct_route_needs_no_dual_registration_form() -> None:
    case = a_case(*agreed("direct"))
    assert {document for document, _ in case.signatures_needed} == {"agreement"}


def test_a_second_parent_and_the_virtual_school_sign_where_there_are_such() -> None:
    pack = PACK.model_copy(update={"agreement_signed_by": ("parent", "second parent", "Virtual School")})
    one = a_case(*referred(), pack=pack)
    both = a_case(*referred(parents=(a_parent(), a_parent("Mr K. Adeyemi")), is_looked_after=True), pack=pack)
    roles = [{role for document, role in each.signatures_needed if document == "agreement"} for each in (one, both)]
    assert roles == [{"parent"}, {"parent", "second parent", "Virtual School"}]


def test_a_child_who_did_start_is_placed_though_a_signature_is_missing() -> None:
    unsigned = (*referred(), asked(), answered(), met())
    assert a_case(*unsigned).placement is None
    assert a_case(*unsigned, started()).placement is not None


def test_a_direction_needs_the_board_s_decision_whatever_is_signed() -> None:
    assert not a_case(*agreed("off-site direction")).is_agreed
    assert a_case(*agreed("off-site direction"), directed()).is_agreed


# --- the placement


def test_a_placement_has_the_days_the_meeting_agreed() -> None:
    placement = a_case(*agreed()).placement
    assert placement is not None
    assert (placement.school, placement.starts_on, placement.ends_on) == (RECEIVING, FIRST, LAST)


def test_on_the_direct_route_a_move_has_no_end() -> None:
    placement = a_case(*agreed("direct")).placement
    assert placement is not None
    assert placement.ends_on is None


def test_an_extension_moves_the_end_and_never_brings_it_forward() -> None:
    longer = a_case(*agreed(), reviewed(day(12, 10), extends=True, new_end_on=day(4, 12))).placement
    shorter = a_case(*agreed(), reviewed(day(12, 10), extends=True, new_end_on=day(1, 10))).placement
    unextended = a_case(*agreed(), reviewed(day(12, 10), extends=False, new_end_on=day(4, 12))).placement
    assert [each and each.ends_on for each in (longer, shorter, unextended)] == [day(4, 12), LAST, LAST]


def test_a_failed_start_at_an_earlier_school_does_not_stop_the_start_here() -> None:
    earlier = (asked(OTHER), answered(school=OTHER), met(), *signed())
    here = (asked(RECEIVING, day(21, 9)), answered(on=day(22, 9)), met(day(24, 9), starts_on=day(28, 9)))
    for filed_on in (FIRST, day(29, 9)):
        failed = filed(started(FIRST, did_start=False).entry, on=filed_on, by=OTHER)
        placement = _asked(*earlier, failed, *here, *signed(day(25, 9))).placement
        assert placement is not None
        assert (placement.school, placement.starts_on) == (RECEIVING, day(28, 9))


def test_a_new_meeting_sets_aside_what_was_said_of_the_old_start() -> None:
    failed = started(FIRST, did_start=False)
    placement = a_case(*agreed(), failed, met(day(16, 9), starts_on=day(21, 9))).placement
    assert placement is not None
    assert placement.starts_on == day(21, 9)


@pytest.mark.parametrize(("today", "has"), [(day(13, 9), False), (FIRST, True)])
def test_a_placement_has_started_once_its_first_day_has_come(today: date, has: bool) -> None:
    assert a_case(*agreed(), today=today).has_started is has


def test_the_forms_may_ask_these_facts_of_a_case() -> None:
    case = a_case(*referred(year_group="10", is_looked_after=True), today=FIRST)
    assert case.facts == {
        "route": "placement",
        "is_seeking": "yes",
        "is_asking": "yes",
        "placement_is_near": "no",
        "transfer_is_near": "no",
        "dual_registered": "yes",
        "directed": "no",
        "looked_after": "yes",
        "has_social_worker": "yes",
        "key_stage": "4",
        "has_started": "no",
        "has_agencies": "yes",
        "needs_adjustments": "no",
        "consult_coordinator": "no",
    }


def test_a_tie_of_days_is_broken_by_the_time_of_filing() -> None:
    morning, noon = filed(Referral(year_group="7"), on=day(3, 9)), filed(Referral(year_group="8"), on=day(3, 9))
    early = replace(morning, filed_at=datetime(2026, 9, 3, 9, tzinfo=morning.filed_at.tzinfo))
    for order in ((early, noon), (noon, early)):
        assert a_case(*order).referral == noon.entry
