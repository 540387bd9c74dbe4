"""One person at a browser: does things at a person's pace, and goes on when the app, or the way to it, was away."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Element_pb2 import Element

from benchmarks.browser import LOST, Browser, NotThere
from benchmarks.load.forms import Answers
from benchmarks.load.notes import Notes, Stopwatch

SAVED = re.compile(r'class="mm-done".*?Saved.*?class="ref">([^<]+)<', re.DOTALL)
BEFORE = "This form has been submitted by"
REFUSED = "This page cannot be shown"
OPEN, TURN, KEEP, PRESS, SUBMIT = "open a page", "follow a link", "keep an answer", "press a button", "submit"
CHECK = "Check your answers"
TRIES = 40
"""How often somebody tries again before they give up: a restart takes a minute at most."""


class GaveUp(Exception):
    """Somebody could not go on."""


@dataclass
class Somebody:
    """A tab with somebody before it. `pace` is how many seconds pass between two answers, on the average."""

    browser: Browser
    notes: Notes
    watch: Stopwatch
    chance: random.Random
    pace: float
    saved: str = ""
    """The reference that the page says something was just saved under."""
    _faults: int = 0
    _due: float = 0.0
    """When they would act next, by the monotonic clock: whoever is kept waiting by the tool, or by a look of their own page, waits."""
    _answered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.browser.on_element = self._see

    async def think(self, times: float = 1.0) -> None:
        """Read, or look for words."""
        wanted = min(self.chance.expovariate(1.0), 4.0) * self.pace * times
        thinks = min(wanted, self.watch.left)
        self._due = time.monotonic() + thinks
        await asyncio.sleep(thinks)

    async def open(self, page: str, query: str = "") -> None:
        """Open a page afresh, again if need be: by its address, or by a link in a message. Raises GaveUp."""
        await self._do(OPEN, lambda: self.browser.go(page, query))

    async def turn(self, page: str, query: str = "") -> None:
        """Follow a link of the app to a page. Raises GaveUp."""
        await self._do(TURN, lambda: self.browser.turn(page, query))

    async def write(self, answers: Answers) -> int:
        """Answer each question that the page asks, in order; how many were kept. Raises GaveUp."""
        kept = 0
        for label, text in answers:
            if self.browser.has(label) and not self.watch.is_over:
                await self.think()
                await self._do(KEEP, partial(self._answer, label, text))
                kept += 1
        return kept

    async def press(self, button: str, what: str = PRESS) -> None:
        """Press a button. Raises GaveUp, NotThere."""
        await self.think(0.3)
        await self._do(what, lambda: self.browser.press(button))

    async def submit(self, answers: Answers) -> str:
        """Check the answers, then Submit, so that a form that lies there anew is known from one whose press was lost; the reference
        it is saved under, or nothing when it was not said. Raises GaveUp."""
        self.saved, is_pressed = "", False
        for _ in range(8):
            if self.saved or self.watch.is_over:
                break
            is_asked = self.browser.has(CHECK)
            if is_asked and is_pressed:
                break  # the answer was lost on its way, and a new sheet lies here: nobody writes it all again
            if is_asked:
                await self.write([each for each in answers if each[0] not in self._answered])
                await self._press_once(CHECK)
            elif self.browser.has("Submit"):
                is_pressed = True
                await self._press_once("Submit", SUBMIT)
            else:
                await self.open(self.browser.page, self.browser.query)
        self._answered = set()
        return self.saved

    async def _press_once(self, button: str, what: str = PRESS) -> None:
        try:
            await self.press(button, what)
        except NotThere:
            return  # what it asks for was done before the way to the app was lost: the page shows it

    async def _answer(self, label: str, text: str) -> float:
        is_choice = self.browser.widget(label, "radio", "selectbox", "text_input", "text_area").sort in (
            "radio",
            "selectbox",
        )
        waited = await (self.browser.choose if is_choice else self.browser.type)(label, text)
        if not self._faults:
            self._answered.add(label)
        return waited

    async def _do(self, what: str, act: Callable[[], Awaitable[float]]) -> None:
        """Do something until it is done without a fault. The wait is counted from when they would have begun. Raises GaveUp."""
        since, self._due = self._due or time.monotonic(), 0.0
        for attempt in range(TRIES):
            self._faults = 0
            try:
                await act()
            except LOST as why:
                await self._come_back(why)
                continue
            except NotThere:
                if attempt > 2:
                    raise
                self._faults = 1
            if not self._faults:
                self.notes.note(what, since)
                return
            await asyncio.sleep(min(1.0 + attempt, 5.0))
            await self._reload()
        raise GaveUp(what)

    async def _come_back(self, why: BaseException) -> None:
        """The tab connects again, as browsers do by themselves, until it can."""
        self.notes.lost[type(why).__name__] += 1
        began = time.monotonic()
        while time.monotonic() - began < 120:
            try:
                await self.browser.come_back()
                return
            except LOST:
                await asyncio.sleep(self.chance.uniform(0.5, 2.0))
        raise GaveUp("come back")

    async def _reload(self) -> None:
        try:
            await self.browser.rerun()
        except LOST as why:
            await self._come_back(why)

    def _see(self, element: Element) -> None:
        sort = element.WhichOneof("type")
        if sort == "markdown" and element.markdown.body.startswith(BEFORE):
            self.saved = self.browser.query.removeprefix("case=")
        if sort == "html" and (found := SAVED.search(element.html.body)):
            self.saved = found[1]
        elif sort == "alert" and element.alert.format == Alert.ERROR:
            self._fault(element.alert.body)
        elif sort == "exception":
            self._fault(element.exception.message)
        elif sort == "heading" and element.heading.body == REFUSED:
            self._fault(REFUSED)

    def _fault(self, sentence: str) -> None:
        self._faults += 1
        self.notes.errors[re.sub(r"\*\*\w+\*\*|\(Error \w+\)", "…", sentence)] += 1
