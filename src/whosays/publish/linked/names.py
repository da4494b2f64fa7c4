"""How records are called in linked data (IRIs), and one small form of a graph, written as JSON-LD and as Turtle.

Names of ours begin with `urn:whosays:`. They lead nowhere, and do not look as if they did: a case lies on somebody's machine.

1. A `Node` is what is said of one thing: its types, and pairs of a property and a value, in an order that the caller gives.
2. `to_json` and `to_turtle` write the same triples of it. No blank node is among them, so two graphs are equal when their
   triples are, and the same nodes always give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from whosays.records import make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor

NAMESPACE = "urn:whosays:ns:"
PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "whosays": NAMESPACE,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What RFC 3987 and the grammar of Turtle leave out of an IRI; such an address is kept as words.
_ADDRESS = re.compile(
    r'https?://[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff/?#][^\s<>"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]*'
)
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_TURTLE = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"} | {
    code: f"\\u{code:04X}" for code in (*range(9), 11, 12, *range(14, 32), 0x7F, 0x85, 0x2028, 0x2029)
}


@dataclass(frozen=True, slots=True)
class Iri:
    """A value that is a thing with a name, and no words."""

    iri: str


@dataclass(frozen=True, slots=True)
class Time:
    """A value that is a time in UTC (xsd:dateTime)."""

    when: str


Value = str | int | Iri | Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What is said of one thing. Types and properties are short names with a prefix of PREFIXES."""

    iri: str
    types: tuple[str, ...] = ()
    told: tuple[tuple[str, Value], ...] = ()


def node(iri: str, types: str, told: Iterable[tuple[str, Value | None]]) -> Node:
    """Make a node; `types` are parted by blanks, and what has no value, or was told before, is left out."""
    kept = dict.fromkeys((name, value) for name, value in told if value is not None)
    return Node(iri=iri, types=tuple(types.split()), told=tuple(kept))


# Names


def capture_iri(capture: str) -> str:
    """Return the name of a capture: by the SHA-256 of its bytes, so anybody who has the file can make it."""
    return f"urn:whosays:capture:{quote(capture, safe='')}"


def record_iri(record: str) -> str:
    """Return the name of a record by its id."""
    return f"urn:whosays:record:{quote(record, safe='')}"


def part_iri(kind: str, record: str, number: int) -> str:
    """Return the name of a part of a record: its step or hedge, counted from 0."""
    return f"urn:whosays:{kind}:{quote(record, safe='')}:{number}"


def words_iri(at: Anchor) -> str:
    """Return the name of words at a place of a document."""
    return f"urn:whosays:words:{quote(at.doc, safe='')}:{at.start}-{at.end}"


def software_iri(name: str, version: str | None = None) -> str:
    """Return the name of a piece of software at a version."""
    return ":".join(["urn:whosays:software", *(quote(part, safe="") for part in (name, version) if part)])


def person_iri(who: str) -> str:
    """Return the name of a person who signs: made of the signature, without telling it."""
    return f"urn:whosays:person:{make_id('who', who)}"


def address_iri(url: str | None) -> str | None:
    """Return a web address where it can stand as an IRI; None for none, and for one that would break the file it is put in."""
    return url if url and _ADDRESS.fullmatch(url) else None


def utc(when: str | None) -> str | None:
    """Return a time where it is a full one in UTC, as xsd:dateTime writes it with "Z"; None for any other."""
    return when if when and _UTC.fullmatch(when) else None


# Files


def to_json(one: Node) -> dict[str, object]:
    """Return a node as JSON-LD, for a context that has PREFIXES."""
    out: dict[str, object] = {"@id": one.iri}
    if one.types:
        out["@type"] = list(one.types)
    for name in dict.fromkeys(name for name, _ in one.told):
        values = [_json_value(value) for told, value in one.told if told == name]
        out[name] = values[0] if len(values) == 1 else values
    return out


def _json_value(value: Value) -> object:
    if isinstance(value, Iri):
        return {"@id": value.iri}
    return {"@value": value.when, "@type": "xsd:dateTime"} if isinstance(value, Time) else value


def turtle_head() -> str:
    """Return the lines that a Turtle file begins with."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def to_turtle(one: Node) -> str:
    """Return a node as Turtle, one line a property; "" for one of which nothing is said."""
    lines = list(_turtle_lines(one))
    return f"\n<{one.iri}>\n    " + " ;\n    ".join(lines) + " .\n" if lines else ""


def _turtle_lines(one: Node) -> Iterator[str]:
    if one.types:
        yield f"a {', '.join(one.types)}"
    for name in dict.fromkeys(name for name, _ in one.told):
        yield f"{name} {', '.join(_turtle_value(value) for told, value in one.told if told == name)}"


def _turtle_value(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value.iri}>"
    if isinstance(value, Time):
        return f'"{value.when}"^^xsd:dateTime'
    return str(value) if isinstance(value, int) else f'"{value.translate(_TURTLE)}"'
