"""On PostgreSQL a search has the hits that it has in SQLite, in the same order (invented texts)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import claim_of, mention_of, put, run_of

from whosays.store.postgres.words import lexemes
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.store.search import Hit

pytestmark = pytest.mark.in_a_file  # it makes a case of each kind by itself
WORDS = [
    *["river", "rivers", "riverside", "harbour", "the", "a", "library", "Quay", "INSTITUT", "naïve"],
    *["المكتبة", "مكتبة", "الميناء", "قال", "في", "السدّ", "نهر"],
    *["کتاب‌خانه", "کتابخانه", "کتاب", "خانه", "می‌شود", "می", "شود", "رود", "بندر"],
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4).map("\n".join)
TYPED = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(lambda word: f"{word[:2]}*"),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=2).map(lambda words: f'"{words[0]} {words[1][:3]}"*'),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


class Both(NamedTuple):
    file: Store
    server: Store
    added: list[int]


@pytest.fixture(scope="module")
def both(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("both")
    with Store.create(folder / "file") as file, Store.create(folder / "server", on=postgres) as server:
        yield Both(file, server, [0])


def add(store: Store, text: str, name: str) -> None:
    with store.write() as writer:
        doc = put(writer, text, name)
        first = text.split("\n", maxsplit=1)[0]
        writer.put_records(doc.id, run_of(), [claim_of(doc, first), mention_of(doc, first.split()[0])])


def found(store: Store, typed: str, **wanted: str) -> list[Hit]:
    with store.view() as view:
        doc = view.find_document_id(wanted["doc"]) if wanted else None
        return view.search(typed, 50, doc=doc)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), typed=st.lists(TYPED, min_size=3, max_size=6))
def test_hits_and_their_order_are_those_of_a_file(both: Both, texts: list[str], typed: list[str]) -> None:
    for text in texts:
        both.added[0] += 1
        for store in (both.file, both.server):
            add(store, f"{text}\nDocument number{both.added[0]}", f"{both.added[0] % 7}-{both.added[0]}.txt")
    last = f"number{both.added[0]}"
    assert len(found(both.server, last)) == 1
    for words in typed:
        assert found(both.server, words) == found(both.file, words)
        name = f"{both.added[0] % 7}-{both.added[0]}.txt"
        assert found(both.server, words, doc=name) == found(both.file, words, doc=name)
    with both.file.view() as file, both.server.view() as server:
        for words in typed:
            assert server.lookup.claims.found(words) == file.lookup.claims.found(words)
            assert server.found_claims(words, 20) == file.found_claims(words, 20)


@pytest.mark.parametrize("most", [900_000, 1_000])
def test_what_is_longer_than_an_index_takes_is_found_too(both: Both, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whosays.store.postgres.words._MOST_BYTES", most)
    many = " ".join(f"word{number:x}" for number in range(20_000))
    long = "q" * 3_000
    text = f"{many} weir {long} weir end{most}"
    for store in (both.file, both.server):
        add(store, text, f"long-{most}.txt")
    for words in (f"end{most}", f'"weir {long}"', f"{long[:600]}*", "weir", '"weir weir"', "word1f*", long[:-1]):
        assert found(both.server, words) == found(both.file, words)


def test_a_row_with_too_many_words_has_no_vector() -> None:
    assert lexemes(["b", "a", "b"]) == "'a' 'b'"
    assert lexemes(["x" * 501]) == f"'{'x' * 500}'"
    assert lexemes([str(number) for number in range(200_000)]) is None
