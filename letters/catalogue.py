"""Every letter there is, in the order of a case: one file each in `letters/each/`, found there."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module

from letters import each
from letters.asked import PREFIX
from letters.facts import Facts
from letters.letter import TEMPLATES as TEMPLATES
from letters.letter import Letter as Letter
from letters.letter import LetterRefused
from letters.letter import Writer as Writer
from letters.need import Need
from letters.say import facts_in_words
from record.entry import Entry
from record.forms.kinds import kind_named


def found(folder: str = each.__name__, path: list[str] = each.__path__) -> tuple[Letter, ...]:
    """The letters of a package, a file each. Raises LetterRefused."""
    letters = [_declared(f"{folder}.{name}") for _, name, _ in pkgutil.iter_modules(path)]
    places: dict[int, str] = {}
    for letter in letters:
        if letter.order in places:
            raise LetterRefused(f"{letter.id} and {places[letter.order]} have one place: give one another `order`")
        places[letter.order] = letter.id
    return tuple(sorted(letters, key=lambda letter: letter.order))


def _declared(module: str) -> Letter:
    letter = getattr(import_module(module), "LETTER", None)
    if not isinstance(letter, Letter) or letter.file != module:
        raise LetterRefused(f"{module} declares no letter: write LETTER = Letter(file=__name__, …)")
    return letter


LETTERS = found()
BY_ID: Mapping[str, Letter] = {letter.id: letter for letter in LETTERS}


def missing(letter: Letter, facts: Facts) -> tuple[Need, ...]:
    """Every need of the letter that nobody has met yet, in the order of the letter; empty when it can be made."""
    words = facts_in_words(facts)
    return tuple(need for need in letter.needs if not need.is_met(words))


def kind_of_draft(name: str) -> type[Entry]:
    """What a draft of this kind answers: a form, or the questions of a letter. Raises KeyError."""
    if not name.startswith(PREFIX):
        return kind_named(name)
    asked = BY_ID[name.removeprefix(PREFIX)].form
    if asked is None:
        raise KeyError(name)
    return asked
