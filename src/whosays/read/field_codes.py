"""Read the address out of the code of a field."""

from __future__ import annotations

import re

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))')
_LONGEST = 2000


def read_link(code: str) -> str | None:
    """Return the address of a HYPERLINK field; None for another field, or a link inside of the file."""
    found = _HYPERLINK.match(code)
    return ((found[1] or found[2] or "")[:_LONGEST] or None) if found else None
