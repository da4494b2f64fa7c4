"""Lay the sample case out: copy its documents from the package into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from pathlib import Path

_HOME = resources.files("whosays.sample")


class SampleInTheWay(WhosaysError):
    """A file of the same name stands where a sample document should go."""

    code = "sample-in-the-way"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already and is left as it is; lay the sample out in another folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDocument:
    """One document of the sample case, as `index.tsv` describes it. `date` is ISO 8601, `language` ISO 639-1."""

    file: str
    kind: str
    language: str
    date: str
    title: str
    purpose: str


def sample_documents() -> tuple[SampleDocument, ...]:
    """Return the documents of the sample case, in the order of their names."""
    lines = (_HOME / "index.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(
        SampleDocument(file=file, kind=kind, language=language, date=date, title=title, purpose=purpose)
        for file, kind, language, date, title, purpose in rows
    )


def read_sample(file: str) -> bytes:
    """Return the bytes of one sample document."""
    return (_HOME / "documents" / file).read_bytes()


def read_answers() -> str:
    """Return what is known of the sample case, as JSON: its circle, its contradictions, the oddities of its lists."""
    return (_HOME / "answers.json").read_text(encoding="utf-8")


def lay_out(folder: Path) -> list[Path]:
    """Copy the sample documents into `folder` and return their paths; nothing there is ever overwritten.

    Raises SampleInTheWay, before anything is written, where a file of the same name is there already.
    """
    paths = {folder / sample.file: sample.file for sample in sample_documents()}
    for path in paths:
        if path.exists():
            raise SampleInTheWay(path)
    folder.mkdir(parents=True, exist_ok=True)
    for path, file in paths.items():
        path.write_bytes(read_sample(file))
    return list(paths)
