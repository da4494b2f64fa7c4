"""Export a case as PROV-O: where every claim comes from, who made and judged it, what it rests on; as JSON-LD and as Turtle.

- `provenance.jsonld` and `provenance.ttl` hold the same triples. `shapes.ttl` is what our profile promises, in SHACL: with it a
  reader can check either file. What a person rejected is left out, and links and decisions that are about it.
- A capture is a prov:Entity; a visit, which has brought it, a prov:Activity. A document `prov:wasDerivedFrom` its capture.
  Words at a place of a document have their exact text in `prov:value`, and `prov:wasQuotedFrom` the document; a claim
  `prov:wasDerivedFrom` the words of its content.
- Whose statement it is, `whosays:heldBy` says, which leads to the innermost step of the chain of holders; all have a
  `whosays:order` from 0, the outermost. No holder is a PROV agent: that somebody said so is the document's word.
- A run (reader or extractor, version, settings) is a prov:Activity with a prov:SoftwareAgent; a judgement is a prov:Activity
  with the prov:Person who signed it. What a person marked is `prov:wasAttributedTo` that person.
- A claim `prov:wasInfluencedBy` the notes that support it, a note by the addresses in it. That is PROV's weakest word: whether
  a note is a primary source, nobody has said. Links are things of their own, with status and evidence; where one is
  confirmed, the stronger word stands too: `prov:wasQuotedFrom` for `quotes`, `prov:wasDerivedFrom` for `reuses` and
  `reposts`, `prov:wasInfluencedBy` for what else rests on something.
- `vocabulary.md` tells our own words, `urn:whosays:ns:`. Times are those of the record; nothing of the clock enters the files,
  so the same case gives the same bytes.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from whosays.publish.files import write_whole
from whosays.publish.linked.names import PREFIXES, to_json, to_turtle, turtle_head
from whosays.publish.linked.provenance_graph import Graph
from whosays.publish.view import CaseView, Leaving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.publish.linked.names import Node


class Provenance:
    """The exporter `prov`: see the head of this file."""

    name = "prov"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    leaving = Leaving(view)
    yield write_whole(folder / "provenance.jsonld", _json_lines(Graph(leaving).nodes()))
    yield write_whole(folder / "provenance.ttl", _turtle_lines(Graph(leaving).nodes()))
    yield write_whole(folder / "shapes.ttl", [shapes()])


def shapes() -> bytes:
    """Return the SHACL shapes of our profile, in Turtle."""
    return files("whosays.publish.linked").joinpath("provenance_shapes.ttl").read_bytes()


def _json_lines(nodes: Iterator[Node]) -> Iterator[bytes]:
    import msgspec

    yield b'{"@context":' + msgspec.json.encode(PREFIXES) + b',"@graph":['
    between = b"\n"
    for one in nodes:
        yield between + msgspec.json.encode(to_json(one))
        between = b",\n"
    yield b"\n]}\n"


def _turtle_lines(nodes: Iterator[Node]) -> Iterator[bytes]:
    yield turtle_head().encode()
    for one in nodes:
        yield to_turtle(one).encode()
