"""Processes of the app without the seconds in which Python imports it: forked from one that has imported everything.

One such process stands beside each worker of the tests. It runs nothing of the app and has one thread, so what is forked
from it is a process of its own from its first line on, with its own environment, and is killed like any other. That the
commands themselves start what we ship is proved by the tests that ask for a `cold` server.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[1]
OURS = ("record", "rules", "letters", "store", "casework", "ui")
SERVING = ("streamlit.web.cli", "streamlit.web.bootstrap", "streamlit.web.server", "uvicorn.main", "uvloop", "pandas")
SCRIPTS = {"__main__", "frame", "migrations"}
"""Not to be imported: they do what they do as they are."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
LONGEST = 256 * 1024
"""Bytes of a command and its environment."""


class Forked:
    """To a process that somebody else forked, what `subprocess.Popen` is to a command."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:  # it has ended already
            self._handle = -1

    def poll(self) -> int | None:
        """None while it runs. Its code is known to nobody."""
        self._wait(0)
        return None if self._handle >= 0 else -1

    def wait(self) -> None:
        self._wait(None)

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def _wait(self, seconds: float | None) -> None:
        if self._handle >= 0 and select.select([self._handle], [], [], seconds)[0]:
            os.close(self._handle)
            self._handle = -1


def start(command: Sequence[str], env: Mapping[str, str], out: int) -> Forked:
    """What `python -m *command` does in the project's folder, in a session of its own; it speaks to the file `out`."""
    line = _line()
    socket.send_fds(line, [json.dumps([list(command), dict(env)]).encode()], [out])
    return Forked(int(line.recv(32)))


@cache
def _line() -> socket.socket:
    """To the process that has imported everything; it ends when this one does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    has_imported = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", str(its.fileno())],
        cwd=ROOT,
        pass_fds=[its.fileno()],
        env={"PATH": os.environ["PATH"], "PYTHONWARNINGS": "default", **ONE_THREAD},
        start_new_session=True,
    )
    its.close()
    atexit.register(lambda: (ours.close(), has_imported.wait()))
    return ours


def main(line: socket.socket) -> None:
    """Fork whenever somebody asks, until nobody can ask any more."""
    import_everything()
    assert len(os.listdir("/proc/self/task")) == 1, "a thread would be missing in whatever is forked"
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits here for how they end
    while True:
        asked, files, _, _ = socket.recv_fds(line, LONGEST, 1)
        if not asked:
            return
        if (pid := os.fork()) == 0:
            line.close()
            become(*json.loads(asked), files[0])
        os.close(files[0])
        line.send(str(pid).encode())


def import_everything() -> None:
    """All that a server will ask for, but not `app.py`, which reads its settings as it is imported."""
    for name in SERVING:
        import_module(name)
    for package in OURS:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not SCRIPTS & set(module.name.split(".")):
                import_module(module.name)


def become(command: Sequence[str], env: Mapping[str, str], out: int) -> NoReturn:
    """From here on nothing is left of the process this was forked from but what it had imported."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(out)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    raise SystemExit


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked_by:
        main(asked_by)
