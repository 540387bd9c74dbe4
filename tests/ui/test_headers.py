"""What every answer carries."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from starlette.applications import Starlette

from tests.ui.visitor import Visitor
from ui.shell.headers import ALWAYS, content_security_policy


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


def test_outside_the_demo_cookies_are_secure_whatever_the_proxy_says(app: Callable[..., Starlette]) -> None:
    sent = Visitor(app(demo=False)).post("/sign-out").headers["set-cookie"]

    assert "; Secure" in sent


def test_in_the_demo_cookies_work_without_tls(visitor: Visitor) -> None:
    visitor.sign_in()

    assert "Secure" not in visitor.get("/my-cases").headers["set-cookie"]
