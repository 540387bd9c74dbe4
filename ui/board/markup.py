"""The markup of one line of the board, made of constants and escaped values; `ui/blocks.py` shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.blocks import Tone, tag
from ui.markup import escape


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One cell of a line of the board."""

    text: str
    under: str = ""
    """In small grey, below."""
    tone: Tone | None = None
    """Said in a label of this tone."""


def heading(names: Sequence[str]) -> str:
    """What stands above the columns, for those who see them; each cell names its own column to those who do not."""
    first, *rest = names
    cells = "".join(f"<span>{escape(name)}</span>" for name in rest)
    columns = f'<span>{escape(first)}</span><div class="mm-line">{cells}</div>'
    return f'<div class="mm-board-heading" aria-hidden="true">{columns}</div>'


def line_markup(cells: Sequence[tuple[str, BoardCell]]) -> str:
    """The cells of one line, each with the name of its column."""
    return f'<div class="mm-line">{"".join(_cell(name, cell) for name, cell in cells)}</div>'


def _cell(name: str, cell: BoardCell) -> str:
    text = tag(cell.text, cell.tone) if cell.tone else escape(cell.text)
    under = f'<span class="under">{escape(cell.under)}</span>' if cell.under else ""
    return f'<span><span class="name">{escape(name)}: </span>{text} {under}</span>'
