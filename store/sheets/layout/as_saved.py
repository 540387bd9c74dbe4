"""The hidden tab *As saved*: every line once more, exactly as the app wrote it, so that a computer which never saw the spreadsheet
tells what somebody edited, and what it said before.

It is added to with each line and read at a first look alone. A line whose text was changed there says nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from store.sheets.layout.cells import plain
from store.sheets.layout.finding import Values, find_headings
from store.sheets.layout.rows import Cells, SheetRow, fingerprint, same_under_headings
from store.sheets.layout.tabs import AS_SAVED, FINGERPRINT, ITEM, REFERENCE, SAVE_ID

_PART = 30_000
"""Characters of a part. They are all ASCII, so no way of counting makes them more."""
_EDGE = "|"
"""Around a part: a sheet forgives blanks and quotation marks at the ends of a text."""
Saved = Mapping[str, Sequence[SheetRow]]
"""By save id: every line of the save."""


def texts_of(tab: str, save_id: str, item: str, reference: str, cells: Cells) -> Iterator[Sequence[str]]:
    """The rows of one line, cell by cell under the headings."""
    whole = json.dumps(dict(cells))
    parts = [whole[start : start + _PART] for start in range(0, len(whole), _PART)]
    for number, part in enumerate(parts, start=1):
        said = {
            REFERENCE: reference,
            "@tab": tab,
            SAVE_ID: save_id,
            ITEM: f"no {item}" if item else "",  # never `2.1` alone, which a sheet would take for a number
            "@part": f"{number} of {len(parts)}",
            "@text": f"{_EDGE}{part}{_EDGE}",
        }
        yield [said[column.key] for column in AS_SAVED.columns]


def read_saved(values: Values) -> Saved:
    """What stands there, line by line."""
    headings = find_headings(AS_SAVED, values)
    parts: dict[tuple[str, str, str, str], dict[str, str]] = defaultdict(dict)
    for number, row in enumerate(values, start=1):
        if headings and number != headings.row:
            said = {key: plain(row[at]) if at < len(row) else "" for key, at in headings.first.items()}
            named = [said.get(key, "") for key in ("@tab", SAVE_ID, ITEM, REFERENCE)]
            parts[named[0], named[1], named[2].removeprefix("no "), named[3]][said.get("@part", "")] = said.get(
                "@text", ""
            )
    found: dict[str, list[SheetRow]] = defaultdict(list)
    for (tab, save_id, item, reference), of_line in parts.items():
        line = _line(tab, save_id, item, reference, of_line)
        if line:
            found[save_id].append(line)
    return found


def _line(tab: str, save_id: str, item: str, reference: str, parts: Mapping[str, str]) -> SheetRow | None:
    """One line; None where it is not whole, or not as the app wrote it."""
    count = len(parts)
    try:
        cells = json.loads("".join(parts[f"{number} of {count}"][1:-1] for number in range(1, count + 1)))
        texts = {key: plain(cell) for key, cell in cells.items()}
        mark = texts[FINGERPRINT]
    except (KeyError, ValueError, AttributeError, RecursionError):
        return None
    is_whole = same_under_headings(fingerprint(texts, ()), mark) and texts.get(SAVE_ID) == save_id
    return (
        SheetRow(tab, save_id, item, reference, cells, mark)
        if is_whole and texts.get(REFERENCE, "") == reference
        else None
    )
