"""What must hold after every act, for every role: a file a thing that is promised, and nothing of it asked of the gates."""

from collections.abc import Callable, Iterator, Mapping

from tests.explorer.promises import days, doing, ground, heard, letters_made, sight
from tests.explorer.walk import Walk

Promise = Callable[[Walk], Iterator[str]]
"""What is not as promised, a sentence each."""
PROMISES: Mapping[str, Promise] = {
    "one answer for every session": days.broken,
    "whatever is asked can be done": doing.broken,
    "every letter is made": letters_made.broken,
    "nothing for good without its ground": ground.broken,
    "no word is left unheard": heard.broken,
    "nobody sees more": sight.broken,
}
