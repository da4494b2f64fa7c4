from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld as pyld
from rdflib import PROV, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from tests.publish.linked_case import WHO, Judged
from tests.publish.test_exports import CASE, GOLDEN, REPORT, Everything, TinyCase

from whosays.publish.linked import provenance
from whosays.publish.linked.names import NAMESPACE, PREFIXES, Iri, Time, address_iri, node, to_json, to_turtle, turtle_head, utc
from whosays.publish.linked.provenance import shapes
from whosays.publish.linked.vocabulary import CLASSES, PROPERTIES
from whosays.records import Citation, CitationId

if TYPE_CHECKING:
    from pathlib import Path

# rdflib's reader of JSON-LD uses a class of its own that it is about to give up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
OURS = Namespace(NAMESPACE)
OA = Namespace(PREFIXES["oa"])


def record(one: str) -> URIRef:
    return URIRef(f"urn:whosays:record:{one}")


def turtle(words: str | bytes) -> Graph:
    return Graph().parse(data=words, format="turtle")


def json_ld(words: str | bytes) -> Graph:
    return Graph().parse(data=words, format="json-ld")


def copy(graph: Graph) -> Graph:
    out = Graph()
    for triple in graph:
        out.add(triple)
    return out


SHAPES = turtle(shapes())


def conforms(graph: Graph) -> bool:
    return bool(pyshacl.validate(graph, shacl_graph=SHAPES)[0])


@pytest.fixture(scope="session")
def folder(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The provenance of the sample case."""
    return judged.export(tmp_path_factory.mktemp("prov"), "prov")


@pytest.fixture(scope="session")
def sample(folder: Path) -> Graph:
    return turtle((folder / "provenance.ttl").read_bytes())


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The provenance of a case with one record of each kind, whose captures have hashes as real ones have."""
    list(provenance.export(CASE, made := tmp_path_factory.mktemp("tiny")))
    words = (made / "provenance.ttl").read_text(encoding="utf-8")
    for short in ("c0ffee", "beef"):
        whole = short.ljust(64, "0")
        words = words.replace(f"capture:{short}>", f"capture:{whole}>").replace(f'"{short}"', f'"{whole}"')
    return turtle(words)


# ---- the files


def test_an_export_is_the_golden_one(tmp_path: Path, update: bool) -> None:
    golden = GOLDEN / "prov"
    paths = list(provenance.export(CASE, golden if update else tmp_path))
    assert [path.name for path in paths] == ["provenance.jsonld", "provenance.ttl", "shapes.ttl"]
    *graphs, kept = paths
    for path in graphs:
        assert (golden / path.name).read_bytes() == path.read_bytes()
    assert kept.read_bytes() == shapes()
    (golden / kept.name).unlink(missing_ok=True)  # they lie in the package


def test_the_order_of_records_in_the_case_does_not_matter(tmp_path: Path) -> None:
    class Turned(Everything):
        def claims(self) -> list[Any]:
            return super().claims()[::-1]

        def captures(self) -> list[Any]:
            return super().captures()[::-1]

    for one, other in zip(
        provenance.export(CASE, tmp_path / "a"), provenance.export(TinyCase(Turned()), tmp_path / "b"), strict=True
    ):
        assert one.read_bytes() == other.read_bytes()


def test_the_same_case_gives_the_same_bytes(judged: Judged, folder: Path, tmp_path: Path) -> None:
    again = judged.export(tmp_path, "prov")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in again.iterdir()
    }


def test_both_files_hold_the_same_graph(folder: Path, sample: Graph) -> None:
    other = json_ld((folder / "provenance.jsonld").read_bytes())
    assert isomorphic(sample, other)
    assert len(sample) > 10_000


