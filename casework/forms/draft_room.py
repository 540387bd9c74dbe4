"""How much room drafts have: of one draft, of one person's drafts, and of what is typed within a while."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from casework.reading.budgets import Allowance
from casework.reading.office import Office
from record.person import Person
from store.contract import Draft, TooLong

LONGEST_DRAFT = 2_000_000
"""Characters of one draft: what is pasted by mistake fits once, and can be shortened."""
MOST_ANSWERS = 3_000
"""Answers of one draft: the longest form, with many items in each of its groups, has a few hundred."""
MOST_DRAFTS = 200
"""Forms that one person may have begun and not submitted."""
NO_ROOM = (
    f"This form is full: it holds {LONGEST_DRAFT:,} characters at most, and the last thing you typed does not fit. "
    "What was kept before is still there. Shorten an answer and carry on."
)
TOO_MUCH_AT_ONCE = (
    "A lot was typed here in the last ten minutes, and the last thing you typed is not kept yet. What was kept before "
    "is still there. Copy what you typed last, wait ten minutes and type it again."
)


class DraftFull(TooLong):
    """No more can be kept just now; its text says what to do. All that was kept before is there."""


def refuse_too_many(begun: Sequence[Draft], draft: Draft) -> None:
    """Of what this person began, and would begin now. Raises DraftFull; never for a form that is begun already."""
    if len(begun) >= MOST_DRAFTS and not any(
        (each.reference, each.kind) == (draft.reference, draft.kind) for each in begun
    ):
        raise DraftFull(
            f"You have {MOST_DRAFTS} forms that are not submitted. Submit or delete some under Cases, then start this "
            "one."
        )


def refuse_too_much(typed: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Raises DraftFull; never for what makes the draft shorter."""
    after = {**typed, **kept}
    length = sum(map(_length, after.values()))
    is_longer = length > sum(map(_length, typed.values())) or len(after) > len(typed)
    if is_longer and (length > LONGEST_DRAFT or len(after) > MOST_ANSWERS):
        raise DraftFull(NO_ROOM)


def taken(
    office: Office, person: Person, typed: Mapping[str, Any], kept: Mapping[str, Any]
) -> Sequence[tuple[Allowance, Hashable, int]]:
    """How much of which budget this takes."""
    written = sum(map(_length, kept.values()))
    added = max(written - sum(_length(typed.get(name)) for name in kept), 0)
    budgets, whose = office.budgets, (person.la, person.school, person.name)
    return (budgets.typed, whose, added), (budgets.written, whose, written), (budgets.typed_in_all, person.la, added)


def _length(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_length, (*value.keys(), *value.values())))
    return sum(map(_length, value)) if isinstance(value, list | tuple) else 1
