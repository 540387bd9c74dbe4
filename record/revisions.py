"""What stands of an entry that was revised, perhaps by two people from the same base.

Revisions are merged question by question: what a revision changed against its own base is laid on what stands. Where
two people changed the same question differently the later answer stands and the question is named as a clash, until
somebody revises the entry having seen it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar


class Revision(Protocol):
    """As much of a saved revision as merging needs."""

    @property
    def save_id(self) -> str: ...
    @property
    def base(self) -> str | None: ...
    @property
    def saved_at(self) -> datetime: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers that stand, the revision they were last changed by, and the questions that clash."""

    answers: Mapping[str, Any]
    latest: str
    clashes: tuple[str, ...]


Saved = TypeVar("Saved", bound=Revision)


def in_order(revisions: Iterable[Saved]) -> Sequence[Saved]:
    """Each after the one it was made from, whatever a clock said meanwhile; otherwise as they were saved."""
    waiting = sorted(revisions, key=lambda each: (each.saved_at, each.save_id))
    unplaced, ordered = {each.save_id for each in waiting}, []
    while waiting:
        following = next((each for each in waiting if each.base not in unplaced - {each.save_id}), waiting[0])
        waiting.remove(following)
        unplaced.discard(following.save_id)
        ordered.append(following)
    return ordered


def merge(revisions: Sequence[Revision]) -> Merged:
    """Merge every revision of one entry, in any order. Raises ValueError when there is none."""
    if not revisions:
        raise ValueError("an entry has at least one revision")
    if len(revisions) == 1:
        return Merged(_answered(revisions[0].answers), revisions[0].save_id, ())  # nearly always, and at once
    after: dict[str, Mapping[str, Any]] = {}
    standing = Merged({}, "", ())
    for revision in in_order(revisions):
        standing = _lay(revision, after.get(revision.base) if revision.base else {}, standing)
        after[revision.save_id] = standing.answers
    return standing


def _lay(revision: Revision, base: Mapping[str, Any] | None, standing: Merged) -> Merged:
    """Lay what `revision` changed against `base` on what stands. Where its base cannot be read, all of it stands."""
    if base is None:
        return Merged(_answered(revision.answers), revision.save_id, standing.clashes)
    changed = {name for name in {*base, *revision.answers} if base.get(name) != revision.answers.get(name)}
    answers = {**standing.answers, **{name: revision.answers.get(name) for name in changed}}
    saw_everything = revision.base == standing.latest
    clashes = {
        name
        for name in changed
        if standing.answers.get(name) != base.get(name) and standing.answers.get(name) != answers[name]
    }
    still_open = set() if saw_everything else set(standing.clashes)
    return Merged(_answered(answers), revision.save_id, tuple(sorted(clashes | still_open)))


def _answered(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}
