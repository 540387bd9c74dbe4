"""Files made a moment ago, kept in memory for whoever made them: a sign-in card, whose link is told once, or a zip."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from record.person import Person

KEPT_FOR = 15 * 60.0
"""Seconds."""
MOST = 50


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    whose: Person
    until: float


_files: OrderedDict[str, _File] = OrderedDict()
_lock = Lock()


def keep(content: bytes, whose: Person) -> str:
    """Keep a file for its maker and return its number; the oldest makes room."""
    number = secrets.token_urlsafe(16)
    with _lock:
        _files[number] = _File(content, whose, monotonic() + KEPT_FOR)
        while len(_files) > MOST:
            _files.popitem(last=False)
    return number


def find(number: str, person: Person) -> bytes | None:
    """The file of this number, for whoever made it; None for anybody else, and later."""
    with _lock:
        file = _files.get(number)
        if file is not None and file.until < monotonic():
            del _files[number]
    is_theirs = file is not None and file.whose == person and file.until >= monotonic()
    return file.content if file is not None and is_theirs else None
