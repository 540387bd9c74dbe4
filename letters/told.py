"""What a letter tells: every fact its template names, in words. Two makings of one letter are compared by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from letters.facts import Facts
from letters.say import LOCAL, every_tag, fact_named, facts_in_words
from letters.word.fill import KEPT, names_used
from record.words import yes_no

OF_THE_DAY = ("written_on",)
"""Facts that are new whenever a letter is made."""


def words_used(template: bytes, facts: Facts) -> Mapping[str, str]:
    """The words of every fact this template names, by dotted name; a fact nobody recorded is left out.

    Raises TemplateFaulty, TemplateRefused.
    """
    words = facts_in_words(facts)
    found = {name: "; ".join(_words(words, name.split("."))) for name in _names(template)}
    return {name: text for name, text in found.items() if text}


def label_of(name: str, own: Mapping[str, str] = {}) -> str:
    """What a fact is, as the list of tags says it, without its example: `the home school: its telephone`; or one of the
    authority's `own` questions. A name that is no tag any more stays as it is."""
    tag = every_tag().get(name)
    if tag is None:
        return own.get(name.removeprefix(f"{LOCAL}."), name)
    says = tag.says.split(":")[0]
    of = every_tag().get(name.rpartition(".")[0])
    return f"{of.says}: {says}" if of and says.startswith("its ") else says


@lru_cache(maxsize=KEPT)
def _names(template: bytes) -> tuple[str, ...]:
    """In the order of the facts, each once: the short form of a date, and whether it is past, say nothing new."""
    used = {fact_named(name) for name in names_used(template)}
    own = sorted(name for name in used if name.startswith(f"{LOCAL}."))
    return (*(name for name in every_tag() if name in used and name not in OF_THE_DAY), *own)


def _words(value: object, path: list[str]) -> Iterator[str]:
    """At the end of the path: one text, or one of each item of a list. A group says nothing itself."""
    if isinstance(value, list):
        for one in value:
            yield from _words(one, path)
    elif isinstance(value, Mapping):
        if path:
            yield from _words(value.get(path[0]), path[1:])
    elif isinstance(value, bool):
        yield yes_no(value)
    elif value is not None and value != "" and not path:
        yield str(value)
