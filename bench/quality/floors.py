"""The floors: what each figure may not fall under, and which texts and answers it was measured on."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PATH = Path(__file__).with_name("floors.json")
SHOWN_ONLY = ("bare", "shown")  # figures of others, and those that are no measure of ours, shown beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The floors of one set of labelled documents, and the hash of that set."""

    pin: str
    figures: Mapping[str, float]


Floors = dict[str, Floor]


def read_floors(path: Path = PATH) -> Floors:
    """Read the floors; there may be none yet."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: Floor(pin=each["pin"], figures=each["figures"]) for name, each in found.items()}


def write_floors(floors: Floors, path: Path = PATH) -> None:
    """Write the floors, so that a change reads well as a difference."""
    out = {name: {"pin": each.pin, "figures": dict(each.figures)} for name, each in sorted(floors.items())}
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def is_kept(figure: str) -> bool:
    """Say whether a figure has a floor."""
    return not figure.startswith(SHOWN_ONLY)


def below(name: str, figures: Mapping[str, float], floors: Floors) -> list[str]:
    """Return the figures of a set that are under their floor, or gone. The line is deterministic, so there is no margin."""
    floor = floors[name].figures if name in floors else {}
    return [figure for figure, least in floor.items() if figure not in figures or _down(figures[figure]) < least]


def raised(name: str, pin: str, figures: Mapping[str, float], floors: Floors, *, lower: Collection[str] = ()) -> Floors:
    """Return the floors with a set's risen to its figures; they fall only where `lower` names the set or `set/figure`."""
    old = floors[name].figures if name in floors else {}
    new: dict[str, float] = {}
    for figure, value in figures.items():
        if is_kept(figure):
            may_fall = name in lower or f"{name}/{figure}" in lower
            new[figure] = _down(value) if may_fall else max(_down(value), old.get(figure, 0.0))
    for figure, least in old.items():
        if figure not in figures and name not in lower and f"{name}/{figure}" not in lower:
            new[figure] = least
    return {**floors, name: Floor(pin=pin, figures=new)}


def _down(value: float) -> float:
    return math.floor(value * 10000 + 1e-6) / 10000
