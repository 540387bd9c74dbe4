"""Signing in leads to a page of this site, whatever the address asks for."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.sign_in.next_page import local, sign_in_address

ELSEWHERE = (
    None,
    "",
    "https://evil.com",
    "//evil.com",
    "///evil.com",
    "/\\evil.com",
    "\\/evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    " /x",
    "javascript:alert(1)",
    "evil.com",
    "/x" * 2000,
    "/sign-in?next=/",
    "/sign-out",
    "/na\u00efve",
    "/a b",
    "/\x00",
)


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_anything_but_a_page_of_ours_is_the_front_page(wanted: str | None) -> None:
    assert local(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", "/my-cases", "/case?case=MM-7K4Q2PXD", "/a%20b?c=%2F%2Fevil.com"])
def test_a_page_of_ours_is_kept(wanted: str) -> None:
    assert local(wanted) == wanted


def test_the_part_after_the_hash_is_left_out() -> None:
    assert local("/case#anything") == "/case"


@given(st.text())
def test_no_text_leads_anywhere_else(wanted: str) -> None:
    found = urlsplit(local(wanted))

    assert (found.scheme, found.netloc) == ("", "")
    assert local(wanted).startswith("/")
    assert not local(wanted).startswith(("//", "/\\"))


@given(st.text(alphabet="/\\.:@?#ab \t"))
def test_no_mixture_of_slashes_leads_anywhere_else(wanted: str) -> None:
    assert not local("/" + wanted).startswith(("//", "/\\", "/\t"))


def test_the_sign_in_page_is_never_told_to_lead_to_itself() -> None:
    assert sign_in_address("/sign-in", "next=/") == "/sign-in"
    assert sign_in_address("/my-cases", "") == "/sign-in?next=/my-cases"
