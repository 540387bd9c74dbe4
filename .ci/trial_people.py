"""The people of the trial, in a browser that has the root's network and trusts what its test server of certificates gives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trial_root import OwnRoot

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import papers
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.filling import arrive, choose, fill, press, settle, submit, turn_to
from tests.browser.line import listen
from tests.casework.imports.imports_files import register_file, school

SITE = "https://moves.example.org"
SCHOOLS = 200
OAKFIELD = "Oakfield School"
SECRETARY, PIN = "Kezia Brand", "480215"


@contextmanager
def a_browser(root: OwnRoot, certificate: Path) -> Iterator[Browser]:
    """Chromium outside the root, with the root's own network: the name leads to its loopback."""
    home = root.folder / "browser"
    store = home / ".pki/nssdb"
    store.mkdir(parents=True)
    certutil = ("certutil", "-d", f"sql:{store}")
    subprocess.run([*certutil, "-N", "--empty-password"], check=True)
    subprocess.run([*certutil, "-A", "-t", "C,,", "-n", "trial", "-i", str(certificate)], check=True)
    program = root.folder / "chromium"
    program.write_text(f'#!/bin/sh\nexec nsenter --net=/proc/{root.inner}/ns/net {CHROMIUM} "$@"\n')
    program.chmod(0o755)
    flags = [*FLAGS, "--host-resolver-rules=MAP moves.example.org 127.0.0.1"]
    with sync_playwright() as playwright:
        env = {**os.environ, "HOME": str(home)}
        chromium = playwright.chromium.launch(executable_path=str(program), args=flags, env=env)
        yield chromium
        chromium.close()


def a_page(browser: Browser) -> Page:
    context = browser.new_context(base_url=SITE, locale="en-GB")
    listen(context)
    return context.new_page()


def administrator_comes_in(page: Page, link: str) -> None:
    """By the link that the installer said; it opens once."""
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    arrive(page)


def administrator_lets_schools_in(page: Page) -> tuple[str, str]:
    """The schools from the national register's file, then one school's link and its lead's code."""
    turn_to(page, "/import-schools")
    rows = [
        school(urn=str(100001 + n), number=str(4001 + n), name=f"School number {n}" if n else OAKFIELD)
        for n in range(SCHOOLS)
    ]
    file = {"name": "edubasealldata.csv", "mimeType": "text/csv", "buffer": register_file(*rows)}
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(file)
    settle(page)
    expect(page.get_by_role("button", name="Apply these changes")).to_be_enabled(timeout=60_000)
    press(page, "Apply these changes")
    expect(page.get_by_text(f"{SCHOOLS} schools are up to date.")).to_be_visible(timeout=60_000)
    turn_to(page, "/access")
    choose(page, "School", OAKFIELD)
    settle(page)
    press(page, "Make a link")
    link = page.get_by_text(re.compile(f"^{SITE}/enter#")).inner_text()
    fill(page, "First and last name", SECRETARY)
    page.get_by_text("Lead (all forms, can add colleagues)").last.click()
    press(page, "Give access")
    code = page.get_by_text(re.compile(r"^\d{4} \d{4}$")).inner_text()
    return link, code


def secretary_comes_in(page: Page, link: str, code: str) -> None:
    """With the school's link, a code told by telephone, and a PIN of her own."""
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name=re.compile("First time here")).click()
    page.get_by_label("First and last name").fill(SECRETARY)
    page.get_by_label("One-time code").fill(code)
    page.get_by_label("A PIN you choose").fill(PIN)
    page.get_by_label("The PIN again").fill(PIN)
    page.get_by_role("button", name="Sign in").click()
    arrive(page)


def secretary_comes_back(page: Page, link: str) -> None:
    """On another day, or to another machine that has the same entries: the link and the PIN are hers still."""
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("First and last name").fill(SECRETARY)
    page.get_by_label("PIN").first.fill(PIN)
    page.get_by_role("button", name="Sign in").click()
    arrive(page)


def secretary_refers(page: Page) -> str:
    """A child is referred: the check before, and the referral; the case's reference."""
    turn_to(page, "/before-you-start")
    papers.before_you_start(page)
    for box in page.get_by_label(re.compile(r"^Why\? ")).all():
        box.fill("The family asks for a start now.")
    submit(page)
    reference = page.locator(".ref").inner_text()
    press(page, "Go on: Referral")
    papers.referral(page, parents=(papers.MOTHER,))
    submit(page)
    return reference


def case_is_there(page: Page, reference: str) -> None:
    """Where the child is expected, as the referral has it."""
    turn_to(page, f"/case?case={reference}")
    expect(page.locator("body")).to_contain_text(reference)
    expect(page.get_by_role("region", name="Where the child is expected").locator(".place").first).to_have_text(
        OAKFIELD
    )


def her_letter(page: Page) -> int:
    """The first that the case has: how many bytes of a Word file."""
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("tabpanel", name="Letters").get_by_role("link").first.click()
    return len(Path(download.value.path()).read_bytes())


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Said at the end, so that the whole can be added up."""
    began = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - began:.0f} s", flush=True)
