"""What is wrong with the wordings, each fault with its file and line: what cannot be read, and facts no letter has.

Of a letter its declaration is read alone: that its template is missing is no fault here, where templates are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from letters.declared import declared
from letters.letter import Letter, LetterRefused
from letters.word.check import Fault, check, left_out
from templates.authoring.notation import SHORT, SourceLine, WordingUnreadable
from templates.authoring.reader import source_lines
from templates.authoring.write import template, wordings

TO_ADD_ONE = "Declare it in letters/each/{}.py: CONTRIBUTING.md says how."


def faults() -> Sequence[str]:
    """Every fault of every wording; nothing when all templates can be written."""
    try:
        letters = {each.id: each for each in declared()}
    except LetterRefused as refused:
        return [str(refused)]
    others = (says for folder in ("sheets", "papers") for file in wordings(folder) for says in _unreadable(file))
    return [*_of_letters(wordings(), letters), *_without_words(letters), *others]


def _without_words(letters: Mapping[str, Letter]) -> Iterator[str]:
    for name in sorted({*letters} - {file.stem for file in wordings()}):
        yield f"letters/each/{name}.py: This letter has no words. Write them in templates/wording/{name}.txt."


def _of_letters(files: Sequence[Path], letters: Mapping[str, Letter]) -> Iterator[str]:
    for file in files:
        letter = letters.get(file.stem)
        if letter is None:
            says = f"There is no letter called {file.stem}. {TO_ADD_ONE.format(file.stem)}"
            yield str(WordingUnreadable(SourceLine("", file, 1), says))
        else:
            yield from _of_letter(file, letter)


def _unreadable(file: Path) -> Sequence[str]:
    try:
        template(file)
    except WordingUnreadable as fault:
        return [str(fault)]
    return []


def _of_letter(file: Path, letter: Letter) -> Sequence[str]:
    try:
        return of_facts(file, letter)
    except WordingUnreadable as fault:
        return [str(fault)]


def of_facts(file: Path, letter: Letter) -> Sequence[str]:
    """Facts that the letter does not have or may lack, by the line that names them, and those it leaves out. Raises
    WordingUnreadable."""
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
    for short, tag in SHORT.items():
        says = says.replace(f"Put {tag} ", f"Put {short} ")
    return re.sub(r"\{%\w* if (.*?) %\}", r"{only when \1}", says).replace("{% endif %}", "{end}")
