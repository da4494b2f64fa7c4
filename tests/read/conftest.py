"""What the tests of readers share: a capture of given bytes."""

import hashlib
from collections.abc import Callable

import pytest

from whosays.records import Capture, CaptureId


@pytest.fixture
def capture() -> Callable[..., Capture]:
    def make(raw: bytes, name: str = "page.txt", media_type: str = "") -> Capture:
        return Capture(
            id=CaptureId(hashlib.sha256(raw).hexdigest()),
            name=name,
            size=len(raw),
            media_type=media_type,
            method="file",
            fetched_at="2031-01-01T00:00:00Z",
        )

    return make
