"""What walks came to, as a section of docs/reliability.md: the rest of that page is `make soak`'s."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.explorer.walking import Figures

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
HEADING = "## Whole cases, walked\n"
TEXT = """
People of every role act from an empty store, as the pages let them: what is asked of them, any form that is offered, corrections,
cells of the sheet, days that pass; on every route, under every pack, with calendars that differ (`tests/explorer/`). After each act
that changed something, {promises} promises are looked at for every role. Written by `make explore`, which only writes this section
when nothing was found.

| walks | steps | forms filed | refused | corrected | cells edited by hand | promises looked at | offered forms tried | letters looked at | letters made | tags filled |
|---|---|---|---|---|---|---|---|---|---|---|
| {walks:,} | {steps:,} | {filed:,} | {refused:,} | {corrected:,} | {cells:,} | {looked_at:,} | {tried:,} | {letters:,} | {made:,} | {filled:,} of {tags:,} |

Walked on {on}, for {minutes:.0f} minutes on one core that others used too. {ways}
"""


def section(figures: Figures, filled: int, tags: int, minutes: float, on: date) -> str:
    """The section, its heading first."""
    from tests.explorer.promises import PROMISES

    acts = figures.acts
    filed = sum(number for what, number in acts.items() if " " not in what and what != "refused")
    ways = "; ".join(f"{way}: {number}" for way, number in sorted(figures.ways.items()))
    return HEADING + TEXT.format(
        promises=len(PROMISES),
        walks=figures.walks,
        steps=figures.steps,
        filed=filed,
        refused=acts["refused"],
        corrected=sum(number for what, number in acts.items() if what.endswith(" revised")),
        cells=sum(number for what, number in acts.items() if what.startswith("cell changed")),
        looked_at=figures.looked_at,
        tried=acts["forms tried"],
        letters=acts["letters looked at"],
        made=acts["letters made"],
        filled=filled,
        tags=tags,
        on=on,
        minutes=minutes,
        ways=f"Walks by route and pack: {ways}.",
    )


def written() -> str:
    """The section as it stands on the page; nothing when there is none."""
    text = PAGE.read_text("utf-8")
    return text[text.index(HEADING) :] if HEADING in text else ""


def write(new: str) -> None:
    """The section in place of the one before; it stands last."""
    text = PAGE.read_text("utf-8").removesuffix(written()).rstrip()
    PAGE.write_text(f"{text}\n\n{new}", "utf-8")
