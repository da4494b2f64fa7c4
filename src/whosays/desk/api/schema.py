"""JSON Schema of what the desk answers and takes, made from the frozen records themselves."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import types
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

# Any: a schema is JSON of any shape.
Schema = dict[str, Any]

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    object: {},
    Any: {},
}
_NAME = re.compile(r"[A-Za-z_]\w*")


class Schemas:
    """Collects the records that schemas refer to, each under a name of its own."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}
        self._names: dict[type, str] = {}

    def of(self, wanted: object) -> Schema:
        """Return the schema of a type; a record is described once, and referred to."""
        if isinstance(wanted, NewType):
            return self.of(wanted.__supertype__)
        if wanted in _PLAIN:
            return dict(_PLAIN[wanted])
        if isinstance(wanted, type) and is_dataclass(wanted):
            return {"$ref": f"#/components/schemas/{self._component(wanted)}"}
        origin, inside = get_origin(wanted), get_args(wanted)
        if origin is Literal:
            return {"enum": list(inside)}
        if origin in {Union, types.UnionType}:
            return {"anyOf": [self.of(part) for part in inside]}
        if origin is tuple and not (len(inside) == 2 and inside[1] is Ellipsis):
            return self._of_row(inside)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(inside[1])}
        if isinstance(origin, type) and issubclass(origin, Sequence | AbstractSet):
            return {"type": "array", "items": self.of(inside[0])}
        raise TypeError(f"no schema is known for {wanted!r}")

    def _of_row(self, inside: Sequence[object]) -> Schema:
        """Return the schema of a row of so many values: `prefixItems` would tell each, and too few programs know it."""
        kinds: list[Schema] = []
        for made in (self.of(part) for part in inside):
            kinds += [made] if made not in kinds else []
        items = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        return {"type": "array", "items": items, "minItems": len(inside), "maxItems": len(inside)}

    def _component(self, record: type) -> str:
        if record in self._names:
            return self._names[record]
        name = record.__name__
        if name in self.components:  # records of two modules may be called the same; no class has a dot in its name
            name = f"{record.__module__.removeprefix('whosays.')}.{name}"
        self._names[record] = name
        self.components[name] = {}
        hints = hints_of(record)
        own = fields(record)
        self.components[name] = {
            "type": "object",
            "description": _first_line(record),
            "properties": {field.name: self.of(hints[field.name]) for field in own},
            "required": [field.name for field in own],
        }
        return name

    def of_body(self, record: type) -> Schema:
        """Return the schema of a record that is sent to the desk: what has a default may be left out, nothing may be added."""
        made = self.of(record)
        component = self.components[self._names[record]]
        own = fields(record)
        component["required"] = [one.name for one in own if one.default is MISSING and one.default_factory is MISSING]
        component["additionalProperties"] = False
        return made


# Any: annotations are types of any kind, or what typing makes of them.
def hints_of(thing: Any) -> dict[str, Any]:
    """Return the annotations of a class or function as types, those too that are imported for type checks alone."""
    modules = [sys.modules[one.__module__] for one in getattr(thing, "__mro__", (thing,)) if one is not object]
    said = " ".join(str(words) for one in getattr(thing, "__mro__", (thing,)) for words in _annotations(one))
    wanted = set(_NAME.findall(said))
    found: dict[str, object] = {}
    for module in modules:
        found |= {name: value for name, value in _typed_only(module, frozenset(wanted)).items() if name not in found}
    return get_type_hints(thing, localns=found)


def _annotations(thing: object) -> Iterable[object]:
    return inspect.get_annotations(thing).values() if isinstance(thing, type) or callable(thing) else ()


def _typed_only(module: ModuleType, wanted: frozenset[str]) -> dict[str, object]:
    """Import what a module imports for type checks alone, of the names that are wanted."""
    return {
        name: getattr(import_module(source), original)
        for name, (source, original) in _type_imports(module.__name__).items()
        if name in wanted
    }


@lru_cache(maxsize=256)
def _type_imports(module: str) -> dict[str, tuple[str, str]]:
    """Return what a module imports under `if TYPE_CHECKING`: name → where it comes from, and what it is called there."""
    found: dict[str, tuple[str, str]] = {}
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for one in node.body:
                if isinstance(one, ast.ImportFrom) and one.module:
                    found |= {alias.asname or alias.name: (one.module, alias.name) for alias in one.names}
    return found


def _first_line(record: type) -> str:
    return (inspect.getdoc(record) or "").partition("\n")[0]
