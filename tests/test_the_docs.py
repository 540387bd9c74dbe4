"""The pages of docs/ that are made from the code are what the code says now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import letter_pictures
from docs.make_docs import DOCS, PAGES
from letters.catalogue import BY_ID

ADRS = sorted((DOCS / "adr").glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
def test_a_made_page_is_what_the_code_says(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run `make docs` and commit what it writes"


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_has_a_number_and_says_what_follows(path: Path) -> None:
    text = path.read_text("utf-8")

    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert all(part in text for part in ("**Context.**", "**Decision.**", "**Consequences.**"))


def test_the_readme_points_at_things_that_are_there() -> None:
    root = DOCS.parent
    links = [each.split(")")[0] for each in (root / "README.md").read_text("utf-8").split("](")[1:]]

    assert [link for link in links if not link.startswith("http") and not (root / link).exists()] == []


INDEX = (DOCS / "README.md").read_text("utf-8")


def test_every_page_is_in_the_index_by_role_and_every_link_of_it_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", INDEX)

    assert {each for each in links if "/" not in each} == {path.name for path in DOCS.glob("*.md")} - {"README.md"}
    assert [each for each in links if not (DOCS / each).exists()] == []


def test_the_index_marks_the_pages_that_are_made_from_the_code() -> None:
    marked = set(re.findall(r"\]\(([\w-]+\.md)\) ✎", INDEX))
    made = {path.name for path in DOCS.glob("*.md") if "Made from the code" in path.read_text("utf-8")}

    assert marked == made


def test_every_letter_has_its_picture_and_none_that_is_gone() -> None:
    assert {each.stem for each in letter_pictures.PICTURES.glob("*.png")} == set(BY_ID), (
        "run `.venv/bin/python -m docs.letter_pictures`, with the letter's name after it"
    )


ROOMS = "pages|ui|casework|letters|rules|store|record|tests|benchmarks|deploy|docs"
TOLD = [
    *sorted(DOCS.glob("*.md")),
    *(DOCS.parent / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY", "SUPPORT")),
]


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.name)
def test_a_page_names_only_files_that_are_there(path: Path) -> None:
    named = re.findall(rf"`((?:{ROOMS})/[\w./-]*)`", path.read_text("utf-8"))

    assert [each for each in named if not (DOCS.parent / each).exists()] == []


def test_every_module_that_code_points_at_is_there() -> None:
    found = []
    for code in (each for room in ROOMS.split("|") for each in (DOCS.parent / room).rglob("*.py")):
        named = re.findall(rf"`((?:{ROOMS})/[\w./-]*\w)`", code.read_text("utf-8"))
        found += [f"{code.name}: {each}" for each in named if not (DOCS.parent / each).exists()]

    assert found == []
