"""What this site was told: who comes in, and which store; by the environment, or else by the secrets file.

`declared.py` lists all there is to tell. What is half done, misspelt or contradicts itself is refused in one sentence.
No sentence repeats what was written: it may be a password.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urlencode, urlsplit

from store.contract import StoreError
from store.declared import (
    OF_THE_DEMONSTRATION,
    VARIABLES,
    WAYS_IN,
    refuse_unknown_lines,
    refuse_unknown_variables,
)

SETTING = "MANAGED_MOVES_SECRETS"
"""The environment variable with the path of another file."""
USUAL = Path(".streamlit") / "secrets.toml"


class SecretsUnreadable(StoreError):
    """The file cannot be used; the text says what to put right and quotes nothing of it."""


def secrets_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the file is, if there is one. Raises SecretsUnreadable when the environment names one that is not there, and
    SettingUnknown where it names something that means nothing."""
    refuse_unknown_variables(environ)
    named = environ.get(SETTING)
    if named and not Path(named).is_file():
        raise SecretsUnreadable(
            f"{SETTING} names {named}, which is not there. Write the path of the file, or remove it."
        )
    return Path(named) if named else USUAL


def read_secrets(file: Path) -> Mapping[str, Any]:
    """What the file says; nothing when there is none. Raises SecretsUnreadable, SettingUnknown."""
    if not file.exists():
        return {}
    if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise SecretsUnreadable(f"Others on this computer can read {file}. Close it to them: chmod 600 {file}")
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except OSError:
        raise SecretsUnreadable(f"This site may not read {file}. Make it the file’s owner.") from None
    except ValueError as fault:
        line = re.search(r"at line \d+", str(fault))
        raise SecretsUnreadable(
            f"{file} is not written as TOML{f' {line[0]}' if line else ''}: compare it with .streamlit/secrets.toml.example."
        ) from None
    refuse_unknown_lines(found, file)
    return found


WAYS_SETTING = "MANAGED_MOVES_WAYS_IN"
"""The environment variable with who comes in."""
DEMO = "demo"
WRITE_WAYS_IN = (
    'Write ways_in = "links", "accounts" or "links,accounts" into {file}, or the same into '
    f"{WAYS_SETTING} (docs/signing-in.md)"
)
UNCLEAR = (
    f"The way in ({WAYS_SETTING}, or ways_in in the secrets file) is “{{text}}”. Write demo; or links, or accounts, or "
    "links,accounts."
)
NOT_SAID = "This site is told {told}, and not who comes in. {write}; or, to try it on made-up cases, demo."
BOTH = (
    f"{WAYS_SETTING} is “{{one}}”, and ways_in in the secrets file is “{{other}}”: one is the demonstration, where "
    "anyone can sign in as anyone, and the other is not. Remove the one that is not meant."
)
SAYS_NOTHING = "{file} says nothing. {write}; or remove the file."


def ways_in(environ: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Who comes in, some of `WAYS_IN`. The demonstration stands alone, and is meant without a word only where nothing
    else was set. Raises StoreError."""
    file = secrets_file(environ)
    secrets = read_secrets(file)
    in_file, here = str(secrets.get("ways_in", "")), environ.get(WAYS_SETTING, "")
    if here and in_file and (DEMO in _ways(here)) != (DEMO in _ways(in_file)):
        raise StoreError(BOTH.format(one=here, other=in_file))
    if said := here or in_file:
        return _ways(said)
    write = WRITE_WAYS_IN.format(file=file)
    if file.exists() and not secrets:
        raise StoreError(SAYS_NOTHING.format(file=file, write=write))
    told = [
        *sorted(environ.keys() & VARIABLES.keys() - OF_THE_DEMONSTRATION),
        *(f"{each} in {file}" for each in secrets),
    ]
    if told:
        raise StoreError(NOT_SAID.format(told=told[0], write=write))
    return frozenset({DEMO})


def _ways(text: str) -> frozenset[str]:
    chosen = frozenset(part.strip() for part in text.split(","))
    if not chosen <= set(WAYS_IN) or (DEMO in chosen and len(chosen) > 1):
        raise StoreError(UNCLEAR.format(text=text))
    return chosen


def is_loopback(address: str) -> bool:
    """True for `localhost` and for an address that never leaves this computer."""
    if address == "localhost":
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


DEFAULT_FILE = Path("data") / "managed-moves.sqlite"
"""Where entries are kept when no address says so: in the folder the app was started from."""
STORE_SETTING = "MANAGED_MOVES_STORE"
"""The environment variable with the address of the store."""
KEY_SETTING = "MANAGED_MOVES_SHEET_KEY"
"""The environment variable with the path of the service account's key file."""
GOOGLE_SETTING = "MANAGED_MOVES_GOOGLE"
"""The environment variable with another address than Google's own, where a test stands in for Google."""
SHEET = "sheet:"
OPTIONS = ("archives", "disk", "file", "google")
"""What may stand after the link to a spreadsheet, beside Google’s own."""

KeyPlace = Path | Mapping[str, Any] | None
"""The path of a key file, or what such a file says."""

TWO_STORES = (
    "Under [store] stand both spreadsheet and database. Keep one: entries are kept in a Google spreadsheet or in a "
    "database, never in both."
)
KEY_ALONE = (
    "There is a key of a service account and no spreadsheet it is for. Under [store], write spreadsheet = and the link "
    "to the spreadsheet; or remove the key."
)
ELSEWHERE = (
    f"{GOOGLE_SETTING}, or google= after the link, is for a stand-in for Google on this computer alone: remove it, or "
    "everything would be sent to someone else."
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
    section: Mapping[str, Any] = read_secrets(secrets_file(environ)).get("store", {})
    address = environ.get(STORE_SETTING) or _address(section)
    named = environ.get(KEY_SETTING)
    key: KeyPlace = Path(named) if named else _key(section)
    found = StoreSetting(address, key, environ.get(GOOGLE_SETTING, ""))
    if key and not address:
        raise StoreError(KEY_ALONE)
    if named and not found.is_sheet:
        raise StoreError(KEY_FOR_A_DATABASE)
    _refuse_options(found)
    return found


def _refuse_options(setting: StoreSetting) -> None:
    """Raises StoreError where what stands after a link is nearly one of ours, or names another Google."""
    for name in setting.options:
        if name not in OPTIONS and (meant := get_close_matches(name.lower(), OPTIONS, 1, 0.7)):
            raise StoreError(f"After the link to the spreadsheet there is {name}. Did you mean {meant[0]}?")
    if setting.root and not is_loopback(urlsplit(setting.root).hostname or ""):
        raise StoreError(ELSEWHERE)


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
        options["archives"] = ",".join(_bare(each) for each in section["archives"])
    link = _bare(str(section["spreadsheet"]))
    return f"{SHEET}{link}?{urlencode(options)}" if options else f"{SHEET}{link}"


def _bare(link: str) -> str:
    return re.split(r"[?#]", link.strip())[0]


def _key(section: Mapping[str, Any]) -> KeyPlace:
    key = section.get("key")
    return key if key is None or isinstance(key, Mapping) else Path(key)
