"""Home head to each parent: come and talk. Nothing is decided, and no is an answer."""

from templates.authoring.page import Page
from templates.authoring.shared import PERSON, if_unhappy

TITLE = "Invitation to discuss a managed move"


def write(page: Page) -> None:
    the_meeting(page)
    free_to_say_no(page)
    why_and_what_was_tried(page)
    how_it_works(page)
    if_it_does_not_suit(page)


def the_meeting(page: Page) -> None:
    page.letter_top()
    page.title("Please come and talk with us about [child]")
    page.say(
        "We would like to hear how you think school is going for [child]. We would also like to ask "
        "if a move to another school might help. **Nothing has been decided.**"
    )
    page.box(
        ("Where", "{{ meeting.where }}"),
        ("When", "{{ meeting.on }}, {{ meeting.at }}"),
        (
            "Who will be there",
            page.lines("one", "meeting.people", PERSON) + "¶You, and [child] if [child] wants to come",
        ),
        ("You can bring", "A friend, a relative, or somebody who speaks up for you"),
        ("Until then", "[child] goes to [home] as usual"),
    )


def free_to_say_no(page: Page) -> None:
    page.heading("You are free to say no")
    page.say(
        "This is called a managed move. It can only go ahead if you agree, and what [child] wants counts too. "
        "You can say no. You can say yes and change your mind. You do not have to give a reason."
    )
    page.say(
        "If you say no, {% if directed %}there is no managed move{% else %}[child] stays at [home]{% endif %}, and we go on looking with you for what helps. "
        "We will never use exclusion as a threat to make you say yes. "
        "We will not ask you to take [child] away or to find another school yourself."
    )
    page.heading("What [child] thinks")
    page.say(
        "[child] is invited too. If a meeting feels too much, there are other ways to be heard: in writing, in a "
        "drawing, or through an adult [child] trusts{% if referral.views_heard_by %}, such as "
        "{{ referral.views_heard_by }}{% endif %}. Please tell us what would help."
    )


def why_and_what_was_tried(page: Page) -> None:
    page.heading("Why we are asking")
    page.say("{{ referral.why_a_move }}")
    with page.given("referral.what_differs"):
        page.say("What another school could offer: {{ referral.what_differs }}")
    page.heading("What we have tried so far")
    with page.each("one", "referral.tried"):
        page.bullets(
            "{{ one.what }}{% if one.when %} ({{ one.when }}){% endif %}{% if one.outcome %}: {{ one.outcome }}{% endif %}"
        )


def how_it_works(page: Page) -> None:
    page.heading("How a managed move works")
    with page.given("dual_registered"):
        page.bullets(
            "[child] goes to another school for some weeks. We call this the [placement]. [child] stays on our roll.",
            "Then we all meet. [child] either joins the new school for good, or comes back to us.",
        )
    with page.given("directed"):
        page.bullets(
            "The weeks at the other school are a decision of our governing board, called a direction. The law lets the board "
            "decide, but we want you to agree. You would get a letter first. The move for good always needs your yes.",
        )
    with page.given("not dual_registered"):
        page.bullets(
            "[child] leaves [home] and joins the new school for good from the first day. "
            "So please take all the time you need to think.",
        )
    page.bullets(
        "The other school may say no. It needs a free place{% if pupil.year_group %} in {{ pupil.year_group }}{% endif %}, "
        "and a managed move does not jump its waiting list.",
        "We will tell another school about [child] only when you have agreed to that school.",
        "You may also ask the council for a place at any school in the usual way.",
    )


def if_it_does_not_suit(page: Page) -> None:
    page.heading("If the day does not suit you")
    page.say(
        "Please ring {{ sender.phone }} and we will find another time. Tell us if you would like an interpreter, or help to get here."
    )
    if_unhappy(page, "If you feel pushed in any way, please ring me on {{ sender.phone }}.")
    page.letter_end()
