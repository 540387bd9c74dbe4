"""Home head to parents: the move does not go ahead, or was taken back, and where the child goes."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy, where_box

TITLE = "A managed move that does not go ahead"


def write(page: Page) -> None:
    page.letter_top()
    page.title(
        "{% if ending.had_started %}[child] comes back to [home] on {{ expected.on_short }}{% else %}[child] stays at [home]{% endif %}"
    )
    with page.given("ending.had_started"):
        page.say(
            "The move to {% if receiving %}[new]{% else %}another school{% endif %} has ended{% if ending.on %} on {{ ending.on_short }}{% endif %}, and [child] comes back to us."
        )
        where_box(page)
        page.otherwise()
        page.say("The move that we talked about is not going ahead. **[child] goes to [home] as usual.**")
        page.box(
            ("Where", "{{ expected.where }}"),
            ("When", "Every school day, at the usual time"),
            ("Who to turn to", "{{ expected.who }}"),
        )
    page.heading("Why")
    page.say("{{ ending.reasons }}")
    page.say("We will not hold this against you or [child]. Everyone may say no to a managed move.")
    page.heading("What happens next")
    page.say("{{ ending.next_steps }}")
    page.say("Would you like to talk about it? Please ring {{ sender.phone }}. You can bring somebody with you.")
    if_unhappy(page)
    page.letter_end()
