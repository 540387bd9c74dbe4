"""The one place where somebody gives a file: read once, in a process apart, and what it said kept for this tab while the same file
stands in the box. A page is drawn at every click; a file is not read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import streamlit as st

from casework.reading.given_files import FileDoor, FileRead
from record.apart import FileRefused
from ui.markup import plain
from ui.shell import session
from ui.shell.page import Visit

T = TypeVar("T")
_PASTED = "pasted "


@dataclass(frozen=True, slots=True)
class _Kept:
    """What came of the file that stands in a box."""

    of: str
    found: FileRead[Any] | None
    refused: str = ""


def box(label: str, kinds: Sequence[str], key: str, megabytes: int) -> tuple[bytes, str] | None:
    """The box itself: the file that was given, and what it is known by. Without `kinds` any file can be chosen."""
    file = st.file_uploader(label, type=list(kinds) or None, key=key, max_upload_size=megabytes)
    return (file.getvalue(), file.file_id) if file is not None else None


def asked(visit: Visit, door: FileDoor[T], label: str, kinds: Sequence[str], key: str, *told: Any) -> T | None:
    """What the file in a box says; None where there is none, or where it was refused, which is then said."""
    given = box(label, kinds, key, door.megabytes)
    return read(visit, door, given[0], given[1], *told) if given else None


def pasted(visit: Visit, door: FileDoor[T], text: str, *told: Any) -> T | None:
    """The same of a text that was pasted into a box."""
    content = text.encode("utf-8", "replace")
    return read(visit, door, content, f"{_PASTED}{sha256(content).hexdigest()}", *told) if text.strip() else None


def read(visit: Visit, door: FileDoor[T], content: bytes, of: str, *told: Any) -> T | None:
    """What a file says, read when it was not yet; None where it is refused, which is then said."""
    name, of = _name(door, of), f"{of} {told}"
    kept = session.kept(name, _Kept)
    if kept is None or kept.of != of:
        with st.spinner("Reading the file"):
            kept = _read(visit, door, content, of, told)
        session.keep(name, kept)
    if kept.found is None:
        st.error(plain(kept.refused))
        return None
    for sentence in kept.found.remarks:
        st.warning(sentence)
    said: T = kept.found.said
    return said


def _read(visit: Visit, door: FileDoor[Any], content: bytes, of: str, told: tuple[Any, ...]) -> _Kept:
    try:
        return _Kept(of, door.read(visit.office.budgets, visit.person, content, *told))
    except FileRefused as refused:
        return _Kept(of, None, str(refused))


def forget(door: FileDoor[Any]) -> None:
    """Forget what a file said, once it was used."""
    for of in ("", _PASTED):
        session.forget(_name(door, of))


def _name(door: FileDoor[Any], of: str) -> str:
    return f"what {door.name} read {_PASTED if of.startswith(_PASTED) else ''}"
