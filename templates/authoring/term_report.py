"""What happened in a term or a school year, for governors and headteachers."""

from templates.authoring.page import Page

TITLE = "Managed moves report"


def write(page: Page) -> None:
    page.title("Managed moves: {{ period }}")
    page.say("A report to headteachers and governors of [us], {{ written_on }}.")
    page.note("{{ note }}")
    _table(page, ("What", "How many"), "one", "totals", "{{ one.name }}", "{{ one.number }}")
    with page.each("section", "sections"):
        page.heading("{{ section.name }}")
        with page.each("table", "section.tables"):
            page.say("**{{ table.finding }}**")
            page.document.paragraphs[-1].paragraph_format.keep_with_next = True
            with page.given("table.why_not"):
                page.note("{{ table.why_not }}")
            with page.given("table.lines"):
                _table(page, ("Which", "How many"), "line", "table.lines", "{{ line.name }}", "{{ line.number }}")
    with page.given("balance"):
        page.heading("In and out, by school")
        page.grid(
            (8.2, 2.8, 2.8, 2.8),
            ("School", "In", "Out", "In less out"),
            ("{%tr for one in balance %}",),
            ("{{ one.school }}", "{{ one.into }}", "{{ one.out }}", "{{ one.difference }}"),
            ("{%tr endfor %}",),
        )
    with page.given("days"):
        page.heading("How long it took")
        page.note("Half of the moves took this many days or fewer.")
        _table(page, ("Step", "Days"), "one", "days", "{{ one.step }}", "{{ one.days }}")
    with page.given("attendance"):
        page.heading("Attendance")
        page.say("Before the move: {{ attendance.before }}. During the placement: {{ attendance.during }}, on average.")


def _table(page: Page, head: tuple[str, str], one: str, many: str, name: str, number: str) -> None:
    page.grid((12.6, 4.0), head, (f"{{%tr for {one} in {many} %}}",), (name, number), ("{%tr endfor %}",))