def test_a_second_reader_of_json_ld_finds_the_same_triples(tmp_path: Path, tiny: Graph) -> None:
    list(provenance.export(CASE, tmp_path))
    found = json.loads((tmp_path / "provenance.jsonld").read_bytes())
    quads = pyld.to_rdf(found, {"format": "application/n-quads", "documentLoader": _no_loader})
    assert len(Graph().parse(data=quads, format="nt")) == len(tiny)


def _no_loader(address: str, _options: object) -> None:
    raise AssertionError(address)


# ---- the shapes


def test_the_shapes_are_shapes() -> None:
    assert pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)[0]


def test_the_sample_case_is_as_the_shapes_say(sample: Graph) -> None:
    conforming, _, told = pyshacl.validate(sample, shacl_graph=SHAPES)
    assert conforming, told


def test_a_case_with_every_kind_of_record_is_as_the_shapes_say(tiny: Graph) -> None:
    conforming, _, told = pyshacl.validate(tiny, shacl_graph=SHAPES)
    assert conforming, told
    kinds = {str(kind).removeprefix(NAMESPACE) for kind in tiny.objects(None, RDF.type) if str(kind).startswith(NAMESPACE)}
    assert {*CLASSES} - kinds == {"Passage"}


CLAIM = record("clm-2")
STEP = URIRef("urn:whosays:step:clm-2:1")
_START = REPORT.text.index("probably open")
WORDS = URIRef(f"urn:whosays:words:doc-b:{_START}-{_START + 13}")
DOC = record("doc-b")
JUDGED = record("jdg-1")


@pytest.mark.parametrize(
    ("one", "what", "value"),
    [
        (CLAIM, OURS.heldBy, None),
        (CLAIM, OURS.content, None),
        (CLAIM, OURS.status, Literal("rejected")),
        (CLAIM, OURS.polarity, Literal("good")),
        (CLAIM, PROV.wasDerivedFrom, None),
        (CLAIM, PROV.wasAttributedTo, None),
        (STEP, OURS.holder, None),
        (STEP, OURS.act, None),
        (WORDS, PROV.value, Literal("probably shut")),
        (WORDS, PROV.value, Literal("probably opens")),
        (WORDS, PROV.wasQuotedFrom, None),
        (WORDS, OA.end, Literal(1)),
        (DOC, PROV.wasDerivedFrom, None),
        (JUDGED, PROV.wasAssociatedWith, None),
        (JUDGED, PROV.endedAtTime, Literal("in January")),
        (record("lnk-1"), OURS.linkStatus, Literal("rejected")),
        (record("cit-1"), OURS.number, None),
    ],
    ids=lambda one: str(one).rpartition(":")[2].rpartition("#")[2] or None,
)
def test_a_graph_that_lacks_something_is_not(tiny: Graph, one: URIRef, what: URIRef, value: Literal | None) -> None:
    broken = copy(tiny)
    assert (one, what, None) in broken
    broken.remove((one, what, None))
    if value is not None:
        broken.add((one, what, value))
    # Other words of the same length are what no shape can see; the text of the document shows them.
    assert conforms(broken) == (value == Literal("probably shut"))


# ---- what it says


def test_the_words_are_the_documents(judged: Judged, sample: Graph, tmp_path: Path) -> None:
    lines = (judged.export(tmp_path, "jsonl") / "documents.jsonl").read_text(encoding="utf-8").split("\n")
    texts = {record(doc["id"]): doc["text"] for doc in map(json.loads, filter(None, lines))}
    words = set(sample.subjects(RDF.type, OURS.Words))
    assert len(words) > 500
    for one in words:
        start, end = (sample.value(one, edge).toPython() for edge in (OA.start, OA.end))  # type: ignore[union-attr]
        assert texts[sample.value(one, PROV.wasQuotedFrom)][start:end] == str(sample.value(one, PROV.value))  # type: ignore[index]


