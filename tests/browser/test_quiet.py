"""The search of logs finds what it looks for."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from tests.browser.quiet import everybody, leave
from tests.browser.serving import Server


def test_a_log_that_names_a_child_is_found(tmp_path: Path, sample_store: Path) -> None:
    running = Server(tmp_path)
    copyfile(sample_store, tmp_path / "store.sqlite")
    (tmp_path / "log").write_text("Error 3F2A11: KeyError at ui/shell/page.py:1", "utf-8")
    leave(running)
    names: list[str] = [each for each in everybody(running) if len(each) > 8]
    assert len(set(names)) > 50

    for said in (names[0], names[-1], next(each for each in names if each[0].isupper() and each[1:3].isdigit())):
        (tmp_path / "log").write_text(f"GET /case?child={said}", "utf-8")
        with pytest.raises(AssertionError, match="says somebody"):
            leave(running)
