"""What a person decides on the Sheet check page: adopt a typed row, ignore it, restore a removed one, let go of it.

A decision is remembered here; in the spreadsheet, rows are only ever added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from record.forms.kinds import kind_named
from record.identifiers import read_reference
from record.reading import Unreadable
from record.tables import SCHOOLS
from store.contract import Json, SavedEntry, StoreError, TableRow
from store.sheets.layout.cells import Cell, plain, read_typed
from store.sheets.layout.rows import Cells
from store.sheets.layout.tabs import TABLE_KEY, Tab, TabContent, tab_titled, with_own
from store.sheets.sync.ledger import BY_HAND, Ledger
from store.sheets.sync.outbox import Outbox, OutboxState
from store.sheets.sync.read_sheet import DECIDED, FAULTS, TYPED


class CannotAdopt(StoreError):
    """A typed row does not say enough to be an entry; its text says what is missing, and in which column."""


def ignore(outbox: Outbox, row: str) -> None:
    """Say of a row typed by hand that it is nothing to the app. `row` is the fault's."""
    _decide(outbox, row, "ignored")


def restore(outbox: Outbox, row: str) -> None:
    """Have a removed row written again. `row` is the fault's."""
    outbox.move([_number(row)], OutboxState.QUEUED)
    _ask_no_more(outbox, row)


def let_go(ledger: Ledger, row: str) -> None:
    """Say of a removed row that this was meant: an entry still counts here, and is asked about no more; a row of a
    settings table counts no more, but a school's, which cases speak of."""
    number = _number(row)
    ledger.outbox.move([number], OutboxState.LET_GO)
    _ask_no_more(ledger.outbox, row)
    gone = next((each for each in ledger.outbox.since(number - 1) if each.n == number), None)
    tab = tab_titled(gone.tab) if gone else None
    if gone and tab and tab.holds is TabContent.TABLE and tab.title != SCHOOLS:
        key = plain(ledger.written(number).get(TABLE_KEY))
        if ledger.newest_with_key(tab.title).get(key) == gone.save_id:
            ledger.take_in_setting(TableRow(tab.name, key, {}, ledger.now(), BY_HAND))


def adopted(ledger: Ledger, row: str, by: str) -> SavedEntry:
    """The entry that a row typed by hand makes, to be saved; the row itself is asked about no more once it is.

    Raises CannotAdopt.
    """
    typed: Mapping[str, Mapping[str, Json]] = ledger.outbox.note(TYPED) or {}
    if row not in typed:
        raise CannotAdopt("This row has changed or is gone. Look at the page again.")
    tab, cells = with_own(tab_titled(str(typed[row]["tab"])), ledger.own()), typed[row]["cells"]
    assert isinstance(cells, Mapping)
    found = {key: cell for key, cell in cells.items() if isinstance(cell, str | int | float)}
    # Named after the row itself: whoever presses twice adopts once.
    return _entry(ledger, tab, found, by, row.replace(" ", "-"))


def decide_adopted(outbox: Outbox, row: str) -> None:
    """Remember that a typed row was adopted."""
    _decide(outbox, row, "adopted")


def _entry(ledger: Ledger, tab: Tab, cells: Cells, by: str, save_id: str) -> SavedEntry:
    reference = read_reference(plain(cells.get("@reference"))) or plain(cells.get("@reference"))
    case = ledger.of_case(reference)
    if not case:
        raise CannotAdopt(f"There is no case “{reference}”. Write its reference into the column “Reference”.")
    of_kind = [each for each in case if each.kind == tab.name]
    before = of_kind[-1] if of_kind and not kind_named(tab.name).repeats else None
    return SavedEntry(
        la=case[0].la,
        reference=reference,
        entry_id=before.entry_id if before else save_id,
        revision=before.revision + 1 if before else 1,
        save_id=save_id,
        base=before.save_id if before else None,
        kind=tab.name,
        saved_at=ledger.now(),
        saved_by=by,
        saved_for=plain(cells.get("@saved_for")) or (before or case[0]).saved_for,
        pack=case[-1].pack,
        answers={**(before.answers if before else {}), **_answers(tab, cells)},
        from_paper=True,
    )


def _answers(tab: Tab, cells: Mapping[str, Cell]) -> dict[str, Json]:
    answers: dict[str, Json] = {}
    for column in tab.columns:
        if column.question and column.key in cells:
            try:
                value = read_typed(column.question, cells[column.key])
            except Unreadable as fault:
                raise CannotAdopt(f"“{column.heading}”: {fault}.") from None
            answers |= {} if value is None else {column.key: value}
    return answers


def _number(row: str) -> int:
    name, _, number = row.partition(" ")
    if name != "line" or not number.isdigit():
        raise StoreError("This row is not one that can be restored. Look at the page again.")
    return int(number)


def _decide(outbox: Outbox, row: str, what: str) -> None:
    decided: Mapping[str, str] = outbox.note(DECIDED) or {}
    outbox.keep_note(DECIDED, {**decided, row: what})
    _ask_no_more(outbox, row)


def _ask_no_more(outbox: Outbox, row: str) -> None:
    """Take it off the list at once; the next look finds for itself that it is decided."""
    faults: Sequence[Mapping[str, Json]] = outbox.note(FAULTS) or []
    outbox.keep_note(FAULTS, [each for each in faults if each.get("row") != row])
