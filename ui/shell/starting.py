"""What is looked at before the first request: a start that could not keep its promises is refused, with what to do instead."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit import config
from streamlit.config_option import ConfigOption

from casework.desk.messages.sending import SenderWrong, sender_of
from store.choose import opener
from store.contract import StoreError
from store.settings import StoreSetting, is_loopback, read_secrets
from ui.shell.gate import DEMO_STAYS_HOME
from ui.shell.settings import Settings

_OUR_SETTINGS: Mapping[str, tuple[object, ...]] = {
    "client.showErrorDetails": ("none",),
    "client.showErrorLinks": (False,),
    "client.disableDataExport": (True,),
    "client.toolbarMode": ("minimal", "viewer"),
    "logger.enableRich": (False,),
    "logger.level": ("warning", "error", "critical"),
    "runner.magicEnabled": (False,),
    "server.enableXsrfProtection": (True,),
    "server.xsrfCookieSameSite": ("lax", "strict"),
    "server.enableCORS": (True,),
    "server.corsAllowedOrigins": ([],),
    "server.trustedUserHeaders": ({},),
    "server.baseUrlPath": ("",),
    "server.customComponentBaseUrlPath": ("",),
    "server.enableStaticServing": (False,),
    "server.enableAgentApi": (False,),
    "server.scriptHealthCheckEnabled": (False,),
    "server.unsafeMetricsUserAttributes": ([],),
    "browser.gatherUsageStats": (False,),
    "global.developmentMode": (False,),
    "global.appTest": (False,),
    "global.e2eTest": (False,),
    "global.unitTest": (False,),
}
"""What of Streamlit’s settings would open a door, and the values that do not."""
MISSPELT = "Streamlit has no setting {name}, so it would do nothing. Did you mean {nearest}?"
STREAMLIT = Path(".streamlit") / "config.toml"

NOT_AT_THE_ROOT = (
    "The settings in .streamlit/config.toml are not in force. Start from the project’s own folder, the one app.py is in; "
    "if you did, something on the command line or in the environment overrides {names}."
)

EVERY_NAME = (
    "This site would answer to any name, and so to another site’s pages. Write its own name into server.allowedHosts in "
    '.streamlit/config.toml, such as ["moves.example.org"].'
)

NO_ADDRESS = (
    "server.address is not set, and this site would be reached by every network this computer is in. Write 127.0.0.1 "
    "where a server on this computer is in front of it, or 0.0.0.0 where one elsewhere is, into .streamlit/config.toml."
)

NOT_ON_REAL_ENTRIES = (
    "In the demonstration anyone can sign in as anyone, so it never opens a spreadsheet or a database server. Remove "
    "MANAGED_MOVES_STORE, or "
    '[store] from the secrets file, to try it on made-up cases; or write ways_in = "links", accounts or both there.'
)


class CannotStart(SystemExit):
    """Ends the process with a sentence for whoever started it, written at once: uvicorn leaves an exit's own text out."""

    def __init__(self, sentence: str) -> None:
        super().__init__(1)
        self.sentence = sentence
        sys.stderr.write(f"{sentence}\n")


def refuse_unsafe(settings: Settings) -> None:
    """Raises CannotStart when the settings are not ours, the demo would be served to others, or something is half set."""
    _refuse_misspelt(config.get_config_options())
    wrong = [name for name, safe in _OUR_SETTINGS.items() if config.get_option(name) not in safe]
    if wrong:
        raise CannotStart(NOT_AT_THE_ROOT.format(names=", ".join(wrong)))
    if not (hosts := config.get_option("server.allowedHosts")) or "*" in hosts:
        raise CannotStart(EVERY_NAME)
    if settings.demo and not is_loopback(config.get_option("server.address") or "0.0.0.0"):  # noqa: S104 - what none means
        raise CannotStart(DEMO_STAYS_HOME)
    if not config.get_option("server.address"):
        raise CannotStart(NO_ADDRESS)
    if settings.demo and is_shared(settings.store):
        raise CannotStart(NOT_ON_REAL_ENTRIES)
    try:
        opener(settings.store)
        sender_of(read_secrets(settings.secrets))
    except (StoreError, SenderWrong) as problem:
        raise CannotStart(str(problem)) from None


def _refuse_misspelt(known: Mapping[str, ConfigOption], environ: Mapping[str, str] = os.environ) -> None:
    """Raises CannotStart where `.streamlit/config.toml` or the environment names what Streamlit would pass over."""
    for name in _options(tomllib.loads(STREAMLIT.read_text("utf-8")) if STREAMLIT.exists() else {}):
        if name not in known:
            nearest = get_close_matches(name, known, 1, 0) or [""]
            raise CannotStart(MISSPELT.format(name=f"{name} (in {STREAMLIT})", nearest=nearest[0]))
    variables = {each.env_var for each in known.values()}
    for name in sorted(each for each in environ if each.startswith("STREAMLIT_") and each not in variables):
        if nearest := get_close_matches(name, variables, 1, 0.9):
            raise CannotStart(MISSPELT.format(name=name, nearest=nearest[0]))


def _options(told: Mapping[str, Any], within: str = "") -> Iterator[str]:
    for name, value in told.items():
        if isinstance(value, Mapping):
            yield from _options(value, f"{within}{name}.")
        else:
            yield f"{within}{name}"


def is_shared(store: StoreSetting) -> bool:
    """Whether a store is one that others work in: a spreadsheet at Google, or a database server."""
    if not store.is_sheet:
        return store.address.startswith("postgresql")
    return not is_loopback(urlsplit(store.root).hostname or "")
