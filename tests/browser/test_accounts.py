"""Signing in with an account in a real browser, at a real OpenID Connect provider on this computer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from record.tables import STAFF
from store.choose import open_store
from store.contract import TableRow
from tests.accounts_provider import provider, write_secrets
from tests.browser.serving import Server, free_port
from tests.browser.visiting import settled

TENANT = "11111111-2222-3333-4444-555555555555"
ROSALIND = {"sub": "rosalind", "email": "rosalind@council.example", "email_verified": True, "name": "R Marsh"}
UNVERIFIED = {**ROSALIND, "sub": "unverified", "email_verified": False}
MICROSOFT = {"sub": "ms", "tid": TENANT, "oid": "o-1", "preferred_username": "sam@council.example", "name": "Sam W"}


def test_whoever_google_or_microsoft_vouches_for_comes_in_and_nobody_else(
    own_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    port = free_port()
    with provider(ROSALIND, UNVERIFIED, MICROSOFT) as address:
        secrets = write_secrets(tmp_path, f"http://127.0.0.1:{port}", address)
        env = {"MANAGED_MOVES_WAYS_IN": "accounts", "MANAGED_MOVES_TODAY": "", "MANAGED_MOVES_SECRETS": str(secrets)}
        server = own_server(env=env, port=port)
        staff(server, "rosalind@council.example", "Rosalind Marsh")
        staff(server, "sam@council.example", "Sam Whitlock")

        stranger = open_page(server)
        come(stranger, "Google", "unverified")
        expect(stranger.get_by_text("This account does not have access")).to_be_visible()
        come(stranger, "Microsoft", "ms")
        expect(stranger.get_by_text("A coordinator has been asked to say whose it is")).to_be_visible()

        page = open_page(server)
        page.goto("/account")
        come(page, "Google", "rosalind", go=False)
        settled(page)
        expect(page.get_by_text("You are signed in as Rosalind Marsh")).to_be_visible()
        page.get_by_role("link", name="Administration", exact=True).first.click()
        page.get_by_role("link", name="Access", exact=True).first.click()
        page.get_by_role("combobox", name="Whose account is it?").click()
        page.get_by_role("option", name="Sam Whitlock").click()
        page.get_by_role("button", name="This is their account").click()
        expect(page.get_by_text("Accounts waiting for access")).to_have_count(0)

        come(stranger, "Microsoft", "ms")
        settled(stranger)
        stranger.goto("/account")
        expect(stranger.get_by_text("You are signed in as Sam Whitlock")).to_be_visible()
        staff(server, "sam@council.example", "")  # taken out of the table while he works
        stranger.get_by_role("link", name="Board").click()
        expect(stranger).to_have_title("Sign in – Managed Moves")
        assert "code=" not in server.log()


def come(page: Page, provider: str, sub: str, *, go: bool = True) -> None:
    if go:
        page.goto("/sign-in")
    page.get_by_role("link", name=f"Sign in with {provider}").click()
    page.get_by_role("button", name=sub, exact=True).click()


def staff(server: Server, email: str, name: str) -> None:
    values = {"name": name, "email": email, "role": "coordinator", "la": "205", "area": "all"} if name else {}
    store = open_store(server.store)
    store.put(TableRow(STAFF, email, values, datetime.now(UTC), "the test"))
    store.close()
