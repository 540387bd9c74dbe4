"""What a person does in the browser, for tests to say in one line; and what a page may never do."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, expect

from tests.browser.line import settle

# Streamlit looks for itself beside a page's address first, and finds itself at the root: two 404s, not of our making.
PROBES = ("/_stcore/health", "/_stcore/host-config")


def sign_in_as(page: Page, name: str, *, then: str = "/") -> None:
    """Sign in through the picker and wait for the page that opens."""
    page.goto(f"/sign-in?next={then}")
    page.get_by_role("button", name=name).click()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page has its heading and the server has nothing more to draw."""
    settle(page)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


@dataclass
class Complaints:
    """Everything a browser complained of, and every request that left this computer."""

    errors: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def forget(self) -> None:
        """What comes from now on is all there is."""
        self.errors.clear()
        self.abroad.clear()

    def _console(self, message: ConsoleMessage) -> None:
        where = urlsplit(str(message.location.get("url", ""))).path
        if message.type == "error" and not where.endswith(PROBES):
            self.errors.append(f"{message.text} ({where})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.abroad.append(request.url)
