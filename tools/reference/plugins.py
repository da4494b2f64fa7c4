"""The page of the protocols and of the built-in readers, extractors and exporters, with the names of their rules."""

from __future__ import annotations

import ast
import inspect
import re
from importlib import resources
from typing import TYPE_CHECKING

from tools.reference.markdown import code, first_line, page, table
from tools.reference.python import PLUGS, class_section
from whosays.engines.endpoint import EndpointClaims
from whosays.engines.gliner import GlinerNames
from whosays.extract.name_candidates import TRUST
from whosays.plugins import EXPORTERS, EXTRACTORS, READERS, Exporter, Extractor, Reader
from whosays.text.date_alone import alone_rules
from whosays.text.date_arabic import arabic_rules
from whosays.text.date_arabic_relative import arabic_relative_rules
from whosays.text.date_counted import counted_rules
from whosays.text.date_european import european_rules
from whosays.text.date_french import french_rules
from whosays.text.date_numbers import numeric_rules
from whosays.text.date_persian import persian_rules
from whosays.text.date_persian_spells import spell_rules
from whosays.text.date_relative import relative_rules
from whosays.text.date_rules import english_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_OPENING = """
There are three ways to extend whosays, and the built-ins are written to the same protocols. They stand in
`src/whosays/plugins.py`, with the tuples that list the built-ins. Every record says in its field `by` which rule proposed it;
`whosays claims --why ID` prints it for a claim.

Other packages bring theirs by entry points: `whosays.readers`, `whosays.extractors`, `whosays.exporters`. Readers that are
brought are asked before the built-ins, extractors run behind them. `whosays plugins` lists what is brought;
`docs/how-to/write-a-plug-in.md` shows how one is written.
"""
_RULE = re.compile(r"([a-z]+)/[a-z][a-z-]*")
_SOURCE = resources.files("whosays")


def plugins_page() -> str:
    """Return the page."""
    return page("Plug-ins", _OPENING, [*_protocols(), *_readers(), *_extractors(), *_engines(), *_exporters()])


def rules() -> dict[str, dict[str, str]]:
    """Return the values that `by` may have: extractor → rule → the file that it stands in, under src/whosays."""
    found: dict[str, dict[str, str]] = {extractor.name: {} for extractor in EXTRACTORS}
    for strings in (_arguments, _strings):  # where a rule is given stands before where it is asked for
        for path, tree in _modules():
            for words in strings(tree):
                if (match := _RULE.fullmatch(words)) and match[1] in found:
                    found[match[1]].setdefault(words, path)
    for path, tree in _modules():
        if path.startswith("extract/name"):
            given = (rule for function in ("Candidate", "replace") for rule in _given(tree, function, "rule"))
            found["names"] |= {f"names/{rule}": path for rule in given if rule in TRUST}
        if path == "text/date_spans.py":
            found["dates"] |= {f"dates/{rule}": path for rule in _given(tree, "replace", "by")}
    found["names"] |= {f"names/{rule}": "extract/names.py" for rule in ("hashtag", "handle")}
    for made in (
        *(numeric_rules, english_rules, relative_rules, counted_rules, european_rules, french_rules),
        *(arabic_rules, arabic_relative_rules, persian_rules, spell_rules, alone_rules),
    ):
        home = f"text/{made.__module__.rpartition('.')[2]}.py"
        found["dates"] |= {f"dates/{rule.name}": home for rule in made()}
    # An extractor without rules of its own signs with its name.
    return {name: dict(sorted(by.items())) or {name: _home(name)} for name, by in found.items()}


def _protocols() -> Iterator[str]:
    yield "## The protocols"
    for protocol in (Reader, Extractor, Exporter):
        yield code(inspect.getsource(protocol), "python")
    yield "## What they take and give\n\nBeside the records, which stand in [Records](records.md)."
    yield from (class_section(kind, level=3) for kind in PLUGS)


def _readers() -> Iterator[str]:
    yield (
        "## Readers\n\nThe first one that says a file is for it reads it. Each makes a Document, its Passages and the Problems"
        " of reading."
    )
    yield table(("reader", "what it reads"), ((f"`{reader.name}`", first_line(type(reader))) for reader in READERS))


def _extractors() -> Iterator[str]:
    yield "## Extractors\n\nThey run in this order, and each sees what those before it found."
    named = rules()
    for extractor in EXTRACTORS:
        made = ", ".join(f"[{kind}](records.md#{kind.lower()})" for kind in extractor.makes)
        yield f"### {extractor.name}\n\n{first_line(type(extractor))} Makes: {made}."
        yield table(("`by`", "file"), ((f"`{by}`", f"`{path}`") for by, path in named[extractor.name].items()))


def _engines() -> Iterator[str]:
    yield (
        "## Other engines\n\nThey are extractors too, and stand in no list: they run when `whosays propose` asks for one."
        " Behind the name in `by` stands the model, as in `engine/gliner:harbour-names`."
    )
    engines: tuple[type[EndpointClaims] | type[GlinerNames], ...] = (EndpointClaims, GlinerNames)
    yield table(("`by`", "what it does"), ((f"`{engine.name}:…`", first_line(engine)) for engine in engines))


def _exporters() -> Iterator[str]:
    yield "## Exporters\n\n`whosays export --format` names one. [Records](records.md) has what they write, field by field."
    rows = ((f"`{exporter.name}`", first_line(inspect.getmodule(type(exporter)))) for exporter in EXPORTERS)
    yield table(("format", "what it writes"), rows)


def _modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the stages and of the language knowledge, with its path under src/whosays."""
    for folder in ("extract", "extract/claims", "extract/claims/by_tables", "text"):
        for path in sorted(_SOURCE.joinpath(folder).iterdir(), key=_name):
            if path.name.endswith(".py"):
                yield f"{folder}/{path.name}", ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Traversable) -> str:
    return path.name


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _arguments(tree: ast.AST) -> Iterator[str]:
    """Yield the strings that are given to calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for value in (*node.args, *(given.value for given in node.keywords)):
                yield from _results(value)


def _given(tree: ast.AST, function: str, keyword: str) -> Iterator[str]:
    """Yield the strings that calls of a function give for a keyword."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
            for given in node.keywords:
                if given.arg == keyword:
                    yield from _results(given.value)


def _results(value: ast.expr) -> Iterator[str]:
    """Yield what an expression may come to; the condition of an `if` is none of it."""
    if isinstance(value, ast.IfExp):
        yield from _results(value.body)
        yield from _results(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def _home(name: str) -> str:
    kind = next(type(extractor) for extractor in EXTRACTORS if extractor.name == name)
    return kind.__module__.removeprefix("whosays.").replace(".", "/") + ".py"
