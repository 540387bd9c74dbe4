"""A browser's session without the browser: speaks Streamlit's protocol over a real websocket on loopback.

It keeps what a browser keeps: the widgets on the page, what was typed into them, the messages it was told it need not be
sent again, and the pieces of the page that look again by themselves. One run at a time, as of one person's hand.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from benchmarks.widgets import Shown, Widget

PATIENCE = 20.0
"""Seconds a run may take before it counts as lost."""
BY_ITSELF = 2.0
"""Seconds a run that nobody asked for may take before nobody looks for its end: Streamlit says nothing of a piece that is gone."""
GOES_ON = ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN")
LOST = (OSError, WebSocketException, EOFError, TimeoutError)
"""What is raised when the server, or the way to it, is gone."""


class NotThere(Exception):
    """No widget on the page has this label."""


@dataclass
class Browser:
    """One tab of one person. `on_element` sees everything drawn, `on_run` how long the person waited for it."""

    port: int
    cookie: str
    page: str = ""
    query: str = ""
    on_element: Callable[[Element], None] = lambda _: None
    shown: Shown = field(default_factory=Shown)
    typed: dict[str, WidgetState] = field(default_factory=dict)
    """What stands in the boxes, by widget id: sent with every run, as a browser does."""
    script_hash: str = ""
    _socket: ClientConnection | None = None
    _session: str = ""
    _run: frozenset[str] | None = None
    """The pieces that the run going on is of, none of them when it is of the whole page; None when none has begun."""
    _by_itself: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def go(self, page: str, query: str = "") -> float:
        """Open an address afresh, as typing it does; seconds until the page is drawn."""
        await self.close()
        self.page, self.query, self.script_hash, self._session = page, query, "", ""
        self.shown, self.typed = Shown(), {}
        began = time.perf_counter()
        await self._connect()
        await self.rerun()
        return time.perf_counter() - began

    async def turn(self, page: str, query: str = "") -> float:
        """Follow a link within the app; seconds until the page is drawn. Raises `LOST`."""
        self.page, self.query, self.script_hash, self.typed = page, query, "", {}
        return await self.rerun()

    async def come_back(self) -> None:
        """After the connection was lost: connect as the same tab, and say what stands in its boxes. Raises `LOST`."""
        await self.close()
        await self._connect()
        await self.rerun()

    async def type(self, label: str, text: str) -> float:
        """Write into a box; seconds until that is kept. Raises NotThere, `LOST`."""
        return await self._answer(self.widget(label, "text_input", "text_area"), text)

    async def choose(self, label: str, option: str) -> float:
        """Choose one of several. Raises NotThere, `LOST`."""
        return await self._answer(self.widget(label, "radio", "selectbox"), option)

    async def press(self, label: str) -> float:
        """Press a button; seconds until what comes of it is drawn. Raises NotThere, `LOST`."""
        widget = self.widget(label, "button")
        return await self.rerun(widget.fragment, WidgetState(id=widget.id, trigger_value=True))

    def widget(self, label: str, *sorts: str) -> Widget:
        """The widget with this label. Raises NotThere."""
        found = next((each for each in self.shown.widgets if each.label == label and each.sort in sorts), None)
        if found is None:
            raise NotThere(f"{label!r} on {self.page}: {[each.label for each in self.shown.widgets][:30]}")
        return found

    def has(self, label: str) -> bool:
        """Whether a widget with this label is on the page."""
        return any(each.label == label for each in self.shown.widgets)

    async def _answer(self, widget: Widget, text: str) -> float:
        self.typed[widget.id] = WidgetState(id=widget.id, string_value=text)
        return await self.rerun(widget.fragment)

    async def rerun(self, fragment: str = "", pressed: WidgetState | None = None, by_itself: bool = False) -> float:
        """Ask for a run; seconds until it is finished. Raises `LOST`."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name, asked.page_script_hash = self.query, self.page, self.script_hash
        asked.fragment_id, asked.is_auto_rerun = fragment, by_itself
        asked.cached_message_hashes.extend(self.shown.cached)
        async with self._turn:
            asked.widget_states.widgets.extend([*self.typed.values(), *([pressed] if pressed else [])])
            began = time.perf_counter()
            await self._open_socket().send(message.SerializeToString())
            await self._until_finished(fragment, BY_ITSELF if by_itself else PATIENCE)
            return time.perf_counter() - began

    async def close(self) -> None:
        """Close the tab."""
        self._look_no_more()
        if self._socket:
            await self._socket.close()
        self._socket = None

    async def _connect(self) -> None:
        names = ["streamlit", "-", *([self._session] if self._session else [])]
        self._socket = await connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            additional_headers={"Cookie": self.cookie},
            origin=Origin(f"http://127.0.0.1:{self.port}"),
            subprotocols=[Subprotocol(each) for each in names],
            open_timeout=PATIENCE,
            max_size=None,
            ping_interval=None,
            compression=None,
        )

    def _open_socket(self) -> ClientConnection:
        if self._socket is None:
            raise EOFError("this tab is not connected")
        return self._socket

    async def _until_finished(self, fragment: str, patience: float) -> None:
        """Take in messages until the run of this piece, or of the whole page, is over."""
        self._run = None
        async with asyncio.timeout(patience):
            while True:
                said = ForwardMsg()
                said.ParseFromString(bytes(await self._open_socket().recv(decode=False)))
                if self._take_in(self.shown.whole(said)) and self._was_asked_for(fragment):
                    return

    def _was_asked_for(self, fragment: str) -> bool:
        """Whether the run that is over is the one: another may have been on its way."""
        return self._run is not None and (not self._run or fragment in self._run)

    def _take_in(self, said: ForwardMsg) -> bool:
        """Take in one message; whether a run is over."""
        what = said.WhichOneof("type")
        if what == "new_session":
            self._session = said.new_session.initialize.session_id or self._session
            self._begin(list(said.metadata.run.fragment_ids))
        elif what == "navigation":
            self.script_hash = said.navigation.page_script_hash
        elif what == "page_info_changed":
            self.query = said.page_info_changed.query_string
        elif what == "delta":
            self._draw(said)
        elif what == "auto_rerun":
            self._look_again(said.auto_rerun.fragment_id, said.auto_rerun.interval)
        elif what == "script_finished" and said.script_finished != GOES_ON:
            return True
        return False

    def _begin(self, fragments: list[str]) -> None:
        self._run = frozenset(fragments)
        self.shown.begin(fragments)
        if not fragments:
            self._look_no_more()  # what looks again by itself is drawn, and says so, anew

    def _draw(self, said: ForwardMsg) -> None:
        self.shown.draw(said)
        if said.delta.WhichOneof("type") == "new_element":
            self.on_element(said.delta.new_element)

    def _look_again(self, fragment: str, every: float) -> None:
        if fragment not in self._by_itself:
            self._by_itself[fragment] = asyncio.create_task(self._looks_again(fragment, every))

    def _look_no_more(self) -> None:
        for each in self._by_itself.values():
            if each is not asyncio.current_task():
                each.cancel()
        self._by_itself = {}

    async def _looks_again(self, fragment: str, every: float) -> None:
        while self._by_itself.get(fragment) is asyncio.current_task():
            await asyncio.sleep(every)
            try:
                await self.rerun(fragment, by_itself=True)
            except TimeoutError:
                continue  # it is gone, or the app is busy: who sits here waits for neither
            except LOST:
                return  # whoever sits here notices at their next key
