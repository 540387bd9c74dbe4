"""The one place unexpected errors end, and what a line of the log looks like.

A person gets an apology with a number; the log gets the number and where, never what: JSON for whatever collects it, plain for
a person at a terminal.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

import streamlit as st

from store import metrics
from store.contract import StoreError


class AsJson(logging.Formatter):
    """One object a line: at (UTC), level, logger, says. What it says holds no value of anybody's: see `errors`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "logger": record.name, "says": record.getMessage()}
        return json.dumps(said, ensure_ascii=False)


def formatter(*, watched: bool) -> logging.Formatter:
    """For a terminal that is `watched` by a person, or for a file, a journal, a collector."""
    return logging.Formatter("%(asctime)s %(levelname)s %(message)s") if watched else AsJson()


_log = logging.getLogger("managed_moves")
_INNERMOST = 12


def apologise(problem: Exception) -> bool:
    """Tell the person, tell the log. Given to the app, so Streamlit shows nothing of its own."""
    number = secrets.token_hex(3).upper()
    metrics.ERRORS.inc()
    _log.error("Error %s: %s", number, where(problem))
    if isinstance(problem, StoreError):
        st.error(f"{problem} (Error {number})")
    else:
        st.error(
            "Sorry, something went wrong on this page. What you typed up to a second ago is kept. Reload the page. If "
            f"it happens again, tell the person who runs this site the number **{number}**."
        )
    return True


def where(problem: BaseException) -> str:
    """The class of an error and the places it came through: no message, no value, no line of source."""
    frames = traceback.extract_tb(problem.__traceback__)[-_INNERMOST:]
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    cause = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    because = f" because of {type(cause).__name__}" if cause else ""
    return f"{type(problem).__qualname__}{because} at {places or 'no line of Python'}"


def keep_values_out_of_logs() -> None:
    """From here on no log line of this process, whoever writes it, holds an exception's text."""
    logging.setLogRecordFactory(_redacted)
    threading.excepthook = lambda hooked: _log.error("A thread ended: %s", _of(hooked.exc_value))
    sys.excepthook = _uncaught
    # Streamlit writes each error before it asks `apologise`, which says the same with a number.
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != "Uncaught app execution")
    # Whoever may not start has said why in a sentence; the server adds the places it came through.
    logging.getLogger("uvicorn.error").addFilter(lambda record: "CannotStart" not in str(record.msg))
    # An access log names the cases somebody opened; the audit does that, for those who may read it.
    logging.getLogger("uvicorn.access").disabled = True
    if not _log.handlers:
        _log.addHandler(_handler())
    _log.propagate = False


def _redacted(*args: object, **kwargs: object) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)  # type: ignore[arg-type]
    if isinstance(record.args, tuple):
        record.args = tuple(where(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
    if isinstance(record.msg, BaseException):
        record.msg = where(record.msg)
    if record.exc_info:
        record.msg, record.args = f"{record.getMessage()}: {_of(record.exc_info[1])}", ()
        record.exc_info = None
    return record


def _of(problem: BaseException | None) -> str:
    return where(problem) if problem else "no exception"


def _uncaught(kind: type[BaseException], problem: BaseException, places: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.error("The process ended: %s", where(problem.with_traceback(places)))


def _handler() -> logging.Handler:
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(watched=sys.stderr.isatty()))
    return handler
