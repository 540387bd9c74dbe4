"""Real google-auth exchanges a real signed assertion, and nobody comes in without a live token."""

from __future__ import annotations

import gspread
import pytest
import requests
from google.auth import jwt
from google.auth.crypt import RSASigner
from google.auth.exceptions import RefreshError
from gspread.exceptions import APIError

from tests.sheets.client import SCOPES, client_for
from tests.sheets.server import Running
from tests.sheets.tokens import AUDIENCE, GRANT, Account, new_key


def test_a_key_opens_the_spreadsheet_that_was_shared_with_it(book: gspread.Spreadsheet, server: Running) -> None:
    assert book.title == "Managed moves"
    assert [line.method for line in server.google.log] == ["token", "sheets.spreadsheets.get"]
    assert server.google.log.of("spreadsheets.get")[0].user == server.key["client_email"]


def test_a_key_of_another_server_is_refused(server: Running) -> None:
    spreadsheet_id = server.shared_spreadsheet().spreadsheet_id
    stranger = Account(server.key["client_email"], new_key())
    server.key["private_key"] = stranger.key_file("")["private_key"]
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        client_for(server).open_by_key(spreadsheet_id)


def test_a_revoked_key_is_refused(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.tokens.revoke_key(server.key["client_email"])
    with pytest.raises(RefreshError, match="account not found"):
        book.worksheets()


def test_a_clock_that_is_wrong_is_refused(server: Running) -> None:
    server.google.clock.forward(2 * 3600)
    with pytest.raises(RefreshError, match="short-lived token"):
        client_for(server).open_by_key(server.shared_spreadsheet().spreadsheet_id)


def test_an_expired_token_is_renewed_by_google_auth_itself(server: Running, book: gspread.Spreadsheet) -> None:
    server.google.tokens.expire_all()
    assert [sheet.title for sheet in book.worksheets()] == ["Sheet1"]
    assert [(line.method, line.status) for line in server.google.log][2:] == [
        ("sheets.spreadsheets.get", 401),
        ("token", 200),
        ("sheets.spreadsheets.get", 200),
    ]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer ya29.made-up"}])
def test_nobody_comes_in_without_a_live_token(server: Running, header: dict[str, str]) -> None:
    spreadsheet_id = server.shared_spreadsheet().spreadsheet_id
    found = requests.get(f"{server.root}/v4/spreadsheets/{spreadsheet_id}", headers=header, timeout=5)
    assert found.status_code == (401 if header else 403)
    assert found.json()["error"]["status"] == ("UNAUTHENTICATED" if header else "PERMISSION_DENIED")


def test_a_token_of_too_narrow_a_scope_is_refused(server: Running) -> None:
    narrow = client_for(server, ["https://www.googleapis.com/auth/drive.metadata.readonly"])
    with pytest.raises(APIError, match="insufficient authentication scopes") as refused:
        narrow.http_client.fetch_sheet_metadata(server.shared_spreadsheet().spreadsheet_id)
    assert refused.value.error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


@pytest.mark.parametrize(
    ("claim", "said"),
    [({"aud": "https://example.org"}, "audience check"), ({"exp": 9_999_999_999}, "short-lived"), ({}, "")],
)
def test_an_assertion_must_be_for_google_and_short_lived(server: Running, claim: dict[str, object], said: str) -> None:
    now = int(server.google.clock.seconds())
    usual = {"iss": server.key["client_email"], "scope": SCOPES[0], "aud": AUDIENCE, "iat": now, "exp": now + 3600}
    signer = RSASigner.from_service_account_info(server.key)  # type: ignore[no-untyped-call]
    assertion = jwt.encode(signer, {**usual, **claim})  # type: ignore[no-untyped-call]
    found = requests.post(f"{server.root}/token", data={"grant_type": GRANT, "assertion": assertion}, timeout=5)
    assert found.status_code == (400 if said else 200)
    assert said in found.json().get("error_description", "")
