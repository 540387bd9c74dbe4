"""Which tables there are, and how one is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from casework.figures.moves import NOT_SAID, CountedEvent, What
from casework.figures.periods import Period
from record.ended import HowEnded
from record.forms.referral import Referral
from record.forms.response import Response

YES_NO = ("yes", "no", NOT_SAID)


def _choices(kind: type[Referral] | type[Response], question: str) -> tuple[str, ...]:
    """The choices a form gives, in its order, and one for no answer."""
    declared = next(each for each in get_args(kind.model_fields[question].annotation) if each is not type(None))
    return (*get_args(declared), NOT_SAID)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what is counted, by what."""

    name: str
    what: What
    by: str
    choices: tuple[str, ...] = ()
    """Its lines in order. Empty where they come from the moves themselves: schools, and ethnicity as families gave it."""
    by_term: bool = False
    """Whether it is published for each term. The others are published once a year: ADR 26 says why."""
    route: str = ""
    """The kind of move that is counted alone; empty for every kind. Such a table is never published: beside the table of every
    move it would tell of a few children what neither tells by itself."""

    is_whole_or_hidden: bool = False
    """Whether one small number hides every line: beside the tables of its two ends, a single hidden line could be worked out."""

    @property
    def names_schools(self) -> bool:
        """Whether its lines are URNs."""
        return self.by.endswith("school")


ROUTES = ("placement", "off-site direction", "direct", "alternative provision")
OUT, INTO = (
    Table("Moves out, by school", What.BEGUN, "home school"),
    Table("Moves in, by school", What.BEGUN, "receiving school"),
)
FLOWS = Table("Moves from school to school", What.BEGUN, "from and to", is_whole_or_hidden=True)
TABLES: tuple[Table, ...] = (
    Table("Moves begun, by route", What.BEGUN, "route", ROUTES, by_term=True),
    Table("Outcomes", What.ENDED, "outcome", tuple(HowEnded)),
    OUT,
    INTO,
    FLOWS,
    Table("Reasons for the move", What.BEGUN, "reason", _choices(Referral, "main_reason")),
    Table("Reasons for declining", What.DECLINED, "reason for declining", _choices(Response, "decline_reason")),
    Table("Year group", What.BEGUN, "year group", _choices(Referral, "year_group")),
    Table("Sex", What.BEGUN, "sex", _choices(Referral, "sex")),
    Table("Ethnicity", What.BEGUN, "ethnicity"),
    Table("Special educational needs", What.BEGUN, "SEN", _choices(Referral, "sen_stage")),
    Table("Looked after", What.BEGUN, "looked after", YES_NO),
    Table("Free school meals", What.BEGUN, "free meals", YES_NO),
    Table(
        "Repeated moves of one child",
        What.BEGUN,
        "move of this child",
        ("first move", "second move", "third or later move"),
    ),
)


DIRECTION = "off-site direction"
PUPIL_GROUPS = ("year group", "sex", "ethnicity", "SEN", "looked after", "free meals")
OF_DIRECTIONS: tuple[Table, ...] = tuple(
    Table(f"{each.name}, off-site directions", each.what, each.by, each.choices, route=DIRECTION)
    for each in TABLES
    if each.by in PUPIL_GROUPS
)
"""Directions by pupil group, for whoever sees the cases: what a board looks at beside the moves."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A table, counted for one period."""

    table: Table
    period: Period
    cases: Mapping[str, tuple[str, ...]]
    """References by line, in the table's order. A case stands as often as it was counted."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """How many, by line."""
        return {line: len(references) for line, references in self.cases.items()}

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.numbers.values())


def count(table: Table, events: Iterable[CountedEvent], period: Period) -> Counted:
    """One table for one period."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in events:
        if each.what is table.what and each.on in period and table.route in ("", each.by.get("route")):
            found[each.by[table.by]].append(each.reference)
    return Counted(table, period, {line: tuple(found[line]) for line in _lines(table, found)})


def _lines(table: Table, found: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The choices, then whatever else was met; without choices the largest first."""
    others = sorted((each for each in found if each not in table.choices), key=lambda each: (-len(found[each]), each))
    return [*table.choices, *others]
