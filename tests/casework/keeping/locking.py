"""A backup locked for two keys, whatever is inside of it."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from pyrage import x25519


def locked(content: bytes, keys: Sequence[str]) -> bytes:
    """As the app locks it: for the last of the keys first, so that the first opens it first."""
    for key in reversed(keys):
        content = pyrage.encrypt(content, [x25519.Identity.from_str(key).to_public()])
    return content
