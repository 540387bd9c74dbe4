"""Every paper about the site, made from the sample's settings: whole, true to what declares it, and fit to be handed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
import textstat

from casework.papers.catalogue import PAPERS, SETTINGS_SAY, Paper
from casework.papers.kept import Site
from casework.papers.making import as_word, listed, may_have
from casework.reading.office import Office
from casework.sample import authority
from letters.word.fill import names_used
from record.field import questions
from record.forms.kinds import KINDS
from record.tables import QUESTIONS, SETTINGS
from rules.clauses import clauses
from store.choose import open_store
from store.contract import TableRow
from templates.authoring.reader import WORDING
from templates.authoring.write import PAPERS as FOLDER
from tests.browser.test_every_page import ALLOWED
from tests.casework.at_work import AMINA, DEVAN, NOOR, PETER, ROSALIND
from tests.letters.on_paper import faults as faults_on_paper
from tests.letters.on_paper import on_paper
from tests.letters.read import document, paragraphs, text
from tests.letters.word.structure import faults
from tests.test_words_people_read import faults as not_plain

TODAY = date(2026, 9, 21)
SITE = Site("sheet", ("Google", "Microsoft"), True, "GOV.UK Notify", 12, False)
BARE = Site("file", (), False, "", 12, True)
SERVER = Site("server", (), True, "", 12, False)
EVERY_PAPER = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.id)
END = ["The law this rests on", "What you still have to fill in"]
HEADINGS: Mapping[str, list[str]] = {
    "impact_assessment": [
        "Data protection impact assessment",
        "Why an assessment is made",
        "What happens to the data",
        "Whose data, and what",
        "Is it needed, and not more than is needed?",
        "Who sees what",
        "The ground in law",
        "Who has data for you",
        "How long",
        "What protects it",
        "What could go wrong",
        "Agreed",
        *END,
    ],
    "record_of_processing": [
        "Record of processing: managed moves",
        "Why it is processed",
        "Whose data",
        "What is kept",
        "Who receives it",
        "Who processes it for the controller",
        "How long it is kept",
        "What protects it",
        "Every question, form by form",
        *(kind.title for kind in KINDS),
        *END,
    ],
    "arrangement": [
        "Arrangement between the schools and the authority",
        "What this is about",
        "Who does what",
        "When data is shared, and when that ends",
        "Keeping it safe",
        "Requests and complaints",
        "A breach",
        "How it ends",
        "The parties",
        *END,
    ],
    "privacy_notice_parents": [
        "What we keep about you and your child",
        "Who looks after it",
        "What we keep",
        "Why we may keep it",
        "Who sees it",
        "How long we keep it",
        "What you can ask for",
        "If you are not happy",
        "Before you hand this out",
    ],
    "privacy_notice_pupils": [
        "What we write down about you",
        "What we keep",
        "Why we keep it",
        "Who can see it",
        "How long we keep it",
        "What you can ask for",
        "Who to ask",
    ],
    "processor_clauses": [
        "Clauses for processors",
        "The processors",
        "What it is about",
        "The clauses",
        "What the processor does beside the program",
        "What the program does",
        *END,
    ],
    "retention_schedule": [
        "Retention schedule: managed moves",
        "How long",
        "How a case is erased",
        "What the program cannot reach",
        "Who answers for it",
        *END,
    ],
    "accessibility_statement": [
        "Accessibility statement for Managed Moves",
        "How accessible it is",
        "If you need something else",
        "If you are not happy with our answer",
        "What is met, and how we know",
        "What is not met",
        "What nobody has tried yet",
        "How this statement was made",
        *END,
    ],
    "incident_plan": [
        "Incident plan: managed moves",
        "What counts",
        "In the first hour",
        "Within the day",
        "Within 72 hours",
        "Afterwards",
        "What is known of this incident",
        *END,
    ],
    "security_reviews": [
        "Security reviews: a summary",
        "What was tried, and found",
        "What was seen, and left",
        "What was not tried",
        "What nothing here stops",
        "What protects the data",
        *END,
    ],
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample's settings tables and no case, in a file that is copied."""
    file = tmp_path_factory.mktemp("papers") / "store.sqlite"
    store = open_store(f"sqlite:///{file}")
    for row in authority.rows(TODAY):
        store.put(row)
    store.close()
    return file


