"""What a Word file may not hold, in every disguise we could think of: refused in a sentence that says what to do, or made harmless
and said. What was made harmless is looked at in another way than the app looks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letters.errors import LetterError
from letters.word.fill import fill
from letters.word.package import read
from tests.letters.word.disguised import DISGUISED
from tests.letters.word.harmless import wrong_with

SAID: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("disguised.toml").read_text("utf-8"))
EVERY = [(sort, what) for sort, those in DISGUISED.items() for what in those]


def test_what_becomes_of_every_disguise_is_written_down() -> None:
    assert {sort: list(those) for sort, those in DISGUISED.items()} == {
        sort: list(those) for sort, those in SAID.items()
    }
    assert (len(DISGUISED), len(EVERY)) == (31, 174)


@pytest.mark.parametrize(("sort", "what"), EVERY)
def test_every_disguise_is_refused_in_a_sentence_or_made_harmless_and_said(sort: str, what: str) -> None:
    content, becomes = DISGUISED[sort][what](), SAID[sort][what]
    if isinstance(becomes, str):
        with pytest.raises(LetterError) as refused:
            fill(content, {"name": "Sam", "written_on": "1 September 2026"})
        assert str(refused.value) == becomes
        return
    package = read(content)
    assert list(package.taken_out) == becomes
    assert wrong_with(package.content) == []
    assert read(package.content).content == package.content
