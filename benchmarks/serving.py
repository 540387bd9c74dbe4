"""A process of the app, or of any Streamlit script, on a free port of loopback, ended by its own id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 90.0


@dataclass
class Server:
    """Keeps its port over a restart. `env` says which store, which day, which settings."""

    env: Mapping[str, str]
    script: str = "app.py"
    ready: str = "/healthz"
    log: Path = Path(os.devnull)
    port: int = 0
    cores: frozenset[int] = frozenset()
    """The processors it may use; any, where none is named."""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start, and wait until it answers. Raises SystemExit when it does not."""
        self.port = self.port or free_port()
        command = [sys.executable, "-m", "streamlit", "run", self.script, "--server.port", str(self.port)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MANAGED_MOVES")}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env={**clean, **self.env}, stdout=log, stderr=log)
        if self.cores:
            os.sched_setaffinity(self.process.pid, self.cores)  # before it has threads: they take it over
        wait_for(f"http://127.0.0.1:{self.port}{self.ready}")

    def kill(self) -> None:
        """What a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let it finish what it has in hand."""
        self._end(signal.SIGTERM)

    def memory(self) -> float:
        """Megabytes it holds now; 0 when it is gone."""
        return resident(self.process.pid) if self.process else 0.0

    def worked(self) -> float:
        """Seconds of a processor's time it took so far; 0 when it is gone."""
        return processor_time(self.process.pid) if self.process else 0.0

    @property
    def open_files(self) -> int:
        """How many files and sockets it has open (Linux): the more people, the more."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir())) if self.process else 0

    def _end(self, number: signal.Signals) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait(timeout=40)
        self.process = None


@contextmanager
def serving(env: Mapping[str, str], script: str = "app.py", ready: str = "/healthz") -> Iterator[int]:
    """The port of a server that runs until the block ends."""
    server = Server(env, script, ready)
    try:
        server.start()
        yield server.port
    finally:
        server.stop()


def wait_for(address: str) -> None:
    """Wait until an address answers. Raises SystemExit when it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer within {PATIENCE:.0f} seconds")


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def resident(pid: int) -> float:
    """Megabytes of memory a process holds (Linux); 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor_time(pid: int) -> float:
    """Seconds of a processor's time that a process took (Linux); 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
