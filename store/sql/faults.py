"""How the database's faults are told to people, and what is asked again when its line breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError, StatementError

from store import metrics
from store.contract import CannotBeWritten, StoreError, StoreUnreachable

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Told = TypeVar("Told", bound=StoreError)
UNREACHABLE = (
    "The entries cannot be reached at the moment, so nothing was saved. Wait a minute and try again. If it happens "
    "again, tell the person who runs this site."
)
UNSURE = (
    "The entries could not be reached at the moment of saving, so whether this was saved is not known yet. What you "
    "typed is in the draft. Wait a minute and press the button again: it is saved once."
)
FULL = (
    "Nothing can be saved at the moment: the disk of this site is full, or cannot be written to. What you typed is "
    "still on this page. Leave it open, tell the person who runs this site, and press the button again when they say "
    "so."
)
GONE = (
    "The file {} that entries are kept in was removed or replaced while the site was running, so nothing was saved. "
    "What you typed is still on this page: leave it open. The person who runs this site has to put the file back and "
    "start the site again."
)
UNFIT = (
    "Something here holds a character, number or date that cannot be kept, so nothing was saved. "
    "Type it again instead of pasting it, and try once more."
)
CLASH = "This clashes with something already kept, so nothing was saved. Open the case again and start from there."
TRIES = 3
"""How often what may be asked again is asked."""
_ENDED = ("08", "57P", "40001", "40P01", "25006")
"""SQLSTATEs: the line broke, the server is going or coming, it asks to try again, or it has become a copy of another."""


def again(verb: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """For a verb that does no more when it is done twice: one whose line broke, so that nobody knows, is asked again."""

    @wraps(verb)
    def asked(*args: Asked.args, **given: Asked.kwargs) -> Answer:
        for _ in range(TRIES - 1):
            with suppress(LineBroke):
                return verb(*args, **given)
        return verb(*args, **given)

    return asked


class LineBroke(StoreUnreachable):
    """The server went away in the middle. Where it did so at the very end, whether it was done is not known."""


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's faults into the store's. Not chained, because a fault may quote somebody's answers."""
    try:
        yield
    except (SQLAlchemyError, UnicodeError) as fault:
        raise _noted(_plain_error(fault), fault) from None


def unreachable(fault: Exception) -> StoreError:
    """What is told where nothing was begun."""
    return _noted(_plain_error(fault) if not is_away(fault) else StoreUnreachable(UNREACHABLE), fault)


def unsure(fault: Exception) -> LineBroke:
    """What is told where the line broke while it was being saved."""
    return _noted(LineBroke(UNSURE), fault)


def _noted(told: Told, fault: Exception) -> Told:
    metrics.STORE_FAULTS.labels(type(told).__name__).inc()
    told.add_note(_technical_name(fault))
    return told


def _plain_error(fault: Exception) -> StoreError:
    if isinstance(fault, IntegrityError):
        return StoreError(CLASH)
    if is_away(fault):
        return LineBroke(UNREACHABLE)
    if _cannot_be_written(fault):
        return CannotBeWritten(FULL)
    not_from_the_database = isinstance(fault, StatementError) and not isinstance(fault, DBAPIError)
    if isinstance(fault, DataError | UnicodeError) or not_from_the_database:
        return StoreError(UNFIT)
    return StoreUnreachable(UNREACHABLE)


_ON_DISK = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "53100")


def _cannot_be_written(fault: Exception) -> bool:
    """Whether it is the disk."""
    return isinstance(fault, DBAPIError) and _technical_name(fault).startswith(_ON_DISK)


def _technical_name(fault: Exception) -> str:
    """Such as SQLITE_FULL: for the log, in the traceback's notes, never in the sentence."""
    cause = getattr(fault, "orig", None) or fault
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return str(code or type(cause).__name__)


def is_away(fault: Exception) -> bool:
    """Whether this is the line's or the server's going, not what was asked: the same may be asked again."""
    if not isinstance(fault, DBAPIError) or not type(fault.orig).__module__.startswith("psycopg"):
        return False
    state = str(getattr(fault.orig, "sqlstate", None) or "")
    is_silent = not state and isinstance(fault, OperationalError)
    return fault.connection_invalidated or is_silent or state.startswith(_ENDED)
