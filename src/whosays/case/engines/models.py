"""The models that the user brought to this account: where they lie, and how one gets there."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from whosays.capture.download import WrongChecksum, download
from whosays.engines.models import (
    CONFIG,
    FILES,
    GRAPH,
    TOKENIZER,
    Model,
    NoSuchModel,
    check_name,
    hash_file,
    list_models,
    look_at,
)
from whosays.errors import WhosaysError

_SHA256 = re.compile(r"[0-9a-f]{64}")


class ChecksumNeeded(WhosaysError):
    """What is fetched from the web needs a checksum."""

    code = "checksum-needed"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; say --sha256 with the 64 hex digits that the publisher of the file gives")


class NoModelFile(WhosaysError):
    """What was named is no file of a model."""

    code = "no-model-file"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why}; a model is a folder with {', '.join(FILES)}, or one of these files")


def models_home() -> Path:
    """Return the folder of models of this account: XDG_DATA_HOME/whosays/models (by default under ~/.local/share)."""
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share") / "whosays" / "models"


def models() -> list[Model]:
    """Return the models of this account, by name."""
    return list(list_models(models_home()))


def find_model(words: str) -> Path:
    """Return the folder of a model, by its name or by the path of a folder. Raises NoSuchModel."""
    known = models_home() / words
    if words and Path(words).name == words and known.is_dir():
        return known
    if words and Path(words).expanduser().is_dir():
        return Path(words).expanduser().absolute()
    raise NoSuchModel(words, [model.name for model in models()])


def add_model(source: str, *, name: str | None = None, sha256: str | None = None, allow_loopback: bool = False) -> Model:
    """Copy or fetch a model, or one file of it, into the folder of models, and return what lies there now.

    Args:
        source: a folder, a file, or the address of a file (https).
        name: what the model is called here (default: the folder's name).
        sha256: the hash that the file must have, in hex. An address is not asked without it.
        allow_loopback: for tests of whosays itself.

    Raises ChecksumNeeded, WrongChecksum, NoModelFile, BadModelName, NotFetched.
    """
    wanted = sha256.strip().lower() if sha256 else None
    if wanted and not _SHA256.fullmatch(wanted):
        raise ChecksumNeeded(f"{sha256} is no SHA-256")
    if re.match(r"https?://", source, re.IGNORECASE):
        if not wanted:
            raise ChecksumNeeded("what comes from the web is taken only when it is known beforehand")
        return _fetch(source, _named(name, source), wanted, allow_loopback=allow_loopback)
    place = Path(source).expanduser()
    if place.is_dir():
        if wanted:
            raise ChecksumNeeded("a checksum is of one file, not of a folder")
        return _copy_folder(place, check_name(name or place.resolve().name))
    if not place.is_file():
        raise NoModelFile(source, "is not there")
    if wanted and (found := hash_file(place)) != wanted:
        raise WrongChecksum(source, wanted, found)
    return _copy({_role(place.name): place}, _named(name, source))


def _named(name: str | None, source: str) -> str:
    if not name:
        raise NoModelFile(source, "is one file, so say with --name which model it is of")
    return check_name(name)


def _role(name: str) -> str:
    """Return which file of a model a file is, by its name."""
    if name.lower().endswith(".onnx"):
        return GRAPH
    if name in (TOKENIZER, CONFIG):
        return name
    raise NoModelFile(name, "is no file of a GLiNER model")


def _copy_folder(folder: Path, name: str) -> Model:
    graphs = [place for place in (folder / GRAPH, folder / "onnx" / GRAPH) if place.is_file()]
    graphs = graphs or sorted(folder.glob("*.onnx"))
    if len(graphs) != 1 and not (folder / GRAPH).is_file():
        raise NoModelFile(str(folder), f"holds {len(graphs)} graphs (ONNX), so name the one to take by its path")
    files = {GRAPH: graphs[0]} | {name: folder / name for name in (TOKENIZER, CONFIG) if (folder / name).is_file()}
    return _copy(files, name)


def _copy(files: dict[str, Path], name: str) -> Model:
    folder = models_home() / name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as part:
        for role, place in files.items():
            shutil.copyfile(place, Path(part) / role)
        for role in files:
            (Path(part) / role).replace(folder / role)
    return look_at(folder)


def _fetch(url: str, name: str, sha256: str, *, allow_loopback: bool) -> Model:
    role = _role(urlsplit(url).path.rpartition("/")[2])
    folder = models_home() / name
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as part:
            download(url, Path(part) / role, sha256=sha256, allow_loopback=allow_loopback)
            (Path(part) / role).replace(folder / role)
    except BaseException:
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return look_at(folder)
