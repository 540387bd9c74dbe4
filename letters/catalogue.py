"""Every letter there is, in the order of a case, with its template: what the app offers and makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from letters.asked import PREFIX
from letters.declared import declared
from letters.facts import Facts
from letters.letter import TEMPLATES as TEMPLATES
from letters.letter import Letter as Letter
from letters.letter import LetterRefused
from letters.letter import Writer as Writer
from letters.need import Need
from letters.say import facts_in_words
from record.entry import Entry
from record.forms.kinds import kind_named


def with_templates(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """The letters, each with the template that it is made from. Raises LetterRefused."""
    every = tuple(letters)
    without = [each.id for each in every if not each.template.is_file()]
    if without:
        raise LetterRefused(
            f"there is no templates/{without[0]}.docx: write templates/wording/{without[0]}.txt and run `make wording`"
        )
    return every


LETTERS = with_templates(declared())
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
