"""Both commands in a bare Debian, as somebody meets them who has nothing yet: `make trial-fresh [suite=trixie]`.

Nothing is in there but what `README.md` asks for. Each command is tried twice, and again after its set-up was broken
off at ten moments. What is downloaded is kept for the next trial; how this computer reaches Debian and Python's
packages is carried in. Run as root, by any Python, with nothing installed but what this installs: mmdebstrap.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OURS = Path(__file__).resolve().parent.parent
SUITES = ("bookworm", "trixie")
BARE = "python3,make,git,ca-certificates"
KEPT = Path("/var/tmp/managed-moves-trial-fresh")
CARRIED = ("etc/resolv.conf", "etc/hosts", "etc/pip.conf", "etc/xdg/pip", "root/.config/pip", "root/.pip")
CARRIED_NAMES = ("PIP_", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
THERE = "srv/managed-moves"
A_BROWSER_TEST = ".venv/bin/python -m pytest -n 0 tests/browser/test_the_way_in.py -k both_ways_of_serving"
MOMENTS = 10
LONGEST = 3600

INSIDE = """
set -eu
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --rbind /sys "$1/sys"
mount --bind "$2/archives" "$1/var/cache/apt/archives"
mount --bind "$2/pip" "$1/root/.cache/pip"
root=$1
shift 2
exec chroot "$root" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
"""


class Root:
    """A bare Debian of its own, with a clone of this project in it."""

    def __init__(self, suite: str, folder: Path) -> None:
        self.kept = KEPT / suite
        self.at = folder / "root"
        self.at.mkdir()
        say_and_do("tar", "-C", str(self.at), "-xf", str(bare(suite)))
        for each in CARRIED:
            carry(Path("/") / each, self.at / each)
        carry(Path("/usr/local/share/ca-certificates"), self.at / "usr/local/share/ca-certificates")
        (self.at / "root/.cache/pip").mkdir(parents=True)
        # A service that started in here would listen on the whole computer.
        (self.at / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (self.at / "usr/sbin/policy-rc.d").chmod(0o755)
        (self.at / "etc/dpkg/dpkg.cfg.d/quick").write_text("force-unsafe-io\n")
        say_and_do("git", "clone", "-q", str(OURS), str(self.at / THERE))
        self.do("update-ca-certificates")

    def start(self, command: str, **env: str) -> subprocess.Popen[bytes]:
        """In a process group and namespaces of its own: when its first process ends, so does everything in there."""
        carried = {name: word for name, word in os.environ.items() if name.startswith(CARRIED_NAMES)} | env
        words = [f"{name}={word}" for name, word in carried.items()]
        unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", INSIDE, "sh"]
        log = (self.at.parent / "log").open("ab")
        return subprocess.Popen(
            [*unshare, str(self.at), str(self.kept), *words, "sh", "-c", f"cd /{THERE} && exec {command}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def do(self, command: str) -> float:
        """How many seconds it took."""
        began = time.monotonic()
        with broken_off(self.start(command)) as process:
            if process.wait(LONGEST):
                self.give_up(command)
        return time.monotonic() - began

    def run(self) -> float:
        """`make run`, until its page answers; how many seconds that took."""
        began, port = time.monotonic(), free_port()
        with broken_off(self.start("make run", STREAMLIT_SERVER_PORT=str(port))) as app:
            while not answers(f"http://127.0.0.1:{port}/"):
                if app.poll() is not None or time.monotonic() > began + LONGEST:
                    self.give_up("make run")
                time.sleep(0.2)
        return time.monotonic() - began

    def break_off(self, command: str, after: float, how: signal.Signals) -> None:
        with broken_off(self.start(command), how) as process:
            time.sleep(after)
            state = "was under way" if process.poll() is None else "had ended"
        print(f"{command}: {how.name} after {after:.0f} s, when it {state}", flush=True)

    def installed(self) -> set[tuple[str, int]]:
        """Every file of the environment and its length, but for what Python compiles as it goes."""
        home = self.at / THERE / ".venv"
        found = (path for path in home.rglob("*") if path.is_file() and not path.is_symlink() and path.suffix != ".pyc")
        return {(str(path.relative_to(home)), path.stat().st_size) for path in found}

    def give_up(self, command: str) -> None:
        said = (self.at.parent / "log").read_text("utf-8", "replace").splitlines()[-40:]
        raise SystemExit("\n".join([*said, f"{command} failed in the bare root: the lines above are its last."]))


def main(*suites: str) -> None:
    if os.geteuid():
        raise SystemExit("A root of its own can only be made by root: sudo make trial-fresh")
    for suite in suites or SUITES:
        try_both_commands(suite)


def try_both_commands(suite: str) -> None:
    """Everything, in the order in which somebody would meet it, with the downloads at hand so that times can be told."""
    download(suite)
    with fresh(suite) as root:
        first = tell("make run, from nothing", root.run())
        whole = root.installed()
        tell("make run again", root.run())
        set_up = tell("the set-up of make test", root.do("make system"))
        tell("the same again", root.do("make system"))
        for _ in range(2):
            tell("a browser test", root.do(A_BROWSER_TEST))
    for after, how in moments(first):
        with fresh(suite) as root:
            root.break_off("make run", after, how)
            tell("make run again", root.run())
            if root.installed() != whole:
                raise SystemExit("Not all of the environment is there, or more than all.")
    with fresh(suite) as root:
        for after, how in moments(set_up + first):
            root.break_off("make system", after, how)
        tell("the set-up of make test, after ten times", root.do("make system"))
        tell("a browser test", root.do(A_BROWSER_TEST))
    print(f"{suite}: both commands work, from nothing and after {MOMENTS} times each.")


def download(suite: str) -> None:
    done = KEPT / suite / "done"
    if not done.exists():
        with fresh(suite) as root:
            tell("everything once, for the downloads", root.do("make system"))
        done.touch()


def bare(suite: str) -> Path:
    """The root as Debian makes it: kept, because nothing of ours is in it."""
    for each in ("archives", "pip"):
        (KEPT / suite / each).mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{suite}.tar"
    if not made.exists():
        if not shutil.which("mmdebstrap"):
            say_and_do(str(OURS / ".ci" / "system-packages"), "For the trial", "mmdebstrap")
        (KEPT / "apt.conf").write_text(how_apt_reaches_debian())
        begun = KEPT / f"{suite}.begun.tar"
        options = ("--quiet", "--variant=minbase", f"--include={BARE}", f"--aptopt={KEPT}/apt.conf")
        say_and_do("mmdebstrap", *options, suite, str(begun))
        begun.rename(made)
    return made


def how_apt_reaches_debian() -> str:
    told = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    return "".join(line for line in told.splitlines(keepends=True) if line.startswith("Acquire::"))


@contextmanager
def fresh(suite: str) -> Iterator[Root]:
    with tempfile.TemporaryDirectory(prefix="trial-fresh-", dir=KEPT.parent) as folder:
        yield Root(suite, Path(folder))


@contextmanager
def broken_off(
    process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGKILL
) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, how)
            process.wait()


def moments(seconds: float) -> Iterator[tuple[float, signal.Signals]]:
    """Spread over the time that the whole takes, as by Ctrl-C and as by a power cut in turn."""
    for n in range(MOMENTS):
        yield seconds * (n + 0.5) / MOMENTS, (signal.SIGINT, signal.SIGKILL)[n % 2]


def carry(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copy(source, target)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
    return port


def answers(address: str) -> bool:
    """With the page that a browser would show."""
    asked = urllib.request.Request(address, headers={"Accept": "text/html"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as page:
            return b"Managed Moves</title>" in page.read()
    except OSError:
        return False


def tell(what: str, seconds: float) -> float:
    print(f"{what}: {seconds:.0f} s", flush=True)
    return seconds


def say_and_do(*command: str) -> None:
    print(" ".join(command), flush=True)
    subprocess.run(command, check=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the root is taken away then too
    main(*sys.argv[1:])
