"""Receiving head to parents, after asking the home head: where the child goes next, why, and how to question it."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy, where_box

TITLE = "Early ending of a placement"


def write(page: Page) -> None:
    page.letter_top()
    page.title("[child] goes back to [home] on {{ expected.on_short }}")
    page.say(
        "I am sorry to tell you that the [placement] for [child] at [new] ends early. I know that this is hard news. "
        "Before I decided, I talked with {{ early_ending.home_head }} of [home] on {{ early_ending.home_head_on_short }}."
    )
    where_box(page)
    page.heading("Why")
    page.say("{{ early_ending.reasons }}")
    page.heading("What we looked into")
    page.say("[child] told us: {{ early_ending.pupil_account }}")
    with page.given("early_ending.found"):
        page.say("{{ early_ending.found }}")
    with page.given("early_ending.alternatives"):
        page.say("What else we thought about: {{ early_ending.alternatives }}")
    page.heading("What happens next")
    page.say("[child] is on the roll of [home] and has a place there. {{ early_ending.support }}")
    if_unhappy(
        page,
        "You can ask me to look at this again. You and [child] can tell me your side, in person or in writing. You may bring "
        "somebody with you. Please ring me on {{ sender.phone }}.",
        "If you do not agree",
    )
    page.letter_end()
