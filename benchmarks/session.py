"""One browser's session without the browser: speaks Streamlit's websocket protocol to a real server on loopback."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin


@dataclass
class Session:
    """A socket, the page it shows, and the text boxes on it."""

    socket: ClientConnection
    page: str
    query: str
    script_hash: str = ""
    boxes: list[str] = field(default_factory=list)
    """Widget ids of the text boxes, in order."""
    widgets: int = 0
    fragments: dict[str, str] = field(default_factory=dict)
    """Of the boxes that run with a few neighbours alone: the fragment, by widget id."""

    def rerun(self, typed: dict[str, str] | None = None) -> float:
        """Ask for a rerun, with what was typed by widget id; seconds until the script is finished."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        message.rerun_script.page_script_hash = self.script_hash
        states = [WidgetState(id=name, string_value=text) for name, text in (typed or {}).items()]
        message.rerun_script.widget_states.widgets.extend(states)
        alone = {self.fragments.get(name, "") for name in typed or ()}
        message.rerun_script.fragment_id = alone.pop() if len(alone) == 1 else ""  # as a browser asks
        began = time.perf_counter()
        self.socket.send(message.SerializeToString())
        self._until_finished()
        return time.perf_counter() - began

    def _until_finished(self) -> None:
        boxes: list[str] = []
        widgets = 0
        while True:
            said = ForwardMsg()
            said.ParseFromString(self.socket.recv(timeout=60))
            what = said.WhichOneof("type")
            if what == "new_session":
                boxes, widgets = [], 0
            elif what == "navigation":
                self.script_hash = said.navigation.page_script_hash
            elif what == "delta":
                sort = said.delta.new_element.WhichOneof("type")
                widgets += sort in ("text_input", "text_area", "radio", "selectbox", "button")
                if sort == "text_input":
                    name = said.delta.new_element.text_input.id
                    boxes.append(name)
                    self.fragments[name] = said.delta.fragment_id
            elif what == "script_finished":
                self.boxes, self.widgets = boxes or self.boxes, max(widgets, self.widgets)
                return


def open_page(port: int, cookie: str, page: str, case: str = "") -> Session:
    """Open a page as a browser would, and wait for its first run."""
    socket = connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        additional_headers={"Cookie": cookie},
        origin=Origin(f"http://127.0.0.1:{port}"),
        max_size=None,
    )
    session = Session(socket, page, f"case={case}" if case else "")
    session.rerun()
    return session
