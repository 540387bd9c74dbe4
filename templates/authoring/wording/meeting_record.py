"""The meeting that decided, as it was recorded: for everybody who was invited."""

from templates.authoring.page import Page
from templates.authoring.shared import attended, where_box

TITLE = "Meeting record"


def write(page: Page) -> None:
    page.title("Record of our meeting about [child]")
    page.say(
        "{{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}. From [home]. The school that was asked: [new]. "
        "We met on {{ held.on }}{% if held.where %} at {{ held.where }}{% endif %}. **{{ held.outcome }}.**"
    )
    where_the_child_goes(page)
    page.heading("Who was there")
    attended(page, "held.people")
    page.heading("Why we met")
    page.say("{{ held.background }}")
    what_was_agreed(page)
    page.heading("If this is not what was said")
    page.say(
        "Please tell either school within a week, and we will put it right. Nothing starts before the agreement is signed. "
        "You can also ring {{ council.coordinator }} at {{ council.name }}, {{ council.phone }}."
    )


def where_the_child_goes(page: Page) -> None:
    with page.given("held.is_agreed"):
        where_box(page)
        page.otherwise()
        page.box(("Where [child] goes", "**{{ expected.where }}**¶{{ expected.until_then }}"))
        with page.given("held.why_not"):
            page.say("{{ held.why_not }}")
        page.say("Everyone may say no to a managed move, and nobody is held to blame for it.")


def what_was_agreed(page: Page) -> None:
    with page.given("held.is_agreed"):
        page.heading("What was agreed")
        with page.given("plan.ends_on"):
            page.say("It lasts until {{ plan.ends_on }}{% if plan.weeks %}, {{ plan.weeks }} weeks{% endif %}.")
        with page.given("reviews"):
            page.say("We look at how it is going on:")
            with page.each("one", "reviews"):
                page.bullets("{{ one.on }}")
        with page.given("targets"):
            page.say("The targets:")
            with page.each("one", "targets"):
                page.bullets("{{ one.what }}")
        page.say(
            "The agreement says all of it: the week, help, travel, uniform, meals, and what happens if it does not work. "
            "Everybody signs it before the first day."
        )
