"""The machine that is set up: its files, written whole or not at all, and its commands, whose refusals are told in words."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.site.answers import Refused

SECRETS = "/etc/managed-moves/secrets.toml"
ANSWERS = "/etc/managed-moves/answers.toml"
KEY = "/etc/managed-moves/backup-key"
STATE = "/var/lib/managed-moves"
WATCH = "/var/lib/managed-moves-watch"
SCRATCH = "/var/cache/managed-moves-backup"
PROGRAM = "/srv/managed-moves"
RELEASES = "/srv/managed-moves-releases"
USER = "moves"
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Machine:
    """This computer; in a test, a folder in its place."""

    root: Path = Path("/")
    env: Mapping[str, str] = field(default_factory=dict)

    def at(self, path: str) -> Path:
        """Where a file of the machine is."""
        return self.root / path.lstrip("/")

    def read(self, path: str) -> str:
        """What a file says; empty where there is none."""
        found = self.at(path)
        return found.read_text("utf-8") if found.is_file() else ""

    def write(self, path: str, text: str, mode: int = 0o644, owner: str = "") -> None:
        """At once or not at all, also where the power goes: beside it first, then in its place."""
        target = self.at(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if owner:
            shutil.chown(beside, owner, owner)
        beside.replace(target)

    def folder(self, path: str, mode: int = 0o755, owner: str = "") -> None:
        """There, and of this owner."""
        target = self.at(path)
        target.mkdir(parents=True, exist_ok=True)
        target.chmod(mode)
        if owner:
            shutil.chown(target, owner, owner)

    def asks(self, *command: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """What a command answers, whatever it is."""
        try:
            return subprocess.run(
                command,
                input=stdin,
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, **QUIET, **self.env},
            )
        except OSError as problem:
            return subprocess.CompletedProcess(command, 127, "", f"{command[0]}: {problem.strerror}")

    def does(self, *command: str, why: str, stdin: str | None = None) -> str:
        """What a command says. Raises Refused with `why` and its last lines where it could not be done."""
        done = self.asks(*command, stdin=stdin)
        if done.returncode:
            last = "\n".join(f"    {line}" for line in (done.stderr or done.stdout).strip().splitlines()[-6:])
            raise Refused(f"{why}\n  “{' '.join(command[:4])} …” said:\n{last}")
        return done.stdout

    def as_user(self, user: str, *command: str, why: str) -> str:
        """The same, as somebody else than root."""
        return self.does("runuser", "-u", user, "--", *command, why=why)

    def is_active(self, unit: str) -> bool:
        """Whether a service runs."""
        return self.asks("systemctl", "is-active", "--quiet", unit).returncode == 0

    def units(self, verb: str, *units: str, why: str) -> None:
        """Start, stop or enable services."""
        self.does("systemctl", *verb.split(), *units, why=why)

    def site_env(self) -> Mapping[str, str]:
        """What the app's own commands are told."""
        return {"MANAGED_MOVES_SECRETS": SECRETS, "HOME": STATE, "PYTHONDONTWRITEBYTECODE": "1"}

    def app(self, module: str, *words: str, why: str) -> str:
        """A command of the app itself, as its own user, with its own settings."""
        told = [f"{name}={value}" for name, value in self.site_env().items()]
        inside = f'cd {PROGRAM} && exec .venv/bin/python -m {module} "$@"'
        return self.as_user(USER, "env", *told, "sh", "-c", inside, "sh", *words, why=why)


def free_bytes(path: Path) -> int:
    """On the disk that a path is or will be on."""
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free


def package_words(words: Sequence[str]) -> str:
    """As a person lists them."""
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else "".join(words)
