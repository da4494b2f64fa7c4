"""What an export tells in words where its format has one field for it: the holders of a claim, its place, its status.

A format that was made for something else cannot carry the whole record. `Kept` gives what it is made of, without what somebody
rejected, and counts what is left out, so that every such export says in `left-out.jsonl` what is not in it and why.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from whosays.derived import is_self_description
from whosays.named_at import NamedAt, by_member
from whosays.publish.files import json_line, write_whole
from whosays.records import Capture, Document, Entity, Entry, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whosays.publish.view import Kind, Leaving
    from whosays.records import Anchor, Claim, DocumentId, Holder, Record

R = TypeVar("R")


class Kept:
    """The records of a case that an export is made of, in order, without the rejected ones."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving
        self._left_out: Counter[tuple[str, str]] = Counter()

    def of(self, kind: Kind, _type: type[R]) -> Iterator[R]:
        """Yield the records of a kind that nobody rejected, and count the others. Raises BadAnchor, as `Leaving.of` does."""
        for record in self.leaving.of(kind):
            if not self.leaving.is_rejected(record.id):
                yield cast("R", record)
            else:
                self.leave_out(kind, "somebody rejected them")

    def status(self, record: Record) -> str:
        """Return "proposed", or what people decided on a record."""
        return self.leaving.view.status(record.id)

    def leave_out(self, kind: str, why: str, count: int = 1) -> None:
        """Note that something is not in the export."""
        if count:
            self._left_out[kind, why] += count

    def write_left_out(self, folder: Path) -> Path:
        """Write what is not in the export: on each line `kind`, `why` and `count`."""
        rows = ({"kind": kind, "why": why, "count": n} for (kind, why), n in sorted(self._left_out.items()))
        return write_whole(folder / "left-out.jsonl", (json_line(row) for row in rows))

    @cached_property
    def documents(self) -> dict[DocumentId, Document]:
        """The documents by id, without their text."""
        return {doc.id: replace(doc, text="") for doc in self.of("documents", Document)}

    @cached_property
    def captures(self) -> dict[str, Capture]:
        """The captures by id."""
        return {capture.id: capture for capture in self.of("captures", Capture)}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.of("entities", Entity)}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of all documents."""
        return tuple(self.of("mentions", Mention))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The rows of all lists."""
        return tuple(self.of("entries", Entry))

    @cached_property
    def named(self) -> NamedAt:
        """Who is named where."""
        return NamedAt(by_member(self.entities.values()), self.mentions, self.entries)

    def held_by(self, claim: Claim) -> str:
        """Return the innermost holder of a claim, the one whose statement it is; a nameless author by the document."""
        holder = claim.chain[-1].holder if claim.chain else None
        if holder is None or (holder.kind == "author" and holder.at is None and holder.refers_to is None):
            return f"(author of {self.leaving.document_name(claim.doc)})"
        return holder_words(holder)

    def place(self, at: Anchor) -> str:
        """Return where words stand: the document's name and the characters, counted from 0."""
        return f"{self.leaving.document_name(at.doc)}, characters {at.start}-{at.end}"

    def address(self, doc: DocumentId) -> str | None:
        """Return the address that a document gives as its own, else the one that it was fetched from."""
        found = self.documents.get(doc)
        if found is None or found.url:
            return found.url if found else None
        capture = self.captures.get(found.capture)
        return capture.url if capture else None

    def traits(self, claim: Claim) -> list[str]:
        """Return what else the record says of a claim, one "name: value" each: status first, place last."""
        told = [
            ("status", self.status(claim)),
            ("polarity", claim.polarity),
            ("modality", claim.modality),
            ("hedges", "; ".join(one_line(hedge.at.text) for hedge in claim.hedges)),
            ("relation", claim.relation),
            ("self-description", "yes" if is_self_description(claim, entity_of=self.leaving.entity_at) else None),
            ("said", claim.said),
            ("content time", claim.content_time),
            ("form", claim.form),
            ("found by", claim.by),
            ("place", self.place(claim.content[0])),
        ]
        return [f"{name}: {value}" for name, value in told if value]


def one_line(words: str) -> str:
    """Fold white space, line ends included, to one space."""
    return " ".join(words.split())


def words_of(anchors: Iterable[Anchor]) -> str:
    """Return exact words; the pieces of one text are parted by " … "."""
    return " … ".join(anchor.text for anchor in anchors)


def holder_words(holder: Holder) -> str:
    """Return the words that stand for a holder and whom they refer to; "(author)", "(hidden)", "(implied)" for none."""
    if holder.at is None:
        return f"({holder.kind})" if holder.refers_to is None else f"({holder.kind}: {one_line(holder.refers_to.text)})"
    words = one_line(holder.at.text)
    return words if holder.refers_to is None else f"{words} ({one_line(holder.refers_to.text)})"


def chain_words(claim: Claim) -> str:
    """Return all holders from the outermost, each with the act: "(author): assert > The harbour office: deny"."""
    return " > ".join(f"{holder_words(step.holder)}: {step.act}" for step in claim.chain)
