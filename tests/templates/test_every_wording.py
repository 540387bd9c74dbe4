"""Every wording there is: it is what its template was written from, and names only facts that its letter has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letters.catalogue import BY_ID
from letters.word.check import check
from templates.authoring import write
from templates.authoring.faults import faults
from templates.authoring.notation import ROOT
from templates.authoring.reader import SHARED, WORDING
from templates.authoring.write import SHEETS, TEMPLATES, sheets, template, wordings, written
from tests.letters.read import parts

TEMPLATE = {TEMPLATES / name: written()[name] for name in written()} | {
    SHEETS / name: sheets()[name] for name in sheets()
}


@pytest.mark.parametrize("file", TEMPLATE, ids=lambda file: file.stem)
def test_a_template_is_what_its_wording_writes(file: Path) -> None:
    assert parts(file.read_bytes()) == parts(TEMPLATE[file]), "run `make wording` and commit what it writes"


def test_every_template_has_its_wording() -> None:
    assert {*TEMPLATES.glob("*.docx"), *SHEETS.glob("*.docx")} == set(TEMPLATE)


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
    more = "Ring {{ sender.school.email }}.\n\n{for each one in reviews}\n{{ one.onn }}\n{end}\n"
    (tmp_path / "extension.txt").write_text(f"{changed}\n{more}", "utf-8")
    lines = extension.count("\n")

    assert [fault.removeprefix(f"{tmp_path}/") for fault in faults()] == [
        "agreement.txt, line 1: Begin with “Document:” and the title of the Word file.",
        "extension.txt, line 13: There is no fact called “expectd.where”. Did you mean “expected.where”?",
        f"extension.txt, line {lines + 2}: “sender.school.email” is not always recorded for this letter. "
        "Put {only when sender.school.email} before it and {end} after it.",
        f"extension.txt, line {lines + 5}: There is no fact called “reviews.onn”. Did you mean “reviews.on”?",
        "extension.txt, line 1: This letter must say “extension.why”. Put {{ extension.why }} where it belongs.",
        "extension.txt, line 1: This letter must say “expected.where”. Put {{ expected.where }} where it belongs.",
        "farewell.txt, line 1: There is no letter called farewell. CONTRIBUTING.md says how one is added.",
        "sheets/card.txt, line 3: What begins here has no {end}.",
    ]


def test_the_example_of_the_guide_can_be_written_and_names_facts_of_its_letter(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "wording.md").read_text("utf-8")
    (tmp_path / "extension.txt").write_text(guide.split("```\n")[1], "utf-8")

    assert check(template(tmp_path / "extension.txt"), BY_ID["extension"]) == ()
