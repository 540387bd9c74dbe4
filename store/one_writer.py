"""Of all the processes on this computer that share a file, one may write to Google: whoever holds the lock beside it.

The lock is the operating system's own: it ends with the process that holds it, however that ends, and asks no clock.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


class OneWriter:
    """The right to be the one writer. `held` says whether this object has it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object has the lock."""
        return self._descriptor is not None

    def take(self) -> bool:
        """Take the lock if nobody has it; never waits."""
        if self._descriptor is None:
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(descriptor)
            except OSError:
                os.close(descriptor)
                return False
            self._descriptor = descriptor
        return True

    def give_back(self) -> None:
        """Let somebody else take it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
