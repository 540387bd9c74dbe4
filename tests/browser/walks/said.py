"""What one window says of a case, read from the screen: today, tomorrow, the next change, the next step, whose, and what it waits
for; and everything else that is due.

A step is worded for whoever must do it and for everybody else; read here it has the words for everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from playwright.sync_api import Locator, Page

from rules.due import duties
from tests.browser.filling import settle, turn_to

NOT_SHOWN = "There is no such case, or you cannot see it."

CELLS = """cells => cells.map(cell => {
  const under = cell.querySelector('.under')?.innerText ?? '';
  cell.querySelectorAll('.name, .under').forEach(each => each.remove());
  return [cell.innerText.trim(), under.trim()];
})"""
"""Of each cell of a line of the board, what it says and what it says below."""


@dataclass(frozen=True)
class Step:
    """Something due, as a window says it."""

    what: str
    whose: str
    by: str = ""
    waits_for: str = ""

    def __str__(self) -> str:
        by = f", by {self.by}" if self.by else ""
        return f"{self.what} ({self.whose}{by}){f', waiting for {self.waits_for}' if self.waits_for else ''}"


@dataclass(frozen=True)
class Said:
    """What one window says of a case."""

    day: str
    """Which day it is, as the box at its head names it."""
    today: str
    more: str
    """Beside the place: a first day's time and person, the marks of both registers."""
    tomorrow: str
    change: str
    stage: str
    step: Step | None
    due: tuple[Step, ...]

    def differs(self, other: Said) -> Iterator[str]:
        """What this window says and the other does not, each in a line."""
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            if mine != theirs:
                yield f"{each.name}: {_in_words(mine)} / {_in_words(theirs)}"


@dataclass(frozen=True)
class Row:
    """What the list of somebody's cases says of one: where expected, what next and whose."""

    today: str
    step: str
    whose: str
    waits_for: str


def _in_words(said: object) -> str:
    return "; ".join(map(str, said)) if isinstance(said, tuple) else str(said)


def read(page: Page, reference: str) -> Said | None:
    """Turn a window to a case and read it; None where it says that the case is not this person's to see."""
    turn_to(page, f"/case?case={reference}")
    if page.get_by_text(NOT_SHOWN).count():
        return None
    box = page.get_by_role("region", name="Where the child is expected")
    days = [each.locator("p").all_inner_texts() for each in box.locator(".days > div").all()]
    closed = box.locator(".closed").all_inner_texts()
    (first, place, *more), ahead = ([closed[0], "No school"], days) if closed else (days[0], days[1:])
    now = page.get_by_role("list", name="Stages of the case").locator('[aria-current="step"], .out')
    step = page.get_by_role("region", name="Next step")
    return Said(
        day=first,
        today=place,
        more=" ".join(more),
        tomorrow=" ".join(f"{day}: {there}. {' '.join(told)}".strip() for day, there, *told in ahead),
        change=" ".join(box.locator(".change").all_inner_texts()),
        stage=" ".join(now.first.inner_text().split()) if now.count() else "over",
        step=_next_step(step) if step.count() else None,
        due=_due(page),
    )


def _next_step(step: Locator) -> Step:
    title = step.locator("strong").inner_text().removeprefix("Next: ")
    notes = [each for each in step.locator("p.mm-quiet").all_inner_texts() if "opens in a new tab" not in each]
    waits = next((each for each in notes[1:] if each.startswith("Waiting for ")), "")
    whose = notes[0].removeprefix("Waiting for ")  # as everybody else reads it
    return _step(" · ".join((title, whose, *([waits[:1].lower() + waits[1:]] if waits else []))))


def _due(page: Page) -> tuple[Step, ...]:
    """Everything in the Deadlines tab."""
    page.get_by_role("tab", name="Deadlines").click()
    settle(page)
    lines = page.get_by_role("tabpanel").locator("p:has(strong)").all_inner_texts()
    return tuple(sorted(map(_step, lines), key=str))


def _step(line: str) -> Step:
    """`Write the weekly report · Northgate Academy · due Friday 11 December · waiting for …`, or `…, by Friday …`."""
    what, whose, *rest = line.replace("\xa0", " ").split(" · ")
    whose, _, by = whose.partition(", by ")
    for each in rest:
        by = each.removeprefix("due ") if each.startswith("due ") else by
    waits = next((each for each in rest if each.startswith("waiting for ")), "")
    return Step(for_everybody(what.strip()), whose, by, waits.removeprefix("waiting for "))


def for_everybody(what: str) -> str:
    """The step in the words that everybody reads who must not do it, with whose or which it is."""
    said = what[:1].lower() + what[1:]
    for each in sorted(duties(), key=lambda one: -len(one.do)):
        if said.startswith(each.do):
            return each.what + said.removeprefix(each.do)
    return said


def read_own_list(page: Page, reference: str) -> Row | None:
    """Turn a school's window to *Cases*; None where the case is not on it, or is over."""
    turn_to(page, "/my-cases")
    opens = page.get_by_role("button", name=f"Open {reference}")
    if not opens.count():
        return None
    _, step, place = page.locator(f".st-key-case-line-{reference} .mm-case > div").all()
    title, notes = step.locator("strong").inner_text(), step.locator(".under").all_inner_texts()
    if not title:
        return Row(place.locator(".place").inner_text(), "", "", "")
    whose, *rest = notes[0].replace("\xa0", " ").split(" · ")
    waits = next((each for each in rest if each.startswith("waiting for ")), "").removeprefix("waiting for ")
    return Row(place.locator(".place").inner_text(), _without_whose(for_everybody(title)), whose, waits)


def read_board(page: Page, reference: str) -> Row | None:
    """Turn the authority's window to the board; None where the case is not on it."""
    turn_to(page, "/board")
    line = page.locator(f".st-key-board-line-{reference} .mm-line > span")
    if not line.count():
        return None
    cells = line.evaluate_all(CELLS)
    (place, _), (step, under) = cells[2], cells[3]
    whose, _, waits = under.partition(" · waiting for ")
    return Row(place, for_everybody(step), whose, waits)


def _without_whose(step: str) -> str:
    """The board names neither people nor weeks of a step."""
    return re.sub(r" for the week of .*$| \(.*\)$", "", step)
