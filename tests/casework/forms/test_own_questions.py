"""An authority's own questions, from a row of its table to the form, the record, a letter, and out of sight again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from casework.forms import drafts, entries
from casework.forms.blank import blank
from casework.forms.drafts import OpenDraft
from casework.forms.entries import Check
from casework.letters import making
from casework.letters.own_templates import ask_for, give
from casework.reading.access import see
from casework.reading.office import Office
from casework.settings.changing import change, lines, remove, to_put_right
from casework.settings.setting_rows import faults
from record.answers import asked
from record.entry import Filed
from record.forms.start import Start
from record.tables import QUESTIONS
from store.contract import SavedEntry
from tests.casework.letters.letter_cases import PETER, REFERENCE, ROSALIND, agreed, an_office, started
from tests.casework.letters.test_own_templates import own as own_letter
from tests.letters.read import paragraphs, text

PLAN = "pupil_plan"
TRAVEL: Mapping[str, str] = {
    "form": "start",
    "label": "How will the child travel?",
    "type": "choice",
    "choices": "on foot\nby taxi\nby bus",
    "required": "yes",
}
FIRM: Mapping[str, str] = {
    "form": "Start",
    "label": "Which firm drives?",
    "type": "text",
    "asked when": "How will the child travel? is by taxi",
    "required": "yes",
}
FILLED_IN: Mapping[str, str] = {
    "home_status": "M: main school, dual registered",
    "receiving_status": "S: subsidiary, dual registered",
}
TARIQ = type(ROSALIND)("Tariq Mensah", "coordinator", "", ROSALIND.la)


def an_office_that_asks(folder: Path, **rows: Mapping[str, str]) -> Office:
    office = an_office(folder, *agreed(), started())
    for name, row in rows.items():
        assert change(office, TARIQ, QUESTIONS, name, row, None) == {}
    return office


def the_form(office: Office) -> Filed:
    seen = see(office, PETER, REFERENCE)
    assert seen
    return seen.case.filed_of(Start)[-1]


def corrected(office: Office, **typed: str) -> OpenDraft:
    """The receiving school's correction of a form that it has filled in, with these answers typed."""
    paper = drafts.revise(office, PETER, REFERENCE, the_form(office).entry_id)
    drafts.keep(office, PETER, paper, {**FILLED_IN, **typed})
    again = drafts.resume(office, PETER, paper.draft.draft_id)
    assert again
    return again


def submitted(office: Office, **typed: str) -> SavedEntry:
    found = entries.submit(office, PETER, corrected(office, **typed))
    assert isinstance(found, SavedEntry), [*found.problems, *found.stops, *found.needing_a_reason]
    return found


def on_the_form(paper: OpenDraft) -> list[str]:
    return [each.name for each in asked(paper.kind, paper.typed, paper.facts) if each.name.startswith("local_")]


def the_letter(office: Office) -> str:
    seen = see(office, PETER, REFERENCE)
    assert seen
    return text(making.make(office, PETER, seen, PLAN, 1).content)


def test_a_row_of_the_table_is_a_question_of_the_form(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL, taxi_firm=FIRM)

    assert on_the_form(corrected(office)) == ["local_travel"]
    unanswered = entries.check(office, corrected(office))
    assert [each.sentence for each in unanswered.problems] == ["Choose an answer: “How will the child travel?”"]
    assert on_the_form(corrected(office, local_travel="by taxi")) == ["local_travel", "local_taxi_firm"]

    submitted(office, local_travel="by taxi", local_taxi_firm="Ace & Sons 🚕")
    kept = the_form(office).entry.model_dump()
    assert (kept["local_travel"], kept["local_taxi_firm"]) == ("by taxi", "Ace & Sons 🚕")


