"""What one row tells of a move, read by the mapping; or why it cannot be read, with its number and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from casework.imports.delimited import DelimitedRow
from casework.imports.past_moves.cells import read_cell
from casework.imports.past_moves.mapping import Taken
from casework.imports.past_moves.meanings import (
    DECLINED,
    ENDED_EARLY,
    MEANINGS,
    RETURNED,
    TRANSFERRED,
    UNDER_WAY,
    Holds,
    Meaning,
    plain,
)
from casework.imports.past_moves.table import SourceColumn, cell
from record.reading import Unreadable
from record.words import plain_day

LEFT_OUT = "The row is left out."
_ORDER = ("born_on", "asked_on", "answered_on", "met_on", "starts_on", "ended_on")
"""Days that can only come in this order."""
WITHOUT_A_START = (DECLINED, "no school found", "not agreed at the meeting")
"""Outcomes of moves that never began."""
AFTER_A_START = (TRANSFERRED, RETURNED, ENDED_EARLY)
"""Outcomes of moves that did; any other ends a move before or after its first day."""


@dataclass(frozen=True)
class ReadRow:
    """One row, read."""

    number: int
    """As the spreadsheet shows it."""
    said: Mapping[str, Any]
    """Answers by meaning; what the row does not say is not there."""
    remarks: Sequence[str] = ()
    """What of it could not be read and is left blank, in sentences."""

    def get(self, name: str) -> Any:
        """One answer, or None."""
        return self.said.get(name)

    @property
    def outcome(self) -> str:
        """How it ended; `under way` where the row does not say."""
        return str(self.said.get("outcome") or UNDER_WAY)

    @property
    def days(self) -> Sequence[date]:
        """Every day the row tells of, the birth apart."""
        return [self.said[each] for each in _ORDER[1:] if each in self.said]


class CannotBeTold(ValueError):
    """The row cannot be brought in; its text is the whole sentence."""


@dataclass
class _RowReading:
    said: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def told(line: DelimitedRow, taken: Taken, today: date) -> ReadRow:
    """Read one row. Raises CannotBeTold."""
    found = _RowReading()
    for name, column in taken.columns.items():
        if text := cell(line, column):
            _take(found, line, MEANINGS[name], column, text, taken)
    _join_the_name(found.said)
    fault = next(_faults(found.said, today), "")
    if fault:
        raise CannotBeTold(f"Row {line.number}: {fault} {LEFT_OUT}")
    return ReadRow(line.number, found.said, tuple(found.remarks))


def _take(
    found: _RowReading, line: DelimitedRow, meaning: Meaning, column: SourceColumn, text: str, taken: Taken
) -> None:
    try:
        value = _by_words(meaning, text, taken) if _has_words(meaning) else read_cell(meaning.holds, text)
    except Unreadable as fault:
        sentence = f"Row {line.number}: “{_shown(text)}” under “{column.heading or column.letter}”: {fault}."
        if meaning.is_needed:
            raise CannotBeTold(f"{sentence} {LEFT_OUT}") from None
        found.remarks.append(f"{sentence} The row is imported without it.")
        return
    if value != "":
        found.said[meaning.name] = value


def _has_words(meaning: Meaning) -> bool:
    return meaning.holds in (Holds.WORD, Holds.SCHOOL)


def _by_words(meaning: Meaning, text: str, taken: Taken) -> str:
    answer = taken.words.get((meaning.name, plain(text)))
    if answer is None:
        what = "which school it is" if meaning.holds is Holds.SCHOOL else "what it means"
        raise Unreadable(f"Say above {what}")
    return answer


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _join_the_name(said: dict[str, Any]) -> None:
    """One legal name, given name first."""
    first, last, whole = (str(said.pop(each, "")) for each in ("forename", "surname", "legal_name"))
    surname, comma, given = whole.partition(",")
    turned = f"{given.strip()} {surname.strip()}" if comma else whole
    name = " ".join(f"{first} {last}".split()) if first and last else turned or first or last
    if name:
        said["legal_name"] = " ".join(name.split())


def _faults(said: Mapping[str, Any], today: date) -> Iterator[str]:
    """What a row must say before it can be a move."""
    if "legal_name" not in said:
        yield "The child’s name is missing. Add it, or remove the row."
    if "home" not in said:
        yield "The home school is missing. Add it; a cell that is merged with the one above counts as blank."
    if said.get("home") == said.get("receiving"):
        yield "The two schools are the same. Correct one of them."
    outcome = said.get("outcome", UNDER_WAY)
    if outcome != UNDER_WAY and "ended_on" not in said:
        yield f"It was {outcome}, and the row does not say when. Add the day it ended."
    if "receiving" not in said and ("starts_on" in said or outcome == DECLINED):
        yield "The receiving school is missing. Add it, or remove the start and the answer."
    if outcome in AFTER_A_START and "starts_on" not in said:
        yield f"It was {outcome}, and the row has no first day at the receiving school. Add it."
    if outcome in WITHOUT_A_START and "starts_on" in said:
        yield f"It was {outcome}, but it has a first day. Remove one of them."
    yield from _out_of_order(said, today)


def _out_of_order(said: Mapping[str, Any], today: date) -> Iterator[str]:
    may_end_before = said.get("outcome") not in AFTER_A_START
    counted = [each for each in _ORDER if each in said and not (may_end_before and each == "ended_on")]
    days = [(MEANINGS[each].label, said[each]) for each in counted]
    for (before, one), (after, then) in pairwise(days):
        if then < one:
            yield f"“{after}” ({plain_day(then)}) comes before “{before}” ({plain_day(one)}). Correct the wrong one."
    if said.get("ended_on", today) > today:
        yield "It ends in the future. Leave the outcome and its day blank until it has ended."
    if said.get("ends_on") and said.get("starts_on") and said["ends_on"] < said["starts_on"]:
        yield "Its planned last day comes before its first. Correct the wrong one."
