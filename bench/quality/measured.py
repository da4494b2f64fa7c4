"""What was measured last on each set of labelled documents, kept so that docs/quality.md can be made where a set is not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATH = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figures of a set, the hash of the set, and what was missed or too much: of our own documents alone.

    Lines of misses hold words of the texts, and those of the corpora may not be copied.
    """

    pin: str
    figures: Mapping[str, float]
    misses: Sequence[str] = ()


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the figures with four digits, as they are kept."""
    return {name: round(value, 4) for name, value in figures.items()}


def read_measured(path: Path = PATH) -> dict[str, Measured]:
    """Read what was measured, by set."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Measured(pin=each["pin"], figures=each["figures"], misses=each.get("misses", [])) for name, each in found.items()
    }


def write_measured(measured: Mapping[str, Measured], path: Path = PATH) -> None:
    """Write what was measured, so that a change reads well as a difference."""
    out = {
        name: {"pin": each.pin, "figures": rounded(each.figures), **({"misses": list(each.misses)} if each.misses else {})}
        for name, each in sorted(measured.items())
    }
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
