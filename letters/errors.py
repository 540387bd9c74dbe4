"""What can go wrong with a letter, as sentences for a person.

LetterError                 anything below; its text can be shown to a person
├── NotReady                facts the letter needs are not recorded yet: it lists every one of them
├── FactMissing             a template prints a fact that nobody has recorded, or that does not exist
├── FactTooLong             an answer is too long for a letter
├── TemplateFaulty          the file is no Word document, or its tags cannot be read
└── TemplateRefused         the template asks for more than to print facts
"""

from __future__ import annotations


class LetterError(Exception):
    """Anything wrong with a letter."""


class FactMissing(LetterError):
    """A template prints a fact that nobody has recorded, or that does not exist. `path` is its dotted name."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The letter says “{path}”, and nothing is recorded for it.")
        self.path = path


class FactTooLong(LetterError):
    """An answer is too long for a letter. `path` is its dotted name."""

    def __init__(self, path: str, length: int, longest: int) -> None:
        super().__init__(
            f"The answer for “{path}” is too long for a letter ({length:,}; at most {longest:,}). Shorten it."
        )
        self.path = path


class TemplateFaulty(LetterError):
    """The file is no Word document, or its tags cannot be read."""


class TemplateRefused(LetterError):
    """The template asks for more than to print facts."""
