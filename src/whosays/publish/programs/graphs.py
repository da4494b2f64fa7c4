"""Export who is tied to whom, by whose words, as GraphML or GEXF. The form for programs that draw and measure networks.

- Nodes and edges are those of `whosays network`: names and lists; relations that claims state, who says something of whom,
  names that stand in lists. Two names may have several edges, one for each kind and label.
- A node has its kind, country, names as they are written, and `times`, how many records its edges rest on. An edge has its
  kind, label, how many records and documents are behind it, how many deny it, on how many nobody has decided (`proposed`).
- `ids` are the claims or rows behind an edge, `words` the same one a line: the holder and the exact words.
- XML has no room for some control characters; the replacement character (U+FFFD) stands for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.network import make_network
from whosays.publish.files import write_whole
from whosays.publish.programs.told import Kept, one_line, words_of
from whosays.publish.view import Leaving
from whosays.records import Claim, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from whosays.network import Edge, Node
    from whosays.publish.view import CaseView

Form = Literal["graphml", "gexf"]
Value = str | int
# What XML 1.0 has no room for.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A node as it is written: its label, and what else is known of it by name."""

    id: str
    label: str
    told: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An edge as it is written."""

    id: str
    source: str
    target: str
    told: Mapping[str, Value]


class GraphMl:
    """The exporter `graphml`: see the head of this file."""

    name = "graphml"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder, form="graphml")


class Gexf:
    """The exporter `gexf`: see the head of this file."""

    name = "gexf"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder, form="gexf")


def export(view: CaseView, folder: Path, *, form: Form) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    kept = Kept(Leaving(view))
    points, ties = draw(kept)
    root = (to_graphml if form == "graphml" else to_gexf)(points, ties)
    yield write_whole(folder / f"network.{form}", [to_bytes(root)])
    yield kept.write_left_out(folder)


def draw(kept: Kept) -> tuple[list[Point], list[Tie]]:
    """Return the nodes and edges of the network of a case."""
    claims = [*kept.of("claims", Claim)]
    network = make_network(named=kept.named, claims=claims, entries=kept.entries)
    tied = {node.id for node in network.nodes}
    kept.leave_out("entities", "nothing ties them to another", sum(one not in tied for one in kept.entities))
    written = _written(kept)
    every: tuple[Claim | Entry, ...] = (*claims, *kept.entries)
    records: dict[str, Claim | Entry] = {record.id: record for record in every}
    lists = {row.list: kept.leaving.document_name(row.at.doc) for row in kept.entries}
    points = [_point(node, sorted(written.get(node.id, ())), lists) for node in network.nodes]
    return points, [_tie(number, edge, kept, records) for number, edge in enumerate(network.edges)]


def _written(kept: Kept) -> dict[str, set[str]]:
    """Return the names as they are written, of each entity."""
    found: dict[str, set[str]] = {}
    for mention in kept.mentions:
        if mention.layer == "name" and (entity := kept.named.entity_of.get(mention.id)):
            found.setdefault(entity.id, set()).add(one_line(mention.at.text))
    for row in kept.entries:
        if entity := kept.named.entity_of.get(row.id):
            found.setdefault(entity.id, set()).add(one_line(row.name))
    return found


def _point(node: Node, names: list[str], lists: Mapping[str, str]) -> Point:
    label = f"list in {lists[node.id]}" if node.kind == "list" else one_line(node.name)
    told: dict[str, Value] = {
        "kind": node.kind,
        "country": node.country or "",
        "names": "\n".join(names),
        "times": node.times,
    }
    return Point(id=node.id, label=label, told=told)


def _tie(number: int, edge: Edge, kept: Kept, records: Mapping[str, Claim | Entry]) -> Tie:
    behind = [records[one] for one in sorted(edge.records)]
    told: dict[str, Value] = {
        "kind": edge.kind,
        "relation": edge.label,
        "records": len(behind),
        "documents": edge.documents,
        "denied": edge.negative,
        "proposed": sum(kept.status(record) == "proposed" for record in behind),
        "ids": " ".join(record.id for record in behind),
        "words": "\n".join(_words(record, kept) for record in behind),
    }
    return Tie(id=f"e{number}", source=edge.a, target=edge.b, told=told)


def _words(record: Claim | Entry, kept: Kept) -> str:
    if isinstance(record, Entry):
        return f"{kept.leaving.document_name(record.at.doc)}, row {record.row}: {record.at.text}"
    return f"{kept.held_by(record)}: {words_of(record.content)}"


def to_graphml(points: list[Point], ties: list[Tie]) -> Element:
    """Return a network as GraphML."""
    from xml.etree.ElementTree import Element, SubElement

    root = Element("graphml", {"xmlns": _GRAPHML})
    keys: dict[tuple[str, str], str] = {}
    for kind, told in (("node", {"label": "", **(points[0].told if points else {})}), ("edge", ties[0].told if ties else {})):
        for name, value in told.items():
            keys[kind, name] = f"{kind}_{name}"
            typed = "int" if isinstance(value, int) else "string"
            SubElement(root, "key", {"id": keys[kind, name], "for": kind, "attr.name": name, "attr.type": typed})
    graph = SubElement(root, "graph", {"id": "network", "edgedefault": "directed"})
    for point in points:
        node = SubElement(graph, "node", {"id": _xml(point.id)})
        _data(node, "node", {"label": point.label, **point.told}, keys)
    for tie in ties:
        edge = SubElement(graph, "edge", {"id": tie.id, "source": _xml(tie.source), "target": _xml(tie.target)})
        _data(edge, "edge", tie.told, keys)
    return root


def _data(parent: Element, kind: str, told: Mapping[str, Value], keys: Mapping[tuple[str, str], str]) -> None:
    from xml.etree.ElementTree import SubElement

    for name, value in told.items():
        if value != "":
            SubElement(parent, "data", {"key": keys[kind, name]}).text = _xml(value)


def to_gexf(points: list[Point], ties: list[Tie]) -> Element:
    """Return a network as GEXF."""
    from xml.etree.ElementTree import Element, SubElement

    root = Element("gexf", {"xmlns": _GEXF, "version": "1.2"})
    graph = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for kind, told in (("node", points[0].told if points else {}), ("edge", ties[0].told if ties else {})):
        names = SubElement(graph, "attributes", {"class": kind, "mode": "static"})
        for name, value in told.items():
            typed = "integer" if isinstance(value, int) else "string"
            SubElement(names, "attribute", {"id": f"{kind}_{name}", "title": name, "type": typed})
    nodes, edges = SubElement(graph, "nodes"), SubElement(graph, "edges")
    for point in points:
        _values(SubElement(nodes, "node", {"id": _xml(point.id), "label": _xml(point.label)}), "node", point.told)
    for tie in ties:
        ends = {"id": tie.id, "source": _xml(tie.source), "target": _xml(tie.target)}
        weight = {"weight": str(tie.told["records"]), "label": _xml(tie.told["relation"])}
        _values(SubElement(edges, "edge", ends | weight), "edge", tie.told)
    return root


def _values(parent: Element, kind: str, told: Mapping[str, Value]) -> None:
    from xml.etree.ElementTree import SubElement

    values = SubElement(parent, "attvalues")
    for name, value in told.items():
        if value != "":
            SubElement(values, "attvalue", {"for": f"{kind}_{name}", "value": _xml(value)})


def to_bytes(root: Element) -> bytes:
    """Return XML as a file has it; a carriage return as a reference, since readers take a bare one for a line feed."""
    from xml.etree.ElementTree import tostring

    raw: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return raw.replace(b"\r", b"&#13;") + b"\n"


def _xml(value: Value) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(value))
