"""Laying the sample case out: every document, byte for byte, and nothing overwritten."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from whosays.sample.lay_out import SampleInTheWay, lay_out, read_sample, sample_documents

if TYPE_CHECKING:
    from pathlib import Path


def test_the_index_names_every_document_that_ships() -> None:
    shipped = sorted(path.name for path in (resources.files("whosays.sample") / "documents").iterdir())
    assert shipped == [sample.file for sample in sample_documents()]


def test_documents_are_laid_out_byte_for_byte(tmp_path: Path) -> None:
    paths = lay_out(tmp_path / "case")
    assert [tmp_path / "case" / sample.file for sample in sample_documents()] == paths
    assert [read_sample(path.name) for path in paths] == [path.read_bytes() for path in paths]


def test_a_file_in_the_way_is_kept_and_nothing_is_written(tmp_path: Path) -> None:
    last = sample_documents()[-1].file
    (tmp_path / last).write_text("mine", encoding="utf-8")
    with pytest.raises(SampleInTheWay, match="another folder"):
        lay_out(tmp_path)
    assert [(last, "mine")] == [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()]


def test_other_files_in_the_folder_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    lay_out(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
