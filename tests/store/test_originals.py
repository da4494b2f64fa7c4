from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from whosays.store.faults import CannotWrite, DamagedCase, NoOriginal
from whosays.store.originals import Originals

if TYPE_CHECKING:
    from pathlib import Path

RAW = b"a map of the harbour"
NAME = hashlib.sha256(RAW).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    (tmp_path / "originals").mkdir()
    return Originals(tmp_path)


def files(originals: Originals) -> list[str]:
    return sorted(str(place.relative_to(originals.folder)) for place in originals.folder.rglob("*") if place.is_file())


def test_bytes_have_their_name_once_they_are_settled(originals: Originals) -> None:
    originals.write(NAME, RAW)
    assert (False, [f"{NAME[:2]}/{NAME}.new"]) == (originals.has(NAME), files(originals))
    originals.settle()
    assert (True, RAW, [f"{NAME[:2]}/{NAME}"]) == (originals.has(NAME), originals.read(NAME), files(originals))


@pytest.mark.parametrize("is_settled", [False, True])
def test_what_was_written_can_be_undone_and_what_was_there_stays(originals: Originals, is_settled: bool) -> None:
    other = b"another map"
    originals.write(hashlib.sha256(other).hexdigest(), other)
    originals.settle()
    again = Originals(originals.folder.parent)
    for raw in (RAW, other):
        again.write(hashlib.sha256(raw).hexdigest(), raw)
    if is_settled:
        again.settle()
    again.undo()
    assert [hashlib.sha256(other).hexdigest()] == [name.rpartition("/")[2] for name in files(originals)]


def test_bytes_under_another_name_are_refused(originals: Originals) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        originals.write("0" * 64, RAW)


def test_damaged_and_lost_bytes_are_told(originals: Originals) -> None:
    with pytest.raises(NoOriginal):
        originals.read(NAME)
    originals.write(NAME, RAW)
    originals.settle()
    originals.path(NAME).write_bytes(RAW[:-1])
    with pytest.raises(DamagedCase):
        originals.read(NAME)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("in the way")
    with pytest.raises(CannotWrite, match="permissions"):
        Originals(tmp_path).write(NAME, RAW)


def test_a_sweep_leaves_known_captures_only(originals: Originals) -> None:
    for raw in (RAW, b"one", b"two"):
        originals.write(hashlib.sha256(raw).hexdigest(), raw)
        if raw != b"two":
            originals.settle()
    assert (2, [f"{NAME[:2]}/{NAME}"]) == (originals.sweep({NAME}), files(originals))
