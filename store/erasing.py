"""What every store can do to forget a case for good: the only way anything that was kept is ever removed.

Nothing of an erased case can be kept again under its reference, and whoever reads changes learns that it is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

FORMS = "forms and corrections"
BEGUN = "forms begun and not submitted"
LETTERS = "copies of what letters said"
AUDIT_LINES = "lines of the audit"
WRITTEN = "copies of what was written to the spreadsheet"
SHEET_ROWS = "rows of the spreadsheet"

Counts = Mapping[str, int]
"""How much there is, by where: one of the words above. A place with nothing is left out."""


class Erases(Protocol):
    """Removes cases with everything that is kept of them."""

    def held(self, reference: str) -> Counts:
        """How much is kept of a case. Nothing is changed."""

    def erase(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        """Remove these cases, and drafts by their ids, from every table and from the file itself. Twice changes nothing.

        What was removed. Raises StoreError when it is not finished; erasing again goes on from there.
        """

    def erased(self) -> frozenset[str]:
        """References of every case ever erased here."""
