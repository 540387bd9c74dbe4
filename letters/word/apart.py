"""Looks at a template that somebody gives, in a process of its own with little time and memory (`record/apart.py`): whatever is
in the file, the app goes on."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from letters.catalogue import BY_ID
from letters.errors import LetterError
from letters.example import with_own
from letters.say import facts_in_words
from letters.word.check import Fault, check, commented, left_out
from letters.word.fill import fill
from letters.word.package import read
from record.apart import Limits, Stopped, Why, apart

LIMITS = Limits(seconds=30)
TOO_MUCH = "It takes too long to read. Save it again in Word, and take out what a letter does not need."
BUSY = "Other files are being looked at just now. Try again in a minute."


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found."""

    faults: Sequence[str] = ()
    """What to put right, in sentences."""
    comments: bytes = b""
    """The same document with a comment at each fault, when there is any."""
    example: bytes = b""
    """The letter with example words, when there is no fault."""
    refused: str = ""
    """Why it is not taken at all."""
    content: bytes = b""
    """The file as it was understood, written anew: what is kept in place of the given one."""
    taken_out: Sequence[str] = ()
    """What the given file had and that has not, in sentences."""


def examined(content: bytes, letter_id: str, own: Mapping[str, str] = {}) -> Examined:
    """Look at a template apart. `own` are the authority's own questions by the names that letters say."""
    try:
        return _read(apart("letters.word.apart:answer", content, [BY_ID[letter_id].id, dict(own)], LIMITS).said)
    except Stopped as stopped:
        return Examined(refused=BUSY if stopped.why is Why.BUSY else TOO_MUCH)


def _read(answer: dict[str, Any]) -> Examined:
    return Examined(
        tuple(map(str, answer["faults"])),
        base64.b64decode(answer["comments"]),
        base64.b64decode(answer["example"]),
        str(answer["refused"]),
        base64.b64decode(answer["content"]),
        tuple(map(str, answer["taken_out"])),
    )


def looked_at(content: bytes, letter_id: str, own: Mapping[str, str] = {}) -> Examined:
    """What is wrong with the template; if nothing is, what it looks like with example words."""
    letter = BY_ID[letter_id]
    try:
        package = read(content)
        anew, said = package.content, package.taken_out
        faults = check(anew, letter, own) or left_out(anew, letter)
        if faults:
            return Examined(tuple(map(_sentence, faults)), commented(anew, faults), content=anew, taken_out=said)
        return Examined(example=fill(anew, facts_in_words(with_own(own))), content=anew, taken_out=said)
    except LetterError as problem:
        return Examined(refused=str(problem))


def _sentence(fault: Fault) -> str:
    return f"{fault.name.strip()}: {fault.says}" if fault.name.startswith("{") else fault.says


def answer(content: bytes, letter_id: str, own: Mapping[str, str]) -> Mapping[str, Any]:
    """What `looked_at` finds, as the process apart says it."""
    found = looked_at(content, letter_id, own)
    return {
        "faults": list(found.faults),
        "comments": base64.b64encode(found.comments).decode("ascii"),
        "example": base64.b64encode(found.example).decode("ascii"),
        "refused": found.refused,
        "content": base64.b64encode(found.content).decode("ascii"),
        "taken_out": list(found.taken_out),
    }
