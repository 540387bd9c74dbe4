"""Whether somebody looks at the app just now, in whichever process: the spreadsheet is then read again sooner."""

from __future__ import annotations

import time
from pathlib import Path


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
            return time.time() - self._file.stat().st_mtime < 2 * self._every
        except OSError:
            return False
