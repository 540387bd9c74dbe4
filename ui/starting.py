"""What is looked at before the first request: a start that could not keep its promises is refused, with what to do instead."""

from __future__ import annotations

import sys

from streamlit import config

from ui.gate import DEMO_STAYS_HOME, is_loopback
from ui.settings import Settings

_SIGNS_OF_OUR_SETTINGS = {
    "client.showErrorDetails": "none",
    "server.enableXsrfProtection": True,
    "browser.gatherUsageStats": False,
}

NOT_AT_THE_ROOT = (
    "The settings in .streamlit/config.toml are not in force. Start from the project’s own folder, the one app.py is in; "
    "if you did, something on the command line or in the environment overrides {names}."
)


class CannotStart(SystemExit):
    """Ends the process with a sentence for whoever started it, written at once: uvicorn leaves an exit's own text out."""

    def __init__(self, sentence: str) -> None:
        super().__init__(1)
        self.sentence = sentence
        sys.stderr.write(f"{sentence}\n")


def refuse_unsafe(settings: Settings) -> None:
    """Raises CannotStart when the settings are not ours, or the demo would be served to others."""
    wrong = [name for name, wanted in _SIGNS_OF_OUR_SETTINGS.items() if config.get_option(name) != wanted]
    if wrong:
        raise CannotStart(NOT_AT_THE_ROOT.format(names=", ".join(wrong)))
    if settings.demo and not is_loopback(config.get_option("server.address") or "0.0.0.0"):  # noqa: S104 - what none means
        raise CannotStart(DEMO_STAYS_HOME)
