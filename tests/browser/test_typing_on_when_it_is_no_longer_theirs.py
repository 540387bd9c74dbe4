"""A question that is answered runs alone, without its page: also then it is asked whose form it is. Spoken over the socket, for a
browser would soon run the whole page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from casework import sample
from casework.reading.access import see
from casework.reading.office import Office
from casework.sample.references import REFERENCES
from record.person import Role
from store.choose import open_store
from store.contract import SignedIn
from tests.browser.serving import TODAY, Server
from tests.browser.socket import PATIENCE, Tab, open_tab
from tests.casework.at_work import saved
from tests.record.a_case import answered
from ui.sign_in import ticket

PRIYA = next(each for each in sample.people() if each.name == "Priya Nair")
CASE = REFERENCES["accepted_direct"]
AGAIN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


@pytest.fixture
def server(tmp_path: Path, sample_store: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    copyfile(sample_store, running.folder / "store.sqlite")
    yield running.start()
    running.kill()


@pytest.fixture
def office(server: Server) -> Iterator[Office]:
    opened = Office(open_store(server.store), lambda: date.fromisoformat(TODAY))
    yield opened
    opened.store.close()


def run(tab: Tab, *, fragment: str = "", **boxes: str | bool) -> list[ForwardMsg]:
    """A press, or an answer to a question that then runs alone: everything the server says until that run is over."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = "meeting-record", f"case={CASE}"
    message.rerun_script.fragment_id = fragment
    for box, value in boxes.items():
        state = message.rerun_script.widget_states.widgets.add()
        state.id = box
        if isinstance(value, str):
            state.string_value = value
        else:
            state.trigger_value = value
    tab.connection.send(message.SerializeToString())
    said: list[ForwardMsg] = []
    while True:
        said.append(ForwardMsg.FromString(tab.connection.recv(PATIENCE, decode=False)))
        if said[-1].WhichOneof("type") == "script_finished" and said[-1].script_finished != AGAIN:
            return said


def elements(said: list[ForwardMsg]) -> list[Delta]:
    deltas = [each.delta for each in said if each.WhichOneof("type") == "delta"]
    return [each for each in deltas if each.WhichOneof("type") == "new_element"]


def first_box(tab: Tab) -> tuple[str, str]:
    """Of the first section, a box for many words, and the part of the page that runs alone with it."""
    buttons = (each.new_element.button.id for each in elements(run(tab)))
    run(tab, **{next(each for each in buttons if each.endswith("section 0")): True})
    return next(
        (each.new_element.text_area.id, each.fragment_id)
        for each in elements(run(tab))
        if each.fragment_id and each.new_element.WhichOneof("type") == "text_area"
    )


def words_in(office: Office) -> list[object]:
    """Of the record that both schools write, kept with the home school."""
    [draft] = office.store.drafts(office.cases[CASE].home, CASE)
    return [each.value for name, each in draft.answers.items() if not name.startswith("@")]


def test_whoever_sees_a_case_no_more_writes_nothing_more_into_its_form(server: Server, office: Office) -> None:
    cookie = ticket.issue(office.store, {**asdict(PRIYA), "areas": []})
    with open_tab(server, cookie) as tab:
        box, fragment = first_box(tab)
        run(tab, fragment=fragment, **{box: "while it was hers"})
        before = words_in(office)
        assert "while it was hers" in before
        declined = answered("decline", PRIYA.school, date(2026, 9, 20))
        office.store.save(saved(declined, CASE, la=PRIYA.la))
        assert see(office, PRIYA, CASE) is None

        said = run(tab, fragment=fragment, **{box: "when it was no longer hers"})

    assert words_in(office) == before
    assert "no longer hers" not in str(said)


def test_whoever_is_narrowed_writes_nothing_more_into_a_form_that_is_not_theirs_now(
    server: Server, office: Office
) -> None:
    cookie = ticket.issue(office.store, {**asdict(PRIYA), "areas": []})
    with open_tab(server, cookie) as tab:
        box, fragment = first_box(tab)
        before = words_in(office)
        row = office.store.signed_in(ticket.key_of(cookie), datetime.now(UTC))
        assert row
        narrowed = {**asdict(replace(PRIYA, role=Role.WEEKLY_REPORT)), "areas": []}
        office.store.sign_out(ticket.key_of(cookie))
        office.store.sign_in(SignedIn(ticket.key_of(cookie), narrowed, row.begun_at, row.ends_at))

        run(tab, fragment=fragment, **{box: "as somebody who only writes weekly reports"})

    assert words_in(office) == before