@pytest.fixture
def office(tables: Path, tmp_path: Path) -> Iterator[Office]:
    """The office over such a store."""
    copyfile(tables, tmp_path / "store.sqlite")
    made = Office(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"), lambda: TODAY)
    yield made
    made.store.close()


def say(office: Office, key: str, value: str) -> None:
    office.store.put(TableRow(SETTINGS, key, {"value": value} if value else {}, office.now(), "the tests"))


def made(office: Office, name: str, site: Site = SITE) -> bytes:
    found = as_word(office, next(each.title for each in PAPERS if each.id == name), site)
    assert found is not None
    return found


def headings(word: bytes) -> list[str]:
    return [each.text for each in document(word).paragraphs if each.style.name in ("Title", "Heading 1")]


def test_every_paper_has_its_wording_and_every_wording_its_paper() -> None:
    assert {path.stem for path in FOLDER.glob("*.docx")} == {each.id for each in PAPERS} == set(HEADINGS)


@EVERY_PAPER
def test_from_the_samples_settings_it_is_whole(paper: Paper, office: Office) -> None:
    word = made(office, paper.id)

    assert headings(word) == HEADINGS[paper.id]
    assert list(faults(word)) == []
    said = text(word)
    assert not any(
        wrong in said for wrong in ("{{", "{%", "None", "True", "False", "to be filled in", " .", ".. ", "“”")
    )


@EVERY_PAPER
@pytest.mark.parametrize("site", [BARE, SERVER], ids=["demonstration", "server"])
def test_without_any_setting_each_gap_has_a_number_and_is_told_on_the_last_page(
    paper: Paper, site: Site, office: Office
) -> None:
    for name in SETTINGS_SAY.values():
        for row in name.rows:
            say(office, row, "")
    word = made(office, paper.id, site)

    missing = [SETTINGS_SAY[name] for name in paper.told]
    last = document(word).tables[-1]
    assert [row.cells[0].text for row in last.rows] == [
        "No.",
        *map(str, range(1, 1 + len(missing) + len(paper.by_hand))),
    ]
    assert [row.cells[1].text for row in last.rows[1:]] == [
        *(each.what for each in missing),
        *(each.what for each in paper.by_hand),
    ]
    assert [row.cells[2].text for row in last.rows[1 : 1 + len(missing)]] == [
        f"Row “{each.rows[0]}” of the Settings table" for each in missing
    ]
    said = text(word)
    for number in range(1, 1 + len(missing)):
        assert f"(no. {number} on the last page)" in said
    assert list(faults(word)) == []
    assert "None" not in said


def test_what_is_missing_is_told_in_the_list_until_it_is_written(office: Office) -> None:
    assert {each.paper.id: each.missing for each in listed(office) if each.missing} == {}
    say(office, "host", "")
    say(office, "site address", " ")
    assert {each.paper.id: each.missing for each in listed(office) if each.missing} == {
        **{each.id: ("host",) for each in PAPERS if "host" in each.told},
        "accessibility_statement": ("site address",),
    }


@EVERY_PAPER
def test_a_paper_says_what_it_declares_to_say_and_cites_what_it_rests_on(paper: Paper, office: Office) -> None:
    used = names_used(FOLDER / f"{paper.id}.docx")
    asked = {name.removeprefix("told.") for name in used if name.startswith("told.")}
    through_lists = {"host"} if used & {"processors", "helpers"} else set()

    assert asked | through_lists == {*paper.told}
    said = text(made(office, paper.id)).replace("\u2011", "-").replace("\xa0", " ")
    assert {each.id for each in clauses() if each.citation in said} == {*paper.clauses}


def test_every_clause_about_the_site_is_cited_by_a_paper() -> None:
    about_the_site = {each.id for each in clauses() if each.document == "data-protection"}
    assert about_the_site - {one for each in PAPERS for one in each.clauses} == set()


def test_figures_are_those_of_the_policy_in_use(office: Office) -> None:
    say(office, "keep until age", "31")
    say(office, "keep unfinished months", "17")
    for name, words in {
        "retention_schedule": ("Until the pupil is 31", "17 months after its last entry"),
        "impact_assessment": ("17 months where no move began, at 31 where one did",),
        "arrangement": ("at 31 years of age or after 17 months",),
        "privacy_notice_parents": ("we keep it till your child is 31", "for 17 months"),
        "privacy_notice_pupils": ("we keep it till you are 31", "for 17 months"),
    }.items():
        said = text(made(office, name))
        assert [each for each in words if each not in said] == [], name


def test_the_record_has_every_question_of_every_form_and_the_authoritys_own(office: Office) -> None:
    row = {"label": "How will the child travel there?", "form": "Referral", "type": "text"}
    office.store.put(TableRow(QUESTIONS, "travel", row, office.now(), "the tests"))
    said = text(made(office, "record_of_processing")).replace("\u2011", "-")
    asked = [
        inner.label
        for kind in KINDS
        for each in questions(kind)
        for inner in (each, *(questions(each.item) if each.item else ()))
        if not inner.is_statement
    ]
    assert [each for each in (*asked, row["label"]) if each not in said] == []


@pytest.mark.parametrize(
    ("site", "names"),
    [
        (SITE, ["Google (Sheets)", "Google (accounts)", "Microsoft (accounts)", "GOV.UK Notify"]),
        (replace(SERVER, mail="An e-mail server"), ["An e-mail server"]),
        (BARE, []),
    ],
    ids=["sheet", "server", "file"],
)
def test_processors_are_those_of_the_site(site: Site, names: list[str], office: Office) -> None:
    table = document(made(office, "processor_clauses", site)).tables[0]
    host = "Riverside Council’s own IT service, in Riverside, England"
    assert [row.cells[0].text for row in table.rows] == ["Who", host, *names]
    assert ("spreadsheet" in text(made(office, "retention_schedule", site))) is (site.store == "sheet")


def test_what_axe_is_let_find_is_told_as_not_met(office: Office) -> None:
    said = text(made(office, "accessibility_statement")).replace("\u2011", "-")
    assert [rule for rule in ALLOWED if rule not in said] == []


@pytest.mark.parametrize(("name", "oldest"), [("privacy_notice_parents", 11), ("privacy_notice_pupils", 10)])
def test_a_notice_reads_at_its_age(name: str, oldest: int, office: Office) -> None:
    say(office, "authority", "The head")
    say(office, "host", "the head")
    said = [each.text for each in paragraphs(made(office, name)) if each.style.name in ("Normal", "List Bullet")]
    words = " ".join(each if each.endswith((".", "?")) else f"{each}." for each in said)
    age = 5 + max(textstat.automated_readability_index(words), textstat.coleman_liau_index(words))
    assert age <= oldest, f"{name} reads at {age:.1f} years"


def test_papers_are_in_plain_words() -> None:
    passages = [WORDING / "shared" / f"{name}.txt" for name in ("paper_top", "paper_end", "measures", "processors")]
    files = [*sorted((WORDING / "papers").glob("*.txt")), *passages]
    lines = [(each.name, line) for each in files for line in each.read_text("utf-8").splitlines()]
    assert not_plain([each for each in lines if not each[1].startswith("About:")]) == []


def test_on_paper_nothing_is_cut_or_nearly_empty(office: Office, tmp_path: Path) -> None:
    files = {each.id: made(office, each.id) for each in PAPERS}
    pages = on_paper(files, tmp_path)
    found = {
        each.id: [
            fault
            for fault in faults_on_paper(
                pages[each.id],
                text(files[each.id]).replace("Page 1 of 1", ""),
                f"{each.title}, Monday 21 September 2026",
                (),
            )
            if "nearly empty" not in fault  # the last page is what still has to be filled in
        ]
        for each in PAPERS
    }
    assert found == {each.id: [] for each in PAPERS}


def test_papers_are_for_those_who_keep_the_app_in_order(office: Office) -> None:
    assert [may_have(each) for each in (ROSALIND, NOOR, AMINA, PETER, DEVAN)] == [True, True, False, False, False]
    assert as_word(office, "No such paper", SITE) is None
