"""Numbers inside names: digits, ordinals and Roman numerals ("Harbour School No. 5", "2nd Choir", "Trust II")."""

from __future__ import annotations

import re

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|e|eme|er|o|a)?$")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_WORDS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}


def number_of(word: str) -> int | None:
    """Return the number that a folded word of a name is; None where it is none.

    >>> number_of("1st"), number_of("first"), number_of("iv"), number_of("river")
    (1, 1, 4, None)
    """
    found = _ORDINAL.match(word)
    if found and len(found[1]) <= 6:
        return int(found[1])
    return _ROMAN.get(word) or _WORDS.get(word)
