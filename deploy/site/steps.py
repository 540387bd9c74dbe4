"""What is done, in order. Each step says what it does, knows whether it is done, and can be done again after it was broken off."""

from __future__ import annotations

import hashlib
import os
import secrets as chance
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.site import machine as of
from deploy.site import texts
from deploy.site.answers import POSTGRESQL, SPREADSHEET, Refused, SiteAnswers
from deploy.site.machine import Machine

PACKAGES = ("caddy", "restic", "python3-venv", "ca-certificates", "openssl", "unattended-upgrades")
NFTABLES, UFW = "/etc/nftables.conf", "/etc/ufw/ufw.conf"
WROTE = f"{of.STATE}-watch/wrote"
NOT_CARRIED = shutil.ignore_patterns(
    ".git",
    ".venv*",
    "__pycache__",
    "*.pyc",
    "data",
    "secrets.toml",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
)
LINKED = "/etc/systemd/system"


@dataclass(frozen=True)
class InstallStep:
    """One thing that is done."""

    says: str
    """In words, to whoever watches."""
    is_done: Callable[[], bool]
    do: Callable[[], None]


def steps(machine: Machine, answers: SiteAnswers, source: Path) -> Sequence[InstallStep]:
    """All of them. Whatever is done already is left as it is: another release than the one that runs is for `deploy/upgrade`."""
    release = running(machine) or release_folder(source)
    return [
        InstallStep(
            "Keep the answers", lambda: _says(machine, of.ANSWERS, answers.written()), lambda: _keep(machine, answers)
        ),
        InstallStep(
            f"Install Debian’s own packages: {of.package_words(packages(answers))}",
            lambda: not missing(machine, answers),
            lambda: install_packages(machine, answers),
        ),
        InstallStep(
            "Make the user moves, who owns nothing but the entries",
            lambda: has_user(machine),
            lambda: add_user(machine),
        ),
        InstallStep(
            f"Copy this release to {release}",
            lambda: machine.at(release).is_dir(),
            lambda: copy_release(machine, source),
        ),
        InstallStep(
            "Install what the app needs, each file checked against its hash",
            lambda: has_environment(machine, release),
            lambda: make_environment(machine, release),
        ),
        InstallStep(f"Have {of.PROGRAM} lead there", lambda: bool(running(machine)), lambda: lead_to(machine, release)),
        *([_database(machine)] if answers.store == POSTGRESQL else []),
        *([_sheet_key(machine, answers)] if answers.store == SPREADSHEET else []),
        *files(machine, answers),
        InstallStep(
            "Make the key that locks the copies", lambda: bool(machine.read(of.KEY)), lambda: make_key(machine)
        ),
        InstallStep(
            "Make the place of the copies", lambda: has_copies(machine, answers), lambda: begin_copies(machine, answers)
        ),
    ]


def files(machine: Machine, answers: SiteAnswers) -> Sequence[InstallStep]:
    """Those that write a file of the machine, from the release whose installer this is."""
    return [
        _file(
            machine,
            of.SECRETS,
            texts.secrets(answers),
            "Tell the app who comes in and where entries are kept",
            0o600,
            of.USER,
        ),
        *(
            _file(machine, f"{LINKED}/{name}", texts.unit(name, answers), f"Write the unit {name}")
            for name in texts.UNITS
        ),
        _file(
            machine,
            "/etc/caddy/Caddyfile",
            texts.caddyfile(answers),
            "Tell Caddy the site’s name: it gets the certificate",
        ),
        _file(
            machine,
            "/etc/apt/apt.conf.d/52managed-moves",
            texts.UNATTENDED,
            "Have Debian’s repairs installed each night",
        ),
        *([_firewall(machine)] if answers.firewall == "yes" else []),
    ]


def packages(answers: SiteAnswers) -> tuple[str, ...]:
    """Those of the system."""
    firewall = ("nftables",) if answers.firewall == "yes" else ()
    return (*PACKAGES, *firewall, *(("postgresql",) if answers.store == POSTGRESQL else ()))


def missing(machine: Machine, answers: SiteAnswers) -> list[str]:
    """Of the packages, those that are not wholly installed."""
    told = machine.asks("dpkg-query", "-W", "-f", "${Package} ${Status}\n", *packages(answers)).stdout.splitlines()
    there = {line.split()[0] for line in told if line.endswith("install ok installed")}
    return [name for name in packages(answers) if name not in there]


