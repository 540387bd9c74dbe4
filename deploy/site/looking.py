"""What is looked at before anything is done: an install that cannot end well is refused with a sentence, and nothing is changed."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator

from deploy.site import machine as of
from deploy.site.answers import Refused, SiteAnswers, differences, read
from deploy.site.machine import Machine, free_bytes

SYSTEMS = {"debian": (12, 13), "ubuntu": (24, 26)}
LEAST_SPACE = 3_000_000_000
OURS = "/etc/caddy/Caddyfile"
CHANGED = (
    "This machine was set up with other answers. Different now: {names}. Nothing was changed. To change them, add "
    "--change; to go on with the answers of before, leave the file of answers out."
)
MOVE_STORE = (
    "Where entries are kept cannot be changed by the installer, because what was entered would stay behind. Nothing was "
    "changed. docs/deploying.md, “From one kind of store to another”, says how entries are carried."
)


def refuse_what_cannot_end_well(machine: Machine, answers: SiteAnswers, change: bool) -> SiteAnswers:
    """The answers to go on with. Raises Refused."""
    if os.geteuid() and machine.root == Machine().root:
        raise Refused(
            "This sets up the whole machine, so it is for root: put sudo before the command. Nothing was done."
        )
    refuse_system(machine)
    kept = kept_answers(machine)
    if kept and (changed := differences(kept, answers)):
        if not change:
            raise Refused(CHANGED.format(names=", ".join(changed)))
        if {"store", "spreadsheet"} & set(changed):
            raise Refused(MOVE_STORE)
    if not kept:
        refuse_space(machine)
        refuse_ports(machine)
    refuse_name(answers.name)
    return answers


def kept_answers(machine: Machine) -> SiteAnswers | None:
    """Those of the last time, if there was one."""
    file = machine.at(of.ANSWERS)
    return read(file) if file.exists() else None


def refuse_system(machine: Machine) -> None:
    """Raises Refused anywhere but on the systems it was made for."""
    said = dict(re.findall(r'(?m)^(\w+)="?([^"\n]*)"?$', machine.read("/etc/os-release")))
    system, version = said.get("ID", "none that says its name"), said.get("VERSION_ID", "0").split(".")[0]
    if not version.isdecimal() or int(version) not in SYSTEMS.get(system, ()):
        raise Refused(
            f"This is made for Debian 12 and 13 and Ubuntu 24.04 and 26.04. This machine has {system} {said.get('VERSION_ID', '')}. "
            "Nothing was done."
        )


def refuse_space(machine: Machine) -> None:
    """Raises Refused where the disk could not hold the site."""
    for folder in ("/srv", "/var"):
        if (free := free_bytes(machine.at(folder))) < LEAST_SPACE:
            raise Refused(
                f"The disk of {folder} has {free / 1e9:.1f} GB free; {LEAST_SPACE / 1e9:.0f} GB are needed. Nothing was done. "
                "Make room, or take a larger machine, and run this again."
            )


def refuse_ports(machine: Machine) -> None:
    """Raises Refused where something else serves the web here already."""
    for port in (80, 443):
        if not is_free(port):
            raise Refused(
                f"Something on this machine serves port {port} already{_by(machine, port)}, and browsers come there. "
                "Nothing was done. Take a machine of its own for this site; or end that service and run this again."
            )


def is_free(port: int, host: str = "0.0.0.0") -> bool:
    """Whether a service could listen there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
            tried.listen(1)
        except OSError:
            return False
    return True


def _by(machine: Machine, port: int) -> str:
    said = machine.asks("ss", "-ltnpH", f"sport = :{port}").stdout
    found = re.search(r'\(\("([^"]+)"', said)
    return f" ({found[1]})" if found else ""


def refuse_name(name: str) -> None:
    """Raises Refused where nobody could find the site."""
    if not addresses(name):
        raise Refused(
            f"The name {name} leads nowhere yet, so no certificate can be had for it. Nothing was done. Ask whoever keeps "
            "your authority’s names (its DNS) for an A record from this name to this machine’s address, wait until "
            f"“getent hosts {name}” answers, and run this again."
        )


def addresses(name: str) -> list[str]:
    """Where a name leads."""
    try:
        return sorted({str(each[4][0]) for each in socket.getaddrinfo(name, 443, type=socket.SOCK_STREAM)})
    except OSError:
        return []


def worth_saying(answers: SiteAnswers) -> Iterator[str]:
    """What need not stop anybody."""
    if not answers.mail_host:
        yield "No mail server is set, so warnings are on the page System status alone. (mail_host in a file of answers)"
    if answers.accounts != "none" and not answers.has_accounts:
        yield (
            f"The site does not know its {answers.accounts.title()} account yet. docs/signing-in.md says how to get it; then "
            f"write {answers.accounts}_client_id and the rest into {of.ANSWERS} and run this again."
        )
    if answers.backups.startswith("/"):
        yield f"Copies go to {answers.backups}, on this machine: whatever destroys it destroys them. Have them carried elsewhere."
