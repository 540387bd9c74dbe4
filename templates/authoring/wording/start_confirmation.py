"""To parents, before the first day: all they need for that morning, and what comes after."""

from templates.authoring.page import Page
from templates.authoring.shared import if_unhappy, where_box

TITLE = "Start confirmation"


def write(page: Page) -> None:
    the_first_day(page)
    how_long(page)
    why(page)
    school_day(page)
    if_you_change_your_mind(page)


def the_first_day(page: Page) -> None:
    page.letter_top()
    page.title("[child] starts at [new] on {{ expected.on_short }}")
    page.say(
        "{% if all_agreed %}We all agreed that [child] will go to [new].{% else %}This letter confirms that [child] will go to [new].{% endif %} "
        "Here is what you need for the first day, and what comes after it."
    )
    where_box(page)


def how_long(page: Page) -> None:
    with page.given("dual_registered"):
        page.heading("How long it lasts")
        page.say(
            "The [placement] starts on {{ plan.starts_on }} and ends on {{ plan.ends_on }}. That is {{ plan.weeks }} weeks"
            "{% if plan.school_days %}, or {{ plan.school_days }} school days{% endif %}. "
            "All this time [child] stays on the roll of [home] and has a place there."
        )
        with page.given("reviews"):
            page.say("We will meet with you to see how it is going on:")
            with page.each("one", "reviews"):
                page.bullets("{{ one.on }}")
        page.otherwise()
        page.heading("What changes")
        page.say(
            "From {{ plan.starts_on }} [child] is a pupil of [new] for good. [home] takes [child] off its roll and sends the school record on."
        )


def why(page: Page) -> None:
    page.heading("Why, and what we hope for")
    page.say("{{ referral.why_a_move }}")
    with page.given("directed"):
        page.say(
            "The weeks at [new] are a decision of the governing board of [home], taken on {{ direction.decided_on }}"
            "{% if direction.decided_by %} by {{ direction.decided_by }}{% endif %}. The reasons and aims: {{ direction.reasons }}"
        )
    with page.given("direction.last_day_on"):
        page.say(
            "The last day of the board's notice is {{ direction.last_day_on }}. After it [child] is expected back at [home], "
            "unless the board writes to you again."
        )
    with page.given("targets"):
        page.say("These are the targets for [child]:")
        with page.each("one", "targets"):
            page.bullets("{{ one.what }}")


def school_day(page: Page) -> None:
    page.heading("The school day at [new]")
    page.rows(
        ("Starts and ends", "{{ plan.morning_starts }} to {{ plan.afternoon_ends }}"),
        ("Breaks", "{{ plan.breaks }}"),
        ("If [child] cannot come", "Ring {{ plan.absence_phone }} before the school day starts"),
        ("Adult to turn to", "{{ plan.pastoral_lead }}"),
        ("Travel", "{{ plan.transport }}"),
        ("Uniform", "{{ plan.uniform }}"),
        ("Meals", "{{ plan.meals }}"),
    )
    with page.given("plan.reduced_until"):
        page.say(
            "[child] starts with a shorter week until {{ plan.reduced_until }}. The agreement says which half days."
        )


def if_you_change_your_mind(page: Page) -> None:
    page.heading("If you change your mind")
    with page.given("directed"):
        page.say(
            "You can take back your yes to the move for good at any time. We would then meet with you. "
            "The governing board's direction is a separate decision, and it stands until the board ends it."
        )
        page.otherwise()
        page.say(
            "{% if dual_registered %}The move is still your choice. If you or [child] change your mind, ring us. "
            "We will plan the way back to [home] with you, with a day, a time and a name."
            "{% else %}Until the first day the move is still your choice. If you or [child] change your mind, ring us "
            "before then, and [child] stays at [home].{% endif %}"
        )
    if_unhappy(page, "If you have a question or a worry, please ring me on {{ sender.phone }}.")
    page.letter_end()
