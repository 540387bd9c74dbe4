"""No text is longer than every store can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from store.contract import LONGEST_ANSWER, TooLong


def refuse_long_texts(*answers: object, most: int = LONGEST_ANSWER) -> None:
    """Raise TooLong if any text in `answers`, however deeply nested, is over `most` characters."""
    longest = max((len(text) for text in _texts(answers)), default=0)
    if longest > most:
        raise TooLong(
            f"One answer is {longest:,} characters long. The most that can be kept is {most:,}. "
            "Shorten it and try again."
        )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Sequence):
        for part in value:
            yield from _texts(part)
