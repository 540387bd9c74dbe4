"""Writes the pages of docs/ that are made from the code, those of `PAGES`: `make docs`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from casework.forms.about import about
from docs import security_reviews
from docs.blocks_page import BLOCKS_TAKEN, EXAMPLES
from letters.catalogue import LETTERS, Letter
from record.entry import Answers, Entry
from record.field import Question, When, questions, sections
from record.forms.kinds import KINDS
from record.forms.together import TOGETHER
from record.pack import Pack
from record.words import plain_day
from rules.clause_coverage import clause_coverage
from rules.clauses import Clause, clauses, documents
from rules.due import duties
from rules.judging import gates, rules
from rules.overrides import NUMBERS, in_plain_words
from rules.packs import NEVER_WRITTEN, packs
from store.declared import SETTINGS, Setting
from ui import blocks, marks

DOCS = Path(__file__).parent
UI = DOCS.parent / "ui"
MADE = "Made from the code by `make docs`: do not edit.\n"


def fields() -> str:
    """Every question of every form."""
    return "\n".join(["# Fields", "", MADE, *(line for kind in KINDS for line in _of_kind(kind))]) + "\n"


def _of_kind(kind: type[Entry]) -> Iterator[str]:
    """The form of a kind; where several are filed with one form, that first."""
    if together := TOGETHER.get(kind):
        yield from _form(together, " together")
    yield from _form(kind, " alone, as it is corrected" if kind in TOGETHER else "")


def _form(kind: type[Entry], how: str) -> Iterator[str]:
    yield f"## {kind.number}. {kind.title}{how}\n"
    said = about(kind)
    yield f"{kind.purpose} Written by: {', '.join(kind.by)}.\n"
    yield f"{said.time}. At hand: {said.at_hand} Who reads it: {' '.join(said.readers)}\n"
    for section in sections(kind):
        yield f"### {section.title}\n"
        yield "| question | name | kind | asked | clause |"
        yield "|---|---|---|---|---|"
        for question in questions(kind):
            if question.section is section:
                yield from _rows(question)
        yield ""


def _rows(question: Question, within: str = "") -> Iterator[str]:
    sort = ", ".join(question.choices) if question.choices else question.shape
    asked = " and ".join(_when(each) for each in question.when) or "always"
    left = "" if not question.optional else "; may be left"
    yield f"| {within}{question.label} | `{question.name}` | {sort} | {asked}{left} | {question.clause} |"
    for inner in _inner(question.item):
        yield from _rows(inner, "— ")


def _inner(item: type[Answers] | None) -> tuple[Question, ...]:
    return questions(item) if item else ()


def _when(when: When) -> str:
    of = "the case’s " if when.of_case else ""
    names = " or ".join(f"`{name}`" for name in (when.name, *when.others))
    return f"{of}{names} is {' or '.join(sorted(when.values))}"


def rule_table() -> str:
    """Every clause and what meets it, the packs side by side, every rule."""
    lines = ["# Rules", "", MADE, "Each clause of guidance, in our own words, and what the app does with it.", ""]
    for document in documents():
        read = f"Checked: {document.checked}, {document.checked_on}. {document.source}".strip()
        lines += [f"## {document.title}", "", f"Edition: {document.edition}. {read}", ""]
        lines += ["| clause | asks | section | in force from | about | met by |", "|---|---|---|---|---|---|"]
        lines += [_clause_row(each) for each in clauses() if each.document == document.id]
        lines.append("")
    lines += [*_pack_table(), "## The rules", "", *_rule_rows(), "", "## The gates", "", *_gate_rows(), "", *_score()]
    return "\n".join(lines) + "\n"


def _score() -> Iterator[str]:
    """How many broken rules the tests noticed, as `make mutants` wrote it when it last tried each theme."""
    themes = tomllib.loads((DOCS / "mutants.toml").read_text(encoding="utf-8"))
    noticed, tried = (sum(each[name] for each in themes.values()) for name in ("noticed", "of"))
    yield "## Broken on purpose\n"
    yield (
        "`make mutants` turns each rule’s answer round, moves each number by one and each comparison’s edge, puts `and` for "
        f"`or` and leaves out each `not`. The tests noticed {noticed} of {tried}. What changes nothing that could be seen "
        "stands with its reason in tests/mutants/equivalent.toml and is not counted.\n"
    )
    yield "| theme | noticed | of | tried on |"
    yield "|---|---|---|---|"
    for theme, score in themes.items():
        yield f"| {theme} | {score['noticed']} | {score['of']} | {score['on']} |"


def _met_by(clause: Clause) -> Iterator[str]:
    found = clause_coverage(clause.id)
    yield from (f"rule {each.id} ({each.weight})" for each in found.rules)
    yield from (f"gate {each.id} ({each.weight})" for each in found.gates)
    yield from (f"`{kind.kind}.{question.name}`" for kind, question in found.questions)
    yield from (f"{kind.title}: {section.title}" for kind, section in found.sections)
    if clause.shown_by:
        yield clause.shown_by
    if clause.why_not:
        yield f"not by code: {clause.why_not}"


def _clause_row(clause: Clause) -> str:
    child = [clause.child] if clause.child != "any" else []
    about = ", ".join([*clause.routes, *child])
    met = "; ".join(_met_by(clause))
    return f"| {clause.id} | {clause.asks} | {clause.section} | {clause.in_force_from} | {about} | {met} |"


def _pack_table() -> Iterator[str]:
    """Every key of a policy pack, with its value in every pack."""
    known = packs()
    yield "## The policy packs\n"
    yield "Each authority's numbers, words and choices, with the national pack already laid under. A key marked * is a"
    yield "number that a row of the Settings table may change, under its name in plain words.\n"
    yield f"| key | {' | '.join(each.id for each in known)} |"
    yield f"|---{'|---' * len(known)}|"
    for key in Pack.model_fields:
        if key not in (NEVER_WRITTEN, "id"):
            yield f"| {_key(key)} | {' | '.join(_value(getattr(each, key)) for each in known)} |"
    yield ""


def _key(key: str) -> str:
    return f"`{key}` * (*{in_plain_words(key)}*)" if key in NUMBERS else f"`{key}`"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return {True: "yes", False: "no", None: ""}.get(value, str(value)) if isinstance(value, bool | None) else str(value)


def _rule_rows() -> Iterator[str]:
    yield "| rule | weight | form | clauses | holds when | message |"
    yield "|---|---|---|---|---|---|"
    for each in rules():
        cited = ", ".join(clause.id for clause in each.clauses)
        yield f"| {each.id} | {each.weight} | {each.on.title} | {cited} | {each.statement} | {each.message} |"


def _gate_rows() -> Iterator[str]:
    yield "A gate asks something of an outcome, whichever form, correction, import or hand edit brings it about.\n"
    yield "| gate | weight | when | clauses | holds when | message |"
    yield "|---|---|---|---|---|---|"
    for each in gates():
        cited = ", ".join(clause.id for clause in each.clauses)
        yield f"| {each.id} | {each.weight} | {', '.join(each.on)} | {cited} | {each.statement} | {each.message} |"


def letter_table() -> str:
    """Every letter, and the facts it needs."""
    return "\n".join(["# Letters", "", MADE, *(line for letter in LETTERS for line in _letter(letter))]) + "\n"


def _letter(letter: Letter) -> Iterator[str]:
    yield f"## {letter.title}\n"
    yield f"From: {' or '.join(letter.writers)}. To: {', '.join(letter.readers)}. When: {', '.join(letter.stages)}.\n"
    if letter.by_when:
        checked = f", checked by {' and '.join(letter.by_when.checked_by)}" if letter.by_when.checked_by else ""
        yield f"By a day: {', '.join(letter.by_when.clauses)}{checked}.\n"
    else:
        yield f"Asked by: {', '.join(letter.clauses)}.\n"
    yield "| needs | asked in |"
    yield "|---|---|"
    for need in letter.needs:
        yield f"| `{need.fact}` | {need.kind}: {need.field} |"
    yield ""


def setting_table() -> str:
    """Everything a site can be told."""
    lines = ["# Settings", "", MADE, *SETTINGS_INTRODUCTION, ""]
    lines += ["| in the secrets file | in the environment | says | may be | without it |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_setting_row, SETTINGS)]) + "\n"


def _setting_row(each: Setting) -> str:
    section, _, name = each.line.rpartition(".")
    line = f"`{name}`{f' under `[{section}]`' if section else ''}" if each.line else ""
    may_be = " or ".join(f"`{word}`" for word in each.choices) or each.says
    return f"| {line} | {f'`{each.variable}`' if each.variable else ''} | {each.means} | {may_be} | {each.without} |"


def unread() -> str:
    """Every clause that was read second-hand, for the person who reads the text itself."""
    told = [each for each in clauses() if each.checked == "secondary"]
    return "\n".join(["# What nobody has yet read at the source", "", MADE, *UNREAD, *map(_unread, told)])


UNREAD = (
    "Each of these comes from someone else: a council, a law firm, a service for parents. The app still follows it, and",
    "every place where it is cited says that it was read second-hand. If you read the Department for Education’s text of",
    "May 2026, the regulations made with it, or the older law named below, each entry says what to look for, and what would have to change.",
    "",
    'Once a clause has been read, put the words right in its file in `rules/guidance/`, set `checked = "primary"` and the day,',
    "and take out `look_for`: it leaves this page. Where the text says otherwise than the app does, change what is under",
    "*In the app* first.",
    "",
)


def _unread(clause: Clause) -> str:
    lines = [f"## {clause.id}: {clause.citation}", "", f"- Asks: {clause.asks}"]
    lines += [f"- In the app: {each}" for each in _done_for(clause)]
    lines += [f"- Told by: {clause.source} (read on {plain_day(clause.checked_on)})", f"- Look for: {clause.look_for}"]
    return "\n".join([*lines, ""])


def _done_for(clause: Clause) -> Iterator[str]:
    found = clause_coverage(clause.id)
    yield from (f"{each.statement} (rule {each.id}, {each.weight})" for each in found.rules)
    yield from (f"{each.statement} (gate {each.id}, {each.weight})" for each in found.gates)
    yield from (f"{each.statement} (duty *{each.what}*)" for each in duties() if clause in each.clauses)
    asked = [f"“{question.label}” ({kind.title})" for kind, question in found.questions]
    yield from [f"asks {'; '.join(asked)}"] if asked else []
    under = [f"{kind.title}, *{section.title}*" for kind, section in found.sections]
    yield from [f"has a part of a form for it: {'; '.join(under)}"] if under else []
    yield from filter(None, (clause.shown_by, f"nothing: {clause.why_not}" if clause.why_not else ""))


SETTINGS_INTRODUCTION = (
    "Everything a site can be told, by `.streamlit/secrets.toml` (`.streamlit/secrets.toml.example` has every line with its",
    "reason) or by the environment, which wins over the file line by line. A site that is told nothing at all is the",
    "demonstration. Anything that is not in this table, is nearly in it, is empty or contradicts another line stops the start",
    "with a sentence: the setting, the nearest that there is, and what to write.",
    "",
    "Streamlit’s own settings stand in `.streamlit/config.toml`. A site sets `server.address`, `server.port` and",
    "`server.allowedHosts` there, or in the environment (`STREAMLIT_SERVER_ADDRESS` and so on). Those that would open a door are",
    "held to what that file says (`ui/shell/starting.py`), and a name that Streamlit does not know stops the start too.",
)
DESIGN = (
    "A school office’s good notebook: quiet, of one hand, made to be read all day. What is on every page stands in `ui/shell/`, what pages are made of in `ui/blocks.py` and `ui/marks.py`",
    "with its styles in `ui/blocks.css`, the theme in `.streamlit/config.toml`. A page draws with Streamlit’s own elements and with these blocks, and has no style of its own.",
    "`make blocks` shows every block with an example; the pictures below are of it.",
    "",
    "- **Sizes**: four and the page’s name, as variables of `ui/blocks.css` (`--mm-size-…`). Nothing has another (`tests/ui/test_look.py`).",
    "- **Colours** say something: red is late, wrong or not allowed; orange is soon; green is done; blue is what to do next. Never by colour alone: a word or a mark says",
    "  the same. Text has 4.5 to 1 on its ground, in light and dark.",
    "- **One button for the next thing**, filled; everything else is outlined or a link. The same button never twice on a page.",
    "- **Cards** only around what can be acted on. Lists are lines with a rule between them. A fold is a line that is underlined, never a box.",
    "- **What is known is text**, with *Change* beside it. What few need is folded away under its name.",
    "- **Empty** says what to do, in a grey line, and has no picture.",
    "- **Narrow**: at 390 pixels a table becomes lines, each value with its name; buttons go under text and as wide as it; the menu has a name.",
    "- **Paper**: the register prints from the browser; everything else that is printed is a Word file.",
    "- **Motion**: none of our own. Charts, folds and the menu are Streamlit’s, which keeps to what the computer asks for.",
    "",
)


def _block(name: str) -> tuple[str, str]:
    """How a block is called, and what it says of itself."""
    room = blocks if hasattr(blocks, name) else marks
    return f"`{room.__name__.removeprefix('ui.')}.{name}`", " ".join((getattr(room, name).__doc__ or "").split())


def design() -> str:
    """How the app looks, and each block that pages are made of."""
    sizes = re.findall(r"--mm-size-(\w+): ([^;]+);", (UI / "blocks.css").read_text("utf-8"))
    every = [_block(name) for name in EXAMPLES]
    lines = [f"| {name} | {size} |" for name, size in sizes]
    drawn = [f"| {call} | {says} |" for call, says in every]
    taken = [f"![{said}](pictures/blocks{which}.png)" for which, said in BLOCKS_TAKEN.items()]
    return "\n".join(
        [*("# How it looks", "", MADE, *DESIGN, "## Sizes", "", "| name | size |", "|---|---|", *lines, "")]
        + [*("## Blocks", "", "| block | what it is |", "|---|---|", *drawn, "", *taken, "")]
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "../casework/papers/security_reviews.toml": security_reviews.as_toml,
    "design.md": design,
    "fields.md": fields,
    "rules.md": rule_table,
    "letters.md": letter_table,
    "settings.md": setting_table,
    "unread.md": unread,
}


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
