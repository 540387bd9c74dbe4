"""The four walks by name, and how one is walked: on a server of its own, in three fresh windows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.line import listen
from tests.browser.serving import Server
from tests.browser.story import Story
from tests.browser.walks import direct, direction, placement, provision
from tests.browser.walks.walk import WIDE, Walk

WALKS = {"placement": placement, "direction": direction, "direct": direct, "provision": provision}


def go(browser: Browser, name: str, pictures: Path | None = None, *, every: bool = False) -> Walk:
    """Walk one of them to its end, and keep pictures of its windows where that is asked."""
    with tempfile.TemporaryDirectory() as folder, _windows(browser) as open_page:
        walk = Walk(Story(Path(folder), open_page), WALKS[name].__doc__ or "", pictures=pictures, every=every)
        try:
            WALKS[name].walk(walk)
        finally:
            walk.story.close()
    return walk


@contextmanager
def _windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_page(server: Server, **options: Any) -> Page:
        size = {"width": WIDE[0], "height": WIDE[1]}
        contexts.append(browser.new_context(base_url=server.url, locale="en-GB", viewport=size, **options))
        listen(contexts[-1])
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()
