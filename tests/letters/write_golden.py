"""Writes the golden texts anew: `python -m tests.letters.write_golden`, or with the names of letters after it for theirs alone;
and with them which letters each side is offered. Then read what changed with `git diff`."""

import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from letters.catalogue import BY_ID
from letters.make import make
from tests.casework.letters import offered
from tests.letters.read import GOLDEN, printed
from tests.letters.sample import case, cases


def written(letters: Collection[str] = tuple(BY_ID)) -> dict[str, str]:
    """The text of letters on every route, by `route, letter`."""
    made = {
        f"{route}, {each.id}": make(each, case(each, route)).content for each, route in cases() if each.id in letters
    }
    with tempfile.TemporaryDirectory() as folder:
        return dict(printed(made, Path(folder)))


def golden(name: str) -> Path:
    route, letter = name.split(", ")
    return GOLDEN / route.replace(" ", "-") / f"{letter}.txt"


def gone() -> set[Path]:
    """Golden texts of letters that there are no more, or on no such route."""
    return {*GOLDEN.rglob("*.txt")} - {golden(f"{route}, {letter.id}") for letter, route in cases()}


def main(*letters: str) -> None:
    """Write them once all could be made."""
    for name, text in written(letters or tuple(BY_ID)).items():
        golden(name).parent.mkdir(parents=True, exist_ok=True)
        golden(name).write_text(text, encoding="utf-8")
    for path in gone():
        path.unlink()
    offered.GOLDEN.write_text(offered.written(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
