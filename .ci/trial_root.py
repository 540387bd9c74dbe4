"""A bare Debian in namespaces of its own, with no network but loopback: what it installs comes through one door outside.

PID 1 in there is a few lines of Python: it buries the dead, and hands what comes to its proxy to a socket in the file system,
behind which the trial fetches it. Nothing that listens in there listens on this computer.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import trial_fresh

DOOR = "run/trial-door"
PROXY = "http://127.0.0.1:3128"
SYSTEMCTL = Path(__file__).with_name("trial_units.py")
ENTER = """
set -eu
mount --make-rprivate /
ip link set lo up
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount -t tmpfs tmpfs "$1/run"
mount --bind "$2/archives" "$1/var/cache/apt/archives"
mount --bind "$2/pip" "$1/root/.cache/pip"
mkdir "$1/run/lock" "$1/run/trial"
mount --bind "$3" "$1/run/trial"
exec chroot "$1" /usr/bin/python3 -c "$4"
"""
INSIDE = """
import os, signal, socket, threading
signal.signal(signal.SIGCHLD, lambda *_: bury())
def bury():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]: pass
    except ChildProcessError: pass
def carry(one, other):
    try:
        while some := one.recv(65536): other.sendall(some)
    except OSError: pass
    try: other.shutdown(socket.SHUT_WR)
    except OSError: pass
door = socket.create_server(("127.0.0.1", 3128))
while True:
    inside, _ = door.accept()
    outside = socket.socket(socket.AF_UNIX); outside.connect("/run/trial/door")
    for pair in ((inside, outside), (outside, inside)): threading.Thread(target=carry, args=pair, daemon=True).start()
