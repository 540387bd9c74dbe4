"""Cards made a moment ago, kept in memory for whoever made them: a link is told once, and nobody can make its card later."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from casework.people import Person

KEPT_FOR = 15 * 60.0
"""Seconds."""
MOST = 50


@dataclass(frozen=True, slots=True)
class _Card:
    content: bytes
    whose: Person
    until: float


_cards: OrderedDict[str, _Card] = OrderedDict()
_lock = Lock()


def keep(content: bytes, whose: Person) -> str:
    """Keep a card for its maker and return its number; the oldest makes room."""
    number = secrets.token_urlsafe(16)
    with _lock:
        _cards[number] = _Card(content, whose, monotonic() + KEPT_FOR)
        while len(_cards) > MOST:
            _cards.popitem(last=False)
    return number


def find(number: str, person: Person) -> bytes | None:
    """The card of this number, for whoever made it; None for anybody else, and later."""
    with _lock:
        card = _cards.get(number)
        if card is not None and card.until < monotonic():
            del _cards[number]
    is_theirs = card is not None and card.whose == person and card.until >= monotonic()
    return card.content if card is not None and is_theirs else None
