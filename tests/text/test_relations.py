"""The table of relations: what a speaker who corrects it may rely on."""

from __future__ import annotations

from whosays.text.relations import KINDS, PLACES, RelationEntry, relation_entries, relation_signs

ENTRIES = [entry for entries in relation_entries("en").values() for entry in entries]


def entry_of(label: str, relation: str) -> RelationEntry:
    (found,) = (entry for entry in ENTRIES if (entry.label, entry.relation) == (label, relation))
    return found


def test_at_least_forty_relations_are_told() -> None:
    assert len({entry.relation for entry in ENTRIES}) >= 40


def test_every_row_has_words_a_construction_two_places_and_kinds() -> None:
    assert {entry.construction for entry in ENTRIES} == {"active", "passive", "noun", "adposition"}
    for entry in ENTRIES:
        assert entry.words == tuple(word.casefold() for word in entry.words)
        assert entry.subject_kinds <= KINDS
        assert entry.object_kinds <= KINDS
        assert entry.subject != entry.object
        for place in (entry.subject, entry.object):
            assert place in PLACES or place in {
                "of", "in", "at", "on", "to", "for", "from", "with", "as", "after", "against", "into"
            }, entry  # fmt: skip


def test_a_verb_of_any_word_and_a_noun_has_one_bearer() -> None:
    assert {entry.subject for entry in ENTRIES if entry.construction == "noun"} == {"bearer"}
    assert not [entry for entry in ENTRIES if entry.construction != "noun" and "bearer" in {entry.subject, entry.object}]


def test_no_row_says_the_same_as_another() -> None:
    keys = [(entry.words, entry.construction, entry.subject, entry.object) for entry in ENTRIES]
    assert sorted(keys) == sorted(set(keys))


def test_a_passive_follows_from_its_active() -> None:
    active, passive = entry_of("found, active", "founded"), entry_of("found, passive", "founded")
    assert (active.subject, active.object) == ("subject", "object")
    assert (passive.subject, passive.object) == ("by", "subject")
    hired = entry_of("employ, passive", "employed by")
    assert (hired.subject, hired.object) == ("subject", "by")


def test_rows_of_more_words_come_first_and_nouns_hang_on_their_last_word() -> None:
    assert [len(entry.words) for entry in relation_entries("en")["join"]] == [2, 1]
    assert entry_of("chief executive, noun", "leads").key == "executive"
    assert {"found", "executive", "partnership"} <= relation_signs("en")
    assert "in" not in relation_signs("en")
