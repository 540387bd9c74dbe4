"""A new release in place of the one that runs, with the way back; and taking the site off the machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from deploy.site import machine as of
from deploy.site import steps as doing
from deploy.site.answers import Refused, SiteAnswers
from deploy.site.backing_up import copy_store, put_back
from deploy.site.machine import Machine
from deploy.site.starting import TIMERS, of_services, wait_until_ready
from deploy.site.texts import UNITS

BEFORE = f"{of.STATE}/before-upgrade"
WAY_BACK = f"{BEFORE}/from.json"


def upgrade(machine: Machine, answers: SiteAnswers, source: Path) -> str:
    """Raises Refused, with the release of before running again."""
    new, old = doing.release_folder(source), str(machine.at(of.PROGRAM).resolve())
    if str(machine.at(new)) == old:
        return "This release runs already. Nothing was changed."
    if not machine.at(new).is_dir():
        doing.copy_release(machine, source)
    doing.make_environment(machine, new)
    machine.units("stop", *of_services(answers), why="The app could not be stopped. Nothing was changed.")
    shutil.rmtree(machine.at(BEFORE), ignore_errors=True)
    machine.folder(BEFORE, 0o700, of.USER)
    copy_store(machine, answers, BEFORE)
    machine.write(WAY_BACK, json.dumps({"release": old}), 0o600)
    try:
        for each in doing.files(machine, answers):
            if not each.is_done():
                each.do()
        _run(machine, answers, new)
    except Refused as problem:
        back(machine, answers)
        raise Refused(
            f"The new release did not start, so the one before runs again, with its entries as they were.\n  {problem}"
        ) from None
    return f"The new release runs. The way back, until people have worked in it: sudo deploy/upgrade --back. ({old})"


def back(machine: Machine, answers: SiteAnswers) -> str:
    """The release of before, with the entries of before. Raises Refused."""
    told = machine.read(WAY_BACK)
    if not told:
        raise Refused("There is no release to go back to. Nothing was changed.")
    machine.units("stop", *of_services(answers), why="The app could not be stopped. Nothing was changed.")
    copy = next(each for each in machine.at(BEFORE).iterdir() if each.suffix in (".sqlite", ".dump"))
    aside = put_back(machine, answers, copy)
    _run(machine, answers, json.loads(told)["release"])
    machine.at(WAY_BACK).unlink()
    return f"The release of before runs, with its entries as they were. What the newer one had is in {aside}."


def _run(machine: Machine, answers: SiteAnswers, release: str) -> None:
    doing.lead_to(machine, release)
    machine.units("daemon-reload", why="The services could not be read.")
    machine.units("start", *of_services(answers), why="The app could not be started.")
    machine.units("restart", "caddy", why="Caddy could not be started.")
    wait_until_ready(answers)


def remove(machine: Machine, answers: SiteAnswers) -> str:
    """The program and its services. What people entered, the copies and their key stay."""
    services = ("managed-moves.target", *of_services(answers), *TIMERS)
    machine.asks("systemctl", "disable", *services)
    machine.asks("systemctl", "stop", *services, "caddy")
    for name in UNITS:
        machine.at(f"{doing.LINKED}/{name}").unlink(missing_ok=True)
    machine.asks("systemctl", "disable", "caddy")
    for path in ("/etc/caddy/Caddyfile", "/etc/apt/apt.conf.d/52managed-moves", of.PROGRAM):
        machine.at(path).unlink(missing_ok=True)
        if (before := machine.at(f"{path}.before-managed-moves")).exists():
            before.rename(machine.at(path))
    for folder in (of.RELEASES, of.SCRATCH, of.WATCH):
        shutil.rmtree(machine.at(folder), ignore_errors=True)
    machine.asks("systemctl", "daemon-reload")
    return (
        f"The site is off this machine. Still here, for you to keep or delete: the entries ({of.STATE}), the answers and the "
        f"copies’ key (/etc/managed-moves), the copies ({answers.backups}), the firewall ({doing.NFTABLES}), and Debian’s "
        "packages. The site can be set up again over them: sudo deploy/install."
    )
