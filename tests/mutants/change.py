"""The small ways in which a function can be wrong, made from its source.

An answer turned round, a number one more or one less, a comparison's edge moved, `and` for `or`, a `not` left out.
"""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from types import CodeType, FunctionType
from typing import Any

from record.pack import Pack

OTHER_EDGE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    """One function, wrong in one small way."""

    function: FunctionType
    change: str
    """In words that stay the same while the line stays the same: `each.day < today -> each.day <= today`."""
    code: CodeType

    @property
    def name(self) -> str:
        """What the list of equivalent mutants calls it."""
        return f"{self.function.__module__}.{self.function.__name__}: {self.change}"


def mutants(function: FunctionType) -> Iterator[Mutant]:
    """Every mutant of a function."""
    tree = _parsed(function)
    seen: Counter[str] = Counter()
    for position, node in enumerate(ast.walk(tree)):
        for changed in _changed(node, function.__globals__):
            change = f"{_line(node)} -> {_line(changed)}"
            seen[change] += 1
            number = f" (place {seen[change]})" if seen[change] > 1 else ""
            yield Mutant(function, change + number, _compiled(_with(tree, position, changed), function))


def _parsed(function: FunctionType) -> ast.FunctionDef:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    tree.decorator_list, tree.returns = [], None
    for each in (*tree.args.posonlyargs, *tree.args.args, *tree.args.kwonlyargs):
        each.annotation = None
    return tree


def _line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _with(tree: ast.FunctionDef, position: int, changed: ast.AST) -> ast.FunctionDef:
    """The function with the node at that place of the walk exchanged."""
    whole = copy.deepcopy(tree)
    wanted = next(node for number, node in enumerate(ast.walk(whole)) if number == position)

    class Exchange(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return changed if node is wanted else self.generic_visit(node)

    exchanged: ast.FunctionDef = Exchange().visit(whole)
    return exchanged


def _compiled(tree: ast.FunctionDef, function: FunctionType) -> CodeType:
    module = ast.fix_missing_locations(ast.Module([tree], []))
    made: dict[str, Any] = {}
    exec(compile(module, function.__code__.co_filename, "exec", dont_inherit=True), dict(function.__globals__), made)
    code: CodeType = made[function.__name__].__code__
    return code


def _changed(node: ast.AST, names: dict[str, Any]) -> Iterator[ast.AST]:
    for make in (_inverted, _edges_moved, _other_word, _not_dropped):
        yield from make(node)
    yield from _numbers_moved(node, names)


def _inverted(node: ast.AST) -> Iterator[ast.AST]:
    """True for False and False for True; what does not apply still does not."""
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        value = ast.unparse(node.value)
        yield from ast.parse(f"def _():\n return None if (_answer := {value}) is None else not _answer").body[0].body  # type: ignore[attr-defined]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _edges_moved(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for number, each in enumerate(node.ops):
            moved = copy.deepcopy(node)
            moved.ops[number] = OTHER_EDGE[type(each)]()
            yield moved


def _other_word(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), copy.deepcopy(node.values))


def _not_dropped(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)


def _numbers_moved(node: ast.AST, names: dict[str, Any]) -> Iterator[ast.AST]:
    """A number in the function, one of the pack's, or one that the module names; a yes or no of the pack turned round."""
    value = _number(node, names)
    if isinstance(value, bool):
        yield ast.UnaryOp(ast.Not(), copy.deepcopy(node))  # type: ignore[arg-type]
    elif isinstance(value, int | float | timedelta):
        for sign in "+-":
            one = "type({0})(days=1)" if isinstance(value, timedelta) else "1"
            said = ast.unparse(node)
            yield ast.parse(f"({said} {sign} {one.format(said)})", mode="eval").body


def _number(node: ast.AST, names: dict[str, Any]) -> object:
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
        return node.value
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not isinstance(names.get(node.id), bool):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and node.attr in Pack.model_fields and ast.unparse(node.value).endswith("pack"):
        return Pack.model_fields[node.attr].default
    return None
