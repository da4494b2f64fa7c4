"""Propose which pictures are one: with and without a caption, cropped, shrunk, recompressed.

1. Pictures that have several details with alike hashes are candidates: details are sorted by parts of their hash, and each is
   looked at with its neighbours only, so that the work grows with the number of pictures, and not with that of pairs.
2. Candidates are compared in full (`picture_match`): the details must stand in the same order, on most of the picture.

Everything is a candidate link: a person says whether two pictures are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whosays.records import Link, LinkId, make_id
from whosays.trace.picture_match import Agreement, Signed, compare, read_signature

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

BY = "trace/pictures"
# A hash is looked up by four parts of 16 bits; one detail in two of a changed picture keeps at least one part as it was.
_PARTS = (0, 16, 32, 48)
# Neighbours that a detail is looked at with, details that a candidate shares, and candidates that a picture has at most.
_NEIGHBOURS, _SHARED, _MOST = 12, 3, 40
# Measured on 40 made pictures (landscapes, charts, pages of text, posters, cards of one layout) and 19 photographs, each
# changed in ten ways, all 647 compared: 545 of 590 changed pictures were found again (photographs 179 of 190; most that was
# lost are charts cropped on all sides and pages of text with a caption). Of 207,000 pairs that are not one picture 30 agreed so
# far, 27 of them cards of one layout under one caption. Without the rule on spread 423 did: a caption is a common part too.
LEAST_DETAILS, LEAST_SHARE, LEAST_SPREAD, LEAST_SHOWN = 6, 0.2, 0.5, 0.75


def find_variants(pictures: Mapping[str, str]) -> Iterator[Link]:
    """Yield a candidate link for each two pictures that seem to be one.

    Args:
        pictures: id of a capture → its signature, as `read.picture_hash.make_signature` makes it.
    """
    read = ((name, read_signature(signature)) for name, signature in sorted(pictures.items()))
    signed = [(name, picture) for name, picture in read if picture is not None]
    for first, second in find_candidates([picture for _name, picture in signed]):
        (a, one), (b, other) = signed[first], signed[second]
        if (found := compare(one, other)) and is_variant(found):
            yield Link(id=LinkId(make_id("lnk", "variant", a, b)), kind="variant", a=a, b=b, reason=explain(found), by=BY)


def is_variant(found: Agreement) -> bool:
    """Ask whether two pictures agree so far that they may be one."""
    return (
        found.details >= LEAST_DETAILS
        and found.share >= LEAST_SHARE
        and found.spread >= LEAST_SPREAD
        and max(found.shown) >= LEAST_SHOWN
    )


def explain(found: Agreement) -> str:
    """Say in words how two pictures agree."""
    of_first, of_second = (f"{share:.0%}".replace("%", " %") for share in found.shown)
    return (
        f"{found.details} details agree in look and place, {found.share:.0%} of those in the common part;".replace("%", " %")
        + f" that part is {of_first} of the first picture and {of_second} of the second"
    )


def find_candidates(pictures: list[Signed]) -> list[tuple[int, int]]:
    """Return pairs of pictures, by their places in the list, that share details, each pair once, in order."""
    if not pictures:
        return []
    hashes = np.concatenate([picture.hashes for picture in pictures])
    owners = np.repeat(np.arange(len(pictures)), [len(picture.hashes) for picture in pictures])
    pairs = [pair for shift in _PARTS for pair in _neighbours((hashes >> np.uint64(shift)) & np.uint64(0xFFFF), owners)]
    codes, counts = np.unique(np.concatenate(pairs), return_counts=True)
    kept = counts >= _SHARED
    return _most_shared(codes[kept] // len(pictures), codes[kept] % len(pictures), counts[kept])


def _neighbours(parts: NDArray[np.uint64], owners: NDArray[np.intp]) -> Iterator[NDArray[np.int64]]:
    """Yield the pairs of pictures (as one number) of details that have the same part and stand close when sorted by it."""
    order = np.lexsort((owners, parts))
    parts, owners = parts[order], owners[order].astype(np.int64)
    many = int(owners.max()) + 1
    for step in range(1, _NEIGHBOURS + 1):
        same = (parts[step:] == parts[:-step]) & (owners[step:] != owners[:-step])
        yield owners[:-step][same] * many + owners[step:][same]


def _most_shared(firsts: NDArray[np.int64], seconds: NDArray[np.int64], counts: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Keep a pair where it is among those of either picture that share most."""
    kept: list[tuple[int, int]] = []
    had: dict[int, int] = {}
    for at in np.argsort(-counts, kind="stable"):
        first, second = int(firsts[at]), int(seconds[at])
        if min(had.get(first, 0), had.get(second, 0)) < _MOST:
            kept.append((first, second))
            had[first], had[second] = had.get(first, 0) + 1, had.get(second, 0) + 1
    return sorted(kept)
