"""Every download, asked for by everybody in every state of a case: who may not see the case cannot tell that it exists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from casework.keeping import retention
from casework.reading.access import Side, see
from casework.reading.office import Office
from record.person import Person, Role
from tests.casework.at_work import EVERYBODY, LA, REFERENCE, ROSALIND, TARIQ, an_office, placed, requested
from tests.casework.test_access import EVERY_STATE, REPORT_OF_PRESSURE, State
from tests.record.a_case import answered
from tests.ui.visitor import Visitor
from ui import every_route, gate, handed, headers
from ui.backups import routes as backups
from ui.letters import routes as letters
from ui.links import routes as links
from ui.retention import routes as retention_routes
from ui.sign_in import ticket
from ui.weekly_reports import routes as weekly_reports
from ui.workbooks import routes as workbooks

NO_CASE = "MM-0000-0000"
OF_A_CASE = (
    "/letters/{}.zip",
    "/letters/{}/agreement/1.docx",
    "/letters/{}/start_confirmation/1.docx",
    "/letters/{}/weekly_report/1.docx",
    "/held/{}.zip",
)
"""Every address that holds a case's reference: a new one is added here."""
WEEK = "/weekly-reports-of/2026-09-14/x.zip"
FORGED = ("forged", "0" * 43, "x" * 5000, "'; DROP TABLE sign_ins; --")


def a_site(office: Office) -> Visitor:
    routes = every_route.routes(lambda: office, lambda: office.store)
    middleware = [
        Middleware(headers.SecurityHeaders, secure=False),
        Middleware(gate.Gate, lambda: office.store, frozenset(), ("127.0.0.1",), True),
    ]
    return Visitor(Starlette(routes=routes, middleware=middleware))


def with_reference(paths: list[str]) -> set[str]:
    return {path for path in paths if "{reference}" in path}


def signed_in(site: Visitor, office: Office, person: Person) -> None:
    site.cookies[ticket.COOKIE] = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})


def test_every_address_of_a_case_is_asked_for() -> None:
    shapes = {route.path for route in letters.routes(lambda: pytest.fail("not asked"))}

    assert with_reference(sorted(shapes)) == {
        "/letters/{reference}/{letter}/{n}.docx",
        "/letters/{reference}.zip",
        "/held/{reference}.zip",
    }, "add the new address to OF_A_CASE"


@EVERY_STATE
def test_who_may_not_see_the_case_is_answered_as_if_there_were_none(state: State, tmp_path: Path) -> None:
    filed = (*state.entries, REPORT_OF_PRESSURE) if state.entries else ()
    office = an_office(tmp_path, *filed, today=state.today)
    site = a_site(office)
    for person in EVERYBODY:
        seen = see(office, person, REFERENCE)
        signed_in(site, office, person)
        for address in OF_A_CASE:
            if seen is None or (address.startswith("/held") and seen.side is not Side.LA):
                theirs, none = (site.get(address.format(each)) for each in (REFERENCE, NO_CASE))

                assert (theirs.status_code, theirs.content, theirs.headers.items()) == (
                    404,
                    none.content,
                    none.headers.items(),
                ), (person.name, address)
    assert REFERENCE not in repr(office.store.events())
    office.store.close()


def test_a_forged_or_an_ended_cookie_is_answered_as_none(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    site = a_site(office)
    ended = ticket.issue(office.store, {"name": "Amina Yusuf", "role": "school"})
    ticket.revoke(office.store, ended)
    for address in (
        *(each.format(REFERENCE) for each in OF_A_CASE),
        "/registers/2026-09-21.docx",
        "/figures/2025.xlsx",
        "/cards/x.docx",
        WEEK,
        "/erasures/x.docx",
    ):
        for secret in (*FORGED, ended):
            assert site.get(address, cookie=f"{ticket.COOKIE}={secret}", accept="*/*").status_code == 401
    office.store.close()


@pytest.mark.parametrize("form", ("docx", "xlsx"))
def test_a_report_is_for_whoever_may_count_and_of_what_is_over(tmp_path: Path, form: str) -> None:
    office = an_office(tmp_path, *placed(), today=date(2027, 9, 21))
    site = a_site(office)
    for person in EVERYBODY:
        signed_in(site, office, person)
        is_theirs = person.role in (Role.COORDINATOR, Role.FIGURES) and person.la == LA
        assert (site.get(f"/figures/2026.{form}").status_code == 200) == is_theirs, person.name
        for none in ("2027", "2027-autumn", "2026-winter", "1066", "..%2f2026", "2026.docx"):
            assert site.get(f"/figures/{none}.{form}").status_code == 404
        assert site.get("/figures/2026.exe").status_code == 404
    office.store.close()


MADE_A_MOMENT_AGO: Mapping[str, Callable[[str], str]] = {
    links.SORT.path: links.address_of,
    backups.SORT.path: backups.address_of,
    workbooks.SORT.path: workbooks.address_of,
    weekly_reports.SORT.path: partial(weekly_reports.address_of, date(2026, 9, 14)),
}


SHARED = ("/letter-templates/{letter}/{number}.docx", "/erasures/{number}.docx")
"""What coordinators of an authority, or of an area, have together."""


def test_every_file_made_a_moment_ago_is_asked_for(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    shapes = {
        route.path for route in every_route.routes(lambda: office, lambda: office.store) if isinstance(route, Route)
    }
    office.store.close()

    assert {each for each in shapes if "{number}" in each} == {*MADE_A_MOMENT_AGO, *SHARED}


@pytest.mark.parametrize("address_of", MADE_A_MOMENT_AGO.values(), ids=MADE_A_MOMENT_AGO)
def test_what_was_made_a_moment_ago_is_for_whoever_made_it(address_of: Callable[[str], str], tmp_path: Path) -> None:
    office = an_office(tmp_path)
    site = a_site(office)
    maker = next(each for each in EVERYBODY if each.is_coordinator)
    number = handed.keep(b"made", maker)
    for person in EVERYBODY:
        signed_in(site, office, person)
        assert (site.get(address_of(number)).status_code == 200) == (person == maker)
        assert site.get(address_of("forged")).status_code == 404
    office.store.close()


def test_a_certificate_of_erasure_is_for_the_coordinators_in_whose_areas_it_was(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested(), answered("decline"), today=date(2030, 1, 7))
    site = a_site(office)
    number = retention.erase(office, ROSALIND, [REFERENCE])
    for person in EVERYBODY:
        signed_in(site, office, person)
        theirs, none = (site.get(retention_routes.address_of(each)) for each in (number, "none"))

        may = person in (ROSALIND, TARIQ)
        assert theirs.status_code == (200 if may else 404), person.name
        assert may or theirs.content == none.content
    office.store.close()
