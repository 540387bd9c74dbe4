"""Holds every request to Google's own description of it: path, method, query parameters, and the body's schema.

The description is the discovery document inside the package google-api-python-client.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

from tests.sheets.refused import Invalid, Json, Refused, violations
from tests.sheets.schema import checked

ALWAYS_ALLOWED = ("$.xgafv", "access_token", "alt", "callback", "fields", "key", "prettyPrint", "quotaUser")

READS_BY_POST = (".getByDataFilter", ".batchGetByDataFilter", ".search")


@dataclass(frozen=True, slots=True)
class Method:
    """One method of one API, as the discovery document gives it."""

    api: str
    """`sheets` or `drive`."""
    id: str
    """Such as `sheets.spreadsheets.values.get`."""
    verb: str
    pattern: re.Pattern[str]
    parameters: Json
    request: str
    """The body's schema; empty when the method takes none."""
    response: str
    scopes: tuple[str, ...]

    @property
    def writes(self) -> bool:
        """Whether the quota counts it as a write. A read that needs a body is a POST and still a read."""
        return self.verb != "GET" and not self.id.endswith(READS_BY_POST)


@cache
def document(name: str) -> Json:
    """The discovery document `sheets.v4` or `drive.v3`."""
    text = files("googleapiclient").joinpath("discovery_cache", "documents", f"{name}.json").read_text("utf-8")
    return json.loads(text)


def _methods(api: str, name: str, prefix: str) -> list[Method]:
    found: list[Method] = []

    def walk(resource: Json) -> None:
        for one in resource.get("methods", {}).values():
            path = prefix + one["path"]
            pieces = re.split(r"\{\+?(\w+)\}", path)
            pattern = "".join(
                re.escape(piece) if n % 2 == 0 else f"(?P<{piece}>{'.+?' if piece == 'range' else '[^/:]+'})"
                for n, piece in enumerate(pieces)
            )
            found.append(
                Method(
                    api,
                    one["id"],
                    one["httpMethod"],
                    re.compile(pattern),
                    one.get("parameters", {}),
                    one.get("request", {}).get("$ref", ""),
                    one.get("response", {}).get("$ref", ""),
                    tuple(one.get("scopes", ())),
                )
            )
        for inner in resource.get("resources", {}).values():
            walk(inner)

    walk(document(name))
    return found


@cache
def methods() -> tuple[Method, ...]:
    """Every method of both APIs, the most particular paths first."""
    both = _methods("sheets", "sheets.v4", "/") + _methods("drive", "drive.v3", "/drive/v3/")
    return tuple(sorted(both, key=lambda method: -len(method.pattern.pattern)))


def find(verb: str, path: str) -> tuple[Method, dict[str, str]]:
    """The method a request is for, and the values in its path. Raises Refused 404 for a path Google does not have."""
    for method in methods():
        match = method.pattern.fullmatch(path)
        if match and method.verb == verb:
            return method, {name: unquote(value) for name, value in match.groupdict().items()}
    raise Refused(404, f"The requested URL {path} was not found on this server.")


def schemas(method: Method) -> Json:
    return document("sheets.v4" if method.api == "sheets" else "drive.v3")["schemas"]


def check_query(method: Method, query: list[tuple[str, str]]) -> dict[str, Json]:
    """The query by name: booleans as bool, integers as int, repeated parameters as lists."""
    read: dict[str, Json] = {}
    common = document("sheets.v4")["parameters"]
    for name, value in query:
        parameter = method.parameters.get(name) or common.get(name)
        if parameter is None:
            if method.api == "drive":  # Drive lets unknown parameters pass: gspread sends one
                continue
            text = f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
            raise violations(("", text + f"Field '{name}' could not be found in request message."))
        one = _query_value(name, value, parameter)
        if parameter.get("repeated"):
            read.setdefault(name, []).append(one)
        else:
            read[name] = one
    return read


def _query_value(name: str, value: str, parameter: Json) -> Json:
    kind = parameter.get("type")
    field = re.sub(r"(?<=[a-z])([A-Z])", lambda found: "_" + found[1].lower(), name)
    if kind == "boolean":
        if value.lower() not in ("true", "false", "1", "0"):
            raise violations((field, f"Invalid value at '{field}' (TYPE_BOOL), \"{value}\""))
        return value.lower() in ("true", "1")
    if kind == "integer":
        if not re.fullmatch(r"-?\d+", value):
            raise violations((field, f"Invalid value at '{field}' (TYPE_INT32), \"{value}\""))
        return int(value)
    if "enum" in parameter and value not in parameter["enum"]:
        kind = "google.apps.sheets.v4." + name[0].upper() + name[1:]
        raise violations((field, f"Invalid value at '{field}' (type.googleapis.com/{kind}), \"{value}\""))
    return value


def check_body(method: Method, raw: bytes) -> Json:
    """The body as Google understands it: names in camelCase, nothing unknown, every value of its type."""
    if not method.request:
        if raw.strip() not in (b"", b"{}"):
            raise (
                Invalid("Request body must be empty.")
                if method.verb == "GET"
                else violations(("", "Invalid JSON payload received."))
            )
        return {}
    try:
        body = json.loads(raw) if raw.strip() else {}
    except ValueError as wrong:
        raise Invalid(f"Invalid JSON payload received. {wrong}") from wrong
    if not isinstance(body, dict):
        raise Invalid('Invalid JSON payload received. Unknown name "": Root element must be a message.')
    known = schemas(method)
    return checked(body, known[method.request], known)
