"""Hostile files by chance: whatever a seed makes of a letter is refused in a sentence, or is harmless once it is read.

Three hundred in `make test`; with SOAK=full (`make soak`) twenty thousand. `python -m tests.letters.word.test_hostile_packages 17`
shows what becomes of one seed.
"""

from __future__ import annotations

import os
import sys
import warnings

import pytest

from letters.errors import LetterError
from letters.word.fill import fill
from letters.word.package import read
from tests.letters.word.harmless import wrong_with
from tests.letters.word.hostile import hostile

SEEDS = 20_000 if os.environ.get("SOAK") == "full" else 300
A_PIECE = 50
FACTS = {"name": "</w:t>{{ x }}<w:instrText>DDE", "x": "a", "y": ["a"], "written_on": "1 September 2026"}


@pytest.mark.parametrize("first", range(0, SEEDS, A_PIECE))
def test_a_hostile_file_is_refused_in_a_sentence_or_harmless_once_it_is_read(first: int) -> None:
    found = {seed: said for seed in range(first, first + A_PIECE) if (said := wrong(seed))}
    assert found == {}


def wrong(seed: int) -> list[str]:
    """What is wrong with what was made of the file of a seed; nothing where it was refused in a sentence."""
    try:
        package = read.__wrapped__(hostile(seed))
        made = fill(package.content, FACTS)
    except LetterError as refused:
        said = str(refused)
        return [] if said.endswith(".") and len(said) < 500 and said.isprintable() else [said]
    again = read.__wrapped__(package.content)
    unsettled = [] if (again.content, again.taken_out) == (package.content, ()) else [f"again {again.taken_out}"]
    return [*wrong_with(package.content), *wrong_with(made), *unsettled]


if __name__ == "__main__":
    warnings.simplefilter("error")
    print(wrong(int(sys.argv[1])))
