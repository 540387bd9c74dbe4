"""Every row of the table, by the name under which it is measured alone: `make bench row=letters`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from benchmarks import (
    board,
    burst,
    form_page,
    hand_edit,
    importing,
    judging,
    letters,
    million,
    snapshot,
    starting,
    workbook,
)
from benchmarks.table import Line

STOCK = "the same page on Streamlit’s stock settings"
DOCXTPL = "docxtpl used plainly, same templates, same facts, same words"
PANDAS = "pandas over gspread’s get_all_records, tab by tab"


def forms() -> Iterator[Line]:
    """The heaviest form page, alone and with many at once."""
    ours, stock, empty = form_page.measure()
    work = f"a letter typed on the heaviest form page ({ours.widgets} widgets), one session, median"
    yield Line(work, ours.letter_ms, "ms", "under 20 ms", ours.letter_ms < 20, stock.letter_ms, STOCK)
    yield Line("the whole page again", ours.whole_ms, "ms", peer=stock.whole_ms, peer_is=STOCK)
    for many, each in ours.a_second.items():
        theirs = stock.a_second.get(many)
        aim, met = ("6 times the peer", each >= 6 * theirs) if theirs else ("–", None)
        yield Line(f"letters a second from {many} sessions at once", each, "", aim, met, theirs, STOCK)
    for many, each in ours.a_second.items():
        peer, aim = empty.a_second[many], "a third of the peer"
        yield Line(f"the same from {many} sessions", each, "", aim, each >= peer / 3, peer, "a page of one box")


def rules() -> Iterator[Line]:
    """Judging."""
    found = judging.measure()
    work = f"all rules over {judging.CASES:,} cases ({found.entries:,} entries), first time"
    peer, met = "one pydantic pass over the entries", found.first <= 3 * found.validated
    yield Line(work, found.first, "s", "3 times the peer at most", met, found.validated, peer)
    after = 1000 * found.after_one_entry
    yield Line("the same after one entry", after, "ms", "50 ms", after <= 50)


def boards() -> Iterator[Line]:
    """The coordinator's board."""
    found = board.measure()
    work = f"a rerun of the board with {board.LIVE:,} live and {board.CLOSED:,} closed cases"
    yield Line(work, found.page, "ms", "under 300 ms", found.page < 300, found.all_again, "the list worked out anew")
    yield Line("of it, the list of lines", found.casework, "ms")
    again = found.after_one_entry
    yield Line("the same page after one entry", again, "ms", "under 300 ms", again < 300)
    yield Line("its first run of the day", found.first / 1000, "s")


def imports() -> Iterator[Line]:
    """The national register."""
    found = importing.measure()
    work = f"the national register of schools ({importing.ROWS:,} rows, {found.megabytes} MB) read and checked"
    yield Line(work, found.ours, "s", "a few seconds", found.ours < 5, found.pandas, "pandas reading it")


def workbooks() -> Iterator[Line]:
    """A coordinator's workbook, out and back."""
    found, plainly = workbook.measure(), "openpyxl with the same cells, no format and no cases"
    work = f"a workbook of {workbook.CASES:,} cases ({found.rows:,} rows of forms) written"
    yield Line(work, found.written, "s", peer=found.plainly_written, peer_is=plainly)
    yield Line(
        "the same given back, read and held beside the cases",
        found.given_back,
        "s",
        peer=found.plainly_read,
        peer_is=plainly,
    )


def letter() -> Iterator[Line]:
    """Letters."""
    works = {
        "one": "one letter (start confirmation), processor time",
        "a case": f"all {len(letters.OF_A_CASE)} letters of a case, processor time",
        "many": f"{letters.MANY} letters, processor time",
    }
    for name, each in letters.measure().items():
        met = each.ours <= each.peer / 3
        yield Line(works[name], 1000 * each.ours, "ms", "a third of the peer", met, 1000 * each.peer, DOCXTPL)


def bursts() -> Iterator[Line]:
    """500 forms through the test server, each way of saving beside ours."""
    ways = burst.measure()
    ours = ways.pop("ours")
    work = f"{burst.FORMS} submissions from {burst.SESSIONS} sessions to a sheet, in a coordinator’s company:"
    each, lost = ours.requests_each, ours.lost
    for peer, theirs in ways.items():
        yield Line(f"{work} quota time", ours.seconds, "s", "under 60 s", ours.seconds < 60, theirs.seconds, peer)
        yield Line("requests a submission", each, "", "0.08 at most", each <= 0.08, theirs.requests_each, peer)
        yield Line("submissions lost", lost, "", "none", not lost, theirs.lost, peer)
        gone = ours.written_over
        yield Line("things she typed that are gone", gone, "", "none", not gone, theirs.written_over, peer)


def edits() -> Iterator[Line]:
    """A coordinator's own typing."""
    found = hand_edit.measure()
    work = f"an edit typed into the sheet is shown ({hand_edit.USERS} people look), the slowest of {hand_edit.EDITS}"
    yield Line(work, found.slowest, "s", "under 10 s", found.slowest < 10)
    reads = found.reads_a_minute
    yield Line("reads of the sheet a minute meanwhile", reads, "", "12 at most", round(reads) <= 12)


def sheets() -> Iterator[Line]:
    """A live year."""
    found = snapshot.measure(snapshot.LIVE)
    of = f"a live year ({snapshot.LIVE:,} cases, {found.rows:,} rows)"
    usable, row = found.started_again, 1000 * found.one_row
    yield Line(
        f"{of}: the app is started again, until every case can be shown",
        usable,
        "s",
        "1 s",
        usable <= 1,
        found.peer,
        PANDAS,
    )
    yield Line(
        "the same on a computer that never saw the sheet", found.new_computer, "s", peer=found.peer, peer_is=PANDAS
    )
    yield Line("after one changed row, from the decoded rows", row, "ms", "50 ms", row <= 50, 1000 * found.peer, PANDAS)


def archives() -> Iterator[Line]:
    """Five years that are over."""
    found = snapshot.measure(snapshot.ARCHIVED, archived=True)
    work = f"five archived years ({snapshot.ARCHIVED:,} cases, {found.rows:,} rows) read for the first time"
    yield Line(work, found.new_computer, "s", "5 s", found.new_computer <= 5, found.peer, PANDAS)
    yield Line("the same when the app is started again", found.started_again, "s", "5 s", found.started_again <= 5)
    size = found.megabytes
    yield Line("memory of the process that reads them, at its most", size, "MB", "1,000 MB", size <= 1000)


def starts() -> Iterator[Line]:
    """The first page."""
    found = starting.measure()
    met = found.ours <= 1.5 * found.hello
    work = "`make run` on a fresh copy to the first page (the sample is made), packages installed"
    yield Line(work, found.ours, "s", "1.5 times the peer", met, found.hello, "`streamlit hello`")


ROWS: Mapping[str, Callable[[], Iterator[Line]]] = {
    "form": forms,
    "rules": rules,
    "board": boards,
    "import": imports,
    "workbook": workbooks,
    "letters": letter,
    "burst": bursts,
    "edit": edits,
    "sheet": sheets,
    "archives": archives,
    "start": starts,
    "million": million.lines,
}
