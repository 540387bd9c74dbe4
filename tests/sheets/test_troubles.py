"""What goes wrong on purpose: quotas, faults, sharing, APIs that are off, protected tabs."""

from __future__ import annotations

from contextlib import closing

import gspread
import pytest
import requests
from gspread.exceptions import APIError, SpreadsheetNotFound

from tests.sheets import changes, faults
from tests.sheets.asking import appending, batch, refusal
from tests.sheets.client import client_for
from tests.sheets.google import APP
from tests.sheets.server import Running


def rows(book: gspread.Spreadsheet) -> list[list[str]]:
    return [row for row in book.sheet1.get_all_values() if row]


def test_the_sixty_first_write_of_a_minute_is_refused_and_the_next_minute_is_free(
    server: Running, book: gspread.Spreadsheet
) -> None:
    server.google.clock.stop()
    server.google.quota.on = True
    for n in range(60):
        batch(book, appending(0, [n]))
    with pytest.raises(APIError) as refused:
        batch(book, appending(0, ["one too many"]))
    error = refused.value.error
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert "'Write requests per minute per user' of service 'sheets.googleapis.com'" in error["message"]
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    assert len(rows(book)) == 60  # reads have a quota of their own
    server.google.clock.forward(60)
    batch(book, appending(0, ["next minute"]))


