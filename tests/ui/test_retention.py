"""The Retention page as a coordinator works it: nothing goes until it was chosen, looked at and meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casework.reading.office import Office
from tests.casework.at_work import EVE, LA, REFERENCE, ROSALIND, an_office, requested
from tests.record.a_case import answered
from tests.ui.at_a_page import pages_office
from ui.shell import go, session
from ui.sign_in import ticket

CHILD = "Tobi Adeyemi"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A declined case whose year is over, as the office every page gets."""
    an_office(tmp_path, *requested(), answered("decline"), today=date(2028, 2, 1)).store.close()
    with pages_office(tmp_path, monkeypatch, "2028-02-01") as pages:
        yield pages


def opened_by(office: Office, name: str, areas: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    said = {"name": name, "role": "coordinator", "school": "", "la": LA, "areas": list(areas)}
    secret = ticket.issue(office.store, said)
    monkeypatch.setattr(session, "_secret", lambda: secret)
    return AppTest.from_file(str(go.RETENTION.path), default_timeout=60).run()


def shown(page: AppTest) -> str:
    assert not page.exception
    return " ".join([*(each.value for each in page.markdown), *(each.label for each in page.checkbox)])


def test_a_case_is_chosen_looked_at_meant_and_gone(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened_by(office, ROSALIND.name, ROSALIND.areas, monkeypatch)
    assert REFERENCE in page.checkbox[0].label
    assert CHILD not in shown(page)

    page.checkbox[0].check().run()
    assert "What would be erased" in shown(page)
    erase = next(each for each in page.button if each.label == "Erase 1 case")
    assert erase.disabled
    assert office.store.entries(REFERENCE)

    page.text_input[0].set_value("Erase").run()
    next(each for each in page.button if each.label == "Erase 1 case").click().run()

    assert page.info[0].value.startswith("Erased")
    assert "Certificate as Word" in shown(page)
    assert office.store.entries(REFERENCE) == []
    assert [each.name for each in tmp_path.iterdir() if CHILD.encode() in each.read_bytes()] == []


def test_a_coordinator_of_another_area_has_nothing_to_erase(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened_by(office, EVE.name, EVE.areas, monkeypatch)
    assert not page.checkbox
    page.text_input[0].set_value(REFERENCE).run()
    theirs = [each.value for each in page.warning]
    page.text_input[0].set_value("MM-0000-0000").run()
    assert theirs == [each.value for each in page.warning] != []
