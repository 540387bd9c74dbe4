"""How much may be typed: by the form, by the person, by the authority, and that what was typed before is always there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casework.forms import draft_room, drafts
from casework.forms.draft_room import LONGEST_DRAFT, NO_ROOM, TOO_MUCH_AT_ONCE, DraftFull
from casework.forms.drafts import NotYours, OpenDraft
from casework.reading.budgets import WITHIN, Allowance, Budgets
from casework.reading.office import Office
from record.forms.before_you_start import BeforeYouStart
from record.valid_text import WAS_REPLACED, WAS_TURNING
from tests.casework.at_work import AMINA, BEN, an_office, type_in


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return an_office(tmp_path)


def begun(office: Office) -> OpenDraft:
    return drafts.begin(office, AMINA, BeforeYouStart)


def typed(office: Office, paper: OpenDraft) -> dict[str, object]:
    found = office.store.draft(paper.draft.draft_id)
    assert found is not None
    return {name: answer.value for name, answer in found.answers.items()}


def test_what_is_typed_is_kept_as_valid_text_and_told(office: Office) -> None:
    paper = begun(office)

    told = drafts.keep(
        office, AMINA, paper, {"reason.A-1": "half \ud83d", "reason.A-2": "Sam\u202e", "reason.A-3": "Zoe\u0308"}
    )

    assert told == {"reason.A-1": (WAS_REPLACED,), "reason.A-2": (WAS_TURNING,)}
    kept = {name: value for name, value in typed(office, paper).items() if name.startswith("reason.")}
    assert kept == {"reason.A-1": "half \ufffd", "reason.A-2": "Sam", "reason.A-3": "Zo\u00eb"}


@pytest.mark.parametrize(
    "name",
    ["nothing", "route.x.y", "reason.", "reason.lower", "at.Somebody Else", "", "\ud83d", "a" * 200, "reason.A-1\n"],
)
def test_an_answer_to_a_question_that_the_form_does_not_ask_is_not_kept(office: Office, name: str) -> None:
    paper = begun(office)
    before = typed(office, paper)

    with pytest.raises(NotYours):
        drafts.keep(office, AMINA, paper, {name: "x"})
    assert typed(office, paper) == before


def test_a_full_form_keeps_what_it_holds_and_can_be_shortened(office: Office) -> None:
    half = "x" * (LONGEST_DRAFT // 2)
    paper = type_in(office, AMINA, begun(office), {"reason.A-1": half})
    paper = type_in(office, AMINA, paper, {"reason.A-2": half[:-1000]})

    with pytest.raises(DraftFull) as full:
        drafts.keep(office, AMINA, paper, {"reason.A-3": "y" * 2_000})
    assert str(full.value) == NO_ROOM
    assert "reason.A-3" not in typed(office, paper) and typed(office, paper)["reason.A-1"] == half
    paper = type_in(office, AMINA, paper, {"reason.A-1": "short"})
    drafts.keep(office, AMINA, paper, {"reason.A-3": "y" * 2_000})
    assert typed(office, paper)["reason.A-3"] == "y" * 2_000


def test_a_form_has_no_more_answers_than_any_form_asks(office: Office) -> None:
    paper = begun(office)

    with pytest.raises(DraftFull):
        drafts.keep(office, AMINA, paper, {f"reason.A-{number}": "x" for number in range(draft_room.MOST_ANSWERS + 1)})
    assert not [name for name in typed(office, paper) if name.startswith("reason.")]


def test_whoever_writes_very_much_within_ten_minutes_waits_and_a_colleague_does_not(tmp_path: Path) -> None:
    now = [0.0]
    office = replace(an_office(tmp_path), budgets=Budgets(typed=Allowance(1_000, lambda: now[0])))
    paper = begun(office)
    paper = type_in(office, AMINA, paper, {"reason.A-1": "x" * 900})

    with pytest.raises(DraftFull) as refused:
        drafts.keep(office, AMINA, paper, {"reason.A-2": "x" * 200})
    assert str(refused.value) == TOO_MUCH_AT_ONCE
    paper = type_in(office, BEN, paper, {"reason.A-3": "x" * 200})
    paper = type_in(office, AMINA, paper, {"reason.A-1": "y" * 900})  # the same answer in other words adds nothing
    now[0] = WITHIN
    type_in(office, AMINA, paper, {"reason.A-2": "x" * 200})

    assert {name: len(str(value)) for name, value in typed(office, paper).items() if name.startswith("reason.")} == {
        "reason.A-1": 900,
        "reason.A-2": 200,
        "reason.A-3": 200,
    }


@pytest.mark.parametrize("which", ["written", "typed_in_all"])
def test_the_same_words_over_and_over_and_a_whole_authority_are_bounded_too(tmp_path: Path, which: str) -> None:
    office = replace(an_office(tmp_path), budgets=Budgets(**{which: Allowance(1_000)}))
    paper = type_in(office, AMINA, begun(office), {"reason.A-1": "x" * 900})

    with pytest.raises(DraftFull) as refused:
        drafts.keep(office, BEN, paper, {"reason.A-2": "x" * 200}) if which == "typed_in_all" else drafts.keep(
            office, AMINA, paper, {"reason.A-1": "y" * 900}
        )
    assert str(refused.value) == TOO_MUCH_AT_ONCE


def test_nobody_begins_forms_without_end_and_a_form_begun_can_be_gone_on_with(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_room, "MOST_DRAFTS", 2)
    first = type_in(office, AMINA, begun(office), {"reason.A-1": "x"})
    type_in(office, AMINA, begun(office), {"reason.A-1": "x"})

    with pytest.raises(DraftFull) as refused:
        begun(office)
    assert str(refused.value) == (
        "You have 2 forms that are not submitted. Submit or delete some under Cases, then start this one."
    )
    again = drafts.begin(office, AMINA, BeforeYouStart, first.draft.reference)
    assert again.draft.draft_id == first.draft.draft_id
    drafts.begin(office, BEN, BeforeYouStart)
