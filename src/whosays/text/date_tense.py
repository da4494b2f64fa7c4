"""Tell whether the words around a date look ahead ("will close in July") or back ("said on Tuesday")."""

from __future__ import annotations

import re

# What looks ahead takes its own verb along ("will be closed"), lest its form be read as past.
_TENSE = re.compile(
    r"\b(?:(?P<ahead>(?:will|shall|won't|(?:is|are)\s+(?:to|due|set|scheduled|expected|planned|going|about)\b|"
    r"[Nn]ext|[Uu]pcoming|[Cc]oming|[Oo]pens|[Bb]egins|[Ss]tarts|takes\s+place|[Jj]oin\s+us|[Ss]ee\s+you)"
    r"(?:\s+(?:not|also|again|soon|first|to|be|have|been|\w+ly))*(?:\s+\w+ed\b)?)|"
    r"(?P<back>was|were|had|did|said|says|told|met|began|won|lost|held|saw|took|came|went|made|gave|sang|rose|fell|broke|left|stood|ran|wrote|spoke|spent|sold|bought|brought|found|built|grew|"
    r"drew|fought|became|heard|kept|led|paid|sent|struck|taught|thought|[a-z]{2,}ed))\b"
)
_END = re.compile(r"[.!?;]\s")


def looks_ahead(text: str, start: int, end: int) -> bool | None:
    """Ask whether a date at `start:end` lies ahead: the last tense before it in its sentence tells, else the first after it.

    None where neither is there.
    """
    breaks = [stop.end() for stop in _END.finditer(text, 0, start)]
    before = list(_TENSE.finditer(text, breaks[-1] if breaks else 0, start))
    if before:
        return before[-1]["ahead"] is not None
    stop = _END.search(text, end)
    after = _TENSE.search(text, end, stop.start() if stop else len(text))
    return after["ahead"] is not None if after else None
