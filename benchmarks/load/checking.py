"""After the day: is everything there that was acknowledged, once, and every draft as it was typed?"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.load.notes import Notes
from store.contract import Store

MARK = re.compile(r"load-\d{6}-")


@dataclass(frozen=True)
class Found:
    """What the store says beside what people were told."""

    acknowledged: int
    lost: int
    """Acknowledged and not there."""
    doubled: int
    """There more than once."""
    answers: int
    """Of drafts, each shown as kept."""
    answers_lost: int

    @property
    def is_well(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.doubled or self.answers_lost)


def check(notes: Notes, entries: Store, drafts: Store) -> Found:
    """Look for everything: `entries` may be another computer's view of the store, `drafts` are where they were typed."""
    there: dict[str, set[str]] = defaultdict(set)
    for each in entries.entries():
        for mark in set(MARK.findall(json.dumps(each.answers, default=dict))):
            there[mark].add(each.save_id)
    typed = [(draft, label, text) for draft, of in notes.typed.items() for label, text in of.items()]
    kept = {draft: _answers(drafts, draft) for draft in notes.typed}
    return Found(
        acknowledged=len(notes.acknowledged),
        lost=sum(mark not in there for mark in notes.acknowledged),
        doubled=sum(len(saves) > 1 for saves in there.values()),
        answers=len(typed),
        answers_lost=sum(text not in kept[draft] for draft, _, text in typed),
    )


def _answers(store: Store, draft: str) -> frozenset[str]:
    """Everything typed into the drafts of a case and form."""
    reference, _, kind = draft.partition(" ")
    home = next((each.saved_for for each in store.entries(reference)), "")
    mine: Mapping[str, object] = {}
    found = [each for each in store.drafts(home) if (each.reference, each.kind) == (reference, kind)]
    for each in found:
        mine = {**mine, **{name: answer.value for name, answer in each.answers.items()}}
    return frozenset(str(value) for value in mine.values())
