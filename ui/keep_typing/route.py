"""Where the last words of a closing page go: one answer of one draft, into it, if casework says that it is this person’s."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casework.forms import drafts
from record.person import Person
from store.contract import LONGEST_DRAFT_ANSWER, DraftGone, Store, StoreError, TooLong
from ui.shell import wiring
from ui.shell.gate import LAST_WORDS
from ui.sign_in import ticket
from ui.sign_in.next_page import refusal

LONGEST = 4 * LONGEST_DRAFT_ANSWER + 1000
"""Bytes: the longest answer a draft takes, in a script of four bytes a letter, and the question's name."""

Keep = Callable[[Person, str, Mapping[str, str]], bool]
"""Keeps answers in the draft of an id, for a person; False when there is no such draft for them. Raises StoreError."""


def address_of(draft_id: str) -> str:
    """Where the last words of a draft are sent."""
    return f"{LAST_WORDS}{draft_id}"


def route(store: Callable[[], Store], keep: Keep) -> Route:
    """POST `{"question": …, "text": …}`: 204 when `keep` kept it, 404 when there is no such draft for this person."""

    async def keep_last_words(request: Request) -> Response:
        if refused := refusal(request, LONGEST):
            return refused
        answer = _read(await request.body())
        if answer is None:
            return Response("Send a question and a text.", 422)
        secret, draft_id = request.cookies.get(ticket.COOKIE), request.path_params["draft_id"]
        return Response(status_code=await run_in_threadpool(_keep, store, keep, secret, draft_id, answer))

    return Route(address_of("{draft_id}"), keep_last_words, methods=["POST"])


def _read(body: bytes) -> Mapping[str, str] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    question, text = (said.get("question"), said.get("text")) if isinstance(said, dict) else (None, None)
    if not isinstance(question, str) or not isinstance(text, str) or not 0 < len(question) <= 200:
        return None
    return {question: text}


def _keep(store: Callable[[], Store], keep: Keep, secret: str | None, draft_id: str, answer: Mapping[str, str]) -> int:
    try:
        row = ticket.look_up(store(), secret, grace=ticket.GRACE)
        kept = row is not None and keep(ticket.person_of(row), draft_id, answer)
    except DraftGone:
        return 404
    except TooLong:
        return 413
    except StoreError:
        return 503
    return 204 if kept else 404


def keep(person: Person, draft_id: str, answer: Mapping[str, str]) -> bool:
    """Keep one answer; False when there is no such draft for this person. Raises StoreError."""
    office = wiring.office()
    try:
        paper = drafts.resume(office, person, draft_id)
    except drafts.NotYours:
        return False
    if paper is None:
        return False
    drafts.keep(office, person, paper, answer)
    return True