def test_an_answer_is_printed_where_the_authoritys_letter_asks_for_it(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL, taxi_firm=FIRM)
    travels = "{% if local.taxi_firm %}{{ local.taxi_firm }} comes for {{ pupil.preferred_name }}.{% endif %}"
    version, found = give(office, ROSALIND, PLAN, own_letter(travels, PLAN))
    assert found.faults == ()
    assert "‹Which firm drives?› comes for" in text(found.example)
    assert ask_for(office, ROSALIND, version)

    assert "comes for" not in the_letter(office)
    submitted(office, local_travel="by taxi", local_taxi_firm="Ace & Sons 🚕")
    assert "Ace & Sons 🚕 comes for Tobi." in the_letter(office)
    submitted(office, local_travel="by taxi", local_taxi_firm="Swift Cars")
    seen = see(office, PETER, REFERENCE)
    assert seen
    of = next(each for each in making.available(office, PETER, seen) if each.letter.id == PLAN)
    assert of.offered[0].last_made
    assert [(each.what, each.was, each.now) for each in of.offered[0].last_made.changes] == [
        ("Which firm drives?", "Ace & Sons 🚕", "Swift Cars")
    ]

    remove(office, TARIQ, QUESTIONS, "taxi_firm")
    assert "comes for" not in the_letter(office)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("{{ local.travel }}", "“local.travel” is not always recorded for this letter."),
        ("{% if local.travle %}{{ local.travle }}{% endif %}", "Did you mean “local.travel”?"),
        ("{% if local %}{{ local }}{% endif %}", "it cannot be printed whole"),
    ],
)
def test_a_letter_that_could_have_a_hole_in_it_is_refused(tmp_path: Path, words: str, fault: str) -> None:
    _, found = give(an_office_that_asks(tmp_path, travel=TRAVEL), ROSALIND, PLAN, own_letter(words, PLAN))

    assert any(fault in each for each in found.faults), found.faults


def test_a_question_that_is_taken_away_is_hidden_and_its_answers_come_back_with_it(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL)
    submitted(office, local_travel="by taxi")

    remove(office, TARIQ, QUESTIONS, "travel")
    assert on_the_form(corrected(office)) == []
    assert not hasattr(the_form(office).entry, "local_travel")
    submitted(office, local_travel="on foot", new_pupil_return_on="15/9/2026")  # asked by nobody

    assert change(office, TARIQ, QUESTIONS, "travel", TRAVEL, None) == {}
    entry = the_form(office).entry.model_dump()
    assert (entry["local_travel"], str(entry["new_pupil_return_on"])) == ("by taxi", "2026-09-15")


def test_an_answer_that_a_changed_question_cannot_take_is_kept_until_it_is_answered_anew(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL)
    submitted(office, local_travel="by taxi")
    line = next(each for each in lines(office, TARIQ, QUESTIONS) if each.key == "travel")
    assert change(office, TARIQ, QUESTIONS, "travel", {**TRAVEL, "choices": "walks\nrides"}, line.changed_at) == {}

    found = entries.check(office, corrected(office))
    assert [each.question for each in found.problems] == ["local_travel"]
    assert office.store.entries(REFERENCE)[-1].answers["local_travel"] == "by taxi"
    assert submitted(office, local_travel="rides").answers["local_travel"] == "rides"


def test_a_bad_row_is_told_and_stops_nothing_else(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL)
    bad = {"form": "Refferal", "label": "", "type": "colour", "asked when": "if it rains"}

    found = change(office, TARIQ, QUESTIONS, "Bad Name", bad, None)
    assert set(found) == {"label"}  # what is not filled in first
    found = faults(office.authority, QUESTIONS, "Bad Name", {**bad, "label": "What?"})
    assert set(found) == {"", "form", "type"}
    assert "Choose one of: Before you start, Referral" in found["form"]

    line = next(each for each in lines(office, TARIQ, QUESTIONS) if each.key == "travel")
    sideways = {**TRAVEL, "choices": "on foot"}
    assert "from 2 to 40 answers" in change(office, TARIQ, QUESTIONS, "travel", sideways, line.changed_at)["choices"]
    assert not [each for each in to_put_right(office) if each.startswith(QUESTIONS)]
    checked = entries.check(office, corrected(office))
    assert isinstance(checked, Check) and [each.question for each in checked.problems] == ["local_travel"]


def test_only_whoever_is_there_for_the_whole_authority_asks_questions(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL)

    assert [each.may_change for each in lines(office, TARIQ, QUESTIONS)] == [True]
    assert [each.may_change for each in lines(office, ROSALIND, QUESTIONS)] == [False]  # of one area
    assert [each.may_change for each in lines(office, PETER, QUESTIONS)] == [False]


def test_a_blank_to_print_asks_the_authoritys_own_questions_too(tmp_path: Path) -> None:
    office = an_office_that_asks(tmp_path, travel=TRAVEL, taxi_firm=FIRM)
    said = [each.text for each in paragraphs(blank(office, PETER, Start))]

    at = said.index("How will the child travel?")
    assert said[at + 1 : at + 6] == [
        "☐ On foot     ☐ By taxi     ☐ By bus",
        "If by taxi:",
        "Which firm drives?",
        "",
        "",
    ]
