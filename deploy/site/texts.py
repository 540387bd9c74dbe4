"""The files of the machine that the installer writes, each made from the one that is shipped in `deploy/`."""

from __future__ import annotations

import json
import re
from pathlib import Path

from deploy.site.answers import POSTGRESQL, SPREADSHEET, SiteAnswers

HERE = Path(__file__).resolve().parents[1]
SHIPPED_NAME = "moves.example.org"
SHIPPED_EMAIL = "anna.bell@council.example"
FILE = "/var/lib/managed-moves/managed-moves.sqlite"
DATABASE = "postgresql:///moves?host=/var/run/postgresql"
UNITS = (
    "managed-moves@.service",
    "managed-moves.target",
    *(f"managed-moves-{job}.{kind}" for job in ("backup", "restore-trial", "watch") for kind in ("service", "timer")),
)
UNATTENDED = """// Managed Moves: Debian's own repairs are installed each day, and a restart that one needs happens at night.
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Automatic-Reboot "true";
Unattended-Upgrade::Automatic-Reboot-Time "04:30";
"""


def unit(name: str, answers: SiteAnswers) -> str:
    """A unit of systemd, with the site's own name."""
    return (HERE / name).read_text("utf-8").replace(SHIPPED_NAME, answers.name)


def caddyfile(answers: SiteAnswers) -> str:
    """How the site is served: its name, its certificate, its processes."""
    text = (HERE / "Caddyfile").read_text("utf-8")
    of_acme = "".join(
        f"\n\t{line} {value}"
        for line, value in (("acme_ca", answers.acme_directory), ("acme_ca_root", answers.acme_root))
        if value
    )
    text = text.replace(f"email {SHIPPED_EMAIL}", f"email {answers.email}{of_acme}").replace(SHIPPED_NAME, answers.name)
    processes = " ".join(f"127.0.0.1:{port}" for port in answers.ports)
    return text.replace("127.0.0.1:8511 127.0.0.1:8512", processes)


def firewall(ssh_ports: list[int]) -> str:
    """What reaches the machine."""
    ports = ", ".join(str(port) for port in sorted({*ssh_ports, 80, 443}))
    return (HERE / "managed-moves.nft").read_text("utf-8").replace("{ 22, 80, 443 }", f"{{ {ports} }}")


def ssh_ports(configuration: str, connection: str) -> list[int]:
    """On which ssh listens here, and by which whoever runs this came: nobody is locked out of their own machine."""
    found = [int(port) for port in re.findall(r"(?mi)^\s*port\s+(\d+)", configuration)] or [22]
    came_by = connection.split()[-1:]
    return [*found, *(int(port) for port in came_by if port.isdecimal())]


def secrets(answers: SiteAnswers) -> str:
    """What the app is told."""
    ways = "links,accounts" if answers.has_accounts else "links"
    lines = [
        "# Written by deploy/install. Every line there can be: docs/settings.md.",
        f'ways_in = "{ways}"',
        "",
        "[store]",
    ]
    if answers.store == SPREADSHEET:
        lines += _said(spreadsheet=answers.spreadsheet, key=answers.spreadsheet_key, file=FILE)
    else:
        address = DATABASE if answers.store == POSTGRESQL else f"sqlite:///{FILE}"
        lines += _said(database=address)
    if answers.has_accounts:
        lines += ["", "[accounts]", *_said(address=f"https://{answers.name}"), "", f"[accounts.{answers.accounts}]"]
        told = {"client_id": "client_id", "client_secret": "client_secret", "tenant": "tenant"}
        of = {key: str(getattr(answers, f"{answers.accounts}_{name}", "")) for key, name in told.items()}
        lines += _said(**of)
    if answers.mail_host:
        security = "tls" if answers.mail_port == "465" else "starttls"
        lines += ["", "[messages.smtp]", *_said(host=answers.mail_host), f"port = {int(answers.mail_port)}"]
        sender = answers.mail_sender or answers.email
        lines += _said(security=security, sender=sender, user=answers.mail_user, password=answers.mail_password)
    return "\n".join([*lines, ""])


def _said(**lines: str) -> list[str]:
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in lines.items() if value]
