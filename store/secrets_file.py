"""The file that holds what this site must know and nobody else may: `.streamlit/secrets.toml`. What each line is for
stands in `.streamlit/secrets.toml.example`. Whoever reads a line of it sees to it that the environment wins over it."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from store.base import StoreError

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
