"""`make setup-sheet`: sets up a spreadsheet from a link and a key file, and says what is missing."""

from __future__ import annotations

import sys

from store.identity import address_in_words
from store.settings import SHEET
from store.sheets.google.keys import read_key
from store.sheets.google.refusals import NotAllowed
from store.sheets.layout.steps import set_up

_USAGE = "make setup-sheet link=https://docs.google.com/spreadsheets/d/… key=path/of/the/key.json"


def main(arguments: list[str]) -> int:
    """Print each step as done or missing; 1 when one is missing."""
    if len(arguments) not in (2, 3) or not all(arguments[:2]):
        sys.stderr.write(f"{_USAGE}\n")
        return 2
    link, key, *root = arguments
    sys.stdout.write(f"This is {address_in_words(f'{SHEET}{link}')}.\n")
    steps = set_up(link, key, *root)
    for step in steps:
        sys.stdout.write(f"{'✓' if step.done else '✗'} {step.sentence}\n")
    if not all(step.done for step in steps):
        return 1
    sys.stdout.write(
        f"\nShared with: {_address(key)}\nWrite the link and the key into .streamlit/secrets.toml, as "
        ".streamlit/secrets.toml.example shows, and start the app.\n"
    )
    return 0


def _address(key_file: str) -> str:
    try:
        return read_key(key_file).address
    except NotAllowed:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
