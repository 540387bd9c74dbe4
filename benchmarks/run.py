"""Runs every benchmark, prints one table (ours, the peer, the ratio), and keeps it in docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import board, burst, form_page, importing, judging, letters, table
from benchmarks.table import Line

REMARKS = """## Where an aim is not met

**All rules, first time.** Each entry is judged by some twenty rules, and each rule is a Python function; the peer checks
types alone, in compiled code. A profile (py-spy) of ten thousand cases is flat: the sessions of weekly reports beside where
the child was expected 15%, cases as they stood on another day 12%, the loop over the rules 8%, remembering what was worked
out once 7%, and nothing else above 5%. What people wait for is the line below it: one entry more, and the other cases are
not judged again.
"""


def main() -> None:
    """Print the table and write the page."""
    lines = [*_form_page(), *_judging(), *_board(), *_importing(), *_letters(), *_burst()]
    table.show(lines)
    table.write(lines, REMARKS)


def _form_page() -> Iterator[Line]:
    ours, stock = form_page.measure()
    work = f"a letter typed on the heaviest form page ({ours.widgets} widgets), one connection, median"
    peer = "the same page on Streamlit’s stock settings"
    yield Line(work, ours.median_ms, "ms", "under 20 ms", stock.median_ms, peer)
    yield Line("the whole page again", ours.whole_ms, "ms", "–", stock.whole_ms, peer)


def _judging() -> Iterator[Line]:
    judged = judging.measure()
    work = f"all rules over {judging.CASES:,} cases ({judged.entries:,} entries), first time"
    yield Line(
        work, judged.first, "s", "3 times the peer at most", judged.validated, "one pydantic pass over the entries"
    )
    yield Line("the same after one entry", 1000 * judged.after_one_entry, "ms", "50 ms")


def _board() -> Iterator[Line]:
    found = board.measure()
    among = f"with {board.LIVE:,} live and {board.CLOSED:,} closed cases"
    yield Line(
        f"a rerun of the board {among}", found.page, "ms", "under 300 ms", found.all_again, "the list worked out anew"
    )
    yield Line("of it, the list of lines", found.casework, "ms", "–")
    yield Line("the same page after one entry", found.after_one_entry, "ms", "under 300 ms")
    yield Line("its first run of the day", found.first / 1000, "s", "–")


def _importing() -> Iterator[Line]:
    found = importing.measure()
    work = f"the national register of schools ({importing.ROWS:,} rows, {found.megabytes} MB) read and checked"
    yield Line(work, found.ours, "s", "a few seconds", found.pandas, "pandas reading it")


def _letters() -> Iterator[Line]:
    works = {
        "one": "one letter (start confirmation)",
        "a case": f"all {len(letters.OF_A_CASE)} letters of a case",
        "many": f"{letters.MANY} letters",
    }
    for name, found in letters.measure().items():
        peer = "docxtpl used plainly, same templates, same facts, same words"
        yield Line(works[name], 1000 * found.ours, "ms", "a third of the peer", 1000 * found.peer, peer)


def _burst() -> Iterator[Line]:
    """500 forms through the test server, each way of saving beside ours."""
    ways = burst.measure()
    ours = ways.pop("ours")
    work = f"{burst.FORMS} submissions from {burst.SESSIONS} sessions to a sheet, in a coordinator's company:"
    for peer, theirs in ways.items():
        yield Line(f"{work} quota time", ours.seconds, "s", "under 60 s", theirs.seconds, peer)
        yield Line("requests a submission", ours.requests_each, "", "0.08 at most", theirs.requests_each, peer)
        yield Line("submissions lost", ours.lost, "", "none", theirs.lost, peer)
        yield Line("things she typed that are gone", ours.written_over, "", "none", theirs.written_over, peer)


if __name__ == "__main__":
    main()
