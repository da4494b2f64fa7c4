from __future__ import annotations

from pathlib import Path

import pytest
from bench.name_corpora import SPLITS
from bench.quality.small_names import NEWS, _unmarked
from tools.train_names import CARD, FIGURES, fill_card, labels_of


@pytest.mark.parametrize("language", SPLITS)
def test_a_text_is_kept_out_by_its_words_alone(language: str) -> None:
    split = SPLITS[language]
    texts = [f"المكتبة رقم {n} على النهر" for n in range(400)]
    held = [split.is_held(text) for text in texts]
    assert held == [split.is_held(f"  {text.replace(' ', '  ')}\n") for text in texts]
    assert abs(sum(held) / len(held) - len(split.held) / 10) < 0.06


@pytest.mark.parametrize("language", SPLITS)
def test_no_text_is_both_trained_on_and_kept_out(language: str) -> None:
    split = SPLITS[language]
    if not split.path.exists():
        pytest.skip("the corpus is not here")
    held, trained = ({" ".join(text.split()) for text, _ in split.rows(held=each)} for each in (True, False))
    assert held
    assert not held & trained


def test_words_are_labelled_from_spans() -> None:
    text = "وصل يوسف الكرمي إلى بيروت"
    assert labels_of(text, [(4, 15, "PER"), (20, 25, "LOC")])[1] == ["O", "B-PER", "I-PER", "O", "B-LOC"]


def test_the_marks_of_our_news_become_names() -> None:
    assert _unmarked("a [[b c|person]] d [[e|place]]") == ("a b c d e", [(2, 5, "person"), (8, 9, "place")])
    for path in NEWS.glob("*.txt"):
        text, names = _unmarked(path.read_text(encoding="utf-8"))
        assert len(names) > 20
        assert {kind for *_, kind in names} == {"organisation", "person", "place"}
        assert "[[" not in text


def test_the_card_says_what_was_measured() -> None:
    import json

    card = Path(CARD).read_text(encoding="utf-8")
    assert fill_card(card, json.loads(FIGURES.read_text(encoding="utf-8"))) == card
