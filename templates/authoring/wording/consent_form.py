"""One person's own choices, on paper. Agreement to the move, never to data protection."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy

TITLE = "Consent form"


def write(page: Page) -> None:
    whose_form(page)
    read_first(page)
    what_we_ask(page)
    own_words(page)


def whose_form(page: Page) -> None:
    page.title("Your choice about a move for [child]")
    page.say(
        "This form is for **{{ addressee.name }}**{% if addressee.relationship %} ({{ addressee.relationship }}){% endif %}. Each person fills in a form of their own."
    )
    page.rows(
        ("Name", "{{ pupil.legal_name }}"),
        ("Date of birth", "{{ pupil.date_of_birth }}"),
        ("School and year", "[home], {{ pupil.year_group }}"),
    )


def read_first(page: Page) -> None:
    page.heading("Please read this first")
    page.bullets(
        "**It is your choice.** You can say yes to one thing and no to another. You do not have to give a reason.",
        "**You can change your mind** at any time. Tell us, and we will act on it.",
    )
    with page.given("directed"):
        page.bullets(
            "If you take back your yes, the move for good is off and we hold a review. The governing board's direction is a "
            "separate decision. It stands until the board ends it.",
        )
    page.bullets(
        "**If you say no**, {% if directed %}there is no move for good{% else %}[child] stays at [home]{% endif %}. Nobody may use exclusion as a threat to make you say yes.",
        "**The other school may say no.** It needs a free place in {{ pupil.year_group }}. A managed move does not jump a waiting list.",
        "**There are other ways**, such as more help at [home], or asking the council for a place at a school in the usual way.",
    )


def what_we_ask(page: Page) -> None:
    page.heading("What we are asking you")
    page.choices(
        ("{%tr if asked.explore %}",),
        ("I agree that [home] looks into a managed move for [child].",),
        ("{%tr endif %}",),
        ("{%tr if asked.share_with %}",),
        ("I agree that [home] tells **{{ asked.share_with }}** about [child], so that it can decide if it can help.",),
        ("{%tr endif %}",),
        ("{%tr if asked.placement %}",),
        ("I agree to the [placement] for [child] at **[new]**.",),
        ("{%tr endif %}",),
        ("{%tr if asked.transfer %}",),
        ("I agree that [child] moves to **[new]** for good, and leaves the roll of [home].",),
        ("{%tr endif %}",),
    )
    with page.given("asked.share_with"):
        page.say(
            "**What we would tell {{ asked.share_with }}:** how [child] is doing in class, attendance, behaviour, needs, "
            "what helps, what has been tried, and how to keep everyone safe. We tell no other school. "
            "We may still have to share some things by law, for example to keep a child safe."
        )


def own_words(page: Page) -> None:
    page.heading("In your own words", on_a_new_page=True)
    page.choices(
        ("I made this choice freely. Nobody put pressure on me.",),
        ("I was told what else is possible for [child].",),
        ("I would like to talk to somebody before I choose.",),
    )
    page.rows(("Anything you want to say", "\n\n\n\n\n"))
    page.grid((5.2, 7.2, 4.2), ("Your name", "Signature", "Date"), ("{{ addressee.name }}¶~\n", "", ""))
    page.say(
        "Please give this form to {{ sender.name }}, or send it to [us]."
        "{% if asked.answer_by %} It would help us to have it by {{ asked.answer_by }}, but take the time you need. "
        "If we hear nothing, we take it that you have not agreed.{% endif %}"
    )
    if_unhappy(page, "Please ring {{ sender.name }} on {{ sender.phone }}.")
    page.rows(("For the school", "Signed copy seen by                                              Date"))
