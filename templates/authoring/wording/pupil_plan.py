"""The pupil's own plan, on one page, to keep in a bag."""

from templates.authoring.page import Page
from templates.authoring.wording.agreement import HALF_DAYS

TITLE = "My plan"


def write(page: Page) -> None:
    page.title("My plan: {{ pupil.preferred_name }} at [new]")
    page.box(
        ("My first day", "{{ expected.on }}, {{ expected.at }}"),
        ("Where I go", "{{ expected.where }}"),
        ("Who meets me", "{{ expected.who }}"),
        ("Until then", "{{ expected.until_then }}"),
    )
    page.heading("My school day")
    page.say(
        "It starts at {{ plan.morning_starts }} and ends at {{ plan.afternoon_ends }}. Breaks: {{ plan.breaks }}. "
        "If I am ill, somebody at home rings {{ plan.absence_phone }}."
    )
    with page.given("plan.week"):
        page.grid(
            (2.6, 2.8, 2.8, 2.8, 2.8, 2.8), ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), *HALF_DAYS
        )
    with page.given("targets"):
        page.heading("What I am working on")
        with page.each("one", "targets"):
            page.bullets("{{ one.what }}")
    page.heading("Who helps me")
    page.say("I can always talk to **{{ plan.pastoral_lead }}**. {{ plan.welcome }}")
    how_it_goes_on(page)


def how_it_goes_on(page: Page) -> None:
    page.heading("What comes after")
    with page.given("dual_registered"):
        page.say(
            "The last day is {{ plan.ends_on }}. I still have my place at [home]. We look at how it is going on "
            f"{page.lines('one', 'reviews', '{{ one.on_short }}').replace(chr(10), ', ')}. At the end we decide together: I stay, or I come back. Coming back is not a punishment."
        )
        page.otherwise()
        page.say("From my first day I am a pupil of [new] for good.")
    page.say("**If it gets hard,** I tell an adult. I can say what I think at any time, and I can change my mind.")
