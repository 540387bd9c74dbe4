"""Where the last words of a closing page go: answers of one draft, into it, if casework says that it is this person’s."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casework.forms import drafts
from casework.reading.door import refused
from record.person import Person
from store.contract import LONGEST_DRAFT_ANSWER, DraftGone, Json, Store, StoreError, TooLong
from ui.shell import wiring
from ui.shell.gate import LAST_WORDS
from ui.sign_in import ticket
from ui.sign_in.next_page import refusal

LONGEST = 4 * LONGEST_DRAFT_ANSWER + 1000
"""Bytes: the longest answer a draft takes, in a script of four bytes a letter, and the question's name."""

MOST = 1000
"""Answers, and choices of one of them."""

LastWords = Mapping[str, Json]
"""By question: a text, a choice or none, or the choices that are ticked."""

Keep = Callable[[Person, str, LastWords], bool]
"""Keeps answers in the draft of an id, for a person; False when there is no such draft for them. Raises StoreError."""


def address_of(draft_id: str) -> str:
    """Where the last words of a draft are sent."""
    return f"{LAST_WORDS}{draft_id}"


def route(store: Callable[[], Store], keep: Keep) -> Route:
    """POST `{"answers": {question: …}}`: 204 when `keep` kept it, 404 when there is no such draft for this person."""

    async def keep_last_words(request: Request) -> Response:
        if refused := refusal(request, LONGEST):
            return refused
        answers = _read(await request.body())
        if not answers:
            return Response("Send answers by their questions.", 422)
        secret, draft_id = request.cookies.get(ticket.COOKIE), request.path_params["draft_id"]
        return Response(status_code=await run_in_threadpool(_keep, store, keep, secret, draft_id, answers))

    return Route(address_of("{draft_id}"), keep_last_words, methods=["POST"])


def _read(body: bytes) -> LastWords | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    answers = said.get("answers") if isinstance(said, dict) else None
    if not isinstance(answers, dict) or len(answers) > MOST:
        return None
    return answers if all(0 < len(name) <= 200 and _is_answer(each) for name, each in answers.items()) else None


def _is_answer(said: object) -> bool:
    if isinstance(said, list):
        return len(said) <= MOST and all(isinstance(each, str) for each in said)
    return said is None or isinstance(said, str)


def _keep(store: Callable[[], Store], keep: Keep, secret: str | None, draft_id: str, answers: LastWords) -> int:
    try:
        row = ticket.look_up(store(), secret, grace=ticket.GRACE)
        kept = row is not None and keep(ticket.person_of(row), draft_id, answers)
    except DraftGone:
        return 404
    except TooLong:
        return 413
    except StoreError:
        return 503
    return 204 if kept else 404


def keep(person: Person, draft_id: str, answers: LastWords) -> bool:
    """Keep answers; False when there is no such draft for this person. Raises StoreError."""
    office = wiring.office()
    try:
        paper = drafts.resume(office, person, draft_id)
        if paper is not None:
            drafts.keep(office, person, paper, answers)
    except drafts.NotYours:
        refused(office, person, "a draft")
        return False
    return paper is not None
