"""A school's link on paper."""

from templates.authoring.page import Page

TITLE = "Sign-in card"


def write(page: Page) -> None:
    page.title("Sign-in card: {{ school }}")
    page.say("With this link the staff of {{ school }} sign in to Managed Moves.")
    page.box(
        ("The link", "**{{ address }}**"),
        ("Opens until", "{{ until }}"),
        ("Questions", "{{ coordinator }}"),
    )
    page.heading("To sign in")
    page.bullets(
        "Open the link, or type it into the address line of a browser, and press Continue. Keep it as a bookmark.",
        "Type your own name and PIN. Each person has a PIN of their own; nobody needs to know yours.",
        "The first time, or when you have forgotten your PIN, use the one-time code that your lead or the coordinator gives you.",
    )
    page.heading("To keep it safe")
    page.bullets(
        "Keep this card where the school keeps its keys. Do not put it on a wall or a website.",
        "The link alone opens nothing. If it may have got into other hands, tell the coordinator: a new one takes a minute, and nobody needs a new PIN.",
        "Tell your lead when a colleague leaves the school, so that they are ended that day.",
    )
