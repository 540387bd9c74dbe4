"""A PostgreSQL server of the tests' own: made anew, reached through a socket in a private folder, gone afterwards.

It listens on no port, runs as somebody without rights where the tests run as root, and keeps nothing safe from a power
cut: what is tested is our SQL, not its disk.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import psycopg
from pytest import MonkeyPatch
from sqlalchemy import make_url

ADDRESS = "TESTS_POSTGRESQL"
"""The environment variable by which processes started from here find the server."""
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=300")
NOBODY = "postgres"
"""Debian's own user for it."""


def address_of(folder: Path) -> str:
    """Of the data that belong to a folder: a schema of their own, made when they are first asked for."""
    schema = f"of_{sha256(str(folder).encode()).hexdigest()[:32]}"
    with psycopg.connect(os.environ[ADDRESS].replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    address = make_url(os.environ[ADDRESS]).update_query_dict({"options": f"-csearch_path={schema}"})
    return address.render_as_string(hide_password=False)


def files() -> Path:
    """The server's tables as they lie on the disk now; its log of changes, which it writes over in time, is elsewhere."""
    with psycopg.connect(os.environ[ADDRESS].replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        [folder] = connection.execute("SHOW data_directory").fetchone() or [""]
    return Path(folder) / "base"


class Server:
    """A server with data of its own, which can be killed and started again."""

    def __init__(self, settings: Sequence[str] = QUICK) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        self._who = NOBODY if os.getuid() == 0 else None
        if self._who:
            os.chown(self.folder, pwd.getpwnam(self._who).pw_uid, -1)
        self._settings = [
            part for each in (*settings, f"unix_socket_directories={self.folder}") for part in ("-c", each)
        ]
        self.address = f"postgresql+psycopg://moves@/postgres?host={quote(str(self.folder), safe='')}"
        initdb = [_program("initdb"), "-D", str(self._data), "-U", "moves", "-A", "trust", "-E", "UTF8", "--no-sync"]
        _run(initdb, self._who)
        self.start()

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._process = subprocess.Popen(
            [_program("postgres"), "-D", str(self._data), *self._settings],
            user=self._who,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait(self.address)

    def kill(self) -> None:
        """What a power cut does: gone at once, and everybody's transactions with it."""
        self._process.kill()
        self._process.wait()
        # Its own children see that it is gone and go too; until then a new one would not start.
        until = time.monotonic() + 30
        while _is_used(self.folder) and time.monotonic() < until:
            time.sleep(0.02)

    def remove(self) -> None:
        self._process.send_signal(signal.SIGINT)  # ends everybody's sessions
        self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def running() -> Iterator[str]:
    """The server's address, also in the environment."""
    server = Server()
    try:
        with MonkeyPatch.context() as environment:
            environment.setenv(ADDRESS, server.address)
            yield server.address
    finally:
        server.remove()


def _is_used(folder: Path) -> bool:
    """Whether a process of a server of this folder is left."""
    for each in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if each.resolve() == folder / "data":
                return True
        except OSError:
            continue
    return False


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else name


def _run(command: Sequence[str], who: str | None) -> None:
    subprocess.run(command, user=who, cwd="/", check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _wait(address: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(address.replace("+psycopg", "")).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
