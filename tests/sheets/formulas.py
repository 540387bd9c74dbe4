"""What a formula amounts to. Few are worked out here: a literal, and what shows an error; the README lists them."""

from __future__ import annotations

import re

from tests.sheets.grid import Cell
from tests.sheets.refused import Json

LITERAL = re.compile(r"=\s*(?:(-?\d+(?:\.\d+)?)|\"([^\"]*)\"|(TRUE|FALSE))\s*", re.I)
LINK = re.compile(r'=HYPERLINK\(\s*"([^"]*)"\s*[,;]\s*"([^"]*)"\s*\)', re.I)


def compute(cell: Cell) -> Cell:
    """The cell with its effectiveValue, when it holds a formula."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    return {**cell, "effectiveValue": value_of(formula)}


def value_of(formula: str) -> Json:
    if match := LITERAL.fullmatch(formula):
        if match[1] is not None:
            return {"numberValue": float(match[1])}
        return {"stringValue": match[2]} if match[2] is not None else {"boolValue": match[3].upper() == "TRUE"}
    if match := LINK.fullmatch(formula):
        return {"stringValue": match[2]}
    return {"errorValue": {"type": "NAME", "message": "This test server does not work out this formula."}}
