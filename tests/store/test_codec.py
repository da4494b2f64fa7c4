from __future__ import annotations

import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.making import capture_of, document_of, passages_of, run_of

from whosays import records
from whosays.anchors import Cutter
from whosays.problems import CODES, make_problem
from whosays.records import (
    Anchor,
    Citation,
    CitationId,
    CitedDate,
    CitedUrl,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Entry,
    EntryId,
    Event,
    EventId,
    Hedge,
    Holder,
    Judgement,
    JudgementId,
    Link,
    LinkId,
    Mention,
    MentionId,
    Relation,
    Role,
    Source,
    SourceId,
    Step,
)
from whosays.store.codec import (
    NEWEST,
    PACKING,
    PROPOSALS,
    Stored,
    bare_json,
    decode,
    decode_document,
    encode,
    encode_document,
    home_of,
    is_same,
    repack,
    start_of,
    targets_of,
)
from whosays.store.faults import DamagedCase
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

RELEASED = {
    1: (
        "018355356525ba86885a25bf20352f332f5d213f0d3c8294915804ec02146149608608771a40dd69640477280e638009af3c"
        "2315d13328cd81273260bb3f33155eaa405a5038d21f30fc81a53a00"
    )
}
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | WORDS
MANY = st.lists(WORDS, max_size=3).map(tuple)
NUMBERS = st.lists(st.integers(0, 999), max_size=3).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Document, list[Stored]]:
    """A document and some of every kind of record on it."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    doc = document_of(capture_of(text.encode(), "river.txt"), text)
    cutter = Cutter(doc)

    def anchors() -> st.SearchStrategy[Anchor]:
        spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20))
        return spans.map(lambda span: cutter.cut(span[0], min(span[0] + span[1], len(text))))

    def tuples(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(of, max_size=3).map(tuple)

    def one_of(literal: object) -> st.SearchStrategy[str]:
        return st.sampled_from(get_args(literal))

    some = anchors()
    maybe = st.none() | some
    holder = st.builds(Holder, kind=one_of(records.HolderKind), at=maybe, refers_to=maybe, reason=MAYBE)
    step = st.builds(Step, holder=holder, cue=maybe, act=one_of(records.Act), outlet=maybe)
    hedge = st.builds(Hedge, at=some, kind=one_of(records.HedgeKind))
    relation = st.builds(Relation, kind=WORDS, entry=WORDS, cue=some, subject=tuples(some), object=tuples(some))
    kinds: list[st.SearchStrategy[Stored]] = [
        st.builds(Mention, id=ids("men", MentionId), at=some, kind=one_of(records.MentionKind), value=MAYBE,
                  roles=tuples(some), by=WORDS),
        st.builds(
            Claim, id=ids("clm", ClaimId), doc=st.just(doc.id), content=tuples(some), chain=tuples(step), about=tuples(some),
            relation=MAYBE, relation_from=st.none() | relation, hedges=tuples(hedge), modality=one_of(records.Modality),
            said=MAYBE, form=one_of(records.Form), cites=NUMBERS, by=WORDS,
        ),
        st.builds(
            Citation, id=ids("cit", CitationId), doc=st.just(doc.id), number=st.integers(), anchor=maybe, note=maybe,
            kind=one_of(records.CitationKind), urls=tuples(st.builds(CitedUrl, at=some, url=WORDS)),
            dates=tuples(st.builds(CitedDate, at=some, iso=WORDS)), flags=MANY, by=WORDS,
        ),
        st.builds(
            Entry, id=ids("ent", EntryId), at=some, list=WORDS, row=st.integers(0, 9), name=WORDS, name_at=some, country=MAYBE,
            country_basis=one_of(records.CountryBasis), description=maybe, flags=MANY, by=WORDS,
        ),
        st.builds(
            Event, id=ids("evt", EventId), name=WORDS, at=some, when=MAYBE, roles=tuples(st.builds(Role, role=WORDS, at=some)),
            by=WORDS,
        ),
        st.builds(
            Link, id=ids("lnk", LinkId), kind=one_of(records.LinkKind), a=WORDS, b=WORDS, evidence=tuples(some), reason=MAYBE,
            by=WORDS,
        ),
        st.builds(lambda at, words: make_problem(min(CODES), words, at=at), some, WORDS),
        st.builds(Source, id=ids("src", SourceId), kind=st.sampled_from(["work", "page"]), name=MAYBE, url=MAYBE),
    ]  # fmt: skip
    found = draw(st.lists(st.one_of(kinds), max_size=8, unique_by=lambda record: record.id))
    return doc, found


def ids(prefix: str, made: type) -> st.SearchStrategy[str]:
    return st.integers(0, 2**64 - 1).map(lambda number: made(f"{prefix}-{number:016x}"))


@settings(max_examples=40, deadline=None)
@given(cases())
def test_what_is_put_is_what_is_loaded(case: tuple[Document, list[Stored]]) -> None:
    doc, found = case
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "case") as store:
        with store.write() as writer:
            raw = doc.text.encode()
            capture = capture_of(raw, doc.name)
            writer.put_capture(capture, raw)
            writer.put_document(doc, passages_of(doc))
            writer.put_records(doc.id, run_of(), found)
        with store.view() as view:
            lists: Sequence[Sequence[object]] = [
                list(ask()) for ask in (view.mentions, view.claims, view.citations, view.entries, view.events, view.links,
                                        view.problems)
            ]  # fmt: skip
            sources = [record for record in found if isinstance(record, Source)]
            assert sorted(map(repr, found)) == sorted(repr(one) for some in [*lists, sources] for one in some)
            assert [doc, capture, *passages_of(doc)] == [*view.documents(), *view.captures(), *view.passages()]
            for record in found:
                if not isinstance(record, Source):
                    assert record == view.record(record.id)


@given(cases())
def test_encoding_and_decoding_gives_a_record_back(case: tuple[Document, list[Stored]]) -> None:
    doc, found = case
    assert found == [decode(encode(record), type(record)) for record in found]
    assert doc == decode_document(encode_document(doc), doc.text)


def test_what_an_older_version_wrote_is_read() -> None:
    """A field that a record has gained since has its usual value."""
    claim = decode(
        b'{"id":"clm-1","doc":"doc-1","content":[{"doc":"doc-1","start":0,"end":1,"text":"x"}],"chain":[],"about":[],'
        b'"relation":"owns","hedges":[],"modality":"asserted","polarity":"positive","form":"narrative","by":"Ada"}',
        Claim,
    )
    assert (claim.relation, claim.relation_from) == ("owns", None)
    raw = (
        b'{"id":"men-1","at":{"doc":"doc-1","start":0,"end":1,"text":"x"},"kind":"person","layer":"name","value":null,'
        b'"by":"names"}'
    )
    assert decode(raw, Mention).roles == ()


def event(name: str) -> Event:
    at = Anchor(doc=DocumentId("doc-1"), start=0, end=len(name), text=name)
    return Event(id=EventId("evt-1"), name=name, at=at, by="test")


def test_a_payload_is_packed_with_a_number_in_front_and_the_json_comes_back() -> None:
    raw = encode(event("opening of the harbour"))
    assert (raw[0], bare_json(raw)) == (NEWEST, msgspec.json.encode(event("opening of the harbour")))
    assert len(raw) < len(bare_json(raw)) / 2


def test_what_was_packed_with_preset_words_that_were_released_is_read() -> None:
    """Written down when the words were released: it tells when somebody changes them in place."""
    raw = bytes.fromhex(RELEASED[1])
    assert decode(raw, Event) == event("opening of the harbour")
    assert {number for number in range(1, 99) if PACKING.joinpath(f"{number}.txt").is_file()} == set(RELEASED)


def test_json_as_older_cases_have_it_is_read_and_packed_anew() -> None:
    old = msgspec.json.encode(event("opening"))
    assert (decode(old, Event), is_same(old, event("opening"))) == (event("opening"), True)
    assert repack(old) == encode(event("opening"))


def test_bytes_of_another_zlib_say_the_same() -> None:
    words = PACKING.joinpath(f"{NEWEST}.txt").read_bytes()
    packing = zlib.compressobj(1, zlib.DEFLATED, -15, zdict=words, strategy=zlib.Z_HUFFMAN_ONLY)
    other = bytes((NEWEST,)) + packing.compress(msgspec.json.encode(event("opening"))) + packing.flush()
    assert other != encode(event("opening"))
    assert is_same(other, event("opening"))
    assert not is_same(other, event("closing"))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b"\x00", b"\xff", bytes((NEWEST,)), encode(event("opening"))[:-1],
        encode(event("opening")) + b"x", b"\x63" + encode(event("opening"))[1:],
    ],
    ids=["nothing", "half", "list", "zero", "no such words", "number alone", "cut off", "more behind", "other number"],
)  # fmt: skip
def test_what_is_no_payload_is_damage(raw: bytes) -> None:
    with pytest.raises(DamagedCase, match="event"):
        decode(raw, Event)


def test_every_kind_of_proposal_has_a_name() -> None:
    assert set(get_args(Stored)) == set(PROPOSALS.values())


@pytest.mark.parametrize(
    ("content", "home", "start"), [(((2, 5), (0, 1)), "doc-1", 2), ((), "doc-1", 0)], ids=["in pieces", "without words"]
)
def test_a_claim_stands_where_its_content_begins(content: tuple[tuple[int, int], ...], home: str, start: int) -> None:
    anchors = tuple(Anchor(doc=DocumentId("doc-1"), start=a, end=b, text="x" * (b - a)) for a, b in content)
    claim = Claim(id=ClaimId("clm-1"), doc=DocumentId("doc-1"), content=anchors, chain=(), form="narrative", by="test")
    assert (home, start, set()) == (home_of(claim), start_of(claim), targets_of(claim))


@pytest.mark.parametrize(("docs", "home"), [([], None), (["doc-1"], "doc-1"), (["doc-1", "doc-2"], None)])
def test_a_link_is_at_home_where_all_its_evidence_is(docs: list[str], home: str | None) -> None:
    evidence = tuple(Anchor(doc=DocumentId(doc), start=0, end=1, text="x") for doc in docs)
    assert home == home_of(Link(id=LinkId("lnk-1"), kind="same", a="clm-1", b="clm-2", evidence=evidence, by="test"))


def test_an_event_rests_on_its_series_and_a_source_on_nothing() -> None:
    at = Anchor(doc=DocumentId("doc-1"), start=0, end=1, text="x")
    event = Event(id=EventId("evt-1"), name="opening", at=at, series=EventId("evt-0"), by="test")
    source = Source(id=SourceId("src-1"), kind="page")
    assert ({"evt-0"}, "doc-1", set(), None) == (targets_of(event), home_of(event), targets_of(source), home_of(source))


def test_a_link_rests_on_its_ends() -> None:
    link = Link(id=LinkId("lnk-1"), kind="same", a="clm-1", b="clm-2", by="test")
    assert targets_of(link) == {"clm-1", "clm-2"}


def test_a_judgement_keeps_its_changes_as_typed() -> None:
    changes = '{"name": "می\u200cشود"}'
    judgement = Judgement(
        id=JudgementId("jdg-1"), record="x", decision="edit", who="Ada Example", when="2026-01-01T00:00:00Z", changes=changes
    )
    assert judgement == decode(encode(judgement), Judgement)
