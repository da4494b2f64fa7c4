"""Properties: whatever the text, citations and entries have its own words, and the same text gives the same records."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter, anchors_of
from whosays.extract.citations import Citations
from whosays.extract.lists import Lists
from whosays.extract.material import Material
from whosays.read.plain import PlainReader
from whosays.records import Capture, CaptureId, Record

WORDS = st.sampled_from(
    [
        "River", "Watch", "the lake", "rose1.", "fell2", "[1]", "[2, 3]", "1.", "2.", "3", "12", "²", "• ", "\n",
        "\n\n", "\f", "Notes", "Ibid.", "op. cit.", "https://river.example/a-", "b/c.", ", Kenya", "(UK)",
        "– a choir", "Page updated", "Members:", "“quay”4", "20071.", "٣", "n/a", "جمعية", "،", "لبنان",
        "ibrary Friends", "Marsh,", "\u200f", "\u00a0", "4. Museum Novement, Peru", "1 https://museum.example",
        "See note 1",
    ]
)  # fmt: skip


def _find(text: str) -> tuple[Material, list[Record]]:
    raw = text.encode()
    capture = Capture(
        id=CaptureId(sha256(raw).hexdigest()), name="any.txt", size=len(raw), media_type="text/plain", method="file",
        fetched_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    reading = PlainReader()(capture, raw)
    material = Material(reading.document, reading.passages)
    material.add(list(Citations()(material)))
    material.add(list(Lists()(material)))
    return material, material.found


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_gives_verbatim_and_repeatable_records_with_ids_of_their_own(text: str) -> None:
    material, found = _find(text)
    cutter = Cutter(material.doc)
    assert [anchor for record in found for anchor in anchors_of(record)] == [
        cutter.check(anchor) for record in found for anchor in anchors_of(record)
    ]
    assert _find(text)[1] == found
    ids = [getattr(record, "id") for record in found]  # noqa: B009 - every record of these two has an id
    assert len(set(ids)) == len(ids)
