"""Pair what was found with what was wanted: contents by shared letters, best pairs first; and the usual figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int]
ENOUGH = 0.5  # the same bound as the scorer of the shared gold answers


def letters(spans: Iterable[Span], text: str) -> frozenset[int]:
    """Return the places of all characters of the spans, white space left out."""
    return frozenset(at for start, end in spans for at in range(start, end) if not text[at].isspace())


def overlap_f1(a: frozenset[int], b: frozenset[int]) -> float:
    """Return how much two sets of letters share: 1 when they are the same."""
    return 2 * len(a & b) / max(len(a) + len(b), 1)


def pair(wanted: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> dict[int, int]:
    """Pair contents one to one, best pairs first, those that share enough: index of wanted → index of found."""
    pairs = sorted(
        ((score, i, j) for i, a in enumerate(wanted) for j, b in enumerate(found) if (score := overlap_f1(a, b)) >= ENOUGH),
        reverse=True,
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


def share(part: float, whole: float) -> float:
    """Return part of whole, 0 of nothing."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def prf(right: int, found: int, wanted: int, name: str) -> dict[str, float]:
    """Return precision, recall and F1 as figures of this name."""
    precision, recall = share(right, found), share(right, wanted)
    return {f"{name} precision": precision, f"{name} recall": recall, f"{name} F1": f1(precision, recall)}
