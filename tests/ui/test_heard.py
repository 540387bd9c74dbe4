"""Over a socket the server hears what a page says, and nothing else: a few bytes of the rest keep everybody waiting."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from store.contract import Store
from ui.shell import gate, heard
from ui.shell.heard import AT_ONCE, MOST_BOXES, MOST_FILES, SAID_BY_A_PAGE, SocketPace
from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE

KINDS = [each.name for each in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


def said(kind: str, *, files: int = 1, boxes: int = 1) -> bytes:
    message = BackMsg()
    match kind:
        case "file_urls_request":
            message.file_urls_request.file_names.extend(["a.csv"] * files)
        case "rerun_script":
            for number in range(boxes):
                message.rerun_script.widget_states.widgets.add(id=f"box {number}")
        case "backend_operation_request":
            message.backend_operation_request.request_id = "1"
        case _:
            setattr(message, kind, True)
    return message.SerializeToString()


def handed_on(store: Store, *frames: Message) -> list[bytes]:
    """What the gate hands on to Streamlit of these frames, sent by somebody who is signed in."""
    secret, found = ticket.issue(store, SAMPLE[0]), list[bytes]()
    waiting = [{"type": "websocket.connect"}, *frames, {"type": "websocket.disconnect", "code": 1000}]

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            found.extend([message["bytes"]] if message["type"] == "websocket.receive" else [])

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    guard = gate.Gate(streamlit, lambda: store, (), ("127.0.0.1",), demo=False)
    headers = [(b"host", b"127.0.0.1"), (b"cookie", f"{ticket.COOKIE}={secret}".encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop in this one
        thread.submit(asyncio.run, guard(scope, receive, send)).result()
    return found


def frame(content: bytes) -> Message:
    return {"type": "websocket.receive", "bytes": content}


def test_of_everything_that_can_be_said_streamlit_hears_what_a_page_says(store: Store) -> None:
    assert {*KINDS} > SAID_BY_A_PAGE
    every = {kind: said(kind) for kind in KINDS}

    assert handed_on(store, *map(frame, every.values())) == [every[each] for each in KINDS if each in SAID_BY_A_PAGE]
    assert handed_on(store, frame(b""), frame(b"\xff"), {"type": "websocket.receive", "text": "load_git_info"}) == []


@pytest.mark.parametrize(("of", "most"), [("files", MOST_FILES), ("boxes", MOST_BOXES)])
def test_of_so_many_files_and_boxes_as_a_page_has(store: Store, of: str, most: int) -> None:
    kind = "file_urls_request" if of == "files" else "rerun_script"
    some, too_many = said(kind, **{of: most}), said(kind, **{of: most + 1})

    assert handed_on(store, frame(some), frame(too_many)) == [some]


def test_whoever_says_more_than_a_page_does_is_read_more_slowly(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    pace = SocketPace(lambda: now)
    assert [pace.wait() for _ in range(int(AT_ONCE))] == [0.0] * int(AT_ONCE)
    assert [pace.wait() for _ in range(3)] == [0.05, 0.1, 0.15]
    now = 60.0
    assert pace.wait() == 0.0

    monkeypatch.setattr(heard, "AT_ONCE", 1.0)
    monkeypatch.setattr(heard, "A_SECOND", 40.0)
    began = time.monotonic()
    assert len(handed_on(store, *[frame(said("app_heartbeat"))] * 3)) == 3
    assert time.monotonic() - began > 0.05
