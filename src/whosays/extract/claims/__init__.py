"""Attributed claims: who says what in a document, in which words, how sure, with which footnotes.

Steps, for each passage in reading order:
1. parse it (once for all extractors), or split it into sentences where there is no model
2. find what attributes (`reported`), the author's own clauses and what hangs on names (`own`)
3. nest attributions into holder chains; a sentence inside a quotation that goes on belongs to who opened it (`chains`)
4. cut anchors, add hedges, modality, footnotes, times, and the name a pronoun may stand for (`assemble`)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.assemble import Assembler
from whosays.extract.claims.open_quotations import open_quotations
from whosays.extract.claims.passages import passage_drafts
from whosays.extract.parse import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Claim, Record


class Claims:
    """Yields a Claim for every statement, English only. Without a model it finds quotations and plain "X said that" alone."""

    name = "claims"
    version = "2"
    makes = ("Claim", "Problem")

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield the claims of a document in document order."""
        if material.language != "en":
            return
        assembler = Assembler(material)
        found: list[Claim] = []
        for passage, drafts in passage_drafts(material, parsed(material)):
            found.extend(assembler.claims(passage, drafts))
        yield from sorted(found, key=lambda claim: (claim.content[0].start, -claim.content[-1].end, claim.id))
        yield from open_quotations(material, parsed(material))
