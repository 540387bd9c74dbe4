"""The wait of a computer that has never seen the spreadsheets: until they were read once, nothing is known here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from store.base import StoreUnreachable
from store.outbox import Outbox
from store.sheets.archives import READ_ONCE
from store.sheets.progress import Progress


def wait_for_first_read(
    outboxes: Sequence[Outbox], progress: Progress, trouble: Callable[[], str], seconds: float
) -> None:
    """Wait until the spreadsheet in use, the first of the outboxes, was read; on any later start that is at once.

    Years of archives, which are read before it, are waited for as long as the reading goes on: here, or in another process of this computer. Raises StoreUnreachable.
    """
    unread, since = len(outboxes) + 1, 0.0
    while outboxes[0].note(READ_ONCE) is None:
        still_unread = sum(each.note(READ_ONCE) is None for each in outboxes)
        if still_unread < unread:
            unread, since = still_unread, time.monotonic()
        fault = trouble()
        if fault or time.monotonic() > max(since, progress.moved_at) + seconds:
            raise StoreUnreachable(fault or "Google does not answer. Wait a minute and try again.")
        progress.show()
        time.sleep(0.02)
    progress.show()
