"""Every letter as its file in `letters/each/` declares it, in the order of a case: found there. Whether each has its template is
asked by `catalogue.py`, which the app imports; what writes the templates imports this."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from letters import each
from letters.facts.fact import QuestionUnknown
from letters.letter import Letter, LetterRefused
from letters.need import FactUnknown


def declared(folder: str = each.__name__, path: list[str] = each.__path__) -> tuple[Letter, ...]:
    """The letters of a package, a file each. Raises LetterRefused."""
    letters = [_declared(f"{folder}.{name}") for _, name, _ in pkgutil.iter_modules(path)]
    places: dict[int, str] = {}
    for letter in letters:
        if letter.order in places:
            raise LetterRefused(f"{letter.id} and {places[letter.order]} have one place: give one another `order`")
        places[letter.order] = letter.id
    return tuple(sorted(letters, key=lambda letter: letter.order))


def _declared(module: str) -> Letter:
    try:
        letter = getattr(import_module(module), "LETTER", None)
    except (FactUnknown, QuestionUnknown, TypeError) as fault:  # a TypeError: what every letter must say is left out
        raise LetterRefused(f"{module.replace('.', '/')}.py: {fault}") from fault
    if not isinstance(letter, Letter) or letter.file != module:
        raise LetterRefused(f"{module} declares no letter: write LETTER = Letter(file=__name__, …)")
    return letter
