"""What every answer carries."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.ui.visitor import Visitor
from ui.shell import headers
from ui.shell.headers import ALWAYS, content_security_policy
from ui.sign_in import accounts, enter, ticket
from ui.sign_in.people import SAMPLE, key_of


@pytest.mark.parametrize("path", ["/sign-in", "/my-cases", "/media/x", "/healthz", "/sign-in/look.css", "/favicon.png"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_carries_every_header(visitor: Visitor, path: str, signed_in: bool) -> None:
    if signed_in:
        visitor.sign_in()
    answer = visitor.get(path)

    for name, value in ALWAYS.items():
        assert answer.headers[name] == value
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_refusal_carries_them_too(visitor: Visitor) -> None:
    answer = visitor.get("/sign-in", x_forwarded_for="1.2.3.4")

    assert answer.status_code == 403
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/my-cases", "/media/x", "/_stcore/stream", "/sign-in", "/healthz", "/typing/x"])
def test_nothing_about_a_child_is_kept_by_the_browser(visitor: Visitor, path: str) -> None:
    visitor.sign_in()

    assert visitor.get(path).headers["cache-control"] == "no-store"


def test_the_policy_lets_in_the_inline_script_it_was_made_from_and_no_other() -> None:
    script = "\n  window.x = 1\n"
    policy = content_security_policy(f'<script>{script}</script><script type="module" src="./x.js"></script>')
    expected = b64encode(sha256(script.encode()).digest()).decode()

    assert f"script-src 'self' 'sha256-{expected}' blob:" in policy
    assert policy.count("sha256-") == 1


def test_streamlits_page_has_an_inline_script_to_let_in() -> None:
    assert "'sha256-" in content_security_policy()
    assert "unsafe-eval" not in content_security_policy()


def test_the_sign_in_page_runs_no_script_at_all(visitor: Visitor) -> None:
    policy = visitor.get("/sign-in").headers["content-security-policy"]

    assert "script-src" not in policy
    assert "default-src 'none'" in policy


def test_over_tls_cookies_are_secure_ours_and_streamlits(app: Callable[..., Starlette]) -> None:
    with_tls = Visitor(app(), scheme="https")
    with_tls.sign_in()
    answer = with_tls.get("/my-cases")

    assert answer.headers["set-cookie"].endswith("; Secure")
    assert answer.headers["strict-transport-security"]


def test_over_tls_our_cookie_is_for_this_very_host_and_no_other_is_taken_for_it(app: Callable[..., Starlette]) -> None:
    with_tls = Visitor(app(), scheme="https")
    secret = (
        with_tls.post("/sign-in", {"person": key_of(SAMPLE[0]), "next": "/"})
        .headers["set-cookie"]
        .split("=")[1]
        .split(";")[0]
    )
    assert {name for name in with_tls.cookies if "managed" in name} == {f"__Host-{ticket.COOKIE}"}
    assert with_tls.get("/my-cases").status_code == 200

    for planted in (f"{ticket.COOKIE}={secret}", f"__Secure-{ticket.COOKIE}={secret}", f"__Host-x={secret}"):
        assert with_tls.get("/my-cases", cookie=planted).status_code == 303, planted
        assert not with_tls.opens_socket("/_stcore/stream", cookie=planted)
    assert with_tls.opens_socket("/_stcore/stream", cookie=f"a=b; __Host-{ticket.COOKIE}={secret}")
    left = with_tls.post("/sign-out").headers["set-cookie"]
    assert (
        left.startswith(f"__Host-{ticket.COOKIE}=")
        and "Max-Age=0" in left
        and "; Path=/" in left
        and "; Secure" in left
    )


def test_each_cookie_of_ours_has_its_prefix_over_tls() -> None:
    named = {
        ticket.COOKIE: "__Host-",
        enter.COOKIE: "__Secure-",
        enter.KNOWN: "__Secure-",
        accounts.COOKIE: "__Secure-",
    }
    setting = [path for path in Path("ui").rglob("*.py") if "set_cookie(" in path.read_text("utf-8")]

    assert named == headers.OURS
    assert {str(each) for each in setting} == {"ui/sign_in/enter.py", "ui/sign_in/plain_page.py"}


def test_outside_the_demo_cookies_are_secure_whatever_the_proxy_says(app: Callable[..., Starlette]) -> None:
    sent = Visitor(app(demo=False)).post("/sign-out").headers["set-cookie"]

    assert "; Secure" in sent


def test_in_the_demo_cookies_work_without_tls(visitor: Visitor) -> None:
    visitor.sign_in()

    assert "Secure" not in visitor.get("/my-cases").headers["set-cookie"]
