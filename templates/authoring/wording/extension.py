"""To parents: the placement goes on longer, as was agreed at a review."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy

TITLE = "Extension of a placement"


def write(page: Page) -> None:
    page.letter_top()
    page.title("[child] goes on at [new] until {{ extension.ends_on_short }}")
    page.say(
        "At the review on {{ extension.agreed_on_short }} you and both head teachers agreed that the [placement] goes on longer. "
        "It now ends on **{{ extension.ends_on }}**. It cannot go on past the longest time the rules allow."
    )
    page.box(
        ("Where", "{{ expected.where }}"),
        ("Last day", "{{ extension.ends_on }}"),
        ("Adult to turn to", "{{ plan.pastoral_lead }}"),
        ("Until then", "{{ expected.until_then }}"),
    )
    page.heading("Why")
    page.say("{{ extension.why }}")
    page.heading("What stays the same")
    page.say(
        "[child] is still on the roll of [home] and has a place there. The targets, the school day and the weekly report stay as they are, "
        "unless the record of the review says otherwise."
    )
    page.heading("What happens next")
    page.say(
        "Before the last day we hold a final review with you. It decides if [child] stays for good or comes back to [home]. "
        "The move is still your choice. If you or [child] change your mind, ring {{ sender.phone }}."
    )
    if_unhappy(page)
    page.letter_end()
