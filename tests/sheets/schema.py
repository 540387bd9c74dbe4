"""Holds a JSON body to a discovery schema, recursively, and says what is wrong in Google's words."""

from __future__ import annotations

import re
from typing import Any

from tests.sheets.refused import Json, violations

ONE_OF = {
    "Request": ("kind", None),
    "ExtendedValue": ("value", None),
    "DataFilter": ("filter", None),
}
"""Messages of which one field at most may be set."""

TYPES = {"string": "TYPE_STRING", "boolean": "TYPE_BOOL", "int32": "TYPE_INT32", "int64": "TYPE_INT64"}
INT32 = range(-(2**31), 2**31)


def snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda found: "_" + found[1].lower(), name)


def camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def checked(body: Json, schema: Json, schemas: Json) -> Json:
    """`body` with its names in camelCase and nulls left out. Raises Invalid, naming every wrong place."""
    check = _Check(schemas)
    clean = check.message(body, schema, "")
    if check.found:
        raise violations(*check.found)
    return clean


class _Check:
    def __init__(self, schemas: Json) -> None:
        self.schemas = schemas
        self.found: list[tuple[str, str]] = []

    def wrong(self, place: str, text: str) -> None:
        self.found.append((place, text))

    def message(self, value: Json, schema: Json, place: str) -> Json:
        if not isinstance(value, dict):
            self.wrong(
                place,
                f"Invalid value at '{place}' (type.googleapis.com/google.apps.sheets.v4.{schema.get('id', '')}), {shown(value)}",
            )
            return {}
        properties, clean = schema.get("properties", {}), {}
        for name, one in value.items():
            named = name if name in properties else camel(name)
            if named not in properties:
                where = f" at '{place}'" if place else ""
                self.wrong(place, f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.')
            elif one is not None:
                clean[named] = self.value(one, properties[named], f"{place}.{snake(named)}" if place else snake(named))
        self.one_of(clean, schema, place)
        return clean

    def one_of(self, clean: Json, schema: Json, place: str) -> None:
        if schema.get("id") in ONE_OF and len(clean) > 1:
            group, name = ONE_OF[schema["id"]][0], list(clean)[1]
            self.wrong(
                place, f"Invalid value at '{place}' (oneof), oneof field '{group}' is already set. Cannot set '{name}'"
            )

    def value(self, value: Json, schema: Json, place: str) -> Json:
        if "$ref" in schema:
            return self.message(value, self.schemas[schema["$ref"]], place)
        kind = schema.get("type")
        if kind == "array":
            many = value if isinstance(value, list) else [value]  # Google takes one for a list of one
            return [
                self.value(one, schema["items"], f"{place}[{n}]")
                for n, one in enumerate(many)
                if one is not None or schema["items"].get("type") == "any"
            ]
        if kind == "object":
            return self.mapping(value, schema, place)
        return self.plain(value, schema, place)

    def mapping(self, value: Json, schema: Json, place: str) -> Json:
        if not isinstance(value, dict):
            self.wrong(place, f"Invalid value at '{place}' (map), {shown(value)}")
            return {}
        inner = schema.get("additionalProperties", {})
        return {name: self.value(one, inner, f"{place}.{name}") for name, one in value.items()}

    def plain(self, value: Json, schema: Json, place: str) -> Json:
        kind = schema.get("type")
        if kind == "string":
            return self.text(value, schema, place)
        if kind == "boolean" and not isinstance(value, bool):
            self.wrong(place, f"Invalid value at '{place}' (TYPE_BOOL), {shown(value)}")
        if kind in ("integer", "number"):
            return self.number(value, schema, place)
        return value

    def text(self, value: Json, schema: Json, place: str) -> Json:
        if "enum" in schema:
            if value not in schema["enum"]:
                self.wrong(place, f"Invalid value at '{place}' (TYPE_ENUM), {shown(value)}")
        elif not isinstance(value, str):
            self.wrong(place, f"Invalid value at '{place}' (TYPE_STRING), {shown(value)}")
        return value

    def number(self, value: Json, schema: Json, place: str) -> Json:
        """Numbers may come as text, as in every protobuf JSON."""
        whole = schema["type"] == "integer"
        name = TYPES.get(schema.get("format", ""), "TYPE_INT32" if whole else "TYPE_DOUBLE")
        number = as_number(value)
        if number is None or (whole and (number != int(number) or int(number) not in INT32)):
            self.wrong(place, f"Invalid value at '{place}' ({name}), {shown(value)}")
            return 0
        return int(number) if whole else number


def as_number(value: Any) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    if number != number or number in (float("inf"), float("-inf")):
        return None
    return value if isinstance(value, int) else number


def shown(value: Json) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
