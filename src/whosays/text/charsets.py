"""Read the encoding that a header of a mail or an answer of the web names."""

from __future__ import annotations

import re

_NAMED = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def charset_of(header: str) -> str | None:
    """Return the encoding that a `Content-Type` names, in small letters; None where it names none."""
    found = _NAMED.search(header[:1000])
    return found[1].lower() if found else None
