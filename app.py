"""The app: Streamlit between our gate and our pages. Served by `streamlit run app.py` and by `uvicorn app:app`."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from store.contract import Store, StoreError
from ui.keep_typing import route
from ui.keep_typing import route as typing
from ui.shell import errors, gate, handing_out, headers, health, settings, starting, wiring
from ui.sign_in import ways


def store() -> Store:
    """The store of this process."""
    return wiring.office().store


errors.keep_values_out_of_logs()
try:
    chosen = settings.read()
    ways_in = ways.routes(chosen, store, wiring.hashing)
except settings.SettingWrong as problem:
    raise starting.CannotStart(str(problem)) from None
starting.refuse_unsafe(chosen)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the store before the first request; write what is in hand before the last."""
    try:
        wiring.office()
    except StoreError as problem:
        raise starting.CannotStart(str(problem)) from None
    # What is imported by now never dies: the collector need not look at it again.
    gc.freeze()
    wiring.warm_up()
    yield
    wiring.close()


app = st.App(
    Path(__file__).parent / "ui" / "shell" / "frame.py",
    routes=[
        *ways_in,
        typing.route(store, route.keep),
        *handing_out.routes(wiring.office),
        *health.routes(store),
    ],
    middleware=[
        Middleware(headers.SecurityHeaders, secure=not chosen.demo),
        Middleware(
            gate.Gate,
            store=store,
            open_to_all=ways.OPEN_TO_ALL | health.PATHS,
            hosts=config.get_option("server.allowedHosts"),
            demo=chosen.demo,
            largest=config.get_option("server.maxUploadSize"),
        ),
    ],
    lifespan=lifespan,
    on_script_error=errors.apologise,
)
