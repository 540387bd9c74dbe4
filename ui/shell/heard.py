"""What a page may say over its socket, and how often. Streamlit takes more than any page of ours says, of whoever is signed in.

One of its messages starts programs on the server, several of them, while everybody waits; one asks for addresses for as many
files as it names; one empties what is kept for all tabs. They are a few bytes each. Only what a page says is handed on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.types import Message, Receive
from streamlit.proto.BackMsg_pb2 import BackMsg

SAID_BY_A_PAGE = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "set_run_on_save"})
"""The last, which changes nothing where no file of the app changes, is said as each page opens and waited for."""
MOST_FILES = 100
"""Chosen at once: no box of ours takes more than a few."""
MOST_BOXES = 5_000
"""On one page: the longest list has some hundreds."""
AT_ONCE, A_SECOND = 100.0, 20.0
"""Messages of one socket: so many together, and so many a second as long as it lasts. Whoever says more is read more slowly."""


class SocketPace:
    """How fast one socket is read."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._left, self._at = clock, AT_ONCE, clock()

    def wait(self) -> float:
        """Count one message; the seconds until it may be handed on."""
        now = self._clock()
        self._left = min(AT_ONCE, self._left + (now - self._at) * A_SECOND) - 1
        self._at = now
        return max(0.0, -self._left / A_SECOND)


def heard(receive: Receive) -> Receive:
    """What comes over a socket, without what no page says."""
    pace = SocketPace()

    async def receive_what_a_page_says() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            if wait := pace.wait():
                await asyncio.sleep(wait)
            if is_said_by_a_page(message.get("bytes") or b""):
                return message

    return receive_what_a_page_says


def is_said_by_a_page(said: bytes) -> bool:
    """Whether a page of ours says such a thing, of so many files and boxes at most."""
    try:
        message = BackMsg.FromString(said)
    except Exception:  # what it raises is of Google's own package, which nothing here knows
        return False
    if message.WhichOneof("type") not in SAID_BY_A_PAGE:
        return False
    boxes = len(message.rerun_script.widget_states.widgets)
    return len(message.file_urls_request.file_names) <= MOST_FILES and boxes <= MOST_BOXES
