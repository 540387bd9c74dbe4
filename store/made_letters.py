"""What every store keeps of the letters that were made: what each one said, so that one made again can be held beside it.

Kept locally, or in the database that is the store; never in a sheet, which people read, copy and share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """What one copy of a letter said when it was last made."""

    reference: str
    """The case it belongs to, and is erased with."""
    letter: str
    """Its id in the catalogue."""
    school: str
    """URN of the school whose letter it is."""
    copy: int
    """Which copy: the number in its address."""
    made_at: datetime
    made_by: str
    template: str
    """SHA-256 of the template it was made from."""
    said: Mapping[str, str]
    """The facts its template names, in words, by their dotted names."""


class MadeLetters(Protocol):
    """The newest making of each copy of each letter. That each was made, and its hash, is for the audit to say."""

    def keep_letter(self, made: MadeLetter) -> None:
        """Keep it in place of the last making of the same copy. Raises CaseErased."""

    def letters_made(self, reference: str) -> Sequence[MadeLetter]:
        """The last making of every copy of a case, the oldest first."""

    def forget_letters(self, reference: str) -> None:
        """Remove what the letters of a case said, as when the case is erased. Twice changes nothing."""
