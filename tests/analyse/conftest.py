"""What the tests of comparisons share: a text, or a whole document with its claims, as one side."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from whosays.analyse.compare import Version
from whosays.line import read_and_extract
from whosays.records import Capture, CaptureId, Claim, Mention

if TYPE_CHECKING:
    from collections.abc import Callable


def version_of(raw: str, name: str = "page.txt", media_type: str = "text/plain") -> Version:
    """Read and extract a document."""
    data = raw.encode()
    capture = Capture(
        id=CaptureId(hashlib.sha256(data).hexdigest()),
        name=name,
        size=len(data),
        media_type=media_type,
        method="file",
        fetched_at="2024-06-01T00:00:00Z",
    )
    outcome = read_and_extract(capture, data, strict=True)
    (made,) = outcome.documents
    found = list(made.records())
    return Version(
        document=made.document,
        passages=made.passages,
        claims=tuple(record for record in found if isinstance(record, Claim)),
        mentions=tuple(record for record in found if isinstance(record, Mention)),
    )


@pytest.fixture
def read() -> Callable[..., Version]:
    return version_of
