from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.text import name_features
from whosays.text.name_model import (
    ModelName,
    find_names,
    has_name_model,
    label_spans,
    name_model_version,
    name_models,
)

ROOT = Path(__file__).resolve().parents[2]
CARD = ROOT / "docs" / "explanation" / "models.md"
HARBOUR = "وصلت السفينة من إيطاليا إلى الإسكندرية."
RIVER = "رودخانه کارون در اهواز بالا آمده است."
LETTERS = "ابتثجحخدرزسشصطعغفقكلمنهويىةءآأإئؤپچژگکی \u200c\u064e،.؟«»()0123456789۱۲ABab\n"


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.kind) for n in find_names(text, [(0, len(text))], language=language)]


def test_a_model_is_the_one_that_the_card_describes() -> None:
    card = CARD.read_text(encoding="utf-8")
    assert set(name_models()) == {"ar", "fa"}
    for model in name_models().values():
        raw = files("whosays.text.data").joinpath(model.file).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == model.sha256
        assert f"`{model.sha256}`" in card
        assert model.file in card
        assert len(raw) < 5_000_000


def test_a_model_was_trained_with_the_features_that_are_made_now() -> None:
    assert {model.features for model in name_models().values()} == {name_features.VERSION}


def test_both_models_find_names() -> None:
    assert found(HARBOUR, "ar") == [("إيطاليا", "place"), ("الإسكندرية", "place")]
    assert found(RIVER, "fa") == [("کارون", "place"), ("اهواز", "place")]


def test_offsets_are_of_the_whole_text() -> None:
    text = f"مقدمة. {HARBOUR}"
    assert [text[n.start : n.end] for n in find_names(text, [(7, len(text))], language="ar")] == ["إيطاليا", "الإسكندرية"]


def test_a_language_without_a_model_is_told() -> None:
    assert (has_name_model("sv"), name_model_version("sv")) == (False, "none")
    assert name_model_version("ar").startswith("whosays-names-ar ")
    with pytest.raises(KeyError):
        list(find_names("text", [(0, 4)], language="sv"))


def test_nothing_of_it_is_loaded_for_english() -> None:
    code = """
import json, sys
from whosays.line import read_and_extract
from whosays.records import Capture, CaptureId
def loaded(text):
    raw = text.encode()
    capture = Capture(id=CaptureId("0" * 64), name="a.txt", size=len(raw), media_type="text/plain", method="file",
                      fetched_at="2026-01-01T00:00:00Z")
    read_and_extract(capture, raw, strict=True)
    return [name in sys.modules for name in ("pycrfsuite", "whosays.text.name_features")]
print(json.dumps([loaded("The River Council met in Lisbon on Monday."), loaded(ARABIC)]))
"""
    done = subprocess.run(
        [sys.executable, "-c", f"ARABIC = {HARBOUR * 3!r}\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [[False, False], [True, True]]


def test_threads_do_not_disturb_one_another() -> None:
    texts = [(HARBOUR, "ar"), (RIVER, "fa")] * 60
    alone = [found(text, language) for text, language in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: found(*one), texts)) == alone


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=120), st.sampled_from(["ar", "fa"]))
def test_names_are_whole_words_in_order(text: str, language: str) -> None:
    names = list(find_names(text, [(0, len(text))], language=language))
    words = name_features.tokens(text)
    assert all(n.start in {a for a, _ in words} and n.end in {b for _, b in words} for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert names == list(find_names(text, [(0, len(text))], language=language))


@given(st.text(max_size=200))
def test_words_and_signs_cover_whatever_is_no_blank_or_mark_of_direction(text: str) -> None:
    spans = name_features.tokens(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    covered = {at for a, b in spans for at in range(a, b)}
    assert all(at in covered for at, char in enumerate(text) if char.isalnum())


def test_a_very_long_sentence_is_read_in_parts() -> None:
    text = "وصلت السفينة من إيطاليا، " * 500
    assert len(found(text, "ar")) >= 450


def test_a_word_that_goes_on_without_a_beginning_begins_a_name() -> None:
    assert list(label_spans(["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG"])) == [
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
        (5, 6, "ORG"),
    ]


def test_a_name_says_where_it_stands_and_of_which_kind() -> None:
    assert next(find_names(RIVER, [(0, len(RIVER))], language="fa")) == ModelName(8, 13, "place")
