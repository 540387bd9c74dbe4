"""The Python environment of a checkout, whole or not there: `python3 .ci/environment.py .venv requirements.txt`.

A file inside says what it is made of, or that it is unfinished: then it was broken off, and is made anew. One that
somebody made by hand has no such file and is never thrown away. Run by any Python, with nothing installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

OLDEST = (3, 11)
MADE_OF = "made-of"
UNFINISHED = "unfinished"
SYSTEM_PACKAGES = Path(__file__).with_name("system-packages")
IS_WINDOWS = sys.platform == "win32"


def main(name: str, *lists: str) -> None:
    """Have everything in these lists of requirements in the environment of this name."""
    if sys.version_info < OLDEST:
        raise SystemExit(
            f"Python {_dotted(OLDEST)} or newer is needed: {sys.executable} is {_dotted(sys.version_info)}."
        )
    home = Path(name).resolve()
    wanted = [f"{each} {sha256(Path(each).read_bytes()).hexdigest()}" for each in lists]
    with _nobody_else(home) as lock:
        made, identity = _read(home), _identity(home)
        if identity and made[:1] == identity and set(wanted) <= set(made):
            return
        print(f"Installing {' and '.join(lists)} into {name}: a minute or two, the first time.", flush=True)
        if not identity or made[:1] not in ([], identity):
            _make(home, lock)
        _write(home, [UNFINISHED])
        _install(home, lists, lock)
        _write(home, [*_identity(home), *wanted])


def python_of(home: Path) -> Path:
    """The Python of an environment."""
    return home / "Scripts" / "python.exe" if IS_WINDOWS else home / "bin" / "python"


@contextmanager
def _nobody_else(home: Path) -> Iterator[int | None]:
    """Held by the installers that are started too: one that outlives a broken-off `make` is waited for. On Windows, which has
    no such lock of a folder, by nobody."""
    if IS_WINDOWS:
        yield None
        return
    import fcntl

    lock = os.open(home.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Waiting: something else is installing into {home}.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def _identity(home: Path) -> list[str]:
    """The Python that answers there with its pip, and from where: one moved, or whose Python has gone, is another or none."""
    asked = "import pip, sys; print(*sys.version_info[:2], sys.prefix)"
    try:
        told = subprocess.run([python_of(home), "-c", asked], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return told.stdout.splitlines()


def _held_by(lock: int | None) -> dict[str, Any]:
    return {} if lock is None else {"pass_fds": [lock]}


def _make(home: Path, lock: int | None) -> None:
    command = [sys.executable, "-m", "venv", str(home)]
    _begin(home)
    if subprocess.run(command, capture_output=True, check=False, **_held_by(lock)).returncode:
        _begin(home)
        package = f"python{_dotted(sys.version_info)}-venv"
        from_the_system = [] if IS_WINDOWS else [[str(SYSTEM_PACKAGES), f"To make {home.name}", package]]
        for each in (*from_the_system, command):
            if subprocess.run(each, check=False, **_held_by(lock)).returncode:
                raise SystemExit(1)


def _begin(home: Path) -> None:
    """Empty, but for the word that it is unfinished: said first, for this may be broken off too."""
    home.mkdir(exist_ok=True)
    _write(home, [UNFINISHED])
    for each in home.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        elif each.name != MADE_OF:
            each.unlink()


def _install(home: Path, lists: Sequence[str], lock: int | None) -> None:
    pip = [str(python_of(home)), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    named = [word for each in lists for word in ("-r", each)]
    if subprocess.run([*pip, "install", "--require-hashes", *named], check=False, **_held_by(lock)).returncode:
        raise SystemExit(f"Not everything in {' and '.join(lists)} could be installed: the lines above say why.")


def _read(home: Path) -> list[str]:
    file = home / MADE_OF
    return file.read_text("utf-8").splitlines() if file.exists() else []


def _write(home: Path, lines: Sequence[str]) -> None:
    """At once or not at all, after everything it speaks of is on the disk."""
    if not IS_WINDOWS:
        os.sync()
    written = home / f"{MADE_OF}.new"
    written.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    written.replace(home / MADE_OF)


def _dotted(version: Sequence[object]) -> str:
    return ".".join(str(part) for part in version[:2])


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
