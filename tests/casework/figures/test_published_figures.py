"""What is published is attacked: nobody may work a number under six out of all published tables of all periods together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from casework.figures import published
from casework.figures import published as publishing
from casework.figures.moves import FROM_TO, CountedEvent, CountedMove, What, with_turns
from casework.figures.periods import Period, periods, terms, year
from casework.figures.published import FEWEST, TOO_SMALL, Published, Shown, hidden, is_small, over, publish
from casework.figures.tables import FLOWS, INTO, OUT, TABLES, Table, count

YEARS = (2024, 2025)
LATER = date(2026, 9, 1)
TRAITS: Mapping[str, tuple[str, ...]] = {
    "route": ("placement", "off-site direction", "direct"),
    "reason": ("behaviour", "safety", "other"),
    "year group": ("7", "8", "9", "10"),
    "sex": ("female", "male"),
    "ethnicity": ("White British", "Black Caribbean", "Roma", "refused", "Welsh"),
    "SEN": ("none", "SEN support"),
    "looked after": ("no", "yes"),
    "free meals": ("yes", "no"),
    "home school": ("900001", "900002", "900003"),
    "receiving school": ("900001", "900002", "900004"),
}
Cell = tuple[Table, str, str]
"""A table, one of its periods by key, and a line: one unknown number."""


def a_move(number: int, on: date, by: Mapping[str, str], more: Sequence[CountedEvent]) -> CountedMove:
    began = CountedEvent(What.BEGUN, on, f"MM-{number}", by)
    return CountedMove(
        began.reference,
        by["home school"],
        by["receiving school"],
        on,
        {},
        None,
        None,
        frozenset({str(number // 2)}),
        (began, *more),
    )


@st.composite
def any_moves(draw: st.DrawFn) -> list[CountedMove]:
    """Two school years of moves, in terms of few or many, most children alike and some not."""
    moves: list[CountedMove] = []
    for began in YEARS:
        for term in terms(began):
            for _ in range(draw(st.sampled_from((0, 2, 6, 7, 9, 14, 25)))):
                pick = draw(st.integers(0, 10**6))
                moves.append(_picked(len(moves), term, np.random.default_rng(pick)))
    return moves


def _picked(number: int, term: Period, pick: np.random.Generator) -> CountedMove:
    by = {name: str(pick.choice(values, p=_skewed(len(values)))) for name, values in TRAITS.items()}
    by["from and to"] = FROM_TO.join((by["home school"], by["receiving school"]))
    on = term.first + timedelta(days=int(pick.integers(0, 80)))
    outcome = CountedEvent(
        What.ENDED, on, f"MM-{number}", {"outcome": str(pick.choice(("transferred", "returned", "withdrawn")))}
    )
    said = {"reason for declining": str(pick.choice(("no vacancy", "other")))}
    return a_move(
        number, on, by, [outcome, *([CountedEvent(What.DECLINED, on, f"MM-{number}", said)] * int(pick.integers(0, 2)))]
    )


def _skewed(number: int) -> list[float]:
    return [0.6] + [0.4 / (number - 1)] * (number - 1)


def everything(moves: Sequence[CountedMove]) -> list[Published]:
    """Whatever anybody could ever have been shown, up to a day on which both years are over."""
    days = [each.on for one in moves for each in one.events]
    return [publish(moves, each) for each in over(periods(days, LATER), LATER)]


def base(table: Table, of: Period) -> list[Period]:
    """The periods whose numbers a published number of a table is the sum of."""
    if not table.by_term:
        return [of]
    return [of] if of.term else list(terms(of.year))


@dataclass
class Attack:
    """Everything published as equations over unknown numbers, none of them negative."""

    truth: Mapping[Cell, int]
    cells: list[Cell] = field(init=False)
    rows: list[np.ndarray] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cells = list(self.truth)

    def learn(self, of: Iterable[Cell], total: int) -> None:
        wanted = set(of)
        self.rows.append(np.array([float(each in wanted) for each in self.cells]))
        self.sums.append(total)
        assert sum(self.truth[each] for each in wanted) == total, "what is published must be true"

    def read(self, said: Published) -> None:
        """Learn everything that one publication says."""
        for shown in said.tables:
            self._read_table(shown, self._of(shown.table, said.period))
        for what, total in said.totals.items():
            tables = [each for each in TABLES if each.what is what and (each.by_term or not said.period.term)]
            for table in tables if total is not None else ():
                self.learn(self._of(table, said.period), total or 0)
        for urn, (coming, going, _) in said.balance.items():
            for table, number in ((INTO, coming), (OUT, going)):
                self.learn([each for each in self.cells if each == (table, said.period.key, urn)], number)

    def _read_table(self, shown: Shown, own: Sequence[Cell]) -> None:
        for line, number in shown.lines.items():
            if number is not None:
                self.learn([each for each in own if each[2] == line], number)
        if shown.rest is not None:
            self.learn([each for each in own if each[2] not in shown.lines], shown.rest)
        if shown.total is not None:
            self.learn(own, shown.total)
        if shown.table is FLOWS and shown.lines:
            self._read_ends(shown, own)

    def _read_ends(self, shown: Shown, own: Sequence[Cell]) -> None:
        """What the flows of a year say of the schools at their two ends."""
        for end, table in enumerate((OUT, INTO)):
            for cell in (each for each in self.cells if each[0] is table and each[1] == own[0][1]):
                flows = (number or 0 for line, number in shown.lines.items() if line.split(FROM_TO)[end] == cell[2])
                self.learn([cell], sum(flows))

    def _of(self, table: Table, period: Period) -> list[Cell]:
        return [each for each in self.cells if each[0] is table and each[1] in self._keys(table, period)]

    @staticmethod
    def _keys(table: Table, of: Period) -> set[str]:
        return {each.key for each in base(table, of)}

    def bounds(self, of: Sequence[Cell]) -> tuple[float, float]:
        """The least and the most that the sum of these may be."""
        aim = np.array([float(each in of) for each in self.cells])
        found = []
        for sign in (1, -1):
            answer = linprog(sign * aim, A_eq=np.array(self.rows), b_eq=np.array(self.sums), bounds=(0, None))
            found.append(sign * answer.fun if answer.status == 0 else np.inf)
        return found[0], found[1]


def truth_of(moves: Sequence[CountedMove]) -> dict[Cell, int]:
    events, found = with_turns(moves), {}
    for table in TABLES:
        for began in YEARS:
            for one in base(table, year(began)):
                found |= {(table, one.key, line): number for line, number in count(table, events, one).numbers.items()}
    return found


def worked_out(moves: Sequence[CountedMove]) -> list[tuple[str, int, float, float]]:
    """Numbers under six that all publications together tie down: what, how many, and between which bounds."""
    attack = Attack(truth_of(moves))
    for said in everything(moves):
        attack.read(said)
    if not attack.rows:
        return []
    targets = {cell: [cell] for cell, number in attack.truth.items() if is_small(number)}
    for table, key, line in attack.cells:
        over_a_year = [cell for cell in attack.cells if (cell[0], cell[1][:4], cell[2]) == (table, key[:4], line)]
        if is_small(sum(attack.truth[each] for each in over_a_year)):
            targets[table, key[:4], line] = over_a_year
    told = []
    for (table, key, line), of in targets.items():
        least, most = attack.bounds(of)
        if most < FEWEST or most - least < FEWEST - 1:
            told.append((f"{table.name}, {key}: {line}", sum(attack.truth[each] for each in of), least, most))
    return told


@given(any_moves())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_small_number_can_be_worked_out_of_everything_published(moves: list[CountedMove]) -> None:
    assert worked_out(moves) == []


def test_the_attack_finds_what_is_hidden_without_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    pick = np.random.default_rng(7)
    moves = [_picked(number, terms(YEARS[number % 2])[number % 3], pick) for number in range(150)]
    assert worked_out(moves) == []

    monkeypatch.setattr(publishing, "hidden", lambda numbers: frozenset(x for x, n in numbers.items() if is_small(n)))

    assert worked_out(moves) != []


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=9))
def test_what_is_hidden_may_each_be_six_whoever_knows_how_it_is_done(numbers: dict[str, int]) -> None:
    closed = hidden(numbers)
    small = {line for line, number in numbers.items() if is_small(number)}
    if closed is None:
        return
    together = sum(numbers[line] for line in closed)

    assert small <= closed
    assert not any(numbers[line] == 0 for line in closed), "a line without anybody is shown as 0"
    assert not closed or together - (len(closed) - 1) >= FEWEST
    assert bool(closed) == bool(small), "nothing is hidden without need"


def test_a_line_is_hidden_with_the_next_larger() -> None:
    assert hidden({"a": 20, "b": 3, "c": 8, "d": 0}) == {"b", "c"}
    assert hidden({"a": 3, "b": 3, "c": 3}) == {"a", "b", "c"}
    assert hidden({"a": 20, "b": 7}) == frozenset()
    assert hidden(dict.fromkeys("abcdef", 1)) is None
    assert published.FEWEST == 6


def test_a_period_is_published_once_it_is_over() -> None:
    there = [each.key for each in over(periods([date(2025, 9, 8)], date(2026, 4, 6)), date(2026, 4, 6))]

    assert there == ["2025-autumn", "2025-spring"], "Easter Monday 2026 is 6 April: spring ended the day before"


def test_a_year_is_not_published_where_it_would_tell_a_terms_small_number() -> None:
    pick = np.random.default_rng(3)
    numbers = {"autumn": 20, "spring": 12, "summer": 3}
    moves: list[CountedMove] = []
    for term in terms(2024):
        moves += [_picked(len(moves) + n, term, pick) for n in range(numbers[term.term])]

    said = publish(moves, year(2024))

    assert said.totals[What.BEGUN] is None
    assert publish(moves, terms(2024)[0]).totals[What.BEGUN] == 20
    assert publish(moves, terms(2024)[2]).totals[What.BEGUN] is None
    assert all(not shown.lines for shown in said.tables if shown.table.what is What.BEGUN)


@pytest.mark.parametrize(("fewest", "is_shown"), [(FEWEST, True), (FEWEST - 1, False)])
def test_flows_between_schools_are_whole_or_hidden(fewest: int, is_shown: bool) -> None:
    pick, moves = np.random.default_rng(5), []
    numbers = {("900001", "900002"): 14, ("900001", "900004"): 8, ("900002", "900004"): fewest}
    for (home, receiving), number in numbers.items():
        for _ in range(number):
            made = _picked(len(moves), terms(2024)[0], pick)
            ends = {"home school": home, "receiving school": receiving, "from and to": FROM_TO.join((home, receiving))}
            moves.append(a_move(len(moves), made.began_on or LATER, {**made.events[0].by, **ends}, ()))

    said = next(each for each in publish(moves, year(2024)).tables if each.table is FLOWS)

    lines = {FROM_TO.join(ends): number for ends, number in numbers.items()}
    assert (said.lines, said.why_not) == ((lines, "") if is_shown else ({}, TOO_SMALL))
    assert worked_out(moves) == []
