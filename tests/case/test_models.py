"""Models that the user brings: copied or fetched, and never without being told to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Page, Site

from whosays.capture.download import NotFetched, WrongChecksum
from whosays.case.engines.models import ChecksumNeeded, NoModelFile, add_model, find_model, models, models_home
from whosays.engines.models import BadModelName, NoSuchModel

if TYPE_CHECKING:
    from pathlib import Path

RAW = b"a graph"
SHA = hashlib.sha256(RAW).hexdigest()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "whosays" / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "harbour-names"
    (place / "onnx").mkdir(parents=True)
    (place / "onnx" / "model.onnx").write_bytes(RAW)
    (place / "tokenizer.json").write_bytes(b"{}")
    (place / "gliner_config.json").write_bytes(b"{}")
    (place / "notes.txt").write_bytes(b"not taken")
    return place


def test_nothing_is_there_until_somebody_brings_it(home: Path) -> None:
    assert (models(), models_home(), home.exists()) == ([], home, False)


def test_a_folder_is_copied_with_the_three_files(folder: Path, home: Path) -> None:
    made = add_model(str(folder))
    assert (made.name, made.missing) == ("harbour-names", ())
    assert [(file.name, file.size) for file in made.files] == [
        ("model.onnx", 7),
        ("tokenizer.json", 2),
        ("gliner_config.json", 2),
    ]
    assert made.files[0].sha256 == SHA
    assert sorted(path.name for path in (home / "harbour-names").iterdir()) == [
        "gliner_config.json",
        "model.onnx",
        "tokenizer.json",
    ]
    assert models() == [made]
    assert find_model("harbour-names") == home / "harbour-names"
    assert find_model(str(folder)) == folder


def test_a_model_may_come_file_by_file(folder: Path) -> None:
    first = add_model(str(folder / "onnx" / "model.onnx"), name="piers", sha256=SHA.upper())
    assert first.missing == ("tokenizer.json", "gliner_config.json")
    add_model(str(folder / "tokenizer.json"), name="piers")
    assert add_model(str(folder / "gliner_config.json"), name="piers").missing == ()


def test_a_file_from_the_web_is_taken_with_its_checksum_alone(home: Path) -> None:
    with Site({"/a/model_q8.onnx": Page(body=RAW)}) as site:
        url = site.url("/a/model_q8.onnx?download=true")
        site.pages["/a/model_q8.onnx?download=true"] = Page(body=RAW)
        for wrong in (None, "", "abc"):
            with pytest.raises(ChecksumNeeded):
                add_model(url, name="piers", sha256=wrong, allow_loopback=True)
        assert site.asked == []
        with pytest.raises(WrongChecksum):
            add_model(url, name="piers", sha256="0" * 64, allow_loopback=True)
        assert (models(), list(home.iterdir())) == ([], [])
        assert [f.sha256 for f in add_model(url, name="piers", sha256=SHA, allow_loopback=True).files] == [SHA]
        with pytest.raises(NotFetched):
            add_model(url, name="piers", sha256=SHA)  # this machine is no public address


def test_a_file_that_fails_leaves_what_was_there(folder: Path, home: Path) -> None:
    add_model(str(folder), name="piers")
    with Site() as site, pytest.raises(NotFetched):
        add_model(site.url("/model.onnx"), name="piers", sha256=SHA, allow_loopback=True)
    assert (home / "piers" / "model.onnx").read_bytes() == RAW
    assert len(list((home / "piers").iterdir())) == 3


def test_a_file_that_is_another_is_not_copied(folder: Path, home: Path) -> None:
    with pytest.raises(WrongChecksum):
        add_model(str(folder / "tokenizer.json"), name="piers", sha256=SHA)
    assert not home.exists()


@pytest.mark.parametrize("name", ["../piers", "a/b", ".hidden", "", "a" * 65, "\u202eabc"])
def test_a_name_is_no_path(folder: Path, name: str, home: Path) -> None:
    with pytest.raises((BadModelName, NoModelFile)):
        add_model(str(folder / "tokenizer.json"), name=name)
    assert not home.exists()


def test_what_is_no_model_is_told(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(NoModelFile):
        add_model(str(tmp_path / "nowhere"))
    with pytest.raises(NoModelFile, match="no file of a GLiNER model"):
        add_model(str(folder / "notes.txt"), name="piers")
    with pytest.raises(NoModelFile, match="--name"):
        add_model(str(folder / "tokenizer.json"))
    with pytest.raises(NoModelFile, match="0 graphs"):
        add_model(str(tmp_path), name="piers")
    with pytest.raises(ChecksumNeeded):
        add_model(str(folder), sha256=SHA)
    with pytest.raises(NoSuchModel, match="there is none yet"):
        find_model("piers")
    with pytest.raises(NoSuchModel):
        find_model("")
