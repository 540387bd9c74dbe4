"""The one office of this process, shared by the app's routes and by every page. Made once, closed once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from importlib import import_module
from threading import Lock, Thread

from casework import sample
from casework.keeping.sheet import case_list
from casework.people.pins import Hashing
from casework.people.staff import say_all_areas
from casework.reading.office import Office
from record.school_days import bank_holidays
from record.words import ENGLAND
from store.choose import open_told
from store.contract import NOT_MADE_UP, NoDemonstration, Store, StoreError, StorePurpose
from ui.shell import settings
from ui.shell.health import look_over_if_due

_SLOW_TO_LOAD = ("ui.figures", "ui.letters.reading")
"""What draws tables and charts and shows letters: with pandas, two seconds of somebody's first case."""
_one_at_a_time = Lock()
_office: Office | None = None
_is_demo = False


def office() -> Office:
    """The office, opened by whoever asks first. Raises StoreError, SettingWrong; NoDemonstration once a store in which
    anyone can sign in as anyone is no longer the demonstration's."""
    global _office, _is_demo
    with _one_at_a_time:
        if _office is None:
            chosen = settings.read()
            _office, _is_demo = _open(chosen), chosen.demo
        found, is_demo = _office, _is_demo
    if is_demo and found.store.purpose() is not StorePurpose.DEMONSTRATION:
        raise NoDemonstration(NOT_MADE_UP)
    return found


def warm_up() -> Thread:
    """Do now, beside the first requests, what would make the first pages wait: every case read, slow libraries loaded."""
    warming = Thread(target=_warm_up, name="warming up", daemon=True)
    warming.start()
    return warming


def _warm_up() -> None:
    with suppress(StoreError):  # whoever opens a page is told
        _ = office().cases
        look_over_if_due(office().store)
    for name in _SLOW_TO_LOAD:
        import_module(name)


@cache
def hashing() -> Hashing:
    """The one queue of this process for slow hashes."""
    return Hashing()


def close() -> None:
    """Close the store after everything in hand is written. The next `office()` opens it again."""
    global _office
    with _one_at_a_time:
        if _office is not None:
            _office.store.close()
        _office = None


def start_empty() -> None:
    """Leave the sample behind. Everybody is signed out, for who is signed in is kept in the store. Raises StoreError."""
    today = office().today()
    close()
    sample.start_empty(today)


def is_demonstration() -> bool:
    """Whether this process was told to let anybody be anybody."""
    return _is_demo


def _open(chosen: settings.Settings) -> Office:
    pretended = chosen.today
    bank_holidays(_today_in_england().year)  # its library takes a second to load: now, not in somebody's first page
    clock: Callable[[], date] = (lambda: pretended) if pretended else _today_in_england
    is_first_start = chosen.demo and not chosen.store.address
    store = sample.open_first_store(clock()) if is_first_start else _open_as_told(chosen)
    opened = Office(store, clock)
    case_list.keep(opened)
    return opened


def _open_as_told(chosen: settings.Settings) -> Store:
    """The store that was named, which says from now on what it is for."""
    store = open_told(chosen.store)
    try:
        if chosen.demo:
            store.keep_demonstration()
        else:
            say_all_areas(store)
            store.keep_true_entries()
    except StoreError:
        store.close()
        raise
    return store


def _today_in_england() -> date:
    return datetime.now(ENGLAND).date()
