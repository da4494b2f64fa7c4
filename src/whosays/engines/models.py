"""Folders of models that the user brought: what must lie in one, and what does.

whosays comes with no such model and never fetches one by itself. A GLiNER model is three files: the graph (ONNX), its
tokenizer, and its configuration.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GRAPH, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "gliner_config.json"
FILES = (GRAPH, TOKENIZER, CONFIG)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_PIECE = 1 << 20


class NoSuchModel(WhosaysError):
    """There is no model of that name, and no folder."""

    code = "no-such-model"

    def __init__(self, name: str, known: list[str]) -> None:
        there = f"there are {', '.join(known)}" if known else "there is none yet"
        super().__init__(f"there is no model {name!r}; {there}; bring one with `whosays models add PATH|URL`")


class BadModelName(WhosaysError):
    """A model cannot be called that."""

    code = "bad-model-name"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"a model cannot be called {name!r}: take letters, digits, dots and hyphens, as in --name gliner-multi"
        )


class BadModel(WhosaysError):
    """A folder holds no model that whosays can run."""

    code = "bad-model"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"the model {name} cannot be run: {why}; bring another with `whosays models add PATH|URL`")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A file of a model: its name, its size in bytes, its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model by name, the folder that it lies in, and its files; `missing` are those without which it cannot be run."""

    name: str
    folder: str
    files: tuple[ModelFile, ...]
    missing: tuple[str, ...] = ()


def check_name(name: str) -> str:
    """Return the name of a model, if it is one. Raises BadModelName."""
    if not _NAME.fullmatch(name):
        raise BadModelName(name)
    return name


def list_models(home: Path) -> Iterator[Model]:
    """Yield the models in a folder of models, by name."""
    for folder in sorted(home.iterdir()) if home.is_dir() else ():
        if folder.is_dir() and _NAME.fullmatch(folder.name):
            yield look_at(folder)


def look_at(folder: Path) -> Model:
    """Return what lies in the folder of a model. Every byte of it is read."""
    there = [folder / name for name in FILES if (folder / name).is_file()]
    return Model(
        name=folder.name,
        folder=str(folder),
        files=tuple(ModelFile(name=path.name, size=path.stat().st_size, sha256=hash_file(path)) for path in there),
        missing=tuple(name for name in FILES if not (folder / name).is_file()),
    )


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the configuration of a GLiNER model says: marks of its prompt, words of one span and of one stretch at most."""

    entity_mark: str = "<<ENT>>"
    text_mark: str = "<<SEP>>"
    max_width: int = 12
    max_words: int = 384


def read_config(folder: Path) -> Config:
    """Read the configuration of a model. Raises BadModel for kinds of GLiNER whose graphs are driven in another way."""
    try:
        told = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadModel(folder.name, f"its {CONFIG} cannot be read") from error
    if not isinstance(told, dict):
        raise BadModel(folder.name, f"its {CONFIG} is no JSON object")
    if str(told.get("span_mode", "markerV0")).replace("_", "-") == "token-level" or told.get("labels_encoder"):
        raise BadModel(folder.name, "it tells words or labels apart in a way that whosays does not know; take a span model")
    marks = [told.get(name, usual) for name, usual in (("ent_token", "<<ENT>>"), ("sep_token", "<<SEP>>"))]
    sizes = [told.get(name, usual) for name, usual in (("max_width", 12), ("max_len", 384))]
    if not all(isinstance(mark, str) and mark for mark in marks):
        raise BadModel(folder.name, f"the marks in its {CONFIG} are no words")
    if not all(isinstance(size, int) and 0 < size <= 4096 for size in sizes):
        raise BadModel(folder.name, f"the sizes in its {CONFIG} are none")
    return Config(entity_mark=marks[0], text_mark=marks[1], max_width=sizes[0], max_words=sizes[1])
