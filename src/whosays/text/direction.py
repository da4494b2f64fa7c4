"""Which way words run: right to left (Arabic, Persian, Hebrew) or left to right, and text of both taken apart.

Direction is read from the bidirectional classes of the Unicode Character Database (UAX #9): the first letter decides.
"""

from __future__ import annotations

import re
import unicodedata

FIRST_STRONG, LEFT_TO_RIGHT, END = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_STRONG = {"L": False, "R": True, "AL": True}
_ISOLATES = FIRST_STRONG + LEFT_TO_RIGHT + END
_PARTS = re.compile(f"([{FIRST_STRONG}{LEFT_TO_RIGHT}][^{END}]*{END})")
_MARK = "\N{LEFT-TO-RIGHT MARK}"
_NO_CONTROLS = dict.fromkeys(map(ord, FIRST_STRONG + LEFT_TO_RIGHT + END + _MARK))


def runs_right_to_left(text: str) -> bool | None:
    """Ask whether the first letter of a text is of a right-to-left script; None where it has no letter."""
    return next((_STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), None)


def isolate(text: str, *, within_right_to_left: bool) -> str:
    """Return words with signs around them that keep their direction from mixing with that of the words about them.

    Words that run as those about them do are returned as they are. Figures and signs alone ("2024-05-12", "3–9") are kept from
    being turned round.
    """
    turned = runs_right_to_left(text)
    if not text or turned is within_right_to_left or (turned is None and not within_right_to_left):
        return text
    return f"{LEFT_TO_RIGHT if turned is None else FIRST_STRONG}{text}{END}"


def without_isolates(text: str) -> str:
    """Return words without the signs of `isolate` and `runs`."""
    return text.translate(_NO_CONTROLS)


def runs(text: str, *, right_to_left: bool) -> list[tuple[str, bool]]:
    """Take a text apart into stretches that run one way, each with whether that is right to left; isolates are left out.

    Signs and figures go with the letters before them, those at the beginning with the text. An isolate is taken for itself, and
    figures in one get marks that keep their order where isolates are not known. Joined together and taken `without_isolates`,
    the stretches are the text.
    """
    found: list[tuple[str, bool]] = []

    def put(words: str, way: bool) -> None:
        if found and found[-1][1] == way:
            found[-1] = (found[-1][0] + words, way)
        elif words:
            found.append((words, way))

    for part in _PARTS.split(text):
        if part.startswith(LEFT_TO_RIGHT):
            put(f"{_MARK}{part.strip(_ISOLATES)}{_MARK}", False)
        elif part.startswith(FIRST_STRONG):
            put(part.strip(_ISOLATES), bool(runs_right_to_left(part)))
        else:
            way = right_to_left
            for sign in part.replace(END, ""):
                way = _STRONG.get(unicodedata.bidirectional(sign), way)
                put(sign, way)
    return found
