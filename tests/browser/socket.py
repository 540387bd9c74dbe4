"""A browser reduced to its socket: speaks Streamlit's own protocol, runs no script, follows nothing.

So every page is asked for as every role in the time one page takes to open in a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.browser.serving import Server
from ui.sign_in import ticket

PATIENCE = 30.0
"""Seconds for one run of one page."""


class NotLetIn(Exception):
    """The server refused the socket; nothing was said over it."""


@dataclass
class Tab:
    """One socket, open."""

    connection: ClientConnection

    def ask(self, page: str, **query: str) -> list[ForwardMsg]:
        """Run a page; everything the server says until the run is over."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = urlencode(query)
        self.connection.send(message.SerializeToString())
        said: list[ForwardMsg] = []
        while True:
            answer = ForwardMsg.FromString(self.connection.recv(PATIENCE, decode=False))
            said.append(answer)
            if answer.WhichOneof("type") == "script_finished" and answer.script_finished == 0:
                return said


@contextmanager
def open_tab(server: Server, cookie: str | None, origin: str | None = None) -> Iterator[Tab]:
    """Open the socket with this cookie, as the first thing ever asked of the server. Raises NotLetIn."""
    headers = {"Cookie": f"{ticket.COOKIE}={cookie}"} if cookie is not None else {}
    address = f"ws://{urlsplit(server.url).netloc}/_stcore/stream"
    try:
        with connect(
            address, additional_headers=headers, origin=Origin(origin or server.url), proxy=None, close_timeout=1
        ) as connection:
            yield Tab(connection)
    except InvalidStatus:
        raise NotLetIn from None


def drawn(said: list[ForwardMsg]) -> list[str]:
    """What a run drew, element by element, without what differs from run to run."""
    found = []
    for each in said:
        if each.WhichOneof("type") == "delta":
            each.delta.ClearField("fragment_id")
            found.append(f"{list(each.metadata.delta_path)} {each.delta}")
    return found
