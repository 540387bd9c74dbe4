"""What the tags of a template may say, and which facts they name.

A template prints facts, loops over lists of facts and asks whether a fact is there. Everything else the template
language could do (calls, arithmetic, macros, loops over anything but facts) is refused before it is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from letters.errors import TemplateRefused
from letters.say import fact_named

DEEPEST_LOOP = 3
"""Loops inside loops: each multiplies the work a template can ask for."""

FILTERS = frozenset({"capitalize", "first", "join", "last", "length", "lower", "trim", "upper"})
TESTS = frozenset({"defined"})
OF_A_LOOP = frozenset({"first", "index", "last", "length"})

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)

WHAT_IT_IS: Mapping[type[nodes.Node], str] = {
    nodes.Call: "calls a function",
    nodes.Mul: "calculates",
    nodes.Pow: "calculates",
    nodes.Include: "includes another file",
    nodes.Import: "includes another file",
    nodes.Macro: "defines a macro",
    nodes.Getitem: "uses square brackets",
}


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a template names a fact: its dotted name, the name as it is written (in a loop, of one of the list), and
    the facts that are known to be there: an `if` around it asks for them first, or a loop goes over them."""

    name: str
    written: str
    there: frozenset[str]

    @property
    def is_guarded(self) -> bool:
        """Whether the fact itself is known to be there, and not only the group or the list that it stands in."""
        return gives(self.there, fact_named(self.name))


def gives(there: Iterable[str], name: str) -> bool:
    """Whether these facts make sure of `name`: it is one of them, or a group that one of them stands in."""
    return any(fact == name or fact.startswith(f"{name}.") for fact in there)


def refuse_all_but_facts(tree: nodes.Template) -> None:
    """Raise TemplateRefused if the template does anything but print, loop over and ask for facts."""
    _refuse(tree, depth=0)


def _refuse(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, ALLOWED):
        what = WHAT_IT_IS.get(type(node), f"uses “{type(node).__name__.lower()}”")
        raise TemplateRefused(
            f"A tag {what}. A template may only print facts, loop over them, and ask if they are there."
        )
    if isinstance(node, nodes.Output) and any(isinstance(part, nodes.Const) for part in node.nodes):
        raise TemplateRefused("A tag prints a fixed word. Write the word outside the tag.")
    if isinstance(node, nodes.Getattr | nodes.Name):
        _refuse_name(node)
    if isinstance(node, nodes.Filter | nodes.Test):
        _refuse_filter(node)
    if isinstance(node, nodes.For):
        _refuse_loop(node, depth)
        depth += 1
    for child in node.iter_child_nodes():
        _refuse(child, depth)


def _refuse_name(node: nodes.Getattr | nodes.Name) -> None:
    name = node.attr if isinstance(node, nodes.Getattr) else node.name
    if name.startswith("_"):
        raise TemplateRefused(f"A tag names “{name}”. No fact begins with a low line.")
    if isinstance(node, nodes.Getattr) and not isinstance(node.node, nodes.Getattr | nodes.Name):
        raise TemplateRefused(f"A tag asks “.{name}” of something that is no fact.")


def _refuse_filter(node: nodes.Filter | nodes.Test) -> None:
    allowed = FILTERS if isinstance(node, nodes.Filter) else TESTS
    if node.name not in allowed:
        raise TemplateRefused(f"A tag uses “{node.name}”. These may be used: {', '.join(sorted(allowed))}.")


def _refuse_loop(node: nodes.For, depth: int) -> None:
    if depth >= DEEPEST_LOOP:
        raise TemplateRefused(f"Loops may stand inside each other {DEEPEST_LOOP} deep.")
    if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
        raise TemplateRefused("A loop may only be written {% for one in facts %}.")
    if not isinstance(node.iter, nodes.Name | nodes.Getattr):
        raise TemplateRefused("A loop may only go over a list of facts.")


def uses(tree: nodes.Template) -> Iterator[Use]:
    """Every place where the template names a fact; the variable of a loop is traced back to its list."""
    yield from _uses_in(list(tree.iter_child_nodes()), {}, frozenset())


def _uses_in(children: list[nodes.Node], loops: Mapping[str, str], asked: frozenset[str]) -> Iterator[Use]:
    for child in children:
        yield from _uses(child, loops, asked)


def _uses(node: nodes.Node, loops: Mapping[str, str], asked: frozenset[str]) -> Iterator[Use]:
    if isinstance(node, nodes.Name | nodes.Getattr):
        yield from _use_of(node, loops, asked)
    elif isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        listed = _dotted(node.iter, loops)
        yield from _uses(node.iter, loops, asked | {listed})
        within = {**loops, node.target.name: listed, "loop": ""}
        yield from _uses_in(node.body, within, asked | {listed})
        yield from _uses_in(node.else_, loops, asked)
    elif isinstance(node, nodes.If):
        found = frozenset(_asked_for(node.test, loops))
        yield from _uses(node.test, loops, asked | found)
        yield from _uses_in(node.body, loops, asked | found)
        yield from _uses_in([*node.elif_, *node.else_], loops, asked)
    else:
        yield from _uses_in(list(node.iter_child_nodes()), loops, asked)


def _use_of(node: nodes.Name | nodes.Getattr, loops: Mapping[str, str], asked: frozenset[str]) -> Iterator[Use]:
    name = _dotted(node, loops)
    if name:
        yield Use(name, _dotted(node, {}), asked)


def _dotted(node: nodes.Node, loops: Mapping[str, str]) -> str:
    """`t.what` inside `{% for t in targets %}` is `targets.what`; what belongs to the loop itself is nothing."""
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node, loops)
        return f"{before}.{node.attr}" if before else ""
    return loops.get(node.name, node.name) if isinstance(node, nodes.Name) else ""


def _asked_for(test: nodes.Node, loops: Mapping[str, str]) -> Iterator[str]:
    """The facts that are there whenever the test holds."""
    if isinstance(test, nodes.Name | nodes.Getattr):
        yield fact_named(_dotted(test, loops))
    elif isinstance(test, nodes.And):
        yield from _asked_for(test.left, loops)
        yield from _asked_for(test.right, loops)
    elif isinstance(test, nodes.Compare):
        yield from _asked_for(test.expr, loops)
