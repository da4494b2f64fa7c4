from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.notation import BadNotation, parse, show, write
from whosays.records import (
    Act,
    Anchor,
    Box,
    Capture,
    CaptureId,
    Citation,
    CitationId,
    CitationKind,
    CitedDate,
    CitedUrl,
    Claim,
    ClaimId,
    CountryBasis,
    Decision,
    Document,
    DocumentId,
    Entity,
    EntityId,
    Entry,
    EntryId,
    Event,
    EventId,
    Form,
    Hedge,
    HedgeKind,
    Holder,
    HolderKind,
    Judgement,
    JudgementId,
    Layer,
    Link,
    LinkId,
    LinkKind,
    LinkStatus,
    Mention,
    MentionId,
    MentionKind,
    Modality,
    Passage,
    PassageId,
    Polarity,
    Post,
    Problem,
    ProblemId,
    Record,
    Relation,
    Role,
    Run,
    RunId,
    Source,
    SourceId,
    Step,
    Visit,
    VisitId,
    VisitOutcome,
    Zone,
)

HOSTILE = [
    *("|", "  ", "\n", "\r\n", '"', "'", "\\", "{", "}", "  {", "(", ")", "=", "@0-3", "@", "/", "…", "\x00"),
    *("نهر", "\u202e", "\u200c", "\u2028", "\N{FAMILY}"),
]
words = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=5).map("".join)
ids = words


