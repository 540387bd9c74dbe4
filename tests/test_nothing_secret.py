"""Nothing secret and nobody real is in the repository: every tracked text is searched."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BINARY = {".docx", ".png", ".ico", ".xlsx", ".pdf", ".woff2"}
SECRET = {
    "a private key": r"-----BEGIN (?:[A-Z ]+ )?PRIVATE KEY-----\s*[\\n\s]*[A-Za-z0-9+/=]{40}",
    "a key of a Google account": r"\bAIza[0-9A-Za-z_\-]{35}\b|\bGOCSPX-[0-9A-Za-z_\-]{20,}",
    "a token of GitHub": r"\bgh[pousr]_[0-9A-Za-z]{30,}|\bgithub_pat_[0-9A-Za-z_]{30,}",
    "a key of Amazon": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of Slack": r"\bxox[abprs]-[0-9A-Za-z-]{10,}",
    "a signed token": r"\beyJ[0-9A-Za-z_\-]{15,}\.eyJ[0-9A-Za-z_\-]{15,}\.",
}
E_MAIL = re.compile(r"(?<![\w.+@/-])[A-Za-z0-9][\w.+-]*@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})\b")
MADE_UP = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|service)$|(?:^|\.)example\.(?:org|com|net)$")
"""Reserved domains; and `….service`, which names a unit of systemd."""
OURS = frozenset({"managed-moves-test.iam.gserviceaccount.com", "x.iam.gserviceaccount.com"})
"""Domains that look real and are not: the test server's own accounts."""
PHONE = re.compile(r"(?<![\w.+-])(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?![\w.-])")
RESERVED = re.compile(
    r"1632960|207946|7700900|1134960|1144960|1154960|1164960|1174960|1184960|1214960|131496|1414960|1514960|1614960"
    r"|1914980|2890180|2920180|8081570|9098790|3069990|123456789$"
)
"""Numbers that the regulator keeps for drama: nobody can be rung at one. The last is the row of digits."""


def texts() -> list[Path]:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in tracked.split("\0") if name and Path(name).suffix not in BINARY]


TEXTS = [(path, path.read_text("utf-8", "replace")) for path in texts() if path.exists()]


def found(pattern: str | re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match[0][:60]}" for path, text in TEXTS for match in re.finditer(pattern, text)
    ]


@pytest.mark.parametrize("what", SECRET)
def test_no_secret_is_in_the_repository(what: str) -> None:
    assert found(SECRET[what]) == [], f"{what}: revoke it first, then take it out of the history"


def test_no_file_that_holds_secrets_is_tracked() -> None:
    names = {path.name for path, _ in TEXTS}
    assert not {name for name in names if name.endswith((".pem", ".key", ".p12", ".sqlite")) or name == "secrets.toml"}


def test_nobody_can_be_written_to_at_an_address_in_the_repository() -> None:
    real = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in TEXTS
        for match in E_MAIL.finditer(text)
        if not MADE_UP.search(match[1].lower()) and match[1].lower() not in OURS
    ]
    assert real == [], "write an address under example.org, or under a name that ends in .example"


def test_nobody_can_be_rung_at_a_number_in_the_repository() -> None:
    real = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in TEXTS
        for match in PHONE.finditer(text)
        if not RESERVED.match(re.sub(r"\D", "", match[0]).removeprefix("44").removeprefix("0"))
    ]
    assert real == [], "write a number that is reserved for drama, such as 01632 960 900"
