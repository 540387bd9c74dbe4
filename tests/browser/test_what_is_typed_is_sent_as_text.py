"""Forms whose every free text is markup, at a school called so, with an authority's own question of that sort on each: what the
server sends is drawn as text wherever it is no box's own answer, and every page opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from casework.forms import drafts
from casework.forms.drafts import PLACE, OpenDraft
from casework.reading.access import may_write, see
from casework.reading.office import Office
from record.answers import Typed, item_ids
from record.entry import Answers
from record.field import Question, Shape, questions
from record.forms.kinds import KINDS
from record.forms.together import TOGETHER
from record.person import Person
from record.tables import QUESTIONS, SCHOOLS, TERM_DATES
from tests.browser.serving import Server
from tests.browser.socket import drawn, open_tab
from tests.browser.test_answers_no_box_offers import SORRY
from tests.casework.at_work import AMINA, GRACE, LA, PETER, REFERENCE, ROSALIND, an_office, placed, put
from tests.record.a_case import HOME, RECEIVING
from ui.form.paper import CHECK
from ui.shell import go
from ui.sign_in import ticket

MARKUP = "[l](https://evil.example/) ![i](https://evil.example/i.png) :red[r] $x$"
SAID: Mapping[Shape, str] = {
    Shape.YES_NO: "yes",
    Shape.DATE: "14/9/2026",
    Shape.BIRTH_DATE: "14/9/2011",
    Shape.TIME: "8:40",
    Shape.MARK: "/",
    Shape.SCHOOL: RECEIVING,
    Shape.NUMBER: "3",
    Shape.WHOLE_NUMBER: "3",
}
TAKEN_FOR_MARKUP = re.compile(r'^ *(?:label|body|help|placeholder): ".*\[l\]\(http', re.MULTILINE)
AS_HTML = re.compile(r"new_element \{\n +html \{")
FORMS_OPENED = 22
"""Of the forms and tables of forms, those that one of these people may write."""


def an_office_of_markup(folder: Path) -> Office:
    """A placement at a school called so, in a week of which a day is closed for such a reason."""
    office = an_office(folder, *placed())
    for number, kind in enumerate(KINDS):
        words = {"label": f"What of {number}? {MARKUP}", "section": f"Own {MARKUP}", "hint": MARKUP}
        put(office, QUESTIONS, f"own{number}", form=kind.title, type="text", **words)
    put(office, TERM_DATES, "closed", what=MARKUP, first="2026-09-16", last="2026-09-16", school="")
    for urn, area in ((HOME, "North"), (RECEIVING, "South")):
        put(office, SCHOOLS, urn, name=MARKUP, area=area, la=LA, head=MARKUP, breaks=MARKUP, meals=MARKUP)
    return office


def answers(kind: type[Answers], typed: Typed, within: str = "") -> Iterator[tuple[str, object]]:
    """An answer to each question: markup where words are typed, else the first that there is."""
    for each in questions(kind):
        name = f"{within}{each.name}"
        if each.item:
            ids = list(item_ids(typed, name)) if each.given else ["a", "b"]
            yield name, ids
            for one in ids:
                yield from answers(each.item, typed, f"{name}.{one}.")
        else:
            yield name, _one(each)


def _one(question: Question) -> object:
    first = question.choices[:1]
    return list(first) if question.shape is Shape.CHOICES else (*first, SAID.get(question.shape, MARKUP))[0]


def steps(paper: OpenDraft) -> list[str]:
    return ["0", CHECK] if paper.kind.on_one_page else ["tasks", CHECK, *map(str, range(14))]


def begun(office: Office, person: Person) -> Iterator[OpenDraft]:
    """Each form that this person may write now, begun and answered so."""
    seen = see(office, person, REFERENCE)
    for kind in (*(each for each in KINDS if each not in TOGETHER), *TOGETHER.values()):
        if may_write(seen, person, kind):
            paper = drafts.begin(office, person, kind, REFERENCE)
            drafts.keep(office, person, paper, dict(answers(paper.kind, paper.typed)))
            yield paper


def test_no_page_takes_for_markup_what_somebody_typed(tmp_path: Path, own_server: Callable[..., Server]) -> None:
    office = an_office_of_markup(tmp_path)
    server = own_server(env={"MANAGED_MOVES_STORE": f"sqlite:///{tmp_path / 'store.sqlite'}"})
    found: dict[str, list[str]] = {}
    opened: set[str] = set()

    for person in (AMINA, PETER, GRACE, ROSALIND):
        cookie = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})
        with open_tab(server, cookie) as tab:
            pages = ["case", "today" if person.is_coordinator else "my-cases"]
            wanted = [(page, None, "") for page in pages]
            papers = begun(office, person) if person in (AMINA, PETER) else ()
            wanted += [(go.form_screen(each.kind.kind).address, each, step) for each in papers for step in steps(each)]
            for page, paper, step in wanted:
                if paper:
                    drafts.keep(office, person, paper, {f"{PLACE}{person.name}": step})
                    opened.add(page)
                sent = drawn(tab.ask(page, case=REFERENCE))
                wrong = [each for each in sent if TAKEN_FOR_MARKUP.search(each) and not AS_HTML.search(each)]
                wrong += [SORRY for each in sent if SORRY in each]
                found.setdefault(f"{page} {step}", []).extend(wrong)

    assert {page: wrong for page, wrong in found.items() if wrong} == {}
    assert len(opened) > FORMS_OPENED // 2
    office.store.close()
