"""Writes docs/fields.md, docs/rules.md and docs/letters.md from the code: `make docs`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from letters.catalogue import LETTERS, Letter
from record.entry import Answers, Entry
from record.field import Question, When, questions, sections
from record.kinds import KINDS
from rules.clauses import Clause, clauses, documents
from rules.engine import Rule, rules

DOCS = Path(__file__).parent
MADE = "Made from the code by `make docs`: do not edit.\n"


def fields() -> str:
    """Every question of every form."""
    return "\n".join(["# Fields", "", MADE, *(line for kind in KINDS for line in _form(kind))]) + "\n"


def _form(kind: type[Entry]) -> Iterator[str]:
    yield f"## {kind.number}. {kind.title}\n"
    yield f"{kind.purpose} Written by: {', '.join(kind.by)}.\n"
    for section in sections(kind):
        yield f"### {section.title}\n"
        yield "| question | name | kind | asked | clause |"
        yield "|---|---|---|---|---|"
        for question in questions(kind):
            if question.section is section:
                yield from _rows(question)
        yield ""


def _rows(question: Question, within: str = "") -> Iterator[str]:
    sort = ", ".join(question.choices) if question.choices else question.shape
    asked = " and ".join(_when(each) for each in question.when) or "always"
    left = "" if not question.optional else "; may be left"
    yield f"| {within}{question.label} | `{question.name}` | {sort} | {asked}{left} | {question.clause} |"
    for inner in _inner(question.item):
        yield from _rows(inner, "— ")


def _inner(item: type[Answers] | None) -> tuple[Question, ...]:
    return questions(item) if item else ()


def _when(when: When) -> str:
    of = "the case’s " if when.of_case else ""
    return f"{of}`{when.name}` is {' or '.join(sorted(when.values))}"


def rule_table() -> str:
    """Every clause, and what meets it."""
    met = _meets()
    lines = ["# Rules", "", MADE, "Each clause of guidance, in our own words, and what the app does with it.", ""]
    for document in documents():
        lines += [
            f"## {document.title}",
            "",
            f"Checked: {document.checked}, {document.checked_on}. {document.source}".strip(),
            "",
        ]
        lines += ["| clause | asks | section | met by |", "|---|---|---|---|"]
        lines += [_clause_row(each, met.get(each.id, [])) for each in clauses() if each.document == document.id]
        lines.append("")
    return "\n".join([*lines, "## The rules", "", *(_rule_row(each) for each in rules())]) + "\n"


def _meets() -> Mapping[str, list[str]]:
    met: dict[str, list[str]] = {}
    for each in rules():
        for one in each.clauses:
            met.setdefault(one.id, []).append(f"rule {each.id} ({each.weight})")
    for kind in KINDS:
        for question in questions(kind):
            if question.clause:
                met.setdefault(question.clause, []).append(f"`{kind.kind}.{question.name}`")
        for section in sections(kind):
            if section.clause:
                met.setdefault(section.clause, []).append(f"{kind.title}: {section.title}")
    return met


def _clause_row(clause: Clause, met: list[str]) -> str:
    other = [clause.shown_by] if clause.shown_by else []
    why_not = [f"not by code: {clause.why_not}"] if clause.why_not else []
    return f"| {clause.id} | {clause.asks} | {clause.section} | {'; '.join([*met, *other, *why_not])} |"


def _rule_row(rule: Rule) -> str:
    cited = ", ".join(clause.id for clause in rule.clauses)
    return f"- **{rule.id}** ({rule.weight}, on *{rule.on.title}*, {cited}): {rule.statement} “{rule.message}”"


def letter_table() -> str:
    """Every letter, and the facts it needs."""
    return "\n".join(["# Letters", "", MADE, *(line for letter in LETTERS for line in _letter(letter))]) + "\n"


def _letter(letter: Letter) -> Iterator[str]:
    yield f"## {letter.title}\n"
    yield f"From: {' or '.join(letter.writers)}. To: {', '.join(letter.readers)}. When: {', '.join(letter.stages)}.\n"
    yield "| needs | asked in |"
    yield "|---|---|"
    for need in letter.needs:
        yield f"| `{need.fact}` | {need.kind}: {need.field} |"
    yield ""


PAGES: Mapping[str, Callable[[], str]] = {"fields.md": fields, "rules.md": rule_table, "letters.md": letter_table}


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
