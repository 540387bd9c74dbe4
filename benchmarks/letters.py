"""What letters cost, beside docxtpl used plainly on the same templates with the same facts; the words that come out are compared."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment

from letters.catalogue import BY_ID, LETTERS
from letters.say import facts_in_words
from letters.word.fill import fill
from tests.letters.sample import case

ROUNDS = 3
MANY = 500
ONE = "start_confirmation"
OF_A_CASE = tuple(letter.id for letter in LETTERS if "placement" in letter.routes)

Work = tuple[bytes, Mapping[str, object]]


@dataclass(frozen=True)
class Result:
    """Seconds of the processor that ours and plain docxtpl took, the median of the rounds; of many letters there is one round.

    Both do nothing but work: what else the machine does meanwhile is left out."""

    ours: float
    peer: float


def measure() -> Mapping[str, Result]:
    """One letter, all letters of a case, many letters: ours and the peer in turn. Raises AssertionError if they differ."""
    one = [_work(ONE)]
    every = [_work(name) for name in OF_A_CASE]
    assert all(_words(fill(*each)) == _words(plainly(*each)) for each in every), "ours says something else than docxtpl"
    return {
        "one": _both(one * 10, 10, ROUNDS),
        "a case": _both(every, 1, ROUNDS),
        "many": _both(one * MANY, 1, 1),
    }


def plainly(template: bytes, facts: Mapping[str, object]) -> bytes:
    """A letter as docxtpl's own documentation makes it, with what it needs not to lose an ampersand."""
    word = DocxTemplate(io.BytesIO(template))
    word.render(dict(facts), Environment(autoescape=True))
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _work(name: str) -> Work:
    letter = BY_ID[name]
    return letter.template.read_bytes(), facts_in_words(case(letter, "placement"))


def _both(work: Sequence[Work], parts: int, rounds: int) -> Result:
    times = [(_seconds(fill, work), _seconds(plainly, work)) for _ in range(rounds)]
    return Result(*(median(each) / parts for each in zip(*times, strict=True)))


def _seconds(make: Callable[..., bytes], work: Sequence[Work]) -> float:
    began = time.process_time()
    for template, facts in work:
        make(template, facts)
    return time.process_time() - began


def _words(letter: bytes) -> Sequence[str]:
    document = Document(io.BytesIO(letter))
    header = document.sections[0].first_page_header
    return ["".join(part.itertext()) for part in (document.element.body, header._element)]
