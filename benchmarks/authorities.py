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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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

Visit = tuple[int, int, str]
"""Minute of the year, minutes, sort."""


@dataclass
class Played:
    """What some visits come to."""

    entries: int = 0
    cells: int = 0
    at_once: int = 0
    """People with a page open in the busiest minute."""
    runs_a_second: float = 0.0
    """In the busiest minute."""
    saves_a_minute: int = 0


def play(visits: Iterable[Visit]) -> Played:
    """Let visits pass, minute by minute."""
    found = Played()
    ends: list[int] = []
    runs: dict[int, float] = defaultdict(float)
    saves: Counter[int] = Counter()
    for minute, minutes, sort in sorted(visits):
        while ends and ends[0] <= minute:
            heapq.heappop(ends)
        heapq.heappush(ends, minute + minutes)
        found.at_once = max(found.at_once, len(ends))
        for at in range(minutes):
            runs[minute + at] += RUNS[sort] / minutes
        if sort in CELLS:
            found.entries += 1
            found.cells += CELLS[sort]
            saves[minute + minutes] += 1
    found.runs_a_second, found.saves_a_minute = max(runs.values()) / 60, max(saves.values())
    return found


def year(times: int, seed: int = 7) -> tuple[Played, Played]:
    """A year with `times` as many moves: everywhere, and in the busiest authority alone.

    Everywhere, each case that is played stands for `times`; the busiest authority's cases are all played.
    """
    chance = random.Random(seed)
    shares = [chance.lognormvariate(0, SPREAD) for _ in range(AUTHORITIES)]
    busiest = round(MOVES * times * max(shares) / sum(shares))
    all_ = play([*_of(MOVES, chance), *_boards(2 * AUTHORITIES, chance)])
    many = Played(*(each * times for each in vars(all_).values()))
    return many, play([*_of(busiest, chance), *_boards(2 * times, chance)])


def _of(cases: int, chance: random.Random) -> Iterator[Visit]:
    return (visit for _ in range(cases) for visit in _case(chance))


def _boards(coordinators: int, chance: random.Random) -> Iterator[Visit]:
    return (_visit(day, "board", chance) for day in range(WEEKS * 5) for _ in range(coordinators))


def _case(chance: random.Random) -> Iterator[Visit]:
    week = chance.choices(range(WEEKS), SEASON)[0]
    begins = week * 5
    for _ in range(BEFORE if chance.random() < STARTS else BEFORE // 3):
        yield _visit(begins + int(chance.expovariate(1 / 12)), "before", chance)
    if chance.random() > STARTS:
        return
    weeks = chance.choice(PLACED_WEEKS)
    for number in range(weeks):
        friday = (week + 5 + number) * 5 + 4
        yield _visit(friday if chance.random() < FRIDAY else friday + 3, "report", chance)
        if chance.random() < 0.2:
            yield _visit(friday - chance.randrange(5), "same day", chance)
    for number in range(1 + weeks // 6):
        yield _visit((week + 8 + 5 * number) * 5, "review", chance)
    for _ in range(AFTER):
        yield _visit((week + 5 + weeks) * 5 + chance.randrange(10), "after", chance)


def _visit(day: int, sort: str, chance: random.Random) -> Visit:
    minutes = max(1, round(chance.lognormvariate(0, 0.5) * MINUTES[sort]))
    return _minute(day, chance), minutes, sort


def _minute(day: int, chance: random.Random) -> int:
    """Some minute of a school day; what falls after the summer is written in the last week."""
    hour = chance.choices(range(HOURS), BUSIEST)[0]
    return (min(day, WEEKS * 5 - 1 - day % 5) * 24 + 8 + hour) * 60 + chance.randrange(60)


COLUMNS = ("", "as many as are counted", "10 times", "100 times")


def table(years: Sequence[tuple[Played, Played]]) -> str:
    """What the years came to, side by side."""
    rows = {
        "entries a year": [f"{all_.entries:,}" for all_, _ in years],
        "people with a page open in the busiest minute": [f"{all_.at_once:,}" for all_, _ in years],
        "runs a second in the busiest minute": [f"{all_.runs_a_second:,.0f}" for all_, _ in years],
        "submissions in the busiest minute": [f"{all_.saves_a_minute:,}" for all_, _ in years],
        "the busiest authority: entries a year": [f"{one.entries:,}" for _, one in years],
        "its cells of a sheet a year, of 10 million": [f"{one.cells:,}" for _, one in years],
        "its people with a page open in the busiest minute": [f"{one.at_once:,}" for _, one in years],
        "its runs a second in that minute": [f"{one.runs_a_second:,.1f}" for _, one in years],
        "its submissions in the busiest minute": [f"{one.saves_a_minute:,}" for _, one in years],
    }
    return markdown(COLUMNS, [(name, *values) for name, values in rows.items()])


def main() -> None:
    """Run all three, print the table, write it into the page."""
    made = table([year(times) for times in (1, 10, 100)])
    print(made)
    page = PAGE.read_text("utf-8")
    written = re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{made}\n\n{END}", page, flags=re.DOTALL)
    PAGE.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