def install_packages(machine: Machine, answers: SiteAnswers) -> None:
    """Finish what was broken off, ask what there is, install."""
    again = "Nothing that ran before has changed. When Debian’s packages can be reached, run this again."
    machine.does(
        "dpkg", "--force-confold", "--configure", "-a", why="A package that was being installed could not be finished."
    )
    get = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Options::=--force-confold")
    machine.does(
        *get,
        "-o",
        "APT::Update::Error-Mode=any",
        "update",
        why=f"Debian’s list of packages could not be fetched. {again}",
    )
    machine.does(*get, "-f", "install", why=f"A package that was being installed could not be finished. {again}")
    wanted = missing(machine, answers)
    machine.does(
        *get, "--no-install-recommends", "install", *wanted, why=f"Debian’s packages could not be installed. {again}"
    )


def has_user(machine: Machine) -> bool:
    """Whether the user is there, and what is theirs."""
    return machine.asks("id", of.USER).returncode == 0 and machine.at(of.STATE).is_dir()


def add_user(machine: Machine) -> None:
    """A user of the system, who cannot sign in."""
    if machine.asks("id", of.USER).returncode:
        shell = "/usr/sbin/nologin"
        command = ("useradd", "--system", "--home-dir", of.STATE, "--shell", shell, "--user-group", of.USER)
        machine.does(*command, why="The user could not be made.")
    machine.folder(of.STATE, 0o700, of.USER)


