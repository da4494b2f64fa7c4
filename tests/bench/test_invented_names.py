from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bench.quality.own_answers import read_all
from bench.quality.small_names import NEWS, _unmarked
from tools.invented_names import LABELS, grammar, invented, surnames
from tools.train_names import TAKEN, labels_of

FOLDERS = {"ar": "arabic", "fa": "persian"}
LANGUAGES = sorted(LABELS)
_SIGN = re.compile(r"\{(\w+)\}")


def _texts(language: str) -> list[str]:
    """Return the texts of our own that are scored in a language."""
    folders = [FOLDERS[language], f"{FOLDERS[language]}-unseen"]
    own = [doc.text for folder in folders for doc in read_all(folder)]
    return [*own, _unmarked((NEWS / f"{language}.txt").read_text(encoding="utf-8"))[0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_files_give_the_same_sentences(language: str) -> None:
    assert invented(language, 2) == invented(language, 2)
    assert invented(language, 2)[: len(grammar(language).sentences)] == invented(language, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_stands_for_something_and_every_row_is_used(language: str) -> None:
    known = grammar(language)
    used = {sign for forms in (known.sentences, *known.words.values()) for form in forms for sign in _SIGN.findall(form)}
    assert used - set(known.words) == set()
    made = {"gm", "gf", "fm", "ff", "city", "land", "sur", "rare", "surword"}
    assert set(known.words) - used - made == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_whole_words_in_order_and_no_sign_is_left(language: str) -> None:
    for text, names in invented(language, 2):
        assert "{" not in text
        assert all(a[1] <= b[0] for a, b in pairwise(names))
        assert all(text[start:end].strip() == text[start:end] for start, end, _ in names)
        assert all(start == 0 or not text[start - 1].isalpha() for start, _, _ in names)
        assert len(labels_of(text, names)[0]) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_some_hundred_sentences_of_many_kinds(language: str) -> None:
    sentences = grammar(language).sentences
    assert len(set(sentences)) == len(sentences) > 200
    assert any(not _SIGN.search(sentence) for sentence in sentences)
    labels = {label for _, names in invented(language, 1) for _, _, label in names}
    assert labels == set(LABELS[language].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_scored_is_trained_on(language: str) -> None:
    """No five words in a row of our own labelled documents or news stand in a sentence that a model is trained on."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text)
        return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}

    scored = set().union(*(runs(text) for text in _texts(language)))
    trained = set().union(*(runs(text) for text, _ in invented(language, TAKEN[language][1])))
    assert scored
    assert trained
    shared = len(scored & trained)  # how many and not which, since nobody reads some of these texts
    assert shared == 0


def test_an_article_behind_the_particle_for_is_written_as_one_with_it() -> None:
    texts = [text for text, _ in invented("ar", 3)]
    assert any(" لل" in text for text in texts)
    assert not any(re.search(r"(?<![\u0621-\u064a])لال[\u0621-\u064a]{3}", text) for text in texts)


def test_surnames_are_made_of_roots_and_patterns() -> None:
    made = surnames()
    assert len(made) == len(set(made)) > 250
    assert {"النجار", "الناجر", "النجراوي", "النجراني", "النجيري"} <= set(made)
