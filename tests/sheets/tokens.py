"""The token endpoint: a signed JWT assertion is verified and answered with a bearer token that expires."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.sheets.clock import Clock
from tests.sheets.refused import Json, Refused, unauthenticated

AUDIENCE = "https://oauth2.googleapis.com/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFE = 3600
"""Seconds a token, and at most an assertion, lives."""
SKEW = 300
"""Seconds a client's clock may be wrong."""
KNOWN_SCOPES = tuple(
    f"https://www.googleapis.com/auth/{name}"
    for name in (
        "spreadsheets",
        "spreadsheets.readonly",
        "drive",
        "drive.file",
        "drive.readonly",
        "drive.metadata",
        "drive.metadata.readonly",
    )
)


class GrantRefused(Exception):
    """The assertion is not good: answered 400 in OAuth's own shape."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.body = {"error": error, "error_description": description}


@dataclass(frozen=True, slots=True)
class Token:
    email: str
    scopes: tuple[str, ...]
    ends_at: float


@cache
def usual_key() -> rsa.RSAPrivateKey:
    """One key for a whole run: making one takes longer than most tests."""
    return new_key()


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Account:
    """A service account with one key."""

    def __init__(self, email: str, key: rsa.RSAPrivateKey | None = None, project: str = "managed-moves-test") -> None:
        self.email = email
        self.project = project
        self.key_id = secrets.token_hex(20)
        self.key = key or usual_key()

    def key_file(self, token_uri: str) -> dict[str, str]:
        """What Google lets a person download, but for `token_uri`."""
        pem = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": self.project,
            "private_key_id": self.key_id,
            "private_key": pem.decode(),
            "client_email": self.email,
            "client_id": "100000000000000000001",
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": token_uri,
            "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
            "universe_domain": "googleapis.com",
        }


class Tokens:
    """Who may come in."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.accounts: dict[str, Account] = {}
        self._live: dict[str, Token] = {}
        self._lock = threading.Lock()

    def revoke_key(self, email: str) -> None:
        """The key is deleted: no new tokens, and those out there stop working."""
        del self.accounts[email]
        self.expire_all()

    def expire_all(self) -> None:
        with self._lock:
            self._live.clear()

    def exchange(self, form: bytes) -> Json:
        """The answer of POST /token. Raises GrantRefused."""
        fields = parse_qs(form.decode())
        if fields.get("grant_type") != [GRANT]:
            raise GrantRefused(
                "unsupported_grant_type", "Invalid grant_type: " + ",".join(fields.get("grant_type", []))
            )
        claims = self._verified(fields.get("assertion", [""])[0])
        scopes = tuple(str(claims.get("scope", "")).split())
        if not scopes or any(scope not in KNOWN_SCOPES for scope in scopes):
            raise GrantRefused("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        token = "ya29.c." + secrets.token_urlsafe(32)
        with self._lock:
            self._live[token] = Token(claims["iss"], scopes, self.clock.seconds() + LIFE)
        return {"access_token": token, "expires_in": LIFE - 1, "token_type": "Bearer"}

    def _verified(self, assertion: str) -> dict[str, Any]:
        try:
            head, body, signature = assertion.split(".")
            header, claims = json.loads(_decoded(head)), json.loads(_decoded(body))
            signed = _decoded(signature)
        except ValueError as wrong:
            raise GrantRefused("invalid_grant", "Bad Request") from wrong
        account = self.accounts.get(claims.get("iss", ""))
        if account is None:
            raise GrantRefused("invalid_grant", "Invalid grant: account not found")
        try:
            if header.get("alg") != "RS256" or header.get("kid", account.key_id) != account.key_id:
                raise InvalidSignature
            account.key.public_key().verify(signed, f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature as wrong:
            raise GrantRefused("invalid_grant", "Invalid JWT Signature.") from wrong
        self._check_claims(claims)
        return dict(claims)

    def _check_claims(self, claims: Json) -> None:
        if claims.get("aud") != AUDIENCE:
            raise GrantRefused("invalid_grant", "Invalid JWT: Failed audience check. The right audience is " + AUDIENCE)
        now, issued, ends = self.clock.seconds(), claims.get("iat", 0), claims.get("exp", 0)
        if not issued - SKEW <= now <= ends + SKEW or ends - issued > LIFE:
            raise GrantRefused(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim.",
            )

    def bearer(self, header: str) -> Token:
        """The live token of an Authorization header. Raises Refused 401."""
        kind, _, text = header.partition(" ")
        with self._lock:
            token = self._live.get(text) if kind.lower() == "bearer" else None
        if token is None or token.ends_at < self.clock.seconds():
            raise (
                unauthenticated()
                if header
                else Refused(
                    403,
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
                )
            )
        return token


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
