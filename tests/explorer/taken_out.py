"""The app with one of its mechanisms taken out, so that each promise is seen to fail without what keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytest import MonkeyPatch

from rules import gate as gates


@contextmanager
def without_gate(gate_id: str) -> Iterator[None]:
    """No turn is asked for what this gate asks."""
    with MonkeyPatch.context() as patch:
        patch.delitem(gates._DECLARED, gate_id)
        yield
