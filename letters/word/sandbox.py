"""Where templates run: they see facts, and nothing of Python.

Facts go in as plain words. A name that is not there, or a fact that nobody has recorded, stops the letter with the
fact's dotted name instead of printing a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from letters.errors import FactMissing, FactTooLong, TemplateFaulty, TemplateRefused
from letters.say import LOCAL
from letters.word.tags import FILTERS, OF_A_LOOP, TESTS, refuse_all_but_facts

LONGEST_TEXT = 10_000
"""Characters of one fact: about three pages."""
LONGEST_LIST = 200
"""Items of one list of facts."""
MOST_STEPS = 20_000
"""Steps that all loops of one part of a letter may take together."""
LONGEST_LETTER = 4_000_000
"""Characters of XML that one part of a letter may grow to."""

NOT_PRINTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, half characters and marks that turn the direction of writing: Word cannot open them or misleads."""


RAW = re.compile(r"\{%[-+]?\s*(?:end)?raw\b")
_STEPS: ContextVar[list[int]] = ContextVar("steps")


class Said(dict[str, object]):
    """A group of facts that knows its own dotted name."""

    def __init__(self, path: str, facts: Mapping[str, object]) -> None:
        super().__init__(facts)
        self.path = path

    def __str__(self) -> str:
        raise TemplateRefused(f"A tag prints the whole group “{self.path}”. Name the fact inside it.")

    __html__ = __str__


class Listed(list[object]):
    """A list of facts. Every step a loop takes over it counts against what one letter may take."""

    def __iter__(self) -> Iterator[object]:
        for one in super().__iter__():
            steps = _STEPS.get([0])
            steps[0] += 1
            if steps[0] > MOST_STEPS:
                raise TemplateRefused("A loop repeats too much.")
            yield one


class Unsaid(StrictUndefined):
    """A fact that is missing. It may be asked for with `if` when it exists but is not recorded, and never printed."""

    __slots__ = ("exists", "path")

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, *_: Any) -> None:
        super().__init__(hint, obj, name)
        self.path = dotted(obj.path if isinstance(obj, Said) else "", name or "")
        self.exists = False

    def _stop(self, *_: Any, **__: Any) -> NoReturn:
        raise FactMissing(self.path)

    def __bool__(self) -> bool:  # type: ignore[override]
        return False if self.exists else self._stop()

    __str__ = __len__ = __iter__ = __eq__ = __ne__ = __contains__ = __html__ = _stop
    __hash__ = __call__ = __lt__ = __gt__ = __le__ = __ge__ = _stop


def dotted(before: str, name: str) -> str:
    return f"{before}.{name}" if before else name


def cleaned(value: object, path: str = "") -> object:
    """Facts made safe to put in a letter: plain words, numbers, yes and no, and lists and groups of these."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _clean_text(value, path)
    if isinstance(value, Mapping):
        return Said(path, {str(name): cleaned(fact, dotted(path, str(name))) for name, fact in value.items()})
    if isinstance(value, list | tuple):
        if len(value) > LONGEST_LIST:
            raise FactTooLong(path, len(value), LONGEST_LIST)
        return Listed(one for one in (cleaned(one, path) for one in value) if one is not None)
    raise TypeError(f"{path} is a {type(value).__name__}: put it in words before it goes in a letter")


def _clean_text(text: str, path: str) -> str | None:
    """The text as it can be printed; None when nothing of it can be seen."""
    text = NOT_PRINTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    if len(text) > LONGEST_TEXT:
        raise FactTooLong(path, len(text), LONGEST_TEXT)
    return text if text.strip() else None


class Bounded(Template):
    """A compiled template whose output cannot grow without end."""

    def render(self, *facts: Any, **more: Any) -> str:
        _STEPS.set([0])
        parts: list[str] = []
        length = 0
        for part in self.generate(*facts, **more):
            parts.append(part)
            length += len(part)
            if length > LONGEST_LETTER:
                raise TemplateRefused("The letter grows too long. Look for a loop that repeats too much.")
        return "".join(parts)


class FactsOnly(SandboxedEnvironment):
    """A sandbox in which a dot finds a fact and nothing else."""

    template_class = Bounded
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=Unsaid, autoescape=True, finalize=printed)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def parse(self, source: str, *names: Any) -> nodes.Template:
        """The tree of a template. Inside `raw` docxtpl would undo the escapes of XML, and nothing would put them back."""
        if RAW.search(source):
            raise TemplateRefused("A tag uses “raw”. Take it out.")
        return super().parse(source, *names)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Said):
            return self._fact(obj, attribute)
        if isinstance(obj, Unsaid) and obj.exists:
            return unrecorded(obj.path, attribute)
        if isinstance(obj, Unsaid):
            raise FactMissing(dotted(obj.path, attribute))
        if isinstance(obj, LoopContext) and attribute in OF_A_LOOP:
            return getattr(obj, attribute)
        raise TemplateRefused(f"A tag asks “.{attribute}” of something that is no group of facts.")

    def getitem(self, obj: Any, argument: Any) -> NoReturn:
        raise TemplateRefused("A tag uses square brackets.")

    def _fact(self, facts: Said, name: str) -> Any:
        fact = facts.get(name, self.undefined(obj=facts, name=name))
        is_missing = fact is None or (facts.path == LOCAL and name not in facts)  # a question that is asked no more
        return unrecorded(facts.path, name) if is_missing else fact

    def call(self, *_: Any, **__: Any) -> NoReturn:
        raise TemplateRefused("A tag calls a function.")

    def call_binop(self, *_: Any) -> NoReturn:
        raise TemplateRefused("A tag calculates.")

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        return compiled(str(source))


def unrecorded(before: str, name: str) -> Unsaid:
    """A fact that exists and that nobody has recorded: `if` finds it false, and so everything in it."""
    unsaid = Unsaid(name=name)
    unsaid.path, unsaid.exists = dotted(before, name), True
    return unsaid


def printed(value: Any) -> Any:
    """What may stand in a letter: words and whole numbers, never a group, a list, yes or no, or nothing."""
    if isinstance(value, Unsaid):
        raise FactMissing(value.path)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TemplateRefused("A tag prints a group, a list, or a yes or no. Name the fact inside it, or use “if”.")
    return value


ENVIRONMENT = FactsOnly()


@lru_cache(maxsize=256)
def compiled(source: str) -> Template:
    """The template compiled, once for each content. Raises TemplateFaulty, TemplateRefused."""
    try:
        tree = ENVIRONMENT.parse(source)
        refuse_all_but_facts(tree)
        return SandboxedEnvironment.from_string(ENVIRONMENT, tree)
    except TemplateSyntaxError as fault:
        raise TemplateFaulty(f"A tag cannot be read: {(fault.message or '').rstrip('.')}.") from None
    except RecursionError:
        raise TemplateRefused("Its conditions stand too deep inside each other.") from None
