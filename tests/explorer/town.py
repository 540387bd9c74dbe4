"""The town in which people act: a made-up authority under one pack, its schools with calendars that differ, its people.

Nothing has happened yet: the store is empty but for the settings. The clock goes only when a walk moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from casework.reading.office import Office
from casework.sample.authority import people, rows
from record.person import Person, Role
from record.tables import MADE_UP, SETTINGS, TERM_DATES
from record.words import ENGLAND
from store.choose import open_store
from store.contract import TableRow
from tests.casework.letters.every_case import SETTINGS_ROWS

FIRST_DAY = date(2026, 9, 2)
PACKS = ("hammersmith-fulham-2019", "warwickshire", "national-2026", "saltmarsh-2026")
ROUTES = ("placement", "off-site direction", "direct", "alternative provision")
HOME, RECEIVING, ELSEWHERE, PROVIDER = "900001", "900002", "900005", "900007"
"""A school, the two it may ask, of its own area and of another, and a provider."""
REFERENCE = "MM-7K3P-9QXW"
TERMS = {
    "autumn 1": ("2026-09-02", "2026-10-23"),
    "autumn 2": ("2026-11-02", "2026-12-18"),
    "spring 1": ("2027-01-05", "2027-02-12"),
    "spring 2": ("2027-02-22", "2027-03-25"),
    "summer 1": ("2027-04-12", "2027-05-28"),
    "summer 2": ("2027-06-07", "2027-07-21"),
    "next autumn": ("2027-09-02", "2027-10-22"),
}
CALENDARS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "the same": {},
    "days of their own": {HOME: ("2026-09-14", "2026-10-05"), RECEIVING: ("2026-09-11", "2026-09-21", "2026-11-02")},
    "a receiving school seldom open on Mondays": {
        RECEIVING: tuple(str(date(2026, 9, 7) + timedelta(weeks=each)) for each in range(12)),
        ELSEWHERE: ("2026-09-18",),
        PROVIDER: tuple(str(date(2026, 9, 11) + timedelta(weeks=each)) for each in range(12)),
    },
}
"""On which days which school alone is closed."""


@dataclass
class TownClock:
    """What day it is; within a day every act comes a little after the one before."""

    today: date = FIRST_DAY
    moments: int = 0
    """How many there were."""

    def __call__(self) -> date:
        return self.today

    def next_moment(self) -> datetime:
        """In the morning, a second after the last."""
        morning = datetime.combine(self.today, time(8), ENGLAND)
        self.moments += 1
        return (morning + timedelta(seconds=self.moments)).astimezone(UTC)


@dataclass(frozen=True)
class TownOffice(Office):
    """An office whose moments a walk gives, so that what was found can be found again."""

    def now(self) -> datetime:
        """The moment an entry is filed at (UTC)."""
        assert isinstance(self.clock, TownClock)
        return self.clock.next_moment()


@dataclass(frozen=True)
class Town:
    """An office over an empty store, and everybody who may work there."""

    office: TownOffice
    people: tuple[Person, ...]

    @property
    def clock(self) -> TownClock:
        """What a walk moves."""
        assert isinstance(self.office.clock, TownClock)
        return self.office.clock

    def at(self, school: str, role: Role = Role.SCHOOL) -> tuple[Person, ...]:
        """Who works at a school (URN) in a role."""
        return tuple(each for each in self.people if each.school == school and each.role == role)


def a_town(folder: Path, pack: str, calendars: str) -> Town:
    """A town under a pack, whose schools are closed on the days of one of CALENDARS."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.keep_demonstration()
    for row in _rows(pack, CALENDARS[calendars]):
        store.put(row)
    return Town(TownOffice(store, TownClock(), mint=lambda: REFERENCE), tuple(_people()))


def _people() -> Iterator[Person]:
    """One of each role at each school, and everybody of the authority."""
    urns = {HOME, RECEIVING, ELSEWHERE, PROVIDER}
    first = {(each.school, each.role): each for each in reversed(people()) if each.school in urns}
    yield from (each for each in people() if not each.school or first.get((each.school, each.role)) is each)


def _rows(pack: str, closed: Mapping[str, tuple[str, ...]]) -> Iterator[TableRow]:
    yield from (each for each in rows(FIRST_DAY) if each.table != TERM_DATES and each.key != MADE_UP)
    for key, value in {**SETTINGS_ROWS, "pack": pack}.items():
        yield _row(SETTINGS, key, {"value": value})
    for name, (first, last) in TERMS.items():
        yield _row(TERM_DATES, name, {"what": "term", "first": first, "last": last})
    for school, days in closed.items():
        for day in days:
            yield _row(
                TERM_DATES, f"{school} {day}", {"what": "INSET day", "school": school, "first": day, "last": day}
            )


def _row(table: str, key: str, values: Mapping[str, str]) -> TableRow:
    return TableRow(table, key, values, datetime(2026, 9, 1, tzinfo=UTC), "Rosalind Marsh")
