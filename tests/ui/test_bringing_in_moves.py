"""The page that brings in an authority's own spreadsheet, as somebody goes through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casework.reading.office import Office
from tests.casework.at_work import ROSALIND, an_office
from tests.casework.imports.past_moves_files import as_xlsx, move
from tests.ui.at_a_page import pages_office, sits_there
from ui.shell import go

FRAME = Path(go.__file__).parent / "frame.py"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office of the page, with three schools and Rosalind signed in."""
    with pages_office(tmp_path, monkeypatch) as pages:
        made = replace(an_office(tmp_path, store=pages.store), budgets=pages.budgets)
        sits_there(made, ROSALIND, monkeypatch)
        yield made


def test_a_file_is_mapped_seen_and_brought_in_and_given_again_is_here_already(office: Office) -> None:
    content = as_xlsx(move(), move(Ref="18", Pupil_name="Bea <b>Cole</b>", Outcome="hurrah"))
    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    page.switch_page(f"../../pages/{go.IMPORT_MOVES.path.name}").run()
    page.file_uploader[0].upload("own.xlsx", content, "application/octet-stream")
    page.run()

    assert not page.exception
    assert any("**1 move** of 2 rows" in each.value for each in page.markdown)
    assert any(
        "“hurrah” under “Outcome”" in each.value and "Say above what it means" in each.value for each in page.markdown
    )
    next(each for each in page.selectbox if each.label == "“hurrah” means").select("transferred").run()
    assert any("**2 moves** of 2 rows" in each.value for each in page.markdown)
    next(each for each in page.button if each.label == "Import them").click().run()

    assert [each.value for each in page.success] == ["2 moves imported. 0 already here."]
    assert len(office.cases) == 2
    page.file_uploader[0].upload("own.xlsx", content, "application/octet-stream")
    page.run()
    assert any("**0 moves** of 2 rows" in each.value for each in page.markdown)
    assert next(each for each in page.button if each.label == "Import them").disabled


def test_a_file_is_read_once_however_often_its_page_is_drawn_and_a_refused_one_too(office: Office) -> None:
    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    page.switch_page(f"../../pages/{go.IMPORT_MOVES.path.name}").run()
    for number, content in enumerate((as_xlsx(move()), b"x" * 300_000), start=1):
        page.file_uploader[0].upload("own.xlsx", content, "application/octet-stream")
        for _ in range(3):
            page.run()
        whose, files = (ROSALIND.la, ROSALIND.school, ROSALIND.name), office.budgets.files
        assert (files.has(whose, files.most - number), files.has(whose, files.most - number + 1)) == (True, False)
    assert [each.value for each in page.error] == [
        "Row 1 has more than 250,000 characters\\. Choose the right file, or split it into several\\."
    ]
