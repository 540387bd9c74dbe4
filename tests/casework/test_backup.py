"""Everything as one file, restored into an empty site and proved equal; damaged, hostile or foreign files change nothing."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casework.keeping.backup import CannotRestore, back_up, is_empty, look_into, restore
from casework.reading.office import Office
from record.person import Person
from store.choose import open_store
from store.whole import Whole, sums
from tests.casework.at_work import AMINA, DEVAN, NOOR, ROSALIND, TARIQ, Day, an_office, open_a_case, placed


def an_empty_office(folder: Path) -> Office:
    return Office(open_store(f"sqlite:///{folder / 'empty' / 'store.sqlite'}"), Day())


def all_of(office: Office) -> Mapping[str, tuple[int, str]]:
    assert isinstance(office.store, Whole)
    return sums(office.store)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = an_office(tmp_path, *placed())
    open_a_case(made)
    return made


def test_a_restored_site_is_equal_and_works(office: Office, tmp_path: Path) -> None:
    before = all_of(office)
    content = back_up(office, NOOR)
    other = an_empty_office(tmp_path)
    heard: list[str] = []
    told = restore(other, NOOR, content, lambda part, done: heard.append(part))

    after = all_of(other)
    assert told.parts == {part: tuple(said) for part, said in before.items()}
    assert {part: after[part] for part in before if part != "audit"} == {
        part: before[part] for part in before if part != "audit"
    }
    assert other.cases.keys() == office.cases.keys()
    assert [other.cases[each].filed for each in other.cases] == [office.cases[each].filed for each in other.cases]
    assert heard == list(before)


def test_a_file_holds_the_moment_it_was_made(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    open_a_case(office)
    other = an_empty_office(tmp_path)
    restore(other, NOOR, content)

    assert len(other.cases) == len(office.cases) - 1


def test_a_site_with_cases_of_its_own_is_left_alone(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    other = an_empty_office(tmp_path)
    assert is_empty(other)
    open_a_case(other)
    before = all_of(other)

    assert not is_empty(other)
    with pytest.raises(CannotRestore, match="holds cases of its own"):
        restore(other, NOOR, content)
    assert all_of(other) == before


def test_restoring_twice_changes_nothing(office: Office, tmp_path: Path) -> None:
    content = back_up(office, NOOR)
    other = an_empty_office(tmp_path)
    restore(other, NOOR, content)
    before = all_of(other)
    restore(other, NOOR, content)

    assert {part: found for part, found in all_of(other).items() if part != "audit"} == {
        part: found for part, found in before.items() if part != "audit"
    }


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same backup with some of its files changed, or left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            changed = change(name, before.read(name))
            if changed is not None:
                after.writestr(name, changed)
    return made.getvalue()


def another_format(name: str, content: bytes) -> bytes:
    told = json.loads(content) if name == "backup.json" else {}
    return json.dumps({**told, "format": "other"}).encode() if told else content


DAMAGES: Mapping[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda content: b"", "no backup"),
    "no zip": (lambda content: b"hello", "no backup"),
    "cut short": (lambda content: content[: len(content) // 2], "no backup"),
    "without its manifest": (
        lambda content: repacked(content, lambda name, text: None if name == "backup.json" else text),
        "no backup",
    ),
    "without a part": (
        lambda content: repacked(content, lambda name, text: None if name == "entries.jsonl" else text),
        "no backup",
    ),
    "one line less": (
        lambda content: repacked(
            content, lambda name, text: text.split(b"\n", 1)[1] if name == "entries.jsonl" else text
        ),
        "“entries” of this backup is damaged",
    ),
    "one letter changed": (
        lambda content: repacked(
            content, lambda name, text: text.replace(b"agreed", b"refuse") if "entries" in name else text
        ),
        "“entries” of this backup is damaged",
    ),
    "not JSON": (
        lambda content: repacked(content, lambda name, text: b"[" * 100_000 if name == "audit.jsonl" else text),
        "no backup",
    ),
    "another version": (lambda content: repacked(content, another_format), "another version"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_before_anything_is_taken_in(office: Office, tmp_path: Path, damage: str) -> None:
    spoil, sentence = DAMAGES[damage]
    other = an_empty_office(tmp_path)
    before = all_of(other)
    with pytest.raises(CannotRestore, match=sentence):
        restore(other, NOOR, spoil(back_up(office, NOOR)))

    assert all_of(other) == before


@pytest.mark.parametrize("who", [AMINA, ROSALIND, DEVAN], ids=lambda who: who.role)
def test_only_whoever_may_see_the_whole_authority_has_it(office: Office, who: Person) -> None:
    with pytest.raises(CannotRestore, match="for an administrator"):
        back_up(office, who)
    with pytest.raises(CannotRestore, match="for an administrator"):
        restore(office, who, b"")
    assert look_into(back_up(office, TARIQ)).made_by == TARIQ.name
    assert office.store.events()[0].did == "made a backup"
