"""A GLiNER model of a few hundred bytes, made here: graph, tokenizer and configuration in the published form.

It knows a few words by heart, and gives a high score to the spans whose first word it knows, if they are as long as it was
told. So it says nothing of how well real weights do; it shows that inputs are made and scores are read as the graph wants them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from whosays.engines.gliner import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIDTH = 4


def make_model(folder: Path, known: Mapping[str, tuple[str, int]], *, width: int = WIDTH) -> Path:
    """Write a model: each known word (in pieces of three letters) → the label of its span, and how many words that has."""
    folder.mkdir(parents=True)
    pieces = sorted({piece for word in known for piece in _pieces(word)})
    vocabulary = ["[UNK]", "[CLS]", "[SEP]", "<<ENT>>", "<<SEP>>", *pieces]
    _write_tokenizer(folder, vocabulary)
    config = {"max_width": width, "max_len": 384, "span_mode": "markerV0", "ent_token": "<<ENT>>", "sep_token": "<<SEP>>"}
    (folder / "gliner_config.json").write_text(json.dumps(config), encoding="utf-8")
    table = np.full((len(vocabulary), width, len(LABELS)), -9.0, dtype=np.float32)
    for word, (label, words) in known.items():
        table[vocabulary.index(_pieces(word)[0]), words - 1, list(LABELS).index(label)] = 3.0 + words / 10
    _write_graph(folder, table)
    return folder


def _pieces(word: str) -> list[str]:
    return [word[:3], *(f"##{word[at : at + 3]}" for at in range(3, len(word), 3))]


def _write_tokenizer(folder: Path, vocabulary: list[str]) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from tokenizers.processors import TemplateProcessing

    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.add_special_tokens(["[UNK]", "[CLS]", "[SEP]", "<<ENT>>", "<<SEP>>"])
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    tokenizer.enable_truncation(7)  # what a file may have set, and what must not hold here
    tokenizer.save(str(folder / "tokenizer.json"))


def _write_graph(folder: Path, table: np.ndarray) -> None:
    """Look up the first piece of each word of the text, which `words_mask` tells, in a table of scores."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    def whole(name: str, *shape: str | int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.INT64, list(shape))

    inputs = [
        whole("input_ids", 1, "pieces"),
        whole("attention_mask", 1, "pieces"),
        whole("words_mask", 1, "pieces"),
        whole("text_lengths", 1, 1),
        whole("span_idx", 1, "spans", 2),
        helper.make_tensor_value_info("span_mask", TensorProto.BOOL, [1, "spans"]),
    ]
    nodes = [
        helper.make_node("NonZero", ["words_mask"], ["places"]),
        helper.make_node("Transpose", ["places"], ["where"], perm=[1, 0]),
        helper.make_node("GatherND", ["input_ids", "where"], ["first_pieces"]),
        helper.make_node("Gather", ["table", "first_pieces"], ["scores"]),
        helper.make_node("Unsqueeze", ["scores", "zero"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "words", table.shape[1], table.shape[2]])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([0], dtype=np.int64), "zero")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "model.onnx"))
