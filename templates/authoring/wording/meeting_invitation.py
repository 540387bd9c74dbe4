"""To parents, both schools and services: the meeting that decides together."""

from templates.authoring.page import Page
from templates.authoring.shared import PERSON, if_unhappy

TITLE = "Meeting invitation"


def write(page: Page) -> None:
    the_meeting(page)
    what_about(page)
    choice_or_preparation(page)
    if_you_cannot_come(page)


def the_meeting(page: Page) -> None:
    page.letter_top()
    page.title("A meeting about [child] at [new]")
    page.say(
        "Please come to a meeting about a move for [child] from [home] to [new]. "
        "We want to decide together if it should go ahead, and plan it if so."
        "{% if addressee.is_parent %} [child] is invited too.{% endif %}"
    )
    page.box(
        ("Where", "{{ meeting.where }}"),
        ("When", "{{ meeting.on }}, {{ meeting.at }}"),
        (
            "Who is invited",
            page.lines("one", "meeting.people", PERSON),
        ),
        ("Until then", "{{ expected.until_then }}"),
    )


def what_about(page: Page) -> None:
    page.heading("What we will talk about")
    page.bullets("What the family wants, what [child] needs, and what [new] can offer")
    with page.given("dual_registered"):
        page.bullets(
            "The first day, how long the [placement] lasts, and when we look at how it is going",
            "A few fair targets for [child], and what happens if it does not work",
        )
    with page.given("not dual_registered"):
        page.bullets("The first day, and what happens if it does not work")
    page.bullets("The school day, travel, uniform and meals")


def choice_or_preparation(page: Page) -> None:
    with page.given("addressee.is_parent"):
        page.heading("It is still your choice")
        page.say(
            "Coming to the meeting does not mean that you have said yes. You and [child] can say no at the meeting or "
            "after it. {% if directed %}Then there is no move for good.{% else %}Then [child] stays at [home].{% endif %} Nobody may use exclusion as a threat to make you say yes."
        )
        page.say(
            "You can bring a friend, a relative, or somebody who speaks up for you. It can be hard to speak in a meeting. [child] can come for part of it, or tell us what to say"
            "{% if referral.views_heard_by %} through {{ referral.views_heard_by }} or another adult{% else %} through an adult{% endif %} "
            "[child] trusts."
        )
        page.otherwise()
        page.heading("Please come ready to decide")
        page.say(
            "Please bring what the others need to know to plan well: needs, support, risks and how they are managed, "
            "and, in Years 10 and 11, subjects and exam boards. The safeguarding leads of both schools should speak before the day."
        )


def if_you_cannot_come(page: Page) -> None:
    page.heading("If you cannot come")
    page.say(
        "Please ring {{ sender.phone }}. We can find another time, or you can send us your views."
        "{% if addressee.is_parent %} Tell us if you would like an interpreter, or help to get there.{% endif %}"
    )
    with page.given("addressee.is_parent"):
        if_unhappy(page)
    page.letter_end()
