"""What holds of every reader, whatever the bytes: a small part of `make fuzz`, and that reading twice gives the same."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from random import Random

import pytest
from bench.fuzz.damage import damaged
from bench.fuzz.trial import Batch, capture_of, read_all, try_batch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.making.seeds import Seed, make_seeds

from whosays.capture.media_types import HEAD
from whosays.case import Case
from whosays.line import reader_for
from whosays.plugins import READERS


def test_there_is_a_seed_for_every_reader() -> None:
    assert {seed.reader for seed in make_seeds()} == {reader.name for reader in READERS}


@pytest.mark.parametrize("seed", make_seeds(), ids=lambda seed: seed.name)
def test_every_seed_is_given_to_its_reader(seed: Seed) -> None:
    found = reader_for(capture_of(seed.name, seed.raw), seed.raw[:HEAD])
    assert found is not None
    assert found.name == seed.reader


@pytest.mark.parametrize("at", range(8))
def test_damaged_files_give_nothing_but_what_readers_may_give(at: int) -> None:
    assert try_batch(Batch(seed=3, first=250 * at, last=250 * (at + 1), limit=20.0)) == []


@given(at=st.integers(0, len(make_seeds()) - 1), number=st.integers(0, 1_000_000))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_bytes_read_twice_give_the_same(at: int, number: int) -> None:
    seed = make_seeds()[at]
    reader = next(reader for reader in READERS if reader.name == seed.reader)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for raw in (seed.raw, damaged(seed, make_seeds(), Random(number))):
            capture = capture_of(seed.name, raw)
            assert read_all(reader, capture, raw) == read_all(reader, capture, raw)


def test_a_folder_of_all_kinds_is_added_whole(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for seed in make_seeds():
        (folder / seed.name).write_bytes(seed.raw)
    with Case.new(tmp_path / "case") as case:
        case.set("all-accounts", "yes")
        added = case.add([folder], jobs=2, timeout=60)
        assert not added.faults
        with case.view() as view:
            captures = {capture.id: capture for capture in view.captures()}
            read = {document.capture for document in view.documents()}
        holds = read | {capture.parent for capture in captures.values()}
        assert not [capture.name for capture in captures.values() if capture.name in _names() and capture.id not in holds]
        again = case.add([folder], jobs=2, timeout=60)
        assert (again.new, again.faults) == ((), ())
        list(case.export(tmp_path / "out"))
    rows = [json.loads(line) for line in (tmp_path / "out" / "passages.jsonl").read_text("utf-8").splitlines()]
    # Places on pages and in recordings are no whole numbers.
    assert any(row["begins"] == 1.0 for row in rows)
    assert any(row["boxes"] and 0 < row["boxes"][0]["left"] < 1 for row in rows)


def _names() -> set[str]:
    """Return the names of the files that are documents: archives hold the same ones here, each of which is read once."""
    packed = ("zip", "tar", "sevenzip", "compressed", "warc", "wacz")
    return {seed.name for seed in make_seeds() if seed.reader not in packed}
