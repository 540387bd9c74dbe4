"""Writes the golden texts anew: `python -m tests.letters.write_golden`. Then read what changed with `git diff`."""

import shutil
import tempfile
from pathlib import Path

from letters.make import make
from tests.letters.read import GOLDEN, printed
from tests.letters.sample import case, cases


def written() -> dict[str, str]:
    """The text of every letter on every route, by `route, letter`."""
    made = {f"{route}, {letter.id}": make(letter, case(letter, route)).content for letter, route in cases()}
    with tempfile.TemporaryDirectory() as folder:
        return dict(printed(made, Path(folder)))


def golden(name: str) -> Path:
    route, letter = name.split(", ")
    return GOLDEN / route.replace(" ", "-") / f"{letter}.txt"


if __name__ == "__main__":
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for name, text in written().items():
        golden(name).parent.mkdir(parents=True, exist_ok=True)
        golden(name).write_text(text, encoding="utf-8")
