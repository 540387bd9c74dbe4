"""Text made valid: what no reader can encode is replaced, what deceives is taken out, and it is said which.

Called where text comes in, and nowhere else: at each door by `valid` (what it did, `remarks` says), and by `encodable` where a store
is read that was written before there was a door. `tests/test_every_door_for_text.py` lists the doors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

REPLACED = "\ufffd"
"""Stands where a character was that cannot be kept: it is seen, and nothing else of the text is lost."""
_BROKEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Control characters, halves of characters, and what Unicode says is no character."""
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
"""Marks that turn the direction of what follows: a name or a file then reads as another."""
_BLANK = "[\u200b\u2060-\u2064\ufeff\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]"
# Tags draw England's flag, and otherwise are read by nobody.
_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
# Joiners stand inside emoji, and inside words of Persian and of India's scripts; between Latin letters they only hide.
_JOINERS = "(?<![\u0600-\u115e\u1161-\u1dbf\u2190-\u2bff\ua000-\ufdcf\ufe0f\U00010000-\U000dffff\U000e0020-\U000e007f])[\u200c\u200d]+"
_UNSEEN = tuple(map(re.compile, (_BLANK, _TAGS, _JOINERS)))
"""In the order in which they are taken out: what stands before a joiner decides whether it hides."""
_ANY = re.compile(f"{_BROKEN.pattern}|{_NEW_LINES.pattern}")
WAS_REPLACED = f"A character that cannot be kept, such as half of an emoji, was replaced by {REPLACED}."
WAS_TURNING = "Marks that change the direction of writing were removed: they can make a text read as something else."
WAS_UNSEEN = "Invisible characters were removed."


def encodable(text: str) -> str:
    """The text with nothing in it that a file, a page or a database cannot hold; otherwise as it is."""
    return _BROKEN.sub(REPLACED, _joined(text)) if _BROKEN.search(text) else text


def valid(text: str) -> str:
    """The text as it is kept: encodable, its marks joined to their letters (NFC), lines ended alike, and nothing hidden in it."""
    if text.isascii() and not _ANY.search(text):
        return text
    seen = _TURNING.sub("", normalize("NFC", _NEW_LINES.sub("\n", encodable(text))))
    for hidden in _UNSEEN:
        seen = hidden.sub("", seen)
    return normalize("NFC", seen)


def _joined(text: str) -> str:
    """Two halves that belong together as the one character they are."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") if _has_halves(text) else text


def _has_halves(text: str) -> bool:
    return re.search("[\ud800-\udbff][\udc00-\udfff]", text) is not None


def valid_in(value: Any) -> Any:
    """JSON with every text in it valid, the names of its parts too."""
    return _each(value, valid)


def encodable_in(value: Any) -> Any:
    """JSON with every text in it encodable, the names of its parts too."""
    return _each(value, encodable)


def _each(value: Any, makes: Any) -> Any:
    if isinstance(value, str):
        return makes(value)
    if isinstance(value, Mapping):
        return {makes(name) if isinstance(name, str) else name: _each(part, makes) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each(part, makes) for part in value)
    return value


def remarks(value: Any) -> tuple[str, ...]:
    """What `valid_in` changes of a value that somebody can see, in sentences; nothing where it changes nothing of it."""
    texts = list(_texts(value))
    told = (
        (WAS_REPLACED, any(_BROKEN.search(_joined(each)) for each in texts)),
        (WAS_TURNING, any(map(_TURNING.search, texts))),
        (WAS_UNSEEN, any(hidden.search(each) for each in texts for hidden in _UNSEEN)),
    )
    return tuple(sentence for sentence, is_so in told if is_so)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.items() for part in each for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list | tuple) else []
