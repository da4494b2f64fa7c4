"""What is said of hashes, certificates and time stamps claims no more than they show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whosays.proof import PROOF, what_it_proves
from whosays.records import Capture, CaptureId, SourceId, Visit, VisitId

KEPT = CaptureId("0" * 64)
VISIT = Visit(
    id=VisitId("vis-1"), source=SourceId("src-1"), url="https://oxlip.example/", when="2026-01-01T00:00:00Z", outcome="first"
)


@pytest.mark.parametrize(
    ("visit", "keys"),
    [
        (replace(VISIT, capture=KEPT, exchange=KEPT, certificate="ab", stamp=KEPT), "hash fetch exchange certificate stamp"),
        (replace(VISIT, capture=KEPT, exchange=KEPT), "hash fetch exchange no-certificate no-stamp"),
        (replace(VISIT, outcome="gone", exchange=KEPT, certificate="ab"), "gone exchange certificate no-stamp"),
        (replace(VISIT, outcome="failed", exchange=KEPT), "failed"),
    ],
)
def test_a_visit_shows_what_was_kept_of_it(visit: Visit, keys: str) -> None:
    assert what_it_proves(visit) == " ".join(PROOF[key.replace("-", " ")] for key in keys.split())


@pytest.mark.parametrize("method", ["file", "fetch", "member"])
def test_a_capture_shows_that_its_bytes_stayed(method: str) -> None:
    capture = Capture(id=KEPT, name="x", size=1, media_type="text/plain", method=method, fetched_at="")  # type: ignore[arg-type]
    assert what_it_proves(capture) == f"{PROOF['hash']} {PROOF[method]}"


def test_nothing_is_called_proved_or_authentic() -> None:
    for line in PROOF.values():
        assert "\n" not in line
        assert not {"prove", "proves", "proof", "authentic", "certified", "guarantee"} & set(line.lower().split())
