"""Which addresses may be followed from a page of the desk."""

from __future__ import annotations

import re

# Anything else that a document calls an address (javascript:, data:, file:) is shown as words.
_WEB = re.compile(r"https?://[^\s\"'<>\x00-\x20\x7f]+", re.IGNORECASE)


def safe_link(url: str | None) -> str | None:
    """Return an address of the web as it is, None for what is none."""
    return url if url and _WEB.fullmatch(url) else None
