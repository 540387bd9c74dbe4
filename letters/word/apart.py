"""Looks at a template that somebody gives, in a process of its own with little time and memory: whatever is in the file, the
app goes on. Run as `python -m letters.word.apart LETTER OWN` with the file on standard input; OWN, the authority's own questions by
name, and the answer are JSON."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letters.catalogue import BY_ID
from letters.errors import LetterError
from letters.example import with_own
from letters.say import facts_in_words
from letters.word.check import Fault, check, commented, left_out
from letters.word.fill import fill

SECONDS = 30
MEMORY = 1_500_000_000
"""Bytes of address space the process may take."""
MOST_SAID = 20_000_000
ROOT = Path(__file__).parents[2]
TOO_MUCH = "It takes too long to read. Save it again in Word, and take out what a letter does not need."


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


def examined(content: bytes, letter_id: str, own: Mapping[str, str] = {}) -> Examined:
    """Look at a template apart. `own` are the authority's own questions by the names that letters say."""
    try:
        done = subprocess.run(  # noqa: S603 (ourselves, and the id of a letter we know)
            [sys.executable, "-m", "letters.word.apart", BY_ID[letter_id].id, json.dumps(dict(own))],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            check=True,
        )
        return _read(json.loads(done.stdout[:MOST_SAID]))
    except (subprocess.SubprocessError, ValueError):
        return Examined(refused=TOO_MUCH)


def _read(answer: dict[str, Any]) -> Examined:
    return Examined(
        tuple(map(str, answer["faults"])),
        base64.b64decode(answer["comments"]),
        base64.b64decode(answer["example"]),
        str(answer["refused"]),
    )


def looked_at(content: bytes, letter_id: str, own: Mapping[str, str] = {}) -> Examined:
    """What is wrong with the template; if nothing is, what it looks like with example words."""
    letter = BY_ID[letter_id]
    try:
        faults = check(content, letter, own) or left_out(content, letter)
        if faults:
            return Examined(tuple(map(_sentence, faults)), commented(content, faults))
        return Examined(example=fill(content, facts_in_words(with_own(own))))
    except LetterError as problem:
        return Examined(refused=str(problem))


def _sentence(fault: Fault) -> str:
    return f"{fault.name.strip()}: {fault.says}" if fault.name.startswith("{") else fault.says


def _within_limits() -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the clock alone stops it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Answer for the file on standard input."""
    _within_limits()
    found = looked_at(sys.stdin.buffer.read(), sys.argv[1], json.loads(sys.argv[2]))
    answer = {
        "faults": list(found.faults),
        "comments": base64.b64encode(found.comments).decode("ascii"),
        "example": base64.b64encode(found.example).decode("ascii"),
        "refused": found.refused,
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
