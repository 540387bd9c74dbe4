"""What each row of the spreadsheet is, beside the lines the app knows: as written, edited, misplaced, copied, gone.

Nothing is decided here about what counts; that is for `apply_edits`. A row is of a line of its own tab, so each tab is judged
by itself, and only when something in it changed: people edit one row of ten thousand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from record.forms.kinds import kind_named
from record.tables import TABLES
from store.sheets.layout.cells import plain
from store.sheets.layout.finding import FoundRow, FoundTab
from store.sheets.layout.rows import Cells, same_under_headings
from store.sheets.layout.tabs import FINGERPRINT, ITEM, REFERENCE, SAVE_ID, TABLE_KEY, Tab, TabContent
from store.sheets.sync.outbox import OutboxRow, OutboxState

LineKey = tuple[str, str, str]
"""Tab, save id, item."""
Gone = Mapping[str, Mapping[str, int]]
"""By tab and column: the newest line there was when the column was last found missing."""


_OF_A_ROW = 3
"""Filled cells that make a row of what could be a title."""


class RowMatch(StrEnum):
    """How a row stands beside the line it is of."""

    INTACT = "intact"
    EDITED = "edited"
    MISPLACED = "in the wrong columns"


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """One row that is of a known line."""

    row: FoundRow
    how: RowMatch
    edited: tuple[str, ...] = ()
    """Keys of the cells that are not as they were written."""
    unknown: frozenset[str] = frozenset()
    """Keys whose column is, or was, not there: what was known before stands."""
    has_moved: bool = False
    """Whether everything that was written stands in the row, but not all of it under its heading."""


@dataclass(slots=True)
class KnownRows:
    """The lines the app knows. Kept between two looks, so that only what is new is asked of the database."""

    lines: dict[LineKey, OutboxRow] = field(default_factory=dict)
    by_fingerprint: dict[str, LineKey] = field(default_factory=dict)
    of_tab: dict[str, dict[LineKey, OutboxRow]] = field(default_factory=lambda: defaultdict(dict))
    of_save: dict[str, set[LineKey]] = field(default_factory=lambda: defaultdict(set))
    open: dict[LineKey, OutboxRow] = field(default_factory=dict)
    """Those that are not settled: to be sent, sent, refused or let go."""
    learnt: Counter[str] = field(default_factory=Counter)
    """By tab: how often something new was learnt of its lines."""
    newest: int = 0

    def learn(self, some: Iterable[OutboxRow]) -> None:
        """Add lines, or how far they got."""
        for each in some:
            key = each.key
            if self.lines.get(key) == each:
                continue
            self.lines[key] = self.of_tab[each.tab][key] = each
            self.by_fingerprint[each.fingerprint] = key
            self.of_save[each.save_id].add(key)
            self.learnt[each.tab] += 1
            self.newest = max(self.newest, each.n)
            if each.state is OutboxState.SEEN:
                self.open.pop(key, None)
            else:
                self.open[key] = each


@dataclass(frozen=True, slots=True)
class ComparedTab:
    """Everything found in one tab."""

    counting: Mapping[LineKey, MatchedRow | None]
    """Of the rows of each line, the one that counts; None where every one stands in the wrong columns."""
    beside: tuple[tuple[LineKey, MatchedRow], ...]
    """Rows of known lines that do not count."""
    edited: tuple[LineKey, ...]
    """Lines whose row that counts is not as it was written."""
    copies: tuple[tuple[LineKey, FoundRow], ...]
    """Rows that were copied from one that counts and made to say something of their own, with its line."""
    unknown: Mapping[str, tuple[FoundRow, ...]]
    """By save id: rows with an id and a fingerprint that the app does not know yet."""
    typed: tuple[FoundRow, ...]
    """Rows without an id."""
    unseen: tuple[OutboxRow, ...]
    """Lines without any row, if the tab could be read."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything one look found, tab by tab, by their titles."""

    tabs: Mapping[str, ComparedTab]

    def counting(self, key: LineKey) -> MatchedRow | None:
        """The row of a line that counts, if it has one."""
        return self.tabs[key[0]].counting.get(key) if key[0] in self.tabs else None

    @property
    def unknown(self) -> Mapping[str, Sequence[FoundRow]]:
        """By save id, the rows of every tab."""
        together: dict[str, list[FoundRow]] = defaultdict(list)
        for each in self.tabs.values():
            for save_id, rows in each.unknown.items():
                together[save_id] += rows
        return together

    @property
    def typed(self) -> Sequence[FoundRow]:
        """Rows without an id, of every tab."""
        return [row for each in self.tabs.values() for row in each.typed]

    @property
    def copies(self) -> Sequence[tuple[LineKey, FoundRow]]:
        """Rows that were copied and made to say something of their own, of every tab."""
        return [copy for each in self.tabs.values() for copy in each.copies]

    @property
    def unseen(self) -> Sequence[OutboxRow]:
        """Lines without any row, of every tab that could be read."""
        return [line for each in self.tabs.values() for line in each.unseen]


