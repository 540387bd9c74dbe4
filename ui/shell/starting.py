"""What is looked at before the first request: a start that could not keep its promises is refused, with what to do instead."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from streamlit import config

from store.choose import opener
from store.contract import StoreError
from store.settings import StoreSetting
from ui.shell.gate import DEMO_STAYS_HOME, is_loopback
from ui.shell.settings import Settings

_SIGNS_OF_OUR_SETTINGS = {
    "client.showErrorDetails": "none",
    "server.enableXsrfProtection": True,
    "browser.gatherUsageStats": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "client.disableDataExport": True,
    "global.developmentMode": False,
}

NOT_AT_THE_ROOT = (
    "The settings in .streamlit/config.toml are not in force. Start from the project’s own folder, the one app.py is in; "
    "if you did, something on the command line or in the environment overrides {names}."
)

EVERY_NAME = (
    "This site would answer to any name, and so to another site’s pages. Write its own name into server.allowedHosts in "
    '.streamlit/config.toml, such as ["moves.example.org"].'
)

NOT_ON_REAL_ENTRIES = (
    "The demo lets anyone be anyone, so it never opens a spreadsheet or a database server. Remove MANAGED_MOVES_STORE, or "
    '[store] from the secrets file, to look round on made-up cases; or write ways_in = "links", accounts or both there.'
)


class CannotStart(SystemExit):
    """Ends the process with a sentence for whoever started it, written at once: uvicorn leaves an exit's own text out."""

    def __init__(self, sentence: str) -> None:
        super().__init__(1)
        self.sentence = sentence
        sys.stderr.write(f"{sentence}\n")


def refuse_unsafe(settings: Settings) -> None:
    """Raises CannotStart when the settings are not ours, the demo would be served to others, or a store is half set."""
    wrong = [name for name, wanted in _SIGNS_OF_OUR_SETTINGS.items() if config.get_option(name) != wanted]
    if wrong:
        raise CannotStart(NOT_AT_THE_ROOT.format(names=", ".join(wrong)))
    if not (hosts := config.get_option("server.allowedHosts")) or "*" in hosts:
        raise CannotStart(EVERY_NAME)
    if settings.demo and not is_loopback(config.get_option("server.address") or "0.0.0.0"):  # noqa: S104 - what none means
        raise CannotStart(DEMO_STAYS_HOME)
    if settings.demo and is_shared(settings.store):
        raise CannotStart(NOT_ON_REAL_ENTRIES)
    try:
        opener(settings.store)
    except StoreError as problem:
        raise CannotStart(str(problem)) from None


def is_shared(store: StoreSetting) -> bool:
    """Whether a store is one that others work in: a spreadsheet at Google, or a database server."""
    if not store.is_sheet:
        return store.address.startswith("postgresql")
    return not is_loopback(urlsplit(store.root).hostname or "")
