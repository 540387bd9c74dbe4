"""Every form a case has is opened by everybody who may write it: empty, and with answers that no box of it offers, as a program
may send them to where a closing page's last words go. None of them keeps the page from being drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from casework.forms import drafts
from casework.reading.access import may_write, see
from record.field import questions
from record.forms.kinds import KINDS
from record.forms.together import TOGETHER
from record.person import Person
from store.contract import Json
from tests.browser.serving import Server
from tests.browser.socket import Tab, drawn, open_tab
from tests.casework.at_work import AMINA, GRACE, PETER, REFERENCE, ROSALIND, an_office, placed
from ui.keep_typing.route import address_of
from ui.shell import go
from ui.sign_in import ticket

NO_BOX_OFFERS: tuple[Json, ...] = ("nonsense", ["a", "b.c", ""], "9" * 400, ["900002"], "31/2/2026", "²", None)
"""What is no mark, day, number or choice, and lists where one answer belongs."""

ITEMS_OF_NONE: tuple[Json, ...] = (["a", "a"], ["", "a.b", "é x", "<b>", "a" * 99], "a")
"""Items of a group that no button adds: one twice, ids that are none."""
SORRY = "Sorry, something went wrong"


def last_words(server: Server, cookie: str, draft_id: str, answers: Mapping[str, Json]) -> int:
    """Send answers as the script of a closing page does; what is answered."""
    with closing(HTTPConnection(urlsplit(server.url).netloc)) as line:
        headers = {"Cookie": f"{ticket.COOKIE}={cookie}", "Origin": server.url}
        line.request("POST", address_of(draft_id), json.dumps({"answers": answers}), headers)
        return line.getresponse().status


def is_sorry(tab: Tab, page: str) -> bool:
    """Whether a page of the case ends in an apology."""
    return SORRY in "".join(drawn(tab.ask(page, case=REFERENCE)))


@pytest.mark.parametrize("person", (AMINA, PETER, GRACE, ROSALIND), ids=lambda each: each.name)
def test_a_form_opens_whatever_was_sent_to_it(
    person: Person, tmp_path: Path, own_server: Callable[..., Server]
) -> None:
    office = an_office(tmp_path, *placed())
    server = own_server(env={"MANAGED_MOVES_STORE": f"sqlite:///{tmp_path / 'store.sqlite'}"})
    cookie = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})
    seen = see(office, person, REFERENCE)
    opened: dict[str, list[bool]] = {}
    with open_tab(server, cookie) as tab:
        for kind in (*KINDS, *TOGETHER.values()):
            if not may_write(seen, person, kind):
                continue
            try:
                draft_id = drafts.begin(office, person, kind, REFERENCE).draft.draft_id
            except drafts.NotYours:
                continue
            page = go.form_screen(kind.kind).address
            opened.setdefault(page, []).append(is_sorry(tab, page))
            groups = [each for each in questions(kind) if each.item]
            for items in ITEMS_OF_NONE if groups else ():
                answers = {each.name: items for each in groups}
                odd = cycle(NO_BOX_OFFERS)
                answers |= {f"{each.name}.a.{one.name}": next(odd) for each in groups for one in questions(each.item)}
                assert last_words(server, cookie, draft_id, answers) == 204
                opened[page].append(is_sorry(tab, page))
            for first in range(len(NO_BOX_OFFERS)):
                odd = cycle((*NO_BOX_OFFERS[first:], *NO_BOX_OFFERS[:first]))
                answers = {each.name: next(odd) for each in questions(kind) if not each.item}
                assert last_words(server, cookie, draft_id, answers) == 204
                opened[page].append(is_sorry(tab, page))
            office.store.end(draft_id)  # a form of several entries is on the page of their kind
    assert [page for page, sorry in opened.items() if any(sorry)] == []
    assert len(opened) > 1
    office.store.close()
