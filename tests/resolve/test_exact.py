from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.records import CaptureId, Document, DocumentId, Entry, EntryId, Mention, MentionId, make_id
from whosays.resolve.exact import propose

if TYPE_CHECKING:
    from whosays.records import Entity, MentionKind


def mention(doc: str, words: str, kind: MentionKind = "organisation", *, value: str | None = None, at: int = 0) -> Mention:
    document = _document(doc, words, at)
    anchor = Cutter(document).cut(at, at + len(words))
    return Mention(id=MentionId(make_id("men", doc, words, kind, at)), at=anchor, kind=kind, value=value, by="test")


def entry(doc: str, name: str, country: str | None = None, *, acronym: str | None = None, at: int = 0) -> Entry:
    anchor = Cutter(_document(doc, name, at)).cut(at, at + len(name))
    return Entry(
        id=EntryId(make_id("ery", doc, name, country, at)),
        at=anchor,
        list="l",
        row=at,
        name=name,
        name_at=anchor,
        country=country,
        acronym=acronym,
        by="test",
    )


def _document(doc: str, words: str, at: int) -> Document:
    return Document(id=DocumentId(doc), capture=CaptureId(doc), name=doc, text=" " * at + words, made_by="test")


def together(entities: list[Entity], *members: Mention | Entry) -> bool:
    """Ask whether all members are in one entity."""
    return any({m.id for m in members} <= set(e.members) for e in entities)


def test_the_same_words_are_one_name_over_all_documents() -> None:
    one, two, other = mention("a", "The Old\nLibrary"), mention("b", "old library’s"), mention("b", "New Library", at=40)
    entities = list(propose([one, two, other], []))
    assert together(entities, one, two)
    assert not together(entities, one, other)
    assert {e.name for e in entities} == {"Old Library", "New Library"}
    assert any(e.reasons == ("same words in 2 documents",) for e in entities)


def test_a_person_and_a_place_of_one_name_stay_apart() -> None:
    assert len(list(propose([mention("a", "Lund", "person"), mention("b", "Lund", "place")], []))) == 2


def test_an_organisation_and_a_campaign_of_one_name_are_one() -> None:
    (entity,) = propose([mention("a", "Save the Ferry"), mention("b", "Save the Ferry", "campaign")], [])
    assert len(entity.members) == 2


def test_a_short_form_is_its_full_name_where_the_document_defines_it() -> None:
    full = mention("a", "Harbour Users Forum")
    defined, again = mention("a", "HUF", value="Harbour Users Forum", at=30), mention("a", "HUF", at=60)
    elsewhere = mention("b", "HUF")
    entities = list(propose([full, defined, again, elsewhere], []))
    assert together(entities, full, defined, again)
    assert not together(entities, full, elsewhere)
    assert next(e for e in entities if full.id in e.members).reasons == ("“HUF” stands for it in a",)


def test_an_entity_has_the_full_name_even_where_only_the_short_form_stands() -> None:
    (entity,) = propose(
        [mention("a", "U.S.", "place", value="United States"), mention("b", "US", "place", value="United States")], []
    )
    assert entity.name == "United States"


def test_a_short_form_with_two_full_names_in_one_document_is_left_alone() -> None:
    one = mention("a", "TC", value="Tide Choir", at=10)
    two = mention("a", "TC", value="Town Council", at=30)
    bare = mention("a", "TC", at=50)
    assert len(list(propose([one, two, bare], []))) == 3


def test_a_surname_is_the_only_person_of_that_name_in_the_document() -> None:
    full, short = mention("a", "Anna Brandt", "person"), mention("a", "Brandt", "person", at=30)
    elsewhere = mention("b", "Brandt", "person")
    entities = list(propose([full, short, elsewhere], []))
    assert together(entities, full, short)
    assert not together(entities, full, elsewhere)
    assert any(e.name == "Anna Brandt" and "“Brandt” is a surname in a" in e.reasons for e in entities)


def test_a_surname_of_two_persons_is_neither() -> None:
    both = [mention("a", "Anna Brandt", "person"), mention("a", "Ole Brandt", "person", at=30)]
    assert len(list(propose([*both, mention("a", "Brandt", "person", at=60)], []))) == 3


def test_a_row_takes_the_mentions_of_its_name() -> None:
    row, words = entry("a", "Delta Choir", "PT"), mention("b", "Delta Choir")
    (entity,) = propose([words], [row])
    assert (entity.members, entity.country) == (tuple(sorted([row.id, words.id])), "PT")


def test_rows_of_one_name_in_two_countries_are_two() -> None:
    here, there, again = (
        entry("a", "Delta Choir", "PT"),
        entry("a", "Delta Choir", "NO", at=30),
        entry("a", "Delta Choir", "PT", at=60),
    )
    bare, at_row = mention("b", "Delta Choir"), mention("a", "Delta Choir", at=30)
    entities = list(propose([bare, at_row], [here, there, again]))
    assert together(entities, here, again)
    assert together(entities, there, at_row)
    assert not together(entities, here, there)
    assert sorted(e.country or "" for e in entities) == ["", "NO", "PT"]


def test_a_short_form_of_a_row_stands_for_it() -> None:
    row, short = entry("a", "Delta Choirs Forum", acronym="DCF"), mention("a", "DCF", at=40)
    assert together(list(propose([short], [row])), row, short)


def test_a_name_keeps_its_id_when_others_join() -> None:
    one, two = mention("a", "Old Library"), mention("b", "Old Library")
    assert [e.id for e in propose([one], [])] == [e.id for e in propose([one, two], [])]


def test_adjectives_and_dates_are_no_members() -> None:
    words = mention("a", "May 1950", "date")
    assert list(propose([words], [])) == []


WORDS = st.sampled_from(
    ["Old Library", "old library’s", "The Old Library", "OL", "Anna Brandt", "Brandt", "Ole Brandt", "النهر", "’", "-"]
)
MENTIONS = st.builds(
    mention,
    st.sampled_from(["a", "b", "c"]),
    WORDS,
    st.sampled_from(["organisation", "person", "place", "campaign"]),
    value=st.sampled_from([None, None, "Old Library", "Ocean League"]),
    at=st.integers(0, 9).map(lambda n: 20 * n),
)
ENTRIES = st.builds(
    entry,
    st.sampled_from(["a", "b"]),
    WORDS,
    st.sampled_from([None, "PT", "NO"]),
    acronym=st.sampled_from([None, "OL"]),
    at=st.integers(0, 9).map(lambda n: 20 * n),
)


@given(st.lists(MENTIONS, max_size=12, unique_by=lambda m: m.id), st.lists(ENTRIES, max_size=6, unique_by=lambda e: e.id))
def test_order_does_not_matter_and_each_is_in_one_entity(mentions: list[Mention], entries: list[Entry]) -> None:
    entities = list(propose(mentions, entries))
    members = [member for e in entities for member in e.members]
    assert sorted(members) == sorted([*(m.id for m in mentions), *(e.id for e in entries)])
    assert len({e.id for e in entities}) == len(entities)
    assert list(propose(list(reversed(mentions)), list(reversed(entries)))) == entities
