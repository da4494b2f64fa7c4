"""Which way words run: right to left (Arabic, Persian, Hebrew) or left to right, and text of both taken apart.

Direction is read from the bidirectional classes of the Unicode Character Database (UAX #9): the first letter decides.
"""

from __future__ import annotations

import unicodedata

FIRST_STRONG, LEFT_TO_RIGHT, END = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_STRONG = {"L": False, "R": True, "AL": True}
_NO_CONTROLS = dict.fromkeys(map(ord, FIRST_STRONG + LEFT_TO_RIGHT + END))


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
    """Return words without the signs of `isolate`."""
    return text.translate(_NO_CONTROLS)


def runs(text: str, *, right_to_left: bool) -> list[tuple[str, bool]]:
    """Take a text apart into stretches that run one way, each with whether that is right to left; isolates are left out.

    Signs and figures go with the letters before them, those at the beginning with the text; an isolate is taken for itself.
    Joined together, the stretches are the text `without_isolates`.
    """
    found: list[tuple[str, bool]] = []
    way, inside = right_to_left, False
    for at, sign in enumerate(text):
        if sign in (FIRST_STRONG, LEFT_TO_RIGHT):
            end = text.find(END, at)
            way = bool(runs_right_to_left(text[at + 1 : end if end > at else None]))
            inside = True
            continue
        if sign == END:
            way, inside = right_to_left, False
            continue
        way = way if inside and found and found[-1][1] == way else _STRONG.get(unicodedata.bidirectional(sign), way)
        if found and found[-1][1] == way:
            found[-1] = (found[-1][0] + sign, way)
        else:
            found.append((sign, way))
    return found
