"""What may hurt a child if nobody acts today: each harm with how it is recognised, and the order they are met in."""

from casework.harm.found import Found
from casework.harm.table import HARMS, Harm, HarmInCase, needs

__all__ = ["HARMS", "Found", "Harm", "HarmInCase", "needs"]
