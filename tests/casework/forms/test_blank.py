"""A blank of every form: each question once, in its order, as LibreOffice prints it, and nothing of any child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from casework.forms.blank import CARDS, FORMS, OF_A_CASE, blank
from casework.reading.office import Office
from record.entry import Answers, Entry
from record.field import Question, Shape, questions, sections
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.kinds import KINDS
from record.forms.meeting_record import HALF_DAYS
from record.forms.together import TOGETHER, ConsentTable
from record.forms.weekly_report import WeeklyReport
from tests.casework.at_work import AMINA, ROSALIND, an_office, placed
from tests.letters.read import paragraphs, printed, text

EVERY = {each.kind: each for each in dict.fromkeys(FORMS.values())}
EVERY_FORM = pytest.mark.parametrize("form", EVERY.values(), ids=lambda each: each.kind)
TEMPLATE_LEFT = re.compile(r"\{[{%#]|[%#}]\}")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """With a case, of which nothing may stand on a blank."""
    return an_office(tmp_path, *placed())


def asked(form: type[Entry]) -> Iterator[tuple[Question, int]]:
    """Every question of a form, in its order, and how often it stands on a blank; the half days of a week are a table."""
    for each in questions(form):
        if each.name not in HALF_DAYS:
            is_named = not each.item or each.label != each.section.title
            yield from [(each, 1)] if is_named else []
            is_table = each.given or each.section.layout == "table"
            for inner in questions(each.item) if each.item else ():
                yield inner, 1 if is_table else CARDS


def labels(made: bytes) -> list[str]:
    """What stands on the blank, paragraph by paragraph."""
    return [each.text.replace("\u00a0", " ").strip() for each in paragraphs(made)]


def is_of(label: str, said: str) -> bool:
    """Whether a paragraph is that question; a group's says in the same line when it is asked."""
    return said == label or (said.startswith("If ") and said.endswith(f": {label}"))


@EVERY_FORM
def test_every_question_stands_on_the_blank_as_often_as_it_is_to_be_answered(office: Office, form: type[Entry]) -> None:
    found = labels(blank(office, AMINA, form))
    found = found[: found.index("Signed")]
    expected: dict[str, int] = {}
    for question, often in asked(form):
        expected[question.label] = expected.get(question.label, 0) + often
    for each in sections(form):
        if each.title in expected:
            expected[each.title] += 1

    said = {label: sum(is_of(label, each) for each in found) for label in expected}

    assert said == expected
    assert [each for each in found if TEMPLATE_LEFT.search(each)] == []


@EVERY_FORM
def test_every_choice_has_its_box_and_every_hint_is_there(office: Office, form: type[Entry]) -> None:
    said = text(blank(office, AMINA, form))
    every = [each for each, _ in asked(form)]

    for each in every:
        choices = ("yes", "no") if each.shape is Shape.YES_NO else each.choices
        assert all(f"☐ {choice[:1].upper()}{choice[1:]}" in said for choice in choices), each.name
        if each.hint and each.section.layout != "table":
            assert each.hint in said, each.name


def test_nothing_of_any_child_stands_on_a_blank(office: Office) -> None:
    child = office.cases[next(iter(office.cases))].referral
    assert child is not None and child.legal_name
    for form in EVERY.values():
        said = text(blank(office, AMINA, form))
        assert child.legal_name not in said and "MM-" not in said
        assert said.count("Oakfield School") == 2, "the letterhead, and the head of later pages"
    assert text(blank(office, ROSALIND, Consent)).startswith("Consent")


def test_a_blank_says_when_a_question_is_asked(office: Office) -> None:
    found = labels(blank(office, AMINA, EarlyEnding))

    assert found[found.index("Why not?") - 1] == "If no:"
    assert found[found.index("Where is the child until the board has ended its direction?") - 1] == (
        "If the governing board directs the child to be educated off-site:"
    )
    assert "The other school fills in this part, after the form was submitted." in found
    week = labels(blank(office, AMINA, WeeklyReport))
    assert week[week.index("Why, or why not?") - 1] == "If “How worried are you?” is amber or red:"
    assert "Write the register mark of each half day." in week
    table = labels(blank(office, AMINA, ConsentTable))
    assert table[table.index("Why were they not asked?") - 1] == "If anyone’s answer is not asked:"


def test_every_fact_of_a_case_that_a_question_hangs_on_is_in_words() -> None:
    def facts(kind: type[Answers]) -> Iterator[str]:
        for each in questions(kind):
            yield from (when.name for when in each.when if when.of_case)
            yield from facts(each.item) if each.item and each.section.layout != "table" else ()

    assert {name for form in EVERY.values() for name in facts(form)} - {"writer"} == {*OF_A_CASE}


def test_the_forms_of_every_kind_are_there_by_the_name_of_their_page() -> None:
    assert {*FORMS} == {each.kind for each in (*KINDS, *TOGETHER.values())}
    assert FORMS["consent"] is FORMS["consent_table"] is ConsentTable


def test_every_blank_opens_and_is_signed_at_its_foot_on_numbered_pages(office: Office, tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    said: Mapping[str, str] = printed(
        {name: blank(office, AMINA, form) for name, form in EVERY.items()}, tmp_path / "paper"
    )

    for name, words in said.items():
        assert "Signed" in words and "Signature" in words, name
        pages = re.findall(r"Page (\d+) of (\d+)", words)
        assert pages == [(str(number), str(len(pages))) for number in range(1, len(pages) + 1)], name
