"""Notes and lists of the two real documents, against answers by hand; skipped where these are not there."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from whosays.extract.citations import Citations
from whosays.extract.lists import Lists
from whosays.extract.material import Material
from whosays.read.plain import PlainReader
from whosays.records import Capture, CaptureId, Citation, Entry, Record

if TYPE_CHECKING:
    from types import ModuleType

SHARED = Path(__file__).resolve().parents[2] / "../shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _found(path: Path) -> list[Record]:
    raw = path.read_bytes()
    capture = Capture(
        id=CaptureId(sha256(raw).hexdigest()), name=path.name, size=len(raw), media_type="text/plain", method="file",
        fetched_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    reading = PlainReader()(capture, raw)
    material = Material(reading.document, reading.passages)
    material.add(Citations()(material))
    material.add(Lists()(material))
    return material.found


def _flat(record: Citation | Entry, name: str) -> dict[str, Any]:  # Any: what the scorer reads
    row: dict[str, Any] = asdict(record)
    return {**row, **row.get("at", {}), "doc": name}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_notes_and_rows_match_the_answers(path: Path) -> None:
    score = _scorer()
    found = _found(path)
    notes = score.rows(SHARED / "gold" / f"{path.stem}.footnotes.jsonl")
    if notes:
        result = score.score_notes(notes, [_flat(record, path.name) for record in found if isinstance(record, Citation)])
        gold = result.pop("gold")
        assert f"{(ibid := result.pop('ibid')).split('/')[1]}/{ibid.split('/')[1]}" == ibid
        assert set(result.values()) == {gold}
    result = score.score_register(
        score.rows(SHARED / "gold" / f"{path.stem}.register.jsonl"),
        [_flat(record, path.name) for record in found if isinstance(record, Entry)],
    )
    assert (result["gold"], result["gold"], 0) == (result["rows"], result["names"], result["rows that are none"])
    assert result["countries"] >= result["gold"] - 1
