"""Home head to parents: a school said no, and the child stays."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy

TITLE = "A school said no"


def write(page: Page) -> None:
    page.letter_top()
    page.title("[child] stays at [home] for now")
    page.say(
        "We asked {{ declined.school }} if it could offer [child] a place. It has said no"
        "{% if declined.on %} on {{ declined.on_short }}{% endif %}. **[child] goes to [home] as usual.**"
    )
    page.box(
        ("Where", "{{ expected.where }}"),
        ("When", "Every school day, at the usual time"),
        ("Who to turn to", "{{ expected.who }}"),
    )
    page.heading("Why")
    page.say("This is what {{ declined.school }} told us: {{ declined.reason }}")
    page.say(
        "A no is not about what [child] is worth. A school may only say yes if it has a free place and can give the right help."
    )
    page.heading("What happens next")
    page.say("{{ declined.next_steps }}")
    page.say(
        "You and [child] choose if we ask another school. We ask nobody, and tell nobody about [child], unless you agree first. "
        "You can also ask the council for a place at another school in the usual way."
    )
    page.say("Would you like to talk about it? Please ring {{ sender.phone }}. You can bring somebody with you.")
    if_unhappy(page)
    page.letter_end()
