"""A real server for a test: started on a free loopback port with a store of its own, killed by its own process id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests import warm

ROOT = Path(__file__).parents[2]
TODAY = "2026-09-21"
PATIENCE = 60.0


@dataclass
class Server:
    """One process of the app. Keeps its port and its store over a restart."""

    folder: Path
    """For the store and the log."""
    how: str = "streamlit"
    """`streamlit` for `streamlit run app.py`, `uvicorn` for `uvicorn app:app`."""
    app: str = "app.py"
    """From the project's folder."""
    ready: str = "/healthz"
    env: dict[str, str] = field(default_factory=dict)
    """Beside ours; an empty value takes one of ours away."""
    port: int = 0
    cold: bool = False
    """By the command itself, as at a site; else forked, in a tenth of the time."""
    process: subprocess.Popen[bytes] | warm.Forked | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self) -> str:
        """The address of the store, to look inside it from the test."""
        return f"sqlite:///{self.folder / 'store.sqlite'}"

    def start(self) -> Server:
        """Start, and wait until it answers. Another process may take a free port first: then another is tried."""
        keep_port = self.port
        for _ in range(5):
            self.port = keep_port or free_port()
            with (self.folder / "log").open("ab") as log:
                self.process = self._begin(log)
            if self._answers():
                return self
            self.kill()
        raise AssertionError(f"{self.app} did not start. Its log says:\n{self.log()}")

    def restart(self) -> None:
        """What a power cut does: gone without a word, then back on the same port with the same store."""
        self.kill()
        self.start()

    def kill(self) -> None:
        """End the process this object started, at once."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.process = None

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Answers nothing for as long as it lasts, as a server that has much to do."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def log(self) -> str:
        """Everything the server has said so far."""
        return (self.folder / "log").read_text("utf-8", "replace")

    def _begin(self, log: IO[bytes]) -> subprocess.Popen[bytes] | warm.Forked:
        command, env = self._command(), self._environment()
        if not self.cold:
            return warm.start(command, env, log.fileno())
        python = [sys.executable, "-m", *command]
        return subprocess.Popen(python, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)

    def _command(self) -> list[str]:
        if self.how == "uvicorn":
            return ["uvicorn", f"{Path(self.app).stem}:app", "--host", "127.0.0.1", "--port", str(self.port)]
        return ["streamlit", "run", self.app, "--server.port", str(self.port)]

    def _environment(self) -> dict[str, str]:
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("MANAGED_MOVES", "STREAMLIT"))
        }
        ours = {
            "MANAGED_MOVES_WAYS_IN": "demo",
            "MANAGED_MOVES_STORE": self.store,
            "MANAGED_MOVES_TODAY": TODAY,
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "default",
        }
        return {name: value for name, value in (clean | ours | self.env).items() if value}

    def _answers(self) -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.url + self.ready, timeout=2) as answer:
                    return answer.status == 200
            except urllib.error.HTTPError as answer:
                answer.close()
            except OSError:
                pass
            time.sleep(0.02)
        return False


def free_port() -> int:
    """A loopback port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
