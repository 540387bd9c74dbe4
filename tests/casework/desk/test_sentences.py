"""What an entry says happened, in one sentence: every kind of it, whole, half filled in, and with nothing but blanks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.desk.sentences import _SAYS, in_a_sentence, said_before
from record.authority import Authority
from record.entry import Entry, Filed
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.final_review import RETURN
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.meeting_day import MeetingDay
from record.forms.review import Review
from record.forms.review_request import ReviewRequest
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.forms.telling import FamilyTold
from record.own_rows import read_own
from record.tables import School
from rules.packs import pack
from tests.record.a_case import (
    HOME,
    OTHER,
    RECEIVING,
    agreed,
    asked,
    day,
    decided,
    ended_early,
    ended_otherwise,
    referred,
    reported,
    roll_changed,
    started,
    suspended,
)

NAMES = {HOME: "Oakfield School", RECEIVING: "Northgate Academy", OTHER: "Elm Grove"}
AUTHORITY = Authority(pack("hammersmith-fulham-2019"), {urn: School(urn, name) for urn, name in NAMES.items()})


def said(*filed: Filed) -> list[str]:
    return [in_a_sentence(each, AUTHORITY) for each in filed]


def an(entry: Entry, by: str = HOME) -> Filed:
    return replace(referred()[0], entry=entry, filed_for=by)


def test_every_kind_of_entry_says_what_happened() -> None:
    assert set(_SAYS) == set(KINDS), "say in casework/desk/sentences.py what the new kind says happened"


def test_a_case_reads_as_a_story() -> None:
    case = (*agreed(), started(), reported(day(14, 9)), suspended(day(16, 9), day(18, 9)))

    assert list(dict.fromkeys(said(*case))) == [
        "Oakfield School began a case: placement",
        "Oakfield School referred the child",
        "Mrs J. Adeyemi agreed to explore a move",
        "The pupil agreed to explore a move",
        "Mrs J. Adeyemi agreed to share information with Northgate Academy",
        "The pupil agreed to share information with Northgate Academy",
        "Oakfield School asked Northgate Academy",
        "Northgate Academy accepted in principle",
        "The meeting was held: agreed, to start on Monday 14 September",
        "Mrs J. Adeyemi agreed to the placement at Northgate Academy",
        "The pupil agreed to the placement at Northgate Academy",
        "The parent signed the agreement",
        "The pupil signed the agreement",
        "The home head teacher signed the agreement",
        "The receiving head teacher signed the agreement",
        "The parent signed the dual registration form",
        "The home head teacher signed the dual registration form",
        "The receiving head teacher signed the dual registration form",
        "The child started at Northgate Academy on Monday 14 September",
        "Northgate Academy reported the week of Monday 14 September",
        "Northgate Academy reported a suspension",
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_a_form_with_the_authoritys_own_question_says_the_same(kind: type[Entry]) -> None:
    row = {"form": kind.title, "label": "Who drives?", "type": "text"}
    asked_beside = replace(AUTHORITY, own=read_own([("driver", row)])).form(kind)

    assert asked_beside is not kind
    assert said(an(asked_beside(local_driver="Ace"))) == said(an(kind()))
    assert an(asked_beside()).form is kind


def test_endings_are_told_with_their_days() -> None:
    returns = decided(RETURN, day(19, 10), day(2, 11))
    early = ended_early(day(22, 9), return_on=day(24, 9))
    away = ended_otherwise("home education", day(22, 9), who="A parent")

    assert said(returns, early, away, roll_changed(day(3, 11))) == [
        "The final review decided: return to the home school",
        "Northgate Academy asked to end early, back from Thursday 24 September",
        "Oakfield School recorded the ending: home education (A parent)",
        "The home school took the child off its roll on Tuesday 3 November",
    ]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (MeetingDay(meets_on=day(9, 9)), "Oakfield School set Wednesday 9 September as the day of the meeting"),
        (
            Consent(person="Mr A. Reeve", answer="withdrawn", choice="to the placement", school=RECEIVING),
            "Mr A. Reeve withdrew their agreement to the placement at Northgate Academy",
        ),
        (
            Consent(is_pupil=True, answer="refused", choice="to explore a move"),
            "The pupil did not agree to explore a move",
        ),
        (
            Consent(answer="not asked", choice="to the permanent transfer"),
            "A parent was not asked to agree to the permanent transfer",
        ),
        (BoardDecision(decides="renewal"), "Oakfield School’s board renewed the direction"),
        (Start(did_start=False), "The child did not start at Oakfield School"),
        (
            Review(sort="early", extends=True, new_end_on=day(6, 11)),
            "Oakfield School held an early review, extended to Friday 6 November",
        ),
        (ReviewRequest(asked_by="the local authority"), "The local authority asked for a review"),
        (LaRecord(about="panel advice"), "Oakfield School made a record: panel advice"),
        (
            FamilyTold(about="the first day", how="by telephone"),
            "Oakfield School told the family: the first day (by telephone)",
        ),
        (SameDay(what="suspension", is_cancelled=True), "Oakfield School reported a suspension, since cancelled"),
    ],
)
def test_who_did_what(entry: Entry, sentence: str) -> None:
    assert said(an(entry)) == [sentence]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_what_is_blank_leaves_no_hole(kind: type[Entry]) -> None:
    (sentence,) = said(an(kind()))

    assert "None" not in sentence
    assert sentence == " ".join(sentence.split()) and sentence[0].isupper()
    assert not sentence.endswith((":", ",", " ", "("))


def test_an_entry_is_told_in_the_words_of_whom_it_is_for() -> None:
    assert said(an(asked(OTHER).entry)) == ["Oakfield School asked Elm Grove"]


def test_what_somebody_said_before_has_its_day_and_way() -> None:
    agreed_to = Consent(
        answer="agreed", choice="to the placement", school=RECEIVING, answered_on=day(9, 9), given_how="in person"
    )

    assert (
        said_before(agreed_to, AUTHORITY)
        == "Agreed to the placement at Northgate Academy, Wednesday 9 September, in person"
    )
    assert said_before(Consent(answer="not asked"), AUTHORITY) == "Was not asked to agree"
