"""Home head to the Virtual School, a social worker or the SEN team: what is planned or has happened."""

from templates.authoring.page import Page

TITLE = "Notice to a service"


def write(page: Page) -> None:
    page.letter_top()
    page.title("For your information: a managed move for [child]")
    page.say(
        "I write to you because you work with {{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}, on the roll of [home]."
    )
    page.box(
        ("What happens", "{{ outcome.words }}"),
        ("From", "{{ outcome.on }}"),
        ("Where [child] goes", "{{ expected.where }}¶{{ expected.until_then }}"),
        ("{%tr if receiving %}",),
        ("Schools", "[home] and [new]"),
        ("{%tr endif %}",),
    )
    with page.given("outcome.is_over"):
        with page.given("outcome.reasons"):
            page.heading("Why")
            page.say("{{ outcome.reasons }}")
        page.otherwise()
        page.heading("Why a move")
        page.say("{{ referral.why_a_move }}")
        with page.given("plan.ends_on"):
            page.say("It is planned until {{ plan.ends_on }}. A final review then decides.")
    page.heading("What I ask of you")
    page.say(
        "Please tell me within five school days if you see a risk or a need we do not know of, or if your own plans for [child] "
        "change: {{ sender.phone }}. If [child] is looked after or has an EHC plan, nothing is decided for good without you."
    )
    page.say(
        "The parents know that you are told. {{ council.coordinator }} looks after managed moves at {{ council.name }}, {{ council.phone }}."
    )
    page.letter_end()
