"""The pages for use from Python: what `import whosays` gives, `Case` method by method, the views, all that these take and give.

Signatures are those of the source, words those of the docstrings. A class is told where a signature or a field of another names
it; records have a page of their own.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import whosays
from tools.reference.classes import Member, default_of, function_of, is_record, kinds_in, members, signature, told_args
from tools.reference.commands import error_classes
from tools.reference.markdown import code, first_line, page, table, told_by
from whosays.anchors import Cutter
from whosays.case import Case
from whosays.case.asking.analysing import Analysing
from whosays.case.intake.bringing import Brought
from whosays.case.people import People
from whosays.case.whole import WholeView
from whosays.case.writing.written import Written
from whosays.extract.material import Material
from whosays.publish.view import CaseView
from whosays.read.reading import Member as MemberRead
from whosays.read.reading import Reading, ReadOptions
from whosays.store.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENING = """
What stands on this page can be relied on from one version to the next; where something has to change, the changelog says so.
Other modules are how it is built today. `docs/tutorial/from-python.md` shows it at work, [Records](records.md) has the fields
of every record, [Views](python-views.md) and [Answers](python-answers.md) what methods of `Case` give, [Plug-ins](plugins.md)
what a reader, an extractor or an exporter of your own is.

Offsets count Unicode code points, the end not included. Times are ISO 8601 in UTC. What you can put right raises a
`WhosaysError` (see [Errors](#errors)); what is odd about a document raises nothing and is among `Case.problems`. Methods that
take the same thing call it the same, and say no more of it:
"""
_VIEWS_OPENING = """
A view is a case at one moment: whatever is written meanwhile, all its answers agree. `Case.view` opens one, `Case.analysing`
one for the questions over the whole of it. Close it, or use it in a `with` block; a view that stays open keeps the log of the
database from being cut. `Case.people` gives the people of a team. See [Python](python.md) for what `doc`, `words` and the
others are.
"""
_ANSWERS_OPENING = """
What methods of [Python](python.md) and [Views](python-views.md) take and give, where it is no record, by name. Under the name
stands the module to import it from, where you have to make one; most are only given.
"""
# What parameters of these names are, in every method.
COMMON = {
    "words": "the id of a record, or how that begins; of a document also its name, or a part of its name that no other has",
    "doc": "keep to one document: by its name or id (of a view: by its whole id); None: all",
    "kind": "keep to one kind; None: all",
    "text": "keep to what has these words in it, whatever their letter forms; None: all",
    "code": "keep to problems of one code; None: all",
    "who": "who decides, writes or brings it; None: the login name",
    "note": "a remark that is kept with the decision",
    "start": "how many to leave out at the beginning",
    "limit": "how many at most",
    "key": "what the endpoint asks for as a key; None: it asks for none",
    "on_progress": "called with how far it is, whenever something is safe on the disk",
}
CASE = (Case, Written, Brought)
VIEWS = (WholeView, View, Analysing, People)
PLUGS = (ReadOptions, Reading, MemberRead, Material, Cutter, CaseView)
"""What plug-ins take and give; `plugins.md` tells it."""


def python_page() -> str:
    """Return the page of the module and of `Case`."""
    common = table(("parameter", "what it is"), ((f"`{name}`", told) for name, told in COMMON.items()))
    told = [one for kind in CASE for one in methods(kind, called="Case")]
    return page("Python", _OPENING, [common, *_module(), "## Case", told_by(Case), *told, *_errors()])


def views_page() -> str:
    """Return the page of what a case is read through."""
    parts = [one for kind in VIEWS for one in (f"## {kind.__name__}", told_by(kind), *methods(kind))]
    return page("Views", _VIEWS_OPENING, parts)


def answers_page() -> str:
    """Return the page of what methods take and give."""
    return page("Answers", _ANSWERS_OPENING, map(class_section, _answers()))


def methods(kind: type, *, called: str | None = None) -> Iterator[str]:
    """Yield the public methods of a class in the order of the source, under the headings that are comments there."""
    under = ""
    for member in members(kind):
        if member.under != under:
            under = member.under
            yield f"### {under}"
        yield _method(called or kind.__name__, member, inspect.getmodule(kind))


def answers(kinds: Iterable[type]) -> list[type]:
    """Return the classes that signatures and fields of some classes name, and those that these name, by name."""
    kinds = list(kinds)
    found: dict[type, None] = {}
    waiting = kinds[::-1]
    while waiting:
        for one in _named_in(waiting.pop()):
            if one not in found and one not in kinds:
                found[one] = None
                waiting.append(one)
    return sorted(found, key=lambda kind: (kind.__name__, kind.__module__))


def undocumented(kind: type) -> list[str]:
    """Return the parameters of a class's public methods that no docstring tells of, as "method(parameter)"."""
    wanting = []
    for member in members(kind):
        function = function_of(member.value)
        told = inspect.cleandoc(function.__doc__ or "")
        for name in list(inspect.signature(function).parameters)[0 if isinstance(member.value, staticmethod) else 1 :]:
            if name not in {*COMMON, *told_args(told)} and not re.search(rf"\b{name.rstrip('s')}", told):
                wanting.append(f"{kind.__name__}.{member.name}({name})")
    return wanting


@lru_cache(maxsize=1)
def _answers() -> list[type]:
    return answers([*CASE, *VIEWS])


def class_section(kind: type, *, level: int = 2) -> str:
    """Return what a class is, with its fields and methods."""
    home = inspect.getmodule(kind)
    parts = [f"{'#' * level} {_called(kind)}", f"`{kind.__module__}.{kind.__name__}`", told_by(kind)]
    if is_dataclass(kind):
        rows = [(f"`{one.name}`", f"`{one.type}`", default_of(one)) for one in fields(kind)]
        parts += [table(("field", "type", "unless told"), rows), _types((row[1] for row in rows), home)]
    parts += [_method(kind.__name__, member, home) for member in members(kind)]
    return "\n\n".join(filter(None, parts))


def _called(kind: type) -> str:
    """Return the name of a class, with its room where another has the same."""
    same = [one for one in _answers() if one.__name__ == kind.__name__]
    return kind.__name__ if len(same) < 2 else f"{kind.__name__} ({kind.__module__.removeprefix('whosays.')})"


def _link(kind: type) -> str:
    """Return a link to where a class is told, "" where none is."""
    homes = {"python.md": CASE, "python-views.md": VIEWS, "plugins.md": PLUGS, "python-answers.md": _answers()}
    where = "records.md" if is_record(kind) else next((name for name, kinds in homes.items() if kind in kinds), None)
    slug = re.sub(r"[^\w ]", "", _called(kind).lower()).replace(" ", "-")
    return f"[{_called(kind)}]({where}#{slug})" if where else ""


def _module() -> Iterator[str]:
    yield "## whosays"
    yield told_by(whosays)
    yield _method("whosays", Member("open", "", whosays.open), whosays)
    rows = []
    for name in dir(whosays):
        value = getattr(whosays, name)
        if name != "open" and not name.startswith("__"):
            rows.append(((_link(value) if isinstance(value, type) else "") or f"`{name}`", first_line(value)))
    yield table(("name", "what it is"), [*rows, ("`__version__`", "The version of whosays that is installed.")])


def _errors() -> Iterator[str]:
    yield "## Errors"
    yield (
        "All of them are a `WhosaysError`: `str(error)` is one line that names the next step, `error.code` stays the same from"
        " one version to the next, `error.to_json()` gives both."
    )
    rows = ((f"`{kind.__name__}`", f"`{kind.code}`", f"`{kind.__module__}`", first_line(kind)) for kind in error_classes())
    yield table(("error", "code", "module", "when"), sorted(rows))


def _method(called: str, member: Member, home: object) -> str:
    function = function_of(member.value)
    told = inspect.cleandoc(inspect.getdoc(function) or "")
    is_property = isinstance(member.value, property | cached_property)
    shown = signature(member.name, function, is_static=isinstance(member.value, staticmethod) or called == "whosays")
    returns = str(function.__annotations__.get("return", ""))
    if is_property:
        shown = f"{member.name}: {returns}"
    args = "\n".join(f"- `{name}`: {words}" for name, words in told_args(told).items())
    raised = "\n".join(f"- raises `{name}`: {words}" for name, words in told_args(told, "Raises").items())
    used = "Use it in a `with` block." if hasattr(function, "__wrapped__") else ""
    kinds = _types(map(str, function.__annotations__.values()), home)
    parts = [f"#### {called}.{member.name}", code(shown, "python"), told_by(function), args, raised, used, kinds]
    return "\n\n".join(filter(None, parts))


def _types(annotations: Iterable[str], home: object) -> str:
    """Return a line of links to what annotations name, "" where that is nothing of ours."""
    kinds = {kind.__name__: kind for words in annotations for kind in kinds_in(words, home)}
    links = [link for _, kind in sorted(kinds.items()) if (link := _link(kind))]
    return f"See {', '.join(links)}." if links else ""


def _named_in(kind: type) -> Iterator[type]:
    home = inspect.getmodule(kind)
    annotations = [str(one.type) for one in fields(kind)] if is_dataclass(kind) else []
    for member in members(kind):
        annotations += map(str, function_of(member.value).__annotations__.values())
    for words in annotations:
        yield from (one for one in kinds_in(words, home) if not is_record(one) and not issubclass(one, Exception))
