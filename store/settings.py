"""Which store this site was told to use: by the environment, or else by the secrets file, `.streamlit/secrets.toml`.

What each line of that file is for stands in `.streamlit/secrets.toml.example`. A setting that is half done is refused in
one sentence. No sentence repeats what was written: it may be a password.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urlencode

from record.words import listed
from store.contract import StoreError

SETTING = "MANAGED_MOVES_SECRETS"
"""The environment variable with the path of another file."""
USUAL = Path(".streamlit") / "secrets.toml"


class SecretsUnreadable(StoreError):
    """The file cannot be used; the text says what to put right and quotes nothing of it."""


def secrets_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the file is, if there is one. Raises SecretsUnreadable when the environment names one that is not there."""
    named = environ.get(SETTING)
    if named and not Path(named).is_file():
        raise SecretsUnreadable(
            f"{SETTING} names {named}, which is not there. Write the path of the file, or remove it."
        )
    return Path(named) if named else USUAL


def read_secrets(file: Path) -> Mapping[str, Any]:
    """What the file says; nothing when there is none. Raises SecretsUnreadable."""
    if not file.exists():
        return {}
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise SecretsUnreadable(f"Others on this computer can read {file}. Close it to them: chmod 600 {file}")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError:
        raise SecretsUnreadable(f"This site may not read {file}. Make it the file’s owner.") from None
    except ValueError as fault:
        line = re.search(r"at line \d+", str(fault))
        raise SecretsUnreadable(
            f"{file} is not written as TOML{f' {line[0]}' if line else ''}: compare it with .streamlit/secrets.toml.example."
        ) from None


STORE_SETTING = "MANAGED_MOVES_STORE"
"""The environment variable with the address of the store."""
KEY_SETTING = "MANAGED_MOVES_SHEET_KEY"
"""The environment variable with the path of the service account's key file."""
GOOGLE_SETTING = "MANAGED_MOVES_GOOGLE"
"""The environment variable with another address than Google's own, where a test stands in for Google."""
SHEET = "sheet:"
LINES = frozenset({"spreadsheet", "archives", "database", "key", "disk", "file"})
"""What [store] may say."""

KeyPlace = Path | Mapping[str, Any] | None
"""The path of a key file, or what such a file says."""

NO_SECTION = "Write the store as a section of the secrets file: [store] on a line of its own, and its lines below."
TWO_STORES = (
    "Under [store] stand both spreadsheet and database. Keep one: entries are kept in a Google spreadsheet or in a "
    "database, never in both."
)
KEY_ALONE = (
    "There is a key of a service account and no spreadsheet it is for. Under [store], write spreadsheet = and the link "
    "to the spreadsheet; or remove the key."
)
KEY_FOR_A_DATABASE = f"{KEY_SETTING} is for a spreadsheet, and {STORE_SETTING} names a database. Remove one of the two."


@dataclass(frozen=True, slots=True)
class StoreSetting:
    """What a site was told."""

    address: str = ""
    """`sqlite:///…`, `postgresql+psycopg://…`, `sheet:` and a link; empty for the usual file."""
    key: KeyPlace = None
    google: str = ""
    """Another root than Google's own; empty for Google."""

    @property
    def is_sheet(self) -> bool:
        """Whether entries are kept in a spreadsheet."""
        return self.address.startswith(SHEET)

    @property
    def options(self) -> Mapping[str, str]:
        """What stands after the link of a spreadsheet: our `archives`, `disk`, `file` and `google` beside Google's own `gid`."""
        pairs = re.findall(r"[?&#]([^=?&#]+)=([^?&#]*)", self.address) if self.is_sheet else []
        return {name: unquote_plus(value) for name, value in pairs}

    @property
    def archives(self) -> Sequence[str]:
        """Links or ids of the spreadsheets of earlier years."""
        return [each for each in self.options.get("archives", "").split(",") if each]

    @property
    def root(self) -> str:
        """The root of Google's addresses, when it is another than Google's own."""
        return self.options.get("google") or self.google


def store_setting(environ: Mapping[str, str] = os.environ) -> StoreSetting:
    """What this site was told. The environment wins over the file, line by line. Raises StoreError."""
    section = _section(read_secrets(secrets_file(environ)))
    address = environ.get(STORE_SETTING) or _address(section)
    named = environ.get(KEY_SETTING)
    key: KeyPlace = Path(named) if named else _key(section)
    found = StoreSetting(address, key, environ.get(GOOGLE_SETTING, ""))
    if key and not address:
        raise StoreError(KEY_ALONE)
    if named and not found.is_sheet:
        raise StoreError(KEY_FOR_A_DATABASE)
    return found


def _section(secrets: Mapping[str, Any]) -> Mapping[str, Any]:
    section = secrets.get("store", {})
    if not isinstance(section, Mapping):
        raise StoreError(NO_SECTION)
    strange = sorted(section.keys() - LINES)
    if strange:
        raise StoreError(f"Under [store] stands {strange[0]}, which means nothing. It may say {listed(sorted(LINES))}.")
    for name in sorted(section.keys() - {"key", "archives"}):
        if not isinstance(section[name], str) or not section[name].strip():
            raise StoreError(f"Under [store], write {name} as text in quotation marks, or remove the line.")
    return section


def _address(section: Mapping[str, Any]) -> str:
    if "spreadsheet" not in section:
        if section.keys() & {"archives", "disk", "file"}:
            raise StoreError(
                "Under [store], archives, disk and file are for a spreadsheet. Write spreadsheet = too, or remove them."
            )
        return str(section.get("database", ""))
    if "database" in section:
        raise StoreError(TWO_STORES)
    options = {name: section[name] for name in ("disk", "file") if name in section}
    if "archives" in section:
        options["archives"] = ",".join(_bare(each) for each in _links(section["archives"]))
    link = _bare(str(section["spreadsheet"]))
    return f"{SHEET}{link}?{urlencode(options)}" if options else f"{SHEET}{link}"


def _links(archives: object) -> Sequence[str]:
    if not isinstance(archives, list) or not all(isinstance(each, str) and each.strip() for each in archives):
        raise StoreError('Under [store], write archives = as a list of links: ["https://…/edit", "https://…/edit"].')
    return archives


def _bare(link: str) -> str:
    return re.split(r"[?#]", link.strip())[0]


def _key(section: Mapping[str, Any]) -> KeyPlace:
    key = section.get("key")
    if key is None or (isinstance(key, Mapping) and key):
        return key
    if isinstance(key, str) and key.strip():
        return Path(key)
    raise StoreError("Under [store], write key = and the path of the key file, or its lines in a section [store.key].")
