from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld as pyld
from tests.publish import anno_context
from tests.publish.anchoring import Page, selected
from tests.publish.linked_case import WHO, Judged
from tests.publish.test_exports import CASE, GOLDEN, Everything, TinyCase

from whosays.anchors import BadAnchor, Cutter
from whosays.publish.linked.annotations import export
from whosays.publish.linked.names import NAMESPACE
from whosays.publish.linked.vocabulary import CLASSES, PROPERTIES
from whosays.records import CaptureId, Document, DocumentId, Mention, MentionId

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
SCHEMA = json.loads(Path(__file__).with_name("annotation_schema.json").read_text(encoding="utf-8"))
PAGES = ("claims", "mentions")
_OA = "http://www.w3.org/ns/oa#"


def read(folder: Path, name: str) -> Json:
    found: Json = json.loads((folder / f"{name}.jsonld").read_bytes())
    return found


def items(folder: Path) -> list[Json]:
    return [item for page in PAGES if (folder / f"{page}.jsonld").exists() for item in read(folder, page)["items"]]


def body(item: Json) -> Json:
    """Return the body with fields."""
    found: Json = next(one for one in item["body"] if one["type"] != "TextualBody")
    return found


@pytest.fixture(scope="session")
def sample(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotations of the sample case."""
    return judged.export(tmp_path_factory.mktemp("anno"), "anno")


@pytest.fixture(scope="session")
def texts(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each document of the sample case, by the name of its capture: each holds one."""
    lines = (
        (judged.export(tmp_path_factory.mktemp("jsonl"), "jsonl") / "documents.jsonl").read_text(encoding="utf-8").split("\n")
    )
    return {f"urn:whosays:capture:{doc['capture']}": doc["text"] for doc in map(json.loads, filter(None, lines))}


# ---- the files


def test_an_export_is_the_golden_one(tmp_path: Path, update: bool) -> None:
    golden = GOLDEN / "anno"
    paths = list(export(CASE, golden if update else tmp_path))
    assert [path.name for path in paths] == ["claims.jsonld", "mentions.jsonld", "collection.jsonld"]
    for path in paths:
        assert (golden / path.name).read_bytes() == path.read_bytes()


def test_the_order_of_records_in_the_case_does_not_matter(tmp_path: Path) -> None:
    class Turned(Everything):
        def claims(self) -> list[Any]:
            return super().claims()[::-1]

        def mentions(self) -> list[Any]:
            return super().mentions()[::-1]

    for one, other in zip(export(CASE, tmp_path / "a"), export(TinyCase(Turned()), tmp_path / "b"), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_a_case_without_claims_and_names_has_a_collection_and_no_page(tmp_path: Path) -> None:
    class Bare(Everything):
        def claims(self) -> list[Any]:
            return []

        def mentions(self) -> list[Any]:
            return []

        def entities(self) -> list[Any]:
            return []

    (path,) = export(TinyCase(Bare()), tmp_path)
    assert (path.name, read(tmp_path, "collection")["total"]) == ("collection.jsonld", 0)
    jsonschema.validate(read(tmp_path, "collection"), SCHEMA)


def test_words_that_are_not_the_documents_stop_an_export_and_leave_no_half_file(tmp_path: Path) -> None:
    class Broken(Everything):
        def mentions(self) -> list[Mention]:
            good, *rest = super().mentions()
            return [*rest, replace(good, at=replace(good.at, text="another"))]

    with pytest.raises(BadAnchor):
        list(export(TinyCase(Broken()), tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["claims.jsonld"]


def test_the_same_case_gives_the_same_bytes(judged: Judged, sample: Path, tmp_path: Path) -> None:
    again = judged.export(tmp_path, "anno")
    assert {path.name: path.read_bytes() for path in sample.iterdir()} == {
        path.name: path.read_bytes() for path in again.iterdir()
    }


# ---- the model


@pytest.mark.parametrize("name", ["collection", *PAGES])
def test_the_files_keep_to_the_model(sample: Path, name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(read(sample, name), SCHEMA)


@pytest.mark.parametrize(
    "path",
    [
        ("id",), ("target",), ("motivation",), ("target", 0, "source"), ("target", 0, "selector", 0, "exact"),
        ("target", 0, "selector", 1, "end"), ("body", 0, "value"),
    ],
    ids=str,
)  # fmt: skip
def test_an_annotation_that_lacks_a_part_does_not_keep_to_the_model(tmp_path: Path, path: tuple[Any, ...]) -> None:
    list(export(CASE, tmp_path))
    page = read(tmp_path, "claims")
    inside = page["items"][0]
    for step in path[:-1]:
        inside = inside[step]
    del inside[path[-1]]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(page, SCHEMA)


def test_pages_follow_each_other_and_the_collection_counts_all(sample: Path) -> None:
    collection, claims, mentions = (read(sample, name) for name in ("collection", *PAGES))
    assert (collection["first"], collection["last"]) == (claims["id"], mentions["id"])
    assert (claims["next"], mentions["prev"], claims["partOf"]) == (mentions["id"], claims["id"], collection["id"])
    assert "prev" not in claims
    assert (claims["startIndex"], mentions["startIndex"]) == (0, len(claims["items"]))
    assert collection["total"] == len(claims["items"]) + len(mentions["items"])
    ids = [item["id"] for item in (*claims["items"], *mentions["items"])]
    assert len(set(ids)) == len(ids)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from keys(part)
    elif isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from keys(part)


@pytest.mark.parametrize("name", ["collection", *PAGES])
def test_every_word_is_of_the_contexts_and_of_the_vocabulary(sample: Path, name: str) -> None:
    found = read(sample, name)
    del found["@context"]
    own = {key.removeprefix("whosays:") for key in keys(found) if key.startswith("whosays:")}
    assert own <= {*CLASSES, *PROPERTIES}
    assert {key for key in keys(found) if not key.startswith("whosays:")} <= {*anno_context.CONTEXT}


def test_expanded_without_a_network_nothing_is_lost(sample: Path) -> None:
    page = read(sample, "claims")
    (expanded,) = pyld.expand(page, {"documentLoader": anno_context.load})
    (listed,) = expanded["http://www.w3.org/ns/activitystreams#items"]
    found = listed["@list"]
    assert [one["@id"] for one in found] == [item["id"] for item in page["items"]]
    for one, item in zip(found, page["items"], strict=True):
        assert one["@type"] == [f"{_OA}Annotation"]
        assert len(one[f"{_OA}hasTarget"]) == len(item["target"])
        (claim,) = (part for part in one[f"{_OA}hasBody"] if f"{NAMESPACE}Claim" in part["@type"])
        assert [step["@id"] for step in claim[f"{NAMESPACE}step"]] == [step["id"] for step in body(item)["whosays:step"]]
        quoted = [part for part in one[f"{_OA}hasTarget"][0][f"{_OA}hasSelector"] if f"{_OA}exact" in part]
        assert quoted[0][f"{_OA}exact"] == [{"@value": item["target"][0]["selector"][0]["exact"]}]


# ---- the words


def test_both_selectors_select_the_words_for_every_annotation_of_the_sample(sample: Path, texts: dict[str, str]) -> None:
    pages = {capture: Page(text) for capture, text in texts.items()}
    seen = 0
    for target in (target for item in items(sample) for target in item["target"]):
        capture = target["state"]["cached"]
        quoted, placed = target["selector"]
        (by_words,), (by_place,) = pages[capture].anchor(quoted), pages[capture].anchor(placed)
        assert by_words == by_place
        assert pages[capture].words(by_place) == quoted["exact"] == texts[capture][placed["start"] : placed["end"]]
        seen += 1
    assert seen > 600


class OneText(Everything):
    """A document with mentions at some places."""

    def __init__(self, text: str, places: list[tuple[int, int]]) -> None:
        self.doc = Document(
            id=DocumentId("doc-a"), capture=CaptureId("beef"), name="a.txt", text=text, languages=("en",), made_by="plain 1"
        )
        self.places = places

    def documents(self) -> list[Document]:
        return [self.doc]

    def mentions(self) -> list[Mention]:
        cutter = Cutter(self.doc)
        return [
            Mention(id=MentionId(f"men-{number:03}"), at=cutter.cut(*place), kind="place", by="names/head")
            for number, place in enumerate(self.places)
        ]

    def claims(self) -> list[Any]:
        return []

    passages = citations = entries = events = links = judgements = problems = visits = entities = claims


_PIECES = st.sampled_from(
    (
        "river ", "river ", "The library ", "🚣🏽‍♀️", "👩‍👩‍👧", "نهر ", "ميناء ", "رودخانه‌ها ", "\u202bكتاب\u202c", "e\u0301",
        "\r\n", "\n", "\t", "\u2028", "𝔥", "a",
    )
)  # fmt: skip


@st.composite
def marked_texts(draw: st.DrawFn) -> OneText:
    text = "".join(draw(st.lists(_PIECES, min_size=1, max_size=60)))
    places = []
    for start in draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=8, unique=True)):
        places.append((start, draw(st.integers(start + 1, min(len(text), start + 12)))))
    return OneText(text, places)


@settings(max_examples=60)
@given(made=marked_texts())
def test_both_selectors_select_the_words_in_any_text(tmp_path_factory: pytest.TempPathFactory, made: OneText) -> None:
    folder = tmp_path_factory.mktemp("made")
    list(export(TinyCase(made), folder))
    found = read(folder, "mentions")["items"]
    assert len(found) == len(made.places)
    for item in found:
        (target,) = item["target"]
        (spans,) = selected(made.doc.text, target)
        assert len(spans) == 1
        assert Page(made.doc.text).words(spans[0]) == target["selector"][0]["exact"]


def test_where_no_context_is_enough_the_position_is_refined_by_the_words(tmp_path: Path) -> None:
    made = OneText("row of a table\n" * 1_000, [(7_500, 7_503)])
    list(export(TinyCase(made), tmp_path))
    (target,) = items(tmp_path)[0]["target"]
    assert [(one["type"], one["refinedBy"]["type"]) for one in target["selector"]] == [
        ("TextPositionSelector", "TextQuoteSelector")
    ]
    assert selected(made.doc.text, target) == {((7_500, 7_503),)}
    jsonschema.validate(read(tmp_path, "mentions"), SCHEMA)


def test_content_in_pieces_has_a_target_for_each(tmp_path: Path) -> None:
    list(export(CASE, tmp_path))
    (item,) = (item for item in read(tmp_path, "claims")["items"] if item["id"].endswith("clm-2"))
    assert [target["selector"][0]["exact"] for target in item["target"]] == ["it will", "probably open"]


# ---- the document


def test_a_document_goes_by_its_address_else_its_capture(sample: Path, texts: dict[str, str]) -> None:
    sources = {item["target"][0]["source"] for item in items(sample)}
    assert "https://oxlip-reader.example/2024/05/what-the-buckets-weighed" in sources
    assert len(sources) == len([text for text in texts.values() if text])
    assert {one.rpartition(":")[0] for one in sources if not one.startswith("https:")} == {"urn:whosays:capture"}


@pytest.mark.parametrize(
    "url", ["not an address", "https://example.org/a b", "javascript:alert(1)", "https://", 'https://a.example/"']
)
def test_an_address_that_is_no_iri_gives_way_to_the_capture(tmp_path: Path, url: str) -> None:
    made = OneText("The river", [(0, 9)])
    made.doc = replace(made.doc, url=url, capture=CaptureId("c0ffee"))
    list(export(TinyCase(made), tmp_path))
    assert items(tmp_path)[0]["target"][0]["source"] == "urn:whosays:capture:c0ffee"


def test_documents_of_one_file_go_by_their_own_ids(tmp_path: Path) -> None:
    class Posts(OneText):
        def documents(self) -> list[Document]:
            return [self.doc, replace(self.doc, id=DocumentId("doc-b"), name="b.txt")]

    list(export(TinyCase(Posts("The river", [(0, 9)])), tmp_path))
    assert items(tmp_path)[0]["target"][0]["source"] == "urn:whosays:record:doc-a"


def test_a_fetched_capture_has_its_address_and_time(tmp_path: Path) -> None:
    list(export(CASE, tmp_path))
    targets = {item["id"].rpartition(":")[2]: item["target"][0] for item in read(tmp_path, "claims")["items"]}
    fetched, filed = targets["clm-3"], targets["clm-1"]
    assert (fetched["source"], fetched["state"]["sourceDate"]) == ("https://example.org/b", "2026-01-02T00:00:00Z")
    assert (filed["source"], "sourceDate" in filed["state"]) == ("urn:whosays:capture:c0ffee", False)


# ---- who says it, who made it


def test_every_claim_has_a_holder_and_a_status_and_what_was_rejected_is_left_out(judged: Judged, sample: Path) -> None:
    found = {item["id"].rpartition(":")[2]: body(item) for item in read(sample, "claims")["items"]}
    assert all(one["whosays:step"][-1]["whosays:holderKind"] for one in found.values())
    told = {one: found[one]["whosays:status"] for one in (judged.accepted, judged.edited, judged.marked)}
    assert told == {judged.accepted: "accepted", judged.edited: "edited", judged.marked: "accepted"}
    assert judged.rejected not in found
    assert {one["whosays:status"] for one in found.values()} == {"proposed", "accepted", "edited"}


def test_the_line_for_people_tells_holder_hedges_polarity_and_status(tmp_path: Path) -> None:
    list(export(CASE, tmp_path))
    lines = {item["id"].rpartition(":")[2]: item["body"][0]["value"] for item in read(tmp_path, "claims")["items"]}
    assert lines["clm-2"] == (
        "held by: the author > It (for The Harbour Museum); act: assert; hedges: probably (probability); modality: probable;"
        " polarity: positive; status: accepted"
    )


def test_the_creator_is_who_marked_it_or_what_proposed_it(judged: Judged, sample: Path) -> None:
    found = {item["id"].rpartition(":")[2]: item for item in read(sample, "claims")["items"]}
    person, software = found[judged.marked], found[judged.accepted]
    assert (person["creator"]["type"], person["creator"]["name"]) == ("Person", WHO)
    assert person["created"].endswith("Z")
    assert (software["creator"]["type"], software["creator"]["name"].split()[0]) == ("Software", "claims")
    assert "created" not in software
    assert found[judged.edited]["modified"].endswith("Z")
