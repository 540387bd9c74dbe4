"""What this site was told: the way in, the store, the day. The environment wins over the secrets file, line by line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from store.contract import StoreError
from store.settings import USUAL, StoreSetting, read_secrets, secrets_file, store_setting

WAYS_IN = ("demo", "links", "accounts")


class SettingWrong(Exception):
    """A setting cannot be used; its text says which, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process was told to run."""

    ways_in: frozenset[str] = frozenset({"demo"})
    """Some of `WAYS_IN`; the demo stands alone."""
    store: StoreSetting = field(default_factory=StoreSetting)
    """Where entries are kept."""
    today: date | None = None
    """The day the demo pretends it is."""
    secrets: Path = USUAL
    """The secrets file, whether there is one or not."""

    @property
    def demo(self) -> bool:
        """Anyone may be anyone, so this computer alone is served."""
        return "demo" in self.ways_in


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `environ` and of the secrets file. Raises SettingWrong."""
    try:
        secrets, store = secrets_file(environ), store_setting(environ)
        in_file = read_secrets(secrets).get("ways_in", "demo")
    except StoreError as problem:
        raise SettingWrong(str(problem)) from None
    ways_in = _ways_in(environ.get("MANAGED_MOVES_WAYS_IN") or str(in_file))
    today = environ.get("MANAGED_MOVES_TODAY") or None
    if today and "demo" not in ways_in:
        raise SettingWrong("Remove MANAGED_MOVES_TODAY: only the demo may pretend that it is another day.")
    return Settings(ways_in, store, _day(today) if today else None, secrets)


def _ways_in(text: str) -> frozenset[str]:
    chosen = frozenset(part.strip() for part in text.split(","))
    if not chosen <= set(WAYS_IN) or ("demo" in chosen and len(chosen) > 1):
        raise SettingWrong(
            f"The way in (MANAGED_MOVES_WAYS_IN, or ways_in in the secrets file) is “{text}”. Write demo; or links, or accounts, or links,accounts."
        )
    return chosen


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingWrong(f"MANAGED_MOVES_TODAY is “{text}”. Write a day such as 2026-09-21.") from None
