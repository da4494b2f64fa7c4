"""Propose a claim for each row of a tide table: who keeps the table lists this height of the water at this time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.derived import claim_id
from whosays.records import Claim, Holder, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Anchor, Passage, Record

_ROW = re.compile(r"(?P<time>[0-2]\d:[0-5]\d)\s+(?P<tide>high|low)\s+(?P<level>\d+\.\d+ m)")
_KEPT = re.compile(r"kept by: *(?P<keeper>\S.*)")
_TABLE = re.compile(r"Tide table of (?P<station>\S.*)")


class WaterLevels:
    """The heights of water that tide tables list."""

    name = "tide-levels"
    version = "1"  # raise it when it may find something else
    makes = ("Claim",)

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield the claims in document order; a document that no tide reader made has none."""
        if not material.doc.made_by.startswith("tide "):
            return
        keeper, station = _words(material, _KEPT, "keeper"), _words(material, _TABLE, "station")
        chain = (Step(holder=Holder(kind="author", refers_to=keeper, reason="who keeps the table"), act="list"),)
        for passage in material.passages:
            row = _ROW.fullmatch(passage.pieces[0].text) if passage.zone == "table_row" else None
            if row is not None:
                content = (_cut(material, passage, row.span()),)
                yield Claim(
                    id=claim_id(material.cutter, content, chain),  # by its words: the same on every machine
                    doc=material.doc.id,
                    content=content,
                    chain=chain,
                    about=(station,) if station else (),
                    content_time=f"{material.date}T{row['time']}" if material.date else None,
                    form="list-item",
                    by=f"{self.name}/row",  # its own name, and behind the slash the rule
                )


def _cut(material: Material, passage: Passage, span: tuple[int, int]) -> Anchor:
    """Return words of a passage as an anchor. The cutter takes them out of the document, so they cannot be others."""
    start = passage.pieces[0].start
    return material.cutter.cut(start + span[0], start + span[1])


def _words(material: Material, pattern: re.Pattern[str], group: str) -> Anchor | None:
    """Return the words of the first passage that a pattern fits."""
    for passage in material.passages:
        if match := pattern.fullmatch(passage.pieces[0].text):
            return _cut(material, passage, match.span(group))
    return None
