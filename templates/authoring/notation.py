"""How the words of a wording are written: {{ facts }}, [short forms], {instructions}; and the template's tags for them.

`docs/wording.md` shows it to whoever edits a wording. Here is what stands on a line; `reader.py` reads whole files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

SHORT = {
    "[child]": "{{ pupil.preferred_name }}",
    "[home]": "{{ home.name }}",
    "[new]": "{{ receiving.name }}",
    "[us]": "{{ sender.school.name }}",
    "[placement]": "{{ placement_word }}",
}
"""Written for the facts nearly every sentence names."""
NAME = r"[a-z]\w*(?:\.\w+)*"
PIECE = re.compile(r"\{\{(?P<fact>.*?)\}\}|\{(?P<instruction>[^{}]*)\}|\[[^\[\]]*\]")
FACT = re.compile(rf" {NAME}(?: \| join\('[^']*'\))? ")
ONLY_WHEN = re.compile(rf"only when ((?:not )?{NAME}(?: (?:and|or) (?:not )?{NAME})*)")
FOR_EACH = re.compile(rf"for each ([a-z]\w*) in ({NAME})")
NEW_LINES = re.compile(r"new line|([2-9]) new lines")
WRITE_INSTEAD = {
    "if": "Write {only when plan.ends_on} … {end} in place of {if plan.ends_on} … {end}.",
    "only when": "Write it as {only when plan.ends_on}, {only when not directed} or {only when plan.meals and plan.breaks}.",
    "for": "Write it as {for each one in targets}. Between it and its {end}, {{ one.what }} is a fact of the one.",
    "otherwise": "{otherwise} stands once between {only when …} and its {end}.",
    "between": "{between} stands once between {for each …} and its {end}, inside a sentence or a cell.",
    "end": "This {end} ends nothing. Take it out.",
    "insert": "Put {insert …} on a line of its own.",
    "%": "Write {only when plan.ends_on} … {end} in place of {% if plan.ends_on %} … {% endif %}.",
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a wording, or one line of a cell, without spaces at its ends."""

    text: str
    file: Path
    number: int

    @property
    def instruction(self) -> str:
        """What stands in the braces, where an instruction is alone on the line."""
        found = PIECE.fullmatch(self.text)
        alone = (found["instruction"] or "") if found else ""
        return "" if NEW_LINES.fullmatch(alone) else alone


class WordingUnreadable(ValueError):
    """A wording that cannot be read: in which file and line, and what to write instead."""

    def __init__(self, line: SourceLine, says: str) -> None:
        file = line.file.relative_to(ROOT) if line.file.is_relative_to(ROOT) else line.file
        super().__init__(f"{file}, line {line.number}: {says}")


class OpenBlocks:
    """What has begun and not ended yet in one letter (`p`), in the rows of one table (`tr`), or in one sentence.

    The letter is docxtpl's for what vanishes with the tag: its paragraph, its row, or nothing else.
    """

    def __init__(self, reach: str = "") -> None:
        self._reach = reach
        self._begun: list[tuple[str, SourceLine]] = []

    def tag(self, instruction: str, line: SourceLine) -> str:
        """The template's tag for {only when …}, {for each …}, {otherwise}, {between} or {end}."""
        if found := ONLY_WHEN.fullmatch(instruction):
            return self._begin("if", line, f"if {found[1]}")
        if found := FOR_EACH.fullmatch(instruction):
            return self._begin("for", line, f"for {found[1]} in {found[2]}")
        begun, where = self._begun.pop() if self._begun else ("", line)
        match instruction, begun:
            case "otherwise", "if":
                return self._begin("else", where, "else")
            case "between", "for" if not self._reach:
                return self._begin("between", where, "if not loop.last")
            case "end", "between":
                return "{% endif %}{% endfor %}"
            case "end", "if" | "else":
                return f"{{%{self._reach} endif %}}"
            case "end", "for":
                return f"{{%{self._reach} endfor %}}"
        raise WordingUnreadable(line, _instead_of(instruction))

    def _begin(self, kind: str, line: SourceLine, tag: str) -> str:
        self._begun.append((kind, line))
        return f"{{%{self._reach} {tag} %}}"

    def all_ended(self) -> None:
        """Raises WordingUnreadable where one has no end."""
        if self._begun:
            where = {"p": "", "tr": " in its table"}.get(self._reach, " in the same paragraph or cell")
            raise WordingUnreadable(self._begun[-1][1], f"What begins here has no {{end}}{where}.")


def _instead_of(instruction: str) -> str:
    known = next((says for word, says in WRITE_INSTEAD.items() if instruction.startswith(word)), "")
    return known or (
        f"{{{instruction}}} is no instruction that can stand here. docs/wording.md lists them. "
        "A fact has two braces on each side."
    )


def sentences(lines: Sequence[SourceLine], opened: OpenBlocks) -> str:
    """The lines of one paragraph as the template says them; `opened` is what began before them in the same cell."""
    said = " ".join(_said(line, opened) for line in lines)
    if said.count("**") % 2:
        raise WordingUnreadable(lines[0], "Write ** before and after the words that are to be strong.")
    return said


def _said(line: SourceLine, opened: OpenBlocks) -> str:
    if left := re.search(r"[{}\[\]]", PIECE.sub("", line.text)):
        raise WordingUnreadable(line, f"A {left[0]} has no partner on this line.")
    return PIECE.sub(partial(_piece, line, opened), line.text)


def _piece(line: SourceLine, opened: OpenBlocks, piece: re.Match[str]) -> str:
    fact, instruction = piece["fact"], piece["instruction"]
    if fact is not None and not FACT.fullmatch(fact):
        raise WordingUnreadable(
            line, f"Write {piece[0]} as {{{{ plan.ends_on }}}}: one name, a space before and after it."
        )
    if fact is not None:
        return piece[0]
    if instruction is None and piece[0] not in SHORT:
        raise WordingUnreadable(line, f"There is no {piece[0]}. There are {', '.join(SHORT)}.")
    if instruction is None:
        return SHORT[piece[0]]
    if found := NEW_LINES.fullmatch(instruction):
        return "\n" * int(found[1] or 1)
    return "\t" if instruction == "tab" else opened.tag(instruction, line)
