"""Who has agreed to what. Nothing but the Consent entries is read; silence is never consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from record.case import Case
from record.forms.consent import Consent

EXPLORE = "to explore a move"
SHARE = "to share information with one school"
PLACEMENT = "to the placement"
TRANSFER = "to the permanent transfer"
THE_PUPIL = "The pupil"


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """Where one choice stands for everybody who must be asked."""

    agreed: tuple[str, ...]
    refused: tuple[str, ...]
    """Refused, or agreed once and took it back."""
    not_asked: tuple[str, ...]
    """Not asked, and the reason is recorded."""
    silent: tuple[str, ...]
    needs_every_parent: bool = False
    """Whether the pack asks that every parent agree, so that a reason for not asking one is not enough."""

    @property
    def is_given(self) -> bool:
        """Whether as many parents agreed as the pack asks for, nobody refused and nobody is silent."""
        parents, unasked = set(self.agreed) - {THE_PUPIL}, set(self.not_asked) - {THE_PUPIL}
        enough = bool(parents) and not (self.needs_every_parent and unasked)
        return enough and not self.refused and not self.silent


def standing(case: Case, choice: str, school: str | None = None) -> ConsentStanding:
    """Where a choice stands, for a named school when the choice is about one."""
    answers = latest_answers(case, choice, school)
    people = (*[parent.name or "A parent" for parent in case.parents], THE_PUPIL)
    by_answer = {person: answers[_key(person)].answer if _key(person) in answers else None for person in people}

    def those(*wanted: str | None) -> tuple[str, ...]:
        return tuple(person for person in people if by_answer[person] in wanted)

    every = case.pack.parents_consent == "every parent"
    return ConsentStanding(those("agreed"), those("refused", "withdrawn"), those("not asked"), those(None), every)


def latest_answers(case: Case, choice: str, school: str | None) -> Mapping[str, Consent]:
    """Each person's latest answer to a choice, by the person's key."""
    about = [each for each in case.of(Consent) if each.choice == choice and (school is None or each.school == school)]
    return {THE_PUPIL.lower() if each.is_pupil else _key(each.person or ""): each for each in about}


def has_consent(case: Case, choice: str, school: str | None = None) -> bool:
    """Whether everybody who must be asked has answered, enough parents agreed for the pack, and nobody refused."""
    return standing(case, choice, school).is_given


def is_same_person(one: str | None, other: str | None) -> bool:
    """Whether two names as typed are one person's: case, full stops and blanks forgiven."""
    return _key(one or "") == _key(other or "") != ""


def _key(person: str) -> str:
    return " ".join(person.lower().replace(".", " ").split())
