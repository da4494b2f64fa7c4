"""Who made the records that the exports as linked data hold, and what people decided on each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast

from whosays.publish.linked.names import person_iri, software_iri, utc
from whosays.rules import tell_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.publish.view import Leaving
    from whosays.records import Claim, Document, Judgement, Mention, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who made a record: a person who marked it, or software; `run` where it is known which one at which version."""

    kind: Literal["person", "software"]
    iri: str
    name: str
    run: Run | None = None
    created: str | None = None
    modified: str | None = None


class Makers:
    """Who made which record of a case on its way out."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving

    def beside(self, kind: Literal["claims", "mentions"]) -> Iterator[tuple[Document, Claim | Mention]]:
        """Yield the claims or mentions that nobody rejected, each with its document.

        Documents come in the same order, so one at a time is in memory.
        """
        docs = cast("Iterator[Document]", self.leaving.of("documents"))
        doc: Document | None = None
        for record in cast("Iterator[Claim | Mention]", self.leaving.standing(kind)):
            home = record.at.doc if hasattr(record, "at") else record.doc
            while doc is None or doc.id != home:
                doc = next(docs)
            yield doc, record

    def judgements_on(self, record: str) -> list[Judgement]:
        """Return what people decided on a record, oldest first."""
        return self._judgements.get(record, [])

    def maker(self, record: str, by: str) -> Maker:
        """Return who made a record that is signed with `by`.

        Of a machine it is not told when: the same documents give the same record at any time. What a person made has the time
        of the decision that came with it, and what a person edited that of the last edit.
        """
        run, decided = self.leaving.run_of(record), self.judgements_on(record)
        modified = next((utc(one.when) for one in reversed(decided) if one.decision == "edit"), None)
        own = next((one for one in decided if one.who == by), None)
        if run is None and own and tell_rule(by) is None:
            return Maker(kind="person", iri=person_iri(by), name=by, created=utc(own.when), modified=modified)
        name, version = (run.name, run.version) if run else (by, None)
        iri = software_iri(name, version)
        return Maker(kind="software", iri=iri, name=" ".join(filter(None, (name, version))), run=run, modified=modified)

    @cached_property
    def _judgements(self) -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in cast("Iterator[Judgement]", self.leaving.of("judgements")):
            found[judgement.record].append(judgement)
        return found
