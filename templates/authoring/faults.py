"""What is wrong with the wordings, each fault with its file and line: what cannot be read, and facts no letter has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from letters.catalogue import BY_ID, Letter
from letters.word.check import Fault, check, left_out
from templates.authoring.notation import SourceLine, WordingUnreadable
from templates.authoring.reader import source_lines
from templates.authoring.write import template, wordings

TO_ADD_ONE = "CONTRIBUTING.md says how one is added."


def faults() -> Sequence[str]:
    """Every fault of every wording; nothing when all templates can be written."""
    return [*_of_letters(wordings()), *(says for sheet in wordings("sheets") for says in _unreadable(sheet))]


def _of_letters(files: Sequence[Path]) -> Iterator[str]:
    for file in files:
        letter = BY_ID.get(file.stem)
        if letter is None:
            yield str(
                WordingUnreadable(SourceLine("", file, 1), f"There is no letter called {file.stem}. {TO_ADD_ONE}")
            )
        elif unreadable := _unreadable(file):
            yield from unreadable
        else:
            yield from of_facts(file, letter)


def _unreadable(file: Path) -> Sequence[str]:
    try:
        template(file)
    except WordingUnreadable as fault:
        return [str(fault)]
    return []


def of_facts(file: Path, letter: Letter) -> Sequence[str]:
    """Facts that the letter does not have or may lack, by the line that names them, and those it leaves out."""
    lines, content = [*source_lines(file)], template(file)
    named = [(_naming(fault, lines), fault) for fault in check(content, letter)]
    unsaid = [(lines[0], fault) for fault in left_out(content, letter)]
    return [str(WordingUnreadable(line, _in_this_notation(fault.says))) for line, fault in (*named, *unsaid)]


def _naming(fault: Fault, lines: Sequence[SourceLine]) -> SourceLine:
    """The first line that names the fact; in a loop only the end of the name stands there."""
    ends = [fault.name.split(".", number)[-1] for number in range(fault.name.count(".") + 1)]
    naming = (line for end in ends for line in lines if re.search(rf"\b{re.escape(end)}\b", line.text))
    return next(naming, lines[0])


def _in_this_notation(says: str) -> str:
    return re.sub(r"\{%\w* if (.*?) %\}", r"{only when \1}", says).replace("{% endif %}", "{end}")