def test_a_quota_can_be_used_up_by_somebody_else_with_the_same_key(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.clock.stop()
    server.google.quota.on = True
    server.google.quota.use_up(APP)
    with pytest.raises(APIError, match="Read requests per minute per user"):
        book.worksheets()


@pytest.mark.parametrize("code", [429, 500, 503])
@pytest.mark.parametrize("after", [False, True])
def test_an_error_comes_before_or_after_the_write_took_effect(
    server: Running, book: gspread.Spreadsheet, code: int, after: bool
) -> None:
    server.google.faults.next(faults.status(code, after, only="batchUpdate"))
    assert rows(book) == []  # the script waits for the request it is meant for
    with pytest.raises(APIError) as refused:
        batch(book, appending(0, ["x"]))
    assert refused.value.code == code
    assert rows(book) == ([["x"]] if after else [])
    assert server.google.log.of("batchUpdate")[-1].took_effect is after
    batch(book, appending(0, ["y"]))


@pytest.mark.parametrize("after", [False, True])
def test_a_connection_drops_before_or_after_the_write_took_effect(
    server: Running, book: gspread.Spreadsheet, after: bool
) -> None:
    server.google.faults.next(faults.dropped(after, only="batchUpdate"))
    with pytest.raises(requests.ConnectionError):
        batch(book, appending(0, ["x"]))
    assert rows(book) == ([["x"]] if after else [])


@pytest.mark.parametrize("fault", [faults.late(0.6), faults.slow_body(0.1)], ids=lambda fault: fault.kind)
def test_a_late_answer_and_a_slow_one_can_be_waited_for_or_not(
    server: Running, book: gspread.Spreadsheet, fault: faults.Fault
) -> None:
    server.google.faults.next(fault)
    assert [sheet.title for sheet in book.worksheets()] == ["Sheet1"]
    book.client.set_timeout(0.3)
    server.google.faults.next(faults.late(0.6))
    with pytest.raises(requests.Timeout):
        book.worksheets()


def test_google_is_away_until_it_is_back(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.faults.always(faults.status(503))
    for _ in range(3):
        with pytest.raises(APIError, match="currently unavailable"):
            book.worksheets()
    server.google.faults.always(None)
    book.worksheets()


def test_faults_by_chance_are_the_same_for_the_same_seed(server: Running, book: gspread.Spreadsheet) -> None:
    def met() -> list[str]:
        server.google.faults.at_random(7, 0.5)
        return [str(server.google.faults.meet("batchUpdate")) for _ in range(40)]

    first = met()
    assert met() == first
    assert 8 < first.count("None") < 32


def test_a_spreadsheet_not_shared_a_wrong_link_and_an_api_that_is_off_can_be_told_apart(server: Running) -> None:
    client, mine = client_for(server), server.google.new_spreadsheet().spreadsheet_id
    with pytest.raises(PermissionError) as refused:
        client.open_by_key(mine)
    assert refused.value.__cause__.error["message"] == "The caller does not have permission"  # type: ignore[union-attr]
    with pytest.raises(SpreadsheetNotFound):
        client.open_by_key("1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms")
    server.google.disabled.add("sheets")
    with pytest.raises(PermissionError) as refused:
        client.open_by_key(mine)
    error = refused.value.__cause__.error  # type: ignore[union-attr]
    assert error["details"][0]["reason"] == "SERVICE_DISABLED"
    assert "has not been used in project 123456789012 before or it is disabled" in error["message"]


def test_who_may_only_view_reads_and_does_not_write(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.share(book.id, role="reader")
    assert rows(book) == []
    with pytest.raises(APIError, match="The caller does not have permission"):
        batch(book, appending(0, ["x"]))
    fields = {"fields": "capabilities(canEdit)", "supportsAllDrives": "true"}
    found = book.client.request("get", f"https://www.googleapis.com/drive/v3/files/{book.id}", params=fields)  # type: ignore[arg-type]
    assert found.json() == {"capabilities": {"canEdit": False}}


def test_sharing_can_stop_in_mid_work(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.share(book.id, role="none")
    with pytest.raises(APIError, match="The caller does not have permission"):
        book.worksheets()


def test_drive_tells_when_a_file_changed_and_hides_what_is_not_shared(
    server: Running, book: gspread.Spreadsheet
) -> None:
    before = book.get_lastUpdateTime()
    book.worksheets()
    assert book.get_lastUpdateTime() == before
    server.google.clock.forward(60)
    batch(book, appending(0, ["x"]))
    assert book.get_lastUpdateTime() > before
    server.google.share(book.id, role="none")
    with pytest.raises(APIError, match="File not found") as refused:
        book.get_lastUpdateTime()
    assert refused.value.error["errors"][0]["reason"] == "notFound"


def test_drive_may_be_off_while_sheets_is_on(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.disabled.add("drive")
    book.worksheets()
    with pytest.raises(APIError, match="Google Drive API has not been used"):
        book.get_lastUpdateTime()


def test_a_protected_tab_takes_nothing_from_the_app(server: Running, book: gspread.Spreadsheet) -> None:
    area = {"sheetId": 0, "startRowIndex": 5}
    protect = {"addProtectedRange": {"protectedRange": {"range": area}}}
    server.google.edit(book.id, lambda copy: changes.apply(copy, [protect]))
    batch(book, appending(0, *[["free"]] * 5))
    assert "trying to edit a protected cell" in refusal(book, appending(0, ["protected"]))
    assert "trying to edit a protected cell" in refusal(book, {"deleteSheet": {}})


def test_a_warning_stops_nobody(book: gspread.Spreadsheet) -> None:
    batch(book, {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}, "warningOnly": True}}})
    batch(book, appending(0, ["x"]))
    assert rows(book) == [["x"]]


def turn_every_knob(server: Running) -> None:
    """Nobody can sign in, and whoever could would be refused."""
    google = server.google
    google.clock.stop()
    google.clock.forward(2 * 3600)
    google.tokens.expire_all()
    google.quota.on = True
    google.quota.use_up(APP)
    google.faults.always(faults.status(503))
    google.disabled.add("sheets")
    google.between.append(lambda: google.share(next(iter(google.spreadsheets)), role="none"))


def test_the_server_is_itself_again_whatever_was_done_to_it(server: Running) -> None:
    spreadsheet = server.shared_spreadsheet().spreadsheet_id
    turn_every_knob(server)
    server.google.be_itself()
    server.google.quota.reads = server.google.quota.writes = 0  # matters to a quota that is on
    client = client_for(server)
    with closing(client.http_client.session):
        book = client.open_by_key(spreadsheet)
        batch(book, appending(0, ["as ever"]))
        assert rows(book) == [["as ever"]]