def _maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def _pick(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def _document(doc_id: str, text: str) -> Document:
    return Document(id=DocumentId(doc_id), capture=CaptureId("c"), name="report.txt", text=text, made_by="plain")


@st.composite
def _records(draw: st.DrawFn) -> tuple[tuple[Document, ...], Record]:
    docs: tuple[Document, ...] = (_document(draw(ids), draw(words) + "x"), _document(draw(ids) + "2", draw(words) + "y"))
    if docs[0].id == docs[1].id:
        docs = docs[:1]

    @st.composite
    def spot(draw: st.DrawFn, where: Document = docs[0]) -> Anchor:
        start = draw(st.integers(0, len(where.text) - 1))
        return Cutter(where).cut(start, draw(st.integers(start + 1, len(where.text))))

    anywhere = st.one_of([spot(where=doc) for doc in docs])
    holders = st.builds(Holder, kind=_pick(HolderKind), at=_maybe(spot()), refers_to=_maybe(anywhere), reason=_maybe(words))
    steps = st.builds(Step, holder=holders, cue=_maybe(spot()), act=_pick(Act), outlet=_maybe(spot()))
    hedges = st.builds(Hedge, at=spot(), kind=_pick(HedgeKind))

    def many(strategy: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(strategy, min_size=least, max_size=3).map(tuple)

    texts, maybe, numbers = many(words), _maybe(words), many(st.integers(0, 999))
    measures = st.floats(0, 10**6)
    boxes = st.builds(Box, page=st.integers(1, 9), left=measures, top=measures, right=measures, bottom=measures)
    relations = st.builds(Relation, kind=words, entry=words, cue=spot(), subject=many(spot(), 1), object=many(spot(), 1))
    here, number = st.just(docs[0].id), st.integers(0, 10**6)
    every: list[st.SearchStrategy[Record]] = [
        st.builds(Source, id=ids.map(SourceId), kind=st.sampled_from(["work", "page"]), name=maybe, url=maybe),
        st.builds(Capture, id=ids.map(CaptureId), name=words, size=number, media_type=words, method=st.just("file"),
                  fetched_at=words, url=maybe, parent=maybe),
        st.builds(Document, id=ids.map(DocumentId), capture=ids.map(CaptureId), name=words, text=words, title=maybe,
                  languages=texts, date=maybe, author=maybe, pages=numbers, made_by=words,
                  post=_maybe(st.builds(Post, network=words, number=words, account=words, posted=maybe))),
        st.builds(Passage, id=ids.map(PassageId), doc=here, zone=_pick(Zone), pieces=many(spot()), order=number,
                  page=_maybe(number), level=_maybe(number), number=maybe, called_at=_maybe(spot()), boxes=many(boxes),
                  author=maybe, date=maybe, begins=_maybe(measures), ends=_maybe(measures)),
        st.builds(Visit, id=ids.map(VisitId), source=ids.map(SourceId), url=words, when=words, outcome=_pick(VisitOutcome),
                  status=_maybe(number), redirects=texts, headers=many(st.tuples(words, words)), note=maybe),
        st.builds(Mention, id=ids.map(MentionId), at=spot(), kind=_pick(MentionKind), layer=_pick(Layer), value=maybe,
                  roles=many(spot()), by=words),
        st.builds(Entity, id=ids.map(EntityId), kind=_pick(MentionKind), name=words, country=maybe, members=texts,
                  reasons=texts),
        st.builds(Claim, id=ids.map(ClaimId), doc=here, content=many(spot(), 1), chain=many(steps), about=many(anywhere),
                  relation=maybe, relation_from=_maybe(relations), hedges=many(hedges), modality=_pick(Modality),
                  polarity=_pick(Polarity), said=maybe, content_time=maybe, form=_pick(Form), cites=numbers,
                  cites_possible=numbers, by=words),
        st.builds(Citation, id=ids.map(CitationId), doc=here, number=number, anchor=_maybe(spot()), note=_maybe(spot()),
                  marker=_maybe(spot()), kind=_pick(CitationKind), urls=many(st.builds(CitedUrl, at=spot(), url=words)),
                  dates=many(st.builds(CitedDate, at=spot(), iso=words)), ibid_of=_maybe(number), flags=texts, by=words),
        st.builds(Entry, id=ids.map(EntryId), at=spot(), list=words, row=number, name=words, name_at=spot(), repair=maybe,
                  acronym=maybe, country=maybe, country_basis=_pick(CountryBasis), country_at=_maybe(spot()),
                  description=_maybe(spot()), flags=texts, by=words),
        st.builds(Event, id=ids.map(EventId), name=words, at=spot(), when=maybe, rule=maybe, series=_maybe(ids),
                  place=_maybe(spot()), roles=many(st.builds(Role, role=words, at=spot())), by=words),
        st.builds(Link, id=ids.map(LinkId), kind=_pick(LinkKind), a=ids, b=ids, evidence=many(anywhere),
                  status=_pick(LinkStatus), reason=maybe, by=words),
        st.builds(Judgement, id=ids.map(JudgementId), record=ids, decision=_pick(Decision), who=words, when=words,
                  changes=maybe, note=maybe, supersedes=_maybe(ids)),
        st.builds(Run, id=ids.map(RunId), name=words, version=words, settings=words),
        st.builds(Problem, id=ids.map(ProblemId), code=words, message=words, doc=_maybe(here), at=_maybe(spot())),
    ]  # fmt: skip
    return docs, draw(st.one_of(every))


@given(_records())
def test_what_is_written_parses_back(given_: tuple[tuple[Document, ...], Record]) -> None:
    docs, record = given_
    line = write(record)
    assert "\n" not in line
    assert record == parse(line, *docs)


@given(_records())
def test_a_short_form_is_one_printable_line(given_: tuple[tuple[Document, ...], Record]) -> None:
    line = show(given_[1])
    assert [line] == line.splitlines()
    assert line.replace("\u200c", "").replace("\u200d", "").isprintable()


TEXT = "River Watch describes itself as a union of anglers. It is likely that they wrote the letter.3\n"
DOC = _document("doc-1", TEXT)
_CUTTER = Cutter(DOC)


def _at(text: str) -> Anchor:
    return _CUTTER.cut(start := TEXT.index(text), start + len(text))


def _claim(content: str | tuple[str, ...], *steps: Step, about: str | None = None, **fields: object) -> Claim:
    pieces = (content,) if isinstance(content, str) else content
    made: dict[str, object] = {"form": "narrative", "by": "claims", "about": (_at(about),) if about else (), **fields}
    return Claim(id=ClaimId("clm-1"), doc=DOC.id, content=tuple(_at(p) for p in pieces), chain=steps, **made)  # type: ignore[arg-type]


AUTHOR = Step(holder=Holder(kind="author"), act="assert")
WATCH = Holder(kind="named", at=_at("River Watch"))
THEY = Holder(kind="named", at=_at("they"), refers_to=_at("River Watch"))
LETTER_DATE = CitedDate(at=_at("It"), iso="2020-01-17")
MEN = MentionId("men-1")


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (
            _claim("a union of anglers", AUTHOR, Step(holder=WATCH, cue=_at("describes itself as"), act="describe"),
                   about="River Watch"),
            "claim  River Watch | describes itself as | a union of anglers | about: River Watch"
            " | cue: describes itself as  @32-50",
        ),
        (
            _claim("wrote the letter", Step(holder=Holder(kind="author"), act="infer"), cites=(3,),
                   hedges=(Hedge(at=_at("likely"), kind="probability"),), modality="probable"),
            "claim  (author) | infers | wrote the letter | hedge: likely | modality: probable | cites: 3  @75-91",
        ),
        (
            _claim(("a union", "of anglers"), Step(holder=Holder(kind="hidden"), act="deny")),
            "claim  (hidden) | denies | a union … of anglers  @32-39+40-50",
        ),
        (
            _claim("the letter", AUTHOR, Step(holder=THEY, act="ask")),
            "claim  they = River Watch | asks | the letter  @81-91",
        ),
        (Mention(id=MEN, at=_at("River Watch"), kind="organisation", by="names"), "organisation  River Watch  @0-11"),
        (
            Mention(id=MEN, at=_at("the letter"), kind="date", value="2020-05-22", by="dates"),
            "date  the letter = 2020-05-22  @81-91",
        ),
        (
            Mention(id=MEN, at=_at("It"), kind="event", layer="pronoun", by="names"),
            "event-name  It | layer: pronoun  @52-54",
        ),
        (
            Citation(id=CitationId("cit-1"), doc=DOC.id, number=3, anchor=_at("3"), note=_at("letter.3"), kind="ibid",
                     urls=(CitedUrl(at=_at("It"), url="https://example.org/a"),), dates=(LETTER_DATE,),
                     ibid_of=2, by="citations"),
            "note  3 | anchor @92 | https://example.org/a | 2020-01-17 | ibid: 2  @85-93",
        ),
        (
            Entry(id=EntryId("ent-1"), at=_at("River Watch"), list="lst", row=12, name="River Watch",
                  name_at=_at("River Watch"),
                  country="GB", country_basis="column", flags=("typo", "duplicate"), by="lists"),
            "entry  12. River Watch | GB (column) | flags: typo, duplicate  @0-11",
        ),
        (
            Event(id=EventId("evt-1"), name="River Day", at=_at("River"), when="2020-05", place=_at("union"),
                  roles=(Role(role="organiser", at=_at("River Watch")),), by="events"),
            "event  River Day = 2020-05 | place: union | organiser: River Watch  @0-5",
        ),
        (
            Problem(id=ProblemId("prb-1"), code="number-gap", message="12 | then 14", doc=DOC.id, at=_at("3")),
            "problem  number-gap: 12 \\| then 14  @92-93",
        ),
        (
            Passage(id=PassageId("pas-1"), doc=DOC.id, zone="heading", pieces=(_at("River Watch"),), order=0, level=2),
            "passage  heading | level: 2 | River Watch  @0-11",
        ),
    ],
)  # fmt: skip
def test_the_short_form_says_what_matters(record: Record, line: str) -> None:
    assert line == show(record)


