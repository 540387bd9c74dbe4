"""The app around a form small enough to see what becomes of each box."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.keep_typing import route as typing
from ui.shell import gate, headers, health, settings, wiring
from ui.sign_in.people import SAMPLE
from ui.sign_in.routes import SignIn
from ui.sign_in.ways import OPEN_TO_ALL


def store():
    return wiring.office().store


def keep(person, draft_id, answers):
    if store().draft(draft_id) is None:
        return False
    store().keep(draft_id, answers, person.name, datetime.now(UTC))
    return True


app = st.App(
    Path(__file__).parent / "typing_page.py",
    routes=[*SignIn(settings.read(), store, lambda: SAMPLE).routes(), typing.route(store, keep), *health.routes(store)],
    middleware=[
        Middleware(headers.SecurityHeaders, secure=False),
        Middleware(gate.Gate, store, OPEN_TO_ALL | health.PATHS, ("127.0.0.1",), demo=True),
    ],
)
