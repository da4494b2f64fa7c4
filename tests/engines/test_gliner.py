"""Names by a GLiNER model: a tiny one that the test makes, run by the real runtime, and inputs looked at piece by piece."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.store.making import capture_of, document_of, mention_of, passages_of

from whosays.case import Case
from whosays.engines.gliner import LABELS, EngineMissing, Gliner, GlinerNames, load
from whosays.engines.models import BadModel, Config, read_config
from whosays.extract.material import Material
from whosays.records import Mention

if TYPE_CHECKING:
    from pathlib import Path

for package in ("onnx", "onnxruntime", "tokenizers"):
    pytest.importorskip(package)

from tests.engines.tiny_model import make_model  # noqa: E402

KNOWN = {"Larkhill": ("organization", 2), "Zquimda": ("person", 2), "Oxlip": ("location", 1), "weir": ("event", 1)}
WORDS = ["Zquimda", "Wren", "left", "the", "Larkhill", "Library", "near", "Oxlip", "."]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny", KNOWN)


def test_names_are_found_by_the_graph(tiny: Path) -> None:
    found = load(tiny).find(WORDS)
    assert [(one.first, one.last, one.label) for one in found] == [
        (0, 1, "person"),
        (4, 5, "organization"),
        (7, 7, "location"),
    ]
    assert all(0.9 < one.score < 1 for one in found)


def test_a_span_that_would_reach_beyond_the_words_is_none(tiny: Path) -> None:
    assert load(tiny).find(["the", "Larkhill"]) == []
    assert load(tiny).find([]) == []


class Cut:
    """Two words of two pieces each after the prompt, as a tokenizer gives them."""

    ids = [1, 3, 9, 4, 5, 6, 7, 8, 2]  # noqa: RUF012
    word_ids = [None, 0, 1, 2, 3, 3, 4, 4, None]  # noqa: RUF012


class OneLabel:
    def encode(self, sequence: list[str], *, is_pretokenized: bool) -> Cut:
        assert (sequence, is_pretokenized) == (["<<ENT>>", "person", "<<SEP>>", "Zquimda", "Wren"], True)
        return Cut()

    def token_to_id(self, token: str) -> int | None:
        return 3 if token.startswith("<<") else None


class Recorder:
    def __init__(self, logits: np.ndarray) -> None:
        self.logits = logits
        self.feed: dict[str, np.ndarray] = {}

    def run(self, output_names: list[str], input_feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        assert output_names == ["logits"]
        self.feed = input_feed
        return [self.logits]


def test_the_inputs_are_those_of_the_published_span_models() -> None:
    session = Recorder(np.full((1, 2, 3, 1), -5.0))
    Gliner("m", Config(max_width=3), OneLabel(), session).find(["Zquimda", "Wren"], ["person"])
    feed = {name: array.tolist() for name, array in session.feed.items()}
    assert feed == {
        "input_ids": [[1, 3, 9, 4, 5, 6, 7, 8, 2]],
        "attention_mask": [[1] * 9],
        "words_mask": [[0, 0, 0, 0, 1, 0, 2, 0, 0]],
        "text_lengths": [[2]],
        "span_idx": [[[0, 0], [0, 1], [0, 0], [1, 1], [0, 0], [0, 0]]],
        "span_mask": [[True, True, False, True, False, False]],
    }
    assert {array.dtype.name for name, array in session.feed.items() if name != "span_mask"} == {"int64"}


def test_of_spans_that_overlap_the_likelier_is_kept() -> None:
    logits = np.full((1, 2, 3, 1), -5.0)
    logits[0, 0, 0], logits[0, 0, 1], logits[0, 1, 0] = 1.0, 4.0, 2.0
    found = Gliner("m", Config(max_width=3), OneLabel(), Recorder(logits)).find(["Zquimda", "Wren"], ["person"])
    assert [(one.first, one.last) for one in found] == [(0, 1)]


def test_a_graph_that_gives_other_scores_is_refused() -> None:
    with pytest.raises(BadModel, match="shape"):
        Gliner("m", Config(max_width=3), OneLabel(), Recorder(np.zeros((1, 2, 4, 1)))).find(["Zquimda", "Wren"], ["person"])


@pytest.mark.parametrize(
    "config",
    [
        "{",
        "[]",
        '{"span_mode": "token_level"}',
        '{"labels_encoder": "x"}',
        '{"max_width": 0}',
        '{"max_len": "many"}',
        '{"ent_token": 7}',
    ],
)
def test_a_configuration_that_we_cannot_follow_is_told(tmp_path: Path, config: str) -> None:
    (tmp_path / "gliner_config.json").write_text(config)
    with pytest.raises(BadModel):
        read_config(tmp_path)


def test_files_that_are_no_model_are_told(tiny: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("gliner_config.json", "tokenizer.json"):
        (broken / name).write_bytes((tiny / name).read_bytes())
    (broken / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(BadModel, match="broken cannot be run"):
        load(broken)


def test_a_tokenizer_of_another_model_is_told(tiny: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path in tiny.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    (other / "gliner_config.json").write_text(json.dumps({"ent_token": "<ent>"}))
    with pytest.raises(BadModel, match="marks"):
        load(other)


def test_without_the_packages_it_is_told_what_to_install(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(EngineMissing, match=r"whosays\[gliner\]"):
        load(tiny)


PAPER = """The tide table

