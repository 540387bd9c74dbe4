"""Each promise is seen to fail when what keeps it is taken out, and it is that promise which says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from casework.forms import offered
from casework.letters import making
from casework.reading import access
from letters.errors import LetterError
from letters.from_case import context
from record.consents import EXPLORE, THE_PUPIL
from record.entry import Party
from record.forms.early_ending import EarlyEnding
from record.forms.la_record import PRESSURE, LaRecord
from rules import due as duties
from tests.explorer.ends import Does, files, says
from tests.explorer.promises import PROMISES, heard
from tests.explorer.walk import Beginning, Walk
from ui import where

TakeOut = Callable[[pytest.MonkeyPatch], None]


def _nothing_of_tomorrow(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(where, "_ahead", lambda *_: None)


def _every_form_at_any_time(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(offered._ANY_TIME, EarlyEnding, lambda case: True)  # type: ignore[arg-type]


def _letters_that_fail(patch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise LetterError("no template")

    patch.setattr(making, "make_letter", fails)


def _letters_with_places_of_their_own(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(context, "place_at", lambda school, place: "Elsewhere Hall")


def _nobody_owes_anything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heard, "due", lambda case: ())
    patch.setattr(duties, "due", lambda case: ())


def _schools_read_everything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(access, "_as_schools_read_it", lambda case: case)


def nothing(_: Walk) -> None:
    """Nobody does anything."""


PRESSED: Does = files(Party.LA, LaRecord, about=PRESSURE)
TAKEN_OUT: Mapping[str, tuple[TakeOut, Does, str]] = {
    "tomorrow in the box": (_nothing_of_tomorrow, nothing, "one answer for every session"),
    "forms that are offered in their time": (_every_form_at_any_time, nothing, "whatever is asked can be done"),
    "letters that are made": (_letters_that_fail, nothing, "every letter is made"),
    "places of letters from the turns": (_letters_with_places_of_their_own, nothing, "every letter is made"),
    "a no that is somebody’s": (_nobody_owes_anything, says(EXPLORE, "refused", THE_PUPIL), "no word is left unheard"),
    "what schools read": (_schools_read_everything, PRESSED, "nobody sees more"),
}
"""By mechanism: what takes it out, what people do then, and which promise is broken."""


@cache
def _agreed() -> Walk:
    walk = Walk.of(Beginning())
    walk.goes_on(lambda case: case.is_agreed)
    return walk


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left() -> Iterator[None]:
    """The case that is gone on with is put away."""
    yield
    _agreed.cache_clear()


def found(does: Does) -> set[str]:
    """The promises that are broken, with everything looked at at once."""
    with _agreed().again() as walk:
        walk.tried_at_once, walk.letters_every, walk.letters_at_once = 20, 1, 20
        does(walk)
        return {name for name, broken in PROMISES.items() if [*broken(walk)]}


@pytest.mark.parametrize("mechanism", TAKEN_OUT)
def test_a_promise_fails_without_what_keeps_it(mechanism: str, monkeypatch: pytest.MonkeyPatch) -> None:
    take_out, does, promise = TAKEN_OUT[mechanism]
    assert found(does) == set(), "with everything in its place"
    take_out(monkeypatch)
    assert found(does) == {promise}
