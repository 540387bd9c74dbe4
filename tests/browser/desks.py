"""Everybody at a desk of their own: signed in once, and then going from page to page as people do, for many tests.

Opening the app anew costs a browser ten times what turning a page does. A test that is about opening, signing in or
loading again takes `open_page`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from tests.browser.filling import come_in, go, turn_to
from tests.browser.line import listen
from tests.browser.serving import Server
from tests.browser.visiting import Complaints


@dataclass
class Desks:
    """The pages of everybody who came, on one server."""

    server: Server
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)
    complaints: dict[str, Complaints] = field(default_factory=dict)

    def turned_to(self, name: str, address: str = "/") -> Page:
        """The page of somebody, at an address."""
        if name not in self.pages:
            context = self.browser.new_context(base_url=self.server.url, locale="en-GB")
            listen(context)
            self._sit(name, context.new_page())
            come_in(self.pages[name], name, then=quote(address, safe="/?="))
        elif self.pages[name].is_closed():
            self._sit(name, self.pages[name].context.new_page())
            go(self.pages[name], address)
        else:
            turn_to(self.pages[name], address)
        return self.pages[name]

    def _sit(self, name: str, page: Page) -> None:
        self.pages[name], self.complaints[name] = page, Complaints()
        self.complaints[name].listen(page)

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()
