"""Every file of `files.py`, given to its door as the app does: in a process apart, held to its limits by the system."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.imports.terms import CALENDAR
from casework.reading.budgets import Allowance, Budgets
from casework.reading.given_files import TOO_OFTEN
from record.apart import FileRefused
from tests.casework.at_work import NOOR, ROSALIND
from tests.hostile.files import EVENT, FILES, TOLD, HostileFile, calendar

MOST_MEMORY = 300_000_000
"""Bytes that one file may take of the computer's memory."""


def test_there_are_many_and_of_many_sorts() -> None:
    assert len(FILES) >= 40
    assert len({each.sort for each in FILES}) >= 12


@pytest.mark.parametrize("file", FILES, ids=[f"{each.sort}: {each.what}, {each.door.name}" for each in FILES])
def test_it_is_refused_in_a_sentence_that_says_what_to_do_and_takes_little_memory(file: HostileFile) -> None:
    content = file.build()

    with pytest.raises(FileRefused) as refused:
        file.door.read(Budgets(), NOOR, content, *TOLD.get(file.door.name, ()))

    assert str(refused.value) == file.refused
    assert refused.value.peak < MOST_MEMORY
    assert not Path("/tmp/climbed-out").exists() and not Path("/etc/climbed-out").exists()


@pytest.mark.parametrize(
    "budgets",
    [Budgets(files=Allowance(1)), Budgets(file_bytes=Allowance(200)), Budgets(file_seconds=Allowance(1))],
    ids=["files", "bytes", "seconds"],
)
def test_whoever_gives_very_many_files_waits_and_nobody_else(budgets: Budgets) -> None:
    content = calendar(EVENT)
    CALENDAR.read(budgets, NOOR, content)

    with pytest.raises(FileRefused) as refused:
        CALENDAR.read(budgets, NOOR, content)

    assert str(refused.value) == TOO_OFTEN
    assert CALENDAR.read(budgets, ROSALIND, content).said == CALENDAR.reader(content)


def test_what_a_file_says_is_valid_text_and_what_was_changed_is_told() -> None:
    found = CALENDAR.read(Budgets(), NOOR, calendar(EVENT.replace("Term", "Te\u202erm \u200bone")))

    assert [each.title for each in found.said.dates] == ["Term one"]
    assert found.remarks == (
        "Marks that change the direction of writing were removed: they can make a text read as something else.",
        "Invisible characters were removed.",
    )