def test_every_claim_leads_to_the_bytes_it_was_read_from(sample: Graph) -> None:
    found = sample.query("""
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX whosays: <urn:whosays:ns:>
        SELECT ?claim (COUNT(DISTINCT ?sha) AS ?captures) WHERE {
            ?claim a whosays:Claim ; whosays:heldBy ?step ; whosays:status ?status ;
                prov:wasDerivedFrom/prov:wasQuotedFrom/prov:wasDerivedFrom/whosays:sha256 ?sha .
        } GROUP BY ?claim
    """)
    claims = set(sample.subjects(RDF.type, OURS.Claim))
    assert {row[0] for row in found} == claims  # type: ignore[index]
    assert {int(row[1]) for row in found} == {1}  # type: ignore[index, arg-type]


def test_what_was_rejected_is_left_out_with_what_is_about_it(judged: Judged, sample: Graph) -> None:
    assert (record(judged.rejected), None, None) not in sample
    assert (None, None, record(judged.rejected)) not in sample
    assert set(sample.objects(None, OURS.status)) == {Literal("proposed"), Literal("accepted"), Literal("edited")}


def test_what_a_person_decided_is_signed_and_dated(judged: Judged, sample: Graph) -> None:
    (person,) = sample.subjects(RDF.type, PROV.Person)
    assert sample.value(person, RDFS.label) == Literal(WHO)
    decided = {
        sample.value(one, PROV.used): str(sample.value(one, OURS.decision)) for one in sample.subjects(RDF.type, OURS.Judgement)
    }
    wanted = {judged.accepted: "accept", judged.edited: "edit", judged.marked: "accept", judged.confirmed: "accept"}
    assert decided == {record(one): decision for one, decision in wanted.items()}
    assert sample.value(record(judged.edited), OURS.polarity) == Literal("negative")


def test_what_a_person_marked_is_that_persons_and_what_a_run_proposed_the_runs(judged: Judged, sample: Graph) -> None:
    (person,) = sample.subjects(RDF.type, PROV.Person)
    assert list(sample.subjects(PROV.wasAttributedTo, person)) == [record(judged.marked)]
    run = sample.value(record(judged.accepted), PROV.wasGeneratedBy)
    agent = sample.value(run, PROV.wasAssociatedWith)
    assert (sample.value(agent, RDFS.label), (agent, RDF.type, PROV.SoftwareAgent) in sample) == (Literal("claims"), True)
    assert sample.value(agent, OURS.version)
    assert (run, PROV.used, None) in sample


def test_no_holder_is_an_agent(sample: Graph) -> None:
    agents = set(sample.subjects(RDF.type, PROV.Agent))
    kinds = {kind for one in agents for kind in sample.objects(one, RDF.type)}
    assert kinds == {PROV.Agent, PROV.Person, PROV.SoftwareAgent}
    assert not agents & (set(sample.objects(None, OURS.holder)) | set(sample.objects(None, OURS.entity)))


def test_a_claim_rests_on_the_note_that_it_cites(tiny: Graph) -> None:
    assert list(tiny.objects(record("clm-1"), PROV.wasInfluencedBy)) == [record("cit-1")]
    assert list(tiny.objects(record("cit-1"), PROV.wasInfluencedBy)) == [URIRef("https://example.org/museum")]


def test_a_number_that_two_notes_have_leads_to_neither(tmp_path: Path) -> None:
    class Twice(Everything):
        def citations(self) -> list[Any]:
            (one,) = super().citations()
            return [one, Citation(id=CitationId("cit-2"), doc=one.doc, number=1, kind="note", by="citations")]

    list(provenance.export(TinyCase(Twice()), tmp_path))
    found = turtle((tmp_path / "provenance.ttl").read_bytes())
    assert (record("clm-1"), PROV.wasInfluencedBy, None) not in found
    assert list(found.objects(record("clm-1"), OURS.cites)) == [Literal(1)]


