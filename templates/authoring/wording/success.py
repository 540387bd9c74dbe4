"""Receiving head to parents: the child stays for good."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy, results, what_they_said

TITLE = "Success of a managed move"


def write(page: Page) -> None:
    page.letter_top()
    page.title("[child] stays at [new] for good")
    page.say(
        "{% if all_agreed %}At the review on {{ decision.reviewed_on_short }} we all agreed that [child] will stay with us."
        "{% else %}The review on {{ decision.reviewed_on_short }} decided that [child] will stay with us.{% endif %} "
        "We are glad that [child] is part of our school."
    )
    page.box(
        ("Where", "{{ expected.where }}"),
        ("When", "From {{ expected.on }}{% if expected.at %}, {{ expected.at }}{% endif %}"),
        ("Adult to turn to", "{{ expected.who }}"),
        ("Until then", "{{ expected.until_then }}"),
        ("If [child] cannot come", "Ring {{ plan.absence_phone }}"),
    )
    page.heading("Why")
    page.say("{{ decision.reasons }}{% if decision.results %}\nThis is how the targets went:{% endif %}")
    results(page)
    what_they_said(page)
    page.heading("What changes")
    page.say(
        "From {{ decision.takes_effect_on }} [child] is on the roll of [new] only. [home] takes [child] off its roll and sends us "
        "the school record. You do not need to do anything.{% if decision.support_after %} {{ decision.support_after }}{% endif %}"
    )
    if_unhappy(page, "Please ring me on {{ sender.phone }}, about this or anything else.")
    page.letter_end()
