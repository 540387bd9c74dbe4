"""A case walked by three people, each in a window of their own; and what all three windows say after each act.

At a stop every window is turned to the case, to its deadlines and to the list of its owner's cases. Whatever they say
differently fails the walk.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from record.entry import Entry
from tests.browser import papers
from tests.browser.filling import answer, check_first, continue_, open_section, press, settle, submit, turn_to
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, PETER, ROSALIND
from tests.browser.story import Story, signatures
from tests.browser.walks.said import Row, Said, read, read_board, read_own_list

HOME, RECEIVING, AUTHORITY = "home", "receiving", "authority"
WIDE, NARROW = (1366, 768), (390, 844)
COLOURS = 64


@dataclass
class Stop:
    """What all three windows said after an act."""

    title: str
    said: Said
    seen_by: tuple[str, ...]
    picture: str = ""

    def __str__(self) -> str:
        lines = (self.said.today, self.said.tomorrow, self.said.change, *map(str, self.said.due))
        return "\n    ".join([f"{self.title} ({', '.join(self.seen_by)})", *filter(None, lines)])


class WindowsDiffer(AssertionError):
    """Two windows say different things of the same case at the same moment."""


@dataclass
class Walk:
    """A case on its way, the windows that look at it, and the stops so far."""

    story: Story
    told: str = ""
    """What happens in it, in a sentence."""
    receiving: str = PETER
    pictures: Path | None = None
    """Where the pictures of named stops go; none are taken without it."""
    every: bool = False
    """Whether every stop has its pictures, and not only the named ones."""
    stops: list[Stop] = field(default_factory=list)

    @property
    def people(self) -> Mapping[str, str]:
        """Whose the three windows are."""
        return {HOME: AMINA, RECEIVING: self.receiving, AUTHORITY: ROSALIND}

    def it_is(self, day: str) -> None:
        """The next day of the walk."""
        self.story.it_is(day)

    def begins(self, route: str, why: tuple[str, str] | None = None, people: tuple[str, ...] = ()) -> None:
        """The home school answers what it must before it starts, and writes the referral."""
        self.story.people = people or self.story.people
        page = self.story.as_(AMINA, "/before-you-start")
        papers.before_you_start(page, route=route)
        if why:
            papers.reason(page, *why)
        submit(page)
        self.story.reference = page.locator(".ref").inner_text()
        press(page, "Go on: Referral")
        papers.referral(page, parents=self.story.people[:-1])
        submit(page)

    def writes(
        self, name: str, form: str, answers: Mapping[str, str], reasons: Mapping[str, str] | None = None
    ) -> None:
        """Somebody fills in a short form in their window, and submits it."""
        page = self.story.write(name, form)
        answer(page, answers)
        if reasons:
            check_first(page)
        for sentence, why in (reasons or {}).items():
            papers.reason(page, sentence, why)
        submit(page)

    def answers(self, name: str, button: str, answers: Mapping[str, str]) -> None:
        """Somebody confirms what the other school wrote, or says that it is not so."""
        page = self.opens(name, button)
        answer(page, answers)
        submit(page)

    def opens(self, name: str, button: str) -> Page:
        """Somebody presses the button of something due, at the head of the case or among the deadlines."""
        page = self.story.as_(name)
        if not page.get_by_role("button", name=button, exact=True).count():
            page.get_by_role("tab", name="Deadlines").click()
            settle(page)
        page.get_by_role("button", name=button, exact=True).first.click()
        settle(page)
        return page

    def puts_right(self, name: str, button: str, section: str, answers: Mapping[str, str]) -> None:
        """Somebody corrects one section of a long form, and submits it."""
        page = self.opens(name, button)
        open_section(page, section)
        answer(page, answers)
        continue_(page)
        press(page, "‹ All sections")
        press(page, "Check your answers")
        submit(page)

    def signs(self, *, is_dual: bool = True, head: str = NORTHGATE_HEAD) -> None:
        """Everybody signs, and it is recorded in a window."""
        documents = ("Agreement", "Dual registration form") if is_dual else ("Agreement",)
        those = [each for each in signatures(head) if each[0] in documents]
        papers.signatures(self.story.write(AMINA, "Signatures"), those, f"{self.story.today:%d/%m/%Y}")

    def tells(self, name: str) -> None:
        """Somebody tells the family of what the app says is to be told, with its letter, and records it in their window."""
        self.writes(name, "Telling the family", {"How?": "Letter, by hand"})

    def files(self, name: str, *forms: Entry) -> None:
        """Somebody submits whole forms, which they filled in before in this walk or another, elsewhere than in a window."""
        self.story.files(name, *forms)

    def stop(self, title: str, *, picture: str = "", hidden_from: str = "") -> Said:
        """All three windows say the same of the case; `hidden_from` says that it is not this side's to see yet."""
        said = {side: self._look(side) for side in self.people}
        seen_by = tuple(side for side, each in said.items() if each)
        assert seen_by == tuple(side for side in said if side != hidden_from), f"{title}: seen by {seen_by}"
        first = said[HOME]
        assert first is not None
        for side in seen_by[1:]:
            other = said[side]
            assert other is not None
            if found := list(first.differs(other)):
                raise WindowsDiffer("\n".join([f"{title}: the windows of {HOME} and {side} differ", *found]))
        self._lists_agree(title, first, seen_by)
        self.stops.append(Stop(title, first, seen_by, picture))
        if self.pictures and (picture or self.every):
            self._take(picture or f"{self.story.reference} {len(self.stops):02} {title}", seen_by)
        return first

    def _look(self, side: str) -> Said | None:
        return read(self._window(side), self.story.reference)

    def _window(self, side: str) -> Page:
        return self.story.as_(self.people[side])

    def _lists_agree(self, title: str, said: Said, seen_by: tuple[str, ...]) -> None:
        """The list of each says the same as the case."""
        rows: dict[str, Row | None] = {}
        for side in seen_by:
            page = self.story.pages[self.people[side]]
            rows[side] = (read_board if side == AUTHORITY else read_own_list)(page, self.story.reference)
        if len(set(rows.values())) > 1:
            raise WindowsDiffer("\n".join([f"{title}: the lists differ", *(f"{k}: {v}" for k, v in rows.items())]))
        row = rows[HOME]
        if row and said.step:
            assert (row.whose, row.waits_for) == (said.step.whose, said.step.waits_for), (title, row, said.step)
            assert said.step.what.startswith(row.step), (title, row, said.step)

    def _take(self, name: str, seen_by: tuple[str, ...]) -> None:
        """A picture of each window, and of the home school's as on a telephone."""
        for side in seen_by:
            self._picture(side, WIDE, f"{name}-{side}")
        self._picture(HOME, NARROW, f"{name}-narrow")

    def _picture(self, side: str, size: tuple[int, int], name: str) -> None:
        assert self.pictures
        page = self._window(side)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        turn_to(page, f"/case?case={self.story.reference}")
        page.get_by_role("tab", name="Chronology").click()
        settle(page)
        below = page.get_by_role("tablist").evaluate("it => Math.ceil(it.getBoundingClientRect().bottom) + 24")
        page.set_viewport_size({"width": size[0], "height": max(size[1], int(below))})
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        shot.quantize(COLOURS).save(self.pictures / f"{name}.png", optimize=True)
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
