"""In a root without systemd, in the place of `systemctl`: starts what the unit files themselves say, as the user they name.

Of a unit it knows ExecStart, Type, User, WorkingDirectory, Environment, UMask, StateDirectory, CacheDirectory and
AmbientCapabilities. What locks a service in (ProtectSystem and its kind) is systemd's own work and is not done here. A timer
is noted and never rings. Run inside the trial's root alone.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PLACES = ("/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system")
RUNNING = Path("/run/trial-units")
LOGS = Path("/var/log/trial-units")
Unit = Mapping[str, Sequence[str]]


def main(words: Sequence[str]) -> int:
    verb, *units = [word for word in words if not word.startswith("-")] or [""]
    for folder in (RUNNING, LOGS):
        folder.mkdir(parents=True, exist_ok=True)
    if verb == "enable" and "--now" not in words:
        return 0
    verbs = {"enable": start, "start": start, "stop": stop, "restart": restart, "is-active": is_active}
    return max((verbs[verb](each) for each in expanded(units)), default=0) if verb in verbs else 0


def expanded(units: Sequence[str]) -> Sequence[str]:
    """Debian's postgresql.service stands for every cluster there is."""
    clusters = [f"postgresql@{each.parent.name}-{each.name}" for each in Path("/etc/postgresql").glob("*/*")]
    return [part for each in units for part in (clusters if each in ("postgresql", "postgresql.service") else [each])]


def read(name: str) -> Unit:
    base, _, instance = name.removesuffix(".service").partition("@")
    file = f"{base}@.service" if instance else name if "." in name else f"{name}.service"
    found = next(Path(place) / file for place in PLACES if (Path(place) / file).exists())
    lines: dict[str, list[str]] = {}
    text = (
        found.read_text("utf-8").replace("\\\n", " ").replace("%i", instance).replace("%I", instance.replace("-", "/"))
    )
    for line in text.splitlines():
        key, is_said, value = line.partition("=")
        if is_said and not line.startswith(("#", ";")):
            lines.setdefault(key.strip(), []).append(value.strip())
    return lines


def start(name: str) -> int:
    if is_active(name) == 0:
        return 0
    if name.endswith((".timer", ".target")):
        read(name)
        (RUNNING / name).write_text("1")
        return 0
    unit = read(name)
    kind = unit.get("Type", ["simple"])[-1]
    with (LOGS / f"{name}.log").open("ab") as log:
        for command in unit["ExecStart"]:
            begun = subprocess.Popen(
                [*as_user(unit), *shlex.split(command.lstrip("-+!"))],
                cwd=unit.get("WorkingDirectory", ["/"])[-1].lstrip("-"),
                env=environment(unit),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: prepare(unit),
            )
            if kind in ("oneshot", "forking") and begun.wait():
                return 1
    (RUNNING / name).write_text(str(begun.pid if kind not in ("oneshot", "forking") else 1))
    time.sleep(0.3)
    return is_active(name) if kind not in ("oneshot", "forking") else 0


def environment(unit: Unit) -> Mapping[str, str]:
    user = pwd.getpwnam(unit.get("User", ["root"])[-1])
    said = [word.partition("=") for line in unit.get("Environment", []) for word in shlex.split(line)]
    usual = {"PATH": os.defpath + ":/usr/sbin:/sbin", "LANG": "C.UTF-8", "HOME": user.pw_dir, "USER": user.pw_name}
    return usual | {name: value for name, _, value in said}


def as_user(unit: Unit) -> Sequence[str]:
    """With what its user may do beside: that alone can give it across an exec."""
    user = pwd.getpwnam(unit.get("User", ["root"])[-1])
    if not user.pw_uid:
        return ()
    caps = [
        f"+{each.removeprefix('CAP_').lower()}" for line in unit.get("AmbientCapabilities", []) for each in line.split()
    ]
    given = [f"--inh-caps={','.join(caps)}", f"--ambient-caps={','.join(caps)}"] if caps else []
    return ("setpriv", "--reuid", user.pw_name, "--regid", str(user.pw_gid), "--init-groups", *given)


def prepare(unit: Unit) -> None:
    user = pwd.getpwnam(unit.get("User", ["root"])[-1])
    os.umask(int(unit.get("UMask", ["022"])[-1], 8))
    for kind, place in (("StateDirectory", "/var/lib"), ("CacheDirectory", "/var/cache")):
        for each in unit.get(kind, []):
            folder = Path(place) / each
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(int(unit.get(f"{kind}Mode", ["0755"])[-1], 8))
            shutil.chown(folder, user.pw_uid, user.pw_gid)


def stop(name: str) -> int:
    if is_active(name) == 0 and (pid := int((RUNNING / name).read_text())) > 1:
        os.killpg(pid, signal.SIGTERM)
        until = time.monotonic() + float(read(name).get("TimeoutStopSec", ["90"])[-1].rstrip("s"))
        while is_active(name) == 0 and time.monotonic() < until:
            time.sleep(0.05)
        if is_active(name) == 0:
            os.killpg(pid, signal.SIGKILL)
    (RUNNING / name).unlink(missing_ok=True)
    return 0


def restart(name: str) -> int:
    return stop(name) or start(name)


def is_active(name: str) -> int:
    """As `systemctl is-active`: 0 where it runs, 3 where it does not."""
    noted = RUNNING / name
    if not noted.exists():
        return 3
    pid = int(noted.read_text() or "0")
    if pid == 1:
        return 0
    try:
        return 3 if "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text() else 0
    except FileNotFoundError:
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
