"""Attributed claims: who says what in a document, in which words, how sure, with which footnotes.

Steps, for each passage in reading order:
1. parse it (once for all extractors), or split it into sentences where there is no model: `by_tables` has those languages
2. find what attributes (`reported`), the author's own clauses and what hangs on names (`own`)
3. nest attributions into holder chains; a sentence inside a quotation that goes on belongs to who opened it (`chains`)
4. give quotation marks their other half (`paired`)
5. cut anchors, add hedges, modality, footnotes, times, and the name a pronoun may stand for (`assemble`)
6. name the relation that a clause states, where a word of the table says one between two ends (`relations`)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.assemble import Assembler
from whosays.extract.claims.by_tables import table_drafts
from whosays.extract.claims.open_quotations import open_quotations
from whosays.extract.claims.paired import paired
from whosays.extract.claims.passages import passage_drafts
from whosays.extract.claims.relations import Relations
from whosays.extract.parse import parsed
from whosays.text.claim_language import claim_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Claim, Record


class Claims:
    """Yields a Claim for every statement, in English and in the languages that have tables (`text.claim_language`).

    English without a model has quotations and plain "X said that" alone.
    """

    name = "claims"
    version = "5"
    makes = ("Claim", "Problem")

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield the claims of a document in document order."""
        tables = claim_language(material.language)
        if tables is None and material.language != "en":
            return
        assembler, relations = Assembler(material), Relations(material)
        found: list[Claim] = []
        passages = parsed(material)
        for passage, drafts in table_drafts(material, passages, tables) if tables else passage_drafts(material, passages):
            whole = paired(passage.joined.text, drafts)
            found.extend(relations.typed(passage, assembler.claims(passage, whole)))
        yield from sorted(found, key=lambda claim: (claim.content[0].start, -claim.content[-1].end, claim.id))
        yield from open_quotations(material, passages)
