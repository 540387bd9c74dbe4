"""What is asked before anything is done: six questions, or a file with the same answers and a few that hardly anybody needs."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

SQLITE, POSTGRESQL, SPREADSHEET = "sqlite", "postgresql", "spreadsheet"
STORES = (SQLITE, POSTGRESQL, SPREADSHEET)
ACCOUNTS = ("none", "google", "microsoft")
NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
E_MAIL = re.compile(r"[^@\s\"'\\]+@[^@\s\"'\\]+\.[^@\s\"'\\]+")


class Refused(Exception):
    """Nothing was done, or all that was done is whole; its text says why and what to do."""


@dataclass(frozen=True)
class SiteAnswers:
    """Everything the installer knows of the site it makes."""

    name: str
    """The site's own, as people type it: moves.example.org."""
    email: str
    """Of the first administrator: told to whoever gives the certificate, and where warnings go."""
    administrator: str
    authority: str
    """Its three digits."""
    store: str = SQLITE
    spreadsheet: str = ""
    spreadsheet_key: str = ""
    backups: str = "/var/backups/managed-moves"
    """A folder, or any other address that restic knows."""
    accounts: str = "none"
    google_client_id: str = ""
    google_client_secret: str = ""
    microsoft_client_id: str = ""
    microsoft_client_secret: str = ""
    microsoft_tenant: str = ""
    secret_lapses: str = ""
    """The day on which the secret of the accounts ends, as 2027-05-01."""
    mail_host: str = ""
    mail_port: str = "587"
    mail_sender: str = ""
    mail_user: str = ""
    mail_password: str = ""
    firewall: str = "yes"
    acme_directory: str = ""
    acme_root: str = ""

    def written(self) -> str:
        """As a file of answers."""
        return "".join(
            f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in asdict(self).items() if value
        )

    @property
    def has_accounts(self) -> bool:
        """Whether all is there that accounts need."""
        google = self.accounts == "google" and bool(self.google_client_id and self.google_client_secret)
        microsoft = self.microsoft_client_id and self.microsoft_client_secret and self.microsoft_tenant
        return google or (self.accounts == "microsoft" and bool(microsoft))

    @property
    def ports(self) -> tuple[int, ...]:
        """Of the app's processes: a spreadsheet is written by one alone."""
        return (8511,) if self.store == SPREADSHEET else (8511, 8512)


QUESTIONS: Mapping[str, tuple[str, str]] = {
    "administrator": ("Your first and last name", "You are the first who can sign in, and you let everybody else in."),
    "email": (
        "Your e-mail address",
        "Warnings about this site go there, and it is told to whoever gives the certificate.",
    ),
    "authority": (
        "The three digits of your local authority",
        "As the national register of schools has them, such as 205.",
    ),
    "store": (
        "Where entries are kept: sqlite, postgresql or a link to a Google spreadsheet",
        "sqlite is one file on this machine, and enough for one authority. postgresql is a database on this machine.",
    ),
    "backups": (
        "Where the nightly copies go",
        "A folder is best on another disk. A copy on this machine alone is lost with it: sftp:you@host:/folder is elsewhere.",
    ),
    "accounts": (
        "Which accounts your colleagues at the authority have: none, google or microsoft",
        "With none, each of you signs in by a link that is made on this machine. It can be changed later.",
    ),
}


def ask(name: str, say: Callable[[str], None], listen: Callable[[str], str]) -> SiteAnswers:
    """The six questions, each until its answer can be used."""
    said: dict[str, str] = {"name": name}
    usual = {each.name: each.default for each in fields(SiteAnswers) if isinstance(each.default, str)}
    for key, (question, why) in QUESTIONS.items():
        say(f"\n{question}\n  {why}")
        while True:
            answer = listen(f"  [{usual[key]}] " if key in usual else "  ").strip() or usual.get(key, "")
            found = _of_store(answer) if key == "store" else {key: answer}
            if not (fault := fault_in({**said, **found})):
                break
            say(f"  {fault}")
        said |= found
        if key == "store" and said["store"] == SPREADSHEET:
            say("  The path of the key that Google gave you for it, on this machine (docs/google-sheets.md)")
            said["spreadsheet_key"] = listen("  ").strip()
    return checked(said)


def _of_store(answer: str) -> Mapping[str, str]:
    is_link = answer.startswith("https://")
    return {"store": SPREADSHEET, "spreadsheet": answer} if is_link else {"store": answer.lower()}


def read(file: Path) -> SiteAnswers:
    """A file of answers. Raises Refused."""
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except OSError as problem:
        raise Refused(f"The file of answers, {file}, cannot be read: {problem.strerror}. Nothing was done.") from None
    except ValueError as fault:
        where = re.search(r"at line \d+", str(fault))
        raise Refused(
            f'{file} {where[0] if where else ""}: write each line as name = "answer". Nothing was done.'
        ) from None
    return checked({name: str(value) for name, value in found.items()})


def checked(said: Mapping[str, str]) -> SiteAnswers:
    """Raises Refused, with the first thing that cannot be used."""
    known = {each.name for each in fields(SiteAnswers)}
    if unknown := sorted(set(said) - known):
        raise Refused(
            f"There is no answer called {unknown[0]}. These are: {', '.join(sorted(known))}. Nothing was done."
        )
    if missing := [
        name for name in ("name", *QUESTIONS) if not said.get(name) and name not in ("store", "backups", "accounts")
    ]:
        raise Refused(f"The answer {missing[0]} is missing. Nothing was done.")
    if fault := fault_in(said):
        raise Refused(f"{fault} Nothing was done.")
    answers = SiteAnswers(**said)
    if answers.store == SPREADSHEET and not (answers.spreadsheet and answers.spreadsheet_key):
        raise Refused(
            "A spreadsheet needs its link (spreadsheet) and the path of its key (spreadsheet_key). Nothing was done."
        )
    return answers


def fault_in(said: Mapping[str, str]) -> str:
    """What is wrong with the answers given so far, in one sentence; empty where nothing is."""
    checks: Mapping[str, tuple[Callable[[str], object], str]] = {
        "name": (NAME.fullmatch, "Write the site’s name as people will type it, in small letters: moves.example.org."),
        "email": (E_MAIL.fullmatch, "Write an e-mail address."),
        "administrator": (lambda text: text.strip() and text.isprintable(), "Write a first and last name."),
        "authority": (re.compile(r"\d{3}").fullmatch, "Write three digits."),
        "store": (STORES.__contains__, "Write sqlite, postgresql, or the link to a spreadsheet."),
        "backups": (
            re.compile(r"/[^\s\"']+|(sftp|rest|s3|b2|rclone):[^\s\"']+").fullmatch,
            "Write the path of a folder, beginning with /.",
        ),
        "accounts": (ACCOUNTS.__contains__, "Write none, google or microsoft."),
        "firewall": (("yes", "no").__contains__, "Write yes or no for firewall."),
        "mail_port": (str.isdecimal, "Write the mail server’s port in digits."),
    }
    wrong = (sentence for key, (is_right, sentence) in checks.items() if key in said and not is_right(said[key]))
    return next(wrong, "")


def differences(before: SiteAnswers, now: SiteAnswers) -> list[str]:
    """Names of the answers that changed."""
    old, new = asdict(before), asdict(now)
    return [name for name in old if old[name] != new[name]]
