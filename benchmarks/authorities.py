"""150 authorities over a school year, as discrete events: how many entries, cells, people at once, and what gives way first.

`python -m benchmarks.authorities` runs it at once, ten and a hundred times as many moves, and writes its table into
docs/scale.md. How many moves there are, and how they end, is from `SOURCES`; how people work is said beside each number.
What one visit costs the app is measured by `make load` (docs/performance.md).
"""

from __future__ import annotations

import heapq
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import markdown

PAGE = Path(__file__).parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- python -m benchmarks.authorities writes from here -->", "<!-- to here -->"
SOURCES = (
    "FFT Education Datalab: some 6,000 moves a year in mainstream schools before 2020, over 5,000 again in 2021/22; "
    "EPI 2024: more than 5,300 in the 66 authorities that hold figures, 0.4% to 2.5% of a cohort"
)
AUTHORITIES, MOVES = 150, 12_000
"""5,300 in 66 authorities is 12,000 in 150: the most that anybody has counted."""
SPREAD = 0.6
"""Of the logarithm of an authority's share: the middle two thirds lie between a half and twice, as 0.4% to 2.5% of a cohort do."""
WEEKS, HOURS = 39, 8
SEASON = (*[0.7] * 5, *[1.2] * 20, *[1.0] * 8, *[0.5] * 6)
"""How many cases begin in a week, beside the average: few in the first weeks and before the summer."""
STARTS = 0.7
"""The share of referrals that come to a placement: our assumption, for nobody counts those that do not."""
PLACED_WEEKS = (4, 6, 12)
"""How long placements last under the packs that are shipped."""
BEFORE, AFTER = 20, 8
"""Entries of a case before its first day (consents, signatures …) and from the final review on: those of the sample."""
CELLS = {"before": 34, "report": 90, "review": 130, "after": 45, "same day": 19}
"""Cells that the rows of an entry take up in a spreadsheet, on the average of the sample's."""
MINUTES = {"before": 12, "report": 4, "review": 15, "after": 8, "same day": 3, "board": 10}
"""How long somebody sits before an entry of this sort, or before the board."""
RUNS = {"before": 35, "report": 18, "review": 40, "after": 20, "same day": 12, "board": 8}
"""How often the app is asked meanwhile."""
BUSIEST = (0.08, 0.10, 0.14, 0.12, 0.08, 0.12, 0.22, 0.14)
"""The share of a day's visits in each hour from eight: most is written when lessons end."""
FRIDAY = 0.7
"""The share of weekly reports that are written on a Friday."""

Visit = tuple[int, int, int, str]
"""Minute of the year, authority, minutes, sort."""


@dataclass
class Year:
    """What one run came to."""

    times: int
    entries: int = 0
    cells: Counter[int] = field(default_factory=Counter)
    """By authority."""
    most_at_once: int = 0
    """People with a page open, anywhere."""
    most_in_one: int = 0
    """The same of the busiest authority."""
    runs_a_second: float = 0.0
    """In the busiest minute."""
    saves_a_minute: int = 0
    """In the busiest minute, anywhere."""
    saves_in_one: int = 0


def year(times: int, seed: int = 7) -> Year:
    """Let a year pass with `times` as many moves."""
    chance, found = random.Random(seed), Year(times)
    visits = sorted(_visits(times, chance))
    ends: list[tuple[int, int]] = []
    here: Counter[int] = Counter()
    runs: dict[int, float] = defaultdict(float)
    saves: Counter[int] = Counter()
    saves_of: Counter[tuple[int, int]] = Counter()
    for minute, authority, minutes, sort in visits:
        while ends and ends[0][0] <= minute:
            here[heapq.heappop(ends)[1]] -= 1
        heapq.heappush(ends, (minute + minutes, authority))
        here[authority] += 1
        found.most_at_once = max(found.most_at_once, len(ends))
        found.most_in_one = max(found.most_in_one, here[authority])
        for at in range(minutes):
            runs[minute + at] += RUNS[sort] / minutes
        if sort in CELLS:
            found.entries += 1
            found.cells[authority] += CELLS[sort]
            saves[minute + minutes] += 1
            saves_of[authority, minute + minutes] += 1
    found.runs_a_second = max(runs.values()) / 60
    found.saves_a_minute, found.saves_in_one = max(saves.values()), max(saves_of.values())
    return found


