"""The page that imports term dates, as somebody goes through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casework.reading.office import Office
from record.tables import TERM_DATES
from tests.casework.at_work import TARIQ, an_office, placed
from tests.casework.imports.calendar_files import calendar, event
from tests.record.a_case import HOME, day
from tests.ui.at_a_page import pages_office, sits_there
from ui.shell import go

FRAME = Path(go.__file__).parent / "frame.py"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office of the page, with a child who is placed, and Tariq signed in."""
    with pages_office(tmp_path, monkeypatch) as pages:
        made = replace(an_office(tmp_path, *placed(), store=pages.store), budgets=pages.budgets)
        sits_there(made, TARIQ, monkeypatch)
        yield made


def test_a_calendar_is_understood_matched_seen_as_a_year_and_with_whom_it_touches(office: Office) -> None:
    content = calendar(
        event("Flood closure", "20260924", "20260926"),
        event("Industrial action", "20261008"),
        event("Harvest <b>supper</b>", "20261009"),
        event("INSET day", "20261012", "", "STATUS:CANCELLED"),
    )
    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    page.switch_page(f"../../pages/{go.IMPORT_TERMS.path.name}").run()
    page.file_uploader[0].upload("terms.ics", content, "text/calendar")
    page.run()

    assert not page.exception
    said = [each.value.replace("\\", "") for each in page.markdown]
    assert any("“INSET day” is cancelled in this calendar" in each for each in said)
    assert next(each for each in said if "MM-" in each).splitlines()[1:] == [
        "- In the placement, no school any more: 24 September 2026 and 25 September 2026.",
        "- Weekly report: by Wednesday 23 September 2026 instead of Friday 25 September 2026.",
        "- Copies of the transfer file and the educational record: by Wednesday 7 October 2026 instead of Monday 5 October 2026.",
    ]
    next(each for each in page.selectbox if each.label.startswith("Industrial action")).select(
        "Schools are closed"
    ).run()
    next(each for each in page.text_input if each.label == "There is school after all on").input("25/9/2026").run()
    assert not page.exception
    next(each for each in page.button if each.label == "Add these dates").click().run()

    assert [each.value for each in page.success] == ["2 rows were added. Rows that were already there are unchanged."]
    calendars = office.authority.calendars[HOME]
    assert [calendars.is_open(each) for each in (day(24, 9), day(25, 9), day(8, 10), day(9, 10))] == [
        False,
        True,
        False,
        True,
    ]
    assert [row.values["what"] for row in office.store.table(TERM_DATES) if "action" in (row.values["what"] or "")] == [
        "Industrial action"
    ]
    page.file_uploader[0].upload("terms.ics", calendar(event("Industrial action", "20270311")), "text/calendar")
    page.run()
    assert (
        next(each.value for each in page.selectbox if each.label.startswith("Industrial action"))
        == "Schools are closed"
    )
