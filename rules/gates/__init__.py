"""What an outcome needs, whichever way it is reached: a file an outcome. A new file is listed here."""

from rules.gates import endings, permanent, placement, records, years

GATES = (placement, years, permanent, endings, records)
