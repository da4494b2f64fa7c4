"""Stretches of time as EDTF writes them: the day, month, year, decade or century that a date lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from datetime import date

Unit = Literal["day", "month", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade", "century")


def stretch_of(day: date, unit: Unit) -> str:
    """Return the stretch that a day lies in as EDTF: "1994-05", "199X"."""
    written = day.isoformat()
    return {
        "day": written,
        "month": written[:7],
        "year": written[:4],
        "decade": f"{written[:3]}X",
        "century": f"{written[:2]}XX",
    }[unit]


def whole_in(span: tuple[date, date], unit: Unit) -> str | None:
    """Return the smallest stretch, of this unit or a larger one, that a span lies in whole; None where no century has it."""
    for one in UNITS[UNITS.index(unit) :]:
        if (stretch := stretch_of(span[0], one)) == stretch_of(span[1], one):
            return stretch
    return None


def unit_of(stretch: str) -> Unit:
    """Return which unit a stretch is one of."""
    if stretch.endswith("XX"):
        return "century"
    if stretch.endswith("X"):
        return "decade"
    units: dict[int, Unit] = {4: "year", 7: "month", 10: "day"}
    return units[len(stretch)]


def around(stretch: str) -> list[str]:
    """Return the stretches that a stretch lies in, the largest first, and itself."""
    found = bounds(stretch)
    if found is None or found[0] is None:
        return []
    return [stretch_of(found[0], unit) for unit in reversed(UNITS[UNITS.index(unit_of(stretch)) :])]
