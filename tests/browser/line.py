"""Whether a page has its server's answer to what was asked, and has drawn it.

A test that reads sooner reads the page as it was. Three things made it too soon: Streamlit sends what a press asks for only
after the press; the end of the run for a letter typed before is not the end of the run for the press; and what has come
over the line is drawn a moment later. So the page itself listens (`line.js`), and tells when nothing is owed any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from google.protobuf.message import Message
from playwright.sync_api import BrowserContext, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.SessionStatus_pb2 import SessionStatus
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

PATIENCE = 60_000
"""Milliseconds."""
GONE = 1000
"""Milliseconds of silence after which what was asked of questions that are gone counts as answered."""
DRAWN = """() => new Promise(done => {
  let timer;
  const observer = new MutationObserver(wait);
  const isThere = what => document.querySelector(what) !== null;
  const isDrawn = () => window.lineOfThisTest?.isAnswered() && isThere('[data-test-script-state="notRunning"]')
    && !isThere('[data-testid="stSkeleton"]');
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => isDrawn() ? end() : wait(), 60);
  }
  function end() { observer.disconnect(); done(true); }
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  wait();
})"""
"""What was heard is drawn a moment later: wait until nothing on the page has changed for a while, and nothing stands in for
a kind of box whose script the browser still fetches from the server."""
COUNT = "() => ({ ...window.lineOfThisTest })"
HAPPENED = """([what, before]) => {
  const line = window.lineOfThisTest;
  return line && (line.id !== before.id || line[what] > before[what]);
}"""


def listen(context: BrowserContext | Page) -> None:
    """Listen in every page of a context, or in one page, from before its first script."""
    numbers = {
        "BACK": _numbers(BackMsg),
        "FORWARD": _numbers(ForwardMsg),
        "STATE": _numbers(ClientState),
        "WIDGETS": _numbers(WidgetStates),
        "WIDGET": _numbers(WidgetState),
        "STATUS": _numbers(SessionStatus),
        "EARLY": ForwardMsg.FINISHED_EARLY_FOR_RERUN,
        "MARKS": [list(BackMsg(set_run_on_save=is_on).SerializeToString()) for is_on in (True, False)],
        "GONE": GONE,
    }
    script = Path(__file__).with_suffix(".js").read_text("utf-8")
    context.add_init_script(script.replace("__NUMBERS__", json.dumps(numbers)))


def _numbers(message: type[Message]) -> Mapping[str, int]:
    return {field.name: field.number for field in message.DESCRIPTOR.fields}


def settle(page: Page) -> None:
    """Wait until the server has answered everything this page asked, and the page has drawn it."""
    page.wait_for_function(DRAWN, timeout=PATIENCE)


def count(page: Page) -> Mapping[str, Any]:
    """What this page has asked so far: `asked` in all, `pressed` for buttons, `moved` to another page."""
    found: Mapping[str, Any] = page.evaluate(COUNT)
    return found


@contextmanager
def answered(page: Page, what: str) -> Iterator[None]:
    """What is done within asks the server for `what`, as `count` names it: wait until it is asked, answered and drawn."""
    before = dict(count(page))
    yield
    page.wait_for_function(HAPPENED, arg=[what, before], timeout=PATIENCE)
    settle(page)
