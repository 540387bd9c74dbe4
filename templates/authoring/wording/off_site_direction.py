"""The home board's written notice of a direction off-site: what the law says it must carry."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy, where_box

TITLE = "Off-site direction notice"


def write(page: Page) -> None:
    page.letter_top()
    page.title("Notice: [child] goes to [new] from {{ expected.on_short }}")
    page.say(
        "This letter gives you notice that the governing board of [home] directs [child] to go to [new] for a time, "
        "to help with behaviour. The board decided this on {{ direction.decided_on }}"
        "{% if direction.decided_by %}, by {{ direction.decided_by }}{% endif %}."
    )
    where_box(page)
    how_long(page)
    school_day(page)
    page.heading("Why, and what it is for")
    page.say("{{ direction.reasons }}")
    page.say("It is not a punishment. All this time [child] stays on the roll of [home] and has a place there.")
    looking_at_how_it_goes(page)
    page.heading("Your choice")
    page.say(
        "The board can direct this without your yes. A move for good is another matter: it happens only if you, [child] and both schools agree to it. "
        "You can take back your yes to that at any time."
    )
    if_unhappy(page)
    page.letter_end()


def how_long(page: Page) -> None:
    page.heading("How long")
    page.rows(
        ("First day", "{{ direction.first_day_on }}"),
        ("Last day", "{{ direction.last_day_on }}"),
        ("School days", "{{ direction.number_of_days }}"),
    )
    page.say("After the last day [child] is expected back at [home], unless the board writes to you again.")


def school_day(page: Page) -> None:
    page.heading("The school day")
    page.rows(
        ("Morning starts", "{{ plan.morning_starts }}"),
        ("Breaks", "{{ plan.breaks }}"),
        ("Afternoon ends", "{{ plan.afternoon_ends }}"),
        ("If [child] cannot come", "Ring {{ plan.absence_phone }} before the school day starts"),
    )


def looking_at_how_it_goes(page: Page) -> None:
    page.heading("Looking at how it goes")
    page.say("We will meet with you to see if it should go on. These are the days:")
    with page.each("one", "reviews"):
        page.bullets("{{ one.on }}")
    page.say(
        "You can ask in writing for a meeting at any other time. We must then hold one as soon as we can, "
        "unless there was one in the last ten weeks."
    )
