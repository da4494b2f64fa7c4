from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.making import RIVER, capture_of, claim_of, document_of, mention_of, passages_of, place, put, run_of

from whosays.anchors import Cutter
from whosays.records import Passage, PassageId
from whosays.store.query import to_query
from whosays.store.store import Store
from whosays.text.fold import fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.store.search import Hit


def hits(store: Store, words: str, limit: int = 20) -> list[Hit]:
    with store.view() as view:
        return view.search(words, limit)


def words_in(store: Store, words: str) -> list[str]:
    return [hit.words for hit in hits(store, words)]


def test_passages_claims_and_names_are_found(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
        claim, mention = claim_of(doc, "The library of Mill Lane holds"), mention_of(doc, "Mill Lane")
        writer.put_records(doc.id, run_of(), [claim, mention])
    found = hits(store, "mill")
    at = RIVER.index("Mill")
    assert {"passage", "claim", "mention"} == {hit.kind for hit in found}
    assert {claim.id, mention.id, passages_of(doc)[1].id} == {hit.record for hit in found}
    assert {(doc.id, at, at + 4, "Mill", ((at, at + 4),))} == {(h.doc, h.start, h.end, h.words, h.matches) for h in found}


def test_a_hit_shows_its_words_in_their_place(store: Store) -> None:
    with store.write() as writer:
        put(writer, "Tide tables, " * 20 + "the harbour\nwall and the lighthouse, " + "a quiet pier, " * 20)
    (hit,) = hits(store, "lighthouse")
    assert "lighthouse" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert "\n" not in hit.snippet


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("river clean", True),
        ("clean river", True),
        ("RIVER", True),
        ("river lighthouse", False),
        ('"river is clean"', True),
        ('"clean river"', False),
        ("“river is clean”", True),
        ("«river is»", True),
        ('"river is', True),
        ("riv*", True),
        ("riv", False),
        ('"the riv"*', True),
        ("harbour-trust", True),
        ("trust-harbour", False),
        ("river, clean!", True),
        ("river OR lighthouse", False),
        ("NOT river", False),
    ],
)
def test_all_words_must_occur_phrases_in_order_a_star_ends_a_beginning(store: Store, typed: str, expected: bool) -> None:
    with store.write() as writer:
        put(writer, "The Harbour Trust says the river is clean.")
    assert expected == bool(hits(store, typed))


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("اتحاد ایران و رود", "إيران"),
        ("نهر إيران", "ایران"),
        ("زار مُحَمَّدٌ المكتبة", "محمد"),
        ("المكتبة", "المکتبه"),
        ("كتاب", "کتاب"),
        ("در سال ۱۳۹۹", "1399"),
        ("سنة ١٤٤١", "۱۴۴۱"),
        ("in 1399", "١٣٩٩"),
        ("کتاب خوانده می\u200cشود", "میشود"),
        ("کتاب خوانده می\u200cشود", "می شود"),
        ("کتاب خوانده می\u200cشود", "می\u200cشود"),
        ("کتاب خوانده میشود", "می شود"),
        ("کتاب خوانده میشود", "می\u200cشود"),
        ("کتاب خوانده می شود", "می شود"),
        ("کتاب خوانده می شود", "می\u200cشود"),
        ("کتاب\u200cخانه\u200cها", "کتاب\u200cخانه ها"),
        ("کتاب\u200cخانه\u200cها", '"کتاب خانه ها"'),
        ("کتاب\u200cخانه\u200cها", "کتاب خانه ها"),
        ("کتاب خانه\u200cها", '"کتاب\u200cخانه ها"'),
        ("مستشفى الميناء", "مستشفي"),
        ("Bibliothèque", "bibliotheque"),
        ("東京の図書館", "図書館"),
        ("हिन्दी पुस्तकालय", "हिन्दी"),
    ],
)
def test_words_typed_with_other_letter_forms_are_found(store: Store, printed: str, typed: str) -> None:
    with store.write() as writer:
        doc = put(writer, f"x {printed} y")
    (hit,) = hits(store, typed)
    assert hit.words == doc.text[hit.start : hit.end]


def test_a_hit_in_a_word_with_marks_and_joiners_is_the_whole_word(store: Store) -> None:
    with store.write() as writer:
        put(writer, "زار مُحَمَّدٌ النهر. کتاب خوانده می\u200cشود.")
    assert (words_in(store, "محمد"), words_in(store, "میشود")) == (["مُحَمَّدٌ"], ["می\u200cشود"])


