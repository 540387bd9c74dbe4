"""Starting what was set up, looking whether it answers, and letting the first administrator in."""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

from deploy.site import machine as of
from deploy.site import texts
from deploy.site.answers import Refused, SiteAnswers
from deploy.site.machine import Machine
from deploy.site.steps import LINKED, NFTABLES, UFW, WROTE, InstallStep

TIMERS = tuple(f"managed-moves-{job}.timer" for job in ("backup", "restore-trial", "watch"))
PATIENCE = 180.0
"""Seconds for the app to start, which may bring a store up to date, and for the certificate to come."""
STARTED, LET_IN = f"{WROTE}/started", f"{WROTE}/let-in"


def starting(machine: Machine, answers: SiteAnswers) -> list[InstallStep]:
    """After all files are in their places."""
    services = of_services(answers)

    def is_done() -> bool:
        return machine.read(STARTED) == _sum_of_all(machine, answers) and all(
            machine.is_active(each) for each in ("caddy", *services)
        )

    def start() -> None:
        machine.units("daemon-reload", why="The services could not be read.")
        if has_own_firewall(machine, answers):
            machine.asks("systemctl", "enable", "nftables")
            machine.asks("systemctl", "restart", "nftables")
        machine.units(
            "enable", "caddy", "managed-moves.target", *services, *TIMERS, why="The services could not be set."
        )
        machine.units(
            "restart", *services, why="The app could not be started: journalctl -u 'managed-moves@*' says why."
        )
        wait_until_ready(answers)
        machine.units("restart", "caddy", why="Caddy could not be started: journalctl -u caddy says why.")
        machine.units("start", "managed-moves.target", *TIMERS, why="The timers could not be started.")
        machine.units("start", "managed-moves-watch", why="What watches over the machine could not be started.")
        machine.write(STARTED, _sum_of_all(machine, answers), 0o600)

    return [
        InstallStep("Start the app, Caddy, and the timers", is_done, start),
        InstallStep(
            f"Wait for the certificate of {answers.name}",
            lambda: not fault_of_https(answers.name),
            lambda: wait_for_https(answers),
        ),
    ]


def has_own_firewall(machine: Machine, answers: SiteAnswers) -> bool:
    """Whether the firewall is the installer's."""
    return answers.firewall == "yes" and "ENABLED=yes" not in machine.read(UFW)


def firewall_fault(machine: Machine, answers: SiteAnswers) -> str:
    """Why the firewall does not hold; empty where it does, or is somebody else's."""
    if not has_own_firewall(machine, answers) or "chain input" in machine.asks("nft", "list", "ruleset").stdout:
        return ""
    return (
        "The firewall could not be set on this machine: everything that listens on it can be reached. Have the network before "
        "it let in ports 80 and 443 alone; nft -f /etc/nftables.conf says why."
    )


def of_services(answers: SiteAnswers) -> tuple[str, ...]:
    """The app's processes."""
    return tuple(f"managed-moves@{port}" for port in answers.ports)


def _sum_of_all(machine: Machine, answers: SiteAnswers) -> str:
    files = (of.SECRETS, "/etc/caddy/Caddyfile", NFTABLES, *(f"{LINKED}/{name}" for name in texts.UNITS))
    told = [str(machine.at(of.PROGRAM).resolve()), *(machine.read(each) for each in files)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def readiness(port: int) -> dict[str, object]:
    """What a process says of itself; nothing where it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as refused:
        with refused:
            return dict(json.load(refused))
    except (OSError, ValueError):
        return {}


def wait_until_ready(answers: SiteAnswers) -> None:
    """Raises Refused."""
    until = time.monotonic() + PATIENCE
    while not all(readiness(port).get("ok") for port in answers.ports):
        if time.monotonic() > until:
            raise Refused(
                "The app was started and is not ready. journalctl -u 'managed-moves@*' says why. Entries are as they were. "
                "When that is put right, run this again."
            )
        time.sleep(0.5)


def certificate(name: str) -> dict[str, object]:
    """The certificate this machine shows for the name, held against what the system trusts. Raises OSError."""
    context = ssl.create_default_context()
    with (
        socket.create_connection(("127.0.0.1", 443), 10) as line,
        context.wrap_socket(line, server_hostname=name) as closed,
    ):
        return dict(closed.getpeercert() or {})


def days_left(name: str) -> float:
    """Until the certificate ends. Raises OSError."""
    ends = ssl.cert_time_to_seconds(str(certificate(name)["notAfter"]))
    return (ends - datetime.now(UTC).timestamp()) / 86400


def fault_of_https(name: str) -> str:
    """Why a browser would not show the site; empty where it would."""
    try:
        certificate(name)
    except ssl.SSLError as problem:
        return problem.reason or "no certificate"
    except OSError as problem:
        return problem.strerror or "no answer"
    return ""


def wait_for_https(answers: SiteAnswers) -> None:
    """Raises Refused."""
    until = time.monotonic() + PATIENCE
    while fault := fault_of_https(answers.name):
        if time.monotonic() > until:
            raise Refused(
                f"No certificate came for {answers.name} within {PATIENCE / 60:.0f} minutes ({fault}). All else is in place, "
                "and Caddy goes on trying. Most often the name leads to another machine, or a firewall before this machine "
                "keeps port 80 or 443 closed. When that is put right, run this again."
            )
        time.sleep(0.5)


def first_link(machine: Machine, answers: SiteAnswers) -> str:
    """The first administrator's; empty where they were let in before."""
    if machine.read(LET_IN):
        return ""
    why = "The site runs, and its first administrator could not be let in. Run this again."
    machine.app("casework.people.first_person", answers.email, answers.administrator, answers.authority, why=why)
    return new_link(machine, answers, answers.email)


def new_link(machine: Machine, answers: SiteAnswers, email: str) -> str:
    """A link that opens once. Raises Refused."""
    key = machine.app("casework.people.one_time_link", email, why="No link was made.").split()[-1]
    return f"https://{answers.name}/sign-in/once#{key}"


def checks(machine: Machine, answers: SiteAnswers) -> Iterator[tuple[bool, str]]:
    """How the site is, in words."""
    for port, service in zip(answers.ports, of_services(answers), strict=True):
        told = _settled(port)
        how = "answers and can save" if told.get("ok") else f"is not ready: {_not_ready(told)}"
        yield bool(told.get("ok")), f"The app’s process {service} {how}."
    fault = fault_of_https(answers.name)
    if fault:
        yield False, f"A browser would not show https://{answers.name}: {fault}."
    else:
        yield (
            True,
            f"https://{answers.name} has its certificate, for {days_left(answers.name):.0f} days; Caddy renews it.",
        )
    timers = [each for each in TIMERS if not machine.is_active(each)]
    yield (
        not timers,
        "Copies, their trial and warnings are on their timers." if not timers else f"Not started: {', '.join(timers)}.",
    )


def _settled(port: int) -> dict[str, object]:
    """What a process says of itself, after it had half a minute to get over a busy moment."""
    until = time.monotonic() + 30
    while not (told := readiness(port)).get("ok") and time.monotonic() < until:
        time.sleep(1)
    return told


def _not_ready(told: dict[str, object]) -> str:
    if not told:
        return "it does not answer"
    return f"the store says {told.get('store')}" if told.get("store") != "ok" else f"the disk is {told.get('disk')}"