@pytest.mark.parametrize(
    ("kind", "status", "word"),
    [
        ("quotes", "confirmed", PROV.wasQuotedFrom), ("reuses", "confirmed", PROV.wasDerivedFrom),
        ("cites", "confirmed", PROV.wasInfluencedBy), ("same", "confirmed", None), ("quotes", "candidate", None),
    ],
)  # fmt: skip
def test_a_link_says_more_once_it_is_confirmed(tmp_path: Path, kind: str, status: str, word: URIRef | None) -> None:
    changes: dict[str, Any] = {"kind": kind, "status": status}

    class Linked(Everything):
        def links(self) -> list[Any]:
            return [replace(super().links()[0], **changes)]

    list(provenance.export(TinyCase(Linked()), tmp_path))
    found = turtle((tmp_path / "provenance.ttl").read_bytes())
    assert list(found.predicates(record("clm-2"), record("clm-3"))) == ([word] if word else [])
    assert found.value(record("lnk-1"), OURS.to) == record("clm-3")


def test_the_confirmed_link_of_the_sample_says_that_one_rests_on_the_other(judged: Judged, sample: Graph) -> None:
    link = record(judged.confirmed)
    assert sample.value(link, OURS.status) == Literal("accepted")


# ---- the vocabulary


def test_every_word_of_ours_is_in_the_vocabulary(sample: Graph, tiny: Graph) -> None:
    used = {str(word) for graph in (sample, tiny) for _, word, _ in graph} | {
        str(kind) for kind in sample.objects(None, RDF.type)
    }
    own = {word.removeprefix(NAMESPACE) for word in used if word.startswith(NAMESPACE)}
    assert own <= {*CLASSES, *PROPERTIES}
    shaped = set(re.findall(r"(?<!urn:)\bwhosays:(\w+)", shapes().decode()))
    assert shaped <= {*CLASSES, *PROPERTIES}


# ---- the two ways to write a graph

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_VALUES = st.one_of(
    _TEXTS, st.integers(0, 10**9), st.sampled_from([Iri("urn:whosays:record:clm-1"), Iri("https://example.org/نهر?a=1#b")]),
    st.just(Time("2026-01-02T03:04:05Z")),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["prov:value", "rdfs:label", "whosays:by"]), _VALUES), max_size=6))
def test_json_and_turtle_of_a_node_hold_the_same_triples(told: list[tuple[str, Any]]) -> None:
    made = node("urn:whosays:record:x", "prov:Entity whosays:Claim", told)
    by_turtle = turtle(turtle_head() + to_turtle(made))
    by_json = json_ld(json.dumps({"@context": PREFIXES, "@graph": [to_json(made)]}))
    assert set(by_turtle) == set(by_json)
    words = {str(value) for value in by_turtle.objects(None, PROV.value) if isinstance(value, Literal)}
    assert {value for name, value in told if name == "prov:value" and isinstance(value, str)} <= words


def test_of_what_nothing_is_said_nothing_is_written() -> None:
    assert to_turtle(node("urn:whosays:record:x", "", [("rdfs:label", None)])) == ""


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/a?b=c#d", True), ("http://بندر.example/نهر", True), ("HTTPS://example.org", False),
        ("https:///a", False),
        ("https://example.org/a b", False), ("https://example.org/<a>", False), ("https://example.org/a\n", False),
        ("mailto:a@b", False),
        ("javascript:x", False), ("", False), (None, False),
    ],
)  # fmt: skip
def test_an_address_is_an_iri_where_no_reader_stumbles_over_it(url: str | None, is_one: bool) -> None:
    assert (address_iri(url) == url) == (is_one or url is None)


@pytest.mark.parametrize(
    ("when", "is_one"),
    [
        ("2026-01-02T03:04:05Z", True),
        ("2026-01-02T03:04:05.5Z", True),
        ("2026-01-02T03:04:05+01:00", False),
        ("2026-01-02", False),
    ],
)
def test_a_time_is_one_in_utc(when: str, is_one: bool) -> None:
    assert (utc(when) == when) == is_one
