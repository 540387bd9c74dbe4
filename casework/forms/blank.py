"""A blank of a form, to print and fill in by hand: everything the form may ask, in its order, with boxes to tick and lines to
write on. It is made of what the form declares, and knows no case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from casework.forms.about import about
from casework.reading.office import Office
from letters import letterhead
from letters.blank_form import make
from record.entry import Answers, Entry
from record.field import OTHER_SCHOOL, Question, Section, Shape, When, questions, sections
from record.forms.kinds import KINDS
from record.forms.together import TOGETHER
from record.person import Person
from record.words import first_capital

FORMS: Mapping[str, type[Entry]] = {
    **{each.kind: TOGETHER.get(each, each) for each in KINDS},
    **{each.kind: each for each in TOGETHER.values()},
}
"""By the name of each kind, the form it is filled in on; and by the names of those forms."""
CARDS = 3
"""Empty cards of a group."""
ROWS = 6
"""Empty rows of a table."""
COLUMNS = ("first", "second", "third", "fourth", "fifth")
LINES: Mapping[Shape, int] = {Shape.LONG_TEXT: 4}
"""Lines to write on; one for any other."""
SHORT = 44
"""Letters of choices that stand beside each other."""
PATTERNS: Mapping[Shape, str] = {
    Shape.DATE: "Day ______   Month ______   Year __________",
    Shape.BIRTH_DATE: "Day ______   Month ______   Year __________",
    Shape.TIME: "______ : ______",
}
OF_A_CASE: Mapping[str, str] = {
    "consult_coordinator": "your authority asks schools to consult its coordinator first",
    "directed": "the governing board directs the child to be educated off-site",
    "dual_registered": "the move is for a time only",
    "has_agencies": "a social worker, a SEN team or another service helps the child",
    "has_social_worker": "the child has a social worker",
    "has_started": "the child has started at the receiving school",
    "key_stage": "the child is in Year 10 or 11",
    "looked_after": "the child is looked after",
    "needs_adjustments": "the child has a disability",
    "route": "the child goes to alternative provision",
}
"""What a fact of the case means, after “If”."""
ANSWERS_LATER = "The other school fills in this part, after the form was submitted."
LEFT = "You can leave this blank."
MARKS = "Write the register mark of each half day."
Facts = dict[str, object]


def blank(office: Office, person: Person, form: type[Entry]) -> bytes:
    """The blank of one of `FORMS`, on the paper of the person's school. Raises LetterError, StoreError."""
    kind, said = office.authority.form(form), about(form)
    return make(
        {
            "sender": _letterhead(office, person),
            "reference": f"{form.title}, blank form",
            "title": form.title,
            "purpose": said.purpose,
            "at_hand": said.at_hand,
            "parts": [part for each in sections(kind) for part in _section(kind, each)],
        }
    )


def _letterhead(office: Office, person: Person) -> Mapping[str, object]:
    if not person.is_at_a_school:
        return letterhead.of_authority(office.authority)
    return letterhead.of_school(office.authority.school(person.school))


def _section(kind: type[Entry], section: Section) -> Iterator[Facts]:
    """Its parts, the first with what stands at the head of the section."""
    own = [each for each in section.when if each.name != OTHER_SCHOOL.name]
    only = ANSWERS_LATER if section.is_for_the_other_school else f"{_if(kind, own, None)}:" if own else None
    head: Facts = {"title": section.title, "only": only, "text": section.text}
    for part in _parts(kind, section):
        yield {**part, **head}
        head = {}


def _parts(kind: type[Entry], section: Section) -> Iterator[Facts]:
    """Questions that follow one another as one table, and each group and each week by itself."""
    mine = [each for each in questions(kind) if each.section is section]
    for is_alone, few in groupby(mine, key=lambda each: each.name if each.item else _is_of_week(each)):
        those = list(few)
        if those[0].item:
            yield from _group(kind, those[0])
        elif is_alone:
            choices = ", ".join(those[0].choices)
            yield _part(is_week=True, hint=f"Write for each half day one of: {choices}." if choices else MARKS)
        else:
            yield _part(questions=[_question(kind, each) for each in those])


