"""Files made a moment ago, kept in memory for whoever made them: a sign-in card, whose link is told once, or a zip.

What tells of cases is handed out while its maker may see each of them still.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from record.person import Person

KEPT_FOR = 15 * 60.0
"""Seconds."""
MOST, MOST_OF_ONE = 50, 10
"""Of all, and of one person, who makes room for themselves first."""


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    whose: Person
    cases: frozenset[str]
    until: float


_files: OrderedDict[str, _File] = OrderedDict()
_lock = Lock()


def keep(content: bytes, whose: Person, cases: Collection[str] = ()) -> str:
    """Keep a file for its maker, with the references of the `cases` it tells of, and return its number; the oldest makes room."""
    number = secrets.token_urlsafe(16)
    with _lock:
        mine = [each for each, file in _files.items() if file.whose == whose]
        for each in mine[: max(0, len(mine) + 1 - MOST_OF_ONE)]:
            del _files[each]
        _files[number] = _File(content, whose, frozenset(cases), monotonic() + KEPT_FOR)
        while len(_files) > MOST:
            _files.popitem(last=False)
    return number


def find(number: str, person: Person, may_see: Callable[[Collection[str]], bool]) -> bytes | None:
    """The file of this number, for whoever made it; None for anybody else, later, and once a case in it is theirs no more."""
    with _lock:
        file = _files.get(number)
        if file is not None and file.until < monotonic():
            del _files[number]
    if file is None or file.whose != person or file.until < monotonic():
        return None
    return file.content if not file.cases or may_see(file.cases) else None
