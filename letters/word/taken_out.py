"""What was left out of a template, gathered while it is read, and said in sentences to whoever gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_QUOTED = 3
LONGEST_QUOTE = 60


@dataclass
class TakenOut:
    """Everything that the new file does not have and somebody may miss."""

    _plain: dict[str, None] = field(default_factory=dict)
    _quoted: dict[str, dict[str, None]] = field(default_factory=dict)

    def note(self, sentence: str) -> None:
        """Say this, once."""
        if sentence:
            self._plain[sentence] = None

    def quote(self, sentence: str, words: str) -> None:
        """Say this, with the words it is about."""
        those = self._quoted.setdefault(sentence, {})
        if words.strip():
            those[words.strip()] = None

    @property
    def sentences(self) -> Sequence[str]:
        """What to say."""
        return [*self._plain, *(_with(sentence, list(words)) for sentence, words in self._quoted.items())]


def _with(sentence: str, words: Sequence[str]) -> str:
    shown = "; ".join(
        f"“{each[:LONGEST_QUOTE]}{'…' if len(each) > LONGEST_QUOTE else ''}”" for each in words[:MOST_QUOTED]
    )
    more = f" and {len(words) - MOST_QUOTED} more" if len(words) > MOST_QUOTED else ""
    return f"{sentence.rstrip('.')}: {shown}{more}." if shown else sentence