def test_the_exact_form_is_the_short_form_and_all_fields() -> None:
    mention = Mention(id=MEN, at=_at("River Watch"), kind="organisation", by="names")
    expected = "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=organisation by=names}"
    assert expected == write(mention)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "organisation  River Watch  @0-11",
        "organisation  Lake Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=organisation by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-2 id=men-1 at=@0-11 kind=organisation by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-999 kind=organisation by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@5-5 kind=organisation by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=7 kind=organisation by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=river by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=organisation}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=organisation by=names by=names}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 kind=organisation by=names} more",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1 at=@0-11 colour=blue}",
        "organisation  River Watch  @0-11  {anchor in=doc-1}",
        "organisation  River Watch  @0-11  {mention in=doc-1 id=men-1",
        'organisation  River Watch  @0-11  {mention in=doc-1 id="\\x"}',
        "organisation  River Watch  @0-11  {mention in=doc-1 id=;}",
    ],
)
def test_a_line_that_is_no_record_of_the_document_is_refused(line: str) -> None:
    with pytest.raises(BadNotation):
        parse(line, DOC)


def test_a_relation_is_shown_with_its_ends_as_long_as_nobody_changed_it() -> None:
    doc = Document(id=DocumentId("doc-1"), capture=CaptureId("c"), name="a", text="Ida runs the ferry", made_by="test")
    cut = Cutter(doc).cut
    found = Relation(kind="operates", entry="run, active", cue=cut(4, 8), subject=(cut(0, 3),), object=(cut(9, 18),))
    claim = Claim(
        id=ClaimId("clm-1"), doc=doc.id, content=(cut(0, 18),), chain=(), relation="operates", relation_from=found,
        form="narrative", by="test",
    )  # fmt: skip
    assert "| relation: operates (Ida → the ferry)" in show(claim)
    assert "| relation: owns  @" in show(replace(claim, relation="owns"))
    assert "relation" not in show(replace(claim, relation=None))
