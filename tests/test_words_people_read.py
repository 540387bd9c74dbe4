"""Every text that a person may see is in plain words: none of those in `tests/plain_words.toml`, which says what to write instead.

What is looked at: each string of the program that holds more than a name (docstrings, examples of rules and what is told to
machines left out), what is declared of rules, gates, duties, clauses, forms, settings tables, screens and letters, the pages of
signing in, and the guides.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from letters.catalogue import LETTERS
from record.field import questions, sections
from record.forms.kinds import KINDS
from record.forms.together import TOGETHER
from record.tables import TABLES
from rules.clauses import clauses
from rules.due import duties
from rules.judging import gates, rules
from ui.shell.go import SCREENS

ROOT = Path(__file__).parents[1]
WORDS = tomllib.loads((Path(__file__).parent / "plain_words.toml").read_text("utf-8"))
INSTEAD = {key: said for part in WORDS.values() for key, said in part.items()}
PROGRAM = ("ui", "pages", "casework", "rules", "record", "store", "letters")
NOT_READ = ("casework/sample/", "letters/from_case/", "letters/word/", "store/sql/migrations/")
"""What the sample's people say, the letters (which are read by themselves), and the database's own language."""
EXAMPLES = {"passes", "fails", "comes", "goes", "key"}
"""Arguments that no person reads: a rule's examples, and the name by which Streamlit knows a widget."""
GUIDES = (
    "README.md",
    "docs/home-school.md",
    "docs/receiving-school.md",
    "docs/coordinator.md",
    "docs/signing-in.md",
    "docs/data-protection.md",
    "docs/glossary-families.md",
    "docs/glossary-schools.md",
    "docs/google-sheets.md",
    "docs/own-letters.md",
    "docs/wording.md",
    "docs/deploying.md",
    "docs/installing.md",
)
AS_IT_IS = {
    "Was everybody who knew of it told that it is cancelled, and why?": "the heading of a column of spreadsheets in use",
    "Is it in the child's interest, and does somebody answer for the exams?": "the same",
    "a no": "the id of a duty, which no page shows",
    "a valid boolean, unable to interpret input": "what pydantic says; a person is told “true or false”",
}
"""What is left although a word is in it, each with why."""
Text = tuple[str, str]
"""Where it stands, and what it says."""


def literals(code: str) -> Iterator[tuple[int, str]]:
    """The line and words of each string of a module that holds a space, but for docstrings and examples."""
    yield from _of_node(ast.parse(code))


def _of_node(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return
        case ast.keyword(arg=name) if name in EXAMPLES:
            return
        case ast.Constant(value=str(said)) if " " in said.strip():
            yield node.lineno, said
        case ast.JoinedStr(values=parts):
            yield node.lineno, "".join(str(each.value) if isinstance(each, ast.Constant) else "…" for each in parts)
            parts = [each for each in parts if not isinstance(each, ast.Constant)]
            for each in parts:
                yield from _of_node(each)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _of_node(child)


@cache
def of_the_program() -> Sequence[Text]:
    found: list[Text] = []
    for path in (each for room in PROGRAM for each in sorted((ROOT / room).rglob("*.py"))):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_READ):
            found += [(f"{name}:{line}", said) for line, said in literals(path.read_text("utf-8"))]
    return found


@cache
def declared() -> Sequence[Text]:
    found: list[Text] = []
    for rule in rules():
        found += [(rule.id, said) for said in (rule.statement, rule.message, rule.instead)]
    for gate in gates():
        found += [(gate.id, said) for said in (gate.statement, gate.message)]
    for duty in duties():
        found += [(duty.id, said) for said in (duty.do, duty.what, duty.outside, duty.statement)]
    found += [(clause.id, said) for clause in clauses() for said in (clause.asks, clause.why_not)]
    for kind in (*KINDS, *TOGETHER.values()):
        found += [(kind.title, said) for said in (kind.title, kind.purpose)]
        found += [(kind.title, said) for each in sections(kind) for said in (each.title, each.text)]
        asked = [inner for each in questions(kind) for inner in (each, *(questions(each.item) if each.item else ()))]
        found += [(kind.title, said) for each in asked for said in (each.label, each.hint, *each.choices)]
    for name, table in TABLES.items():
        found += [(name, said) for each in table.columns for said in (each.label, each.hint)]
    found += [(screen.title, said) for screen in SCREENS for said in (screen.title, screen.says)]
    found += [(letter.id, said) for letter in LETTERS for said in (letter.title, letter.comes)]
    return found


@cache
def of_the_guides() -> Sequence[Text]:
    found: list[Text] = []
    for name in GUIDES:
        found += [(f"{name}:{n}", line) for n, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)]
    for path in sorted((ROOT / "ui/sign_in").glob("*.html")):
        words = re.sub(r"<[^>]*>|\{[{%].*?[%}]\}", " ", path.read_text("utf-8"))
        found += [(path.name, line) for line in words.splitlines() if line.strip()]
    return found


def faults(texts: Sequence[Text]) -> list[str]:
    """A line for each word in them that is not plain, with what to write instead."""
    every = re.compile("|".join(rf"\b(?:{key})" for key in INSTEAD), re.IGNORECASE)
    return [
        f"{where}: “{key}” in “{said.strip()[:160]}”. Write: {instead}"
        for where, said in texts
        if said.strip() not in AS_IT_IS and every.search(said)
        for key, instead in INSTEAD.items()
        if re.search(rf"\b(?:{key})\b", said, re.IGNORECASE)
    ]


@pytest.mark.parametrize("texts", [of_the_program, declared, of_the_guides], ids=lambda each: each.__name__)
def test_what_people_read_is_in_plain_words(texts: Callable[[], Sequence[Text]]) -> None:
    assert faults(texts()) == []


CODE = '''
"""Whoever reads this docstring is a maker."""
st.markdown(f"Tell {' and '.join(names)} that somebody left")
st.button("Leave", key="leave for good", help=f"{names} {'stands there' if one else 'left'}")
rule(message="Say whom you asked.", passes={"what": "Anybody may say this here"})
'''


def test_words_are_found_where_code_says_them_and_not_in_docstrings_and_examples() -> None:
    found = faults([(str(line), said) for line, said in literals(CODE)])

    assert [each.split(": ")[0] for each in found] == ["3", "4", "5"]
    assert [each.rsplit("Write: ", 1)[1] for each in found] == [
        "someone",
        "counts, is in force, is (said of what is recorded)",
        "who",
    ]


@pytest.mark.parametrize("said", ["Everyone has agreed.", "There is no letter.", "a stand-in", "What we understand"])
def test_plain_words_are_let_through(said: str) -> None:
    assert faults([("here", said)]) == []


def test_nothing_is_excused_that_is_not_there_any_more() -> None:
    said = {text.strip() for _, text in (*of_the_program(), *declared(), *of_the_guides())}

    assert set(AS_IT_IS) <= said
