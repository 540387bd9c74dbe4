"""A site is lost, and all of it comes back from the file that was downloaded the day before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from casework.sample import REFERENCES
from store.choose import open_store
from tests.browser.filling import come_in, go, press, settle
from tests.browser.serving import Server

ADMINISTRATOR, COORDINATOR = "Hannah Cole", "Rosalind Marsh"


def new_key(page: Page, name: str) -> str:
    """The key that somebody makes, as they write it down."""
    come_in(page, name, then="/backup")
    press(page, "Make my key")
    key = page.locator("code", has_text="AGE-SECRET-KEY-1").inner_text().strip()
    press(page, "I have written it down. Use it from now on")
    expect(page.get_by_text(f"{name}, ")).to_be_visible()
    expect(page.locator("code", has_text="AGE-SECRET-KEY-1")).to_have_count(0)
    return key


def test_a_backup_brings_everything_back_into_an_empty_site(
    with_sample: Server, own_server: Callable[..., Server], open_page: Callable[..., Page], tmp_path: Path
) -> None:
    keys = {name: new_key(open_page(with_sample), name) for name in (ADMINISTRATOR, COORDINATOR)}
    page = open_page(with_sample)
    come_in(page, ADMINISTRATOR, then="/backup")
    press(page, "Make a backup")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the backup").click()
    download.value.save_as(tmp_path / "backup.age")
    assert (tmp_path / "backup.age").read_bytes().startswith(b"age-encryption.org/v1\n")

    empty = own_server()
    page = open_page(empty)
    come_in(page, ADMINISTRATOR, then="/backup")
    page.locator("input[type=file]").set_input_files(tmp_path / "backup.age")
    settle(page)
    expect(page.get_by_role("button", name="Restore it")).to_be_enabled()
    page.get_by_label("Key of an administrator").fill(keys[ADMINISTRATOR])
    page.get_by_label("Key of a coordinator").fill(keys[ADMINISTRATOR])
    press(page, "Restore it")
    expect(page.get_by_text("The key of a coordinator that was entered does not open this backup")).to_be_visible(
        timeout=60_000
    )
    page.get_by_label("Key of a coordinator").fill(keys[COORDINATOR])
    press(page, "Restore it")
    expect(page.get_by_text("has been restored and checked against the file: they match.")).to_be_visible(
        timeout=60_000
    )

    page = open_page(empty)
    come_in(page, COORDINATOR, then=f"/case?case={REFERENCES['week_six']}")
    expect(page.get_by_role("region", name="Where the child is expected")).to_be_visible()
    here, there = (open_store(each.store) for each in (empty, with_sample))
    assert here.entries() == there.entries()
    for each in (here, there):
        each.close()
    go(page, "/administration")
    expect(page.get_by_role("heading", name="Administration")).to_be_visible()
