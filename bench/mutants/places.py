"""Where a file can be changed by one operator of Cosmic Ray, and what it says then."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# These need arguments, or change names that a type checker holds already.
_LEFT_OUT = ("VariableInserter", "VariableReplacer")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One file with one change: what stood in the changed lines and what stands there now."""

    path: str
    line: int
    operator: str
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """The mutant on one line, as it is listed."""
        return f"{self.path}:{self.line} {self.operator}: {self.before.strip()} -> {self.after.strip()}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a file that operators of one family can change, with each way to do so (operator, which occurrence of it)."""

    path: str
    start: tuple[int, int]
    family: str
    ways: tuple[tuple[str, int], ...]


@cache
def _operators() -> dict[str, Any]:  # Cosmic Ray has no types
    from cosmic_ray.plugins import get_operator, operator_names

    return {name: get_operator(name)() for name in sorted(operator_names()) if not name.endswith(_LEFT_OUT)}


def places_of(root: Path, path: str) -> list[Place]:
    """Return every place of a file, in its order. One place counts once, whatever the number of operators for it."""
    from cosmic_ray.ast import ast_nodes, get_ast

    nodes = list(ast_nodes(get_ast((root / path).read_text("utf-8"))))
    ways: dict[tuple[tuple[int, int], str], list[tuple[str, int]]] = defaultdict(list)
    for name, operator in _operators().items():
        spots = [spot for node in nodes for spot in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(spots):
            ways[start, name.split("/")[1].split("_")[0]].append((name, occurrence))
    return [Place(path, start, family, tuple(found)) for (start, family), found in sorted(ways.items())]


def change(root: Path, place: Place, chance: random.Random) -> Mutant | None:
    """Make a mutant at a place, by a way drawn by chance. None where none changes what the program does (`_essence`)."""
    from cosmic_ray.mutating import mutate_code

    source = (root / place.path).read_text("utf-8")
    for name, occurrence in chance.sample(place.ways, len(place.ways)):
        try:
            changed = mutate_code(source, _operators()[name], occurrence)
        except AttributeError:  # Cosmic Ray cannot change exceptions that are named with their module (`except zlib.error`)
            continue
        if changed is None or _essence(changed) == _essence(source):
            continue
        pairs = zip(source.splitlines(), changed.splitlines(), strict=False)
        line, before, after = next((n, a, b) for n, (a, b) in enumerate(pairs, 1) if a != b)
        return Mutant(place.path, line, name.split("/")[1], before, after, changed)
    return None


class _WithoutTypes(ast.NodeTransformer):
    """Takes out what is there for the type checker alone: annotations, aliases, and what is imported for them."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:  # the name that ast asks for
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # the name that ast asks for
        node.returns = None
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:  # the name that ast asks for
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return ast.Pass()
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:  # the name that ast asks for
        if isinstance(node.func, ast.Name) and node.func.id == "cast":
            node.args[0] = ast.Constant(None)
        return self.generic_visit(node)


@cache
def _essence(source: str) -> str:
    """Return a program without types. A program that does not parse is itself, and dies at its import."""
    try:
        return ast.dump(_WithoutTypes().visit(ast.parse(source)))
    except SyntaxError:
        return source
