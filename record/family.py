"""Who speaks for the child. A person is a row of the referral, not a spelling.

Consent names a person as whoever typed it wrote the name. A name that is corrected later is still that person's, and two
people whose names look nearly the same are two. So each row knows every name it has had: a row is followed through the
corrections of a referral, and what is said of a name is said of the row that has or had it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from record.case import Case
    from record.forms.referral import Parent

RowNames = tuple[tuple[str, ...], ...]
"""Of each row of a referral, in order: every name it has had, the one that stands last."""

TITLES = re.compile(r"^(mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|sir|dame|lady|lord)\b\.?", re.IGNORECASE)
OF_AN_OFFICE = re.compile(r"\b(authority|carer|council|guardian|services?|worker)\b")
"""Another name in such a row is another person, unless the two names share a word: a carer is followed by a carer."""


def follow(stood: Sequence[Parent], names: RowNames, now: Sequence[Parent]) -> RowNames:
    """The names of each row after a correction, from the rows that stood and their names.

    A row with the same name is the same, wherever it moved. What is left is the same person where it stands in the same
    place and is related to the child in the same way: a father is never taken for the mother before him.
    """
    before = dict(enumerate(names if len(names) == len(stood) else begin(stood)))
    found = [_same_name(each, stood, now) for each in now]
    for place, each in enumerate(now):
        is_free = place in before and place not in found
        if found[place] is None and is_free and _is_corrected(stood[place], each):
            found[place] = place
    return tuple(_with(() if was is None else before[was], each) for was, each in zip(found, now, strict=True))


def begin(parents: Sequence[Parent]) -> RowNames:
    """The names of rows that were never corrected."""
    return tuple(_with((), each) for each in parents)


def _with(names: tuple[str, ...], parent: Parent) -> tuple[str, ...]:
    name = parent.name or ""
    return (*(each for each in names if each != name), name)


def _same_name(parent: Parent, stood: Sequence[Parent], now: Sequence[Parent]) -> int | None:
    """The place where somebody of the same name stood; none where two share it."""
    name = as_written(parent.name)
    places = [place for place, each in enumerate(stood) if as_written(each.name) == name != ""]
    is_alone = sum(as_written(each.name) == name for each in now) == 1
    return places[0] if len(places) == 1 and is_alone else None


def _is_corrected(was: Parent, now: Parent) -> bool:
    relationships = [(each.relationship or "").casefold().strip() for each in (was, now)]
    if not was.name:
        return True
    if relationships[0] and relationships[0] != relationships[1]:
        return False
    return not OF_AN_OFFICE.search(relationships[0]) or bool(_words(was.name) & _words(now.name or ""))


def _words(name: str) -> set[str]:
    """What is more than a title or an initial."""
    return {word for word in forgiving(name).split() if len(word) > 1 and not TITLES.match(word)}


def row_of(case: Case, person: str | None) -> int | None:
    """The row of the referral that a name as typed means; None where it is nobody's, or could be two people's.

    The very name comes before a name with other stops or blanks, and both of the name that stands before one that stood.
    """
    for read in (as_written, forgiving):
        wanted = read(person)
        for names in ([each[-1:] for each in case.row_names], case.row_names):
            places = [place for place, some in enumerate(names) if wanted and wanted in map(read, some)]
            if places:
                return places[0] if len(places) == 1 else None
    return None


def as_written(name: str | None) -> str:
    """A name, its blanks and capitals aside."""
    return " ".join((name or "").casefold().split())


def forgiving(name: str | None) -> str:
    """A name, its full stops aside too."""
    return as_written((name or "").replace(".", " "))