@pytest.fixture(scope="module")
def empty_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.create(tmp_path_factory.mktemp("empty")) as store:
        yield store


HOSTILE = [
    *("", " ", '"', '""', '"""', "'", "\0", "\0\0a", "*", "**", '"*', "-", "^a", "a^", "a:b", "folded:a", "("),
    *(")", "a)", "{a b}:c", "NEAR(a b)", "AND", "OR", "NOT", "a AND"),
    *("; DROP TABLE", "' OR 1=1", "\ud800", "\ue000\ue001", "%", "_", "a" * 100_000),
    *("word " * 5000, '"' * 5000, "(" * 5000, "می " * 5000, "東" * 5000, "\u200c", "\u0301", "☃", "𝕬"),
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:12]))
def test_no_input_is_wrong(store: Store, typed: str) -> None:
    with store.write() as writer:
        put(writer)
    assert isinstance(hits(store, typed), list)


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.sampled_from("\"“” *()^:-+\0'abمی\u200cو東"), st.characters())))
def test_whatever_is_typed_makes_a_query(empty_case: Store, typed: str) -> None:
    assert hits(empty_case, typed) == []


def test_the_best_hits_come_first_and_no_more_than_asked(store: Store) -> None:
    with store.write() as writer:
        put(writer, "The orchestra plays. " + "Nothing else is said here. " * 30, "long.txt")
        put(writer, "The orchestra.", "short.txt")
        for number in range(30):
            put(writer, f"A lighthouse of number {number}.", f"{number:02}.txt")
    with store.view() as view:
        names = [view.document(hit.doc).name for hit in view.search("orchestra")]
        lights = [view.document(hit.doc).name for hit in view.search("lighthouse", 5)]
    assert names == ["short.txt", "long.txt"]
    assert [f"{number:02}.txt" for number in range(5)] == lights


def test_one_document_can_be_searched_alone(store: Store) -> None:
    with store.write() as writer:
        docs = [put(writer, f"A lighthouse of number {number}.", f"{number}.txt") for number in range(3)]
    with store.view() as view:
        assert [docs[1].id] == [hit.doc for hit in view.search("lighthouse", doc=docs[1].id)]


def test_a_name_is_one_hit_a_document(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer, "Mill Lane meets Mill lane.")
        first, second = mention_of(doc, "Mill Lane"), mention_of(doc, "Mill lane")
        writer.put_records(doc.id, run_of(), [second, first])
    assert [first.id] == [hit.record for hit in hits(store, "mill lane") if hit.kind == "mention"]


def test_words_over_a_page_break_are_found_in_their_pieces(store: Store) -> None:
    text = "the long\n[page 2]\nharbour wall"
    raw = text.encode()
    capture = capture_of(raw)
    doc = document_of(capture, text)
    pieces = Cutter(doc).cut_all([(0, 8), (18, 30)])
    passage = Passage(id=PassageId("psg-1"), doc=doc.id, zone="paragraph", pieces=pieces, order=0)
    with store.write() as writer:
        writer.put_capture(capture, raw)
        writer.put_document(doc, [passage])
    (hit,) = hits(store, '"long harbour"')
    assert [text[start:end] for start, end in hit.matches] == ["long", "harbour"]
    assert (hit.words, hit.start) == ("long", place(doc, "long").start)


WORDS = st.text(st.sampled_from("abéßİﬁ١۲3ىيیكکةهأإآؤئّ\u200cـ東かह"), min_size=1, max_size=6)


@pytest.mark.in_a_file
@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_any_word_of_a_text_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    typed = data.draw(st.sampled_from(words))
    tokens = words_only(fold_text(typed)).split()
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "case") as store:
        with store.write() as writer:
            put(writer, text)
        found = hits(store, typed)
    assert bool(tokens) == bool(found)
    for hit in found:
        assert hit.words == text[hit.start : hit.end]
        for start, end in hit.matches:
            assert "".join(tokens) in "".join(words_only(fold_text(text[start:end])).split())


def test_a_query_has_no_more_terms_than_a_person_types() -> None:
    assert len(to_query("word " * 1000)) <= 32
