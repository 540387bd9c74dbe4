"""One letter of one case in the making: what it says to each reader, from which template, with which pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from letters.facts import Facts
from letters.from_case.approaches import school_spoken_of
from letters.from_case.context import LetterContext
from letters.from_case.facts import facts_of
from letters.from_case.own import local
from letters.from_case.readers import Copy
from letters.letter import Letter
from record.authority import Authority
from record.case import Case
from record.entry import Answers


@dataclass(frozen=True)
class Making:
    """One letter of one case in the making; its facts are found once, whoever reads it."""

    case: Case
    authority: Authority
    letter: Letter
    writer: str
    """URN of the school whose letter it is."""
    answers: Answers | None
    """What was asked with the letter."""

    def facts_for(self, copy: Copy) -> Facts:
        """Everything this letter can say to one reader."""
        filed = copy.filed
        return replace(
            self._shared,
            addressee=copy.addressee,
            written_on=filed.filed_at.date() if filed else self.case.today,
            local=local(self.case, self.authority, filed),
            **self.letter.facts(self._context(copy)),
        )

    def template_for(self, copy: Copy) -> bytes:
        """The authority's own template in the copy's language, or the one that comes with the app."""
        own = self.authority.own_templates.get((self.letter.id, copy.language.lower()))
        return self.letter.template.read_bytes() if own is None else own

    def pictures_for(self, copy: Copy) -> Mapping[str, bytes]:
        """The pictures of this letter to one reader, by name: the writer's logo, and the letter's own."""
        logo = self.authority.school(self.writer).logo
        return {**({"logo": logo} if logo else {}), **self.letter.pictures(self._context(copy))}

    def _context(self, copy: Copy | None = None) -> LetterContext:
        return LetterContext(self.case, self.authority, self.answers, copy.filed if copy else None, copy)

    @cached_property
    def _shared(self) -> Facts:
        letter = self.letter
        return replace(
            facts_of(self.case, self.authority, self.writer, self.receiving, letter.signed_as),
            all_agreed=letter.all_agreed(self.case),
            expected=letter.box(self._context()) if letter.box else None,
        )

    @property
    def receiving(self) -> str | None:
        """URN of the school the letter speaks of: the one that was asked, where none has said yes yet."""
        return school_spoken_of(self.case) if self.letter.is_of_the_school_asked else self.case.receiving