def release_folder(source: Path) -> str:
    """Where a release lies: named by what is in it, so that another is another folder."""
    told = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        inside = path.relative_to(source)
        if path.is_file() and not _is_left(inside):
            told.update(f"{inside} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return f"{of.RELEASES}/{told.hexdigest()[:12]}"


def _is_left(inside: Path) -> bool:
    parts = inside.parts
    return any(NOT_CARRIED(str(Path(*parts[:at])), [part]) for at, part in enumerate(parts))


def running(machine: Machine) -> str:
    """The folder of the release that runs; empty where none does."""
    link = machine.at(of.PROGRAM)
    return str(link.readlink()) if link.is_symlink() else ""


def copy_release(machine: Machine, source: Path) -> None:
    """Beside its place first: a folder that is there is whole."""
    target = machine.at(release_folder(source))
    beside = target.with_name(f".{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(source, beside, ignore=NOT_CARRIED, symlinks=True)
    for each in [beside, *beside.rglob("*")]:
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or os.access(each, os.X_OK) else 0o644)
    os.sync()
    beside.rename(target)


def has_environment(machine: Machine, release: str) -> bool:
    """Whether it is whole, and made of what the release names."""
    home, lists = machine.at(release), "requirements-site.txt"
    made = machine.read(f"{release}/.venv/made-of").splitlines()
    return made[-1:] == [f"{lists} {_sum((home / lists).read_text('utf-8'))}"] if made else False


def make_environment(machine: Machine, release: str) -> None:
    """The app's own Python: whole or not there, however often this is broken off."""
    inside = f"cd {release} && umask 022 && exec python3 .ci/environment.py .venv requirements-site.txt"
    why = "What the app needs could not be installed. What ran before runs on. When Python’s packages can be reached, run this again."
    machine.does("sh", "-c", inside, why=why)


def lead_to(machine: Machine, release: str) -> None:
    """In one step from one release to another."""
    link = machine.at(of.PROGRAM)
    if link.is_dir() and not link.is_symlink():
        raise Refused(f"{of.PROGRAM} is there and was not made by this installer. Move it away, and run this again.")
    beside = link.with_name(".managed-moves.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(release)
    beside.replace(link)


def _says(machine: Machine, path: str, text: str) -> bool:
    return machine.read(path) == text


def _keep(machine: Machine, answers: SiteAnswers) -> None:
    machine.folder("/etc/managed-moves", 0o755)
    machine.write(of.ANSWERS, answers.written(), 0o600)


def _file(machine: Machine, path: str, text: str, says: str, mode: int = 0o644, owner: str = "") -> InstallStep:
    """A file of the installer's. One that somebody changed by hand since is theirs, and stays."""
    mark, before = f"{WROTE}/{path.replace('/', '-')}", f"{path}.before-managed-moves"

    def is_theirs() -> bool:
        there, wrote = machine.read(path), machine.read(mark).split()
        return bool(there and wrote) and _sum(there) not in wrote

    def write() -> None:
        machine.folder(of.WATCH, 0o755)
        machine.folder(WROTE, 0o700)
        there, wrote = machine.read(path), machine.read(mark)
        if there and not wrote and not machine.read(before):
            machine.write(before, there)
        # Said before it is written: broken off between the two, the file is still known as one of ours.
        machine.write(mark, f"{wrote}{_sum(text)}\n", 0o600)
        machine.write(path, text, mode, owner)

    return InstallStep(f"{says} ({path})", lambda: _says(machine, path, text) or is_theirs(), write)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _database(machine: Machine) -> InstallStep:
    def asked(question: str) -> bool:
        told = machine.asks("runuser", "-u", "postgres", "--", "psql", "-tAc", question)
        return told.stdout.strip() == "1"

    def has_role() -> bool:
        return asked("select 1 from pg_roles where rolname = 'moves'")

    def has_database() -> bool:
        return asked("select 1 from pg_database where datname = 'moves'")

    def make() -> None:
        machine.units("enable --now", "postgresql", why="PostgreSQL could not be started.")
        if not has_role():
            machine.as_user("postgres", "createuser", of.USER, why="The database’s user could not be made.")
        if not has_database():
            machine.as_user("postgres", "createdb", "-O", of.USER, of.USER, why="The database could not be made.")

    return InstallStep("Make a database in this machine’s PostgreSQL", lambda: has_role() and has_database(), make)


def _sheet_key(machine: Machine, answers: SiteAnswers) -> InstallStep:
    def hand_over() -> None:
        file = machine.at(answers.spreadsheet_key)
        if not file.is_file():
            raise Refused(
                f"The key of the spreadsheet is not at {answers.spreadsheet_key}. Put it there, and run this again."
            )
        file.chmod(0o600)
        shutil.chown(file, of.USER, of.USER)

    def is_theirs() -> bool:
        file = machine.at(answers.spreadsheet_key)
        return file.is_file() and file.owner() == of.USER and not file.stat().st_mode & 0o077

    return InstallStep("Close the spreadsheet’s key to everybody but the app", is_theirs, hand_over)


def _firewall(machine: Machine) -> InstallStep:
    if "ENABLED=yes" in machine.read(UFW):

        def allowed() -> bool:
            return "443/tcp" in machine.asks("ufw", "status").stdout

        def allow() -> None:
            machine.does("ufw", "allow", "80,443/tcp", why="The firewall ufw could not be told to let browsers in.")

        return InstallStep("Have the firewall that is here (ufw) let browsers in", allowed, allow)
    ports = texts.ssh_ports(machine.asks("sshd", "-T").stdout, os.environ.get("SSH_CONNECTION", ""))
    return _file(machine, NFTABLES, texts.firewall(ports), "Close the machine to everything but ssh and browsers")


def make_key(machine: Machine) -> None:
    """Forty characters that a person can copy by hand: no letter looks like another."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    key = "-".join("".join(chance.choice(letters) for _ in range(5)) for _ in range(8))
    machine.write(of.KEY, f"{key}\n", 0o600)


def restic(machine: Machine, answers: SiteAnswers, *words: str) -> Sequence[str]:
    """A command of restic on the place of the copies."""
    return (
        "restic",
        "-q",
        "--no-cache",
        "-r",
        str(_place(machine, answers)),
        "--password-file",
        str(machine.at(of.KEY)),
        *words,
    )


def _place(machine: Machine, answers: SiteAnswers) -> Path | str:
    return machine.at(answers.backups) if answers.backups.startswith("/") else answers.backups


def has_copies(machine: Machine, answers: SiteAnswers) -> bool:
    """Whether the place is there and opens with this machine's key."""
    return machine.asks(*restic(machine, answers, "cat", "config")).returncode == 0


def begin_copies(machine: Machine, answers: SiteAnswers) -> None:
    """Raises Refused where copies with another key lie there: they are somebody's last."""
    if answers.backups.startswith("/"):
        machine.folder(answers.backups, 0o700)
    if answers.backups.startswith("/") and (machine.at(answers.backups) / "config").exists():
        raise Refused(
            f"In {answers.backups} lie copies that this machine’s key does not open. Write the key they were made with into "
            f"{of.KEY}, or name another folder (backups in {of.ANSWERS}), and run this again."
        )
    machine.does(*restic(machine, answers, "init"), why=f"The place of the copies, {answers.backups}, cannot be used.")
