"""What each row of the spreadsheet is, beside the lines the app knows: as written, edited, misplaced, copied, gone.

Nothing is decided here about what counts; that is for `taking_in`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from store.outbox import Kept, State
from store.sheets.cells import plain
from store.sheets.finding import Found, Row
from store.sheets.lines import Cells, same_under_headings
from store.sheets.tabs import FINGERPRINT, ITEM, REFERENCE, SAVE_ID, Holds

LineKey = tuple[str, str, str]
"""Tab, save id, item."""
Gone = Mapping[str, Mapping[str, int]]
"""By tab and column: the newest line there was when the column was last found missing."""


class How(StrEnum):
    """How a row stands beside the line it is of."""

    INTACT = "intact"
    EDITED = "edited"
    MISPLACED = "in the wrong columns"


@dataclass(frozen=True, slots=True)
class Standing:
    """One row that is of a known line."""

    row: Row
    how: How
    edited: tuple[str, ...] = ()
    """Keys of the cells that are not as they were written."""
    unknown: frozenset[str] = frozenset()
    """Keys whose column is, or was, not there: what was known before stands."""
    has_moved: bool = False
    """Whether everything that was written stands in the row, but not all of it under its heading."""


@dataclass(slots=True)
class Known:
    """The lines the app knows. Kept between two looks, so that only what is new is asked of the database."""

    lines: dict[LineKey, Kept] = field(default_factory=dict)
    by_fingerprint: dict[str, LineKey] = field(default_factory=dict)
    newest: int = 0

    def learn(self, some: Iterable[Kept]) -> None:
        """Add lines, or how far they got."""
        for each in some:
            self.lines[each.key] = each
            self.by_fingerprint[each.fingerprint] = each.key
            self.newest = max(self.newest, each.n)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything one look found."""

    standing: Mapping[LineKey, tuple[Standing, ...]]
    strangers: Mapping[str, tuple[Row, ...]]
    """By save id: rows with an id and a fingerprint that the app does not know yet."""
    typed: tuple[Row, ...]
    """Rows without an id."""
    unseen: tuple[Kept, ...]
    """Lines without any row, in tabs that could be read."""


def judge(found: Sequence[Found], known: Known, written: Callable[[int], Cells], gone: Gone) -> Judgement:
    """Judge every row. `written` gives a line's cells by its number; it is asked only about rows that differ."""
    standing: dict[LineKey, list[Standing]] = defaultdict(list)
    strangers: dict[str, list[Row]] = defaultdict(list)
    typed: list[Row] = []
    for tab in found:
        for row in tab.rows:
            key = line_of(row, known)
            if key:
                of = known.lines[key]
                standing[key].append(_stand(row, of, tab, partial(written, of.n), gone.get(row.tab.title, {})))
            elif row.cells.get(SAVE_ID) and row.mark:
                strangers[plain(row.cells[SAVE_ID])].append(row)
            else:
                typed.append(row)
    readable = {tab.tab.title for tab in found if tab.headings}
    unseen = [each for key, each in known.lines.items() if key not in standing and each.tab in readable]
    return Judgement(
        {key: tuple(_beside_each_other(rows) if len(rows) > 1 else rows) for key, rows in standing.items()},
        {save_id: tuple(rows) for save_id, rows in strangers.items()},
        tuple(typed),
        tuple(unseen),
    )


def line_of(row: Row, known: Known) -> LineKey | None:
    """The line a row is of: by its fingerprint, wherever that stands; else by its save id."""
    key = known.by_fingerprint.get(row.mark)
    if key and key[0] == row.tab.title:
        return key
    item = plain(row.cells.get(ITEM, "")).removeprefix("no ") if row.tab.holds in (Holds.ITEMS, Holds.MORE) else ""
    by_id = (row.tab.title, plain(row.cells.get(SAVE_ID, "")), item)
    return by_id if by_id in known.lines and not key else None


def _stand(row: Row, line: Kept, tab: Found, written: Callable[[], Cells], gone: Mapping[str, int]) -> Standing:
    if same_under_headings(row.fingerprint, line.fingerprint) and not row.doubtful:
        return Standing(row, How.INTACT)
    assert tab.headings
    unknown = {*tab.headings.missing(row.tab)} | {
        key for key, newest in gone.items() if line.n <= newest and key not in row.cells
    }
    was = written()
    keys = {*was, *row.cells} - unknown
    edited = tuple(
        sorted(key for key in keys if plain(row.cells.get(key)) != plain(was.get(key)) or key in row.doubtful)
    )
    has_moved = any(key in was for key in edited) and _holds_all(row, was)
    elsewhere = plain(row.cells.get(FINGERPRINT)) != line.fingerprint and line.fingerprint in map(plain, row.whole)
    if edited and ((has_moved and line.state is not State.SEEN) or (elsewhere and FINGERPRINT not in unknown)):
        return Standing(row, How.MISPLACED, edited)
    return Standing(row, How.EDITED if edited else How.INTACT, edited, frozenset(unknown), has_moved)


def _holds_all(row: Row, written: Cells) -> bool:
    """Whether every value that was written stands somewhere in the row, whatever else does."""
    return Counter(map(plain, written.values())) <= Counter(map(plain, row.whole))


def _beside_each_other(rows: Sequence[Standing]) -> Iterator[Standing]:
    """A row whose values have moved, beside an intact one of the same line, is the misplaced one it was written for."""
    is_written_again = any(each.how is How.INTACT for each in rows)
    for each in rows:
        yield replace(each, how=How.MISPLACED) if each.has_moved and is_written_again else each


def best(rows: Sequence[Standing], reference: str) -> Standing | None:
    """Of the rows of one line, the one that counts: an edit of the same case, else the row as written.

    None when every row stands in the wrong columns. The order of the rows does not matter.
    """
    if len(rows) == 1 and rows[0].how is How.INTACT:
        return rows[0]  # nearly always
    usable = [each for each in rows if each.how is not How.MISPLACED]
    edited = [each for each in usable if each.how is How.EDITED and is_of_case(each.row, reference)]
    intact = [each for each in usable if each.how is How.INTACT]
    ranked = sorted(edited, key=lambda each: [plain(cell) for cell in each.row.whole]) or intact or usable
    return ranked[0] if ranked else None


def is_of_case(row: Row, reference: str) -> bool:
    """Whether a row still is of the case it was written for."""
    return plain(row.cells.get(REFERENCE, reference)) == reference or row.tab.holds is Holds.TABLE
