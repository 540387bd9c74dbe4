"""When the spreadsheet is looked at and written to, and which process of this computer does it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SyncPace:
    """How often things are done, in seconds."""

    look_every: float = 5.0
    """Between two looks, when somebody looks or something was sent."""
    look_anyway: float = 60.0
    """Between two looks when nobody does."""
    archives_every: float = 60.0
    """Between two questions to Drive whether an archive was changed."""
    idle: float = 0.2
    """Between two glances at the outbox."""
    after_fault: float = 1.0
    """Before trying again; doubled each time, up to `longest_wait`."""
    longest_wait: float = 30.0
    refused_again: float = 600.0
    """Before what Google refused is tried again: a tab may have been protected, and is no longer."""
    most_lines: int = 400
    """In one request, unless one save has more."""
    drain: float = 15.0
    """How long closing waits for what is queued."""


class RefreshRequest:
    """Told by every process, asked by the one that reads."""

    def __init__(self, file: Path, every: float) -> None:
        """`file` is touched where others read; `every` is how many seconds lie between two looks at the most."""
        self._file, self._every = file, every
        self.at = -1e9
        """When somebody looked last in this process, by the monotonic clock."""

    def tell(self, *, others: bool) -> None:
        """Somebody looks; `others` when another process must be told."""
        now = time.monotonic()
        if now - self.at < min(1.0, self._every):
            return
        self.at = now
        if others:
            self._file.touch()

    def is_since(self, looked_at: float) -> bool:
        """Whether somebody looked after that moment, or does in another process."""
        return self.at > looked_at or self._is_told_of()

    def _is_told_of(self) -> bool:
        try:
            return abs(time.time() - self._file.stat().st_mtime) < 2 * self._every  # also if the clock was put back
        except OSError:
            return False


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
