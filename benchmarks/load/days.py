"""What people come for, by their part: one visit of each, again and again until the day is over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from benchmarks.load.forms import answers
from benchmarks.load.person import Somebody
from record.entry import Entry
from record.forms.before_you_start import BeforeYouStart
from record.forms.la_record import LaRecord
from record.forms.referral import Referral
from record.forms.same_day import SameDay
from ui.shell import go

READ = 3.0
"""A page is read three times as long as an answer is thought about."""


@dataclass(frozen=True)
class Part:
    """Whose day it is, and the case it is about; a home school opens cases of its own."""

    name: str
    case: str
    school: str
    today: date


async def home_school(me: Somebody, part: Part) -> None:
    """A new referral: the questions before it are submitted, the referral itself is begun and left as a draft."""
    await me.open("my-cases")
    await me.think(READ)
    reference = await _fill_in(me, BeforeYouStart, "before-you-start", "", part)
    if not reference or me.watch.is_over:
        return
    mark = me.notes.mark()
    await me.turn("referral", f"case={reference}")
    section = next(
        each.label for each in me.browser.shown.widgets if each.sort == "button" and each.label not in AROUND
    )
    await me.press(section)
    for label, text in answers(Referral, mark, part.today):
        if await me.write([(label, text)]):
            me.notes.typed[f"{reference} {Referral.kind}"][label] = text


async def receiving_school(me: Somebody, part: Part) -> None:
    """What must be told the same day; then the weekly report is looked at, and the case."""
    query = f"case={part.case}"
    await me.open("case", query)
    await me.think(READ)
    await _fill_in(me, SameDay, "same-day", part.case, part)
    await me.turn("weekly-report", query)
    await me.think(READ)
    await me.turn("my-cases")
    await me.think(READ)


async def coordinator(me: Somebody, part: Part) -> None:
    """The morning: Today, the board, one case, a line of the authority's own record."""
    await me.open("today")
    await me.think(READ)
    await me.turn("board")
    await me.think(READ)
    await me.turn("case", f"case={part.case}")
    await me.think(READ)
    await _fill_in(me, LaRecord, "la-record", part.case, part)


async def reader(me: Somebody, part: Part) -> None:
    """Somebody who looks: their cases, one of them, the register, the guidance."""
    await me.open("my-cases")
    for page, query in (("case", f"case={part.case}"), ("register", ""), ("weekly-reports", "")):
        await me.think(READ)
        if not me.watch.is_over:
            await me.turn(page, query)
    await me.think(READ)


async def _fill_in(me: Somebody, kind: type[Entry], page: str, case: str, part: Part) -> str:
    mark = me.notes.mark()
    given = answers(kind, mark, part.today)
    await me.turn(page, f"case={case}" if case else "")
    await me.write(given)
    if me.watch.is_over:
        return ""
    reference = await me.submit(given)
    if reference:
        me.notes.acknowledged[mark] = reference
    return reference


AROUND = frozenset({"Continue", "Submit", "Save and come back later", "Check your answers", go.FILL_IN.title})
DAYS: Mapping[str, Callable[[Somebody, Part], Awaitable[None]]] = {
    "home school": home_school,
    "receiving school": receiving_school,
    "coordinator": coordinator,
    "reader": reader,
}
SHARES: Mapping[str, int] = {"home school": 8, "receiving school": 4, "coordinator": 2, "reader": 6}
"""Of twenty people."""