@dataclass
class RowComparer:
    """Judges one look after another. `written` gives a line's cells by its number; it is asked only about rows that differ."""

    known: KnownRows
    written: Callable[[int], Cells]
    _before: dict[str, tuple[FoundTab, tuple[int, Mapping[str, int]], ComparedTab]] = field(default_factory=dict)

    def compare(self, found: Sequence[FoundTab], gone: Gone) -> Comparison:
        """Judge every row of every tab."""
        return Comparison({each.tab.title: self._of_tab(each, gone.get(each.tab.title, {})) for each in found})

    def _of_tab(self, tab: FoundTab, gone: Mapping[str, int]) -> ComparedTab:
        title = tab.tab.title
        learnt = self.known.learnt[title], gone
        before = self._before.get(title)
        if before and before[0] is tab and before[1] == learnt:
            return before[2]
        found = _compare_tab(tab, self.known, self.written, gone, before[2].counting if before else {})
        self._before[title] = tab, learnt, found
        return found


def _compare_tab(
    tab: FoundTab,
    known: KnownRows,
    written: Callable[[int], Cells],
    gone: Mapping[str, int],
    before: Mapping[LineKey, MatchedRow | None],
) -> ComparedTab:
    standing: dict[LineKey, list[MatchedRow]] = defaultdict(list)
    unknown: dict[str, list[FoundRow]] = defaultdict(list)
    typed: list[FoundRow] = []
    for row in tab.rows:
        key = line_of(row, known)
        if key:
            of = known.lines[key]
            standing[key].append(_stand(row, of, tab, partial(written, of.n), gone))
        elif row.cells.get(SAVE_ID) and (row.mark or row.tab.holds is TabContent.ENTRIES):
            unknown[plain(row.cells[SAVE_ID])].append(row)
        else:
            typed.append(row)
    ours = [each.row for some in standing.values() for each in some] + [
        row for some in unknown.values() for row in some
    ]
    top = min((row.number for row in ours), default=len(tab.rows) + 2)
    typed = [row for row in typed if not _is_a_title(row, tab, top)]
    together = {key: [*_beside_each_other(rows)] if len(rows) > 1 else rows for key, rows in standing.items()}
    counting = {key: best(rows, known.lines[key].reference, before.get(key)) for key, rows in together.items()}
    beside = [(key, row) for key, rows in together.items() for row in rows if row is not counting[key]]
    copies = [(key, each.row) for key, each in beside if _is_its_own(tab.tab, each)]
    of_copies = {id(row) for _, row in copies}
    return ComparedTab(
        counting,
        tuple(each for each in beside if id(each[1].row) not in of_copies),
        tuple(key for key, row in counting.items() if row and row.how is RowMatch.EDITED),
        tuple(copies),
        {save_id: tuple(rows) for save_id, rows in unknown.items()},
        tuple(typed),
        tuple(line for key, line in known.of_tab[tab.tab.title].items() if key not in standing and tab.headings),
    )


