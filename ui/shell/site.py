"""How this site runs, as papers about it say: where entries are kept, who signs people in, who sends its messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.papers.kept import Site
from store.settings import read_secrets
from ui.shell import settings
from ui.sign_in import ticket
from ui.sign_in.providers import NAMES

MAIL = {"notify": "GOV.UK Notify", "smtp": "An e-mail server"}


def site() -> Site:
    """What this process was told. Raises SettingWrong, StoreError."""
    told = settings.read()
    secrets = read_secrets(told.secrets)
    return Site(
        store=_store(told),
        accounts=_named(NAMES, secrets.get("accounts")) if "accounts" in told.ways_in else (),
        has_links="links" in told.ways_in,
        mail=next(iter(_named(MAIL, secrets.get("messages"))), ""),
        hours=int(ticket.LASTS.total_seconds() // 3600),
        is_demonstration=told.demo,
    )


def _store(told: settings.Settings) -> str:
    if told.store.is_sheet:
        return "sheet"
    return "server" if told.store.address.startswith("postgres") else "file"


def _named(names: Mapping[str, str], section: Any) -> tuple[str, ...]:
    """Those of which the section says something."""
    return tuple(name for key, name in names.items() if isinstance(section, dict) and section.get(key))
