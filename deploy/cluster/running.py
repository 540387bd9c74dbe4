"""Starts the cluster's programs, kills some of them, and leaves nothing behind."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.cluster.configuration import HERE, Node, etcd, haproxy, patroni

NOBODY = "postgres"
"""Debian's own user for it, where this is started by root: PostgreSQL refuses to run as root."""
STARTS = 120.0
"""Seconds within which everything is to be there."""


class Cluster:
    """Three nodes and what stands before them."""

    def __init__(self) -> None:
        self._who = NOBODY if os.getuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="moves-cluster-"))
        self._give(self.folder)
        self._programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        self._passwords = {name: secrets.token_urlsafe(24) for name in ("postgres", "copying", "moves")}
        ports = free_ports(13)
        self.nodes = [Node(f"node{n}", self._made(f"node{n}"), *ports[4 * n : 4 * n + 4]) for n in range(3)]
        self.port = ports[12]
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        """Of all three: the driver finds the one that can be written to."""
        hosts = ",".join(f"{HERE}:{each.sql}" for each in self.nodes)
        return f"postgresql://moves:{self._passwords['moves']}@{hosts}/moves?target_session_attrs=read-write"

    @property
    def address_of_proxy(self) -> str:
        """One address, behind which HAProxy finds the primary."""
        return f"postgresql://moves:{self._passwords['moves']}@{HERE}:{self.port}/moves"

    def start(self) -> None:
        """Start everything and make the database. Raises TimeoutError, with what the programs said in `folder`."""
        for node in self.nodes:
            self._run(f"etcd of {node.name}", etcd(node, self.nodes))
        for node in self.nodes:
            self._write(node.settings, patroni(node, self.nodes, self._programs, self._passwords))
            self.start_node(node)
        proxy = self.folder / "haproxy.cfg"
        self._write(proxy, haproxy(self.nodes, self.port))
        self._run("haproxy", ["/usr/sbin/haproxy", "-db", "-f", str(proxy)])
        wait_until(lambda: self.primary() is not None and len(self.copies()) == 2, "three nodes")
        self._make_database()

    def start_node(self, node: Node) -> None:
        """Start a node's Patroni, which starts its PostgreSQL and has it join the others."""
        self._run(node.name, ["/usr/bin/patroni", str(node.settings)])

    def kill_node(self, node: Node) -> None:
        """What a power cut does to a machine, but for its etcd."""
        self._running.pop(node.name).kill()
        self.kill_server(node)

    def kill_server(self, node: Node) -> None:
        """What runs out of memory: PostgreSQL alone is gone."""
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((node.data / "postmaster.pid").read_text("utf-8").split()[0]), signal.SIGKILL)

    def primary(self) -> Node | None:
        """Who can be written to just now."""
        return next((each for each in self.nodes if self._recovers(each) is False), None)

    def copies(self) -> Sequence[Node]:
        """Who follows it just now."""
        return [each for each in self.nodes if self._recovers(each)]

    def is_whole(self) -> bool:
        """Whether the primary has a copy that confirms what it writes and another, and both can be asked."""
        with suppress(psycopg.Error), psycopg.connect(self._as_superuser(self.address)) as line:
            found = line.execute("SELECT state, sync_state FROM pg_stat_replication").fetchall()
            follow = len(found) == 2 and all(state == "streaming" for state, _ in found)
            return follow and "sync" in [each for _, each in found] and len(self.copies()) == 2
        return False

    def stop(self) -> None:
        """Stop everything and remove its files."""
        for name in reversed([*self._running]):
            self._running[name].terminate()
            try:
                self._running[name].wait(30)
            except subprocess.TimeoutExpired:
                self._running[name].kill()
        for node in self.nodes:
            self.kill_server(node)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _recovers(self, node: Node) -> bool | None:
        """True for a copy, False for the primary, None while it does not answer."""
        one = f"postgresql://postgres:{self._passwords['postgres']}@{HERE}:{node.sql}/postgres?connect_timeout=2"
        with suppress(psycopg.Error), psycopg.connect(one) as line:
            [found] = line.execute("SELECT pg_is_in_recovery()").fetchone() or [None]
            return bool(found)
        return None

    def _make_database(self) -> None:
        with psycopg.connect(self._as_superuser(self.address), autocommit=True) as line:
            line.execute(sql.SQL("CREATE ROLE moves LOGIN PASSWORD {}").format(self._passwords["moves"]))
            line.execute("CREATE DATABASE moves OWNER moves")

    def _as_superuser(self, address: str) -> str:
        return address.replace(f"moves:{self._passwords['moves']}", f"postgres:{self._passwords['postgres']}").replace(
            "/moves", "/postgres"
        )

    def _made(self, name: str) -> Path:
        (self.folder / name).mkdir(mode=0o700)
        self._give(self.folder / name)
        return self.folder / name

    def _write(self, file: Path, text: str) -> None:
        file.touch(mode=0o600)
        file.write_text(text, "utf-8")
        self._give(file)

    def _give(self, path: Path) -> None:
        if self._who:
            os.chown(path, pwd.getpwnam(self._who).pw_uid, -1)

    def _run(self, name: str, command: Sequence[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, user=self._who, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )


@contextmanager
def running() -> Iterator[Cluster]:
    """A cluster for as long as it lasts."""
    cluster = Cluster()
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def wait_until(is_so: Callable[[], bool], what: str, within: float = STARTS) -> None:
    """Wait. Raises TimeoutError."""
    until = time.monotonic() + within
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(f"After {within:.0f} seconds: no {what}.")
        time.sleep(0.2)


def free_ports(number: int) -> Sequence[int]:
    """Loopback ports nobody listens on just now."""
    probes = [socket.socket() for _ in range(number)]
    for each in probes:
        each.bind((HERE, 0))
    found = [int(each.getsockname()[1]) for each in probes]
    for each in probes:
        each.close()
    return found
