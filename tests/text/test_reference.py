"""Words that stand for somebody: what they ask of him. Samples are invented."""

from __future__ import annotations

from importlib.resources import files

import pytest

from whosays.text.reference import Nominal, gender_of_name, gender_of_noun, pronoun, read_nominal, singular


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the harbour trust", Nominal("trust", "body", False, True)),
        ("its chairman", Nominal("chairman", "person", False, True, "it")),
        ("the trust's chairman", Nominal("chairman", "person", False, True, "the trust")),
        ("the anglers’ club", Nominal("club", "body", False, True, "the anglers")),
        ("The director of the museum", Nominal("director", "person", False, True, "the museum", 16, "of")),
        ("a spokeswoman for River Watch", Nominal("spokeswoman", "person", False, False, "River Watch", 18, "for")),
        ("residents", Nominal("resident", "person", True, False)),
        ("the second study", Nominal("study", "work", False, True)),
        ("the bridge", Nominal("bridge", None, False, True)),
    ],
)
def test_a_noun_phrase_is_read_to_its_head_and_owner(words: str, expected: Nominal) -> None:
    assert read_nominal(words) == expected


@pytest.mark.parametrize("words", ["she", "their", "we", ""])
def test_a_pronoun_is_no_noun(words: str) -> None:
    assert read_nominal(words) is None


def test_pronouns_ask_for_kind_gender_and_number() -> None:
    she, they, theirs = pronoun("She"), pronoun("they"), pronoun("their")
    assert she is not None and (she.kind, she.gender, she.many) == ("person", "f", False)
    assert they is not None and they == theirs and they.many
    assert pronoun("we") is None
    assert pronoun("who") is None


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("Pike", "answered Mr ", "m"),
        ("Wren", "with Ms. ", "f"),
        ("Ida Wren", "", "f"),
        ("Dr Tom Reed", "", "m"),
        ("Reed", "", None),  # one word alone may be a last name
        ("Robin Holm", "", None),
        ("Baroness Holm", "", "f"),
    ],
)
def test_titles_and_first_names_tell_a_gender(name: str, before: str, expected: str | None) -> None:
    assert gender_of_name(name, before) == expected


def test_nouns_tell_a_gender_where_they_do() -> None:
    assert [gender_of_noun(noun) for noun in ("chairwoman", "fisherman", "father", "woman", "human", "chair")] == [
        "f", "m", "m", "f", None, None,
    ]  # fmt: skip


def test_plurals_are_told_from_singulars() -> None:
    assert [singular(noun) for noun in ("ferrymen", "ladies", "witnesses", "press", "analysis", "women", "keepers")] == [
        "ferryman", "lady", "witness", "press", "analysis", "woman", "keeper",
    ]  # fmt: skip


def test_no_first_name_is_listed_for_both() -> None:
    lines = (files("whosays.text.data") / "en_given_names.tsv").read_text(encoding="utf-8").splitlines()
    names = [name for line in lines if not line.startswith("#") for name in line.split("\t")[1].split(", ")]
    assert len(names) == len(set(names))
    assert {"ida", "tom"} <= set(names)
