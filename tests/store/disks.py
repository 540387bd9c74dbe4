"""Real disks that are small, full or read-only: a mount of their own where the tests may mount, else limits the kernel keeps."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class SmallDisk:
    """A folder that holds only so much."""

    def __init__(self, folder: Path, megabytes: int, owner: int = 0) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        options = f"size={megabytes}m,uid={owner},mode=700"
        self.is_mounted = os.getuid() == 0 and not _run("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))
        self._filling = folder / "filling"
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        """Nothing more fits; without a mount of its own, no file of this process grows."""
        if self.is_mounted:
            with suppress(OSError), self._filling.open("ab", buffering=0) as file:
                while file.write(bytes(4096)):
                    pass
        else:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            largest = max(each.stat().st_size for each in self.folder.iterdir())
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, self._before[1]))

    def make_room(self) -> None:
        """As before it was filled."""
        self._filling.unlink(missing_ok=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Nothing can be written, whoever asks. What is open for writing is closed before."""
        if self.is_mounted:
            assert not _run("mount", "-o", "remount,ro", str(self.folder))
        else:
            self._allow(0o500, 0o400)
        yield
        if self.is_mounted:
            _run("mount", "-o", "remount,rw", str(self.folder))
        else:
            self._allow(0o700, 0o600)

    def _allow(self, folder: int, file: int) -> None:
        self.folder.chmod(folder | 0o200)
        for each in self.folder.iterdir():
            each.chmod(file)
        self.folder.chmod(folder)

    def remove(self) -> None:
        self.make_room()
        if self.is_mounted:
            _run("umount", "-l", str(self.folder))


@contextmanager
def small_disk(folder: Path, megabytes: int = 4, owner: int = 0) -> Iterator[SmallDisk]:
    """A disk that is gone afterwards."""
    disk = SmallDisk(folder, megabytes, owner)
    try:
        yield disk
    finally:
        disk.remove()


def _run(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode
