"""The plots of the sample, in the order a case goes, and the reference each case always has: pictures and tests name them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from record.identifiers import ALPHABET, read_reference


def reference_of(plot: str) -> str:
    """The reference of a plot: the same every time, with a check character that fits."""
    body = "".join(ALPHABET[byte % len(ALPHABET)] for byte in sha256(plot.encode()).digest()[:7])
    return next(made for last in ALPHABET if (made := read_reference(body + last)))


PLOTS: Mapping[str, str] = {
    "draft_only": "Before you start is half written, and nothing is submitted",
    "plan_stops_it": "Before you start stops: the child has an EHC plan",
    "before_only": "Before you start is in; the referral is a draft",
    "consent_incomplete": "The mother and the child agreed to explore a move; the father has not answered",
    "declined_once": "The first school said no; the next is not asked yet",
    "answer_late": "A school was asked and has not answered in time",
    "accepted_direct": "Accepted on the direct route; the family is invited to the meeting",
    "adjourned": "The meeting was adjourned",
    "unsigned": "The meeting agreed and the board directed; the family signed, the heads have not",
    "starts_next_week": "Everything is signed; the first day is next week",
    "week_one": "The first week of a placement",
    "week_two_reduced": "The second week with an alternative provider, on a reduced programme",
    "week_three_missed": "The third week of school there, and two weekly reports were missed",
    "week_three_sister": "The sister’s third week, going well",
    "week_three_looked_after": "A looked-after child in the third week, with the Virtual School",
    "week_four_red": "The fourth week; the school’s concern is red",
    "week_five_suspended": "The fifth week; the child is suspended today",
    "week_six": "The sixth week of school there; the final review is due",
    "past_its_end": "The last day has passed and nobody has decided",
    "transfer_next_week": "The final review decided; the transfer is next week",
    "transferred": "Transferred; the roll is not yet changed",
    "returned": "Returned to the home school; the roll is not yet changed",
    "ended_early": "Ended early by the receiving school",
    "withdrawn": "The parents took their agreement back in the third week",
    "not_proceeding": "The child said no at the meeting, and the case ended there",
    "receipt_awaited": "The roll is changed; a receipt is still awaited",
    "closed": "Transferred, everything sent on and receipted",
    "a_no": "The mother refused, and told the authority that she felt pressed",
    "nobody_may_agree": "A court keeps the only parent with responsibility from it",
    "decline_untold": "A school said no, and nobody has told the family",
    "record_disputed": "The home school says that the meeting record is wrong; nothing that follows is done",
    "provision_waits": "Agreed with a provider; the authority has not decided, and nobody has checked the staff",
    "provision_refused": "Agreed with a provider; the authority said no",
    "direct_too_soon": "The first day of a direct move came before the father agreed",
    "week_one_absent": "The child did not come on the first day",
    "start_put_off": "The start was put off; the family is not told yet",
    "week_two_apart": "The second week; kept apart for safeguarding, and the authority is not told",
    "week_three_renewal": "The third week; the direction ends before the placement, and the registers are at odds",
    "week_four_away": "A looked-after child in the fourth week, suspended for longer than five days",
    "week_five_cancelled": "The fifth week; a suspension was cancelled, the child has a plan now, and left the site today",
    "week_three_end_asked_for": "The receiving school asks the board to end its direction",
    "not_consulted": "Ended early; the home head says that nobody asked",
    "nowhere_next": "The family moved away, and nobody knows where the child goes next",
    "taken_back": "The father took his agreement back; the direction stands",
    "return_next_week": "The final review decided; the return is next week, and nobody is told yet",
}
"""What each plot is about. The first two have a draft and no entry yet."""
REFERENCES: Mapping[str, str] = {plot: reference_of(plot) for plot in PLOTS}
DRAFTS_ONLY = ("draft_only", "plan_stops_it")
