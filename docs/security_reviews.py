"""Reads the reviews in docs/security.md, so that the paper about them says what that page says: `make docs` writes it anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

SECURITY = Path(__file__).with_name("security.md")
FIRST = "## Attacked again"
END = "## Not there yet"
NUMBERED = re.compile(r"^### (?:A|An) (\w+) time(?:, (.+))?$", re.MULTILINE)
FOUND = re.compile(r"\*\*(high|medium|low), mended\*\*", re.IGNORECASE)
SEEN, NOT_TRIED = "Seen and left: ", "Not tried in this round: "


def as_toml() -> str:
    """Each review, and what nothing stops, as data."""
    page = SECURITY.read_text("utf-8")
    reviews, end = page[page.index(FIRST) :].split(END)
    lines = ["# Made from docs/security.md by `make docs`: do not edit.", ""]
    for each in _each(reviews):
        lines += ["[[rounds]]", *(f"{name} = {json.dumps(said, ensure_ascii=False)}" for name, said in each.items()), ""]
    left = [_plain(each) for each in re.split(r"^- ", end, flags=re.MULTILINE)[1:]]
    return "\n".join(["[end]", f"left = {json.dumps(left, ensure_ascii=False, indent=2)}", "", *lines])


def _each(text: str) -> Iterator[dict[str, str]]:
    parts = [("Second", "", text.split("\n### ")[0])]
    found = [*NUMBERED.finditer(text)]
    for one, after in zip(found, [*found[1:], None], strict=True):
        parts.append((one[1].capitalize(), one[2] or "", text[one.end() : after.start() if after else len(text)]))
    for name, day, body in parts:
        yield _round(name, day, body)


def _round(name: str, day: str, body: str) -> dict[str, str]:
    counts = [each.lower() for each in FOUND.findall(body)]
    tried = [line for line in body.splitlines() if line.startswith("| ") and not line.startswith("| tried")]
    said = _plain(body)
    return {
        "name": name,
        "day": day,
        "tried": str(len(tried)),
        **{weight: str(counts.count(weight)) for weight in ("high", "medium", "low")},
        "seen": _after(said, SEEN, NOT_TRIED),
        "not_tried": _after(said, NOT_TRIED, ""),
    }


def _after(said: str, begins: str, ends: str) -> str:
    """The sentences after these words: a capital first, a full stop last."""
    if begins not in said:
        return ""
    found = said.split(begins, 1)[1]
    found = (found.split(ends, 1)[0] if ends else found).strip()
    return found[:1].upper() + found[1:]


def _plain(text: str) -> str:
    """Without Markdown and without the names of files."""
    without_tables = "\n".join(line for line in text.splitlines() if not line.startswith("|"))
    said = re.sub(r" ?\((?:[^()]*`(?:tests|ui|casework|deploy|letters)/[^()]*|\[adr[^()]*\([^()]*\))\)", "", without_tables)
    return " ".join(re.sub(r"[`*]", "", said).split())