"""


class OwnRoot:
    """The root and its namespaces, until `close`."""

    def __init__(self, suite: str, folder: Path) -> None:
        self.at, self.folder = folder / "root", folder
        self.at.mkdir(parents=True)
        trial_fresh.say_and_do("tar", "-C", str(self.at), "-xf", str(trial_fresh.bare(suite)))
        for each in trial_fresh.CARRIED:
            trial_fresh.carry(Path("/") / each, self.at / each)
        trial_fresh.carry(Path("/usr/local/share/ca-certificates"), self.at / "usr/local/share/ca-certificates")
        (self.at / "root/.cache/pip").mkdir(parents=True)
        self.write("etc/hosts", "127.0.0.1 localhost moves.example.org\n")
        self.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        self.write("etc/dpkg/dpkg.cfg.d/quick", "force-unsafe-io\n")
        self.write("etc/apt/apt.conf.d/99trial", 'Acquire::http::Pipeline-Depth "0";\n')
        self.write("usr/local/bin/systemctl", f"#!/usr/bin/python3\n{SYSTEMCTL.read_text('utf-8')}", 0o755)
        self.door = Door(folder / "door")
        self.process = self._begin(suite)
        self.do("update-ca-certificates")

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        file = self.at / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        file.chmod(mode)

    def _begin(self, suite: str) -> subprocess.Popen[bytes]:
        kept = trial_fresh.KEPT / suite
        unshare = (
            "unshare",
            "--mount",
            "--net",
            "--pid",
            "--uts",
            "--ipc",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            ENTER,
            "sh",
        )
        begun = subprocess.Popen([*unshare, str(self.at), str(kept), str(self.folder), INSIDE], start_new_session=True)
        until = time.monotonic() + 20
        while not (inner := self._inner(begun.pid)) or self._enter(inner, "test", "-d", "/run/trial"):
            if time.monotonic() > until:
                raise SystemExit("The namespaces could not be made.")
            time.sleep(0.05)
        self.inner = inner
        return begun

    def _inner(self, outer: int) -> int:
        told = Path(f"/proc/{outer}/task/{outer}/children").read_text().split()
        is_in = bool(told) and "python3" in Path(f"/proc/{told[0]}/cmdline").read_text()
        return int(told[0]) if is_in else 0

    def command(self, *words: str, env: Sequence[str] = (), inner: int = 0) -> list[str]:
        """As it is to be run from outside."""
        proxies = [f"{name}={PROXY}" for name in ("http_proxy", "https_proxy")]
        said = [f"{name}={value}" for name, value in os.environ.items() if name.startswith("PIP_")]
        clean = ("env", "-i", "HOME=/root", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
        away = "no_proxy=127.0.0.1,localhost,moves.example.org"
        enter = ("nsenter", "-t", str(inner or self.inner), "-m", "-n", "-p", "-u", "-i", "chroot", str(self.at))
        return [*enter, *clean, *proxies, away, *said, *env, *words]

    def _enter(self, inner: int, *words: str) -> int:
        return subprocess.run(self.command(*words, inner=inner), check=False, capture_output=True).returncode

    def asks(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )

    def do(self, *words: str) -> str:
        done = self.asks(*words)
        if done.returncode:
            raise SystemExit(
                f"{done.stdout}\n{done.stderr}\n{' '.join(words)} failed in the root: the lines above are its last."
            )
        return done.stdout

    def start(self, *words: str, log: str) -> subprocess.Popen[bytes]:
        """In there, until the root is closed."""
        with (self.folder / log).open("ab") as file:
            return subprocess.Popen(self.command(*words), stdin=subprocess.DEVNULL, stdout=file, stderr=file)

    def close(self) -> None:
        """Everything in there ends with its first process."""
        self.process.kill()
        self.process.wait()
        self.door.close()
        shutil.rmtree(self.at, ignore_errors=True)


class Door:
    """The proxy outside: fetches what is asked for by name, one connection a request."""

    def __init__(self, path: Path) -> None:
        self.listens = socket.socket(socket.AF_UNIX)
        self.listens.bind(str(path))
        self.listens.listen(64)
        self.is_open = True
        self.is_dead = False
        """Whether whoever is asked for is away."""
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.listens.close()

    def _serve(self) -> None:
        while True:
            try:
                asked, _ = self.listens.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(asked,), daemon=True).start()

    def _answer(self, asked: socket.socket) -> None:
        try:
            with asked:
                head = b""
                while b"\r\n\r\n" not in head and (some := asked.recv(65536)):
                    head += some
                if head and not self.is_dead:
                    self._pass_on(asked, head)
        except OSError:
            pass

    def _pass_on(self, asked: socket.socket, head: bytes) -> None:
        line, _, rest = head.partition(b"\r\n")
        verb, address, version = line.decode().split()
        if verb == "CONNECT":
            host, _, port = address.partition(":")
            with socket.create_connection((host, int(port)), 60) as far:
                asked.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                both_ways(asked, far)
            return
        to = urlsplit(address)
        path = f"{to.path}?{to.query}" if to.query else to.path
        kept = [each for each in rest.split(b"\r\n") if not each.lower().startswith((b"connection:", b"proxy-"))]
        with socket.create_connection((to.hostname or "", to.port or 80), 60) as far:
            far.sendall(b"\r\n".join([f"{verb} {path} {version}".encode(), b"Connection: close", *kept]))
            both_ways(asked, far)


def both_ways(one: socket.socket, other: socket.socket) -> None:
    back = threading.Thread(target=carry_bytes, args=(other, one), daemon=True)
    back.start()
    carry_bytes(one, other)
    back.join()


def carry_bytes(from_: socket.socket, to: socket.socket) -> None:
    try:
        while some := from_.recv(65536):
            to.sendall(some)
        to.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def the_project(target: Path) -> None:
    """As an archive of it unpacks: what git keeps or would keep, without git."""
    ours = trial_fresh.OURS
    told = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ours, capture_output=True, text=True, check=True
    )
    for name in filter(None, told.stdout.split("\0")):
        if name == ".venv":
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).unlink(missing_ok=True)
        shutil.copy(ours / name, target / name, follow_symlinks=False)


if __name__ == "__main__":
    sys.exit("This is a part of .ci/trial_install.py.")
