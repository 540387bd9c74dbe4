"""What was written of a child, without the names of its family: for those who may not know whose child it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from record.family import TITLES
from record.words import first_capital

WORD = re.compile(r"[^\W_]+")
JOINED = re.compile(r"\.? ?|[-'’]")
"""What stands between two words of one name."""
_ENGLISH = (
    "an april archer art bell best bill bishop black bond bridge brook brown bush butler carter chance christian church clay cook "
    "cross daisy dale dawn day dean drew earl english faith field finch fisher ford forest fox frank french good grace grant gray "
    "green grey hall hand harmony heath heaven hill holly home honey hope hunt iris ivy jack jade jasmine jewel joy june king knight "
    "lane lily little long love lucky major mark mason may mercy mills miller moon moore more north page park parker patience pearl "
    "pen porter power precious price prince princess promise rain ray reed rich rob robin rock rose ruby sage sharp shore short "
    "singer skip sky smart snow star stone storm street sue summer taylor turner unity violet walker wall ward waters way wells west "
    "white will willow winter wise wood woods young"
)
ENGLISH = frozenset(_ENGLISH.split())
"""First names and surnames that are words too: what is written of a child uses them in small letters."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """Says what was written without the names of a family: however they are written, and each part of a double name. Only a
    name that is an English word too is left where it stands in small letters."""

    child: frozenset[str]
    family: frozenset[str]

    def said(self, text: str | None) -> str:
        """The text: `the pupil` and `the parent` where names stood."""
        words = list(WORD.finditer(text or ""))
        told, place = "", 0
        for run in self._runs(text or "", words):
            is_parent = any(
                TITLES.fullmatch(each[0]) or not self._is_of(self.child, each[0]) for each in run if each[0][1:]
            )
            told += (text or "")[place : run[0].start()] + ("the parent" if is_parent else "the pupil")
            place = run[-1].end()
        return first_capital(told + (text or "")[place:])

    def _runs(self, text: str, words: Sequence[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
        """Words that are one name together, with the title and the initials before it."""
        run: list[re.Match[str]] = []
        for each in words:
            if run and not JOINED.fullmatch(text[run[-1].end() : each.start()]):
                yield from self._names(run)
                run = []
            if self._is_name(each[0]) or TITLES.fullmatch(each[0]) or (len(each[0]) == 1 and each[0].isupper()):
                run.append(each)
            else:
                yield from self._names(run)
                run = []
        yield from self._names(run)

    def _names(self, run: list[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
        named = [place for place, each in enumerate(run) if self._is_name(each[0])]
        if named:
            yield run[: named[-1] + 1]

    def _is_name(self, word: str) -> bool:
        return self._is_of(self.child, word) or self._is_of(self.family, word)

    @staticmethod
    def _is_of(those: frozenset[str], word: str) -> bool:
        return _folded(word) in those and word not in ENGLISH


def words_of(*names: str | None) -> frozenset[str]:
    """The words of names, folded; no title and no initial."""
    every = [
        each for name in names for each in WORD.findall(name or "") if len(each) > 1 and not TITLES.fullmatch(each)
    ]
    return frozenset(map(_folded, every))


def _folded(word: str) -> str:
    """Without capitals and accents."""
    return "".join(each for each in normalize("NFKD", word) if not combining(each)).casefold()
