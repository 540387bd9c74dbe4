"""`make explore minutes=30`: walk at length, and write down what it came to. `make explore seed=17` walks one seed again, and
makes what fails as short as it can. `make explore endings=all` tries every ending on every route under every pack, with two acts
beside it in every order, and prints what breaks.

A seed is a few walks that Hypothesis draws. What is found is printed with the way there; only a run that finds nothing is
written into docs/reliability.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import count

from hypothesis import HealthCheck, Phase, given, seed, settings

from letters.catalogue import LETTERS
from letters.say import fact_named
from letters.word.fill import names_used
from tests.explorer import page
from tests.explorer.ends import a_child_placed, ends, every_last
from tests.explorer.town import PACKS
from tests.explorer.walk import Act, Beginning
from tests.explorer.walking import ANY_BEGINNING, Figures, PromiseBroken, any_acts, go, look

ACTS, WALKS = 70, 3
"""Acts of a walk, and walks of a seed."""
DRAWN, SHORTENED = (Phase.generate,), (Phase.generate, Phase.shrink)


def walk(number: int, figures: Figures, phases: tuple[Phase, ...]) -> str:
    """The walks of one seed; what was found, with the way there, or nothing."""

    @seed(number)
    @settings(max_examples=WALKS, phases=phases, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ANY_BEGINNING, any_acts(ACTS))
    def walks(beginning: Beginning, acts: list[Act]) -> None:
        go(beginning, acts, figures)

    try:
        walks()
    except PromiseBroken as found:
        return str(found)
    except Exception as fault:  # what breaks a walk off is a finding too
        return f"{type(fault).__name__}: {fault}\n" + "\n".join(getattr(fault, "__notes__", ()))
    return ""


def tags(figures: Figures) -> Iterator[tuple[str, str]]:
    """Each tag of each template that no walk has filled yet."""
    for letter in LETTERS:
        filled = {name for of, name in figures.said if of == letter.id}
        for name in sorted(names_used(letter.template)):
            if fact_named(name) not in filled:
                yield letter.id, name


def main(minutes: float = 30, begins: int = 0, only: int | None = None) -> int:
    """Walk for so many minutes; 1 when something was found."""
    figures, found, began = Figures(), 0, time.monotonic()
    for number in count(begins) if only is None else (only,):
        said = walk(number, figures, DRAWN if only is None else SHORTENED)
        if said:
            found += 1
            sys.stdout.write(f"\nseed {number}: {said}\n")
        took = (time.monotonic() - began) / 60
        sys.stdout.write(f"seed {number}: {figures.steps} steps, {found} found, {took:.1f} minutes\n")
        sys.stdout.flush()
        if took >= minutes:
            break
    unfilled = [*tags(figures)]
    all_tags = sum(len(names_used(letter.template)) for letter in LETTERS)
    sys.stdout.write("".join(f"not filled: {letter} {name}\n" for letter, name in unfilled))
    sys.stdout.write(page.section(figures, all_tags - len(unfilled), all_tags, minutes, date.today()))
    if not found and only is None:
        page.write(page.section(figures, all_tags - len(unfilled), all_tags, minutes, date.today()))
    return int(bool(found))


def every_ending() -> int:
    """Each of the last three acts of every move; 1 when something was found."""
    placed, tried, found = cache(a_child_placed), 0, 0
    for last in (each for pack in PACKS for each in every_last(pack)):
        tried += 1
        try:
            with placed(last.beginning).again() as walk:
                ends(walk, last, lambda each: look(each, Figures()))
        except PromiseBroken as broken:
            found += 1
            sys.stdout.write(f"\n{last}: {broken}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{tried} endings tried, {found} found\n")
    return int(bool(found))


if __name__ == "__main__":
    asked = dict(each.split("=", 1) for each in sys.argv[1:])
    if asked.get("endings") == "all":
        sys.exit(every_ending())
    only = int(asked["seed"]) if "seed" in asked else None
    sys.exit(main(float(asked.get("minutes", 30)), int(asked.get("from", 0)), only))
