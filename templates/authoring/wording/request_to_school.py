"""Home head to the head of one school: the formal request."""

from templates.authoring.page import Page
from templates.authoring.shared import tried

TITLE = "Request to the receiving head"


def write(page: Page) -> None:
    page.letter_top()
    page.title("A request: a place for [child] at [new]")
    page.say(
        "I ask whether [new] could offer a place to {{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}, "
        "by a managed move from [home]. The referral comes with this letter. It tells you everything that matters, good and bad."
    )
    page.box(
        ("Please answer by", "{{ request.answer_by }}"),
        ("To", "{{ sender.name }}, {{ sender.phone }}"),
        (
            "Agreed to by",
            "{{ request.shared_with_agreement_of }} agreed that you are told. You are the only school we ask at this time.",
        ),
    )
    page.heading("Why a move")
    page.say("{{ referral.why_a_move }}")
    page.say("What [new] may offer that we cannot: {{ referral.what_differs }}")
    page.heading("What has been tried")
    tried(page)
    page.heading("What I ask you to tell me")
    page.bullets(
        "Is there a free place in {{ pupil.year_group }}? A managed move goes before nobody on your waiting list.",
        "Can you meet the needs in the referral, and with what?",
        "What would you offer that is different enough to make this work?",
        "Does your admission authority agree?",
    )
    page.heading("What happens next")
    page.say(
        "Until then [child] goes to [home] as usual. A yes in principle binds nobody yet. It leads to a meeting at your school with the family and both schools"
        "{% if request.meet_by %}, if we can by {{ request.meet_by }}{% endif %}. "
        "If you cannot say yes, please tell me why, so that I can tell the family. A no counts against nobody. "
        "{{ council.coordinator }} at {{ council.name }}, {{ council.phone }}, can help."
    )
    page.letter_end()
