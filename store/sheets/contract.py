"""What a store kept in a spreadsheet can do beside keeping the contract of every store. Loads nothing of Google's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from store.contract import SavedEntry
from store.sheets.layout.faults import SheetFault
from store.sheets.sync.outbox import OutboxRow

if TYPE_CHECKING:
    from store.sheets.store import SyncStatus


@runtime_checkable
class SpreadsheetStore(Protocol):
    """A spreadsheet behind the store."""

    spreadsheet: str
    """Its id."""

    def faults(self) -> Sequence[SheetFault]:
        """What a person should look at, as of the last look."""

    def look(self, within: float) -> bool:
        """See the spreadsheet as it stands now; whether that went well within these seconds."""

    def standing(self) -> SyncStatus:
        """How the app and the spreadsheet stand."""

    def waiting(self) -> frozenset[str]:
        """Save ids that are saved here, and wait for Google."""

    def unsent(self) -> Sequence[OutboxRow]:
        """The lines that wait, oldest first."""

    def tabs_now(self) -> Mapping[str, int]:
        """The number of each tab, by our title."""

    def typed(self, row: str, by: str) -> SavedEntry:
        """The entry that a row typed by hand would make. Raises CannotAdopt."""

    def adopt(self, row: str, by: str, saved_for: str | None = None) -> SavedEntry:
        """Make an entry of a row typed by hand. Raises CannotAdopt, StoreError."""

    def ignore(self, row: str) -> None:
        """Ask no more about a row typed by hand."""

    def restore(self, row: str) -> None:
        """Write a removed row again."""

    def let_go(self, row: str) -> None:
        """Ask no more about a removed row."""
