"""The page of the records: their fields, and how the exports write them."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from tools.reference.example import EXAMPLES, exported
from tools.reference.markdown import code, page, table, told_by
from whosays import records
from whosays.case.judging.edits import EDITABLE
from whosays.publish import arrow, jsonl, tables
from whosays.publish.linked import annotations as web_annotations
from whosays.publish.linked import provenance
from whosays.publish.programs import calendar, csl, ftm, graphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.publish.view import Kind

_OPENING = """
What whosays finds is kept as small records. Every one that says something about a document carries its place: the document,
where the words start and end (in Unicode code points, the end not included), and the words themselves. Ids come from content,
so the same words in the same file have the same id on every machine. Where a record is asked for by its id, the start of the id
will do, four digits or more, if no other begins so.
"""
# Fields that an export adds, and what each says.
DERIVED = {
    "entity": "the id of the entity that it belongs to, or null",
    "shows": "what the hash, certificate and time stamp show, and what they do not",
    "self_description": "true where the innermost holder is also what the claim is about",
    "status": "what people decided: proposed, accepted, edited or rejected",
}
_PARTS = (
    records.Anchor, records.Holder, records.Step, records.Hedge, records.Relation, records.CitedUrl, records.CitedDate,
    records.Role, records.Box, records.Placement, records.Post,
)  # fmt: skip


def records_page() -> str:
    """Return the page."""
    parts = ["## Records that are exported", *_exported(), "## Parts of records", *map(_section, _PARTS)]
    kept = [kind for kind in get_args(records.Record) if kind not in map(type, EXAMPLES.values())]
    parts += ["## Records that stay in the case", *map(_section, kept), *_choices(), *_forms()]
    return page("Records", _OPENING, parts)


def _exported() -> Iterator[str]:
    for kind, record in EXAMPLES.items():
        line, columns = exported()[kind]
        yield _section(type(record))
        yield _derived(type(record), line)
        yield f"In `{kind}.jsonl` (written here over several lines):"
        yield code(_example(line), "json")
        yield f'Columns of `{kind}.csv` and of `Case.table("{kind}")`: {", ".join(columns)}.{_typed(kind)}'


def _typed(kind: Kind) -> str:
    """Say which columns of a table hold no text."""
    called = {int: "whole numbers", float: "numbers", bool: "yes or no"}
    told = [
        f"{', '.join(f'`{column.name}`' for column in tables.columns(kind) if column.type is made)} ({name})"
        for made, name in called.items()
        if any(column.type is made for column in tables.columns(kind))
    ]
    return f" Text, but for {'; '.join(told)}." if told else " All text."


def _section(kind: type) -> str:
    rows = [(f"`{field.name}`", _type(str(field.type)), _default(field)) for field in fields(kind)]
    parts = [f"### {kind.__name__}", told_by(kind), table(("field", "type", "unless told"), rows)]
    if kind in EDITABLE:
        parts.append(f"`whosays judge edit` can change: {', '.join(f'`{name}`' for name in EDITABLE[kind])}.")
    return "\n\n".join(parts)


def _derived(kind: type, line: dict[str, object]) -> str:
    names = {field.name for field in fields(kind)}
    told = ["`at` is written as `doc`, `start`, `end` and `text`."] if "at" in names else []
    told += [f"The export adds `{name}`: {DERIVED[name]}." for name in line if name in DERIVED]
    return " ".join(told)


def _choices() -> Iterator[str]:
    yield "## Words that a field may take"
    named = ((name, value) for name, value in vars(records).items() if get_origin(value) is Literal)
    yield table(("type", "words"), ((f"{name}", ", ".join(map(str, get_args(value)))) for name, value in named))


def _forms() -> Iterator[str]:
    yield "## The export as JSON Lines"
    yield told_by(jsonl)
    yield "## The export as tables"
    yield told_by(tables)
    yield "## The export for FollowTheMoney"
    yield told_by(ftm)
    yield "## The export for references"
    yield told_by(csl)
    yield "## The export of the network"
    yield told_by(graphs)
    yield "## The export for calendars"
    yield told_by(calendar)
    yield "## The export as annotations"
    yield told_by(web_annotations)
    yield "## The export of provenance"
    yield told_by(provenance)
    yield "## Tables in Python"
    yield told_by(arrow)


def _type(words: str) -> str:
    """Return a type as a reader says it: "tuple[Anchor, ...]" is "list of Anchor"."""
    words = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", words)
    words = re.sub(r"Literal\[(.+)\]", lambda match: match[1].replace('"', "").replace("'", ""), words)
    words = re.sub(r"\b(\w+)Id\b", lambda match: f"id of {'an' if match[1][0] in 'AEIOU' else 'a'} {match[1]}", words)
    words = re.sub(r"tuple\[tuple\[str, str\], \.\.\.\]", "list of pairs of text", words)
    words = re.sub(r"\bstr\b", "text", words)
    words = re.sub(r"\bint\b", "whole number", words)
    words = re.sub(r"\bfloat\b", "number", words)
    return words.replace(" | None", ", or null")


def _default(field: Field[object]) -> str:
    if field.default is MISSING:
        return "must be given"
    return {None: "null", (): "empty"}.get(field.default, f"`{field.default}`")  # type: ignore[call-overload,no-any-return]


def _example(line: dict[str, object]) -> str:
    """Return a line over several lines, one field each."""
    given = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in line.items()]
    return "{\n" + ",\n".join(given) + "\n}"
