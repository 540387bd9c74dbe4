"""The heaviest form page over real websockets: one session, 50 and 200 of them; ours, on Streamlit's stock settings, and
beside them a page that is all but empty.

The page is the referral's *What has been tried* with six cards of five boxes; each rerun carries one more typed letter,
as typing does, and so keeps an answer in the draft: it draws one card again. A run without a letter draws the whole page.
Every session has a case of its own; with many, each types its next letter as soon as the last is drawn. On stock settings
fifty are asked for and no more: two hundred take longer to open the page than all the other rows together.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.browser import LOST, Browser
from benchmarks.serving import ROOT, serving
from casework.forms import drafts, entries
from casework.reading.office import Office
from record.forms.before_you_start import BeforeYouStart
from record.forms.referral import Referral
from record.person import Person
from store.contract import TableRow
from store.sql.store import SqlStore
from ui.sign_in import ticket

TODAY = date(2026, 9, 21)
SOMEBODY = Person("Amina Yusuf", "school", "900001", "999")
CARDS, WARM_UP, RERUNS = 6, 30, 150
MANY = (50, 200)
SECONDS = 8.0
"""How long many sessions type."""
STOCK = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "auto"}
BOX, EMPTY_BOX = "What was tried", "A box"
START = {
    "route": "off-site direction", "pupil_initials": "SA", "is_on_our_roll": "yes", "has_ehc_plan": "no",
    "parent_wants_transfer": "no", "could_return": "yes", "is_at_risk_of_exclusion": "yes", "risk_reason": "Fights",
    "threshold_reached": "no", "has_open_case": "no", "voluntary": "yes",
}  # fmt: skip

Visit = Callable[[int], Awaitable[Browser]]
"""Opens the page for the session with this number."""


@dataclass(frozen=True)
class Result:
    """One server's reruns."""

    widgets: int
    letter_ms: float
    """Median of a letter typed in one session."""
    whole_ms: float
    """Median of a run of the whole page."""
    a_second: Mapping[int, float]
    """Letters kept and drawn in a second, by the number of sessions."""


def measure() -> tuple[Result, Result, Result]:
    """Ours, stock, and the empty page on our settings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = {**STOCK, "PYTHONPATH": _without_uvloop(folder)}
        return _form(folder / "ours", {}, MANY), _form(folder / "stock", stock, MANY[:1]), _empty()


def _form(folder: Path, env: Mapping[str, str], many: Sequence[int]) -> Result:
    folder.mkdir()
    address = f"sqlite:///{folder / 'store.sqlite'}"
    references, secret = _prepare(address)
    store = {"MANAGED_MOVES_WAYS_IN": "demo", "MANAGED_MOVES_STORE": address}
    ours = {**store, "MANAGED_MOVES_TODAY": TODAY.isoformat()}
    with serving({**ours, **env}) as port:

        async def visit(number: int) -> Browser:
            browser = Browser(port, f"{ticket.COOKIE}={secret}")
            await browser.go("referral", f"case={references[number]}")
            return browser

        return asyncio.run(_all(visit, BOX, many))


def _empty() -> Result:
    with serving({}, "benchmarks/empty_page.py", "/_stcore/health") as port:

        async def visit(_: int) -> Browser:
            browser = Browser(port, "")
            await browser.go("")
            return browser

        return asyncio.run(_all(visit, EMPTY_BOX, MANY))


async def _all(visit: Visit, box: str, many: Sequence[int]) -> Result:
    browser = await visit(0)
    letters = [await browser.type(box, "Mentoring " + "a" * number) for number in range(WARM_UP + RERUNS)]
    whole = [await browser.rerun() for _ in range(WARM_UP + RERUNS // 2)]
    widgets = len(list(browser.shown.widgets))
    await browser.close()
    medians = (1000 * statistics.median(each[WARM_UP:]) for each in (letters, whole))
    return Result(widgets, *medians, {each: await _together(visit, box, each) for each in many})


async def _together(visit: Visit, box: str, many: int) -> float:
    """Letters a second of so many sessions."""
    few = asyncio.Semaphore(8)

    async def arrive(number: int) -> Browser:
        async with few:
            try:
                return await visit(number)
            except LOST:
                return await visit(number)  # as a person loads a page again; who arrives is not measured

    browsers = await asyncio.gather(*(arrive(number) for number in range(many)))
    began = time.perf_counter()
    counted = await asyncio.gather(*(_types(each, box, began + SECONDS) for each in browsers))
    taken = time.perf_counter() - began
    await asyncio.gather(*(each.close() for each in browsers))
    return sum(counted) / taken


async def _types(browser: Browser, box: str, until: float) -> int:
    """Letters until then, the last one waited for."""
    letters = 0
    while not letters or time.perf_counter() < until:
        letters += 1
        await browser.type(box, f"Mentoring {letters}")
    return letters


def _prepare(address: str) -> tuple[Sequence[str], str]:
    """A store with cases whose referrals are open at their heaviest section: the references, and a signed-in secret."""
    store = SqlStore(address)
    store.keep_demonstration()
    office = Office(store, lambda: TODAY)
    store.put(TableRow("Schools", "900001", {"name": "Oakfield School", "la": "999"}, office.now(), "set-up"))
    references = [_begin(office) for _ in range(max(MANY))]
    person = {"name": SOMEBODY.name, "role": "school", "school": "900001", "la": "999", "areas": []}
    secret = ticket.issue(store, person)
    store.close()
    return references, secret


def _begin(office: Office) -> str:
    paper = drafts.begin(office, SOMEBODY, BeforeYouStart)
    drafts.keep(office, SOMEBODY, paper, START)
    saved = entries.submit(office, SOMEBODY, paper)
    assert not isinstance(saved, entries.Check), [each.sentence for each in saved.findings]
    paper = drafts.begin(office, SOMEBODY, Referral, saved.reference)
    ids = [f"card{number}" for number in range(CARDS)]
    cards = {f"interventions.{each}.what": "Mentoring" for each in ids}
    drafts.keep(office, SOMEBODY, paper, {"interventions": ids, **cards, f"at.{SOMEBODY.name}": "4"})
    return saved.reference


def _without_uvloop(folder: Path) -> str:
    """A folder in which importing uvloop fails, as on a machine that does not have it."""
    (folder / "uvloop.py").write_text("raise ImportError('left out for this measurement')\n")
    return f"{folder}{os.pathsep}{ROOT}"
