"""To parents, schools and services: a review of the placement."""

from templates.authoring.page import Page
from templates.authoring.shared import PERSON, if_unhappy

TITLE = "Review invitation"


def write(page: Page) -> None:
    page.letter_top()
    page.title("A review: how is it going for [child] at [new]?")
    page.say(
        "Please come to a meeting about the [placement] at [new]. It is planned to end on {{ plan.ends_on }}. "
        "We want to look together at how it is going and what should happen next."
        "{% if addressee.is_parent %} [child] is invited too.{% endif %}"
    )
    page.box(
        ("Where", "{{ meeting.where }}"),
        ("When", "{{ meeting.on }}, {{ meeting.at }}"),
        ("Who is invited", page.lines("one", "meeting.people", PERSON)),
        ("Until then", "{{ expected.until_then }}"),
    )
    page.heading("What we will talk about")
    with page.given("targets"):
        page.bullets(
            "How the targets are going: {% for one in targets %}{{ one.what }}{% if not loop.last %}; {% endif %}{% endfor %}"
        )
    page.bullets("What goes well, and what is hard: attendance, what [child] says, what the family says")
    page.bullets(
        "What happens next. [child] can stay for good if everybody agrees, come back to [home], or go on for a time if the rules allow it"
    )
    for_each_reader(page)
    page.heading("If you cannot come")
    page.say(
        "Please ring {{ sender.phone }}. We can find another time, or you can send us your views."
        "{% if addressee.is_parent %} Tell us if you would like an interpreter, or help to get there.{% endif %}"
    )
    with page.given("addressee.is_parent"):
        if_unhappy(page)
    page.letter_end()


def for_each_reader(page: Page) -> None:
    with page.given("addressee.is_parent"):
        page.heading("Your say")
        page.say(
            "Nothing is decided before the meeting. [child] can come for part of it, or tell us what to say through an adult [child] trusts. "
            "You can bring a friend, a relative, or somebody who speaks up for you. Afterwards you get a record of what was said and decided."
        )
        page.otherwise()
        page.heading("Please bring")
        page.say(
            "What you know about attendance, targets, needs and risks since the start, and what your school or service can offer from now on."
        )
