"""The three stores that a load is put on, each a real one on loopback: a file, the Sheets test server, a PostgreSQL server."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from benchmarks.serving import ROOT
from store.choose import open_store
from store.settings import GOOGLE_SETTING, KEY_SETTING, STORE_SETTING
from store.sheets.layout.steps import set_up

NOBODY = "postgres"
"""Debian's own user for the server, where this runs as root."""


def _nothing() -> None:
    """A store that is never away."""


@dataclass(frozen=True)
class Kept:
    """A store: what the app is told of it."""

    env: Mapping[str, str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """What another computer would be told, to see what truly arrived; nothing where there is one place alone."""
    restart: Callable[[], None] = _nothing
    """End the server at once, as a machine that fails does, and start it again."""


@contextmanager
def sqlite(folder: Path) -> Iterator[Kept]:
    """A file."""
    yield Kept({STORE_SETTING: f"sqlite:///{folder / 'store.sqlite'}"})


@contextmanager
def sheet(folder: Path) -> Iterator[Kept]:
    """A spreadsheet on the test server, in a process of its own, with Google's quota."""
    command = [sys.executable, "-m", "tests.sheets", "--quota", "--folder", str(folder)]
    google = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert google.stdout
        told = json.loads(google.stdout.readline())
        steps = set_up(told["spreadsheet"], Path(told["key_file"]), told["root"])
        assert all(each.done for each in steps), steps
        env = {KEY_SETTING: told["key_file"], GOOGLE_SETTING: told["root"]}
        here, there = (
            f"sheet:{told['spreadsheet']}?file={quote(str(folder / name))}" for name in ("a.sqlite", "b.sqlite")
        )
        yield Kept({**env, STORE_SETTING: here}, {**env, STORE_SETTING: there})
    finally:
        google.send_signal(signal.SIGTERM)
        google.wait(timeout=20)


@contextmanager
def postgres(folder: Path) -> Iterator[Kept]:
    """A PostgreSQL that keeps what it acknowledged over a failure, as it comes; reached through a socket in a folder."""
    who = NOBODY if os.getuid() == 0 else None
    home = folder / "postgres"
    home.mkdir()
    if who:
        os.chown(home, pwd.getpwnam(who).pw_uid, -1)
        _let_through(folder)
    run = [_program("initdb"), "-D", str(home / "data"), "-U", "moves", "-A", "trust", "-E", "UTF8"]
    subprocess.run(run, user=who, cwd="/", check=True, stdout=subprocess.DEVNULL)
    running = [_start(home, who)]

    def restart() -> None:
        _end(running.pop(), signal.SIGQUIT)
        running.append(_start(home, who))

    try:
        address = f"postgresql+psycopg://moves@/postgres?host={quote(str(home), safe='')}"
        yield Kept({STORE_SETTING: address}, restart=restart)
    finally:
        _end(running.pop(), signal.SIGINT)


def _start(home: Path, who: str | None) -> subprocess.Popen[bytes]:
    settings = ("listen_addresses=", f"unix_socket_directories={home}", "max_connections=200")
    command = [_program("postgres"), "-D", str(home / "data"), *(part for each in settings for part in ("-c", each))]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, user=who, cwd="/", stdout=quiet, stderr=quiet)
    until = time.monotonic() + 60
    ready = [_program("pg_isready"), "-q", "-h", str(home)]
    while subprocess.run(ready, check=False).returncode and time.monotonic() < until:
        time.sleep(0.1)
    return server


def _end(server: subprocess.Popen[bytes], number: signal.Signals) -> None:
    server.send_signal(number)
    server.wait(timeout=60)


def _let_through(folder: Path) -> None:
    """The server's own user must reach its folder."""
    for each in (folder, *folder.parents):
        if each != each.parent and not each.stat().st_mode & 0o001:
            each.chmod(each.stat().st_mode | 0o011)


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name) or name


STORES = {"sqlite": sqlite, "sheet": sheet, "postgres": postgres}


def open_kept(env: Mapping[str, str]):  # type: ignore[no-untyped-def]
    """The store that an environment means, in this process."""
    return open_store(env[STORE_SETTING], env)
