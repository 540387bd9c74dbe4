"""People who save while the clock jumps a day forwards and back, at random from a seed; and what must hold afterwards."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from casework.people.entering import FIRST_LOCK, TRIES, lock_for
from record.revisions import in_order, merge
from store.contract import Store
from tests.store.rows import NOW, draft, entry, sign_in_row

JUMPS = (timedelta(days=-1), timedelta(), timedelta(days=1))
STEPS = 40


@dataclass
class Jumping:
    """One play on one store."""

    store: Store
    chance: random.Random
    offset: timedelta = timedelta()
    minute: int = 0
    chains: dict[str, list[str]] = field(default_factory=dict)
    """By entry, every save that was acknowledged, each made from the one before."""
    typed: str = ""
    jumps: int = 0

    def now(self) -> datetime:
        """What the clock says."""
        return NOW + timedelta(minutes=self.minute) + self.offset

    def step(self) -> None:
        """A minute passes, the clock may jump, somebody saves, corrects, types, or tries a PIN in vain."""
        self.minute += 1
        if self.chance.random() < 0.4:
            jump = self.chance.choice(JUMPS)
            self.jumps += jump != self.offset
            self.offset = jump
        self.chance.choice((self.file, self.correct, self.correct, self.type))()

    def file(self) -> None:
        """A new form."""
        name = f"entry-{len(self.chains)}"
        self._save(name, f"{name}-0", None)

    def correct(self) -> None:
        """A correction of what stands, made from it."""
        if self.chains:
            name = self.chance.choice(sorted(self.chains))
            self._save(name, f"{name}-{len(self.chains[name])}", self.chains[name][-1])

    def _save(self, name: str, save_id: str, base: str | None) -> None:
        revision, said = len(self.chains.get(name, ())) + 1, {"what": save_id}
        self.store.save(entry(save_id, entry_id=name, base=base, revision=revision, saved_at=self.now(), answers=said))
        self.chains.setdefault(name, []).append(save_id)

    def type(self) -> None:
        """A further letter in a draft."""
        self.typed += "x"
        self.store.keep("draft-1", {"what": self.typed}, "Olena Marsh", self.now())

    def figures(self) -> Counter[str]:
        """What happened, counted."""
        return Counter(acknowledged=sum(map(len, self.chains.values())), jumps=self.jumps)

    def broken(self) -> Mapping[str, list[str]]:
        """By the name of each promise that was not kept, what it was not kept to."""
        found = self.store.entries("MM-AAAA1111")
        counted = Counter(each.save_id for each in found)
        acknowledged = [one for chain in self.chains.values() for one in chain]
        wrong: dict[str, list[str]] = {
            "lost": [one for one in acknowledged if not counted[one]],
            "doubled": [one for one, count in counted.items() if count > 1],
            "out of order": [],
            "typed and lost": [],
            "locked out": [],
        }
        for name, chain in self.chains.items():
            its = [each for each in found if each.entry_id == name]
            stands = merge(its)
            if [each.save_id for each in in_order(its)] != chain or stands.answers != {"what": chain[-1]}:
                wrong["out of order"].append(name)
        begun = self.store.draft("draft-1")
        if self.typed and (begun is None or begun.answers["what"].value != self.typed):
            wrong["typed and lost"].append("draft-1")
        wrong["locked out"] += self._locked_out()
        return {name: some for name, some in wrong.items() if some}

    def _locked_out(self) -> list[str]:
        """Locked while the clock was a day ahead: when it is right again, and the lock's time is over, nobody is."""
        ahead, right = NOW + timedelta(days=1), NOW + timedelta(minutes=1)
        for _ in range(TRIES):
            self.store.count_try("Access k3f9", ahead, lock_for)
        held = not self.store.count_try("Access k3f9", ahead + FIRST_LOCK / 2, lock_for)
        found = [] if held else ["a lock that holds nobody"]
        if not self.store.count_try("Access k3f9", right, lock_for):
            found.append("Access k3f9")
        self.store.sign_in(sign_in_row("ahead", begun_at=ahead, ends_at=ahead + timedelta(hours=9)))
        self.store.sign_in(sign_in_row("right", begun_at=right, ends_at=right + timedelta(hours=9)))
        return found if self.store.signed_in("right", right) else [*found, "who signs in when it is right again"]


def play(store: Store, seed: int) -> Jumping:
    """A morning with a clock that jumps."""
    jumping = Jumping(store, random.Random(seed))
    store.begin(draft())
    for _ in range(STEPS):
        jumping.step()
    return jumping