def _visits(times: int, chance: random.Random) -> Iterator[Visit]:
    shares = [chance.lognormvariate(0, SPREAD) for _ in range(AUTHORITIES)]
    cases = chance.choices(range(AUTHORITIES), shares, k=MOVES * times)
    for authority in cases:
        yield from _case(authority, chance)
    for authority in range(AUTHORITIES):
        for day in range(WEEKS * 5):
            for _ in range(
                2 * times if times < 10 else 10
            ):  # two coordinators; a hundred times the moves are no thousand
                yield _minute(day, chance), authority, MINUTES["board"], "board"


def _case(authority: int, chance: random.Random) -> Iterator[Visit]:
    week = chance.choices(range(WEEKS), SEASON)[0]
    begins = week * 5
    for _ in range(BEFORE if chance.random() < STARTS else BEFORE // 3):
        yield _visit(begins + int(chance.expovariate(1 / 12)), authority, "before", chance)
    if chance.random() > STARTS:
        return
    weeks = chance.choice(PLACED_WEEKS)
    for number in range(weeks):
        friday = (week + 5 + number) * 5 + 4
        yield _visit(friday if chance.random() < FRIDAY else friday + 3, authority, "report", chance)
        if chance.random() < 0.2:
            yield _visit(friday - chance.randrange(5), authority, "same day", chance)
    for number in range(1 + weeks // 6):
        yield _visit((week + 8 + 5 * number) * 5, authority, "review", chance)
    for _ in range(AFTER):
        yield _visit((week + 5 + weeks) * 5 + chance.randrange(10), authority, "after", chance)


def _visit(day: int, authority: int, sort: str, chance: random.Random) -> Visit:
    minutes = max(1, round(chance.lognormvariate(0, 0.5) * MINUTES[sort]))
    return _minute(day, chance), authority, minutes, sort


def _minute(day: int, chance: random.Random) -> int:
    """Some minute of a school day; what falls after the summer is written in the last week."""
    hour = chance.choices(range(HOURS), BUSIEST)[0]
    return (min(day, WEEKS * 5 - 1 - day % 5) * 24 + 8 + hour) * 60 + chance.randrange(60)


COLUMNS = ("", "as many as are counted", "10 times", "100 times")


def table(years: Sequence[Year]) -> str:
    """What the years came to, side by side."""
    rows = [
        ("entries a year", [f"{each.entries:,}" for each in years]),
        ("of them in the busiest authority: cells of a sheet", [f"{max(each.cells.values()):,}" for each in years]),
        ("years until that authority’s sheet is full (10 million)", [f"{1e7 / max(each.cells.values()):,.1f}" for each in years]),
        ("people with a page open at once, everywhere", [f"{each.most_at_once:,}" for each in years]),
        ("the same in the busiest authority", [f"{each.most_in_one:,}" for each in years]),
        ("runs a second in the busiest minute, everywhere", [f"{each.runs_a_second:,.0f}" for each in years]),
        ("submissions in the busiest minute, everywhere", [f"{each.saves_a_minute:,}" for each in years]),
        ("the same in the busiest authority", [f"{each.saves_in_one:,}" for each in years]),
    ]  # fmt: skip
    return markdown(COLUMNS, [(name, *values) for name, values in rows])


def main() -> None:
    """Run all three, print the table, write it into the page."""
    made = table([year(times) for times in (1, 10, 100)])
    print(made)
    page = PAGE.read_text("utf-8")
    written = re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{made}\n\n{END}", page, flags=re.DOTALL)
    PAGE.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
