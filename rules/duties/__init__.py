"""What somebody owes a case: a file a part of it. A new file is listed here."""

from rules.duties import agreeing, asking, authority, endings, hearing, placement, reviews, roll, telling, watching

DUTIES = (asking, agreeing, hearing, placement, reviews, watching, endings, telling, roll, authority)
