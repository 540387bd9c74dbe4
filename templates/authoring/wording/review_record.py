"""One review, as it was recorded: for everybody who was invited."""

from templates.authoring.page import Page
from templates.authoring.shared import attended

TITLE = "Review record"


def write(page: Page) -> None:
    page.title("Record of a review: [child] at [new]")
    page.box(
        ("Which review", "{% if reviewed.sort %}{{ reviewed.sort }}{% else %}Review{% endif %}, {{ reviewed.on }}"),
        ("What was decided", "**{{ reviewed.result }}**"),
        ("Where [child] goes", "{{ expected.where }}"),
        ("{%tr if reviewed.next_on %}",),
        ("Next review", "{{ reviewed.next_on }}"),
        ("{%tr endif %}",),
    )
    page.heading("Who was there")
    attended(page, "reviewed.people")
    page.heading("Attendance")
    page.say("{{ reviewed.attendance }}")
    with page.given("reviewed.chart"):
        page.picture("attendance", 14.2, 5.6, "Attendance by week")
        page.note("{% if reviewed.chart_words %}{{ reviewed.chart_words }}{% endif %}")
    page.heading("Targets")
    page.say("{{ reviewed.targets }}")
    what_was_said(page)
    page.heading("If this is not what was said")
    page.say(
        "Please tell either school within a week, and we will put it right. If you are unhappy with what was decided, you can use "
        "the complaints procedure of either school, or ring {{ council.coordinator }} at {{ council.name }}, {{ council.phone }}."
    )


def what_was_said(page: Page) -> None:
    page.heading("What [child] said")
    page.say("{{ reviewed.pupil_says }}")
    page.heading("What the family said")
    page.say("{{ reviewed.parents_say }}")
    with page.given("reviewed.changes"):
        page.heading("What changes from now on")
        page.say("{{ reviewed.changes }}")
