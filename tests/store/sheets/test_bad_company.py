"""The spreadsheet is taken away, shut or used up in mid-work: schools go on, somebody is told, and all arrives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.sheets.store import SheetStore
from tests.sheets.google import APP
from tests.sheets.server import Running
from tests.sheets.tokens import Account
from tests.store.rows import entry
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import open_by_turns, spreadsheet_of

TAB = "Weekly report"
Change = Callable[[Running, AtTheSheet], object]


def shared(role: str) -> Change:
    return lambda google, her: google.google.share(her.spreadsheet, role=role)


def used_up(google: Running, her: AtTheSheet) -> None:
    google.google.clock.stop()
    google.google.quota.on = True
    google.google.quota.use_up(APP)


def a_minute_later(google: Running, her: AtTheSheet) -> None:
    google.google.clock.forward(60)


def protect(google: Running, her: AtTheSheet) -> None:
    her.do("addProtectedRange", TAB, lambda gid: {"protectedRange": {"protectedRangeId": 7, "range": {"sheetId": gid}}})


def unprotect(google: Running, her: AtTheSheet) -> None:
    her.do("deleteProtectedRange", TAB, lambda gid: {"protectedRangeId": 7})


class KeyRevoked:
    """The key is deleted, and later there again."""

    account: Account

    def begin(self, google: Running, her: AtTheSheet) -> None:
        self.account = google.google.tokens.accounts[APP]
        google.google.tokens.revoke_key(APP)

    def end(self, google: Running, her: AtTheSheet) -> None:
        google.google.tokens.accounts[APP] = self.account


def clock_wrong_by(seconds: float) -> Change:
    def move(google: Running, her: AtTheSheet) -> None:
        google.google.clock.forward(seconds)
        google.google.tokens.expire_all()

    return move


A_DAY = 86_400.0
REVOKED = KeyRevoked()
TROUBLES: dict[str, tuple[Change, Change, str]] = {
    "unshared": (shared("none"), shared("writer"), "is not shared with"),
    "shared to look at": (shared("reader"), shared("writer"), "may look at the spreadsheet but not write"),
    "quota used up by somebody else": (used_up, a_minute_later, "too many requests"),
    "the key revoked": (REVOKED.begin, REVOKED.end, "no longer accepts the key"),
    "a clock a day slow": (clock_wrong_by(A_DAY), clock_wrong_by(-A_DAY), "Check the clock"),
    "a clock a day fast": (clock_wrong_by(-A_DAY), clock_wrong_by(A_DAY), "Check the clock"),
    "the tab protected": (protect, unprotect, ""),
}


@pytest.fixture
def store(google: Running, tmp_path: Path) -> Iterator[SheetStore]:
    opened = open_by_turns(tmp_path)
    opened.worker.run_once()
    yield opened
    opened.close()
    google.google.quota.on = False


@pytest.mark.parametrize("trouble", TROUBLES)
def test_work_goes_on_and_arrives_once_when_the_trouble_is_over(
    google: Running, store: SheetStore, tmp_path: Path, trouble: str
) -> None:
    begin, end, told = TROUBLES[trouble]
    her = AtTheSheet(google, spreadsheet_of(tmp_path))
    begin(google, her)
    for number in range(3):
        store.save(entry(f"s{number}", entry_id=f"e{number}"))
        store.worker.run_once()
    assert len(store.entries()) == len(store.waiting()) == 3
    assert told in store.standing().trouble

    end(google, her)
    store.worker._refused_at = -1e9  # ten minutes later
    for _ in range(6):
        store.tables_mark()
        store.worker.run_once()
    assert store.waiting() == frozenset()
    assert store.standing().trouble == ""
    assert len(her.rows(TAB)) == 1 + 3
