"""The conditions of validations, formats and filters, held to what the discovery document says of each type."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from tests.sheets.discovery import document
from tests.sheets.refused import Invalid, Json

Use = Literal["data validation", "conditional formatting"]
_COUNTS = (
    (r"Requires exactly two ConditionValues", range(2, 3)),
    (r"Requires no ConditionValues", range(1)),
    (r"Supports zero, one or two ConditionValues", range(3)),
    (r"Requires a single ConditionValue", range(1, 2)),
)
ANY = range(1, 501)
"""Values of a list. (How many Google takes at most is not documented; a drop-down of its own screen takes 500.)"""


def check(condition: Json, use: Use) -> None:
    """Raises Invalid when a condition is not one for this use, or has too few or too many values."""
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    says, count = _described()[kind], len(condition.get("values", []))
    if f"{use}" not in says.partition("Not supported")[0] or kind == "CONDITION_TYPE_UNSPECIFIED":
        raise Invalid(f"The condition type {kind} is not supported by {use}.")
    allowed = next((allowed for words, allowed in _COUNTS if re.search(words, says)), ANY)
    if count not in allowed:
        wanted = allowed.start if len(allowed) == 1 else f"{allowed.start} to {allowed.stop - 1}"
        raise Invalid(f"The condition type {kind} needs {wanted} values and has {count}.")


@cache
def _described() -> dict[str, str]:
    kind = document("sheets.v4")["schemas"]["BooleanCondition"]["properties"]["type"]
    return dict(zip(kind["enum"], kind["enumDescriptions"], strict=True))
