"""A form on a disk that fills up, in a real browser: readiness is red before, the page says what to do, nothing typed is lost."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from store.choose import open_store
from store.sql.faults import FULL
from tests.browser.filling import come_in, press, settle
from tests.browser.papers import NO_TRIAL, before_you_start, reason
from tests.browser.serving import Server
from tests.store.disks import SmallDisk, small_disk

AMINA, WHY = "Amina Yusuf", "The board meets in October."
MEGABYTE = 1_000_000
LATER = "The board meets in October, and the parents asked for a placement."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 40) as found:
        yield found


def ready(server: Server) -> tuple[int, str]:
    """What whatever watches over the site is told: the answer, and how the disk is."""
    try:
        with urllib.request.urlopen(f"{server.url}/readyz", timeout=30) as answer:
            return answer.status, json.load(answer)["disk"]
    except HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)["disk"]


def nearly_fill(disk: SmallDisk) -> None:
    free = shutil.disk_usage(disk.folder).free
    (disk.folder / "nearly").write_bytes(bytes(free - 8 * MEGABYTE))


def test_a_form_submitted_on_a_full_disk(
    disk: SmallDisk, own_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    place = f"sqlite:///{disk.folder}/store.sqlite"
    server = own_server(env={"MANAGED_MOVES_STORE": place, "MANAGED_MOVES_LEAST_SPACE": "10"})
    page = open_page(server)
    come_in(page, AMINA, then="/before-you-start")
    before_you_start(page)
    reason(page, NO_TRIAL, WHY)
    settle(page)
    assert ready(server) == (200, "ok")

    nearly_fill(disk)
    assert ready(server) == (503, "low")  # and everything can still be saved
    disk.fill()
    reason(page, NO_TRIAL, LATER)
    settle(page)
    press(page, "Submit")
    expect(page.get_by_text(FULL)).to_be_visible()
    expect(page.get_by_label(f"Why? {NO_TRIAL}")).to_have_value(LATER)

    disk.make_room()
    (disk.folder / "nearly").unlink()
    press(page, "Submit")
    expect(page.get_by_text("Saved. Your reference is")).to_be_visible()
    with closing(open_store(place)) as store:
        [entry] = store.entries()
    assert (entry.kind, [*entry.reasons.values()]) == ("before_you_start", [LATER])
