"""Pages without a browser: the office they work in, on a store of the test's own, and who sits before them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from casework.reading.office import Office
from record.person import Person
from ui.shell import session, wiring
from ui.sign_in import ticket


@contextmanager
def pages_office(folder: Path, monkeypatch: pytest.MonkeyPatch, today: str = "2026-09-21") -> Iterator[Office]:
    """What every page gets until the block ends, on this day."""
    monkeypatch.setenv("MANAGED_MOVES_WAYS_IN", "demo")
    monkeypatch.setenv("MANAGED_MOVES_STORE", f"sqlite:///{folder / 'store.sqlite'}")
    monkeypatch.setenv("MANAGED_MOVES_TODAY", today)
    wiring.close()
    yield wiring.office()
    wiring.close()


def sits_there(office: Office, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is this person's."""
    secret = ticket.issue(office.store, asdict(person) | {"areas": list(person.areas)})
    monkeypatch.setattr(session, "_secret", lambda: secret)
