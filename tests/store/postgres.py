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

ADDRESS = "MANAGED_MOVES_TEST_POSTGRESQL"
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


@contextmanager
def running() -> Iterator[str]:
    """The server's address, also in the environment."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    who = NOBODY if os.getuid() == 0 else None
    if who:
        os.chown(folder, pwd.getpwnam(who).pw_uid, -1)
    data = folder / "data"
    _run([_program("initdb"), "-D", str(data), "-U", "moves", "-A", "trust", "-E", "UTF8", "--no-sync"], who)
    settings = [part for each in (*QUICK, f"unix_socket_directories={folder}") for part in ("-c", each)]
    server = subprocess.Popen(
        [_program("postgres"), "-D", str(data), *settings],
        user=who,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"postgresql+psycopg://moves@/postgres?host={quote(str(folder), safe='')}"
    try:
        _wait(address)
        with MonkeyPatch.context() as environment:
            environment.setenv(ADDRESS, address)
            yield address
    finally:
        server.send_signal(signal.SIGINT)  # ends everybody's sessions
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


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
