"""Every wording there is: it is what its template was written from, and names only facts that its letter has."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from letters.catalogue import BY_ID
from letters.word.check import check
from templates.authoring import write
from templates.authoring.faults import faults
from templates.authoring.notation import ROOT
from templates.authoring.reader import SHARED, WORDING
from templates.authoring.write import PAPERS, SHEETS, TEMPLATES, papers, sheets, template, wordings, written
from tests.letters.read import parts

FILES = [path for folder in (TEMPLATES, SHEETS, PAPERS) for path in sorted(folder.glob("*.docx"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_template_is_what_its_wording_writes(file: Path) -> None:
    of_its_folder = {SHEETS: sheets, PAPERS: papers}.get(file.parent, written)()

    assert parts(file.read_bytes()) == parts(of_its_folder[file.name]), "run `make wording` and commit what it writes"


def test_every_template_has_its_wording() -> None:
    every = {TEMPLATES: written(), SHEETS: sheets(), PAPERS: papers()}
    assert [folder / name for folder, names in every.items() for name in names] == FILES


def test_the_same_wording_gives_the_same_bytes() -> None:
    assert [template(wording) for wording in wordings()] == [*written().values()]


def test_every_shared_passage_is_inserted_somewhere() -> None:
    inserted = {
        name for file in WORDING.rglob("*.txt") for name in re.findall(r"\{insert (\w+)\}", file.read_text("utf-8"))
    }

    assert inserted == {passage.stem for passage in SHARED.glob("*.txt")}


def test_no_wording_has_a_fault() -> None:
    assert faults() == []


def test_every_fault_is_told_at_once_with_its_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "WORDING", tmp_path)
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "card.txt").write_text("Document: Card\n\n{only when a}\n", "utf-8")
    (tmp_path / "agreement.txt").write_text("No title\n", "utf-8")
    (tmp_path / "farewell.txt").write_text("Document: Farewell\n", "utf-8")
    extension = (WORDING / "extension.txt").read_text("utf-8")
    changed = extension.replace("{{ expected.where }}", "{{ expectd.where }}").replace("{{ extension.why }}", "")
    changed = changed.replace("[new]", "there")
    more = "Their number is {{ pupil.upn }}.\n\n{for each one in reviews}\n{{ one.onn }}\n{end}\n"
    (tmp_path / "extension.txt").write_text(f"{changed}\n{more}", "utf-8")
    lines = extension.count("\n")

    assert [fault.removeprefix(f"{tmp_path}/") for fault in faults()] == [
        "agreement.txt, line 1: Begin with “Document:” and the title of the Word file.",
        "extension.txt, line 12: There is no fact called “expectd.where”. Did you mean “expected.where”?",
        f"extension.txt, line {lines + 2}: “pupil.upn” is not always recorded for this letter. "
        "Put {only when pupil.upn} before it and {end} after it.",
        f"extension.txt, line {lines + 5}: There is no fact called “reviews.onn”. Did you mean “reviews.on”?",
        "extension.txt, line 1: This letter must say “receiving.name”. Put [new] where it belongs.",
        "extension.txt, line 1: This letter must say “extension.why”. Put {{ extension.why }} where it belongs.",
        "extension.txt, line 1: This letter must say “expected.where”. Put {{ expected.where }} where it belongs.",
        "farewell.txt, line 1: There is no letter called farewell. Declare it in letters/each/farewell.py: CONTRIBUTING.md says how.",
        *(
            f"letters/each/{name}.py: This letter has no words. Write them in templates/wording/{name}.txt."
            for name in sorted({*BY_ID} - {"agreement", "extension"})
        ),
        "sheets/card.txt, line 3: What begins here has no {end}.",
    ]


COPIED = ("letters", "record", "templates")
"""What the writing of templates stands on."""


@pytest.fixture
def with_a_new_letter(tmp_path: Path) -> Path:
    """The project, with one more letter that is declared and worded, and has no template yet."""
    for room in COPIED:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    extension = (tmp_path / "letters/each/extension.py").read_text("utf-8")
    (tmp_path / "letters/each/goodbye.py").write_text(extension.replace("order=180", "order=999"), "utf-8")
    shutil.copy(tmp_path / "templates/wording/extension.txt", tmp_path / "templates/wording/goodbye.txt")
    return tmp_path


def ran(where: Path, *arguments: str) -> tuple[int, list[str]]:
    """How a Python of its own ends there, and the lines it says why; of a traceback the last."""
    done = subprocess.run([sys.executable, *arguments], cwd=where, capture_output=True, text=True, check=False)
    lines = done.stderr.splitlines()
    return done.returncode, lines[-1:] if "Traceback" in done.stderr else lines


def test_a_new_letter_is_worded_before_it_has_a_template_and_offered_only_after(with_a_new_letter: Path) -> None:
    offering = ("-c", "import letters.catalogue")
    refused = (
        "letters.letter.LetterRefused: there is no templates/goodbye.docx: "
        "write templates/wording/goodbye.txt and run `make wording`"
    )

    assert ran(with_a_new_letter, *offering) == (1, [refused])
    assert ran(with_a_new_letter, "-m", "templates.authoring") == (0, [])
    assert parts((with_a_new_letter / "templates/goodbye.docx").read_bytes()) == parts(written()["extension.docx"])
    assert ran(with_a_new_letter, *offering) == (0, [])


def test_a_letter_that_is_refused_is_a_fault_that_says_what_to_put_right(with_a_new_letter: Path) -> None:
    declared = with_a_new_letter / "letters/each/goodbye.py"
    declared.write_text(declared.read_text("utf-8").replace("extension.why", "extension.whyever"), "utf-8")
    (with_a_new_letter / "templates/extension.docx").write_bytes(b"as it was")

    assert ran(with_a_new_letter, "-m", "templates.authoring") == (
        1,
        [
            "letters/each/goodbye.py: there is no fact 'extension.whyever': "
            "look in letters/facts/, or on the page of letter templates",
            "No template was written.",
        ],
    )
    assert (with_a_new_letter / "templates/extension.docx").read_bytes() == b"as it was"


def test_the_example_of_the_guide_can_be_written_and_names_facts_of_its_letter(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "wording.md").read_text("utf-8")
    (tmp_path / "extension.txt").write_text(guide.split("```\n")[1], "utf-8")

    assert check(template(tmp_path / "extension.txt"), BY_ID["extension"]) == ()
