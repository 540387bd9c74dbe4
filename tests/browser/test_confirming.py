"""The other school confirms a record with the record in view, and sees what was changed since it last did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Page, expect

from casework.forms import drafts
from casework.reading.office import Office
from casework.sample import REFERENCES, people
from record.forms.meeting_record import MeetingRecord
from record.person import Person
from store.choose import open_store
from tests.browser.filling import answer_yes, come_in, press, settle, submit
from tests.browser.quiet import leave
from tests.browser.serving import TODAY, Server
from tests.casework.at_work import submitted, type_in

REFERENCE = REFERENCES["week_two_reduced"]
BUS = "By bus, paid for by the home school"


@pytest.fixture
def corrected(tmp_path: Path, sample_store: Path) -> Iterator[tuple[Server, Person]]:
    """The sample, in which a meeting record was corrected after it was confirmed; and who is asked again."""
    running = Server(tmp_path)
    copyfile(sample_store, tmp_path / "store.sqlite")
    office = Office(open_store(running.store), lambda: date.fromisoformat(TODAY))
    case = office.cases[REFERENCE]
    filed = case.filed_of(MeetingRecord)[-1]
    writer, other = (
        next(
            each
            for each in people()
            if (each.school == filed.filed_for) is is_writer and each.school in (case.home, case.receiving)
        )
        for is_writer in (True, False)
    )
    paper = drafts.revise(office, writer, REFERENCE, filed.entry_id)
    submitted(office, writer, type_in(office, writer, paper, {"transport": BUS}))
    office.store.close()
    yield running.start(), other
    leave(running)


def test_a_record_is_in_view_when_it_is_confirmed(
    corrected: tuple[Server, Person], open_page: Callable[..., Page]
) -> None:
    server, other = corrected
    page = open_page(server)
    come_in(page, other.name, then=f"/case?case={REFERENCE}")
    page.get_by_role("tab", name="Deadlines").click()
    settle(page)
    press(page, "Open meeting record")

    expect(page.get_by_role("heading", name="What you are asked about")).to_be_visible()
    told = "Changed after your school last answered, and marked below: “Transport: how, and who pays?”."
    expect(page.get_by_text(told)).to_be_visible()
    changed = page.get_by_role("row").filter(has=page.get_by_text("changed", exact=True))
    expect(changed).to_have_count(1)
    expect(changed.get_by_role("cell")).to_have_text(BUS)
    above, asked = (page.get_by_text(words).last.bounding_box() for words in (BUS, "Is this what was said and agreed?"))
    assert above and asked and above["y"] < asked["y"]

    answer_yes(page, "Is this what was said and agreed?")
    submit(page)
