"""What would stop the site soon, looked for twice an hour: written for the page System status, and sent to the administrator."""

from __future__ import annotations

import json
import smtplib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from deploy.site import machine as of
from deploy.site.answers import SiteAnswers
from deploy.site.machine import Machine, free_bytes
from deploy.site.starting import days_left, readiness

FILE = f"{of.WATCH}/warnings.json"
LEAST_SPACE = 2_000_000_000
LEAST_DAYS_OF_CERTIFICATE, LEAST_DAYS_OF_SECRET = 14, 30
OLDEST_COPY, OLDEST_TRIAL = timedelta(hours=36), timedelta(days=9)
LONGEST_DRIFT = 60


def watch(machine: Machine, answers: SiteAnswers, now: datetime) -> list[str]:
    """The sentences, kept; a mail where there are others than last time. Says so itself where none could be sent."""
    found = list(warnings(machine, answers, now))
    before = json.loads(machine.read(FILE) or "{}").get("warnings", [])
    if found and found != before and (fault := _send(machine, answers, found)):
        found.append(fault)
    machine.folder(of.WATCH, 0o755)
    machine.write(FILE, json.dumps({"at": now.isoformat(), "warnings": found}, ensure_ascii=False))
    return found


def warnings(machine: Machine, answers: SiteAnswers, now: datetime) -> Iterator[str]:
    """In words, the most pressing first."""
    for port in answers.ports:
        if not readiness(port).get("ok"):
            yield f"The app’s process on port {port} is not ready. On the machine, journalctl -u managed-moves@{port} says why."
    yield from of_disks(machine)
    yield from _of_certificate(answers)
    yield from of_secret(answers, now.date())
    yield from of_copies(machine, now)
    if machine.asks("timedatectl", "show", "-p", "NTPSynchronized", "--value").stdout.strip() == "no":
        yield "The machine’s clock is not kept right by any other. On the machine: apt-get install systemd-timesyncd."


def of_disks(machine: Machine) -> Iterator[str]:
    """One that is nearly full."""
    for folder in ("/var", "/srv"):
        if (free := free_bytes(machine.at(folder))) < LEAST_SPACE:
            yield f"The disk of {folder} has {free / 1e9:.1f} GB free. Once it is full, nothing can be saved. Make room."


def _of_certificate(answers: SiteAnswers) -> Iterator[str]:
    try:
        left = days_left(answers.name)
    except OSError:
        yield f"No browser can open https://{answers.name}. On the machine, journalctl -u caddy says why."
        return
    if left < LEAST_DAYS_OF_CERTIFICATE:
        yield f"The certificate of {answers.name} ends in {max(left, 0):.0f} days and was not renewed. On the machine, journalctl -u caddy says why."


def of_secret(answers: SiteAnswers, today: date) -> Iterator[str]:
    """The accounts' secret, where the day it ends was told."""
    if not answers.secret_lapses:
        return
    left = (date.fromisoformat(answers.secret_lapses) - today).days
    if left < LEAST_DAYS_OF_SECRET:
        yield (
            f"The secret that {answers.accounts.title()} gave this site ends on {answers.secret_lapses}. After that nobody "
            "with an account can sign in. Make a new one (docs/signing-in.md)."
        )


def of_copies(machine: Machine, now: datetime) -> Iterator[str]:
    """A night without a copy, or a week in which none was tried."""
    for what, oldest, says in (
        (
            "backup",
            OLDEST_COPY,
            "No copy was made since {since}. On the machine, journalctl -u managed-moves-backup says why.",
        ),
        (
            "restore-trial",
            OLDEST_TRIAL,
            "No copy was tried since {since}. On the machine, journalctl -u managed-moves-restore-trial says why.",
        ),
    ):
        told = machine.read(f"{of.WATCH}/{what}.json")
        at = datetime.fromisoformat(json.loads(told)["at"]) if told else _set_up_at(machine)
        if now - at > oldest:
            yield says.format(since=f"{at:%d/%m/%Y %H:%M}" if told else "the site was set up")


def _set_up_at(machine: Machine) -> datetime:
    key = machine.at(of.KEY)
    return datetime.fromtimestamp(key.stat().st_mtime if key.exists() else 0, UTC)


def _send(machine: Machine, answers: SiteAnswers, found: list[str]) -> str:
    """Why it was not sent; empty where it was, and where no mail server is set."""
    told: Mapping[str, Any] = tomllib.loads(machine.read(of.SECRETS) or "").get("messages", {}).get("smtp", {})
    if not told:
        return ""
    mail = EmailMessage()
    mail["From"], mail["To"] = told["sender"], answers.email
    mail["Subject"] = f"{answers.name} needs you"
    mail.set_content("\n\n".join(["This is what would stop the site soon:", *found]))
    kind = smtplib.SMTP_SSL if told.get("security") == "tls" else smtplib.SMTP
    try:
        with kind(told["host"], int(told["port"]), timeout=30) as server:
            if told.get("security", "starttls") == "starttls":
                server.starttls()
            if told.get("user"):
                server.login(told["user"], told.get("password", ""))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException):
        return f"The mail about this could not be sent by {told['host']}."
    return ""


def utc_now() -> datetime:
    """Of this machine."""
    return datetime.now(UTC)
