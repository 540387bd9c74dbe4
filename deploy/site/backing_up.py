"""The nightly copy, locked with this machine's key; the weekly trial whether it can be put back; and putting it back."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from deploy.site import machine as of
from deploy.site import texts
from deploy.site.answers import POSTGRESQL, Refused, SiteAnswers
from deploy.site.machine import Machine
from deploy.site.starting import of_services, wait_until_ready
from deploy.site.steps import restic

COPY_OF_FILE, COPY_OF_DATABASE = "managed-moves.sqlite", "moves.dump"
TAG = ("--tag", "managed-moves")
SCRATCH_DATABASE = "moves_restore_trial"
KEPT = ("--keep-daily", "14", "--keep-weekly", "8", "--keep-monthly", "3")
COPY = "import sqlite3, sys; a, b = (sqlite3.connect(each) for each in sys.argv[1:]); a.backup(b); b.close(); a.close()"
"""Run as the app's own user: what reads a file that is in use writes beside it."""


def back_up(machine: Machine, answers: SiteAnswers) -> str:
    """Raises Refused."""
    folder = f"{of.STATE}/copy"
    shutil.rmtree(machine.at(folder), ignore_errors=True)
    machine.folder(folder, 0o700, of.USER)
    try:
        copy_store(machine, answers, folder)
        told = [str(machine.at(each)) for each in (folder, of.ANSWERS, of.SECRETS)]
        machine.does(*restic(machine, answers, "backup", *TAG, *told), why="The copy could not be written.")
        machine.does(
            *restic(machine, answers, "forget", *TAG, "--prune", *KEPT), why="Old copies could not be cleared away."
        )
    finally:
        shutil.rmtree(machine.at(folder), ignore_errors=True)
    _note(machine, "backup")
    return "The copy is made, locked, and in its place."


def copy_store(machine: Machine, answers: SiteAnswers, folder: str) -> None:
    """All that is kept, as of one moment, while people work on."""
    of_database = answers.store == POSTGRESQL
    target = str(machine.at(folder) / (COPY_OF_DATABASE if of_database else COPY_OF_FILE))
    if of_database:
        machine.as_user(of.USER, "pg_dump", "-Fc", "-f", target, of.USER, why="The database could not be copied.")
        return
    words = ("/usr/bin/python3", "-c", COPY, str(machine.at(texts.FILE)), target)
    machine.as_user(of.USER, *words, why="The entries could not be copied.")


def try_restore(machine: Machine, answers: SiteAnswers) -> str:
    """Take the newest copy out into a scratch place and read it. Raises Refused."""
    scratch = Path(f"{of.SCRATCH}/trial")
    try:
        found = take_out(machine, answers, scratch)
        count = _rows_of_dump(machine, found) if answers.store == POSTGRESQL else _rows_of_file(found)
    finally:
        shutil.rmtree(machine.at(str(scratch)), ignore_errors=True)
    _note(machine, "restore-trial")
    return f"The newest copy opens, is whole, and has {count} entries."


def take_out(machine: Machine, answers: SiteAnswers, scratch: Path) -> Path:
    """The newest copy, in a folder of its own. Raises Refused."""
    target = machine.at(str(scratch))
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True, mode=0o700)
    why = "The newest copy cannot be taken out of its place."
    machine.does(*restic(machine, answers, "restore", "latest", *TAG, "--target", str(target)), why=why)
    name = COPY_OF_DATABASE if answers.store == POSTGRESQL else COPY_OF_FILE
    found = next(target.rglob(name), None)
    if found is None:
        raise Refused(f"The newest copy has no {name}: it is of a site that keeps its entries elsewhere.")
    return found


def _rows_of_file(file: Path) -> int:
    opened = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    try:
        if opened.execute("pragma integrity_check").fetchone() != ("ok",):
            raise Refused("The newest copy is damaged. Make another, and look at the disk it lies on.")
        return int(opened.execute("select count(*) from entries").fetchone()[0])
    finally:
        opened.close()


def _rows_of_dump(machine: Machine, file: Path) -> int:
    why = "The newest copy cannot be put into a scratch database."
    machine.as_user("postgres", "dropdb", "--if-exists", SCRATCH_DATABASE, why=why)
    machine.as_user("postgres", "createdb", SCRATCH_DATABASE, why=why)
    try:
        shown = machine.does("pg_restore", "--no-owner", "--no-privileges", "-f", "-", str(file), why=why)
        machine.does(
            "runuser",
            "-u",
            "postgres",
            "--",
            "psql",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            SCRATCH_DATABASE,
            why=why,
            stdin=shown,
        )
        asked = "select count(*) from entries"
        return int(machine.as_user("postgres", "psql", "-tAc", asked, SCRATCH_DATABASE, why=why))
    finally:
        machine.as_user("postgres", "dropdb", SCRATCH_DATABASE, why=why)


def restore(machine: Machine, answers: SiteAnswers) -> str:
    """The newest copy in place of what is there, which is kept beside it. Raises Refused."""
    scratch = Path(f"{of.SCRATCH}/restore")
    try:
        found = take_out(machine, answers, scratch)
        machine.units("stop", *of_services(answers), why="The app could not be stopped. Nothing was changed.")
        aside = put_back(machine, answers, found)
    finally:
        shutil.rmtree(machine.at(str(scratch)), ignore_errors=True)
    machine.units("start", *of_services(answers), why="The copy is in place, and the app could not be started.")
    wait_until_ready(answers)
    return f"The newest copy is in place. What was there before is in {aside}: delete it when you no longer need it."


def put_back(machine: Machine, answers: SiteAnswers, copy: Path) -> str:
    """Where what was there before now is."""
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if answers.store == POSTGRESQL:
        return _put_database_back(machine, copy, f"moves_{stamp.replace('-', '_')}")
    there = machine.at(texts.FILE)
    aside = machine.at(f"{of.STATE}/before-{stamp}")
    machine.folder(f"{of.STATE}/before-{stamp}", 0o700, of.USER)
    for each in sorted(there.parent.glob(f"{there.name}*")):
        each.rename(aside / each.name)
    beside = there.with_name(f".{there.name}.new")
    shutil.copyfile(copy, beside)
    shutil.chown(beside, of.USER, of.USER)
    beside.chmod(0o600)
    beside.replace(there)
    return str(aside)


def _put_database_back(machine: Machine, copy: Path, aside: str) -> str:
    why = "The copy could not be put into the database. The database before it stands under its own name or as {aside}."
    machine.as_user("postgres", "psql", "-qc", f"alter database moves rename to {aside}", why=why.format(aside=aside))
    machine.as_user("postgres", "createdb", "-O", of.USER, of.USER, why=why.format(aside=aside))
    shown = machine.does(
        "pg_restore", "--no-owner", "--no-privileges", "-f", "-", str(copy), why=why.format(aside=aside)
    )
    into = ("runuser", "-u", of.USER, "--", "psql", "-q", "-v", "ON_ERROR_STOP=1", of.USER)
    machine.does(*into, why=why.format(aside=aside), stdin=shown)
    return f"the database {aside}"


def _note(machine: Machine, what: str) -> None:
    machine.folder(of.WATCH, 0o755)
    machine.write(f"{of.WATCH}/{what}.json", json.dumps({"at": datetime.now(UTC).isoformat()}))
