"""What someone owes a case: a file a part of it. A new file is listed here."""

from rules.duties import (
    agreeing,
    asking,
    authority,
    direction,
    endings,
    hearing,
    inviting,
    kept_away,
    placement,
    reviews,
    roll,
    telling,
    watching,
)

DUTIES = (
    *(asking, agreeing, hearing, placement, kept_away, reviews, direction, watching, endings, telling, inviting, roll),
    authority,
)
