"""Who has agreed to what. Nothing but the Consent entries is read; silence is never consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from record.family import row_of
from record.forms.consent import EXPLORE as EXPLORE
from record.forms.consent import PLACEMENT as PLACEMENT
from record.forms.consent import SHARE as SHARE
from record.forms.consent import THE_PUPIL as THE_PUPIL
from record.forms.consent import TRANSFER as TRANSFER
from record.forms.consent import Consent
from record.words import listed

if TYPE_CHECKING:
    from record.case import Case


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
    known: dict[tuple[str, str | None], ConsentStanding] = case.__dict__.setdefault(
        __name__, {}
    )  # as `record/once.py` does
    if (choice, school) not in known:
        known[choice, school] = _standing(case, choice, school)
    return known[choice, school]


def _standing(case: Case, choice: str, school: str | None) -> ConsentStanding:
    answers = latest_answers(case, choice, school)
    rows: tuple[int | str, ...] = (*_rows_to_agree(case), THE_PUPIL)
    said = {row: answers[row].answer if row in answers else None for row in rows}

    def those(*wanted: str | None) -> tuple[str, ...]:
        return tuple(_called(case, row) for row, answer in said.items() if answer in wanted)

    every = case.pack.parents_consent == "every parent"
    return ConsentStanding(those("agreed"), those("refused", "withdrawn"), those("not asked"), those(None), every)


def consent_to_move(case: Case) -> str:
    """The consent without which this move may not start."""
    return PLACEMENT if case.is_dual_registered else TRANSFER


def unanswered(stands: ConsentStanding) -> tuple[str, ...]:
    """Those whose answer is still to be got: they said nothing, or must all agree and were not asked."""
    not_asked = stands.not_asked if stands.needs_every_parent else ()
    left = (*stands.silent, *(each for each in not_asked if each != THE_PUPIL))
    nobody_agreed = not left and not stands.refused and not stands.is_given
    return tuple(named(each) for each in (left or (stands.not_asked if nobody_agreed else ())))


def named(person: str) -> str:
    """As one says it within a sentence."""
    return "the pupil" if person == THE_PUPIL else person


def to_agree(stands: ConsentStanding) -> str:
    """Whom a step waits for: `Mrs J. Adeyemi and the pupil to agree`."""
    return f"{listed([*unanswered(stands), *map(named, stands.refused)]) or 'everyone'} to agree"


def latest_answers(case: Case, choice: str, school: str | None) -> Mapping[int | str, Consent]:
    """Each person's latest answer to a choice: by the row of the referral, or `THE_PUPIL`."""
    about = [each for each in case.of(Consent) if each.choice == choice and (school is None or each.school == school)]
    whose = [(THE_PUPIL if each.is_pupil else row_of(case, each.person), each) for each in about]
    return {row: each for row, each in whose if row is not None}


def parents_against(case: Case, before: date) -> tuple[str, ...]:
    """The parents whose last answer to this move, before a day, is no; a direction asks for agreement and goes without."""
    if case.is_under_direction:
        return ()
    choice, answers = PLACEMENT if case.is_dual_registered else TRANSFER, dict[int | None, str | None]()
    for each in case.of(Consent):
        is_about = each.choice == choice and each.school == case.receiving and not each.is_pupil
        if is_about and each.answered_on and each.answered_on < before:
            answers[row_of(case, each.person)] = each.answer
    return tuple(_called(case, row) for row in _rows_to_agree(case) if answers.get(row) in ("refused", "withdrawn"))


def has_consent(case: Case, choice: str, school: str | None = None) -> bool:
    """Whether everybody who must be asked has answered, enough parents agreed for the pack, and nobody refused."""
    return standing(case, choice, school).is_given


def said_so_far(case: Case) -> Mapping[str, Sequence[Consent]]:
    """By person, in the order of the referral and the pupil last: the latest answer to each choice and school."""
    found: dict[str, dict[tuple[str | None, str | None], Consent]] = {name: {} for name in people_to_agree(case)}
    for each in case.of(Consent):
        row = THE_PUPIL if each.is_pupil else row_of(case, each.person)
        if row is not None:
            found.setdefault(_called(case, row), {})[each.choice, each.school] = each
    return {name: tuple(said.values()) for name, said in found.items() if said}


def people_to_agree(case: Case) -> tuple[str, ...]:
    """Who is asked to agree, by name: each parent as in the referral, and the pupil."""
    return (*(_called(case, row) for row in _rows_to_agree(case)), THE_PUPIL)


def may_agree(case: Case, person: str | None) -> bool:
    """Whether a name as typed is that of one person who is asked to agree."""
    return row_of(case, person) in _rows_to_agree(case)


def _rows_to_agree(case: Case) -> Sequence[int]:
    everyone = case.referral.parents if case.referral else ()
    return [row for row, each in enumerate(everyone) if each in case.parents]


def _called(case: Case, row: int | str) -> str:
    return row if isinstance(row, str) else (case.row_names[row][-1] or "A parent")
