"""What the pupil thinks: a sheet to fill in by hand, alone or with an adult the pupil trusts."""

from templates.authoring.page import Page

TITLE = "What I think"
LINES = "\n\n\n\n"


def write(page: Page) -> None:
    page.title("What I think, by [child]")
    page.say(
        "This sheet is yours, {{ pupil.preferred_name }}. It is about where you go to school. There are no wrong answers. "
        "You can leave out what you do not want to say. You can write, draw, or tell an adult who writes it down for you."
    )
    with page.given("referral.views_heard_by"):
        page.say("If you would like to, you can fill it in with {{ referral.views_heard_by }}.")
    how_it_is(page)
    a_new_school(page)
    my_choice(page)


def how_it_is(page: Page) -> None:
    page.heading("How it is now")
    page.grid(
        (7.6, 3.0, 3.0, 3.0),
        ("Tick one box on each line", "Good", "So-so", "Not good"),
        *(
            (text, "☐", "☐", "☐")
            for text in ("Lessons", "Break and lunch", "The people in my class", "The adults", "Getting to school")
        ),
        together=True,
    )
    page.rows(
        ("What goes well for me", LINES),
        ("What is hard for me", LINES),
        ("What or who helps me", LINES),
    )


def a_new_school(page: Page) -> None:
    page.heading("If I went to another school")
    page.rows(
        ("What I would look forward to", LINES),
        ("What would worry me", LINES),
        ("What the new school should know about me", LINES),
        ("What I would miss here", LINES),
    )


def my_choice(page: Page) -> None:
    page.heading("What I would like")
    page.choices(
        ("I would like to try another school.",),
        ("I would like to stay at [home], with more help.",),
        ("I want to know more before I say.",),
    )
    page.say(
        "**You can say no, and you can change your mind.** Nobody may be cross with you for it. "
        "You can come to the meetings, or ask an adult to speak for you."
    )
    page.rows(("An adult I would like to speak for me", "\n"))
    page.grid((6.4, 6.0, 4.2), ("My name", "Who helped me with this sheet, if anybody", "Date"), ("\n", "\n", "\n"))
    page.note(
        "This sheet goes to {{ sender.school.name }}. Ask who else will read it. You or your family can also talk to "
        "{{ council.coordinator }} at {{ council.name }}, {{ council.phone }}. {{ pupil.legal_name }}, {{ pupil.year_group }}."
    )