def _is_of_week(question: Question) -> bool:
    return question.section.layout == "week" and question.name.endswith(("_am", "_pm"))


def _part(**more: object) -> Facts:
    empty = dict.fromkeys(("title", "only", "text", "heading", "when", "hint", "three", "five"))
    return {**empty, "questions": [], "is_week": False, **more}


def _group(kind: type[Entry], group: Question) -> Iterator[Facts]:
    """Three cards; a table where the app draws one, or knows what its rows are."""
    assert group.item is not None
    heading = None if group.label == group.section.title else group.label
    said = {"heading": heading, "when": _when(kind, group), "hint": group.hint}
    asked = questions(group.item)
    if not (group.given or group.section.layout == "table"):
        noun = first_capital(asked[0].section.title.removeprefix("A ").removeprefix("An "))
        inside = [_question(group.item, each) for each in asked]
        yield _part(**said)
        yield from (_part(heading=f"{noun} {number}", questions=inside) for number in range(1, CARDS + 1))
        return
    heads = dict(zip(COLUMNS, [each.label for each in asked], strict=False))
    cells = dict(zip(COLUMNS, ["\n".join(_boxes(each)) for each in asked], strict=False))
    yield _part(**said, **{"three" if len(asked) <= 3 else "five": {**heads, "lines": [cells] * ROWS}})


def _question(kind: type[Answers], question: Question) -> Facts:
    boxes = _boxes(question)
    may_be_left = LEFT if question.optional and "blank" not in question.hint else ""
    hint = " ".join(filter(None, (_ended(question.hint), may_be_left)))
    lines = ["line"] * (0 if boxes else LINES.get(question.shape, 1))
    return {"label": question.label, "hint": hint, "when": _when(kind, question), "boxes": boxes, "lines": lines}


def _ended(hint: str) -> str:
    return hint if not hint or hint.endswith((".", "?", "…")) else f"{hint}."


def _boxes(question: Question) -> Sequence[str]:
    """A box for each choice, short ones beside each other; a date and a time with their parts."""
    if pattern := PATTERNS.get(question.shape):
        return [pattern]
    choices = ("Yes", "No") if question.shape is Shape.YES_NO else question.choices
    boxes = [f"☐ {first_capital(each)}" for each in choices]
    are_short = 0 < sum(map(len, choices)) <= SHORT and (len(choices) <= 3 or max(map(len, choices)) <= 3)
    return ["     ".join(boxes)] if are_short else boxes


def _when(kind: type[Answers], question: Question) -> str | None:
    """When it is asked, beside its section: `If no:` right below the question that decides it."""
    own = [each for each in question.when if each not in question.section.when]
    return f"{_if(kind, own, question)}:" if own else None


def _if(kind: type[Answers], conditions: Sequence[When], of: Question | None) -> str:
    return "If " + ", and if ".join(_condition(kind, each, of) for each in conditions)


def _condition(kind: type[Answers], when: When, of: Question | None) -> str:
    """One condition, after “if”."""
    if when.of_case:
        return OF_A_CASE[when.name]
    if "." in when.name:
        return f"anyone’s answer is {_either(sorted(when.values))}"
    asked = {each.name: each for each in questions(kind)}
    decides = asked[when.name]
    in_order = [each for each in (*decides.choices, "yes", "no") if each in when.values]
    if when.others:
        return f"any half day is {_either(in_order)}"
    names = [*asked]
    is_above = of is not None and names.index(of.name) == names.index(when.name) + 1
    return _either(in_order) if is_above else f"“{decides.label}” is {_either(in_order)}"


def _either(values: Sequence[str]) -> str:
    """`a, b or c`."""
    return f"{', '.join(values[:-1])} or {values[-1]}" if len(values) > 1 else values[0]
