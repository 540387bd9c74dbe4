"""Each import contract holds, and is one that can be broken: a copy of the code with one wrong import for each is refused."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = [each["name"] for each in SETTINGS["contracts"]]
WRONG = {
    "Imports point down only, and every package has its floor": ("record/case.py", "import rules.judging"),
    "A page asks casework and draws with ui: it knows no store, no sheet, no table": (
        "pages/my_cases.py",
        "import store.contract",
    ),
    "A page has its case from the door, which writes it down": ("pages/board.py", "import casework.reading.access"),
    "No page imports another": ("pages/case.py", "import pages.referral"),
    "Nothing below the screen knows Streamlit": ("casework/desk/work.py", "import streamlit"),
    "record/ stands on pydantic, holidays and the standard library alone": ("record/turns.py", "import altair"),
    "Only the SQL store knows SQLAlchemy": ("letters/word/fill.py", "import sqlalchemy"),
    "Only the sheet store knows Google": ("ui/markup.py", "import gspread"),
    "Rooms import each other in no circles": ("casework/reading/cases.py", "import casework.desk.board"),
    "In the sheet store, too, imports point down only": (
        "store/sheets/layout/tabs.py",
        "import store.sheets.sync.worker",
    ),
    "Only letters/word knows Word files": ("letters/make.py", "import docx"),
    "Only the rooms of Google know gspread and google-auth": ("store/sheets/layout/cells.py", "import gspread"),
}
"""Of each contract, by its name: a file, and an import that it must refuse there."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy with every wrong import."""
    copied = tmp_path_factory.mktemp("broken")
    copy(ROOT / "pyproject.toml", copied)
    for package in SETTINGS["root_packages"]:
        copytree(ROOT / package, copied / package, ignore=ignore_patterns("__pycache__"))
    for file, line in WRONG.values():
        with (copied / file).open("a", encoding="utf-8") as code:
            code.write(f"\n{line}\n")
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([linter, "--no-cache"], cwd=copied, capture_output=True, text=True, check=False).stdout


def test_there_is_a_way_to_break_each_contract() -> None:
    assert set(WRONG) == set(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_wrong_import_breaks_it(said: str, contract: str) -> None:
    assert f"{contract} BROKEN" in " ".join(said.split())


def test_as_it_stands_nothing_is_broken() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    assert subprocess.run([linter], cwd=ROOT, capture_output=True, check=False).returncode == 0
