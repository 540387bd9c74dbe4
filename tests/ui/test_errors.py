"""An unexpected error ends in an apology with a number; the log has the number and where, and nothing anybody typed."""

from __future__ import annotations

import io
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from ui.shell import errors

CHILD = "Zebedee Quillfeather"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything any logger writes, once values are kept out."""
    factory, hook, thread_hook = logging.getLogRecordFactory(), sys.excepthook, threading.excepthook
    ours, uvicorns, streamlits = (
        logging.getLogger(name) for name in ("managed_moves", "uvicorn.access", "streamlit.error_util")
    )
    filters, handlers = list(streamlits.filters), list(ours.handlers)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    errors.keep_values_out_of_logs()
    for logger in (ours, streamlits, logging.getLogger("anybody")):
        logger.addHandler(handler)
    yield written
    for logger in (ours, streamlits, logging.getLogger("anybody")):
        logger.removeHandler(handler)
    ours.handlers, streamlits.filters, uvicorns.disabled = handlers, filters, False
    logging.setLogRecordFactory(factory)
    sys.excepthook, threading.excepthook = hook, thread_hook


def raised() -> ValueError:
    try:
        raise ValueError(CHILD)
    except ValueError as problem:
        return problem


def test_an_exceptions_text_reaches_no_log(log: io.StringIO) -> None:
    anybody = logging.getLogger("anybody")
    anybody.error("Went wrong", exc_info=raised())
    anybody.error("Went wrong: %s", raised())
    anybody.error(raised())
    try:
        raise raised()
    except ValueError:
        anybody.exception("Went wrong")

    assert CHILD not in log.getvalue()
    assert log.getvalue().count("ValueError at") == 4
    assert "test_errors.py" in log.getvalue()


def test_a_threads_last_words_reach_no_log(log: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    hooked = threading.ExceptHookArgs((ValueError, raised(), None, threading.current_thread()))
    threading.excepthook(hooked)
    sys.excepthook(ValueError, raised(), None)

    assert "A thread ended: ValueError" in log.getvalue()
    assert "The process ended: ValueError" in log.getvalue()
    assert CHILD not in log.getvalue() + capsys.readouterr().err


def test_the_cause_is_named_and_not_quoted() -> None:
    try:
        raise RuntimeError(CHILD) from raised()
    except RuntimeError as problem:
        said = errors.where(problem)

    assert said.startswith("RuntimeError because of ValueError at ")
    assert CHILD not in said


def apologising(kind: str) -> None:
    import logging

    from store.contract import StoreUnreachable
    from ui.shell import errors

    assert logging
    error = StoreUnreachable("The store does not answer. Try again.") if kind == "store" else ValueError("Zebedee")
    assert errors.apologise(error)


def test_a_person_is_told_the_number_the_log_has(log: io.StringIO) -> None:
    shown = AppTest.from_function(apologising, args=("unknown",), default_timeout=30).run()
    number = log.getvalue().split("Error ")[1][:6]

    assert "Sorry" in shown.error[0].value
    assert number in shown.error[0].value
    assert "Zebedee" not in shown.error[0].value + log.getvalue()


def test_a_stores_own_sentence_is_shown(log: io.StringIO) -> None:
    shown = AppTest.from_function(apologising, args=("store",), default_timeout=30).run()

    assert shown.error[0].value.startswith("The store does not answer. Try again. (Error ")
