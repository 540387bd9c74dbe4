"""What Google or Microsoft gave this site, read from the secrets file: see docs/signing-in.md for it, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from casework.people.staff import GOOGLE, MICROSOFT
from store.contract import StoreError
from store.settings import is_loopback, read_secrets
from ui.shell.settings import SettingWrong

NAMES = {GOOGLE: "Google", MICROSOFT: "Microsoft"}
_METADATA = {
    GOOGLE: "https://accounts.google.com/.well-known/openid-configuration",
    MICROSOFT: "https://login.microsoftonline.com/{tenant}/v2.0/.well-known/openid-configuration",
}


@dataclass(frozen=True, slots=True)
class Provider:
    """One of `NAMES`, and what it knows this site by."""

    name: str
    client_id: str
    client_secret: str
    metadata: str
    """Where it says how it is to be asked."""
    tenant: str = ""
    """Microsoft: the one directory whose accounts may come."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """Everything accounts need."""

    address: str
    """Of this site, as its people type it: `https://moves.example.org`."""
    providers: tuple[Provider, ...]


def address_of(provider: str) -> str:
    """Where signing in with a provider begins."""
    return f"/sign-in/{provider}"


def read(file: Path) -> Accounts:
    """The section `[accounts]` of the file. Raises SettingWrong with what to put right; never quotes a secret."""
    if not file.exists():
        raise SettingWrong(
            f"To let people sign in with accounts, write {file} as docs/signing-in.md shows: it is missing."
        )
    try:
        found = read_secrets(file)
    except StoreError as problem:
        raise SettingWrong(str(problem)) from None
    section = found.get("accounts")
    if not isinstance(section, dict):
        raise SettingWrong(f"Add the section [accounts] to {file}, as docs/signing-in.md shows.")
    providers = tuple(_provider(name, section[name]) for name in NAMES if isinstance(section.get(name), dict))
    if not providers:
        raise SettingWrong(f"Add [accounts.google] or [accounts.microsoft] to {file}.")
    return Accounts(_address(str(section.get("address", ""))), providers)


def _address(text: str) -> str:
    parts = urlsplit(text)
    is_here = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not parts.hostname or (parts.scheme != "https" and not is_here) or parts.path.strip("/") or parts.query:
        raise SettingWrong("Under [accounts], write address = “https://” and this site’s name, and nothing after it.")
    return f"{parts.scheme}://{parts.netloc}"


def _provider(name: str, of: Mapping[str, object]) -> Provider:
    client_id, client_secret = str(of.get("client_id") or ""), str(of.get("client_secret") or "")
    if not client_id or not client_secret:
        raise SettingWrong(f"Under [accounts.{name}], write client_id and client_secret, as {NAMES[name]} shows them.")
    tenant = _tenant(str(of.get("tenant", ""))) if name == MICROSOFT else ""
    return Provider(name, client_id, client_secret, _metadata(name, tenant, str(of.get("metadata", ""))), tenant)


def _tenant(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise SettingWrong(
            "Under [accounts.microsoft], write tenant as the directory’s id, 32 digits and letters with dashes. "
            "“common” and “organizations” would accept accounts of every organisation in the world."
        ) from None


def _metadata(name: str, tenant: str, instead: str) -> str:
    """Another address than the provider's own stands for it on this computer alone."""
    if instead and not is_loopback(urlsplit(instead).hostname or ""):
        raise SettingWrong(f"Under [accounts.{name}], remove metadata: only a provider on this computer needs it.")
    return instead or _METADATA[name].format(tenant=tenant)
