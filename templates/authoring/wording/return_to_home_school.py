"""Home head to parents: the child comes back, with a day, a time, a place and a name."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy, results, what_they_said, where_box

TITLE = "Return to the home school"


def write(page: Page) -> None:
    page.letter_top()
    page.title("[child] comes back to [home] on {{ expected.on_short }}")
    page.say(
        "{% if all_agreed %}At the review on {{ decision.reviewed_on_short }} we all agreed that [child] should come back to us."
        "{% else %}The review on {{ decision.reviewed_on_short }} decided that [child] comes back to us.{% endif %} "
        "Coming back is not a punishment. The [placement] was there to find out what works, and [child] has always had a place here."
    )
    where_box(page)
    page.heading("Why")
    page.say("{{ decision.reasons }}{% if decision.results %}\nThis is how the targets went:{% endif %}")
    results(page)
    what_they_said(page)
    with page.given("decision.alternatives"):
        page.say("We also thought about: {{ decision.alternatives }}")
    page.heading("What happens next")
    page.say(
        "We would like to meet you and [child] before the first day, or on it, to plan a good start. "
        "Please ring {{ sender.phone }} and tell us what suits you."
        "{% if decision.support_after %} {{ decision.support_after }}{% endif %}"
    )
    if_unhappy(page)
    page.letter_end()
