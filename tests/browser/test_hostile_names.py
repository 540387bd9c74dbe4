"""People whose names are markup, in a form that offers them to choose from: each name stands letter for letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from playwright.sync_api import Page, expect

from casework.forms import drafts
from record.forms.consent import Consent
from record.forms.referral import Referral
from tests.browser.filling import go
from tests.browser.serving import Server
from tests.browser.test_hostile_words import MADE_OF_IT
from tests.casework.at_work import AMINA, REFERENCE, an_office
from tests.record.a_case import a_parent, referred
from ui.markup import NO_LINK
from ui.sign_in import ticket

NAMES = (
    "Https://a.evil.example/",
    "(https://b.evil.example/ www.c.evil.example ![i](HTTP://d.evil.example/i.png)",
    "[l](javascript:pwned=1) $x$ :red[r] <b>b</b> *s* `c`",
    "&lt;i&gt; R&D &#60; :tada: :+1: :100: :material/home: 8:40:1",
)


def test_a_name_to_choose_is_no_link_no_picture_and_no_markup(
    tmp_path: Path, own_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    family = tuple(map(a_parent, NAMES))
    told = (each for each in referred() if not isinstance(each.entry, Consent))
    entries = (
        replace(each, entry=each.entry.model_copy(update={"parents": family}))
        if isinstance(each.entry, Referral)
        else each
        for each in told
    )
    office = an_office(tmp_path, *entries)
    drafts.begin(office, AMINA, Consent, REFERENCE)
    server = own_server(env={"MANAGED_MOVES_STORE": f"sqlite:///{tmp_path / 'store.sqlite'}"})
    page, abroad = open_page(server), list[str]()
    page.on("request", lambda request: abroad.append(request.url) if "evil" in request.url else None)
    cookie = ticket.issue(office.store, {**asdict(AMINA), "areas": []})
    page.context.add_cookies([{"name": ticket.COOKIE, "value": cookie, "url": server.url}])

    go(page, f"/consent?case={REFERENCE}")

    offered = page.get_by_test_id("stRadio").first.get_by_test_id("stRadioOption")
    expect(offered).to_have_count(len(NAMES) + 1)
    assert [each.replace(NO_LINK, "") for each in offered.all_inner_texts()] == [*NAMES, "The pupil"]
    assert page.locator(MADE_OF_IT).evaluate_all("all => all.map(each => each.outerHTML)") == []
    assert abroad == []
    office.store.close()
