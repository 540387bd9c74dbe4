"""Every address of the app that is no page of Streamlit's, behind the gate."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import BaseRoute

from casework.reading.office import Office
from store.contract import Store
from ui import health, last_words
from ui.backups import routes as backups
from ui.calendars import routes as calendars
from ui.figures import routes as figures
from ui.keep_typing import route as typing
from ui.letters import routes as letters
from ui.links import routes as links
from ui.own_templates import routes as own_templates
from ui.register import routes as registers
from ui.retention import routes as retention
from ui.weekly_reports import routes as weekly_reports
from ui.workbooks import routes as workbooks


def routes(office: Callable[[], Office], store: Callable[[], Store]) -> list[BaseRoute]:
    """To be given to the app."""
    return [
        typing.route(store, last_words.keep),
        *letters.routes(office),
        *own_templates.routes(office),
        *registers.routes(office),
        *figures.routes(office),
        *links.routes(store),
        *retention.routes(office),
        *weekly_reports.routes(store),
        *calendars.routes(office),
        *backups.routes(store),
        *workbooks.routes(store),
        *health.routes(store),
    ]
