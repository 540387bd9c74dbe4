"""How much of what a browser sends one person's open pages hold: Streamlit keeps each file in memory until its page is left.

Each process counts what it holds itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileManager

from record.person import Person

SENT_TO = "/_stcore/upload_file/"
"""Streamlit's address for a file, before the page's session and the file's own id."""


def held_by_streamlit() -> Mapping[str, int]:
    """Bytes that each session's page holds."""
    return held_in(runtime.get_instance().uploaded_file_mgr) if runtime.exists() else {}


def held_in(manager: UploadedFileManager) -> Mapping[str, int]:
    """The same of what keeps them."""
    assert isinstance(manager, MemoryUploadedFileManager), "a new Streamlit keeps files elsewhere: count them there"
    pages = list(manager.file_storage.items())
    return {session: sum(len(each.data) for each in list(files.values())) for session, files in pages}


@dataclass
class SentFiles:
    """Who sends what to which page. For any thread."""

    most: int
    """Bytes that one person's pages may hold together, with what is still on its way."""
    held: Callable[[], Mapping[str, int]] = held_by_streamlit
    _whose: dict[str, Person] = field(default_factory=dict)
    """By session: whoever sent to it first, so that nobody else who sends to it takes the rest of it off them."""
    _coming: list[tuple[Person, str, int]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def coming(self, person: Person, path: str, length: int) -> Iterator[bool]:
        """Whether a file of at most so many bytes may come; it counts while it does, and as held by its page afterwards."""
        session = path.removeprefix(SENT_TO).partition("/")[0]
        this = person, session, length
        with self._lock:
            if may := self._theirs(person) + length <= self.most:
                self._coming.append(this)
                self._whose.setdefault(session, person)
        try:
            yield may
        finally:
            with self._lock:
                if may:
                    self._coming.remove(this)

    def _theirs(self, person: Person) -> int:
        held, coming = self.held(), {session for _, session, _ in self._coming}
        self._whose = {session: whose for session, whose in self._whose.items() if session in held or session in coming}
        kept = sum(held.get(session, 0) for session, whose in self._whose.items() if whose == person)
        return kept + sum(length for whose, _, length in self._coming if whose == person)
