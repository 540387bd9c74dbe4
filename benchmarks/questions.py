"""How much is asked of people: one placement through the screens, from *Before you start* to closed, with two parents, four weekly
reports and a permanent transfer. Counted are the questions that can be seen, each once a form (the boxes of a date of
birth are one, a switch of a list is none); of them those that must be answered;
presses of the mouse, characters typed, and pages opened.

A text box is reached with the Tab key and takes no press. What a fold hides is not counted until it is opened.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks import page as performance
from benchmarks.page import ASKED, COUNTED
from benchmarks.rows import ROWS
from record.forms.kinds import KINDS
from tests.browser import papers
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.filling import answer, settle, submit
from tests.browser.line import listen
from tests.browser.papers import PLACEMENT, SHARE, TRANSFER
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, PETER, ROSALIND
from tests.browser.serving import Server
from tests.browser.story import NORTHGATE, Story, refer, signatures
from ui.shell import go

WEEKS = ("2026-09-18", "2026-09-25", "2026-10-02", "2026-10-09")
TELLING = "Telling the family"
FORMS = {go.FORMS[kind.kind].address: kind.title for kind in KINDS if kind.kind in go.FORMS}
WATCHES = Path(__file__).with_suffix(".js")


@dataclass
class Counted:
    """What was shown and done, by page."""

    shown: dict[str, str] = field(default_factory=dict)
    """By key: whether it is required or optional."""
    done: Counter[tuple[str, str]] = field(default_factory=Counter)

    def hear(self, said: Mapping[str, Any]) -> None:
        """One thing a page tells."""
        if "key" in said:
            self.shown[said["key"]] = said["what"]
        else:
            self.done[said["page"], said["what"]] += said.get("many", 1)

    def table(self) -> Mapping[str, Mapping[str, int]]:
        """By form, and *Everything else* for the pages between them."""
        rows: dict[str, Counter[str]] = {}
        for key, what in self.shown.items():
            row = rows.setdefault(_form(key.partition(" ")[0]), Counter())
            row["questions"] += 1
            row["required"] += what == "required"
        for (page, what), many in self.done.items():
            name = {"click": "clicks", "typed": "characters", "opened": "pages"}[what]
            rows.setdefault(_form(page), Counter())[name] += many
        return {name: {each: row[each] for each in COUNTED} for name, row in sorted(rows.items())}


def _form(page: str) -> str:
    return FORMS.get(page, "Everything else")


def measure() -> Mapping[str, Mapping[str, int]]:
    """Walk the case in a browser, and count."""
    counted = Counted()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def open_page(server: Server, **options: Any) -> Page:
            context = browser.new_context(base_url=server.url, viewport={"width": 1366, "height": 768}, **options)
            listen(context)
            context.expose_binding("tell", lambda _, said: counted.hear(said))
            context.add_init_script(WATCHES.read_text("utf-8"))
            page = context.new_page()
            page.on("framenavigated", lambda frame: counted.hear({"page": _path(frame.url), "what": "opened"}))
            return page

        story = Story(Path(folder), open_page)
        try:
            _whole_case(story)
        finally:
            story.close()
        browser.close()
    return counted.table()


def _path(url: str) -> str:
    return url.partition("//")[2].partition("/")[2].partition("?")[0]


def _whole_case(story: Story) -> None:
    everybody = story.people
    story.it_is("2026-09-07")
    refer(story, at_the_page=everybody)
    papers.consent(story.write(AMINA, "Consent"), everybody, SHARE, "7/9/2026", NORTHGATE)
    papers.approach(story.write(AMINA, "Approach"), NORTHGATE, "7/9/2026")
    papers.accept(story.write(PETER, "Response"), NORTHGATE_HEAD, "7/9/2026")
    _agreed(story)
    _placed(story)
    _decided(story)


def _agreed(story: Story) -> None:
    story.it_is("2026-09-11")
    papers.meeting_record(
        story.write(PETER, "Meeting record"),
        on="11/9/2026",
        starts_on="14/9/2026",
        ends_on="23/10/2026",
        review_on=("5/10/2026", "22/10/2026"),
    )
    _confirm(story, AMINA, "Open meeting record", {"Is this what was said and agreed?": "Yes"})
    papers.consent(story.write(AMINA, "Consent"), story.people, PLACEMENT, "11/9/2026")
    papers.signatures(story.write(PETER, "Signatures"), signatures(), "11/9/2026")
    _tell(story, AMINA)


def _placed(story: Story) -> None:
    story.it_is("2026-09-14")
    papers.start(story.write(PETER, "Start"), "14/9/2026")
    for day in WEEKS:
        story.it_is(day)
        papers.weekly_report(story.write(PETER, "Weekly report"))
        _confirm(story, AMINA, "Open weekly report", {"Do you want an early review?": "No"})


def _decided(story: Story) -> None:
    story.it_is("2026-10-23")
    papers.consent(story.write(AMINA, "Consent"), story.people, TRANSFER, "23/10/2026")
    papers.final_review(story.write(PETER, "Final review"), on="23/10/2026", takes_effect_on="2/11/2026")
    _confirm(story, AMINA, "Open final review", {"Is this what was said and agreed?": "Yes"})
    _tell(story, AMINA)
    story.it_is("2026-11-02")
    papers.roll_change(story.write(AMINA, "Roll change"), "2/11/2026")
    papers.la_record(story.write(ROSALIND, "LA record"), "Told of the outcome")


def _confirm(story: Story, name: str, button: str, answers: Mapping[str, str]) -> None:
    """The other school answers what was filed: the button of the next step, or of a deadline."""
    page = story.as_(name)
    opens = page.get_by_role("button", name=button, exact=True).filter(visible=True)
    if not opens.count():
        page.get_by_role("tab", name="Deadlines").click()
        settle(page)
    opens.first.click()
    settle(page)
    answer(page, answers)
    submit(page)


def _tell(story: Story, name: str) -> None:
    page = story.write(name, TELLING)
    answer(page, {"How?": "Letter, by hand"})
    submit(page)


def main(label: str) -> None:
    """Measure, print, and keep under a label, `before` or `after`; write the page anew."""
    found = measure()
    kept = json.loads(ASKED.read_text("utf-8")) if ASKED.exists() else {}
    ASKED.write_text(json.dumps({**kept, label: found}, indent=1) + "\n", "utf-8")
    performance.write(list(ROWS))
    for name, row in found.items():
        print(f"{name:34} " + " ".join(f"{row[each]:6}" for each in COUNTED))
    print(f"{'In all':34} " + " ".join(f"{sum(row[each] for row in found.values()):6}" for each in COUNTED))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "after")
