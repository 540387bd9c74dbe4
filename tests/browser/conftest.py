"""A real browser and a real server, for every test of this folder.

server         the app, shared by a module; `server.restart()` is a power cut
own_server     a function: start one for this test alone, `own_server(how="uvicorn", env={…})`
with_sample    the same with a case in every stage
at_their_desk  a function: somebody's page on `with_sample`, signed in once for all tests of the module
page           a fresh browser context (no cookies) on `server`
open_page      a function: a page in a fresh context on any server
complaints     what the browser complained of in `page`: a test may assert that it is empty
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from casework import sample
from casework.reading.office import Office
from store.choose import open_store
from tests.browser.desks import Desks
from tests.browser.line import listen
from tests.browser.quiet import leave
from tests.browser.serving import TODAY, Server
from tests.browser.visiting import Complaints

CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, with an empty store, shared by the tests of one module."""
    running = Server(tmp_path_factory.mktemp("server")).start()
    yield running
    leave(running)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the whole sample, a case in every stage, to be copied."""
    file = tmp_path_factory.mktemp("sample") / "store.sqlite"
    store = open_store(f"sqlite:///{file}")
    sample.fill(Office(store, lambda: date.fromisoformat(TODAY)))
    store.close()
    return file


@pytest.fixture(scope="module")
def with_sample(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Iterator[Server]:
    """The app with the whole sample, shared by the tests of one module."""
    running = Server(tmp_path_factory.mktemp("server"))
    copyfile(sample_store, running.folder / "store.sqlite")
    yield running.start()
    leave(running)


@pytest.fixture(scope="module")
def desks(with_sample: Server, browser: Browser) -> Iterator[Desks]:
    """Everybody at their desk, on the sample."""
    opened = Desks(with_sample, browser)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def at_their_desk(desks: Desks) -> Callable[..., Page]:
    """Somebody's page of the sample, turned to an address: `at_their_desk("Amina Yusuf", "/my-cases")`."""
    return desks.turned_to


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a server for this test alone; takes the fields of `Server`."""
    started: list[Server] = []

    def start(**fields: Any) -> Server:
        folder = tmp_path / f"server-{len(started)}"
        folder.mkdir()
        started.append(Server(folder, **fields))
        return started[-1].start()

    yield start
    for running in started:
        leave(running)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own (its own cookies) on a server; takes what a Playwright context takes."""
    contexts = []

    def open_on(server: Server, **options: Any) -> Page:
        contexts.append(browser.new_context(base_url=server.url, locale="en-GB", **options))
        listen(contexts[-1])
        return contexts[-1].new_page()

    yield open_on
    for context in contexts:
        context.close()


@pytest.fixture
def page(server: Server, open_page: Callable[..., Page]) -> Page:
    """Nobody is signed in on it yet: `sign_in_as(page, "Amina Yusuf")`."""
    return open_page(server)


@pytest.fixture
def complaints(page: Page) -> Complaints:
    """Listens to `page` from before its first request."""
    heard = Complaints()
    heard.listen(page)
    return heard
