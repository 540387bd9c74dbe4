"""Every clause is met, and everything that names a clause names one that exists."""

from __future__ import annotations

import pytest

from record.field import questions, sections
from record.forms.kinds import KINDS
from rules.clauses import Clause, ClauseUnknown, citation, clause, clauses, documents
from rules.judging import rules
from rules.packs import packs

HAMMERSMITH = """
HF-1a HF-1b HF-1c HF-2a HF-2b HF-3a HF-3b HF-3c HF-3d HF-3e HF-3f HF-3g HF-4a HF-4b HF-4c HF-5a HF-5b HF-5c
HF-6.1 HF-6.2 HF-6.3 HF-6.4 HF-6.5 HF-7.1 HF-7.2 HF-7.3 HF-7.4a HF-7.4b HF-7.5a HF-7.5b HF-7.5c HF-7.6a HF-7.6b
HF-7.6bg HF-7.6c HF-7.6d HF-7.6e HF-7.6f HF-7.6g HF-7.6h HF-7.6v HF-8a HF-8b HF-9a HF-9b HF-10a HF-10b HF-10c
HF-11a HF-11b HF-11c HF-12a HF-12b HF-12c HF-13 HF-14
"""
WARWICKSHIRE = [f"WK-{number}" for number in range(1, 17)]
NATIONAL = [*(f"NA-{number}" for number in range(1, 31))]
DATA_PROTECTION = [f"DP-{number}" for number in range(1, 13)]
EVERY_CLAUSE = pytest.mark.parametrize("each", clauses(), ids=lambda each: each.id)


def clauses_of_questions() -> set[str]:
    """Every clause that a question, a section or an item of a group names."""
    found: set[str] = set()
    for kind in KINDS:
        found |= {each.clause for each in sections(kind)}
        for question in questions(kind):
            found.add(question.clause)
            found |= {inner.clause for inner in questions(question.item)} if question.item else set()
    return found - {""}


def clauses_of_rules() -> set[str]:
    """Every clause that a rule comes from."""
    return {one.id for each in rules() for one in each.clauses}


@EVERY_CLAUSE
def test_it_is_met_or_says_why_not(each: Clause) -> None:
    met = each.id in clauses_of_rules() | clauses_of_questions() or bool(each.shown_by)
    assert met or each.why_not, f"{each.id}: meet it by a rule or a question, or say `why_not` in its file"
    assert not (met and each.why_not), f"{each.id} is met: take `why_not` out of its file"


@EVERY_CLAUSE
def test_it_says_what_it_asks_and_where_it_stands(each: Clause) -> None:
    assert each.asks.endswith("."), each.id
    assert each.section
    assert each.citation == f"{each.cite}, {each.section}"


@EVERY_CLAUSE
def test_what_was_read_second_hand_names_its_source(each: Clause) -> None:
    assert each.checked == "primary" or each.source, f"{each.id}: say where it was read"
    assert each.checked_on.year >= 2026


def test_no_question_names_a_clause_that_does_not_exist() -> None:
    unknown = clauses_of_questions() - {each.id for each in clauses()}
    assert unknown == set(), "add them to a file in rules/guidance/, or correct the question"


@pytest.mark.parametrize(
    ("document", "listed"),
    [
        ("hammersmith-fulham-2019", HAMMERSMITH.split()),
        ("warwickshire", WARWICKSHIRE),
        ("national-2026", NATIONAL),
        ("data-protection", DATA_PROTECTION),
    ],
)
def test_no_clause_is_ever_lost(document: str, listed: list[str]) -> None:
    kept = [each.id for each in clauses() if each.document == document]
    assert kept == listed, "ids are kept for ever: add a new clause to this list, never take one out"


def test_every_document_about_moves_is_followed_by_a_pack_and_none_about_the_site() -> None:
    followed = {one for each in packs() for one in each.guidance}
    assert followed == {each.id for each in documents() if each.about == "moves"}
    assert [each.id for each in documents() if each.about == "site"] == ["data-protection"]


def test_guidance_read_at_its_source_says_so_and_the_rest_says_so_too() -> None:
    read = {each.id: each.checked for each in documents()}
    assert read["hammersmith-fulham-2019"] == "primary"
    assert read["warwickshire"] == "primary"
    at_its_source = [each.id for each in clauses() if each.document == "national-2026" and each.checked == "primary"]
    assert at_its_source == ["NA-15", "NA-22"]


@EVERY_CLAUSE
def test_what_was_read_second_hand_says_what_to_look_for_and_nothing_else_does(each: Clause) -> None:
    assert bool(each.look_for) is (each.checked == "secondary"), (
        f"{each.id}: `look_for` says what to read at the source"
    )


def test_a_citation_is_in_words() -> None:
    assert citation("HF-7.6a") == "Hammersmith & Fulham 2019, section 7.6(a)"
    assert citation("NA-11") == ("School Attendance (Pupil Registration) (England) Regulations 2024, regulation 9(1)")


def test_an_unknown_clause_is_refused_by_name() -> None:
    with pytest.raises(ClauseUnknown, match="HF-99"):
        clause("HF-99")
