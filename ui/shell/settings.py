"""What this site was told: the way in, the store, the day. The environment wins over the secrets file, line by line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from store.contract import StoreError
from store.settings import DEMO, USUAL, StoreSetting, secrets_file, store_setting
from store.settings import ways_in as told_ways_in


class SettingWrong(Exception):
    """A setting cannot be used; its text says which, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process was told to run."""

    ways_in: frozenset[str] = frozenset({DEMO})
    """Some of `store.declared.WAYS_IN`; the demo stands alone."""
    store: StoreSetting = field(default_factory=StoreSetting)
    """Where entries are kept."""
    today: date | None = None
    """The day the demo pretends it is."""
    secrets: Path = USUAL
    """The secrets file, whether there is one or not."""

    @property
    def demo(self) -> bool:
        """Anyone may be anyone, so this computer alone is served."""
        return DEMO in self.ways_in


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `environ` and of the secrets file. Raises SettingWrong."""
    try:
        secrets, store, ways_in = secrets_file(environ), store_setting(environ), told_ways_in(environ)
    except StoreError as problem:
        raise SettingWrong(str(problem)) from None
    today = environ.get("MANAGED_MOVES_TODAY")
    if today and DEMO not in ways_in:
        raise SettingWrong("Remove MANAGED_MOVES_TODAY: only the demo may pretend that it is another day.")
    return Settings(ways_in, store, _day(today) if today else None, secrets)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingWrong(f"MANAGED_MOVES_TODAY is “{text}”. Write a day such as 2026-09-21.") from None