def _is_a_title(row: FoundRow, tab: FoundTab, top: int) -> bool:
    """Whether somebody wrote a word or two above the headings, where no row of the app stands (the highest is `top`)."""
    first = tab.headings.row if tab.headings else 0
    return row.number < first < top and sum(map(bool, map(plain, row.whole))) < _OF_A_ROW


def line_of(row: FoundRow, known: KnownRows) -> LineKey | None:
    """The line a row is of: by its fingerprint, wherever that stands; else by its save id."""
    key = known.by_fingerprint.get(row.mark)
    if key and key[0] == row.tab.title:
        return key
    item = (
        plain(row.cells.get(ITEM, "")).removeprefix("no ")
        if row.tab.holds in (TabContent.ITEMS, TabContent.MORE)
        else ""
    )
    by_id = (row.tab.title, plain(row.cells.get(SAVE_ID, "")), item)
    return by_id if by_id in known.lines and not key else None


def _stand(
    row: FoundRow, line: OutboxRow, tab: FoundTab, written: Callable[[], Cells], gone: Mapping[str, int]
) -> MatchedRow:
    if same_under_headings(row.fingerprint, line.fingerprint) and not row.doubtful:
        return MatchedRow(row, RowMatch.INTACT)
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
    if edited and ((has_moved and line.state is not OutboxState.SEEN) or (elsewhere and FINGERPRINT not in unknown)):
        return MatchedRow(row, RowMatch.MISPLACED, edited)
    return MatchedRow(row, RowMatch.EDITED if edited else RowMatch.INTACT, edited, frozenset(unknown), has_moved)


def _holds_all(row: FoundRow, written: Cells) -> bool:
    """Whether every value that was written stands somewhere in the row, whatever else does."""
    return Counter(map(plain, written.values())) <= Counter(map(plain, row.whole))


def _beside_each_other(rows: Sequence[MatchedRow]) -> Iterator[MatchedRow]:
    """A row whose values have moved, beside an intact one of the same line, is the misplaced one it was written for."""
    is_written_again = any(each.how is RowMatch.INTACT for each in rows)
    for each in rows:
        yield replace(each, how=RowMatch.MISPLACED) if each.has_moved and is_written_again else each


def _is_its_own(tab: Tab, copy: MatchedRow) -> bool:
    """Whether what a person sees of a copied row names another thing: another school or area, another case, one more report."""
    if copy.how is not RowMatch.EDITED:
        return False
    if tab.holds is TabContent.TABLE:
        return TABLE_KEY in copy.edited or TABLES[tab.name].is_numbered
    is_form = tab.holds is TabContent.ENTRIES and bool(tab.name)
    return is_form and (REFERENCE in copy.edited or kind_named(tab.name).repeats)


def best(rows: Sequence[MatchedRow], reference: str, before: MatchedRow | None = None) -> MatchedRow | None:
    """Of the rows of one line, the one that counts: the row as written, for one beside it that differs was copied from it;
    else an edit of the same case, the one that counted `before` first.

    None when every row stands in the wrong columns. The order of the rows does not matter.
    """
    if len(rows) == 1 and rows[0].how is RowMatch.INTACT:
        return rows[0]  # nearly always
    usable = [each for each in rows if each.how is not RowMatch.MISPLACED]
    edited = [each for each in usable if each.how is RowMatch.EDITED and is_of_case(each.row, reference)]
    intact = [each for each in usable if each.how is RowMatch.INTACT]
    stood = before.row.whole if before else ()
    by_rank = sorted(
        edited, key=lambda each: (each.row.whole != stood, len(each.edited), [*map(plain, each.row.whole)])
    )
    ranked = intact or by_rank or usable
    return ranked[0] if ranked else None


def is_of_case(row: FoundRow, reference: str) -> bool:
    """Whether a row still is of the case it was written for."""
    return plain(row.cells.get(REFERENCE, reference)) == reference or row.tab.holds is TabContent.TABLE
