"""What the environment says: the way in, the store, the day. Read here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SECRETS = Path(".streamlit") / "secrets.toml"
WAYS_IN = ("demo", "links", "accounts")


class SettingWrong(Exception):
    """A setting cannot be used; its text says which, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process was told to run."""

    ways_in: frozenset[str] = frozenset({"demo"})
    """Some of `WAYS_IN`; the demo stands alone."""
    store: str | None = None
    """Address of the store; None for the one that needs no setting up."""
    today: date | None = None
    """The day the demo pretends it is."""
    secrets: Path = SECRETS
    """The file with what Google or Microsoft gave this site."""

    @property
    def demo(self) -> bool:
        """Anyone may be anyone, so this computer alone is served."""
        return "demo" in self.ways_in


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `environ`. Raises SettingWrong."""
    ways_in = _ways_in(environ.get("MANAGED_MOVES_WAYS_IN") or "demo")
    today = environ.get("MANAGED_MOVES_TODAY") or None
    if today and "demo" not in ways_in:
        raise SettingWrong("Remove MANAGED_MOVES_TODAY: only the demo may pretend that it is another day.")
    secrets = Path(environ.get("MANAGED_MOVES_SECRETS") or SECRETS)
    return Settings(ways_in, environ.get("MANAGED_MOVES_STORE") or None, _day(today) if today else None, secrets)


def _ways_in(text: str) -> frozenset[str]:
    chosen = frozenset(part.strip() for part in text.split(","))
    if not chosen <= set(WAYS_IN) or ("demo" in chosen and len(chosen) > 1):
        raise SettingWrong(f"MANAGED_MOVES_WAYS_IN is “{text}”. Write demo; or links, or accounts, or links,accounts.")
    return chosen


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingWrong(f"MANAGED_MOVES_TODAY is “{text}”. Write a day such as 2026-09-21.") from None