A letter from Zquimda Wren lay in the drawer. The boats of Oxlip went out, and zquimda is a kind of rope. The weir was
shut.
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "tide.txt").write_text(PAPER, encoding="utf-8")
    case = Case.new(tmp_path / "case")
    assert case.add([tmp_path / "tide.txt"], jobs=1, strict=True).faults == ()
    return case


def test_the_names_of_a_document_have_their_places_and_kinds(tiny: Path) -> None:
    doc = document_of(capture_of(PAPER.encode()), PAPER)
    engine = GlinerNames(load(tiny))
    found = list(engine(Material(doc, passages_of(doc))))
    assert [(" ".join(m.at.text.split()), m.kind, m.by) for m in found if isinstance(m, Mention)] == [
        ("Zquimda Wren", "person", "engine/gliner:tiny"),
        ("Oxlip", "place", "engine/gliner:tiny"),
    ]
    assert [PAPER[m.at.start : m.at.end] for m in found if isinstance(m, Mention)] == ["Zquimda Wren", "Oxlip"]


def test_what_overlaps_a_known_name_is_left_out_and_counted(tiny: Path) -> None:
    doc = document_of(capture_of(PAPER.encode()), PAPER)
    material = Material(doc, passages_of(doc))
    material.add([mention_of(doc, "Wren lay")])
    engine = GlinerNames(load(tiny))
    assert [m.at.text for m in engine(material) if isinstance(m, Mention)] == ["Oxlip"]
    assert dict(engine.tally) == {"told": 2, "known": 1}


def test_names_are_proposed_where_none_is_known(case: Case, tiny: Path) -> None:
    with case:
        before = {m.id: m for m in case.mentions()}
        made = case.propose_names(str(tiny))
        after = {m.id: m for m in case.mentions()}
        new = [m for one, m in after.items() if one not in before]
        assert {one: m for one, m in after.items() if one in before} == before
        assert made.found == len(new)
        assert {m.by for m in new} <= {"engine/gliner:tiny"}
        text = case.documents()[0].text
        for mention in new:
            assert text[mention.at.start : mention.at.end] == mention.at.text
            assert all(mention.at.end <= m.at.start or m.at.end <= mention.at.start for m in before.values())
        assert all(mention.at.text != "weir" for mention in new)


def test_running_it_twice_changes_nothing_and_another_model_replaces_it(case: Case, tiny: Path, tmp_path: Path) -> None:
    with case:
        rules = case.mentions()
        first = case.propose_names(str(tiny))
        once = case.mentions()
        assert case.propose_names(str(tiny)) == first
        assert case.mentions() == once
        nothing = make_model(tmp_path / "nothing", {"Qqq": ("person", 1)})
        assert case.propose_names(str(nothing)).found == 0
        assert case.mentions() == rules


def test_the_labels_are_of_our_kinds() -> None:
    assert set(LABELS.values()) == {"person", "organisation", "place", "event", "work"}
