"""What a class of the program shows to those who use it: methods as the source has them, and what their annotations name."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from dataclasses import MISSING, Field
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from whosays import records

if TYPE_CHECKING:
    from collections.abc import Iterator

# What rests on these is how it is built today: such methods are left out.
_INSIDE = ("whosays.resolve", "whosays.store.lookup", "sqlite3", "whosays.store.codec")


class Member(NamedTuple):
    """A method or property of a class, with the heading that it stands under in the source."""

    name: str
    under: str
    value: object


def members(kind: type) -> Iterator[Member]:
    """Yield the public methods and properties that a class has of its own, in the order of the source."""
    heads = _headings(kind)
    for name, value in vars(kind).items():
        if not name.startswith("_") and (line := _line(value)) and not _is_inside(value, inspect.getmodule(kind)):
            yield Member(name, next((head for start, head in reversed(heads) if start < line), ""), value)


def signature(name: str, function: Callable[..., object], *, is_static: bool) -> str:
    """Return a signature as the source has it, over several lines where it is long."""
    given = inspect.signature(function)
    kept = list(given.parameters.values())[0 if is_static else 1 :]
    words = str(given.replace(parameters=kept)).replace("'", "")
    if len(words) + len(name) <= 110:
        return f"{name}{words}"
    lines, star = [], False
    for one in kept:
        if one.kind is one.KEYWORD_ONLY and not star:
            lines.append("    *,")
            star = True
        lines.append(f"    {one},".replace("'", ""))
    return "\n".join([f"{name}(", *lines, f") -> {given.return_annotation}"])


def told_args(docstring: str, section: str = "Args") -> dict[str, str]:
    """Return what a section of a docstring says of each name."""
    found = re.search(rf"^{section}:\n((?:[ \t]+.+\n?|\n(?=[ \t]))+)", docstring, re.MULTILINE)
    told: dict[str, str] = {}
    for line in found[1].splitlines() if found else ():
        if item := re.match(r" {4}(\w+): (.+)", line):
            told[item[1]] = item[2]
        elif line.strip() and told:
            told[list(told)[-1]] += " " + line.strip()
    return told


def kinds_in(annotation: str, home: object) -> Iterator[type]:
    """Yield the classes of ours that an annotation names, by the imports of the module that it stands in."""
    names = _names_of(getattr(home, "__name__", ""))
    for word in re.findall(r"\b[A-Z]\w+", annotation):
        value = names.get(word)
        if isinstance(value, type) and value.__module__.startswith("whosays."):
            yield value


@cache
def _names_of(module: str) -> dict[str, object]:
    """Return what the names of a module stand for, those that it imports for types alone included."""
    home = import_module(module)
    found: dict[str, object] = {}
    for node in ast.walk(ast.parse(inspect.getsource(home))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("whosays"):
            there = import_module(node.module or "")
            found |= {one.asname or one.name: getattr(there, one.name, None) for one in node.names}
    return found | vars(home)


def _headings(kind: type) -> list[tuple[int, str]]:
    lines, start = inspect.getsourcelines(kind)
    found = (re.fullmatch(r"    # ([A-Z][^.]+)\n", line) for line in lines)
    return [(start + number, match[1]) for number, match in enumerate(found) if match]


def _line(value: object) -> int | None:
    function = function_of(value)
    return inspect.unwrap(function).__code__.co_firstlineno if inspect.isfunction(function) else None


def function_of(value: object) -> Callable[..., object]:
    """Return the function that a member of a class is made of."""
    if isinstance(value, staticmethod | classmethod):
        return value.__func__
    if isinstance(value, property):
        return value.fget  # type: ignore[return-value]  # each of ours can be read
    if isinstance(value, cached_property):
        return value.func
    return value  # type: ignore[return-value]  # a function, or what `_line` passes over


def _is_inside(value: object, home: object) -> bool:
    """Ask whether a method takes or gives something that is how it is built today."""
    names = _names_of(getattr(home, "__name__", ""))
    words = " ".join(map(str, function_of(value).__annotations__.values()))
    kinds = (getattr(names.get(word), "__module__", word) for word in re.findall(r"\w+", words))
    return any(str(kind).startswith(_INSIDE) for kind in kinds)


def is_record(kind: object) -> TypeGuard[type]:
    """Ask whether something is a class of records, which have a page of their own."""
    return isinstance(kind, type) and kind.__module__ == records.__name__


def default_of(field: Field[object]) -> str:
    """Return what a field is unless somebody tells it."""
    if field.default is not MISSING:
        return f"`{field.default!r}`"
    return "must be given" if field.default_factory is MISSING else "empty"
