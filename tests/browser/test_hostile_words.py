"""A case, an authority and people whose every word is an attack: nothing runs, nothing is fetched, on any page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, Page

from casework.sample.references import REFERENCES
from record.field import Question, Shape, questions
from record.forms.kinds import KINDS
from store.choose import open_store
from store.contract import SavedEntry, TableRow
from tests.browser.filling import come_in, settle, turn_to
from tests.browser.serving import Server
from tests.browser.test_every_page import INSIDE, LOOKS, Look
from tests.browser.visiting import Complaints
from ui.markup import NO_LINK

ATTACK = (
    "<script>pwned=1</script><img src=x onerror=pwned=2><svg onload=pwned=3> ![i](https://evil.example/i.png) "
    "[l](javascript:pwned=4) $\\href{javascript:pwned=5}{m}$ :red[r] :tada: </style></p><b>b</b> {{ 7*7 }} =1+1"
)
SHORT = "<img src=x onerror=pwned=6>![i](https://evil.example/j.png) $x$ :tada:"
"""Where a long text would be refused: names, and cells of a table."""
STANDS = {
    "role",
    "school",
    "la",
    "areas",
    "area",
    "sort",
    "hash",
    "what",
    "until",
    "first",
    "last",
    "dfe number",
    "value",
}
"""Columns of settings that mean something to the app; every other is free text."""


SHOWN = (
    *("today", "board", "my_cases", "register", "weekly_reports", "audit", "response", "final_review"),
    *("messages", "calendar", "retention", "access", "settings", "guidance", "submitted"),
    *("case closed", "case attendance", "case targets", "case letters", "case people", "case record"),
)
"""Where what people wrote is read by others: lists, tabs, charts, and forms that begin with what is known."""


LONG_PIECES = ("![i](https://evil.example/i.png)", "[l](javascript:pwned=4)", "$\\href{", ":red[r]", "<b>b</b>")
SHORT_PIECES = ("![i](https://evil.example/j.png)", "$x$")
WORDS = "all => [...all.querySelectorAll('svg')].reduce((left, each) => left.replace(each.textContent, ''), all.textContent)"
"""But for charts, which cut long titles."""
MADE_OF_IT = "a[href^=http][href*=evil], a[href^='javascript:'], img[src*=evil], .katex, [data-testid=stMain] b"
"""What a browser makes of such words where they are taken for markup."""


def hostile(tame: Path, file: Path) -> int:
    """The sample again, its free texts replaced; how many were."""
    came, goes = open_store(f"sqlite:///{tame}"), open_store(f"sqlite:///{file}")
    goes.keep_demonstration()
    saved = [goes.save(_entry(each)) for each in came.entries()]
    for table in ("Schools", "Staff", "Settings", "Term dates", "Areas"):
        for row in came.table(table):
            goes.put(_row(row) if table in ("Schools", "Areas") else row)
    for event in came.events(limit=200):
        goes.note(replace(event, detail={"letter": SHORT}))
    for store in (came, goes):
        store.close()
    return json.dumps([each.answers for each in saved], default=str).count("pwned=2")


def _row(row: TableRow) -> TableRow:
    return replace(row, values={name: value if name in STANDS else SHORT for name, value in row.values.items()})


def _entry(each: SavedEntry) -> SavedEntry:
    kind = next(kind for kind in KINDS if kind.kind == each.kind)
    answers = _attacked({question.name: question for question in questions(kind)}, each.answers)
    return replace(each, answers=answers, saved_by=SHORT, reasons=dict.fromkeys(each.reasons, ATTACK))


def _attacked(asked: Mapping[str, Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _one(asked.get(name), value) for name, value in answers.items()}


def _one(question: Question | None, value: Any) -> Any:
    if question is None or value is None:
        return value
    if question.item and isinstance(value, list):
        of_item = {each.name: each for each in questions(question.item)}
        return [_attacked(of_item, item) for item in value]
    is_free = question.shape in (Shape.TEXT, Shape.LONG_TEXT) and not question.choices and not question.one_of
    return ATTACK if is_free and isinstance(value, str) else value


def test_no_page_runs_or_fetches_anything_that_somebody_typed(
    own_server: Callable[..., Server], open_page: Callable[..., Page], sample_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "hostile.sqlite"
    assert hostile(sample_store, file) > 200
    server = own_server(env={"MANAGED_MOVES_STORE": f"sqlite:///{file}"})
    looks: dict[str, list[tuple[str, Look]]] = {}
    for name in SHOWN:
        look = {**LOOKS, **INSIDE}[name]
        looks.setdefault(look.who, []).append((name, look))
    said: list[str] = []
    seen = 0
    for who, theirs in looks.items():
        page, complaints = open_page(server), Complaints()
        complaints.listen(page)
        page.on("dialog", partial(_answer, said))
        come_in(page, who)
        for name, look in theirs:
            _look(page, name, look)
            seen += "onerror" in page.get_by_test_id("stMain").inner_text()
            said += [f"{name}: {each}" for each in taken_for_markup(page)]
            if page.evaluate("window.pwned"):
                said.append(f"{name}: ran {page.evaluate('window.pwned')}")
        said += [*complaints.abroad, *(each for each in complaints.errors if "evil" in each or "Refused" in each)]
    assert said == []
    assert seen > len(SHOWN) / 2, "the attack must be there to be read"


def taken_for_markup(page: Page) -> list[str]:
    """What of the attack on this page is not there letter for letter: it stands beside what is no markup anywhere."""
    text = page.get_by_test_id("stMain").evaluate(WORDS).replace(NO_LINK, "")
    whole = {**dict.fromkeys(LONG_PIECES, "onerror=pwned=2>"), **dict.fromkeys(SHORT_PIECES, "onerror=pwned=6>")}
    lost = [each for each, beside in whole.items() if text.count(each) != text.count(beside)]
    lost += [":tada:"] if text.count(":tada:") != text.count("onerror=") else []
    return [*lost, *page.locator(MADE_OF_IT).evaluate_all("all => all.map(each => each.outerHTML)")]


def _answer(said: list[str], dialog: Dialog) -> None:
    said.append(f"a dialog said {dialog.message}")
    dialog.dismiss()


def _look(page: Page, name: str, look: Look) -> None:
    stem = name.split()[0]
    turn_to(page, f"/{stem.replace('_', '-')}" + (f"?case={REFERENCES[look.plot]}" if look.plot else ""))
    if look.tab:
        page.get_by_role("tab", name=look.tab).click()
        settle(page)
