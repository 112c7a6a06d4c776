"""Small changes to the tally's functions, each of which gives somebody another result: mutants of the source.

A mutant lives in one function. It is compiled from the changed tree of the whole module, and only the code of
that function is put in place of the original, so that everybody who imported the function gets the mutant.
"""

import ast
import copy
import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

PACKAGE = "beirat_tui.domain.tally"

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
_PARTS = {"numerator": "denominator", "denominator": "numerator", "floor": "ceil", "ceil": "floor"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one place.

    Attributes:
        module: the file, without its ending.
        function: the name of the outermost function or method that holds the place.
        place: which node of the module, in the order of `ast.walk`, and which of its changes.
        line: the place's line, from 1.
        before, after: the place's source before and after.
        where: the source of the whole line.
    """

    module: str
    function: str
    place: tuple[int, int]
    line: int
    before: str
    after: str
    where: str

    @property
    def name(self) -> str:
        """What it is called in lists: it holds no line number, so that other lines may change."""
        return f"{self.module}.{self.function}: {self.before} → {self.after}, in: {self.where}"


@cache
def source_of(module: str) -> str:
    """The module's source."""
    path = Path(inspect.getfile(importlib.import_module(f"{PACKAGE}.{module}")))
    return path.read_text(encoding="utf-8")


@cache
def tree_of(module: str) -> ast.Module:
    """The module's source as a tree."""
    return ast.parse(source_of(module))


def modules() -> list[str]:
    """The modules of the tally."""
    folder = Path(inspect.getfile(importlib.import_module(PACKAGE))).parent
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of MODULE."""
    tree = tree_of(module)
    lines = source_of(module).splitlines()
    order = {id(node): number for number, node in enumerate(ast.walk(tree))}
    for name, function in _functions(tree):
        for statement in function.body:
            for node in _evaluated(statement):
                for number, change in enumerate(_changes(node)):
                    before = ast.unparse(node)
                    changed = copy.deepcopy(node)
                    change(changed)
                    yield Mutant(
                        module,
                        name,
                        (order[id(node)], number),
                        node.lineno,  # type: ignore[attr-defined]  # expressions have lines
                        before,
                        ast.unparse(ast.fix_missing_locations(changed)),
                        lines[node.lineno - 1].strip(),  # type: ignore[attr-defined]  # the same
                    )


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """NODE and everything below it, but no annotations: nothing of them is run in a function."""
    yield node
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns"}:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.AST):
                    yield from _evaluated(each)


def _changes(node: ast.AST) -> Iterator[Callable[[Any], None]]:  # noqa: C901  (a table)
    """The changes that can be made to NODE; each is called with a copy of it."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                yield _set_item("ops", place, _COMPARISONS[type(operator)]())
        case ast.BoolOp():
            yield _set("op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.BinOp() if type(node.op) in _OPERATORS:
            yield _set("op", _OPERATORS[type(node.op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield _set("operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.UnaryOp(op=ast.USub()):
            yield _set("op", ast.UAdd())
        case ast.Constant(value=bool(value)):
            yield _set("value", not value)
        case ast.Constant(value=int(value)):
            yield _set("value", value + 1)
            yield _set("value", value - 1)
        case ast.Call(func=ast.Name(id="Fraction"), args=[_, _]):
            yield _swap_arguments
        case ast.Call(func=ast.Name(id=called)) if called in _NAMES:
            yield lambda copied: setattr(copied.func, "id", _NAMES[called])
        case ast.Attribute(attr=part) if part in _PARTS:
            yield _set("attr", _PARTS[part])


def _set(field: str, value: object) -> Callable[[Any], None]:
    return lambda copied: setattr(copied, field, value)


def _set_item(field: str, place: int, value: object) -> Callable[[Any], None]:
    return lambda copied: getattr(copied, field).__setitem__(place, value)


def _swap_arguments(copied: ast.Call) -> None:
    copied.args.reverse()


@contextmanager
def alive(mutant: Mutant) -> Iterator[None]:
    """Let MUTANT live in place of the function that it was made of, while the context lasts."""
    kept, function = _named(mutant), _function(mutant)
    original = function.__code__
    forget = getattr(kept, "cache_clear", lambda: None)
    function.__code__ = _code(mutant)
    forget()
    try:
        yield
    finally:
        function.__code__ = original
        forget()


def _named(mutant: Mutant) -> Any:  # noqa: ANN401  (a function, or what decorates one)
    found: Any = importlib.import_module(f"{PACKAGE}.{mutant.module}")
    for part in mutant.function.split("."):
        found = found.__dict__[part]
    return found


def _function(mutant: Mutant) -> FunctionType:
    """The function object that the program calls: without what decorates it."""
    found = _named(mutant)
    found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    unwrapped = inspect.unwrap(found)
    assert isinstance(unwrapped, FunctionType), mutant.name
    return unwrapped


def _code(mutant: Mutant) -> CodeType:
    tree = copy.deepcopy(tree_of(mutant.module))
    at, number = mutant.place
    node = next(node for place, node in enumerate(ast.walk(tree)) if place == at)
    list(_changes(node))[number](node)
    module = compile(ast.fix_missing_locations(tree), _function(mutant).__code__.co_filename, "exec")
    code = module
    for part in mutant.function.split("."):
        code = next(each for each in code.co_consts if isinstance(each, CodeType) and each.co_name == part)
    return code
